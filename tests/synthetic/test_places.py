"""Where the made-up council lies: each postcode is a real one of one county, by the installed list."""

from __future__ import annotations

import polars as pl
import pytest

from everycase.returns.postcodes import installed_postcodes
from everycase.review.compared_with import cache_folder
from everycase.synthetic.places import (
    AUTHORITY,
    HOMES,
    MORE_HOMES,
    SETTINGS,
    SHORT_BREAKS,
    codes,
    home_postcode,
    setting_postcode,
)
from everycase.synthetic.planting.returns.ssda903.elsewhere import FAR, NEAR, NEXT, NOWHERE, THEIRS


@pytest.fixture(scope="module")
def installed() -> pl.DataFrame:
    listed = installed_postcodes([cache_folder()])
    assert listed is not None
    return listed.with_columns(pl.col("authority").cast(pl.String), sharing=pl.len().over("east", "north"))


def found(installed: pl.DataFrame, *named: str) -> pl.DataFrame:
    close = [name.replace(" ", "") for name in named]
    return installed.filter(pl.col("postcode").is_in(close))


@pytest.mark.parametrize("kind", [HOMES, SETTINGS, MORE_HOMES])
def test_every_code_is_in_the_installed_list_in_the_authority(installed, kind):
    rows = found(installed, *codes(kind))
    assert rows.height == codes(kind).len() > 1000
    assert rows["authority"].unique().to_list() == [AUTHORITY]
    assert rows["east"].null_count() == 0


@pytest.mark.parametrize("kind", [HOMES, SETTINGS])
def test_the_first_homes_and_the_settings_lie_where_many_postcodes_share_a_point(installed, kind):
    assert found(installed, *codes(kind)).filter(pl.col("sharing") < 5).is_empty()


def test_no_home_is_a_setting():
    every = pl.concat([codes(kind) for kind in (HOMES, SETTINGS, MORE_HOMES)])
    assert every.n_unique() == every.len()
    assert {SHORT_BREAKS, NEAR, NEXT}.isdisjoint(every)


@pytest.mark.parametrize("houses", [1, 2262, 2263, 30_306])
def test_no_two_houses_have_one_postcode_while_there_are_codes(houses):
    rows = pl.DataFrame({"house": range(houses)}).select(home_postcode())
    assert rows.to_series().n_unique() == houses
    assert rows.to_series().null_count() == 0


def test_past_the_last_code_they_begin_again():
    rows = pl.DataFrame({"house": [30_306, 1_000_000]}).select(home_postcode()).to_series()
    assert rows.is_in(codes(MORE_HOMES).implode()).all()


def test_a_childs_next_setting_lies_elsewhere():
    rows = pl.DataFrame({"n": range(codes(SETTINGS).len())}).select(setting_postcode(pl.col("n")))
    assert rows.to_series().n_unique() == codes(SETTINGS).len()


def test_places_that_weaknesses_name_are_what_they_are_said_to_be(installed):
    where = dict(
        found(installed, FAR, NEAR, NEXT, THEIRS, SHORT_BREAKS).select("postcode", "authority").rows()
    )
    assert where == {
        "IV11AA": "SCO",
        "OX109TU": AUTHORITY,
        "OX109WB": AUTHORITY,
        "OX109TP": AUTHORITY,
        "RG100FE": "E06000038",
    }
    assert found(installed, NOWHERE).is_empty()
    at = {
        row["postcode"]: (row["east"], row["north"]) for row in found(installed, FAR, NEAR, NEXT).to_dicts()
    }
    assert at["OX109TU"] == at["OX109WB"]
    (x, y), (far_x, far_y) = at["OX109TU"], at["IV11AA"]
    assert ((x - far_x) ** 2 + (y - far_y) ** 2) ** 0.5 / 1609.3 > 350
