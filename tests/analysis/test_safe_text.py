"""Text that a spreadsheet might run is defused; names that a disk would refuse are made plain."""

import polars as pl
import pytest

from everycase.analysis.safe_text import defused, file_names, looks_like_formula

HOSTILE = ["=cmd|'/c calc'!A1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]
HARMLESS = ["Amira", "", " =1", "'=1", "2026-11-24", "a=b", "O'Neil"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_gets_an_apostrophe(text):
    assert looks_like_formula(text)
    assert defused(pl.DataFrame({"says": [text]}))["says"].to_list() == [f"'{text}"]


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_stays_as_it_is(text):
    assert not looks_like_formula(text)
    assert defused(pl.DataFrame({"says": [text]}))["says"].to_list() == [text]


def test_numbers_and_blanks_stay_as_they_are():
    frame = pl.DataFrame({"late": [-3, None], "says": [None, "=1"]})
    assert defused(frame).rows() == [(-3, None), (None, "'=1")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Duty & Assessment", "duty-assessment.xlsx"),
        ("Tîm Plant / North", "tim-plant-north.xlsx"),
        ("../../etc/passwd", "etc-passwd.xlsx"),
        ("CON", "team-con.xlsx"),
        ("=+@", "team.xlsx"),
        ("", "team.xlsx"),
        ("x" * 300, "x" * 80 + ".xlsx"),
    ],
)
def test_a_team_has_a_file_name_that_any_disk_takes(name, expected):
    assert file_names([name], ".xlsx") == [expected]


def test_two_teams_never_share_a_file():
    names = ["North Team", "north team", "North-Team", "North Team 2"]
    assert file_names(names, ".xlsx") == [
        "north-team.xlsx",
        "north-team-2.xlsx",
        "north-team-3.xlsx",
        "north-team-2-2.xlsx",
    ]
