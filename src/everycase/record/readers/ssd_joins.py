"""What stands in another table of the dataset: a visit's child by its plan, an assessment's factors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from everycase.record.readers.ssd_columns import header_of
from everycase.record.readers.ssd_source import Found
from everycase.record.readers.values import as_text

Places = Sequence[tuple[str, str, str]]
"""Where an id names its child: SSD table, the column of the id, the column of the child."""

CHILD_BY: Mapping[str, tuple[str, str, Places]] = {
    # Mosaic has no person on a visit, and what it calls the visit's plan is the referral.
    "ssd_cin_visits": (
        "cinv_person_id",
        "cinv_cin_plan_id",
        (
            ("ssd_cin_episodes", "cine_referral_id", "cine_person_id"),
            ("ssd_cin_plans", "cinp_cin_plan_id", "cinp_person_id"),
            ("ssd_cin_plans", "cin_plan_id", "cinp_person_id"),
        ),
    ),
    "ssd_cla_reviews": (
        "clar_cla_person_id",
        "clar_cla_id",
        (
            ("ssd_cla_episodes", "clae_cla_id", "clae_person_id"),
            ("ssd_cla_placement", "clap_cla_id", "clap_person_id"),
        ),
    ),
}


def with_children(found: Sequence[Found]) -> list[Found]:
    """The files, those of CHILD_BY with their column for the child filled where it was empty."""
    return [_with_child(each, found) if each.ssd in CHILD_BY else each for each in found]


def _with_child(found: Found, everything: Sequence[Found]) -> Found:
    child, link, places = CHILD_BY[found.ssd]
    own, by = header_of(found, child), header_of(found, link)
    if not by or (own and found.frame[own].null_count() == 0):
        return found
    known = [
        _children_of(each, *place[1:]) for place in places for each in everything if each.ssd == place[0]
    ]
    children = pl.concat([pl.DataFrame(schema={"id": pl.String, "child": pl.String}), *known])
    children = children.unique("id", keep="first", maintain_order=True)
    by_link = as_text(found.frame[by]).replace_strict(
        children["id"], children["child"], default=None, return_dtype=pl.String
    )
    filled = (
        by_link if not own else as_text(found.frame[own]).zip_with(found.frame[own].is_not_null(), by_link)
    )
    return replace(found, frame=found.frame.with_columns(filled.alias(own or child)))


def _children_of(found: Found, id_column: str, child_column: str) -> pl.DataFrame:
    """Id → child in one file; an id that several children share (a sibling group's) names none of them."""
    id_header, child_header = header_of(found, id_column), header_of(found, child_column)
    if not id_header or not child_header:
        return pl.DataFrame(schema={"id": pl.String, "child": pl.String})
    pairs = pl.DataFrame({"id": as_text(found.frame[id_header]), "child": as_text(found.frame[child_header])})
    grouped = pairs.drop_nulls().group_by("id").agg(pl.col("child").unique())
    return grouped.filter(pl.col("child").list.len() == 1).select("id", pl.col("child").list.first())


EHC_CHAIN = (
    ("ehc_requests", "sen_id", "special_educational_needs", "row_id"),
    ("ehc_assessments", "request_id", "ehc_requests", "request_id"),
    ("ehc_named_plans", "assessment_id", "ehc_assessments", "assessment_id"),
    ("ehc_active_plans", "request_id", "ehc_requests", "request_id"),
    ("sen_needs", "plan_id", "ehc_active_plans", "plan_id"),
)
"""Tables about education, health and care plans have no child of their own: table, link, parent, its id."""


def with_ehc_children(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables, those of EHC_CHAIN with the child of their parent row."""
    joined = dict(tables)
    for name, link, parent, parent_id in EHC_CHAIN:
        if name not in joined:
            continue
        rows = joined[name].drop("child_id", strict=False)
        parents = joined.get(parent, pl.DataFrame())
        if link in rows.columns and {parent_id, "child_id"} <= set(parents.columns):
            children = parents.select(pl.col(parent_id).alias(link), "child_id").drop_nulls().unique(link)
            joined[name] = rows.join(children, on=link, how="left", maintain_order="left")
        else:
            joined[name] = rows.with_columns(pl.lit(None, dtype=pl.String).alias("child_id"))
    return joined


def with_worker_ids(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables, workers known by their staff number where they have no id (as in Mosaic)."""
    workers = tables.get("workers", pl.DataFrame())
    if "staff_number" not in workers.columns:
        return dict(tables)
    ids = [c for c in ("worker_id", "staff_number") if c in workers.columns]
    return {**tables, "workers": workers.with_columns(pl.coalesce(ids).alias("worker_id"))}


def with_factors(assessments: pl.DataFrame, factors: pl.DataFrame) -> pl.DataFrame:
    """Assessments with their factors: every row of `factors` (assessment_id, factors) of each, together."""
    several = pl.col("factors").drop_nulls().list.explode(empty_as_null=False).unique().sort()
    by_assessment = (
        factors.drop_nulls("assessment_id")
        .group_by("assessment_id")
        .agg(several, pl.col("factors").is_not_null().any().alias("said"))
        .select("assessment_id", pl.when("said").then("factors").alias("factors"))
    )
    return assessments.drop("factors", strict=False).join(
        by_assessment, on="assessment_id", how="left", maintain_order="left"
    )
