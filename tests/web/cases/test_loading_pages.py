"""The pages of loads: who may, what they show of the last load, one under way, one that failed."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.cases.extracts import PERSONS, write_extract

from everycase.record.store import Store
from everycase.web.cases import loading_pages
from everycase.web.cases.loading import UPLOADS, work_off
from everycase.web.cases.models import Load, Restriction

OCTOBER = date(2026, 10, 24)
PAGES = ["loads", "loads-untold"]


@pytest.fixture
def kept(settings, tmp_path) -> Store:
    settings.COUNCIL = tmp_path / "council"
    settings.COUNCIL.mkdir()
    return Store(settings.COUNCIL)


@pytest.fixture
def load(house, kept, tmp_path) -> Load:
    folder = write_extract(
        tmp_path / "october", source="", events="child,event,date\nC2,supervison,2026-10-01\n"
    )
    return work_off(Load.objects.create(places=[str(folder)], asked_as_of=OCTOBER).pk)


@pytest.fixture
def analyst(house, client):
    client.force_login(house.analyst)
    return client


def words(response) -> str:
    return " ".join(response.content.decode().split())


def csv(name: str = "ssd_person.csv", text: str = PERSONS) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), "text/csv")


# ---------------------------------------------------------------- who may


@pytest.mark.parametrize(
    ("role", "status"),
    [("analyst", 200), ("director", 200), ("team_manager", 403), ("social_worker", 403), ("councillor", 403)],
)
@pytest.mark.parametrize("page", ["loads", "loads-untold", "load", "load-progress", "load-problems"])
def test_who_sees_loads(house, client, load, role, status, page):
    client.force_login(house.people[role])
    of_one = page in {"load", "load-progress", "load-problems"}
    address = reverse(page, args=[load.pk] if of_one else [])
    assert client.get(address, {"kind": "missing file"}).status_code == status


@pytest.mark.parametrize(("role", "status"), [("analyst", 200), ("director", 403), ("social_worker", 403)])
def test_who_loads(house, client, role, status):
    client.force_login(house.people[role])
    assert client.get(reverse("load-new")).status_code == status


@pytest.mark.parametrize("page", ["loads", "loads-untold"])
def test_the_pages_are_for_reading(analyst, load, page):
    assert analyst.post(reverse(page)).status_code == 405
    assert analyst.delete(reverse("load-new")).status_code == 405


# ---------------------------------------------------------------- what they show


def test_before_the_first_load_there_is_one_thing_to_do(analyst, kept):
    shown = words(analyst.get(reverse("loads")))
    assert "No extract was loaded yet" in shown
    assert "Load an extract" in shown
    assert analyst.get(reverse("loads-untold")).url == reverse("loads")


def test_the_first_screen_says_what_people_work_with(analyst, load):
    shown = words(analyst.get(reverse("loads")))
    assert "The extract of 24 October 2026 is what people work with" in shown
    assert "2 children" in shown
    assert "1 new" in shown
    assert "Missing file" in shown
    assert "can be answered from these files" in shown


def test_a_failed_load_is_explained_first_and_the_work_goes_on(analyst, load, tmp_path):
    (tmp_path / "letter.docx").write_text("no")
    failed = work_off(Load.objects.create(places=[str(tmp_path / "letter.docx")]).pk)
    shown = words(analyst.get(reverse("loads")))
    assert "letter.docx is not a file that everycase reads" in shown
    assert "People work with the extract of 24 October 2026, as before." in shown
    assert "This load failed" in words(analyst.get(reverse("load", args=[failed.pk])))


def test_a_failure_is_forgotten_when_a_later_load_is_done(analyst, house, kept, load, tmp_path):
    Load.objects.filter(pk=load.pk).delete()
    Load.objects.create(state=Load.State.FAILED, told={"why": "No."})
    work_off(Load.objects.create(places=[str(tmp_path / "october")], asked_as_of=OCTOBER).pk)
    assert "The last load failed" not in words(analyst.get(reverse("loads")))


def test_a_load_under_way_says_how_far_it_is(analyst, house, kept):
    load = Load.objects.create(state=Load.State.RUNNING, step="Reading ssd_person.csv", tries=1)
    assert "Reading ssd_person.csv" in words(analyst.get(reverse("loads")))
    shown = words(analyst.get(reverse("load", args=[load.pk])))
    assert "Reading ssd_person.csv" in shown
    assert f'hx-get="{reverse("load-progress", args=[load.pk])}"' in shown
    assert "HX-Refresh" not in analyst.get(reverse("load-progress", args=[load.pk]))


def test_one_that_waits_says_how_many_come_first(analyst, house, kept):
    Load.objects.create(state=Load.State.RUNNING)
    waits = Load.objects.create()
    assert "Waiting to start: 1 load comes first." in words(analyst.get(reverse("load", args=[waits.pk])))


def test_when_it_is_over_the_page_is_fetched_anew(analyst, load):
    assert analyst.get(reverse("load-progress", args=[load.pk]))["HX-Refresh"] == "true"
    shown = words(analyst.get(reverse("load", args=[load.pk])))
    assert "hx-get" not in shown
    assert "ssd_person.csv" in shown


# ---------------------------------------------------------------- problems


def problems(client, load, kind="not understood", **more) -> str:
    return words(client.get(reverse("load-problems", args=[load.pk]), {"kind": kind, **more}))


def test_the_rows_of_a_kind_of_problem(analyst, load):
    shown = problems(analyst, load)
    assert "1 × not understood" in shown
    assert "supervison" in shown
    assert "events.csv" in shown


def test_rows_about_a_restricted_child_are_counted_and_not_shown(analyst, load, house):
    Restriction.objects.create(child=house.leo, why="A colleague's child", by=house.director)
    shown = problems(analyst, load)
    assert "1 of these is about restricted children, and not shown to you" in shown
    assert "supervison" not in shown


def test_many_rows_are_shown_some_at_a_time(analyst, load, monkeypatch):
    monkeypatch.setattr(loading_pages, "PROBLEMS_A_PAGE", 25)
    first, second, past_the_end = (problems(analyst, load, "missing file", page=n) for n in (1, 2, 99))
    assert "Page 1 of 2" in first
    assert first.count('scope="row"') == 25
    assert second.count('scope="row"') == past_the_end.count('scope="row"') == 15
    assert "kind=missing+file&amp;page=1" in second


@pytest.mark.parametrize("kind", ["no such kind", "<script>"])
def test_a_kind_that_there_is_not_is_not_found(analyst, load, kind):
    assert analyst.get(reverse("load-problems", args=[load.pk]), {"kind": kind}).status_code == 404


# ---------------------------------------------------------------- uploads


def upload(client, *files, **told):
    return client.post(reverse("load-new"), {"extract": list(files), **told})


def test_an_upload_is_loaded_and_not_kept(analyst, house, kept, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = upload(analyst, csv(), as_of="2026-10-24")
    load = Load.objects.get()
    assert response.url == reverse("load", args=[load.pk])
    assert (load.state, load.asked_by, load.as_of) == (Load.State.DONE, house.analyst, OCTOBER)
    assert load.files == [{"name": "ssd_person.csv", "size": len(PERSONS)}]
    assert list((kept.folder / UPLOADS).rglob("*.*")) == []


def test_files_wait_in_the_councils_folder_for_nobody_else(analyst, house, kept):
    upload(analyst, csv())  # not yet committed, so not yet begun
    folder = kept.folder / UPLOADS / str(Load.objects.get().pk)
    assert (folder / "ssd_person.csv").read_text() == PERSONS
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "ssd_person.csv").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([], "Choose the files of the extract."),
        ([csv("letter.docx")], "letter.docx is not a kind of file that everycase reads"),
        ([csv("ssd_person.exe")], "ssd_person.exe is not a kind of file"),
        ([csv(".hidden.csv")], "A file’s name has signs that can’t be used"),
        ([csv("$(rm -rf).csv")], "A file’s name has signs that can’t be used"),
        ([csv(), csv("SSD_Person.csv")], "Two files are called SSD_Person.csv"),
        ([csv("a.csv", "")], "a.csv is empty"),
    ],
)
def test_files_that_cannot_be_taken_are_told(analyst, kept, files, says):
    response = upload(analyst, *files)
    assert response.status_code == 422
    assert says in words(response).replace("&#x27;", "’")
    assert not Load.objects.exists()


def test_a_path_in_a_files_name_leads_nowhere(analyst, kept):
    upload(analyst, csv("../../etc/ssd_person.csv"))
    assert [f["name"] for f in Load.objects.get().files] == ["ssd_person.csv"]


@pytest.mark.parametrize("as_of", ["2099-01-01", "soon"])
def test_a_date_that_cannot_be_is_told(analyst, kept, as_of):
    assert upload(analyst, csv(), as_of=as_of).status_code == 422


def test_too_much_is_stopped_and_told(analyst, kept, settings):
    settings.UPLOAD_MAX_BYTES = 1_000
    response = upload(analyst, csv(text="x" * 200_000))
    assert "too large to upload together" in words(response)
    assert not Load.objects.exists()
    assert list((kept.folder / UPLOADS).iterdir()) == []


def test_no_other_page_takes_a_file(house, client, kept):
    client.force_login(house.social_worker)
    client.post(reverse("home"), {"letter": csv()})
    client.force_login(house.analyst)
    client.post(reverse("loads"), {"extract": csv()})
    assert not (kept.folder / UPLOADS).exists()


def test_one_who_may_not_load_sends_nothing(house, client, kept):
    client.force_login(house.director)
    assert upload(client, csv()).status_code == 403
    assert not (kept.folder / UPLOADS).exists()
    client.logout()
    assert upload(client, csv()).status_code == 302
    assert not (kept.folder / UPLOADS).exists()


# ---------------------------------------------------------------- how much is asked of the database


def asked(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("loads"))
    return len(queries)


def test_as_many_queries_for_twenty_loads_as_for_one(analyst, load):
    one = asked(analyst)
    for number in range(19):
        Load.objects.create(state=Load.State.FAILED, told={"why": str(number)}, asked_by=load.asked_by)
    assert asked(analyst) == one <= 15
