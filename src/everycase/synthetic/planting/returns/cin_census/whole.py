"""Weaknesses of the whole census: its header, and what is counted over all children."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import polars as pl

from everycase.synthetic.planting.returns.acts import Act, Weakness, weakness
from everycase.synthetic.planting.returns.case import Case, Rows
from everycase.synthetic.planting.returns.cin_census.grounds import PROTECTED, protection_plan
from everycase.synthetic.planting.returns.days import END

Frames = Mapping[str, pl.DataFrame]
WITHOUT_SEX = 0.03
"""Share of children without a sex: more than two in a hundred."""
OF_ALL: Mapping[str, tuple[str, int | None]] = {
    "100": ("Header", 0),
    "2883": ("ChildProtectionPlans", None),
    "2886Q": ("ChildIdentifiers", None),
    "2887Q": ("Disabilities", None),
    "2888Q": ("Disabilities", None),
}
"""Rule → the table that it names, and the row; none where it is about the whole return."""


def weakened(frames: Frames, end: date, rules: Collection[str], *, planted: int) -> dict[str, pl.DataFrame]:
    """The census with what is wrong of it as a whole. planted: children that will be put beside its own."""
    weak = dict(frames)
    if "100" in rules:
        day = end.replace(day=30).isoformat()
        weak["Header"] = frames["Header"].with_columns(ReferenceDate=pl.lit(day))
    if "2886Q" in rules:
        people = frames["ChildIdentifiers"]
        some = int((people.height + planted) * WITHOUT_SEX) + 1
        weak["ChildIdentifiers"] = people.with_columns(Sex=_unknown_of(some))
    if {"2887Q", "2888Q"} & set(rules):
        weak["Disabilities"] = _one_of_two_codes(frames["Disabilities"])
    return weak


def more_plans_than_conferences(frames: Frames, *, planted: int) -> Act:
    """Protection plans that began in the year, more than all conferences that there can be.

    planted: children that will be put beside the return's own, none with more than one conference.
    """
    dated = (frames[table]["DateOfInitialCPC"].drop_nulls().len() for table in ("Section47", "CINdetails"))
    most = sum(dated) + planted
    return _plans(most + 1)


def _plans(count: int) -> Act:
    def act(case: Case) -> Rows:
        for number in range(count):
            protection_plan(str(number + 2), CPPstartDate=END)(case)
        return []

    return act


def of_the_return(frames: Frames, *, planted: int) -> tuple[Weakness, ...]:
    """The weaknesses of the whole return that are in one child's rows."""
    act = more_plans_than_conferences(frames, planted=planted)
    return (weakness("2883", PROTECTED, act),)


def _unknown_of(some: int) -> pl.Expr:
    """Sex, unknown of the first so many children."""
    born = pl.col("PersonBirthDate").is_not_null()
    return pl.when(born & (born.cum_sum() <= some)).then(pl.lit("U")).otherwise("Sex")


def _one_of_two_codes(rows: pl.DataFrame) -> pl.DataFrame:
    """Each child's first disability, as NONE or LD."""
    code = pl.when(pl.col("Disability") == "NONE").then("Disability").otherwise(pl.lit("LD"))
    return rows.filter(pl.col("LAchildID").is_first_distinct()).with_columns(Disability=code)
