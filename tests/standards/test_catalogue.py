"""Every standard, by id: complete, in order, and each saying what a reader needs."""

from __future__ import annotations

import re

import pytest

from everycase.record.schema import TABLES
from everycase.record.schema.fields import ANOTHER
from everycase.standards import catalogue as catalogue_module
from everycase.standards.catalogue import catalogue
from everycase.standards.language import PLACE, Area, Clock, Question, Rule, Standard

EVERY = list(catalogue().values())
CLOCKS = [s for s in EVERY if isinstance(s, Clock)]
RULES = [s for s in EVERY if isinstance(s, Rule)]
QUESTIONS = [s for s in EVERY if isinstance(s, Question)]


def ids(standards):
    return [s.id for s in standards]


def test_every_area_has_standards_of_time_of_record_and_to_be_asked():
    for area in Area:
        kinds = {s.kind for s in EVERY if s.area is area}
        assert kinds == {"clock", "rule", "question"}, area


def test_standards_stand_in_the_order_of_the_areas():
    areas = [s.area for s in EVERY]
    assert areas == sorted(areas, key=list(Area).index)


def test_an_id_is_lower_case_words_joined_by_hyphens():
    assert not [s.id for s in EVERY if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", s.id)]


def test_no_id_is_another_s_second_name():
    others = [other for s in EVERY for other in s.also]
    assert len(others) == len(set(others))
    assert not set(others) & set(catalogue())


def test_two_standards_of_one_id_are_refused(monkeypatch):
    twins: list[Standard] = [CLOCKS[0], RULES[0], Question.__new__(Question)]
    object.__setattr__(twins[2], "id", RULES[0].id)
    monkeypatch.setattr(catalogue_module, "_declared", lambda: iter(twins))
    with pytest.raises(ValueError, match=f"two standards are called {RULES[0].id}"):
        catalogue.__wrapped__()


def test_the_catalogue_can_t_be_changed():
    with pytest.raises(TypeError):
        catalogue()["new"] = CLOCKS[0]  # type: ignore[index]


def test_each_standard_names_its_source_and_has_a_title():
    assert not [s.id for s in EVERY if not s.source.strip() or not s.title.strip()]


def test_each_field_that_a_standard_reads_is_in_the_record():
    read = {fld for clock in CLOCKS for fld in clock.reads} | {fld for rule in RULES for fld in rule.reads}
    for fld in read:
        assert fld.name in TABLES[fld.table.removesuffix(ANOTHER)].fields()


def test_a_clock_says_how_its_days_are_counted():
    for clock in CLOCKS:
        assert clock.counts.strip() == clock.counts != "", clock.id


@pytest.mark.parametrize("standard", RULES, ids=ids(RULES))
def test_a_rule_s_sentence_is_one_that_can_be_filled_in(standard):
    assert len(standard.shown) == len(PLACE.findall(standard.says))
    assert re.fullmatch(r"[A-Z{'].+[.?]", standard.says)


def test_a_question_says_what_good_looks_like():
    assert not [
        s.id for s in QUESTIONS if not s.good_looks_like.strip() or not s.question.strip().endswith("?")
    ]
