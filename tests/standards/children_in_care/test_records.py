"""Rules of the record of a child in care: rows that break each, rows that keep it, and the days between."""

from typing import Any

import pytest
from tests.tables import given, says, untold, wrong

AS_OF = "2026-11-24"
CARE = "child_id | started_on | ended_on | end_reason\nAmira | {} | {} |"
SINCE_JUNE = CARE.format("2026-06-01", "")


@pytest.mark.parametrize(
    ("status", "broken"),
    [
        ("V2 | 2026-06-01 |", []),
        ("V2 | 2026-06-01 | 2026-11-24", []),  # to the end of today
        ("V2 | 2026-06-01 | 2026-11-23", ["Amira"]),
        (" | 2026-06-01 |", ["Amira"]),  # a row without a status
        ("V2 | 2026-11-25 |", ["Amira"]),  # from tomorrow
    ],
)
def test_no_legal_status_today(status, broken):
    statuses = f"child_id | status | from_on | to_on\nAmira | {status}"
    found = given(AS_OF, care_episodes=SINCE_JUNE, legal_statuses=statuses)
    assert wrong(found, "cla-no-legal-status") == broken


def test_after_leaving_care_no_status_is_needed_and_without_any_file_it_cannot_be_told():
    statuses = "child_id | status | from_on | to_on\nAmira | V2 | 2026-06-01 | 2026-11-24"
    left = given(AS_OF, care_episodes=CARE.format("2026-06-01", AS_OF), legal_statuses=statuses)
    assert wrong(left, "cla-no-legal-status") == []
    assert untold(given(AS_OF, care_episodes=SINCE_JUNE), "cla-no-legal-status") == ["Amira"]


@pytest.mark.parametrize(
    ("first", "second", "broken"),
    [
        ("V2 | 2026-06-01 | 2026-09-07", "C1 | 2026-09-07 |", []),  # the day of change is shared
        ("V2 | 2026-06-01 | 2026-09-08", "C1 | 2026-09-07 |", ["Amira"]),
        ("V2 | 2026-06-01 |", "C2 | 2026-09-07 |", ["Amira"]),
        ("C1 | 2026-06-01 |", "C2 | 2026-09-07 |", ["Amira"]),
        ("V2 | 2026-06-01 |", "V2 | 2026-06-01 |", ["Amira"]),  # the same one twice
        ("C2 | 2026-06-01 |", "E1 | 2026-09-07 |", []),  # a placement order beside a care order
        ("C2 | 2026-06-01 |", "J1 | 2026-09-07 | 2026-10-01", []),  # remanded
    ],
)
def test_two_legal_statuses_at_once(first, second, broken):
    rows = f"child_id | status | from_on | to_on\nAmira | {first}\nAmira | {second}"
    assert wrong(given(AS_OF, legal_statuses=rows), "legal-status-overlap") == broken


@pytest.mark.parametrize(
    ("first", "second", "left", "broken"),
    [
        ("V2 | 2026-06-01 | 2026-09-06", "C1 | 2026-09-07 |", "", []),  # no day between
        ("V2 | 2026-06-01 | 2026-09-05", "C1 | 2026-09-07 |", "", ["Amira"]),  # 6 September
        ("V2 | 2026-06-02 | 2026-09-07", "C1 | 2026-09-07 |", "", ["Amira"]),  # the day of entering care
        ("V2 | 2026-05-01 | 2026-09-07", "C1 | 2026-09-07 |", "", []),
        ("V2 | 2026-06-01 | 2026-10-01", "C1 | 2026-07-01 | 2026-08-01", "", []),  # ends today: another rule
        ("V2 | 2026-06-01 | 2026-09-07", "C1 | 2026-09-07 | 2026-10-29", "2026-10-30", []),
        ("V2 | 2026-06-01 | 2026-09-07", "C1 | 2026-09-07 | 2026-10-28", "2026-10-30", ["Amira"]),
    ],
)
def test_a_day_in_care_without_a_legal_status(first, second, left, broken):
    rows = f"child_id | status | from_on | to_on\nAmira | {first}\nAmira | {second}"
    found = given(AS_OF, care_episodes=CARE.format("2026-06-01", left), legal_statuses=rows)
    assert wrong(found, "legal-status-gap") == broken


@pytest.mark.parametrize(
    ("episode", "first", "broken", "unknown"),
    [
        ("2026-06-01 |", "V2 | 2026-06-01 | 2026-05-31", [], ["Amira"]),  # may have lasted until September
        ("2026-06-01 |", "V2 | 2026-06-01 | 2026-06-01", ["Amira"], []),
        ("2026-06-01 | 2026-05-31", "V2 | 2026-06-01 | 2026-09-05", [], ["Amira"]),  # care of unknown days
    ],
)
def test_by_dates_that_cannot_be_right_no_gap_is_told(episode, first, broken, unknown):
    found = given(
        AS_OF,
        care_episodes=f"child_id | started_on | ended_on\nAmira | {episode}",
        legal_statuses=f"child_id | status | from_on | to_on\nAmira | {first}\nAmira | C1 | 2026-09-07 |",
    )
    assert (wrong(found, "legal-status-gap"), untold(found, "legal-status-gap")) == (broken, unknown)


def test_a_gap_in_care_that_began_before_the_files_cannot_be_told():
    found = given(
        AS_OF,
        care_episodes="child_id | started_on | start_reason\nAmira | 2026-06-01 | P",
        legal_statuses="child_id | status | from_on | to_on\nAmira | C1 | 2026-09-07 |",
    )
    assert (wrong(found, "legal-status-gap"), untold(found, "legal-status-gap")) == ([], ["Amira"])


def test_a_gap_is_said_with_its_day_and_cannot_be_told_before_the_files_reach():
    rows = (
        "child_id | status | from_on | to_on\nAmira | V2 | 2026-06-01 | 2026-09-05\nAmira | C1 | 2026-09-07 |"
    )
    tables: dict[str, Any] = {"care_episodes": SINCE_JUNE, "legal_statuses": rows}
    assert says(given(AS_OF, **tables), "legal-status-gap") == [
        "In care from 1 June 2026; no legal status covers 6 September 2026."
    ]
    short = given(AS_OF, **tables, reach={"legal_statuses": ("2026-07-01", AS_OF)})
    assert wrong(short, "legal-status-gap") == []
    assert untold(short, "legal-status-gap") == ["Amira"]


@pytest.mark.parametrize(
    ("standard", "table"),
    [("cla-episodes-overlap", "care_episodes"), ("cla-placements-overlap", "placements")],
)
@pytest.mark.parametrize(
    ("ended", "broken"), [("2026-09-07", []), ("2026-09-08", ["Amira"]), ("", ["Amira"])]
)
def test_episodes_and_placements_share_no_more_than_the_day_of_change(standard, table, ended, broken):
    kind = " | kind" if table == "placements" else ""
    of = " | U6" if table == "placements" else ""
    rows = f"""
        child_id | started_on | ended_on{kind}
        Amira    | 2026-06-01 | {ended}{of}
        Amira    | 2026-09-07 |         {of}
    """
    tables: dict[str, Any] = {table: rows}
    assert wrong(given(AS_OF, **tables), standard) == broken


def test_a_hospital_stay_is_no_second_placement():
    rows = """
        child_id | started_on | ended_on   | kind
        Amira    | 2026-06-01 |            | U6
        Amira    | 2026-09-07 | 2026-09-20 | T1
    """
    assert wrong(given(AS_OF, placements=rows), "cla-placements-overlap") == []


@pytest.mark.parametrize(
    ("placement", "missing", "broken", "unsure"),
    [
        ("2026-06-01 |", "Bilal | 2026-01-01 |", [], []),
        ("2026-06-01 | 2026-11-23", "Bilal | 2026-01-01 |", ["Amira"], []),
        ("2026-06-01 | 2026-11-24", "Bilal | 2026-01-01 |", [], []),
        ("2026-06-01 | 2026-11-01", "Amira | 2026-11-01 |", [], []),  # missing, and not back
        ("2026-06-01 | 2026-11-01", "Amira | 2026-11-01 | 2026-11-20", ["Amira"], []),
        ("2026-06-01 | 2026-11-01", None, [], ["Amira"]),  # no file says who is missing
    ],
)
def test_no_placement_today(placement, missing, broken, unsure):
    tables: dict[str, Any] = {"placements": f"child_id | started_on | ended_on\nAmira | {placement}"}
    if missing:
        tables["missing_episodes"] = f"child_id | from_on | to_on\n{missing}"
    found = given(AS_OF, care_episodes=SINCE_JUNE, **tables)
    assert wrong(found, "cla-no-placement") == broken
    assert untold(found, "cla-no-placement") == unsure


@pytest.mark.parametrize(
    ("row", "broken"),
    [
        ("K2 | PR4 |", ["Amira"]),
        ("K2 | PR4 | SC123456", []),
        ("U6 | PR4 |", ["Amira"]),  # an agency's carers
        ("U6 | PR1 |", []),  # the council's own
        ("P1 | PR0 |", []),
    ],
)
def test_no_number_of_the_setting(row, broken):
    placed = given(
        AS_OF, placements=f"child_id | started_on | kind | provider | urn\nAmira | 2026-06-01 | {row}"
    )
    assert wrong(placed, "cla-placement-no-urn") == broken


def test_where_no_file_holds_the_number_it_cannot_be_told():
    placed = given(AS_OF, placements="child_id | started_on | kind | provider\nAmira | 2026-06-01 | K2 | PR4")
    assert untold(placed, "cla-placement-no-urn") == ["Amira"]


@pytest.mark.parametrize(
    ("born", "row", "broken"),
    [
        ("2010-11-25", "H5 | 2026-06-01 |", ["Amira"]),  # sixteen tomorrow
        ("2010-11-24", "H5 | 2026-06-01 |", []),  # sixteen today
        ("2010-11-25", "K3 | 2026-06-01 |", ["Amira"]),
        ("2010-11-25", "K2 | 2026-06-01 |", []),
        ("2010-11-25", "K3 | 2026-06-01 | 2026-11-20", []),  # has moved on
    ],
)
def test_under_sixteen_in_a_setting_without_care(born, row, broken):
    placed = given(
        AS_OF,
        children=f"child_id | born_on\nAmira | {born}",
        placements=f"child_id | kind | started_on | ended_on\nAmira | {row}",
    )
    assert wrong(placed, "under-16-in-unregulated") == broken


@pytest.mark.parametrize(
    ("rows", "broken"),
    [
        (["K2 | 2025-11-24", "K2 | 2026-03-01", "K2 | 2026-08-01"], ["Amira"]),  # a year ago to the day
        (["K2 | 2025-11-23 | 2025-11-23", "K2 | 2026-03-01", "K2 | 2026-08-01"], []),  # over by then
        (["K2 | 2025-06-01 | 2026-03-01", "K2 | 2026-03-01", "K2 | 2026-08-01"], ["Amira"]),
        (["K2 | 2025-06-01 | 2026-03-01", "T1 | 2026-03-01", "K2 | 2026-08-01"], []),  # a stay in hospital
    ],
)
def test_three_placements_in_a_year(rows, broken):
    lines = "\n".join(f"Amira | {row}" for row in rows)
    moved = given(
        AS_OF,
        care_episodes=CARE.format("2025-06-01", ""),
        placements=f"child_id | kind | started_on | ended_on\n{lines}",
    )
    assert wrong(moved, "cla-three-placements") == broken


@pytest.mark.parametrize(
    ("miles", "approved", "broken", "unsure"),
    [
        ("20.0", "Bilal | {} | 2026-01-05", [], []),
        ("20.1", "Bilal | {} | 2026-01-05", ["Amira"], []),
        ("20.1", "Amira | {} | 2026-05-20", [], []),
        ("20.1", "Amira | {} | 2025-05-20", ["Amira"], []),  # of another placement
        ("20.1", None, [], ["Amira"]),
        ("", "Bilal | {} | 2026-01-05", [], ["Amira"]),
    ],
)
def test_placed_over_twenty_miles_from_home(miles, approved, broken, unsure):
    row = f"child_id | kind | started_on | ended_on | distance\nAmira | K2 | 2026-06-01 | | {miles}"
    tables: dict[str, Any] = {"placements": row}
    if approved:
        rows = approved.format("distant-placement-approved")
        tables["events"] = f"child_id | kind | happened_on\n{rows}"
    found = given(AS_OF, **tables)
    assert wrong(found, "cla-placed-over-20-miles") == broken
    assert untold(found, "cla-placed-over-20-miles") == unsure


@pytest.mark.parametrize(("reason", "broken"), [("", ["Amira"]), ("E4A", [])])
def test_care_that_ended_says_why(reason, broken):
    rows = f"child_id | started_on | ended_on | end_reason\nAmira | 2026-06-01 | 2026-10-01 | {reason}"
    assert wrong(given(AS_OF, care_episodes=rows), "cla-ended-no-reason") == broken


@pytest.mark.parametrize(
    ("start", "plan", "reviewed", "broken"),
    [
        ("2026-05-23", "2026-05-25", "", ["Amira"]),  # the first plan changes nothing
        ("2026-05-24", "2026-05-25", "", []),  # six months to the day
        (
            "2026-05-01",
            "2026-05-16",
            "",
            ["Amira"],
        ),  # ten working days after (a bank holiday on the 4th): the 18th
        ("2026-05-01", "2026-05-19", "", []),
        ("2026-05-01", "2026-05-05", "Amira | section-20-review | 2026-08-03", []),
    ],
)
def test_section_20_care_does_not_drift(start, plan, reviewed, broken):
    tables: dict[str, Any] = {
        "legal_statuses": f"child_id | status | from_on | to_on\nAmira | V2 | {start} |",
        "care_plans": f"child_id | from_on | to_on\nAmira | {plan} |",
    }
    if reviewed:
        tables["events"] = f"child_id | kind | happened_on\n{reviewed}"
    assert wrong(given(AS_OF, **tables), "s20-over-6-months-no-plan") == broken


@pytest.mark.parametrize(
    ("marked", "status", "broken"),
    [
        ("yes", "asylum claimed |", []),
        ("yes", "asylum claimed | 2026-11-24", []),
        ("yes", "asylum claimed | 2026-11-23", ["Amira"]),
        ("yes", " |", ["Amira"]),
        ("no", " |", []),
        ("", " |", []),
    ],
)
def test_an_unaccompanied_childs_immigration_status(marked, status, broken):
    found = given(
        AS_OF,
        children=f"child_id | born_on | unaccompanied\nAmira | 2010-05-02 | {marked}",
        immigration_statuses=f"child_id | from_on | status | to_on\nAmira | 2026-06-01 | {status}",
    )
    assert wrong(found, "nationality-or-immigration-missing") == broken


@pytest.mark.parametrize(("ended", "broken"), [("2026-01-09", ["Amira"]), ("2026-01-10", []), ("", [])])
def test_an_episode_of_care_does_not_end_before_it_begins(ended, broken):
    record = given(
        "2026-11-24", care_episodes=f"child_id | started_on | ended_on\nAmira | 2026-01-10 | {ended}"
    )
    assert wrong(record, "cla-episode-dates-impossible") == broken


@pytest.mark.parametrize(
    ("entered", "broken"), [("2026-06-02", ["Amira"]), ("2026-06-01", []), ("2026-05-31", [])]
)
def test_an_episode_without_a_start_of_its_own_begins_on_entering_care(entered, broken):
    record = given(
        AS_OF,
        care_episodes=f"child_id | entered_care_on | started_on | ended_on\nAmira | {entered} | | 2026-06-01",
    )
    assert wrong(record, "cla-episode-dates-impossible") == broken


AHEAD = [
    ("placement-dates-impossible", "placements", "started_on", "ended_on"),
    ("legal-status-dates-impossible", "legal_statuses", "from_on", "to_on"),
    ("cla-care-plan-dates-impossible", "care_plans", "from_on", "to_on"),
    ("deprivation-of-liberty-dates-impossible", "deprivations_of_liberty", "from_on", "to_on"),
    ("immigration-status-dates-impossible", "immigration_statuses", "from_on", "to_on"),
]


@pytest.mark.parametrize(("standard", "table", "start", "end"), AHEAD)
def test_what_may_be_entered_ahead_does_not_end_before_it_begins(standard, table, start, end):
    rows = f"""
        child_id | {start}    | {end}
        Amira    | 2026-06-10 | 2026-06-09
        Ben      | 2026-06-10 | 2026-06-10
        Cara     | 2026-06-10 | 2026-06-11
        Dan      | 2026-06-10 |
        Ede      | 2027-06-10 |
        Fay      | 2027-06-10 | 2027-06-09
        Gil      |            | 2026-06-09
    """
    found = given(AS_OF, **{table: rows})
    assert wrong(found, standard) == ["Amira", "Fay"]
    assert says(found, standard)[0].endswith("dated from 10 June 2026 to 9 June 2026, which can't be right.")
    without = given(AS_OF, **{table: f"child_id | {start}\nAmira | 2026-06-10"})
    assert untold(without, standard) == ["Amira"]


def test_a_care_plan_without_any_date_has_none_that_could_be_wrong():
    """As Annex A has it: what the plan for permanence is, and not since when."""
    found = given(AS_OF, care_plans="child_id | permanence\nAmira | ADOPTION")
    assert untold(found, "cla-care-plan-dates-impossible") == []
    assert wrong(found, "cla-care-plan-dates-impossible") == []
