"""Which standards a set of files can answer, what they lack, and what would supply it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from everycase.record.schema import (
    STORED,
    child_protection_plans,
    child_protection_visits,
    open_cases,
    referrals,
)
from everycase.record.schema.events import event_kinds, events
from everycase.record.schema.fields import Format
from everycase.record.schema.terms import any_of, calendar_days, none_of
from everycase.record.snapshot import Manifest, Stretch
from everycase.standards.answers import answer, answers
from everycase.standards.catalogue import catalogue
from everycase.standards.language import Area, Aspect, Clock, Rule, Severity, event

PLANS, VISITS = "child_protection_plans", "child_protection_visits"


def files(*fields: str, kinds: tuple[str, ...] = ()) -> Manifest:
    """Files that hold these fields (`table.field`) and kinds of event, as far back as can be."""
    supplied: dict[str, dict[str, int]] = {}
    for name in (*fields, *(("events.kind", "events.happened_on", "events.value") if kinds else ())):
        table, _, field = name.partition(".")
        supplied.setdefault(table, {})[field] = 1
    ever = [Stretch(since=date(2000, 1, 1), to=date(2026, 1, 1))]
    return Manifest(
        council="Test council",
        as_of=date(2026, 1, 1),
        everycase="test",
        sources=[Format.SSD],
        files=[],
        rows={},
        supplied=supplied,
        reach=dict.fromkeys([*supplied, *(f"events:{kind}" for kind in kinds)], ever),
    )


EVERY_FIELD = [f"{table}.{field}" for table in STORED for field in STORED[table].fields()]
EVERYTHING = files(*EVERY_FIELD, kinds=tuple(event_kinds()))

SEEN = Clock(
    id="seen",
    title="Seen",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=child_protection_plans.started_on,
    ends=(child_protection_visits.visited_on, event("child-seen")),
    within=calendar_days(10),
    source="made up",
)
PLAN, VISIT = f"{PLANS}.started_on", f"{VISITS}.visited_on"
BY_EVENT = ("events of the kind 'child-seen' (child seen, wherever the visit is recorded)",)


@pytest.mark.parametrize(
    ("held", "kinds", "expected", "lacks"),
    [
        ((PLAN, VISIT), ("child-seen",), "yes", ()),
        ((PLAN, VISIT), (), "in part", BY_EVENT),
        ((PLAN,), ("child-seen",), "in part", ("child protection visits: visited",)),
        ((PLAN,), ("supervision",), "no", ("child protection visits: visited", *BY_EVENT)),
        ((VISIT,), ("child-seen",), "no", ("child protection plans: plan began",)),
    ],
)
def test_a_clock_needs_one_of_its_starts_and_one_of_its_ends(held, kinds, expected, lacks):
    found = answer(files(*held, kinds=kinds), SEEN)
    assert (found.answer, found.lacks) == (expected, tuple(sorted(lacks)))


def test_what_would_supply_it_is_named():
    found = answer(files(PLAN), SEEN)
    assert found.supplied_by == ("Standard Safeguarding Dataset", "Annex A workbook", "events file")
    assert answer(files(VISIT, kinds=("child-seen",)), SEEN).supplied_by == (
        *("Standard Safeguarding Dataset", "Annex A workbook", "CIN census"),
    )


def rule(looks_at, wrong, **more):
    return Rule(
        id="rule",
        title="Rule",
        area=Area.FRONT_DOOR,
        aspect=Aspect.RECORDS,
        looks_at=looks_at,
        wrong=wrong,
        says="It is wrong.",
        severity=Severity.LOW,
        source="made up",
        condition="made up",
        **more,
    )


def test_a_rule_needs_the_rows_that_it_looks_at():
    standard = rule(referrals, referrals.primary_need.is_missing())
    assert answer(files("referrals.referred_on", "referrals.primary_need"), standard).answer == "yes"
    assert answer(files("referrals.referred_on"), standard).answer == "in part"
    assert answer(files(VISIT), standard).answer == "no"


def test_a_rule_about_events_needs_the_events_file():
    standard = rule(events.where(events.kind == "supervision"), events.value.is_missing())
    found = answer(files("referrals.referred_on"), standard)
    assert (found.answer, found.supplied_by) == ("no", ("events file",))


@pytest.mark.parametrize(
    "standard",
    [
        rule(referrals, none_of(event("supervision"))),
        rule(referrals.where(any_of(event("supervision"))), referrals.primary_need.is_missing()),
        rule(referrals, any_of(referrals.where(none_of(event("supervision"))))),
    ],
    ids=["what is wrong", "which rows", "rows of rows"],
)
def test_a_kind_of_event_is_asked_for_wherever_it_is_read(standard):
    found = answer(files(*EVERY_FIELD, kinds=("child-seen",)), standard)
    assert found.lacks == ("events of the kind 'supervision' (the case discussed in supervision)",)


def test_a_derived_table_is_supplied_by_what_it_is_made_of():
    standard = rule(open_cases, open_cases.closed_on.is_missing())
    assert answer(files("referrals.referred_on", "referrals.closed_on"), standard).answer == "yes"
    found = answer(files(VISIT), standard)
    assert found.answer == "no"
    assert set(found.supplied_by) >= {"Standard Safeguarding Dataset", "CIN census"}


def test_questions_are_for_a_person():
    asked = [a for a in answers(EVERYTHING, catalogue()) if catalogue()[a.standard].kind == "question"]
    assert {a.answer for a in asked} == {"a person"}


def told(manifest: Manifest) -> dict[str, str]:
    return {a.standard: a.answer for a in answers(manifest, catalogue()) if a.answer != "a person"}


def test_everything_answers_everything_and_nothing_answers_nothing():
    assert set(told(EVERYTHING).values()) == {"yes"}
    assert set(told(files()).values()) == {"no"}


def test_whatever_is_lacking_something_would_supply():
    nothing = answers(files(), catalogue())
    assert not [a.standard for a in nothing if a.answer == "no" and not (a.lacks and a.supplied_by)]


ORDER = {"no": 0, "in part": 1, "yes": 2}


@settings(max_examples=10)
@given(
    st.sets(st.sampled_from(EVERY_FIELD), max_size=60),
    st.sets(st.sampled_from(EVERY_FIELD), max_size=60),
    st.sets(st.sampled_from(sorted(event_kinds())), min_size=1, max_size=30),
)
def test_more_files_never_answer_less(some, more, kinds):
    fewer = told(files(*sorted(some)))
    further = told(files(*sorted(some | more), kinds=tuple(sorted(kinds))))
    assert not [s for s in fewer if ORDER[further[s]] < ORDER[fewer[s]]]
