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

_OUTSIDE_THE_PERIOD = pl.any_horizontal(
    _CAME_BACK.is_null() & col("end").is_not_null(),
    _CAME_BACK.is_null() & (col("start") > _WENT),
    col("end") < _CAME_BACK,
    col("start") > _CAME_BACK,
)
_BEGAN_IN_THE_PERIOD = (col("start") <= _WENT) & (col("end").is_null() | (col("end") > _WENT))
_BEGAN_IN_THE_EPISODE = (col("DECOM") <= _WENT) & (col("DEC").is_null() | (col("DEC") >= _WENT))


def _beside_care(tables: Mapping[str, pl.LazyFrame], _reference: Reference) -> pl.LazyFrame:
    """For each time missing of a child with episodes, whether it lies in any of them."""
    times = tables["Missing"].rename({"row": "time missing"})
    by_period = (
        times.join(tables[PERIODS_OF_CARE].drop("row"), on="CHILD")
        .group_by("time missing")
        .agg(
            (~_OUTSIDE_THE_PERIOD.fill_null(value=False)).any().alias("in a period"),
            _BEGAN_IN_THE_PERIOD.any().alias("began in a period"),
        )
    )
    by_episode = (
        times.join(tables["Episodes"].drop("row"), on="CHILD")
        .group_by("time missing")
        .agg(_BEGAN_IN_THE_EPISODE.any().alias("began in an episode"))
    )
    return by_episode.join(by_period, on="time missing", how="left")


_TIMES = FACTS.table(
    "TimesMissingBesideCare",
    MadeTable(
        columns=("time missing", "in a period", "began in a period", "began in an episode"),
        reads={
            "Missing": ("CHILD", "MIS_START", "MIS_END"),
            PERIODS_OF_CARE: ("CHILD", "start", "end"),
            "Episodes": ("CHILD", "DECOM", "DEC"),
        },
        build=_beside_care,
    ),
)


def _lies(where: str) -> pl.Expr:
    """Whether a time missing lies there; null for children whose care isn't in the return."""
    return FACTS.lookup(f"lies {where}", _TIMES, col(where).first(), on={"row": "time missing"})


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
        rows("Missing", _WENT.is_not_null() & ~_lies("in a period")),
        fields="MIS_END",
    ),
    Rule(
        "578",
        "The date that the child started to be missing is after the child ceased to be looked after.",
        rows("Missing", _WENT.is_not_null() & ~_lies("began in a period")),
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
        rows("Missing", _WENT.is_not_null() & ~_lies("began in an episode")),
        fields="MIS_START",
    ),
)
