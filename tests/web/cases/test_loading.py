"""A load from files to people's work: all of it or nothing, explained where it fails, one at a time."""

from __future__ import annotations

import json
import logging
import os
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError
from tests.web.cases.extracts import REFERRALS, write_extract

from everycase.record.store import Store
from everycase.web.actions.models import Finding, NotedEvent, State
from everycase.web.cases import loading
from everycase.web.cases.loading import ask, one_at_a_time, take_up_again, uploads_of, work_off
from everycase.web.cases.models import Child, Load
from everycase.web.cases.noted import read_with
from everycase.web.cases.watching import Watch

OCTOBER, NOVEMBER = date(2026, 10, 24), date(2026, 11, 24)


@pytest.fixture
def kept(settings, tmp_path) -> Store:
    settings.COUNCIL = tmp_path / "council"
    settings.COUNCIL.mkdir()
    return Store(settings.COUNCIL)


def load_of(folder, as_of: date | None = OCTOBER, **values) -> Load:
    return Load.objects.create(places=[str(folder)], asked_as_of=as_of, **values)


def loaded(folder, as_of: date | None = OCTOBER, **values) -> Load:
    return work_off(load_of(folder, as_of, **values).pk)


# ---------------------------------------------------------------- it works


def test_from_files_to_a_finding_proved_by_the_next_extract(house, kept, tmp_path):
    first = loaded(write_extract(tmp_path / "october", source=""))
    assert (first.state, first.as_of) == (Load.State.DONE, OCTOBER)
    finding = Finding.objects.get()
    assert (finding.standard, finding.child, finding.state) == (
        "referral-source-missing",
        house.leo,
        State.OPEN,
    )
    second = loaded(write_extract(tmp_path / "november", source="1A"), NOVEMBER)
    assert second.told["findings"] == {"proved right": 1}
    finding.refresh_from_db()
    assert finding.state == State.PROVED
    assert kept.records() == kept.reviews() == [OCTOBER, NOVEMBER]


def test_corrected_files_of_the_same_date_prove_what_they_show(house, kept, tmp_path):
    """The finding is of the first files of this very date: no earlier extract knows it."""
    loaded(write_extract(tmp_path / "october", source="1A"))
    loaded(write_extract(tmp_path / "november", source=""), NOVEMBER)
    again = loaded(write_extract(tmp_path / "corrected", source="1A"), NOVEMBER)
    assert (again.state, again.told["findings"]) == (Load.State.DONE, {"proved right": 1})
    finding = Finding.objects.get()
    assert finding.state == State.PROVED
    assert list(finding.transitions.values_list("verb", flat=True)) == ["new", "proved right"]


def test_the_first_extract_of_all_is_corrected_too(house, kept, tmp_path):
    loaded(write_extract(tmp_path / "october", source=""))
    loaded(write_extract(tmp_path / "corrected", source="1A"))
    assert Finding.objects.get().state == State.PROVED


def test_corrected_files_without_the_row_prove_nothing(house, kept, tmp_path):
    """Leo's referral is gone from them: that it isn't wrong there says nothing."""
    loaded(write_extract(tmp_path / "october", source=""))
    only_amira = REFERRALS.format(source="1A").partition("R2")[0]
    loaded(write_extract(tmp_path / "corrected", ssd_cin_episodes=only_amira))
    finding = Finding.objects.get(standard="referral-source-missing")
    assert finding.state == State.OUT_OF_REACH


def test_what_the_first_files_had_lost_the_corrected_ones_prove_from_the_date_before(house, kept, tmp_path):
    loaded(write_extract(tmp_path / "october", source=""))
    only_amira = REFERRALS.format(source="1A").partition("R2")[0]
    loaded(write_extract(tmp_path / "november", ssd_cin_episodes=only_amira), NOVEMBER)
    assert Finding.objects.get(standard="referral-source-missing").state == State.OUT_OF_REACH
    loaded(write_extract(tmp_path / "corrected", source="1A"), NOVEMBER)
    assert Finding.objects.get(standard="referral-source-missing").state == State.PROVED


def test_what_a_correction_proved_and_is_wrong_later_is_back_again(house, kept, tmp_path):
    loaded(write_extract(tmp_path / "october", source=""))
    loaded(write_extract(tmp_path / "corrected", source="1A"))
    later = loaded(write_extract(tmp_path / "november", source=""), NOVEMBER)
    assert later.told["findings"] == {"back again": 1}


def test_the_same_files_of_the_same_date_change_nothing(house, kept, tmp_path):
    loaded(write_extract(tmp_path / "october", source=""))
    again = loaded(tmp_path / "october")
    assert again.told["findings"] == {}
    assert Finding.objects.get().state == State.OPEN


def test_a_load_tells_what_was_read(house, kept, tmp_path):
    told = loaded(write_extract(tmp_path / "october", source="")).told
    assert {f["name"]: f["rows"] for f in told["files"]}["ssd_person.csv"] == 2
    assert told["children"] == 2
    assert told["problems"]["missing file"] == 40
    assert told["findings"] == {"new": 1}


def test_who_asks_is_served_by_the_queue(house, kept, tmp_path, django_capture_on_commit_callbacks):
    folder = write_extract(tmp_path / "october")
    with django_capture_on_commit_callbacks(execute=True):
        load = ask(
            house.analyst, Load.Way.UPLOAD, [str(folder)], [{"name": "a.csv", "size": 5}], as_of=OCTOBER
        )
    load.refresh_from_db()
    assert (load.state, load.asked_by, load.tries) == (Load.State.DONE, house.analyst, 1)


def test_uploaded_files_are_not_kept_after_the_load(house, kept, tmp_path):
    load = load_of("", way=Load.Way.UPLOAD)
    folder = write_extract(uploads_of(load))
    Load.objects.filter(pk=load.pk).update(places=[str(folder)])
    assert work_off(load.pk).state == Load.State.DONE
    assert not folder.exists()


def test_the_review_is_compared_with_the_last_extract_that_people_received(house, kept, tmp_path):
    """A review of a day between, made by hand and never received, is not what people worked on."""
    loaded(write_extract(tmp_path / "october", source=""))
    (kept.review_folder(date(2026, 11, 1))).mkdir()
    (kept.review_folder(date(2026, 11, 1)) / "review.json").write_text("not one")
    assert loaded(write_extract(tmp_path / "november"), NOVEMBER).told["findings"] == {"proved right": 1}


# ---------------------------------------------------------------- it fails


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("ssd_person.csv", "", "These files hold no child at all"),
        ("notes.csv", "colour,size\nred,5\n", "notes.csv has no known columns"),
        ("events.csv", "child,event\nC1,supervision\n", "events.csv has no column date"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained_and_the_last_good_record_stays(
    house, kept, tmp_path, name, text, says
):
    loaded(write_extract(tmp_path / "october", source=""))
    bad = tmp_path / "november" / name
    bad.parent.mkdir()
    bad.write_text(text)
    load = loaded(bad, NOVEMBER)
    assert load.state == Load.State.FAILED
    assert load.told["why"].startswith(says)
    assert load.ended_at is not None
    assert kept.records() == [OCTOBER]
    assert Finding.objects.get().state == State.OPEN


def test_a_date_that_the_files_lack_is_asked_for_in_the_words_of_the_page(house, kept, tmp_path):
    why = loaded(write_extract(tmp_path / "october"), None).told["why"]
    assert why.endswith("Give its date when you load it.")


def test_where_an_upload_lay_is_nothing_to_tell(house, kept):
    load = load_of("", way=Load.Way.UPLOAD)
    uploads_of(load).mkdir(parents=True)
    (uploads_of(load) / "letter.docx").write_text("no")
    Load.objects.filter(pk=load.pk).update(places=[str(uploads_of(load) / "letter.docx")])
    assert work_off(load.pk).told["why"].startswith("letter.docx is not a file that everycase reads")


def test_a_failure_after_the_record_was_kept_puts_the_last_one_back(house, kept, tmp_path, monkeypatch):
    loaded(write_extract(tmp_path / "october", source=""))
    monkeypatch.setattr(loading, "receive", lambda *_: 1 / 0)
    again = loaded(write_extract(tmp_path / "again", source="1A"))
    assert again.told["why"] == "everycase met something that it did not expect (ZeroDivisionError)."
    assert kept.record().scan("referrals").collect()["source"].to_list() == ["1A", None]
    assert loaded(tmp_path / "october", NOVEMBER).state == Load.State.FAILED
    assert (kept.records(), kept.reviews()) == ([OCTOBER], [OCTOBER])


def test_an_older_extract_is_refused_before_anything_is_kept(house, kept, tmp_path):
    loaded(write_extract(tmp_path / "november"), NOVEMBER)
    load = loaded(write_extract(tmp_path / "october"))
    assert "of 24 October 2026, and one of 24 November 2026 was already received" in load.told["why"]
    assert kept.records() == [NOVEMBER]


@pytest.mark.parametrize(
    ("held", "said_right", "state"),
    [(5, False, "done"), (4, False, "failed"), (4, True, "done"), (12, False, "done")],
)
def test_half_an_extract_is_refused_unless_a_person_says_that_it_is_right(
    db, kept, tmp_path, held, said_right, state
):
    loaded(write_persons(tmp_path / "october", 10))
    load = loaded(write_persons(tmp_path / "november", held), NOVEMBER, fewer_is_right=said_right)
    assert load.state == state
    if state == "failed":
        assert load.told["why"].startswith("These files hold 4 children, and the last extract held 10.")
        assert kept.records() == [OCTOBER]


def write_persons(folder, count: int):
    folder.mkdir()
    ids = "".join(f"P{number}\n" for number in range(count))
    (folder / "ssd_person.csv").write_text(f"pers_person_id\n{ids}")
    return folder


def test_settings_that_cannot_be_used_are_told(house, kept, tmp_path):
    kept.settings_path.write_text("extract_years = 0")
    load = loaded(write_extract(tmp_path / "october"))
    assert "extract_years: found 0, expected 1 or more" in load.told["why"]


def test_what_went_wrong_is_logged_without_what_was_in_the_files(house, kept, tmp_path, monkeypatch, caplog):
    def fails(*_args, **_more):
        raise ValueError("Amira Khan has no date of birth")

    monkeypatch.setattr(loading, "review_kept", fails)
    with caplog.at_level(logging.ERROR, logger="everycase"):
        load = loaded(write_extract(tmp_path / "october"))
    assert "Amira" not in json.dumps(load.told)
    assert "Amira" not in caplog.messages[-1]


# ---------------------------------------------------------------- one at a time, and stopped in between


def test_the_database_refuses_two_loads_that_run(db):
    Load.objects.create(state=Load.State.RUNNING)
    with pytest.raises(IntegrityError):
        Load.objects.create(state=Load.State.RUNNING)


def test_the_database_refuses_a_load_that_is_done_and_of_no_date(db):
    with pytest.raises(IntegrityError):
        Load.objects.create(state=Load.State.DONE)


def test_a_load_waits_for_the_one_that_runs(kept):
    order = []

    def second() -> None:
        with one_at_a_time(kept):
            order.append("second")

    with one_at_a_time(kept):
        other = threading.Thread(target=second)
        other.start()
        other.join(0.2)
        order.append("first")
    other.join()
    assert order == ["first", "second"]


def test_a_load_that_was_stopped_in_the_middle_is_taken_up_again(
    house, kept, tmp_path, django_capture_on_commit_callbacks
):
    load = load_of(write_extract(tmp_path / "october"), state=Load.State.RUNNING, tries=1)
    assert take_up_again() == [load]
    load.refresh_from_db()
    assert (load.state, load.tries) == (Load.State.DONE, 2)


def test_one_that_was_stopped_twice_is_told_as_failed(house, kept, tmp_path):
    load = load_of(write_extract(tmp_path / "october"), state=Load.State.RUNNING, tries=2)
    take_up_again()
    load.refresh_from_db()
    assert load.state == Load.State.FAILED
    assert "stopped twice" in load.told["why"]


def test_one_that_runs_in_another_process_is_left_alone(house, kept, tmp_path):
    load = load_of(write_extract(tmp_path / "october"), state=Load.State.RUNNING, tries=1)
    with one_at_a_time(kept):
        assert take_up_again() == []
    load.refresh_from_db()
    assert load.state == Load.State.RUNNING


def test_a_worker_that_is_told_to_stop_leaves_the_load_for_the_next(house, kept, tmp_path, monkeypatch):
    def stopped(*_args, **_more):
        raise SystemExit(1)

    monkeypatch.setattr(loading, "review_kept", stopped)
    load = load_of(write_extract(tmp_path / "october"))
    with pytest.raises(SystemExit):
        work_off(load.pk)
    load.refresh_from_db()
    assert load.state == Load.State.WAITING
    assert kept.records() == []


def test_a_load_that_is_over_is_not_done_again(house, kept, tmp_path):
    load = loaded(write_extract(tmp_path / "october"))
    assert work_off(load.pk).tries == 1


# ---------------------------------------------------------------- noted events


def note(house, **values) -> NotedEvent:
    usual = {"kind": "supervision", "happened_on": date(2026, 10, 20), "by": "W1"}
    return NotedEvent.objects.create(child=house.amira, noted_by=house.team_manager, **{**usual, **values})


def test_what_people_noted_is_read_with_the_next_load(house, kept, tmp_path):
    event = note(house)
    assert read_with([event]) == {}
    loaded(write_extract(tmp_path / "october"))
    rows = kept.record().scan("events").select("child_id", "kind", "happened_on", "by").collect().rows()
    assert rows == [("C1", "supervision", date(2026, 10, 20), "W1")]
    assert read_with([event]) == {event.pk: OCTOBER}


def test_what_was_taken_back_is_not_read_any_more(house, kept, tmp_path):
    event = note(house)
    loaded(write_extract(tmp_path / "october"))
    event.taken_back_at = datetime(2026, 10, 25, tzinfo=UTC)
    event.save()
    loaded(write_extract(tmp_path / "november"), NOVEMBER)
    assert kept.record().scan("events").collect().is_empty()
    assert not kept.noted_path.exists()


def test_words_with_commas_and_lines_are_read_as_they_were_written(house, kept, tmp_path):
    note(house, value='said "yes", and\nsigned')
    loaded(write_extract(tmp_path / "october"))
    assert kept.record().scan("events").collect()["value"].to_list() == ['said "yes", and\nsigned']


# ---------------------------------------------------------------- a watched folder

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
QUIET = timedelta(minutes=5)


@pytest.fixture
def watch(tmp_path) -> Watch:
    return Watch(write_extract(tmp_path / "watched"), QUIET)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_a_set_is_loaded_when_it_has_stopped_changing(db, kept, watch):
    assert watch.look(at(0)) is None
    assert watch.look(at(4.9)) is None
    load = watch.look(at(5))
    assert load is not None
    assert (load.way, load.places) == (Load.Way.FOLDER, [str(watch.folder)])
    assert [f["name"] for f in load.files][:1] == ["ssd_cin_episodes.csv"]


def test_a_set_that_still_changes_waits(db, kept, watch):
    watch.look(at(0))
    (watch.folder / "events.csv").write_text("child,event,date,by,value\n")
    assert watch.look(at(5)) is None
    (watch.folder / "events.csv").write_text("child,event,date,by,value\nC1,supervision,2026-10-20,,\n")
    assert watch.look(at(9)) is None
    assert watch.look(at(14)) is not None


def test_a_set_is_loaded_once_and_again_when_it_is_written_anew(db, kept, watch):
    watch.look(at(0))
    assert watch.look(at(5)) is not None
    assert watch.look(at(10)) is None
    assert Watch(watch.folder, QUIET).look(at(15)) is None  # a process that has just started
    os.utime(watch.folder / "ssd_person.csv", (1, 1))
    watch.look(at(20))
    assert watch.look(at(25)) is not None


def test_an_empty_folder_and_one_that_is_not_there_are_nothing_to_load(db, kept, tmp_path):
    for folder in (tmp_path / "empty", tmp_path / "not there"):
        watch = Watch(folder, QUIET)
        (tmp_path / "empty").mkdir(exist_ok=True)
        watch.look(at(0))
        assert watch.look(at(60)) is None


def test_files_that_change_while_they_are_read_fail_the_load(house, kept, watch, monkeypatch):
    watch.look(at(0))
    load = watch.look(at(5))
    assert load is not None
    (watch.folder / "ssd_person.csv").write_text("pers_person_id\nC1\n")
    Load.objects.filter(pk=load.pk).update(asked_as_of=OCTOBER)
    assert "changed while they were read" in work_off(load.pk).told["why"]
    assert kept.records() == []


def test_children_of_a_load_are_all_there(house, kept, tmp_path):
    loaded(write_extract(tmp_path / "october"))
    assert set(Child.objects.values_list("name", "worker_name")) == {
        ("Amira Khan", "Jo Shaw"),
        ("Leo Brown", "Sam Reed"),
    }
