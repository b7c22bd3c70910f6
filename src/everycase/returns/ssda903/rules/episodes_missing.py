"""Times missing or away without authorisation, beside the child's episodes."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from everycase.returns.facts import MadeTable
from everycase.returns.reference import Reference
from everycase.returns.rules import Rule, none_of, other, pairs, rows
from everycase.returns.ssda903.facts import FACTS, PERIODS_OF_CARE, birthday

col = pl.col

_WENT, _CAME_BACK = col("MIS_START"), col("MIS_END")

_IN_THE_PERIOD = ~pl.any_horizontal(
    case.fill_null(value=False)
    for case in (
        _CAME_BACK.is_null() & col("end").is_not_null(),
        _CAME_BACK.is_null() & (col("start") > _WENT),
        col("end") < _CAME_BACK,
        col("start") > _CAME_BACK,
    )
)
_BEGAN_IN_THE_PERIOD = (col("start") <= _WENT) & (col("end").is_null() | (col("end") > _WENT))
_BEGAN_IN_THE_EPISODE = (col("DECOM") <= _WENT) & (col("DEC").is_null() | (col("DEC") >= _WENT))


def _lies(where: str, care: str, dates: tuple[str, str], within: pl.Expr, *also: str) -> pl.Expr:
    """Whether a time missing lies within any of the child's rows of `care`; null where there are none.

    dates, also: columns of `care`, and of Missing besides MIS_START, that `within` reads.
    """

    def build(tables: Mapping[str, pl.LazyFrame], _reference: Reference) -> pl.LazyFrame:
        times = tables["Missing"].rename({"row": "time missing"})
        beside = times.join(tables[care].drop("row"), on="CHILD")
        return beside.group_by("time missing").agg(within.fill_null(value=False).any().alias("lies"))

    reads = {"Missing": ("CHILD", "MIS_START", *also), care: ("CHILD", *dates)}
    times = FACTS.table(f"Missing {where}", MadeTable(("time missing", "lies"), reads, build))
    return FACTS.lookup(f"lies {where}", times, col("lies").first(), on={"row": "time missing"})


_PERIOD = ("start", "end")
_IN_A_PERIOD = _lies("in a period", PERIODS_OF_CARE, _PERIOD, _IN_THE_PERIOD, "MIS_END")
_BEGAN_IN_A_PERIOD = _lies("from within a period", PERIODS_OF_CARE, _PERIOD, _BEGAN_IN_THE_PERIOD)
_BEGAN_IN_AN_EPISODE = _lies("from within an episode", "Episodes", ("DECOM", "DEC"), _BEGAN_IN_THE_EPISODE)

RULES = (
    Rule(
        "575",
        "If the placement from which the child goes missing/away from placement without authorisation"
        " ends, the missing/away from placement without authorisation period in the missing module "
        "must also have an end date.",
        pairs(
            "Missing",
            "Episodes",
            ["CHILD"],
            _CAME_BACK.is_null() & _WENT.is_between(other("DECOM"), other("DEC")),
            flag_right=False,
        ),
        fields="MIS_END",
    ),
    Rule(
        "577",
        "Child ceased to be looked after but there is a missing/away from placement without "
        "authorisation period without an end date.",
        rows("Missing", _WENT.is_not_null() & ~_IN_A_PERIOD),
        fields="MIS_END",
    ),
    Rule(
        "578",
        "The date that the child started to be missing is after the child ceased to be looked after.",
        rows("Missing", _WENT.is_not_null() & ~_BEGAN_IN_A_PERIOD),
        fields="MIS_START",
    ),
    Rule(
        "580",
        "Child is missing when cease being looked after but reason episode ceased not ‘E8’.",
        pairs(
            "Missing",
            "Episodes",
            ["CHILD"],
            (birthday(col("DOB"), 18) == _CAME_BACK)
            & (other("DEC") == _CAME_BACK)
            & none_of(other("REC"), "E8"),
            flag_left=False,
        ),
        fields="REC",
    ),
    Rule(
        "581",
        "Child is missing but has not yet started to be looked after.",
        rows("Missing", _WENT.is_not_null() & ~_BEGAN_IN_AN_EPISODE),
        fields="MIS_START",
    ),
)
