"""A load with a return among its files: checked as the settings say, kept with the record or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from tests.returns.care import ABOUT_THE_NUMBER, OURS, POSTCODES, write_providers, write_return

from everycase.record.store import Store
from everycase.returns import reference
from everycase.review.kept_returns import kept_in
from everycase.review.returns_loaded import load_all
from everycase.standards.council import CouncilFile, Returns, Settings, SettingsError

DAY = date(2026, 5, 12)


@pytest.fixture(autouse=True)
def _small_list(monkeypatch):
    monkeypatch.setattr(reference, "installed_postcodes", lambda _folders: POSTCODES)


@pytest.fixture
def store(tmp_path) -> Store:
    folder = tmp_path / "council"
    folder.mkdir()
    write_providers(folder / "homes.xlsx")
    return Store(folder)


def loaded(store, files, **named):
    settings = Settings(CouncilFile(council="Riverside", returns=Returns(**named)))
    return load_all(store, [str(files)], settings, as_of=DAY)


def outcomes(store):
    (kept,) = kept_in(store.folder)
    return {row[0]: row[1:] for row in kept.open().rules.select("standard", "outcome", "reason").iter_rows()}


def test_with_workbooks_and_authority_in_the_settings_the_rules_about_numbers_are_told(store, tmp_path):
    files = write_return(tmp_path / "2025-26")
    told = loaded(store, files, providers=["homes.xlsx"], authority=OURS)
    assert [check.name for check in told.returns] == ["ssda903"]
    found = outcomes(store)
    assert {found[f"ssda903-{code}"][0] for code in ABOUT_THE_NUMBER} == {"clear"}
    assert [row for row in found.values() if row[0] == "cannot tell"] == []


def test_a_number_that_is_not_in_the_workbook_is_flagged(store, tmp_path):
    files = write_return(tmp_path / "2025-26", urn="SC999999")
    (check,) = loaded(store, files, providers=["homes.xlsx"], authority=OURS).returns
    assert check.findings.filter(standard="ssda903-1008")["child_id"].to_list() == ["Amira1"]


def test_without_them_the_rules_cannot_be_told_and_say_why(store, tmp_path):
    loaded(store, write_return(tmp_path / "2025-26"))
    found = outcomes(store)
    for code in ABOUT_THE_NUMBER:
        outcome, reason = found[f"ssda903-{code}"]
        assert (outcome, "no workbook of theirs is named" in reason) == ("cannot tell", True)
    assert "isn't named by its ONS code" in found["ssda903-229"][1]


def test_a_workbook_that_is_not_there_stops_the_load_before_anything_is_kept(store, tmp_path):
    files = write_return(tmp_path / "2025-26")
    with pytest.raises(SettingsError, match=r"gone\.xlsx"):
        loaded(store, files, providers=["gone.xlsx"])
    assert (store.records(), kept_in(store.folder)) == ([], [])


def test_a_load_without_a_return_needs_no_workbook(store, tmp_path):
    (tmp_path / "ssd").mkdir()
    (tmp_path / "ssd" / "ssd_person.csv").write_text("pers_person_id\nAmira1\n")
    assert loaded(store, tmp_path / "ssd", providers=["gone.xlsx"]).returns == ()
    assert store.records() == [DAY]


def test_what_is_accepted_is_known_before_anything_is_kept(store, tmp_path):
    files, asked = write_return(tmp_path / "2025-26"), []

    def accept(day, places):
        asked.append((day, [place.relative_to(store.folder).as_posix() for place in places]))
        raise ValueError("not tonight")

    with pytest.raises(ValueError, match="not tonight"):
        load_all(store, [str(files)], Settings(), as_of=DAY, accept=accept)
    assert asked == [(DAY, ["returns/ssda903-2026/2026-05-12"])]
    assert (store.records(), kept_in(store.folder)) == ([], [])


def test_a_check_of_the_same_files_that_could_tell_more_stays_and_any_other_is_made_again(store, tmp_path):
    files = write_return(tmp_path / "2025-26", urn="SC999999")
    loaded(store, files, providers=["homes.xlsx"], authority=OURS)
    (kept,) = kept_in(store.folder)
    (mark := kept.folder / "mark").touch()
    (stays,) = loaded(store, files).returns
    assert mark.exists()
    assert stays.findings.filter(standard="ssda903-1008").height == 1
    loaded(store, files, providers=["homes.xlsx"], authority=OURS)
    assert not mark.exists(), "what it is compared with may have been put right since"


@pytest.mark.parametrize(("this", "last"), [("2025-26", "2024-25"), ("a", "2024-25"), ("2025-26", "b")])
def test_a_table_that_is_the_same_file_in_both_years_is_in_each(store, tmp_path, this, last):
    for folder, name in ((this, "header2026.csv"), (last, "header2025.csv")):
        place = write_return(tmp_path / "both" / folder)
        (place / "header.csv").rename(place / name)
        (place / "previous.csv").write_text("CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n", encoding="utf-8")
    episodes = tmp_path / "both" / last / "episodes.csv"
    episodes.write_text(episodes.read_text().replace("05/05/2025", "05/05/2024"), encoding="utf-8")
    (check,) = loaded(store, tmp_path / "both").returns
    assert check.collection_year == 2026
    assert [reason for reason in check.rules["reason"] if "PrevPerm isn't" in reason] == []
    assert {"Header", "Header_last", "Episodes_last"} <= set(check.rows["table"])
