"""Unaccompanied asylum-seeking children: who is one this year and was last year, and when that ended."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import (
    COLLECTION_END,
    COLLECTION_START,
    Rows,
    Rule,
    Severity,
    if_supplied,
    is_supplied,
    none_of,
    other,
    pairs,
    rows,
    unreadable,
)
from everycase.returns.ssda903.facts import FACTS, birthday

col = pl.col

# ---------------------------------------------------------------------- what each year's return says


def _flag(header: str) -> pl.Expr:
    """Header's own flag: null where the child isn't in Header or Header has no such column."""
    name = f"seeking asylum alone, as {header} flags"
    return FACTS.of_child(name, header, (col("UASC") == "1").any(), optional=True)


def _listed(table: str, *, optional: bool = False) -> pl.Expr:
    """Whether the child has a row in UASC that says more than who the child is."""
    name = f"seeking asylum alone, as {table} lists{' if supplied' if optional else ''}"
    said = pl.any_horizontal(if_supplied("SEX").is_not_null(), if_supplied("DUC").is_not_null()).any()
    return FACTS.of_child(name, table, said, default=False, optional=optional)


def _is_there(table: str) -> pl.Expr:
    """Whether the child is in a table; false where there is no such table."""
    return FACTS.of_child(f"in {table}, if supplied", table, pl.len() > 0, default=False, optional=True)


def _born(table: str) -> pl.Expr:
    """Date of birth in a table that may not be supplied, or not have it."""
    return FACTS.of_child(f"born, as {table} says", table, if_supplied("DOB").min(), optional=True)


def _ended(table: str) -> pl.Expr:
    """The day on which the status ended."""
    return FACTS.of_child(f"the status ended, as {table} says", table, col("DUC").min())


_FLAG, _FLAG_LAST_YEAR = _flag("Header"), _flag("Header_last")
_NOW = pl.coalesce(_FLAG, _listed("UASC"))
_LAST_YEAR = pl.coalesce(_FLAG_LAST_YEAR, _listed("UASC_last"))
_NOW_BY_EITHER = pl.coalesce(_FLAG, _listed("UASC", optional=True))
_LAST_YEAR_BY_EITHER = pl.coalesce(_FLAG_LAST_YEAR, _listed("UASC_last", optional=True))
_WAS_IN_THE_RETURN = _is_there("Header_last") | _is_there("UASC_last")
_ENDED, _ENDED_LAST_YEAR = _ended("UASC"), _ended("UASC_last")
_TURNED_18 = birthday(col("DOB"), 18)
_TURNED_18_BY_ANY = birthday(
    pl.coalesce(if_supplied("DOB"), *(_born(table) for table in ("UASC", "UASC_last", "Header_last"))), 18
)

_IN_LAST_YEAR = _ENDED_LAST_YEAR.is_between(
    COLLECTION_START.dt.offset_by("-1y"), COLLECTION_END.dt.offset_by("-1y")
).fill_null(value=False)
_IN_THIS_YEAR_OR_AS_LAST = _ENDED.is_between(COLLECTION_START, COLLECTION_END).fill_null(value=False) | (
    _ENDED == _ENDED_LAST_YEAR
).fill_null(value=False)

_UNDER_11 = birthday(col("DOB"), 11) > COLLECTION_END

_HEADER_IS_THERE = FACTS.of_return(
    "Header is supplied", "Header", pl.len() >= 0, default=False, optional=True
)


def _of_child(condition: pl.Expr) -> tuple[Rows, Rows]:
    """The child's row in Header or, where no Header is supplied, in UASC."""
    return rows("Header", condition), rows("UASC", ~_HEADER_IS_THERE & condition)


RULES = (
    Rule(
        "104",
        "Date for Unaccompanied Asylum-Seeking Children (UASC) status ceased is not a valid date.",
        rows("UASC", unreadable("DUC") | (col("DUC") < COLLECTION_START)),
        fields="DUC",
    ),
    Rule(
        "105",
        "Data entry for Unaccompanied Asylum-Seeking Children (UASC) status of child is invalid or "
        "has not been completed.",
        rows("Header", none_of(col("UASC"), "0", "1")),
        fields="UASC",
    ),
    Rule(
        "205A",
        "Child identified as UASC last year is no longer UASC this year, but date UASC ceased in "
        "both years does not support this.",
        _of_child(~_NOW & _LAST_YEAR & (_ENDED.is_not_null() | ~_IN_LAST_YEAR)),
        fields="CHILD UASC",
        apart=True,
    ),
    Rule(
        "205B",
        "Child previously identified as UASC is also UASC this year, but date UASC ceased in both "
        "years does not support this.",
        _of_child(
            _NOW
            & _LAST_YEAR
            & (
                _ENDED_LAST_YEAR.is_null()
                | (_ENDED_LAST_YEAR != _TURNED_18_BY_ANY)
                | ~_IN_THIS_YEAR_OR_AS_LAST
            )
        ),
        fields="DUC UASC",
        apart=True,
        any_of=(("Header.DOB", "UASC.DOB", "UASC_last.DOB", "Header_last.DOB"),),
    ),
    Rule(
        "205C",
        "Child not identified as UASC either this year or last year but date UASC ceased has been provided.",
        _of_child(~_NOW & ~_LAST_YEAR & (_ENDED.is_not_null() | _ENDED_LAST_YEAR.is_not_null())),
        fields="DUC UASC",
        apart=True,
    ),
    Rule(
        "205D",
        "Child identified as UASC this year but not identified as UASC status provided for the child "
        "last year.",
        _of_child(_NOW_BY_EITHER & ~_LAST_YEAR_BY_EITHER & _WAS_IN_THE_RETURN),
        fields="UASC CHILD",
        apart=True,
        any_of=(("Header.UASC", "UASC"), ("Header_last.UASC", "UASC_last")),
    ),
    Rule(
        "231",
        "We expect that unaccompanied asylum seeking children are generally older young people. "
        "Please check the date of birth is correct. If the date of birth is correct then please "
        "provide details in a bypass request.",
        (
            rows("Header", (col("UASC") == "1") & _UNDER_11),
            rows("Header", ~is_supplied("UASC") & _is_there("UASC") & _UNDER_11),
        ),
        apart=True,
        fields="DOB UASC",
        severity=Severity.QUERY,
        since=2025,
        any_of=(("Header.UASC", "UASC"),),
    ),
    Rule(
        "303",
        "If date Unaccompanied Asylum-Seeking Child (UASC) status ceased is not null, UASC status "
        "must be coded 1.",
        pairs("UASC", "Header", ("CHILD",), col("DUC").is_not_null() & none_of(other("UASC"), "1")),
        fields="DUC UASC",
    ),
    Rule(
        "304",
        "Date unaccompanied asylum-seeking child (UASC) status ceased must be on or before the 18th "
        "birthday of a child.",
        rows("UASC", col("DUC") > _TURNED_18),
        fields="DUC",
    ),
)
