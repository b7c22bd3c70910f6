"""A load of small files: what people noted is read with it, and nothing is kept that wasn't accepted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from everycase.record.loading import load
from everycase.record.snapshot import Record
from everycase.record.store import Store

AS_OF = date(2026, 11, 24)
PERSONS = "pers_person_id,pers_forename,pers_dob\nC1,Amira,2020-05-01\nC2,Leo,2019-01-05\n"
NOTED = "child,event,date,by,value\n"


@pytest.fixture
def store(tmp_path) -> Store:
    (tmp_path / "council").mkdir()
    return Store(tmp_path / "council")


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    folder = tmp_path / "extract"
    folder.mkdir()
    (folder / "ssd_person.csv").write_text(PERSONS)
    return folder


def loaded(store: Store, extract: Path, as_of: date = AS_OF) -> Record:
    return load(store, [str(extract)], "Test council", as_of=as_of)


def events_of(record: Record) -> list[tuple[object, ...]]:
    return record.scan("events").select("child_id", "kind", "happened_on").collect().sort("child_id").rows()


def test_what_people_noted_is_read_with_every_load(store, extract):
    store.noted_path.write_text(f"{NOTED}C1,supervision,2026-11-20,W1,\n")
    assert events_of(loaded(store, extract)) == [("C1", "supervision", date(2026, 11, 20))]


def test_one_noted_supervision_does_not_say_that_the_other_children_had_none(store, extract):
    store.noted_path.write_text(f"{NOTED}C1,supervision,2026-11-20,,\n")
    assert "events:supervision" not in loaded(store, extract).manifest.reach


def test_the_councils_own_file_still_says_how_far_it_reaches(store, extract):
    (extract / "events.csv").write_text(f"{NOTED}C2,supervision,2026-10-05,,\n")
    store.noted_path.write_text(f"{NOTED}C1,supervision,2026-09-01,,\n")
    reach = loaded(store, extract).manifest.reach["events:supervision"]
    assert [(r.since, r.to) for r in reach] == [(date(2026, 10, 5), AS_OF)]


def test_what_both_hold_is_one_event(store, extract):
    (extract / "events.csv").write_text(f"{NOTED}C1,supervision,2026-11-20,,\n")
    store.noted_path.write_text(f"{NOTED}C1,supervision,2026-11-20,W1,\n")
    assert len(events_of(loaded(store, extract))) == 1


@pytest.mark.parametrize(("day", "read"), [("2026-11-23", 1), ("2026-11-24", 1), ("2026-11-25", 0)])
def test_what_happened_after_the_records_date_is_read_with_a_later_one(store, extract, day, read):
    store.noted_path.write_text(f"{NOTED}C1,supervision,{day},,\n")
    assert len(events_of(loaded(store, extract))) == read


def test_a_note_about_a_child_who_is_in_no_file_makes_no_child(store, extract):
    store.noted_path.write_text(f"{NOTED}C9,supervision,2026-11-20,,\n")
    children = loaded(store, extract).scan("children").collect()["child_id"]
    assert children.sort().to_list() == ["C1", "C2"]


def test_a_date_that_is_not_accepted_keeps_nothing(store, extract):
    def refuse(day: date) -> None:
        raise ValueError(f"not {day}")

    with pytest.raises(ValueError, match="not 2026-11-24"):
        load(store, [str(extract)], "Test council", as_of=AS_OF, accept=refuse)
    assert store.records() == []
