"""`everycase nightly`: from files to people's work, without a browser."""

from __future__ import annotations

import pytest
from tests.web.cases.extracts import write_extract

from everycase.standards.council import written_out
from everycase.web.actions.models import Finding
from everycase.web.cases.models import Load

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(settings, tmp_path):
    settings.COUNCIL = tmp_path / "council"
    settings.COUNCIL.mkdir()
    (settings.COUNCIL / "council.toml").write_text(written_out("Test council"))
    return settings.COUNCIL


def test_the_nights_work_in_one_command(everycase, council, tmp_path):
    extract = write_extract(tmp_path / "october", source="")
    ended = everycase("nightly", extract, "--council", council, "--as-of", "2026-10-24")
    assert ended.code == 0
    assert "Extract of 24 October 2026: 2 children" in ended.words
    assert "1 new" in ended.words
    assert Finding.objects.get().child is not None
    again = everycase("nightly", extract, "--council", council, "--as-of", "2026-10-24", "--json")
    assert again.json["findings"] == {}


def test_where_it_fails_it_says_why_and_ends_with_a_code(everycase, council, tmp_path):
    (tmp_path / "letter.docx").write_text("no")
    ended = everycase("nightly", tmp_path / "letter.docx", "--council", council)
    assert ended.code == 2
    assert "letter.docx is not a file that everycase reads" in ended.error
    assert "The last good record is as it was." in ended.error
    assert Load.objects.get().state == Load.State.FAILED


def test_without_files_it_takes_the_watched_folder(everycase, council, tmp_path, monkeypatch):
    monkeypatch.setenv("EVERYCASE_WATCH", str(write_extract(tmp_path / "watched")))
    assert everycase("nightly", "--council", council, "--as-of", "2026-10-24").code == 0


def test_without_either_it_asks_for_one(everycase, council, monkeypatch):
    monkeypatch.delenv("EVERYCASE_WATCH", raising=False)
    ended = everycase("nightly", "--council", council)
    assert (ended.code, "EVERYCASE_WATCH" in ended.error) == (2, True)


def test_far_fewer_children_need_a_word(everycase, council, tmp_path):
    for name, ids in (("october", "\n".join("123456")), ("november", "1")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ssd_person.csv").write_text(f"pers_person_id\n{ids}\n")
    everycase("nightly", tmp_path / "october", "--council", council, "--as-of", "2026-10-24")
    told = ["nightly", tmp_path / "november", "--council", council, "--as-of", "2026-11-24"]
    assert "hold 1 children, and the last extract held 6" in everycase(*told).error
    assert everycase(*told, "--fewer-is-right").code == 0


def test_a_databases_address_is_not_kept_for_it_holds_a_password(everycase, council):
    everycase("nightly", "sqlite:////nowhere/at-all.db?password=secret", "--council", council)
    load = Load.objects.get()
    assert load.places == []
    assert "secret" not in str(load.told)
