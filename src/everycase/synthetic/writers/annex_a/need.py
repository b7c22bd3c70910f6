"""Lists 1 to 6: contacts, early help, referrals, assessments, section 47 and children in need."""

from __future__ import annotations

import polars as pl

from everycase.synthetic.writers.annex_a.snapshot import HELD_NOW, OF_THE_ROW, Snapshot
from everycase.synthetic.writers.enquiries import conference_not_needed
from everycase.synthetic.writers.tables import count_by_child, latest


def contacts(now: Snapshot) -> pl.DataFrame:
    """List 1: contacts received in the six months, a row for each child in the contact."""
    rows = now.rows("contacts").filter(pl.col("received_on") >= now.six_months)
    return now.with_child(rows, {"Date of Contact": "received_on", "Contact Source": "source"})


def early_help(now: Snapshot) -> pl.DataFrame:
    """List 2: early help begun, going on or ended in the six months."""
    rows = now.rows("early_help").filter(now.in_six_months("started_on", "ended_on"))
    columns = {
        "Assessment start date": "started_on",
        "Assessment completion date": "ended_on",
        "Organisation completing assessment": "organisation",
    }
    return now.with_child(rows, columns)


def referrals(now: Snapshot) -> pl.DataFrame:
    """List 3: referrals received in the six months; a child may be in it more than once."""
    everything = now.rows("referrals")
    in_year = count_by_child(everything.filter(now.in_year("referred_on")), "in_year")
    rows = everything.filter(pl.col("referred_on") >= now.six_months)
    columns = {
        "Date of referral": "referred_on",
        "Referral Source": "source",
        "Referral NFA?": "no_further_action",
        "Number of Referrals in Last 12 Months": "in_year",
        **OF_THE_ROW,
    }
    return now.with_child(now.named(rows).join(in_year, on="child_id", how="left"), columns)


def assessments(now: Snapshot) -> pl.DataFrame:
    """List 4: assessments begun, going on or authorised in the six months."""
    rows = now.rows("assessments").filter(now.in_six_months("started_on", "authorised_on"))
    columns = {
        "Continuous Assessment Start Date": "started_on",
        "Child Seen During Continuous Assessment": "child_seen",
        "Continuous Assessment Date of Authorisation": "authorised_on",
        "Was the child assessed as requiring LA children's social care support?": "needed",
        **OF_THE_ROW,
    }
    needed = pl.coalesce("needs_support", ~pl.col("no_further_action")).alias("needed")
    return now.with_child(now.named(rows).with_columns(needed), columns)


def section_47(now: Snapshot) -> pl.DataFrame:
    """List 5: enquiries of the six months, decided or not, each with the conference that it led to.

    A conference without an enquiry (a child moving in on a plan) is a row with no strategy discussion.
    """
    enquiries, conferences = now.rows("section_47_enquiries"), now.rows("initial_conferences")
    held = latest(conferences.drop_nulls("enquiry_id"), "held_on", by="enquiry_id")
    led_to = held.select("enquiry_id", "held_on", "made_plan")
    begun = enquiries.join(led_to, on="enquiry_id", how="left", maintain_order="left")
    alone = conferences.filter(pl.col("enquiry_id").is_null())
    recent = (pl.col("started_on") >= now.six_months) | (pl.col("held_on") >= now.six_months)
    rows = pl.concat([begun, alone], how="diagonal").filter(recent)
    counts = count_by_child(enquiries.filter(now.in_year("started_on")), "enquiries_in_year")
    others = count_by_child(conferences.filter(now.in_year("held_on")), "conferences_in_year")
    rows = now.named(rows).join(counts, on="child_id", how="left").join(others, on="child_id", how="left")
    columns = {
        "Strategy discussion initiating Section 47 Enquiry Start Date": "started_on",
        "Was an Initial Child Protection Conference deemed unnecessary?": "not_needed",
        "Date of Initial Child Protection Conference": "held_on",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan": "made_plan",
        "Number of Section 47 Enquiries in the last 12 months": "enquiries_in_year",
        "Number of ICPCs in the last 12 months": "conferences_in_year",
        **OF_THE_ROW,
    }
    counted = pl.col("enquiries_in_year", "conferences_in_year").fill_null(0)
    return now.with_child(rows.with_columns(counted, not_needed=conference_not_needed()), columns)


def children_in_need(now: Snapshot) -> pl.DataFrame:
    """List 6: cases open in the six months. Referrals closed with no further action are not cases."""
    case = now.in_six_months("referred_on", "closed_on")
    taken = pl.col("no_further_action").is_null() | ~pl.col("no_further_action")
    rows = now.rows("referrals").filter(case & taken)
    rows = rows.join(_last_seen(now), on="child_id", how="left", maintain_order="left")
    columns = {
        "CIN Start Date": "referred_on",
        "Primary Need Code": "primary_need",
        "Date Child Was Last Seen": "last_seen_on",
        "CIN Closure Date": "closed_on",
        "Reason for Closure": "close_reason",
        "Case Status": "status",
        **HELD_NOW,
    }
    return now.with_child(rows.with_columns(status=pl.coalesce("case_status", _case_status(now))), columns)


def _last_seen(now: Snapshot) -> pl.DataFrame:
    """The latest of all visits at which the child isn't recorded as not seen."""
    kinds = ("child_in_need_visits", "child_protection_visits", "care_visits")
    visits = pl.concat([now.rows(kind).select("child_id", "visited_on", "seen") for kind in kinds])
    seen = latest(visits.filter(pl.col("seen").is_null() | pl.col("seen")), "visited_on")
    return seen.select("child_id", last_seen_on="visited_on")


def _case_status(now: Snapshot) -> pl.Expr:
    def open_in(table: str, start: str, end: str) -> pl.Expr:
        holders = now.rows(table).filter(now.open_now(start, end))["child_id"]
        return pl.col("child_id").is_in(holders.unique().implode())

    return (
        pl.when(pl.col("closed_on") <= now.as_of)
        .then(pl.lit("CLOSED"))
        .when(open_in("care_episodes", "started_on", "ended_on"))
        .then(pl.lit("LOOKED_AFTER"))
        .when(open_in("child_protection_plans", "started_on", "ended_on"))
        .then(pl.lit("PROTECTION_PLAN"))
        .when(open_in("child_in_need_plans", "started_on", "ended_on"))
        .then(pl.lit("CHILD_IN_NEED"))
        .when(open_in("assessments", "started_on", "authorised_on"))
        .then(pl.lit("ASSESSMENT"))
    )
