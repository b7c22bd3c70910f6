"""What a council knew on a day, from its whole history."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from everycase.record.schema import STORED
from everycase.synthetic.cut import cut

DAY = date(2026, 9, 30)
Row = dict[str, Any]


def when(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def history(**tables: list[Row]) -> dict[str, pl.DataFrame]:
    """Every table of the record, those given with rows; a child born in 2015 and known since 2020 in it."""
    child: Row = {
        "child_id": "1",
        "forename": "Ann",
        "born_on": date(2015, 5, 1),
        "sex": "F",
        "ethnicity": "WBRI",
        "_known_from": date(2020, 1, 1),
        "_numbered_from": date(2019, 9, 1),
        "upn": "A999000000001",
    }
    full: dict[str, pl.DataFrame] = {}
    for name, table in STORED.items():
        rows = tables.get(name, [child] if name == "children" else [])
        own = {
            column: kind
            for column, kind in table.columns().items()
            if column in table.fields() or column.endswith("_time")
        }
        extra = {key: pl.Date() for row in rows for key in row if key.startswith("_")}
        schema = {
            **own,
            **extra,
            **({"_known_from": pl.Date(), "_numbered_from": pl.Date()} if name == "children" else {}),
        }
        if name == "care_leavers":
            schema |= {"_known_from": pl.Date(), "_until": pl.Date()}
        if name == "ehc_active_plans":
            schema |= {"_known_from": pl.Date()}
        full[name] = pl.DataFrame([{**dict.fromkeys(schema), **row} for row in rows], schema=schema)
    happened = {"child_id": pl.String(), "on": pl.Date()}
    for name in ("_contacts", "_pathway_plans", "_officer_contacts"):
        full[name] = pl.DataFrame(tables.get(name, []), schema=happened)
    return full


def cut_rows(name: str, rows: list[Row], day: date = DAY, **more: list[Row]) -> list[Row]:
    return cut(history(**{name: rows}, **more), day)[name].to_dicts()


def test_rows_that_begin_later_vanish() -> None:
    rows = [
        {"child_id": "1", "kind": "supervision", "happened_on": when(day)}
        for day in ("2026-09-30", "2026-10-01")
    ]
    assert [row["happened_on"] for row in cut_rows("events", rows)] == [date(2026, 9, 30)]


def test_an_end_that_lies_ahead_is_open_and_one_on_the_day_is_not() -> None:
    rows: list[Row] = [
        {"plan_id": "a", "child_id": "1", "started_on": when("2026-01-05"), "ended_on": when("2026-09-30")},
        {"plan_id": "b", "child_id": "1", "started_on": when("2026-02-05"), "ended_on": when("2026-10-01")},
    ]
    found = {row["plan_id"]: row["ended_on"] for row in cut_rows("child_protection_plans", rows)}
    assert found == {"a": date(2026, 9, 30), "b": None}


def test_what_is_decided_later_is_not_decided_yet() -> None:
    assessment: Row = {
        "assessment_id": "a",
        "child_id": "1",
        "started_on": when("2026-09-01"),
        "authorised_on": when("2026-10-05"),
        "child_seen": True,
        "_seen_on": when("2026-09-03"),
        "factors": ["16A"],
        "outcomes": ["NFA_FLAG"],
        "no_further_action": True,
    }
    (row,) = cut_rows("assessments", [assessment])
    assert row["child_seen"] is True
    assert (row["authorised_on"], row["factors"], row["outcomes"], row["no_further_action"]) == (None,) * 4


def test_a_review_is_there_when_it_is_booked_and_held_when_it_is() -> None:
    review: Row = {
        "review_id": "a",
        "child_id": "1",
        "due_on": when("2026-12-01"),
        "held_on": when("2026-11-20"),
        "quorate": True,
        "_booked_on": when("2026-06-01"),
    }
    (booked,) = cut_rows("child_protection_reviews", [review])
    assert (booked["due_on"], booked["held_on"], booked["quorate"]) == (date(2026, 12, 1), None, None)
    assert cut_rows("child_protection_reviews", [review], date(2026, 5, 31)) == []


def test_a_child_not_born_yet_is_expected() -> None:
    child: Row = {
        "child_id": "2",
        "forename": "Bo",
        "sex": "M",
        "ethnicity": "WBRI",
        "born_on": when("2026-11-02"),
        "expected_on": when("2026-10-30"),
        "_known_from": when("2026-06-01"),
    }
    (before,) = cut_rows("children", [child])
    assert (before["born_on"], before["expected_on"], before["sex"], before["forename"]) == (
        None,
        date(2026, 10, 30),
        "U",
        None,
    )
    (after,) = cut_rows("children", [child], date(2026, 11, 2))
    assert (after["born_on"], after["expected_on"], after["sex"], after["forename"]) == (
        date(2026, 11, 2),
        None,
        "M",
        "Bo",
    )


def test_nothing_is_told_of_a_child_of_whom_nobody_knows_yet() -> None:
    child: Row = {"child_id": "2", "born_on": when("2015-01-01"), "_known_from": when("2026-10-05")}
    events: list[Row] = [{"child_id": "2", "kind": "transition-plan", "happened_on": when("2026-09-01")}]
    tables = cut(history(children=[child], events=events), DAY)
    assert tables["children"].height == 0
    assert tables["events"].height == 0


def test_events_of_carers_stay() -> None:
    events: list[Row] = [
        {"child_id": "F2001", "kind": "carer-review-held", "happened_on": when("2026-09-01")}
    ]
    assert len(cut_rows("events", events)) == 1


def test_tables_of_the_latest_row_have_the_days_latest() -> None:
    looks: list[Row] = [
        {"child_id": "1", "up_to_date": True, "status_on": when(day)}
        for day in ("2025-01-10", "2026-01-09", "2026-12-20")
    ]
    assert [row["status_on"] for row in cut_rows("immunisations", looks)] == [date(2026, 1, 9)]


def test_a_care_leavers_row_is_worked_out_from_what_happened_by_the_day() -> None:
    stages: list[Row] = [
        {
            "child_id": "1",
            "eligibility": "Eligible",
            "_known_from": when("2025-01-01"),
            "_until": when("2026-08-01"),
        },
        {
            "child_id": "1",
            "eligibility": "Former Relevant",
            "_known_from": when("2026-08-01"),
            "_until": when("2029-08-01"),
        },
    ]
    contacts: list[Row] = [
        {"child_id": "1", "on": when(day)} for day in ("2026-07-20", "2026-09-12", "2026-10-20")
    ]
    plans: list[Row] = [{"child_id": "1", "on": when(day)} for day in ("2026-03-02", "2026-10-02")]
    advisers: list[Row] = [
        {"child_id": "1", "role": "ADVISER", "worker_id": worker, "team_id": "T60", "from_on": when(day)}
        for worker, day in (("w1", "2025-01-01"), ("w2", "2026-09-01"), ("w3", "2026-11-01"))
    ]
    (row,) = cut_rows("care_leavers", stages, _contacts=contacts, _pathway_plans=plans, involvements=advisers)
    assert row["eligibility"] == "Former Relevant"
    assert row["latest_contact_on"] == date(2026, 9, 12)
    assert row["pathway_plan_reviewed_on"] == date(2026, 3, 2)
    assert (row["adviser_id"], row["worker_id"], row["team_id"]) == ("w2", "w2", "T60")


def test_the_officers_latest_contact_is_of_the_same_time_in_care() -> None:
    episodes: list[Row] = [
        {
            "episode_id": "a",
            "child_id": "1",
            "entered_care_on": when("2024-01-01"),
            "started_on": when("2024-01-01"),
            "ended_on": when("2024-06-01"),
        },
        {
            "episode_id": "b",
            "child_id": "1",
            "entered_care_on": when("2026-09-01"),
            "started_on": when("2026-09-01"),
            "ended_on": None,
        },
    ]
    contacts: list[Row] = [
        {"child_id": "1", "on": when(day)} for day in ("2024-01-20", "2024-05-02", "2026-10-01")
    ]
    rows = cut_rows("care_episodes", episodes, _officer_contacts=contacts)
    found = {row["episode_id"]: row["last_reviewing_officer_contact_on"] for row in rows}
    assert found == {"a": date(2024, 5, 2), "b": None}
