"""Lists 10 and 11: children with a plan for adoption, and people who wish to adopt."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from everycase.synthetic.writers.annex_a.snapshot import Snapshot
from everycase.synthetic.writers.care_periods import care_periods
from everycase.synthetic.writers.tables import latest, touches

ADOPTION_COLUMNS: Mapping[str, str] = {
    "Date the Child Entered Care": "entered_care_on",
    "Date of Decision that Child Should be Placed for Adoption": "decided_on",
    "Date of Placement Order": "placement_order_on",
    "Date of Matching Child and Prospective Adopters": "matched_on",
    "Date Placed for Adoption": "placed_on",
    "Date of Adoption Order": "adopted_on",
    "Date of Decision that Child Should No Longer be Placed for Adoption": "reversed_on",
    "Reason Why Child No Longer Placed for Adoption": "reversed_reason",
    "Date the child was placed for fostering in FFA or concurrent planning"
    " placement": "fostered_for_adoption_on",
}

ADOPTER_COLUMNS: Mapping[str, str] = {
    "Individual adopter identifier": "adopter_id",
    "Family identifier": "family_id",
    "Date enquiry received": "enquired_on",
    "Date Stage 1 started": "stage_1_started_on",
    "Date Stage 1 ended": "stage_1_ended_on",
    "Date Stage 2 started": "stage_2_started_on",
    "Date Stage 2 ended": "stage_2_ended_on",
    "Date application submitted": "applied_on",
    "Date application approved": "approved_on",
    "Date adopter matched with child(ren)": "matched_on",
    "Date child/children placed with adopter(s)": "placed_on",
    "Date of leaving adoption process": "left_on",
}


def children_to_adopt(now: Snapshot) -> pl.DataFrame:
    """List 10: a decision, order or reversal in the twelve months, or a plan for adoption still live."""
    rows = now.rows("permanence").with_columns(adopted_on=_adopted_on())
    steps = ("decided_on", "placement_order_on", "matched_on", "placed_on", "adopted_on", "reversed_on")
    recent = pl.any_horizontal(now.in_year(step) for step in steps)
    over = pl.col("adopted_on").is_not_null() | pl.col("reversed_on").is_not_null()
    rows = rows.filter(recent.fill_null(value=False) | (pl.col("decided_on").is_not_null() & ~over))
    entered = latest(care_periods(now.rows("care_episodes")), "started_on")
    rows = rows.join(
        entered.select("child_id", entered_care_on="started_on"),
        on="child_id",
        how="left",
        maintain_order="left",
    )
    return now.with_child(rows, ADOPTION_COLUMNS)


def _adopted_on() -> pl.Expr:
    # The same field of the record dates special guardianship and child arrangements orders.
    adoption = pl.col("order_type").is_null() | (pl.col("order_type") == "Adoption")
    return pl.when(adoption).then(pl.col("order_on"))


def adopters(now: Snapshot) -> pl.DataFrame:
    """List 11: people in touch with the agency in the twelve months. The record says little of them."""
    rows = now.rows("prospective_adopters").filter(touches("enquired_on", "left_on", now.year, now.as_of))
    return rows.select(pl.col(name).alias(header) for header, name in ADOPTER_COLUMNS.items())
