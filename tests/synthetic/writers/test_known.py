"""What a file made on an earlier day would have held."""

from datetime import date

import pytest

from everycase.synthetic.writers.known import known_by

DAY = date(2026, 3, 31)


def test_what_began_later_is_gone_and_what_ended_later_is_open(table):
    referrals = table(
        "referral_id child_id referred_on closed_on close_reason",
        ("R1", "A", date(2026, 1, 5), date(2026, 3, 31), "RC7"),
        ("R2", "A", date(2026, 3, 31), date(2026, 4, 1), "RC7"),
        ("R3", "A", date(2026, 4, 1), None, None),
    )
    assert known_by({"referrals": referrals}, DAY)["referrals"].rows() == [
        ("R1", "A", date(2026, 1, 5), date(2026, 3, 31), "RC7"),
        ("R2", "A", date(2026, 3, 31), None, None),
    ]


def test_the_outcome_of_an_assessment_comes_with_its_authorisation(table):
    assessments = table(
        "child_id started_on authorised_on outcomes factors child_seen",
        ("A", date(2026, 3, 2), date(2026, 4, 10), ["NFA_FLAG"], ["1A"], True),
    )
    (row,) = known_by({"assessments": assessments}, DAY)["assessments"].rows()
    assert row == ("A", date(2026, 3, 2), None, None, None, True)


def test_a_review_that_is_only_planned_keeps_its_due_date(table):
    reviews = table("child_id due_on held_on", ("A", date(2026, 6, 1), None), ("A", None, date(2026, 4, 1)))
    assert known_by({"care_reviews": reviews}, DAY)["care_reviews"].rows() == [("A", date(2026, 6, 1), None)]


def test_a_row_whose_every_date_is_later_is_gone(table):
    steps = table(
        "child_id decided_on order_on order_type",
        ("A", None, date(2026, 5, 1), "Special Guardianship"),
        ("B", None, None, None),
        ("C", date(2026, 1, 1), date(2026, 5, 1), "Adoption"),
    )
    assert known_by({"permanence": steps}, DAY)["permanence"].rows() == [
        ("B", None, None, None),
        ("C", date(2026, 1, 1), None, None),
    ]


def test_a_table_of_how_things_stand_keeps_its_rows_without_the_later_dates(table):
    leavers = table(
        "child_id in_touch latest_contact_on pathway_plan_reviewed_on",
        ("A", "YES", date(2026, 5, 1), date(2026, 3, 1)),
        ("B", "YES", date(2026, 5, 1), date(2026, 4, 1)),
    )
    assert known_by({"care_leavers": leavers}, DAY)["care_leavers"].rows() == [
        ("A", "YES", None, date(2026, 3, 1)),
        ("B", "YES", None, None),
    ]


@pytest.mark.parametrize(
    ("contact", "known"),
    [(date(2026, 3, 31), ["A", "B", "C"]), (date(2026, 4, 1), ["B", "C"])],
)
def test_a_child_not_yet_known_is_not_in_the_record(table, contact, known):
    tables = {
        "children": table("child_id", ("A",), ("B",), ("C",)),
        "contacts": table("child_id received_on", ("A", contact), ("B", date(2026, 1, 1))),
    }
    assert known_by(tables, DAY)["children"]["child_id"].to_list() == known


def test_nothing_is_known_of_an_unborn_child_that_comes_with_birth(table):
    columns = "child_id born_on sex forename ethnicity upn_unknown"
    children = table(
        columns,
        ("A", date(2026, 4, 1), "M", "Ada", "WBRI", "UN1"),
        ("B", date(2026, 3, 31), "M", "Ben", "WBRI", "UN1"),
        ("C", None, "M", "Cal", "WBRI", "UN1"),  # a date of birth that is missing
    )
    assert known_by({"children": children}, DAY)["children"].select(columns.split()).rows() == [
        ("A", None, "U", None, None, None),
        ("B", date(2026, 3, 31), "M", "Ben", "WBRI", "UN1"),
        ("C", None, "M", "Cal", "WBRI", "UN1"),
    ]


def test_what_stands_now_stood_then_without_its_later_date(table):
    immunisations = table("child_id up_to_date status_on", ("A", True, date(2026, 5, 1)))
    assert known_by({"immunisations": immunisations}, DAY)["immunisations"].rows() == [("A", True, None)]


def test_a_child_born_later_was_unborn(table):
    children = table(
        "child_id born_on died_on", ("A", date(2026, 4, 9), None), ("B", date(2020, 1, 1), date(2026, 5, 5))
    )
    found = known_by({"children": children}, DAY)["children"]
    assert found.select("child_id", "born_on", "expected_on", "died_on").rows() == [
        ("A", None, date(2026, 4, 9), None),
        ("B", date(2020, 1, 1), None, None),
    ]
