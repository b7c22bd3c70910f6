"""What happens to a record between two extracts is listed, and the list is the whole of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl
import pytest

from everycase.synthetic.drift import WHAT, Shares, next_extract
from everycase.synthetic.writers.events import write_events

FIRST, SECOND = date(2026, 10, 31), date(2026, 11, 30)
NONE = {"recorded_late": 0, "corrected": 0, "back_dated": 0, "merged": 0, "reissued": 0, "lost": 0}


@dataclass
class Council:
    tables: dict[str, pl.DataFrame]
    as_of: date


def visits(first, last):
    """A visit a day to one of ten children, numbered by the day."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return pl.DataFrame(
        {
            "visit_id": [f"V{day:%y%m%d}" for day in days],
            "child_id": [f"C{day.day % 10}" for day in days],
            "visited_on": days,
            "visited_on_time": [datetime.combine(day, datetime.min.time()).replace(hour=9) for day in days],
        }
    )


@pytest.fixture
def councils():
    children = pl.DataFrame({"child_id": [f"C{n}" for n in range(10)] + ["X"]})
    assessments = pl.DataFrame(
        {
            "assessment_id": [f"A{n}" for n in range(10)],
            "child_id": [f"C{n}" for n in range(10)],
            "started_on": [date(2026, 8, 3)] * 10,
            "authorised_on": [date(2026, 10, 12)] * 10,
        }
    )
    leavers = pl.DataFrame({"row_id": ["L1", "L2"], "child_id": ["C1", "C2"]})
    contacts = pl.DataFrame({"contact_id": ["K1"], "child_id": ["X"], "received_on": [date(2026, 9, 1)]})
    same = {"children": children, "assessments": assessments, "care_leavers": leavers, "contacts": contacts}
    since = date(2026, 7, 1)
    return (
        Council({**same, "care_visits": visits(since, FIRST)}, FIRST),
        Council({**same, "care_visits": visits(since, SECOND)}, SECOND),
    )


def drifted(councils, seed, **options):
    before, after = councils
    return next_extract(before, after, seed, **options)


def only(**share):
    return Shares(**{**NONE, **share})


def rows_of(frame, *columns):
    return set(frame.select(columns).rows())


def test_the_same_seed_gives_the_same_changes_and_another_others(councils):
    first, again, other = (drifted(councils, seed) for seed in (7, 7, 8))
    assert first.changes.equals(again.changes)
    assert all(first.tables[name].equals(again.tables[name]) for name in first.tables)
    assert not first.changes.equals(other.changes)


def test_every_kind_of_change_happens_and_is_named(councils):
    assert set(drifted(councils, 1).changes["what"]) == set(WHAT)


def test_with_no_share_of_anything_nothing_changes(councils):
    drift = drifted(councils, 1, shares=only())
    assert drift.changes.is_empty()
    assert all(drift.tables[name].equals(frame) for name, frame in councils[1].tables.items())


def test_a_visit_recorded_late_is_new_and_dated_before_the_first_extract(councils):
    drift = drifted(councils, 1, shares=only(recorded_late=0.1))
    late = drift.changes.to_dicts()
    assert len(late) == 3  # a tenth of November's visits
    now = drift.tables["care_visits"]
    before = set(councils[0].tables["care_visits"]["visit_id"])
    for change in late:
        (row,) = now.filter(pl.col("visit_id") == change["key"]).to_dicts()
        assert change["key"] not in before
        assert change["before"] is None
        assert change["after"] == row["visited_on"].isoformat()
        assert FIRST - timedelta(days=14) <= row["visited_on"] < FIRST
        assert row["visited_on_time"] == datetime.combine(row["visited_on"], datetime.min.time()).replace(
            hour=9
        )


def test_what_the_council_recorded_late_by_itself_is_listed_too(councils):
    before, after = councils
    found = pl.DataFrame(
        {
            "contact_id": ["K1", "K2"],
            "child_id": ["X", "C1"],
            "received_on": [date(2026, 9, 1), date(2026, 10, 30)],
        }
    )
    drift = next_extract(before, Council({**after.tables, "contacts": found}, SECOND), 1, shares=only())
    assert drift.changes.rows() == [
        ("recorded late", "contacts", "C1", "K2", "received_on", None, "2026-10-30"),
    ]


def test_a_corrected_date_is_a_few_days_from_what_it_was(councils):
    drift = drifted(councils, 1, shares=only(corrected=0.05))
    was = dict(rows_of(councils[1].tables["care_visits"], "visit_id", "visited_on"))
    now = dict(rows_of(drift.tables["care_visits"], "visit_id", "visited_on"))
    changed = {key: (was[key], now[key]) for key in was if was[key] != now[key]}
    listed = drift.changes.filter(pl.col("table") == "care_visits")
    assert changed == {
        row["key"]: (date.fromisoformat(row["before"]), date.fromisoformat(row["after"]))
        for row in listed.to_dicts()
    }
    assert changed
    assert all(abs((new - old).days) <= 5 for old, new in changed.values())
    assert max(now[key] for key in changed) <= FIRST


def test_a_start_that_is_corrected_is_not_past_its_end(councils):
    short = councils[0].tables["assessments"].with_columns(authorised_on=date(2026, 8, 4))
    two = [Council({**each.tables, "assessments": short}, each.as_of) for each in councils]
    found = drifted(two, 1, shares=only(corrected=1)).tables["assessments"]
    assert found["started_on"].n_unique() > 2
    assert found["started_on"].max() <= date(2026, 8, 4)


def test_a_back_dated_assessment_ends_earlier_but_not_before_it_began(councils):
    drift = drifted(councils, 1, shares=only(back_dated=0.5))
    moved = drift.tables["assessments"].filter(pl.col("authorised_on") != date(2026, 10, 12))
    assert moved.height == 5
    assert rows_of(moved, "assessment_id") == rows_of(drift.changes, "key")
    assert set(drift.changes["before"]) == {"2026-10-12"}
    assert moved["authorised_on"].max() < date(2026, 10, 12)
    assert moved["authorised_on"].min() >= date(2026, 8, 3)


def test_a_merged_record_has_its_rows_under_the_kept_id_and_leaves_its_number(councils):
    drift = drifted(councils, 1, shares=only(merged=0.05))
    (change,) = drift.changes.to_dicts()
    assert (change["what"], change["key"], change["before"]) == ("merged", "X", "X")
    kept = change["after"]
    assert kept.startswith("C")
    assert "X" not in set(drift.tables["children"]["child_id"])
    assert drift.tables["contacts"]["child_id"].to_list() == [kept]
    assert drift.tables["linked_identifiers"].rows() == [("MERGED-X", kept, "Case Number", "X", SECOND)]


def test_a_table_whose_ids_are_made_anew_has_all_of_them_new(councils):
    drift = drifted(councils, 1, shares=only(reissued=0.01))
    leavers = drift.changes.filter(pl.col("table") == "care_leavers")
    assert set(leavers["before"]) == {"L1", "L2"}
    assert set(leavers["after"]) == set(drift.tables["care_leavers"]["row_id"])
    assert set(leavers["after"]).isdisjoint({"L1", "L2"})
    one = drift.changes.filter(pl.col("table") == "care_visits").to_dicts()
    assert len(one) == 1  # a hundredth of the visits of four months
    assert one[0]["before"] in set(councils[1].tables["care_visits"]["visit_id"])
    assert one[0]["before"] not in set(drift.tables["care_visits"]["visit_id"])


def test_a_lost_row_is_no_longer_there(councils):
    drift = drifted(councils, 1, shares=only(lost=0.02))
    for name in ("care_visits", "contacts"):
        key = "visit_id" if name == "care_visits" else "contact_id"
        gone = set(councils[1].tables[name][key]) - set(drift.tables[name][key])
        assert gone == set(drift.changes.filter(pl.col("table") == name)["key"])
        assert gone


def test_no_row_has_two_things_happen_to_it(councils):
    everything = Shares(0.3, 0.3, 0.3, 0.1, 0.3, 0.3)
    changes = drifted(councils, 3, shares=everything).changes
    assert changes.select("table", "key").is_duplicated().sum() == 0


def test_children_who_are_to_be_left_alone_are(councils):
    left = [f"C{n}" for n in range(9)]
    drift = drifted(councils, 1, shares=Shares(0.3, 0.3, 0.3, 0.1, 0.3, 0.3), untouched=left)
    assert set(drift.changes["child_id"]).isdisjoint(left)
    for name, frame in councils[1].tables.items():
        kept = pl.col("child_id").is_in(left)
        assert drift.tables[name].filter(kept).equals(frame.filter(kept))


def test_the_tables_can_be_written(councils, tmp_path):
    drift = drifted(councils, 1)
    assert write_events(drift.tables, SECOND, tmp_path / "events.csv").exists()
