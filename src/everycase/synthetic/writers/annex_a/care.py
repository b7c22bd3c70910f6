"""Lists 8 and 9: children in care, and young people entitled to help after it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from everycase.synthetic.writers.annex_a.snapshot import HELD_NOW, Snapshot
from everycase.synthetic.writers.care_periods import care_periods
from everycase.synthetic.writers.tables import count_by_child, latest, touches

HEALTH_ASSESSMENTS = ("INITIAL", "REVIEW", "ASSESSMENT")

CARE_COLUMNS: Mapping[str, str] = {
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": "person_unaccompanied",
    "Date Started to be Looked After": "started_on",
    "Child's Category of Need": "primary_need",
    "Is this a second or subsequent period of being a Looked After Child within the last 12 months"
    " (Y/N)": "again",
    "Start date of current legal status": "status_from_on",
    "Child's Legal Status": "status",
    "Date of Latest Statutory Review": "held_on",
    "Date of Last Social Work Visit": "visited_on",
    "What is the permanence plan for this child?": "permanence",
    "Date of Last IRO Visit / Contact to the Child": "officer_contact_on",
    "Date of Last Health Assessment": "health_assessed_on",
    "Date of Last Dental Check": "dental_checked_on",
    "Number of Placements in the Last 12 months": "placements_in_year",
    "Date Ceased to be Looked After": "ended_on",
    "Reason Ceased to be Looked After": "end_reason",
    "Start Date of Most Recent Placement": "placed_on",
    "Placement Type": "placement_kind",
    "Placement Provider": "placement_provider",
    "Placement postcode": "postcode",
    "URN of Placement": "urn",
    "Number of Episodes the Child has been 'Missing' from their Placement in the last 12"
    " months": "missing_in_year",
    "Number of Episodes the Child has been 'Absent' from their Placement in the last 12"
    " months": "away_in_year",
    "Was the child offered a Return Interview after their last missing episode (Y/N)?": "offered",
    "Did the child accept a Return Interview after their last missing episode (Y/N)?": "accepted",
    **HELD_NOW,
}

LEAVING_COLUMNS: Mapping[str, str] = {
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)": "person_unaccompanied",
    "Allocated Team": "team",
    "Allocated Worker": "worker",
    "Allocated Personal Advisor": "adviser",
    "Eligibility Category": "eligibility",
    "Latest Pathway Plan Review Date": "pathway_plan_reviewed_on",
    "LA in Touch": "in_touch",
    "Latest Date of Contact": "latest_contact_on",
    "Type of Accommodation": "accommodation",
    "Suitability of Accommodation": "suitable",
    "Activity Status": "activity",
}


def children_in_care(now: Snapshot) -> pl.DataFrame:
    """List 8: a row for each child in care, or who left it in the six months: the latest period."""
    periods = care_periods(now.rows("care_episodes")).filter(pl.col("started_on") <= now.as_of)
    again = periods.filter(touches("started_on", "ended_on", now.year, now.as_of))
    rows = latest(periods, "started_on").filter(now.in_six_months("started_on", "ended_on"))
    rows = rows.join(count_by_child(again, "periods"), on="child_id", how="left", maintain_order="left")
    for part in (_legal_status, _placement, _done_in_care, _health, _plan, _missing):
        rows = rows.join(part(now, rows), on="child_id", how="left", maintain_order="left")
    counts = pl.col("placements_in_year", "missing_in_year", "away_in_year").fill_null(0)
    return now.with_child(rows.with_columns(counts, again=pl.col("periods") > 1), CARE_COLUMNS)


def _legal_status(now: Snapshot, _rows: pl.DataFrame) -> pl.DataFrame:
    return latest(now.rows("legal_statuses"), "from_on").select(
        "child_id", "status", status_from_on="from_on"
    )


def _placement(now: Snapshot, _rows: pl.DataFrame) -> pl.DataFrame:
    placements = now.rows("placements")
    in_year = placements.filter(touches("started_on", "ended_on", now.year, now.as_of))
    named = latest(placements, "started_on").select(
        *("child_id", "postcode", "urn"),
        placed_on="started_on",
        placement_kind="kind",
        placement_provider="provider",
    )
    return named.join(count_by_child(in_year, "placements_in_year"), on="child_id", how="left")


def _done_in_care(now: Snapshot, rows: pl.DataFrame) -> pl.DataFrame:
    """The latest review held and the latest visit since the period began."""
    began = rows.select("child_id", began="started_on")
    reviews = now.rows("care_reviews").filter(pl.col("cancelled").is_null() | ~pl.col("cancelled"))
    both = began
    for happened, when in ((reviews, "held_on"), (now.rows("care_visits"), "visited_on")):
        since = happened.select("child_id", when).join(began, on="child_id")
        last = latest(since.filter(pl.col(when) >= pl.col("began")), when).drop("began")
        both = both.join(last, on="child_id", how="left")
    return both.drop("began")


def _health(now: Snapshot, rows: pl.DataFrame) -> pl.DataFrame:
    done = now.rows("health_checks").filter(pl.col("status").is_null() | (pl.col("status") == "Completed"))
    both = rows.select("child_id")
    for kinds, name in ((HEALTH_ASSESSMENTS, "health_assessed_on"), (("DENTAL",), "dental_checked_on")):
        last = latest(done.filter(pl.col("kind").is_in(kinds)), "checked_on")
        both = both.join(last.select("child_id", pl.col("checked_on").alias(name)), on="child_id", how="left")
    return both


def _plan(now: Snapshot, _rows: pl.DataFrame) -> pl.DataFrame:
    """One permanence plan, though the record may hold several side by side: adoption before others."""
    plan = pl.col("permanence")
    adoption = pl.when(plan.list.contains("ADOPTION")).then(pl.lit("ADOPTION"))
    return latest(now.rows("care_plans"), "from_on").select(
        "child_id", pl.coalesce(adoption, plan.list.get(0, null_on_oob=True)).alias("permanence")
    )


def _missing(now: Snapshot, rows: pl.DataFrame) -> pl.DataFrame:
    """How often the child went missing or away, and the interview after the last time missing."""
    in_year = now.rows("missing_episodes").filter(now.in_year("from_on"))
    missing, away = (in_year.filter(pl.col("kind") == kind) for kind in ("Missing", "Away"))
    # "Not applicable" has no letter in the template: the cell stays empty.
    last = latest(missing, "from_on").select(
        "child_id",
        pl.col("interview_offered").replace({"NA": None}).alias("offered"),
        pl.col("interview_accepted").replace({"NA": None}).alias("accepted"),
    )
    both = rows.select("child_id").join(count_by_child(missing, "missing_in_year"), on="child_id", how="left")
    both = both.join(count_by_child(away, "away_in_year"), on="child_id", how="left")
    return both.join(last, on="child_id", how="left")


def leaving_care(now: Snapshot) -> pl.DataFrame:
    """List 9: young people entitled to leaving care services on the day."""
    entitled = pl.col("eligibility") != "No Current Eligibility"
    rows = now.named(now.rows("care_leavers").filter(entitled))
    workers = (
        now.rows("workers").select(adviser_id="worker_id", adviser_name="full_name").unique("adviser_id")
    )
    rows = rows.join(workers, on="adviser_id", how="left", maintain_order="left")
    return now.with_child(
        rows.with_columns(adviser=pl.coalesce("adviser_name", "adviser_id")), LEAVING_COLUMNS
    )
