"""Families and their children: who they are before anybody writes about them."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import polars as pl

from everycase.synthetic import rates
from everycase.synthetic.chance import Chance
from everycase.synthetic.dates import days_after
from everycase.synthetic.rates import Path
from everycase.synthetic.span import Span

SIZES = {"1": 0.46, "2": 0.31, "3": 0.15, "4": 0.06, "5": 0.02}
ETHNIC_GROUPS = {
    "WBRI": ("ethnicity-white", 0.93),
    "WIRI": ("ethnicity-white", 0.01),
    "WROM": ("ethnicity-white", 0.01),
    "WOTH": ("ethnicity-white", 0.05),
    "MWBC": ("ethnicity-mixed", 0.35),
    "MWBA": ("ethnicity-mixed", 0.15),
    "MWAS": ("ethnicity-mixed", 0.2),
    "MOTH": ("ethnicity-mixed", 0.3),
    "AIND": ("ethnicity-asian", 0.15),
    "APKN": ("ethnicity-asian", 0.4),
    "ABAN": ("ethnicity-asian", 0.2),
    "AOTH": ("ethnicity-asian", 0.25),
    "BCRB": ("ethnicity-black", 0.25),
    "BAFR": ("ethnicity-black", 0.55),
    "BOTH": ("ethnicity-black", 0.2),
    "OOTH": ("ethnicity-other", 1.0),
}
NATIONALITIES = {"Sudan": 4.0, "Afghanistan": 3.0, "Eritrea": 2.0, "Iran": 1.5, "Vietnam": 1.0, "Syria": 1.0}
LONG_CASES = rates.CARE | {Path.DISABLED}
YEARS_OF_LONG_CASES = 8


@cache
def words(kind: str) -> tuple[str, ...]:
    """Made-up people's names and places: `forename_m`, `forename_f`, `surname`, `street` or `town`."""
    text = files("everycase.synthetic").joinpath("data/words.csv").read_text(encoding="utf-8")
    return tuple(row["word"] for row in csv.DictReader(text.splitlines()) if row["kind"] == kind)


def word(chance: Chance, question: str, kind: str, *keys: str) -> pl.Expr:
    """One of the made-up words, all as likely."""
    listed = pl.Series(words(kind))
    return pl.lit(listed).gather(chance.whole(question, 0, len(listed) - 1, *keys))


def make_families(span: Span, count: int) -> pl.DataFrame:
    """One row a family: `family`, first `path`, `arrives` (first contact), how many children."""
    chance = span.chance
    families = pl.DataFrame({"family": pl.Series(range(1, count + 1), dtype=pl.Int64)})
    families = families.with_columns(
        path=chance.pick("first path", rates.first_paths(), "family"),
        size=chance.pick("size", SIZES, "family").cast(pl.Int64),
        surname=word(chance, "surname", "surname", "family"),
        ethnicity=chance.pick("ethnicity", _ethnicities(), "family"),
        usual=span.arrivals(families, "arrives", 0),
        early=span.arrivals(families, "arrives early", YEARS_OF_LONG_CASES),
    )
    alone = pl.col("path").is_in(sorted(rates.ONE_CHILD))
    return families.with_columns(
        size=pl.when(alone).then(1).otherwise("size"),
        arrives=pl.when(pl.col("path").is_in(sorted(LONG_CASES))).then("early").otherwise("usual"),
    ).drop("usual", "early")


def make_children(chance: Chance, families: pl.DataFrame) -> pl.DataFrame:
    """One row a child: `child`, `family`, `place` (1 the youngest), `born`, `expected`, sex and the like."""
    children = (
        families.with_columns(place=pl.int_ranges(1, pl.col("size") + 1))
        .explode("place")
        .with_columns(child=pl.col("family") * 10 + pl.col("place"))
    )
    unborn = pl.col("path").is_in(sorted(rates.UNBORN)) & (pl.col("place") == 1)
    children = children.with_columns(youngest=_youngest(chance)).with_columns(age=_age(chance))
    # Referred 22 to 26 weeks before the day the child is expected: in time to assess before birth.
    expected = days_after(pl.col("arrives"), chance.whole("expected", 156, 182, "child"))
    born = days_after(expected, chance.whole("born", -7, 9, "child"))
    estimated = pl.col("path") == Path.UNACCOMPANIED
    earlier = pl.col("arrives") - pl.duration(days=(pl.col("age") * 365.25).cast(pl.Int64))
    return children.with_columns(
        expected=pl.when(unborn).then(expected),
        born=pl.when(unborn)
        .then(born)
        .when(estimated)
        .then(pl.date(earlier.dt.year(), 1, 1))
        .otherwise(earlier),
        male=chance.yes("male", 0.88, "child").and_(estimated)
        | (chance.yes("male", 0.52, "child") & ~estimated),
    ).drop("age", "youngest")


def _youngest(chance: Chance) -> pl.Expr:
    """The age in years of the family's youngest on the day of first contact; under 0, not born yet."""
    draw = chance.uniform("youngest", "family")
    path = pl.col("path")
    return (
        pl.when(path.is_in(sorted(rates.UNBORN)))
        .then(-1.0)
        .when(path == Path.UNACCOMPANIED)
        .then(15.6 + 1.5 * draw)
        .when(path == Path.ACCOMMODATED)
        .then(4.0 + 12.6 * draw.sqrt())
        .when(path == Path.DISABLED)
        .then(1.0 + 10.0 * draw)
        .when(path == Path.PRIVATE_FOSTERING)
        .then(8.0 + 6.0 * draw)
        .when(path.is_in(sorted(rates.COURT)))
        .then(0.1 + 13.0 * draw**2)
        .otherwise(-2.5 + 17.0 * draw)
    )


def _age(chance: Chance) -> pl.Expr:
    """The youngest's age and a year and a half or more for each child between."""
    step = 1.4 + 2.4 * chance.uniform("spacing", "family")
    return pl.col("youngest") + step * (pl.col("place") - 1) + 0.3 * chance.uniform("spacing", "child")


def _ethnicities() -> dict[str, float]:
    figures = rates.england()
    return {code: figures[group] * share for code, (group, share) in ETHNIC_GROUPS.items()}
