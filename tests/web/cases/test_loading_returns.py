"""A return in a load by the web system: checked, shown to the analyst, and undone with the load."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.returns.care import write_return
from tests.returns.census import RIGHT, WRONG, census
from tests.web.cases.extracts import write_extract

from everycase.record.store import Store
from everycase.returns.cin_census import RULES
from everycase.returns.forms import FORMS
from everycase.returns.from_files import check_files
from everycase.review.keeping_returns import keep_in
from everycase.review.kept_returns import kept_in
from everycase.standards.council import written_out
from everycase.web.actions.models import Finding, State
from everycase.web.cases import loading
from everycase.web.cases.loading import ask, work_off
from everycase.web.cases.models import Child, Load, Restriction

OCTOBER, NOVEMBER = date(2026, 10, 24), date(2026, 11, 24)
AMIRA, BEN = ({**child, "child": name} for child, name in zip(WRONG[:2], ("C1", "C9"), strict=True))
MESSAGE = next(rule.message for rule in RULES if rule.code == "4180")


@pytest.fixture
def kept(settings, tmp_path) -> Store:
    settings.COUNCIL = tmp_path / "council"
    settings.COUNCIL.mkdir()
    return Store(settings.COUNCIL)


def write_files(folder, *children):
    """An extract with a census of these children beside it."""
    write_extract(folder)
    (folder / "cin.xml").write_text(census(*children), encoding="utf-8")
    return folder


def loaded(folder, day: date = OCTOBER) -> Load:
    return work_off(Load.objects.create(places=[str(folder)], asked_as_of=day).pk)


@pytest.fixture
def load(house, kept, tmp_path) -> Load:
    return loaded(write_files(tmp_path / "october", AMIRA, BEN))


@pytest.fixture
def analyst(house, client):
    client.force_login(house.analyst)
    return client


def words(response) -> str:
    return " ".join(response.content.decode().split())


# ---------------------------------------------------------------- from files to the pages


def test_an_upload_checks_the_return_in_it_and_the_analyst_reads_what_it_flags(
    analyst, house, kept, django_capture_on_commit_callbacks
):
    files = [
        SimpleUploadedFile("cin.xml", census(AMIRA, BEN).encode(), "text/xml"),
        SimpleUploadedFile("ssd_person.csv", b"pers_person_id,pers_dob\nC1,2020-05-01\nC2,2019-01-05\n"),
    ]
    with django_capture_on_commit_callbacks(execute=True):
        analyst.post(reverse("load-new"), {"extract": files, "as_of": "2026-10-24"})
    load = Load.objects.get()
    assert load.state == Load.State.DONE, load.told
    assert [(k.name, k.collection_year, k.as_of) for k in kept_in(kept.folder)] == [
        ("cin_census", 2026, OCTOBER)
    ]
    (told,) = load.told["returns"]
    assert (told["errors"], told["error_rules"], told["queries"], told["query_rules"]) == (2, 2, 2, 2)
    for page in (reverse("loads"), reverse("load", args=[load.pk])):
        assert "CIN census of 2025/26" in words(analyst.get(page))
    shown = words(analyst.get(reverse("load-returns", args=[load.pk])))
    assert "2 errors by 2 rules, 2 queries by 2 rules, of 2 children" in shown
    assert f'<a class="govuk-link" href="{reverse("return-rule", args=["cin-4180"])}">Rule 4180</a>' in shown
    rows = words(analyst.get(reverse("return-rule", args=["cin-4180"])))
    assert MESSAGE in rows
    assert "In ChildIdentifiers: Sex: 1." in rows
    assert f'href="{Finding.objects.get(standard="cin-4180").get_absolute_url()}"' in rows


def test_the_watched_folders_load_checks_it_too(house, kept, tmp_path, django_capture_on_commit_callbacks):
    folder = write_files(tmp_path / "october", AMIRA)
    with django_capture_on_commit_callbacks(execute=True):
        load = ask(None, Load.Way.FOLDER, [str(folder)], [], as_of=OCTOBER)
    load.refresh_from_db()
    assert [told["name"] for told in load.told["returns"]] == ["cin_census"]


def test_what_the_next_return_has_right_is_proved_right(house, kept, load, tmp_path):
    again = loaded(write_files(tmp_path / "november", {**AMIRA, "sex": "F"}, BEN), NOVEMBER)
    assert again.state == Load.State.DONE, again.told
    states = dict(Finding.objects.filter(kind="return").values_list("standard", "state"))
    assert states["cin-4180"] == State.PROVED
    assert states["cin-8620"] == State.OPEN


# ---------------------------------------------------------------- settings, as on every other way in


def test_what_is_not_named_cannot_be_told_and_the_page_says_why(analyst, house, kept, tmp_path):
    write_extract(tmp_path / "october")
    write_return(tmp_path / "october" / "2025-26")
    load = loaded(tmp_path / "october")
    assert load.state == Load.State.DONE, load.told
    shown = words(analyst.get(reverse("load-returns", args=[load.pk])))
    assert "There is no list of Ofsted&#x27;s providers to compare with" in shown
    assert "The council that the return is from isn&#x27;t named" in shown


def test_a_workbook_that_is_not_there_fails_the_load_with_what_to_do(house, kept, tmp_path):
    told = written_out("Riverside") + 'providers = ["gone.xlsx"]\n'
    kept.settings_path.write_text(told, encoding="utf-8")
    write_extract(tmp_path / "october")
    write_return(tmp_path / "october" / "2025-26")
    load = loaded(tmp_path / "october")
    assert load.state == Load.State.FAILED
    assert "returns.providers: found 'gone.xlsx'" in load.told["why"]
    assert "Put Ofsted's workbook there, or take its name out" in load.told["why"]
    assert (kept.records(), kept_in(kept.folder)) == ([], [])


# ---------------------------------------------------------------- all or nothing


def test_a_failed_load_puts_back_the_check_that_was_there(house, kept, load, tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "receive", lambda *_: 1 / 0)
    again = loaded(write_files(tmp_path / "again", {**AMIRA, "sex": "F"}, BEN))
    assert again.state == Load.State.FAILED
    (check,) = kept_in(kept.folder)
    assert "cin-4180" in check.open().findings["standard"]
    assert loaded(write_files(tmp_path / "november", AMIRA), NOVEMBER).state == Load.State.FAILED
    assert [kept.as_of for kept in kept_in(kept.folder)] == [OCTOBER]


def test_a_child_of_a_checked_return_whom_no_extract_holds_stops_no_load(analyst, house, kept, tmp_path):
    """The return was checked by hand, and is of a child whom the record doesn't hold."""
    (tmp_path / "cin.xml").write_text(census(AMIRA, BEN), encoding="utf-8")
    form = FORMS["cin_census"]
    keep_in(kept, check_files(form, [tmp_path / "cin.xml"], 2026), OCTOBER)
    load = loaded(write_extract(tmp_path / "november"), NOVEMBER)
    assert load.state == Load.State.DONE, load.told
    assert [told["as_of"] for told in load.told["returns"]] == ["2026-10-24"]
    assert not Child.objects.filter(child_id="C9").exists()
    finding = Finding.objects.get(standard="cin-8525Q")
    assert (finding.child, finding.action.about) == (None, "ChildIdentifiers@ of C9")
    assert "PersonBirthDate: spring" in words(analyst.get(reverse("return-rule", args=["cin-8525Q"])))
    assert loaded(tmp_path / "november", NOVEMBER).told["findings"] == {}, "the same again changes nothing"


# ---------------------------------------------------------------- who, and what is hidden


@pytest.mark.parametrize(
    ("role", "status"),
    [("analyst", 200), ("director", 200), ("team_manager", 403), ("social_worker", 403), ("councillor", 403)],
)
def test_who_sees_the_returns(house, client, load, role, status):
    client.force_login(house.people[role])
    for address in (reverse("load-returns", args=[load.pk]), reverse("return-rule", args=["cin-4180"])):
        assert client.get(address).status_code == status
        assert client.post(address).status_code == (405 if status == 200 else 403)


def test_a_restricted_childs_rows_are_counted_and_not_shown(analyst, house, load):
    Restriction.objects.create(child=house.amira, why="A colleague's child", by=house.director)
    shown = words(analyst.get(reverse("return-rule", args=["cin-4180"])))
    assert "1 more is about children whom you may not see" in shown
    assert "Sex: 1" not in shown


def test_what_is_about_the_whole_return_leads_to_no_child(analyst, load):
    shown = words(analyst.get(reverse("return-rule", args=["cin-2887Q"])))
    assert "the whole return" in shown
    assert "/findings/" not in shown


@pytest.mark.parametrize("name", ["cin-9999", "no-such-rule", "audit-red-line-same-day"])
def test_a_rule_that_flagged_nothing_is_not_found(analyst, load, name):
    assert analyst.get(reverse("return-rule", args=[name])).status_code == 404


def test_a_load_under_way_has_no_returns_yet(analyst, house, kept):
    load = Load.objects.create()
    assert analyst.get(reverse("load-returns", args=[load.pk])).status_code == 404


def test_the_loads_are_set_side_by_side_and_an_earlier_one_leads_to_no_rows_of_today(analyst, load, tmp_path):
    later = loaded(write_files(tmp_path / "november", {**AMIRA, "sex": "F"}, BEN), NOVEMBER)
    shown = words(analyst.get(reverse("load-returns", args=[later.pk])))
    assert "As they stood at each load" in shown
    assert shown.count("CIN census of 2025/26</td>") == 2
    before = words(analyst.get(reverse("load-returns", args=[load.pk])))
    assert "As they stood at each load" not in before
    assert "Rule 4180" in before
    assert reverse("return-rule", args=["cin-4180"]) not in before


def test_a_return_in_which_only_queries_are_flagged_says_so(analyst, house, kept, tmp_path):
    load = loaded(write_files(tmp_path / "october", {**RIGHT, "child": "C1"}))
    shown = words(analyst.get(reverse("load-returns", args=[load.pk])))
    assert "Checked as of 24 October 2026: no error, 1 query by 1 rule." in shown


def test_a_load_of_before_returns_were_counted_says_nothing_of_them(analyst, load):
    Load.objects.update(told={})
    assert "The statutory returns" not in words(analyst.get(reverse("loads")))


# ---------------------------------------------------------------- how much is asked of the database


def asked(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_as_many_queries_for_twenty_rows_as_for_one(analyst, house, load, tmp_path):
    rule = reverse("return-rule", args=["cin-4180"])
    few = [asked(analyst, page) for page in (reverse("load-returns", args=[load.pk]), rule)]
    many = [{**AMIRA, "child": f"C{number}"} for number in range(1, 21)]
    again = loaded(write_files(tmp_path / "many", *many))
    assert Finding.objects.filter(standard="cin-4180", state=State.OPEN).count() == 20
    assert [asked(analyst, page) for page in (reverse("load-returns", args=[again.pk]), rule)] == few
