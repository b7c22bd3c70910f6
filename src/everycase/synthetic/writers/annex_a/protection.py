"""List 7: children on a protection plan, or whose plan ended in the six months."""

from __future__ import annotations

import polars as pl

from everycase.synthetic.writers.annex_a.snapshot import HELD_NOW, Snapshot
from everycase.synthetic.writers.plans import under_plans, with_earlier_plans
from everycase.synthetic.writers.tables import latest

EMERGENCY = ("L1", "L2")
"""Police protection and the emergency protection order, as legal statuses."""


def children_on_plans(now: Snapshot) -> pl.DataFrame:
    """A row for each plan, with the latest visit and the latest review under it."""
    plans = now.rows("child_protection_plans").filter(now.in_six_months("started_on", "ended_on"))
    plans = with_earlier_plans(plans, now.rows("child_protection_plans")).with_row_index("plan")
    visits = latest(
        under_plans(plans, now.rows("child_protection_visits"), "visited_on"), "visited_on", by="plan"
    )
    reviews = latest(
        under_plans(plans, now.rows("child_protection_reviews"), "held_on"), "held_on", by="plan"
    )
    rows = plans.join(visits.select("plan", "visited_on", "seen_alone"), on="plan", how="left")
    rows = rows.join(reviews.select("plan", "held_on"), on="plan", how="left").sort("plan")
    columns = {
        "Child Protection Plan Start Date": "started_on",
        "Initial Category of Abuse": "initial_category",
        "Latest Category of Abuse": "latest_category",
        "Date of the Last Statutory Visit": "visited_on",
        "Was the Child Seen Alone?": "seen_alone",
        "Date of latest review conference": "held_on",
        "Child Protection Plan End Date": "ended_on",
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months"
        " (Y/N)": "emergency",
        "Number of Previous Child Protection Plans": "earlier",
        **HELD_NOW,
    }
    return now.with_child(rows.with_columns(emergency=_emergency(now)), columns)


def _emergency(now: Snapshot) -> pl.Expr:
    statuses = now.rows("legal_statuses").filter(
        pl.col("status").is_in(EMERGENCY) & now.in_six_months("from_on", "to_on")
    )
    return pl.col("child_id").is_in(statuses["child_id"].unique().implode())
