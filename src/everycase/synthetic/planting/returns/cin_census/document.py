"""The census as a file again: its tables, as the reader gives them, written as XML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from everycase.returns.cin_census.tables import TABLES
from everycase.synthetic.writers.cin_census.xml import element, gathered, group

Frames = Mapping[str, pl.DataFrame]
IDS = ("LAchildID", "CINdetailsID", "AssessmentID", "CPPID")
GROUPS = {name: table.group for name, table in TABLES.items()}
UNDER_A_NEED = ("Assessments", "CINplanDates", "Section47", "ChildProtectionPlans", "PreProceedings")
COLLECTION, SOURCE = ("Collection", "Year", "ReferenceDate"), ("SourceLevel", "LEA", "SoftwareCode")
SOURCE_TOO = ("Release", "SerialNo", "DateTime")


def write_census(frames: Frames, path: Path) -> Path:
    """Write the tables as one census file. A child who stands twice has what it has under the first."""
    people = frames["ChildIdentifiers"].with_columns(_child(), first=_child().is_first_distinct())
    parts = {"about": _about(frames), "needs": _needs(frames)}
    for name, part in parts.items():
        people = people.join(part, on="key", how="left", maintain_order="left").with_columns(
            pl.when("first").then(name).fill_null("").alias(name)
        )
    identifiers = _group("ChildIdentifiers", ids=("LAchildID",))
    written = people.select(group("Child", [identifiers, pl.col("about"), pl.col("needs")]))
    children = "\n".join(written.to_series())
    path.parent.mkdir(parents=True, exist_ok=True)
    head = _header(frames["Header"])
    body = f"<Message>\n{head}\n<Children>\n{children}\n</Children>\n</Message>\n"
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n{body}', encoding="utf-8", newline="\n")
    return path


def _child() -> pl.Expr:
    """What a child's rows have in common, where the id is blank too."""
    return pl.col("LAchildID").fill_null("").alias("key")


def _key(*ids: str) -> pl.Expr:
    return pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in ids], separator="/").alias(
        "key"
    )


def _group(table: str, more: list[pl.Expr] | None = None, ids: tuple[str, ...] = ()) -> pl.Expr:
    """One group's own elements, then what stands in it."""
    names = [column.name for column in TABLES[table].columns if column.kind != "list"]
    own = [element(name, pl.col(name)) for name in names if name not in IDS or name in ids]
    return group(GROUPS[table], [*own, *(more or [])])


def _under(table: str, frames: Frames, key: pl.Expr, more: list[pl.Expr]) -> pl.DataFrame:
    """Key → the groups of a table that stand under it, as a column of the table's name."""
    return gathered(frames[table].with_columns(key), "key", table, _group(table, more))


def _about(frames: Frames) -> pl.DataFrame:
    """Key → a child's characteristics, with its disabilities."""
    each = gathered(
        frames["Disabilities"].with_columns(_child()),
        "key",
        "each",
        element("Disability", pl.col("Disability")),
    )
    inside = each.select("key", inside=group("Disabilities", [pl.col("each")]))
    rows = frames["ChildCharacteristics"].with_columns(_child())
    rows = rows.join(inside, on="key", how="left", maintain_order="left")
    return gathered(rows, "key", "about", _group("ChildCharacteristics", [pl.col("inside").fill_null("")]))


def _needs(frames: Frames) -> pl.DataFrame:
    """Key → all episodes of need of a child."""
    with_factors = _joined(
        frames, "Assessments", "AssessmentFactorsList", ("LAchildID", "CINdetailsID", "AssessmentID")
    )
    with_reviews = _joined(frames, "ChildProtectionPlans", "Reviews", ("LAchildID", "CINdetailsID", "CPPID"))
    rows = frames["CINdetails"].with_columns(_key("LAchildID", "CINdetailsID"))
    for table in UNDER_A_NEED:
        whole = {**frames, "Assessments": with_factors, "ChildProtectionPlans": with_reviews}
        inside = [pl.col("inside").fill_null("")] if "inside" in whole[table].columns else []
        part = _under(table, whole, _key("LAchildID", "CINdetailsID"), inside)
        rows = rows.join(part, on="key", how="left", maintain_order="left")
    parts = [pl.col(table).fill_null("") for table in UNDER_A_NEED]
    return gathered(rows.with_columns(_child()), "key", "needs", _group("CINdetails", parts))


def _joined(frames: Frames, table: str, inner: str, ids: tuple[str, ...]) -> pl.DataFrame:
    """A table with what stands in each of its groups, as `inside`."""
    rows = frames[inner].with_columns(_key(*ids))
    if inner == "AssessmentFactorsList":
        factors = gathered(rows, "key", "each", element("AssessmentFactors", pl.col("AssessmentFactor")))
        inside = factors.select("key", inside=group(GROUPS[inner], [pl.col("each")]))
    else:
        inside = gathered(rows, "key", "inside", _group(inner))
    return (
        frames[table]
        .with_columns(_key(*ids))
        .join(inside, on="key", how="left", maintain_order="left")
        .drop("key")
    )


def _header(header: pl.DataFrame) -> str:
    def of(*names: str) -> list[pl.Expr]:
        return [element(name, pl.col(name)) for name in names]

    parts = [group("CollectionDetails", of(*COLLECTION)), group("Source", of(*SOURCE, *SOURCE_TOO))]
    written: str = header.select(group("Header", parts)).item()
    return written
