"""Times missing or away without authorisation, beside the child's episodes."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import Rule, none_of, other, pairs, rows
from everycase.returns.ssda903.facts import PERIODS_OF_CARE, birthday
from everycase.returns.ssda903.within_care import lies_within

col = pl.col

_WENT, _CAME_BACK = col("MIS_START"), col("MIS_END")

_CARE = (PERIODS_OF_CARE, ("start", "end"))


def _lies(
    name: str, care: tuple[str, tuple[str, str]], first: pl.Expr, last: pl.Expr | None = None
) -> pl.Expr:
    return lies_within(f"Missing {name}", "Missing", care[0], dates=care[1], first=first, last=last)


_IN_A_PERIOD = _lies("in a period", _CARE, pl.coalesce(_CAME_BACK, _WENT), _CAME_BACK)
# Who goes missing on the day that care ends is no longer in care.
_BEGAN_IN_A_PERIOD = _lies("from within a period", _CARE, _WENT, _WENT + pl.duration(days=1))
_BEGAN_IN_AN_EPISODE = _lies("from within an episode", ("Episodes", ("DECOM", "DEC")), _WENT)

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
