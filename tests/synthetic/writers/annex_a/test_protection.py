"""List 7: children on a protection plan."""

from datetime import date

import pytest

from everycase.synthetic.writers.annex_a import annex_a_lists

AS_OF = date(2026, 10, 31)


def test_each_plan_has_the_latest_visit_and_review_under_it(people, table):
    tables = {
        **people,
        "child_protection_plans": table(
            "child_id started_on ended_on initial_category latest_category",
            ("ADA", date(2024, 1, 1), date(2025, 1, 1), "NEG", "NEG"),
            ("ADA", date(2026, 3, 2), date(2026, 8, 3), "PHY", "EMO"),
            ("ADA", date(2026, 9, 7), None, "MUL", None),
        ),
        "child_protection_visits": table(
            "child_id visited_on seen_alone",
            ("ADA", date(2026, 7, 30), True),
            ("ADA", date(2026, 10, 28), False),
            ("ADA", date(2026, 10, 14), True),
        ),
        "child_protection_reviews": table("child_id held_on", ("ADA", date(2026, 6, 1)), ("ADA", None)),
    }
    columns = [
        "Child Protection Plan Start Date",
        "Initial Category of Abuse",
        "Latest Category of Abuse",
        "Date of the Last Statutory Visit",
        "Was the Child Seen Alone?",
        "Date of latest review conference",
        "Child Protection Plan End Date",
        "Number of Previous Child Protection Plans",
        "Allocated Worker",
    ]
    assert annex_a_lists(tables, AS_OF)[7].select(columns).rows() == [
        (
            *(date(2026, 3, 2), "b) Physical abuse", "d) Emotional abuse", date(2026, 7, 30), "a) Yes"),
            *(date(2026, 6, 1), date(2026, 8, 3), 1, "Sam Okoro"),
        ),
        (
            *(date(2026, 9, 7), "e) Multiple/not recommended", None, date(2026, 10, 28), "b) No"),
            *(None, None, 2, "Sam Okoro"),
        ),
    ]


@pytest.mark.parametrize(
    ("status", "ended", "said"),
    [("L1", None, "a) Yes"), ("L2", date(2026, 4, 30), "a) Yes"), ("L2", date(2026, 4, 29), "b) No")],
)
def test_emergency_protection_in_six_months_is_marked(people, table, status, ended, said):
    tables = {
        **people,
        "child_protection_plans": table("child_id started_on ended_on", ("ADA", date(2026, 3, 2), None)),
        "legal_statuses": table("child_id status from_on to_on", ("ADA", status, date(2026, 3, 1), ended)),
    }
    (row,) = annex_a_lists(tables, AS_OF)[7].to_dicts()
    said_in = (
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)"
    )
    assert row[said_in] == said


def test_a_number_of_earlier_plans_that_is_recorded_goes_before_one_that_is_counted(people, table):
    plans = table("child_id started_on earlier_plans", ("ADA", date(2026, 3, 2), 4))
    (row,) = annex_a_lists({**people, "child_protection_plans": plans}, AS_OF)[7].to_dicts()
    assert row["Number of Previous Child Protection Plans"] == 4
