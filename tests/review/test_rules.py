"""What a rule says of each row: broken, kept, or cannot tell; and what "no such row" rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from tests.tables import given

from everycase.record.schema import (
    assessments,
    child_protection_plans,
    child_protection_reviews,
    child_protection_visits,
    children,
    referrals,
    section_47_enquiries,
    workers,
)
from everycase.record.schema.fields import another
from everycase.record.schema.terms import (
    AS_OF,
    any_of,
    calendar_days,
    count_of,
    distinct_of,
    earliest_of,
    key_of,
    latest_of,
    none_of,
)
from everycase.record.snapshot import NOTHING_LATEST
from everycase.review.rules import check
from everycase.review.scene import Scene
from everycase.standards.council import defaults
from everycase.standards.language import Area, Aspect, Rule, Severity


def rule(looks_at: Any, wrong: Any, says: str = "It is wrong.", **more: Any) -> Rule:
    return Rule(
        id="under-test",
        title="Under test",
        area=Area.CHILD_PROTECTION,
        aspect=Aspect.RECORDS,
        looks_at=looks_at,
        wrong=wrong,
        says=says,
        severity=Severity.LOW,
        source="made up",
        condition="made up",
        **more,
    )


def judged(standard: Rule, as_of: str = "2026-11-24", **tables: Any) -> dict[str, str]:
    """Child → broken, kept or cannot tell (one row each); children without a row left out."""
    record = given(as_of, **tables)
    _, checks = check(Scene(record, defaults(), record.as_of), standard)
    names = dict(record.scan("children").select("child", "child_id").collect().iter_rows())
    found = {}
    for row in checks.iter_rows(named=True):
        (state,) = [word for word in ("broken", "kept", "cannot_tell") if row[word]]
        found[names[row["child"]]] = state
    return found


def says(standard: Rule, **tables: Any) -> list[str]:
    record = given("2026-11-24", **tables)
    broken, _ = check(Scene(record, defaults(), record.as_of), standard)
    return broken.sort("subject")["says"].to_list()


REFERRALS = """
    child_id | referred_on | no_further_action
    Amira    | 2026-01-05  | yes
    Ben      | 2026-01-05  | no
    Cara     | 2026-01-05  |
    """


def test_a_comparison_with_what_isn_t_recorded_can_t_be_told():
    wrong = rule(referrals, referrals.no_further_action == True)  # noqa: E712
    assert judged(wrong, referrals=REFERRALS) == {"Amira": "broken", "Ben": "kept", "Cara": "cannot_tell"}


def test_missing_is_wrong_only_where_a_file_holds_the_field():
    missing = rule(referrals, referrals.no_further_action.is_missing())
    assert judged(missing, referrals=REFERRALS) == {"Amira": "kept", "Ben": "kept", "Cara": "broken"}
    unsupplied = "child_id | referred_on\nAmira | 2026-01-05"
    assert judged(missing, referrals=unsupplied) == {"Amira": "cannot_tell"}


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        ("yes", "yes", "broken", "broken"),
        ("yes", "no", "kept", "broken"),
        ("yes", "", "cannot_tell", "broken"),
        ("no", "no", "kept", "kept"),
        ("no", "", "kept", "cannot_tell"),
        ("", "", "cannot_tell", "cannot_tell"),
    ],
)
def test_and_and_or_keep_what_can_t_be_told(left, right, both, either):
    fields = (child_protection_visits.seen, child_protection_visits.seen_alone)
    for a, b in ((left, right), (right, left)):
        rows = f"child_id | visited_on | seen | seen_alone\nAmira | 2026-01-05 | {a} | {b}"
        anded = rule(child_protection_visits, fields[0] & fields[1])
        ored = rule(child_protection_visits, fields[0] | fields[1])
        assert judged(anded, child_protection_visits=rows) == {"Amira": both}
        assert judged(ored, child_protection_visits=rows) == {"Amira": either}


def test_rows_that_a_rule_doesn_t_speak_of_are_neither_kept_nor_broken():
    chosen = referrals.where(referrals.no_further_action == True)  # noqa: E712
    wrong = rule(chosen, referrals.referred_on < AS_OF)
    assert judged(wrong, referrals=REFERRALS) == {"Amira": "broken", "Cara": "cannot_tell"}


# -- other rows of the child ------------------------------------------------------------------------

CHILDREN = "child_id\nAmira\nBen\nCara"
SEEN = child_protection_visits.seen
VISITS = """
    child_id | visited_on | seen
    Amira    | 2026-06-01 | yes
    Ben      | 2026-06-01 | no
    Dev      | 2026-06-01 |
    """
SINCE_MAY = AS_OF - calendar_days(207)  # 1 May 2026


def seen_since_may(**how: Any) -> Rule:
    return rule(children, none_of(child_protection_visits, where=SEEN, **how))


def test_no_such_row_is_true_false_or_can_t_be_told():
    assert judged(seen_since_may(), children=CHILDREN, child_protection_visits=VISITS) == {
        "Amira": "kept",
        "Ben": "broken",
        "Cara": "broken",
        "Dev": "cannot_tell",
    }


def test_no_such_row_rests_on_files_that_hold_the_table():
    assert set(judged(seen_since_may(), children=CHILDREN).values()) == {"cannot_tell"}


@pytest.mark.parametrize(
    ("first", "last", "without_a_visit"),
    [
        ("2026-05-01", "2026-11-24", "broken"),
        ("2026-04-30", "2026-11-24", "broken"),
        ("2026-05-02", "2026-11-24", "cannot_tell"),
        ("2026-05-01", "2026-11-23", "cannot_tell"),
        ("", "", "cannot_tell"),
    ],
)
def test_no_such_row_since_a_day_rests_on_files_that_reach_from_that_day_to_now(first, last, without_a_visit):
    """And a row that is there is there, however far the files reach."""
    found = judged(
        seen_since_may(since=SINCE_MAY),
        reach={"child_protection_visits": (first, last)},
        children=CHILDREN,
        child_protection_visits=VISITS,
    )
    assert (found["Amira"], found["Cara"]) == ("kept", without_a_visit)


@pytest.mark.parametrize(
    ("visited", "found"),
    [("2026-04-30", "broken"), ("2026-05-01", "kept"), ("2026-08-31", "kept"), ("2026-09-01", "broken")],
)
def test_since_and_to_are_both_inclusive(visited, found):
    to = AS_OF - calendar_days(85)  # 31 August 2026
    rows = f"child_id | visited_on | seen\nAmira | {visited} | yes"
    assert judged(seen_since_may(since=SINCE_MAY, to=to), child_protection_visits=rows) == {"Amira": found}


def test_a_count_is_told_only_where_every_row_is():
    three = rule(children, count_of(child_protection_visits, where=SEEN, since=SINCE_MAY) >= 2)
    rows = """
        child_id | visited_on | seen
        Amira    | 2026-06-01 | yes
        Amira    | 2026-06-02 | yes
        Ben      | 2026-06-01 | yes
        Ben      | 2026-01-01 | yes
        Cara     | 2026-06-01 | yes
        Cara     | 2026-06-02 |
        """
    found = judged(three, children=CHILDREN, child_protection_visits=rows)
    assert found == {"Amira": "broken", "Ben": "kept", "Cara": "cannot_tell"}
    short = {"child_protection_visits": ("2026-06-01", "2026-11-24")}
    untold = judged(three, reach=short, children=CHILDREN, child_protection_visits=rows)
    assert set(untold.values()) == {"cannot_tell"}


def test_the_latest_row_alone_is_no_count_of_them():
    """Annex A holds a child's latest visit; only where it says that there was none is the count known."""
    record = given(
        "2026-11-24",
        reach={"child_protection_visits": ("", "")},
        children="child_id\nAmira\nBen",
        child_protection_visits="child_id | visited_on | seen\nAmira | 2026-06-01 | yes",
    )
    rows = [("child_protection_visits", 0, None, date(2026, 6, 1))]
    rows += [("child_protection_visits", 1, None, date(1900, 1, 1))]
    latest = pl.LazyFrame(rows, schema=dict(NOTHING_LATEST), orient="row")
    once = rule(children, count_of(child_protection_visits) < 2)
    _, checks = check(Scene(replace(record, latest=latest), defaults(), record.as_of), once)
    assert checks.sort("child").select("broken", "cannot_tell").rows() == [(0, 1), (1, 0)]


def test_a_count_of_none_is_nought():
    none = rule(children, count_of(child_protection_visits) == 0)
    assert judged(none, children=CHILDREN, child_protection_visits=VISITS)["Cara"] == "broken"


def test_different_values_are_counted_once():
    kinds = rule(children, distinct_of(referrals.source, referrals) >= 2)
    rows = """
        child_id | referred_on | source
        Amira    | 2026-01-05  | 1A
        Amira    | 2026-02-05  | 1A
        Ben      | 2026-01-05  | 1A
        Ben      | 2026-02-05  | 2A
        """
    assert judged(kinds, children=CHILDREN, referrals=rows) == {
        "Amira": "kept",
        "Ben": "broken",
        "Cara": "kept",
    }


OTHER = another(referrals)


def test_the_latest_and_the_earliest_of_other_rows():
    rows = "child_id | referred_on\nAmira | 2026-01-05\nAmira | 2026-09-05\nBen | 2026-01-05"
    since_summer = AS_OF - calendar_days(146)  # 1 July 2026
    latest = rule(children, latest_of(referrals.referred_on, referrals) >= since_summer)
    earliest = rule(children, earliest_of(referrals.referred_on, referrals) >= since_summer)
    assert judged(latest, referrals=rows) == {"Amira": "broken", "Ben": "kept"}
    assert judged(earliest, referrals=rows) == {"Amira": "kept", "Ben": "kept"}


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2026-01-01", "2026-11-24", "broken"),
        ("2026-01-01", "2026-09-30", "cannot_tell"),  # a census: there may have been a visit since
    ],
)
def test_the_latest_row_is_old_only_if_no_later_one_can_be_missing(first, last, found):
    old = rule(
        children,
        latest_of(child_protection_visits.visited_on, child_protection_visits) < AS_OF - calendar_days(90),
    )
    visits = "child_id | visited_on\nAmira | 2026-06-01"
    reach = {"child_protection_visits": (first, last)}
    assert judged(old, reach=reach, child_protection_visits=visits) == {"Amira": found}


def test_a_row_that_may_not_count_may_be_the_latest():
    old = rule(
        children,
        latest_of(child_protection_visits.visited_on, child_protection_visits, where=SEEN)
        < AS_OF - calendar_days(90),
    )
    visits = """
        child_id | visited_on | seen
        Amira    | 2026-06-01 | yes
        Amira    | 2026-11-01 |
        Ben      | 2026-06-01 | yes
        Ben      | 2026-11-01 | no
        """
    assert judged(old, child_protection_visits=visits) == {"Amira": "cannot_tell", "Ben": "broken"}


def test_a_row_is_set_against_the_others_of_its_child_and_never_against_itself():
    same_day = any_of(
        OTHER,
        where=(OTHER.referred_on == referrals.referred_on) & (key_of(OTHER) != key_of(referrals)),
    )
    rows = """
        referral_id | child_id | referred_on
        R1          | Amira    | 2026-01-05
        R2          | Amira    | 2026-01-05
        R3          | Ben      | 2026-01-05
        R4          | Cara     | 2026-01-05
        R5          | Cara     | 2026-01-06
        """
    record = given("2026-11-24", referrals=rows)
    broken, _ = check(Scene(record, defaults(), record.as_of), rule(referrals, same_day))
    assert sorted(broken["subject"]) == ["referrals/R1", "referrals/R2"]


def test_a_row_may_be_told_from_the_others_by_its_key_alone():
    alone = rule(referrals, none_of(OTHER, where=key_of(OTHER) != key_of(referrals)))
    rows = """
        referral_id | child_id | referred_on
        R1          | Amira    | 2026-01-05
        R2          | Amira    | 2026-02-05
        R3          | Ben      | 2026-01-05
        """
    record = given("2026-11-24", referrals=rows)
    broken, _ = check(Scene(record, defaults(), record.as_of), alone)
    assert broken["subject"].to_list() == ["referrals/R3"]


def test_a_link_joins_rows_that_name_the_same_thing():
    unassessed = rule(referrals, none_of(assessments, link=(referrals.referral_id, assessments.referral_id)))
    found = judged(
        unassessed,
        referrals="referral_id | child_id | referred_on\nR1 | Amira | 2026-01-05\nR2 | Ben | 2026-01-05",
        assessments="child_id | referral_id | started_on\nAmira | R1 | 2026-01-06\nBen | R1 | 2026-01-06",
    )
    assert found == {"Amira": "kept", "Ben": "broken"}


def test_a_link_with_an_empty_end_can_t_be_told():
    unassessed = rule(referrals, none_of(assessments, link=(referrals.referral_id, assessments.referral_id)))
    found = judged(
        unassessed,
        referrals="referral_id | child_id | referred_on\nR1 | Amira | 2026-01-05",
        assessments="child_id | referral_id | started_on\nAmira | | 2026-01-06",
    )
    assert found == {"Amira": "cannot_tell"}


def test_related_rows_may_look_at_rows_related_to_them():
    later_plan = any_of(
        child_protection_plans, where=child_protection_plans.started_on > section_47_enquiries.started_on
    )
    unplanned = rule(
        children,
        any_of(section_47_enquiries.where(~later_plan), where=section_47_enquiries.started_on < AS_OF),
    )
    found = judged(
        unplanned,
        section_47_enquiries="child_id | started_on\nAmira | 2026-01-05\nBen | 2026-01-05",
        child_protection_plans="child_id | started_on\nAmira | 2026-01-20\nBen | 2025-01-20",
    )
    assert found == {"Amira": "kept", "Ben": "broken"}


# -- parents ------------------------------------------------------------------------------------------

REVIEWS = child_protection_reviews.with_parent(
    child_protection_plans, child_protection_reviews.plan_id, child_protection_plans.plan_id
)


def test_a_row_is_judged_with_its_parent_and_not_a_sibling_s():
    """In some systems two children of one conference have plans with one id."""
    early = rule(REVIEWS, child_protection_reviews.held_on < child_protection_plans.started_on)
    found = judged(
        early,
        child_protection_plans="""
            plan_id | child_id | started_on
            P1      | Amira    | 2026-02-01
            P1      | Ben      | 2026-04-01
            """,
        child_protection_reviews="""
            child_id | plan_id | held_on
            Amira    | P1      | 2026-03-01
            Ben      | P1      | 2026-03-01
            """,
    )
    assert found == {"Amira": "kept", "Ben": "broken"}


def test_a_row_whose_parent_isn_t_there_can_t_be_told():
    early = rule(REVIEWS, child_protection_reviews.held_on < child_protection_plans.started_on)
    found = judged(
        early,
        child_protection_plans="plan_id | child_id | started_on\nP1 | Amira | 2026-02-01",
        child_protection_reviews="child_id | plan_id | held_on\nAmira | P9 | 2026-03-01\nBen | | 2026-03-01",
    )
    assert found == {"Amira": "cannot_tell", "Ben": "cannot_tell"}


def test_a_parent_twice_in_the_file_makes_one_row_not_two():
    held = rule(REVIEWS, child_protection_reviews.held_on < AS_OF)
    record = given(
        "2026-11-24",
        child_protection_plans="""
            plan_id | child_id | started_on
            P1      | Amira    | 2026-02-01
            P1      | Amira    | 2026-02-02
            """,
        child_protection_reviews="child_id | plan_id | held_on\nAmira | P1 | 2026-03-01",
    )
    broken, checks = check(Scene(record, defaults(), record.as_of), held)
    assert (broken.height, checks["broken"].sum()) == (1, 1)


# -- what is said -------------------------------------------------------------------------------------


def test_a_sentence_shows_dates_as_people_write_them_and_codes_by_their_meaning():
    said = rule(
        referrals,
        referrals.referred_on < AS_OF,
        "Referred on {referrals.referred_on} by {referrals.source}; no further action: "
        "{referrals.no_further_action}; decided: {referrals.outcomes}; {closed}.",
        shows={"closed": referrals.closed_on.is_present()},
    )
    rows = """
        referral_id | child_id | referred_on | source | no_further_action | outcomes | closed_on
        R1          | Amira    | 2026-03-03  | 2A     | no                | NFA SEC  | 2026-04-01
        R2          | Ben      | 2026-03-13  |        |                   |          |
        """
    first, second = says(said, referrals=rows)
    assert first == "Referred on 3 March 2026 by Schools; no further action: no; decided: NFA, SEC; true."
    assert second.startswith(
        "Referred on 13 March 2026 by (not recorded); no further action: (not recorded);"
    )
    assert second.endswith("decided: (not recorded); false.")


def test_a_rule_about_a_worker_names_no_child():
    standard = rule(
        workers, workers.full_time_equivalent > 1, "Holds {workers.full_time_equivalent}.", team_level=True
    )
    record = given("2026-11-24", workers="worker_id | full_time_equivalent\nW1 | 1.5\nW2 | 1.0\nW3 |")
    broken, checks = check(Scene(record, defaults(), record.as_of), standard)
    assert broken.select("child", "subject", "says").rows() == [(None, "workers/W1", "Holds 1.5.")]
    assert checks.select("child", "kept", "broken", "cannot_tell").rows() == [(None, 1, 1, 1)]


def test_a_rule_says_since_when_it_has_been_wrong():
    record = given(
        "2026-11-24", referrals="child_id | referred_on | closed_on\nAmira | 2026-03-03 | 2026-04-01"
    )
    scene = Scene(record, defaults(), record.as_of)
    for since, expected in ((None, "2026-03-03"), (referrals.closed_on, "2026-04-01")):
        broken, _ = check(scene, rule(referrals, referrals.closed_on < AS_OF, since=since))
        days = [str(day) for day in broken.select("subject_on", "since").row(0)]
        assert days == ["2026-03-03", expected]


def test_the_latest_row_is_no_proof_of_right_either_where_a_later_one_may_be_missing():
    young = rule(children, latest_of(referrals.referred_on, referrals) >= AS_OF - calendar_days(10))
    rows = "child_id | referred_on\nAmira | 2026-06-01"
    assert judged(young, reach={"referrals": ("2020-01-01", "2026-11-24")}, referrals=rows) == {
        "Amira": "kept"
    }
    assert judged(young, reach={"referrals": ("2020-01-01", "2026-11-23")}, referrals=rows) == {
        "Amira": "cannot_tell"
    }


@pytest.mark.parametrize(("reached", "found"), [("2026-11-24", "broken"), ("2026-11-23", "cannot_tell")])
def test_no_such_row_is_told_only_where_the_files_would_hold_it(reached, found):
    none = rule(children, latest_of(referrals.referred_on, referrals).is_missing())
    rows = "child_id | referred_on\nBen | 2026-06-01"
    told = judged(
        none,
        children="child_id\nAmira\nBen",
        reach={"referrals": ("2020-01-01", reached)},
        referrals=rows,
    )
    assert told["Amira"] == found
