"""Where two files contradict each other: a finding of the review, and what becomes of it."""

import polars as pl
from tests.record.readings import joined, reading

from everycase.record.schema import Format
from everycase.record.schema.cross_checks import FACTS
from everycase.review.compare import compare
from everycase.review.review import review
from everycase.standards.catalogue import catalogue
from everycase.standards.council import Settings
from everycase.standards.language import Rule

BORN = "child_id | born_on\n A | {}\n B | 2016-06-04"
RULES = {
    key: standard
    for key, standard in catalogue().items()
    if isinstance(standard, Rule) and key.startswith("two-sources-")
}
BEFORE, AFTER = "2026-05-01", "2026-06-01"


def record(census, care, as_of):
    """The record of a census and a return that give A these dates of birth; None for a file left out."""
    given = ((Format.CIN_CENSUS, census), (Format.SSDA903, care))
    return joined(*(reading(fmt, as_of, children=BORN.format(day)) for fmt, day in given if day))


def findings(of):
    return review(of, RULES, Settings()).findings


def became(*records):
    before, after = (review(one, RULES, Settings()) for one in records)
    return compare(before, after, records, RULES, Settings()).select("standard", "child_id", "status").rows()


def test_a_disagreement_is_a_finding_with_a_standard_an_area_and_both_values():
    found = findings(record("2015-05-03", "2015-05-04", BEFORE))
    assert found.select("standard", "child_id", "area", "aspect", "severity").rows() == [
        ("two-sources-date-of-birth", "A", "front door", "records", 3)
    ]
    assert found["says"].item() == (
        "Two files give different dates of birth: the CIN census says 3 May 2015, "
        "and the SSDA903 return says 4 May 2015."
    )


def test_every_fact_that_is_compared_has_one_rule():
    for meaning in FACTS.values():
        assert len([rule for rule in RULES.values() if f" {meaning}. " in rule.condition]) == 1
    assert len(RULES) == len(FACTS)


def test_what_agrees_is_counted_as_right():
    measures = review(record("2015-05-03", "2015-05-04", BEFORE), RULES, Settings()).measures
    mine = measures.filter(pl.col("standard") == "two-sources-date-of-birth")
    assert mine.select(pl.col("right").sum(), pl.col("wrong").sum()).row(0) == (1, 1)


def test_the_next_files_that_agree_prove_it_right():
    wrong, right = record("2015-05-03", "2015-05-04", BEFORE), record("2015-05-04", "2015-05-04", AFTER)
    assert became(wrong, right) == [("two-sources-date-of-birth", "A", "proved right")]
    assert became(wrong, record("2015-05-03", "2015-05-05", AFTER)) == [
        ("two-sources-date-of-birth", "A", "still open")
    ]


def test_a_file_that_is_left_out_proves_nothing():
    wrong, alone = record("2015-05-03", "2015-05-04", BEFORE), record("2015-05-04", None, AFTER)
    assert became(wrong, alone) == [("two-sources-date-of-birth", "A", "out of reach")]
