"""A permanent arrangement that the child was in before (PrevPerm): its codes."""

from __future__ import annotations

import polars as pl

from everycase.returns.codes import codes
from everycase.returns.rules import Rule, rows
from everycase.returns.ssda903.facts import not_in_list, some_filled

col = pl.col

_AUTHORITIES = (*codes("ssda903", "la_3digit"), "WAL", "SCO", "NUK", "NIR", "999")

RULES = (
    Rule(
        "631",
        "Previous permanence option not a valid value.",
        rows("PrevPerm", not_in_list("PREV_PERM", "prev_perm")),
        fields="PREV_PERM",
    ),
    Rule(
        "633",
        "Local authority code where previous permanence option was arranged is not a valid value.",
        rows("PrevPerm", ~col("LA_PERM").is_in(_AUTHORITIES)),
        fields="LA_PERM",
    ),
    Rule(
        "635",
        "There are entries for date of order and local authority code where previous permanence "
        "option was arranged but previous permanence code is Z1",
        rows("PrevPerm", (col("PREV_PERM") == "Z1") & some_filled("LA_PERM", "DATE_PERM")),
        fields="LA_PERM DATE_PERM PREV_PERM",
    ),
)
