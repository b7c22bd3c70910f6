"""That the tables fit together: each child is in Header, once, and is the same everywhere."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import Rows, Rule, Severity, alone_if_blank, rows
from everycase.returns.ssda903.facts import BORN, BORN_LATEST, EPISODES, FACTS

col = pl.col

_IN_HEADER = FACTS.of_child("in Header", "Header", pl.len() > 0, default=False)
_IN_OC3 = FACTS.of_child("rows of OC3", "OC3", pl.len(), default=0)
_A_SEX, _ANOTHER_SEX = (
    FACTS.of_child("sex in Header", "Header", col("SEX").min()),
    FACTS.of_child("last sex in Header", "Header", col("SEX").max()),
)


def _not_in_header(table: str) -> Rows:
    """Rows whose child Header hasn't got; one with no id is in nobody's Header."""
    return rows(table, ~_IN_HEADER)


def _born_otherwise(table: str) -> Rows:
    """Rows whose date of birth isn't the one in Header, or one of those where it has the child twice."""
    return rows(table, (col("DOB") != BORN) | (col("DOB") != BORN_LATEST))


def _more_than_once(table: str) -> Rows:
    """All rows of a child who has more than one."""
    return rows(table, alone_if_blank(pl.len(), "CHILD") > 1)


RULES = (
    Rule(
        "EPI",
        "WARNING: Episodes need to be loaded for this child before further validation is possible",
        rows("Header", col("CHILD").is_not_null() & (EPISODES == 0) & (_IN_OC3 == 0)),
        fields="CHILD",
        severity=Severity.QUERY,
    ),
    Rule(
        "INT01",
        "Data Integrity Check: Child in AD1 does not exist in Header.",
        _not_in_header("AD1"),
        fields="CHILD",
    ),
    Rule(
        "INT02",
        "Internal Check: Child in PlacedAdoption does not exist in Header.",
        _not_in_header("PlacedAdoption"),
        fields="CHILD",
    ),
    Rule(
        "INT03",
        "Internal Check: Child in Episodes does not exist in Header.",
        _not_in_header("Episodes"),
        fields="CHILD",
    ),
    Rule(
        "INT04",
        "Internal Check: Child in Missing does not exist in Header.",
        _not_in_header("Missing"),
        fields="CHILD",
    ),
    Rule(
        "INT05",
        "Internal Check: Child in OC2 does not exist in Header.",
        _not_in_header("OC2"),
        fields="CHILD",
    ),
    Rule(
        "INT06",
        "Internal Check: Child in OC3 does not exist in Header.",
        _not_in_header("OC3"),
        fields="CHILD",
    ),
    Rule(
        "INT07",
        "Internal Check: Child in PrevPerm does not exist in Header.",
        _not_in_header("PrevPerm"),
        fields="CHILD",
    ),
    Rule(
        "INT08",
        "Internal Check: Child in Reviews does not exist in Header.",
        _not_in_header("Reviews"),
        fields="CHILD",
    ),
    Rule(
        "INT09",
        "Internal Check: Child in UASC does not exist in Header.",
        _not_in_header("UASC"),
        fields="CHILD",
    ),
    Rule(
        "INT11",
        "Internal Check: DOB in AD1 is different to DOB in Header.",
        _born_otherwise("AD1"),
        fields="DOB",
    ),
    Rule(
        "INT12",
        "Internal Check: DOB in PlacedAdoption is different to DOB in Header.",
        _born_otherwise("PlacedAdoption"),
        fields="DOB",
    ),
    Rule(
        "INT13",
        "Internal Check: DOB in Missing is different to DOB in Header.",
        _born_otherwise("Missing"),
        fields="DOB",
    ),
    Rule(
        "INT14",
        "Internal Check: DOB in OC2 is different to DOB in Header.",
        _born_otherwise("OC2"),
        fields="DOB",
    ),
    Rule(
        "INT15",
        "Internal Check: DOB in OC3 is different to DOB in Header.",
        _born_otherwise("OC3"),
        fields="DOB",
    ),
    Rule(
        "INT16",
        "Internal Check: DOB in PrevPerm is different to DOB in Header.",
        _born_otherwise("PrevPerm"),
        fields="DOB",
    ),
    Rule(
        "INT17",
        "Internal Check: DOB in Reviews is different to DOB in Header.",
        _born_otherwise("Reviews"),
        fields="DOB",
    ),
    Rule(
        "INT18",
        "Internal Check: DOB in UASC is different to DOB in Header.",
        _born_otherwise("UASC"),
        fields="DOB",
    ),
    Rule(
        "INT21",
        "Internal Check: SEX in UASC is different to SEX in Header.",
        rows("UASC", (col("SEX") != _A_SEX) | (col("SEX") != _ANOTHER_SEX)),
        fields="SEX",
    ),
    Rule(
        "INT31",
        "Internal Check: Child should only exist once in AD1.",
        _more_than_once("AD1"),
        fields="CHILD",
    ),
    Rule(
        "INT32",
        "Internal Check: Child should only exist once in Header.",
        _more_than_once("Header"),
        fields="CHILD",
    ),
    Rule(
        "INT33",
        "Internal Check: Child should only exist once in OC2.",
        _more_than_once("OC2"),
        fields="CHILD",
    ),
    Rule(
        "INT34",
        "Internal Check: Child should only exist once in OC3.",
        _more_than_once("OC3"),
        fields="CHILD",
    ),
    Rule(
        "INT35",
        "Internal Check: Child should only exist once in PrevPerm.",
        _more_than_once("PrevPerm"),
        fields="CHILD",
    ),
    Rule(
        "INT36",
        "Internal Check: Child should only exist once in UASC.",
        _more_than_once("UASC"),
        fields="CHILD",
    ),
)
