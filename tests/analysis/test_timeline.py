"""A child's case as lanes: what is put where, and what is said of it."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.tables import given

from everycase.analysis.timeline import Kind, Lane, lane_of, timeline
from everycase.record.snapshot import Record
from everycase.review.case import CaseReview
from everycase.review.scene import Scene

AS_OF = date(2026, 11, 24)
OWED = {
    "standard": pl.String,
    "subject": pl.String,
    "area": pl.String,
    "state": pl.String,
    "due_on": pl.Date,
}


def of_amira(record: Record, case: CaseReview | None = None, **names):
    return timeline(
        record.child("Amira"),
        case,
        record.as_of,
        supplied=record.manifest.supplied,
        reach=Scene(record, {}, record.as_of).stretches,
        titles=names.get("titles", {}),
        workers=names.get("workers", {}),
    )


def strip(drawn, lane):
    return next(strip for strip in drawn.strips if strip.lane is lane)


def amira(**tables):
    return given("2026-11-24", **tables)


def owed(*rows):
    frame = pl.DataFrame(rows, schema=OWED, orient="row")
    return CaseReview(AS_OF, frame, frame.clear())


@pytest.mark.parametrize(
    ("table", "text", "lane", "words"),
    [
        (
            "early_help",
            "child_id | started_on | ended_on\nAmira | 2026-01-05 | 2026-03-09",
            Lane.EARLY_HELP,
            "Early help, 5 January 2026 to 9 March 2026",
        ),
        (
            "referrals",
            "child_id | referred_on | closed_on | primary_need\nAmira | 2026-01-05 | | N1",
            Lane.REFERRAL,
            "Open case: abuse or neglect, 5 January 2026 to now",
        ),
        (
            "assessments",
            "child_id | started_on | authorised_on\nAmira | 2026-01-05 | 2026-02-05",
            Lane.REFERRAL,
            "Assessment, 5 January 2026 to 5 February 2026",
        ),
        (
            "section_47_enquiries",
            "child_id | started_on | ended_on\nAmira | 2026-01-05 | 2026-01-09",
            Lane.SECTION_47,
            "Section 47 enquiry, 5 January 2026 to 9 January 2026",
        ),
        (
            "child_in_need_plans",
            "child_id | started_on | ended_on\nAmira | 2026-01-05 |",
            Lane.NEED,
            "Child in need plan, 5 January 2026 to now",
        ),
        (
            "child_protection_plans",
            "child_id | started_on | ended_on | latest_category\nAmira | 2026-03-03 | | NEG",
            Lane.PROTECTION,
            "Protection plan: neglect, 3 March 2026 to now",
        ),
        (
            "legal_statuses",
            "child_id | from_on | to_on | status\nAmira | 2026-03-03 | | C1",
            Lane.LEGAL,
            "Interim care order, 3 March 2026 to now",
        ),
        (
            "legal_statuses",
            "child_id | from_on | to_on | status\nAmira | 2026-03-03 | |",
            Lane.LEGAL,
            "Legal status not recorded, 3 March 2026 to now",
        ),
        (
            "placements",
            "child_id | started_on | ended_on | kind\nAmira | 2026-03-03 | | K2",
            Lane.PLACED,
            "Children's home subject to Children's Homes Regulations, 3 March 2026 to now",
        ),
        (
            "missing_episodes",
            "child_id | from_on | to_on | kind\nAmira | 2026-03-03 | 2026-03-04 | Missing",
            Lane.MISSING,
            "Missing or away: whereabouts not known, 3 March 2026 to 4 March 2026",
        ),
    ],
)
def test_what_lasted_is_a_spell_in_its_lane(table, text, lane, words):
    drawn = of_amira(amira(**{table: text}))
    assert [spell.words for spell in strip(drawn, lane).spells] == [words]
    assert [s.lane for s in drawn.strips if s.spells] == [lane]


def test_the_lanes_are_all_there_from_the_top_down():
    assert [
        s.lane for s in of_amira(amira(early_help="child_id | started_on\nAmira | 2026-01-05")).strips
    ] == [*Lane]


def test_an_end_that_no_file_holds_is_not_now():
    held = amira(section_47_enquiries="child_id | started_on | ended_on\nAmira | 2026-01-05 |")
    not_held = amira(section_47_enquiries="child_id | started_on\nAmira | 2026-01-05")
    (told,) = strip(of_amira(held), Lane.SECTION_47).spells
    (untold,) = strip(of_amira(not_held), Lane.SECTION_47).spells
    assert told.words == "Section 47 enquiry, 5 January 2026 to now"
    assert untold.words == "Section 47 enquiry, 5 January 2026 to an end that these files don’t tell"


@pytest.mark.parametrize(
    ("ended_on", "words"),
    [
        ("2026-11-23", "23 November 2026"),
        ("2026-11-24", "24 November 2026"),
        ("2026-11-25", "now"),
    ],
)
def test_what_is_to_end_after_the_day_of_the_record_goes_on(ended_on, words):
    plans = f"child_id | started_on | ended_on\nAmira | 2026-03-03 | {ended_on}"
    (plan,) = strip(of_amira(amira(child_protection_plans=plans)), Lane.PROTECTION).spells
    assert plan.words == f"Protection plan, 3 March 2026 to {words}"


def test_a_referral_with_no_further_action_opened_no_case():
    referrals = "child_id | referred_on | closed_on | no_further_action\nAmira | 2026-01-05 | | yes"
    found = strip(of_amira(amira(referrals=referrals)), Lane.REFERRAL)
    assert found.spells == ()
    assert [mark.words for mark in found.marks] == ["Referral, no further action, 5 January 2026"]


@pytest.mark.parametrize(
    ("seen", "alone", "kind", "says"),
    [
        ("yes", "yes", Kind.SEEN_ALONE, "the child was seen alone"),
        ("", "yes", Kind.SEEN_ALONE, "the child was seen alone"),
        ("yes", "no", Kind.SEEN, "the child was seen, not alone"),
        ("yes", "", Kind.SEEN, "the child was seen, not recorded whether alone"),
        ("no", "", Kind.NOT_SEEN, "the child was not seen"),
        ("no", "yes", Kind.NOT_SEEN, "the child was not seen"),
        ("", "", Kind.NOT_SEEN, "not recorded whether the child was seen"),
        ("", "no", Kind.NOT_SEEN, "not recorded whether the child was seen"),
    ],
)
def test_a_visit_says_how_the_child_was_seen(seen, alone, kind, says):
    visits = f"child_id | visited_on | seen | seen_alone\nAmira | 2026-03-03 | {seen} | {alone}"
    (mark,) = strip(of_amira(amira(child_protection_visits=visits)), Lane.PROTECTION).marks
    assert (mark.kind, mark.says) == (kind, f"Visit: {says}")


def test_visits_and_reviews_stand_in_the_lane_of_their_plan():
    record = amira(
        child_in_need_visits="child_id | visited_on\nAmira | 2026-01-05",
        child_protection_reviews="child_id | held_on\nAmira | 2026-05-05",
        care_visits="child_id | visited_on\nAmira | 2026-07-05",
        care_reviews="child_id | held_on | cancelled\nAmira | 2026-08-05 | no\nAmira | 2026-09-05 | yes",
        initial_conferences="child_id | held_on\nAmira | 2026-02-05",
        contacts="child_id | received_on\nAmira | 2026-01-01",
        events="child_id | kind | happened_on\nAmira | child-in-need-review-held | 2026-01-20",
    )
    found = {s.lane: [(mark.kind, mark.day.month) for mark in s.marks] for s in of_amira(record).strips}
    assert {lane: marks for lane, marks in found.items() if marks} == {
        Lane.REFERRAL: [(Kind.EVENT, 1)],
        Lane.SECTION_47: [(Kind.REVIEW, 2)],
        Lane.NEED: [(Kind.NOT_SEEN, 1), (Kind.REVIEW, 1)],
        Lane.PROTECTION: [(Kind.REVIEW, 5)],
        Lane.LEGAL: [(Kind.NOT_SEEN, 7), (Kind.REVIEW, 8), (Kind.EVENT, 9)],
    }


def test_workers_hold_a_case_one_after_another_by_name_where_there_is_one():
    involvements = """
        child_id | worker_id | role      | from_on    | to_on
        Amira    | W1        | ALLOCATED | 2026-01-05 |
        Amira    | W2        | ALLOCATED | 2026-03-05 |
        Amira    | W3        | IRO       | 2026-03-05 |
        """
    found = strip(of_amira(amira(involvements=involvements), workers={"W1": "Jo Reed"}), Lane.WORKERS)
    assert [spell.words for spell in found.spells] == [
        "Jo Reed, 5 January 2026 to 5 March 2026",
        "W2, 5 March 2026 to now",
    ]


def test_what_is_due_and_overdue_stands_in_the_lane_of_what_began_it():
    case = owed(
        ("visit", "child_protection_plans/P1", "child protection", "due soon", date(2026, 12, 1)),
        ("review", "child_protection_plans/P1", "child protection", "due", date(2027, 2, 1)),
        ("core-group", "child_protection_plans/P1", "child protection", "overdue", date(2026, 11, 12)),
        ("done", "child_protection_plans/P1", "child protection", "met", date(2026, 11, 12)),
        ("unknown", "child_protection_plans/P1", "child protection", "cannot tell", date(2026, 11, 12)),
    )
    plans = "plan_id | child_id | started_on | ended_on\nP1 | Amira | 2026-11-02 |"
    drawn = of_amira(amira(child_protection_plans=plans), case, titles={"visit": "Child seen"})
    found = strip(drawn, Lane.PROTECTION)
    assert [mark.words for mark in found.marks] == [
        "Due: Child seen, 1 December 2026",
        "Due: review, 1 February 2027",
    ]
    assert [late.words for late in found.overdue] == ["Overdue since 12 November 2026: core-group"]
    assert drawn.to == date(2027, 2, 15)


@pytest.mark.parametrize(
    ("subject", "area", "lane"),
    [
        ("placements/P1", "children in care", Lane.PLACED),
        ("missing_episodes/M1", "child protection", Lane.MISSING),
        ("care_periods/Amira@2026-01-01", "children in care", Lane.LEGAL),
        ("birthdays/Amira@2026-01-01", "care leavers", Lane.LEGAL),
        ("events/E1", "front door", Lane.REFERRAL),
        ("events/E1", "early help", Lane.EARLY_HELP),
    ],
)
def test_the_lane_of_a_duty(subject, area, lane):
    assert lane_of(subject, area) is lane


def test_a_row_without_a_date_is_said_and_not_drawn():
    record = amira(
        child_protection_plans="child_id | started_on | ended_on\nAmira | | 2026-01-01",
        care_visits="child_id | visited_on | seen\nAmira | | yes",
    )
    drawn = of_amira(record)
    assert all(s.empty for s in drawn.strips)
    assert drawn.undated == (
        "Protection plan: no start date",
        "Visit: the child was seen, not recorded whether alone: no date",
    )


@pytest.mark.parametrize(("on", "drawn"), [("2013-04-30", False), ("2013-05-01", True)])
def test_a_date_long_before_birth_is_said_and_not_drawn(on, drawn):
    """Amira was born on 2 May 2014; nothing of hers is more than 366 days older."""
    found = of_amira(amira(contacts=f"child_id | received_on\nAmira | {on}\nAmira | 2026-01-05"))
    assert (len(strip(found, Lane.REFERRAL).marks) == 2) is drawn
    assert (found.undated == ()) is drawn
    assert found.since == (date.fromisoformat(on) if drawn else date(2026, 1, 5))


def test_a_lane_is_untold_where_the_files_hold_not_all_of_it():
    record = given(
        "2026-11-24",
        reach={
            "child_protection_plans": ("2020-11-24", "2026-11-24"),
            "child_protection_visits": ("", ""),
            "child_protection_reviews": ("2026-04-01", "2026-10-31"),
            "pre_proceedings": ("2020-11-24", "2026-11-24"),
            "early_help": ("2026-04-01", "2026-10-31"),
        },
        child_protection_plans="child_id | started_on | ended_on\nAmira | 2026-03-03 |",
    )
    drawn = of_amira(record)
    spans = {s.lane: [(g.since, g.to) for g in s.untold] for s in drawn.strips}
    assert spans[Lane.PROTECTION] == [(date(2026, 3, 3), AS_OF)]
    assert spans[Lane.EARLY_HELP] == [
        (date(2026, 3, 3), date(2026, 3, 31)),
        (date(2026, 11, 1), AS_OF),
    ]


def test_reviews_that_no_file_tells_of_are_said_to_be_lacking():
    plans = "child_id | started_on | ended_on\nAmira | 2026-03-03 |"
    without = of_amira(amira(child_in_need_plans=plans))
    held = of_amira(
        amira(
            child_in_need_plans=plans,
            events="child_id | kind | happened_on\nAmira | child-in-need-review-held | 2026-06-03",
        )
    )
    assert strip(without, Lane.NEED).lacks == ("Review of the child in need plan",)
    assert strip(held, Lane.NEED).lacks == ()


def test_it_spans_from_the_first_thing_to_a_month_ahead():
    drawn = of_amira(amira(contacts="child_id | received_on\nAmira | 2024-06-05"))
    assert (drawn.since, drawn.to, list(drawn.years)) == (
        date(2024, 6, 5),
        date(2026, 12, 25),
        [2024, 2025, 2026],
    )


def test_of_a_child_with_nothing_on_record_there_is_a_month():
    drawn = of_amira(amira(children="child_id | born_on\nAmira | 2020-01-01"))
    assert (drawn.since, drawn.to) == (AS_OF, date(2026, 12, 25))
    assert all(s.empty for s in drawn.strips)


@pytest.mark.parametrize(
    ("due_on", "to"),
    [
        (date(2026, 11, 30), date(2026, 12, 25)),
        (date(2027, 11, 25), date(2027, 12, 9)),
        (date(2027, 11, 26), date(2026, 12, 25)),
    ],
)
def test_it_spans_a_fortnight_past_what_is_due_within_a_year(due_on, to):
    case = owed(("visit", "child_protection_plans/P1", "child protection", "due", due_on))
    plans = "plan_id | child_id | started_on | ended_on\nP1 | Amira | 2026-11-02 |"
    assert of_amira(amira(child_protection_plans=plans), case).to == to
