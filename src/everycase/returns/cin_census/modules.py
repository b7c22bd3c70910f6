"""The census's modules as tables: each row with its child, and the ordinals that stand for ids."""

from __future__ import annotations

import polars as pl

from everycase.returns.cin_census.tables import TABLES
from everycase.returns.xml_document import Document


def modules(document: Document) -> dict[str, pl.DataFrame]:
    """Every module as a table: its columns in order, and `row` (line of the document)."""
    child_ids = _child_ids(document)
    needs = _of_child(document.groups("CINdetails", "child"), child_ids)
    # By id, not by element: a child who stands twice in the file has each number once.
    whose = pl.coalesce("LAchildID", pl.format("element {}", "child"))
    needs = needs.with_columns(pl.int_range(1, pl.len() + 1).over(whose).alias("CINdetailsID"))
    assessments = _of_need(document, "Assessments", needs, "AssessmentID")
    plans = _of_need(document, "ChildProtectionPlans", needs, "CPPID")
    factors = _factors(document, assessments)
    rows = {
        "Header": _header(document),
        "ChildIdentifiers": _of_child(document.groups("ChildIdentifiers", "child"), child_ids),
        "ChildCharacteristics": _of_child(document.groups("ChildCharacteristics", "child"), child_ids),
        "Disabilities": _of_child(_disabilities(document), child_ids),
        "CINdetails": needs,
        "Assessments": _with_factors(assessments, factors),
        "AssessmentFactorsList": factors,
        "CINplanDates": _of_need(document, "CINPlanDates", needs),
        "Section47": _of_need(document, "Section47", needs),
        "ChildProtectionPlans": plans,
        "Reviews": _reviews(document, plans),
        "PreProceedings": _of_need(document, "PreProceedingsandFGDM", needs),
    }
    return {
        name: document.filled(rows[name], table).select(*(c.name for c in table.columns), row="line")
        for name, table in TABLES.items()
    }


def _child_ids(document: Document) -> pl.DataFrame:
    """The id of each `child` (row of its element)."""
    identifiers = document.groups("ChildIdentifiers", "child")
    ids = identifiers.join(document.values("LAchildID"), on="element", how="left", maintain_order="left")
    return ids.select("child", "LAchildID").unique("child", keep="first", maintain_order=True)


def _of_child(rows: pl.DataFrame, child_ids: pl.DataFrame) -> pl.DataFrame:
    return rows.join(child_ids, on="child", how="left", maintain_order="left")


def _numbered(rows: pl.DataFrame, within: str, ordinal: str) -> pl.DataFrame:
    """`rows` with their place, from 1, in the element `within`."""
    return rows.with_columns(pl.int_range(1, pl.len() + 1).over(within).alias(ordinal))


def _of_need(document: Document, tag: str, needs: pl.DataFrame, ordinal: str = "") -> pl.DataFrame:
    """The `tag` elements of each episode of need, with the child's and the episode's ids."""
    ids = needs.select("LAchildID", "CINdetailsID", need="element")
    rows = document.groups(tag, "need").join(ids, on="need", how="inner", maintain_order="left")
    return _numbered(rows, "need", ordinal) if ordinal else rows


def _disabilities(document: Document) -> pl.DataFrame:
    """One row a disability, three elements below its child."""
    lists = document.groups("Disabilities", "characteristics").drop("line")
    about = document.groups("ChildCharacteristics", "child").drop("line")
    return (
        document.groups("Disability", "list")
        .with_columns(document.of("Disability")["text"].alias("Disability"))
        .join(lists, left_on="list", right_on="element", maintain_order="left")
        .join(about, left_on="characteristics", right_on="element", maintain_order="left")
    )


def _factors(document: Document, assessments: pl.DataFrame) -> pl.DataFrame:
    """One row a factor, whatever its element is called."""
    leaves = document.within("FactorsIdentifiedAtAssessment")
    groups = document.groups("FactorsIdentifiedAtAssessment", "assessment").drop("line")
    ids = assessments.select("LAchildID", "CINdetailsID", "AssessmentID", assessment="element")
    return (
        leaves.select("element", "line", AssessmentFactor="text", group="parent")
        .filter(pl.col("AssessmentFactor").is_not_null())
        .join(groups, left_on="group", right_on="element", maintain_order="left")
        .join(ids, on="assessment", maintain_order="left")
    )


def _with_factors(assessments: pl.DataFrame, factors: pl.DataFrame) -> pl.DataFrame:
    """Assessments with the list of their factors; null where there is none."""
    lists = factors.group_by(element="assessment").agg(AssessmentFactors=pl.col("AssessmentFactor"))
    return assessments.join(lists, on="element", how="left", maintain_order="left")


def _reviews(document: Document, plans: pl.DataFrame) -> pl.DataFrame:
    """One row a review date: some systems put all of a plan's dates in one Reviews element.

    A Reviews element without a date is a row too, so that the missing date is seen.
    """
    dates = document.of("CPPreviewDate").select(
        "element", CPPreviewDate="text", group="parent", date_line="line"
    )
    ids = plans.select("LAchildID", "CINdetailsID", "CPPID", plan="element")
    return (
        document.groups("Reviews", "plan")
        .rename({"element": "group"})
        .join(dates, on="group", how="left", maintain_order="left_right")
        .with_columns(pl.coalesce("element", "group").alias("element"), line=pl.coalesce("date_line", "line"))
        .join(ids, on="plan", maintain_order="left")
    )


def _header(document: Document) -> pl.DataFrame:
    """The header's values in one row, whichever of its parts holds them."""
    values = {tag: document.of(tag)["text"].first() for tag in TABLES["Header"].submitted}
    return (
        document.of("Header")
        .head(1)
        .select("line", *(pl.lit(value, pl.String).alias(tag) for tag, value in values.items()))
    )
