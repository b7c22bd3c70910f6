"""Ids for the census's referrals, enquiries and protection plans that stay from one run to the next.

The census numbers them by their place in the document, which changes when a case is added. The child and
the day they began don't.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

REFERRAL = "(referral)"
ENQUIRY = "(enquiry)"
PLAN = "(plan)"

_NEED = ["LAchildID", "CINdetailsID"]
_PLAN = [*_NEED, "CPPID"]


def with_ids(modules: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The modules with REFERRAL, ENQUIRY and PLAN beside their ordinals, where they have such an id."""
    needs = _made(modules["CINdetails"], "CINreferralDate", REFERRAL)
    plans = _made(modules["ChildProtectionPlans"], "CPPstartDate", PLAN)
    done = {**modules, "CINdetails": needs, "ChildProtectionPlans": plans}
    done["Section47"] = _made(modules["Section47"], "S47ActualStartDate", ENQUIRY)
    done["Reviews"] = _linked(modules["Reviews"], plans, _PLAN, PLAN)
    for name, frame in done.items():
        if "CINdetailsID" in frame.columns and name != "CINdetails":
            done[name] = _linked(frame, needs, _NEED, REFERRAL)
    return done


def _made(rows: pl.DataFrame, day: str, name: str) -> pl.DataFrame:
    """`child|day`, and `#2`, `#3` where a child has another of the same day; null without either."""
    made = pl.format("{}|{}", pl.col("LAchildID").str.strip_chars(), pl.col(day).str.strip_chars())
    nth = 1 + pl.int_range(pl.len()).over(made)
    return rows.with_columns(
        pl.when(made.is_not_null() & (nth > 1))
        .then(pl.format("{}#{}", made, nth))
        .otherwise(made)
        .alias(name)
    )


def _linked(rows: pl.DataFrame, parents: pl.DataFrame, on: list[str], name: str) -> pl.DataFrame:
    """`rows` with their parent's id."""
    ids = parents.select(*on, name).unique(on, keep="first", maintain_order=True)
    return rows.join(ids, on=on, how="left", maintain_order="left")
