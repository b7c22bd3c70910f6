"""The history cut off at a date: what the council knew on that day, and nothing later.

Rows that begin later vanish, ends that lie ahead are open, and what was decided later isn't decided yet.
Tables of which an extract holds only the latest row have that day's latest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from everycase.record.schema import STORED

# Table → the field that dates a row, where it isn't the table's own `when`.
BEGINS: Mapping[str, str] = {"care_years": "year_ending", "workers": "_hired"}

# Table → date → the fields that are empty while that date lies ahead.
LATER: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "addresses": {"to_on": ("to_on",)},
    "assessments": {
        "_seen_on": ("child_seen",),
        "authorised_on": ("authorised_on", "outcomes", "no_further_action", "needs_support", "factors"),
    },
    "care_episodes": {"ended_on": ("ended_on", "end_reason")},
    "care_plans": {"to_on": ("to_on",)},
    "child_in_need_plans": {"ended_on": ("ended_on",)},
    "child_protection_plans": {"ended_on": ("ended_on",)},
    "child_protection_reviews": {"held_on": ("held_on", "plan_continues", "quorate", "participation")},
    "contacts": {"_decided_on": ("outcomes",)},
    "deprivations_of_liberty": {"to_on": ("to_on",)},
    "early_help": {"ended_on": ("ended_on", "end_reason")},
    "ehc_named_plans": {"ceased_on": ("ceased_on", "ceased_reason")},
    "ehc_requests": {"decided_on": ("decided_on", "outcome")},
    "immigration_statuses": {"to_on": ("to_on",)},
    "involvements": {"to_on": ("to_on",)},
    "legal_statuses": {"to_on": ("to_on",)},
    "linked_identifiers": {"valid_to": ("valid_to",)},
    "missing_episodes": {"to_on": ("to_on", "to_on_time", "interview_offered", "interview_accepted")},
    "permanence": {
        "placement_order_on": ("placement_order_on",),
        "matched_on": ("matched_on",),
        "placed_on": ("placed_on", "adopter_sex", "adopter_legal_status", "adopters"),
        "reversed_on": ("reversed_on", "reversed_reason"),
        "order_on": ("order_on", "order_type"),
    },
    "placements": {"ended_on": ("ended_on", "change_reason")},
    "pre_proceedings": {
        "first_meeting_on": ("first_meeting_on",),
        "letter_on": ("letter_on",),
        "step_decision_on": ("step_decision_on", "outcome"),
        "issue_letter_on": ("issue_letter_on",),
    },
    "prospective_adopters": {
        name: (name,)
        for name in (
            "stage_1_started_on",
            "stage_1_ended_on",
            "stage_2_started_on",
            "stage_2_ended_on",
            "applied_on",
            "approved_on",
            "matched_on",
            "placed_on",
            "left_on",
        )
    },
    "referrals": {
        "_decided_on": ("outcomes", "no_further_action"),
        "closed_on": ("closed_on", "close_reason"),
    },
    "section_47_enquiries": {
        "ended_on": ("ended_on", "no_further_action", "conference_not_needed", "outcomes")
    },
}
LATEST_ONLY: Mapping[str, str] = {"immunisations": "status_on", "ehc_active_plans": "_known_from"}


def cut(history: Mapping[str, pl.DataFrame], as_of: date) -> dict[str, pl.DataFrame]:
    """The record's tables as they stood on `as_of`.

    history: each table with its fields and `_` columns that date what else was known when; and, by
    names that begin with `_`, what latest-only rows are worked out from.
    """
    tables = {name: _began(name, history[name], as_of) for name in STORED}
    tables = {name: _not_yet(name, rows, as_of) for name, rows in tables.items()}
    tables["children"] = _children(tables, as_of)
    tables["care_leavers"] = _care_leavers(history, tables["care_leavers"], as_of)
    tables["care_episodes"] = _officer_contact(history["_officer_contacts"], tables["care_episodes"], as_of)
    for name, when in LATEST_ONLY.items():
        tables[name] = tables[name].sort(when).unique("child_id", keep="last", maintain_order=True)
    strangers = history["children"].join(tables["children"], on="child_id", how="anti")
    return {name: _finished(rows, strangers) for name, rows in tables.items()}


def _began(name: str, rows: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Rows that are there on the day: known by then, or of an event by then."""
    dates = [
        column
        for column in ("_known_from", "_booked_on", BEGINS.get(name) or STORED[name].when)
        if column in rows.columns
    ]
    return rows.filter(pl.coalesce(dates) <= as_of) if dates else rows


def _not_yet(name: str, rows: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Fields whose date lies ahead made empty."""
    dates = {when: fields for when, fields in LATER.get(name, {}).items() if when in rows.columns}
    ahead = {when: (pl.col(when) > as_of).fill_null(value=False) for when in dates}
    return rows.with_columns(
        pl.when(~ahead[when]).then(pl.col(field)).alias(field)
        for when, fields in dates.items()
        for field in fields
    )


def _children(tables: Mapping[str, pl.DataFrame], as_of: date) -> pl.DataFrame:
    """Those not born yet have only the date they are expected; young ones have no pupil number."""
    children = tables["children"]
    unborn = pl.col("born_on") > as_of
    numbered = (pl.col("_numbered_from") <= as_of).fill_null(value=False)
    planned = tables["ehc_named_plans"].select("child_id", planned=pl.lit(value=True)).unique()
    no_text = pl.lit(None, dtype=pl.String)
    return (
        children.join(planned, on="child_id", how="left")
        .with_columns(
            expected_on=pl.when(unborn).then("expected_on"),
            forename=pl.when(unborn).then(no_text).otherwise("forename"),
            sex=pl.when(unborn).then(pl.lit("U")).otherwise("sex"),
            gender=pl.when(unborn).then(pl.lit("00")).otherwise("gender"),
            ethnicity=pl.when(unborn).then(no_text).otherwise("ethnicity"),
            common_id=pl.when(unborn).then(no_text).otherwise("common_id"),
            disabled=pl.when(~unborn).then("disabled"),
            upn=pl.when(numbered).then("upn"),
            upn_unknown=pl.when(~numbered & ~unborn).then("upn_unknown"),
            has_ehc_plan=pl.col("planned").fill_null(value=False),
            died_on=pl.when(pl.col("died_on") <= as_of).then("died_on"),
        )
        .with_columns(born_on=pl.when(~unborn).then("born_on"))
        .drop("planned")
    )


def _care_leavers(history: Mapping[str, pl.DataFrame], rows: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The row that holds on the day, with the latest contact, pathway plan and adviser by then."""
    current = (
        rows.filter(pl.col("_until") > as_of)
        .sort("_known_from")
        .unique("child_id", keep="last", maintain_order=True)
    )
    advisers = (
        history["involvements"]
        .filter((pl.col("role") == "ADVISER") & (pl.col("from_on") <= as_of))
        .sort("from_on")
    )
    adviser = advisers.group_by("child_id", maintain_order=True).agg(
        pl.col("worker_id", "team_id").last(), adviser=pl.col("worker_id").last()
    )
    return (
        current.drop("latest_contact_on", "pathway_plan_reviewed_on", "adviser_id", "worker_id", "team_id")
        .join(_latest(history["_contacts"], as_of, "latest_contact_on"), on="child_id", how="left")
        .join(
            _latest(history["_pathway_plans"], as_of, "pathway_plan_reviewed_on"), on="child_id", how="left"
        )
        .join(adviser.rename({"adviser": "adviser_id"}), on="child_id", how="left")
        .select(rows.columns)
    )


def _latest(happened: pl.DataFrame, as_of: date, name: str) -> pl.DataFrame:
    by_then = happened.filter(pl.col("on") <= as_of)
    return by_then.group_by("child_id", maintain_order=True).agg(pl.col("on").max().alias(name))


def _officer_contact(contacts: pl.DataFrame, episodes: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Each episode with the reviewing officer's latest contact by its end, or by the day."""
    by_then = contacts.filter(pl.col("on") <= as_of).sort("on").select("child_id", spoke="on")
    numbered = episodes.with_row_index("row_").with_columns(
        last_day=pl.min_horizontal(pl.col("ended_on").fill_null(as_of), pl.lit(as_of))
    )
    joined = numbered.sort("last_day").join_asof(
        by_then, left_on="last_day", right_on="spoke", by="child_id", check_sortedness=False
    )
    inside = pl.col("spoke") >= pl.col("entered_care_on")
    return (
        joined.sort("row_")
        .with_columns(last_reviewing_officer_contact_on=pl.when(inside).then("spoke"))
        .select(episodes.columns)
    )


def _finished(rows: pl.DataFrame, strangers: pl.DataFrame) -> pl.DataFrame:
    """Only the record's own columns, and nothing of children of whom the council doesn't know yet."""
    if "child_id" in rows.columns:
        rows = rows.join(strangers.select("child_id"), on="child_id", how="anti", maintain_order="left")
    return rows.select(column for column in rows.columns if not column.startswith("_"))
