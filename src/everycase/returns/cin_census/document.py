"""A census as its elements: which may stand where, and the values in each group of them."""

from __future__ import annotations

import polars as pl

from everycase.returns.cin_census.tables import TABLES
from everycase.returns.problems import Problem
from everycase.returns.tables import ReturnTable

# Where each element may stand: its own tag under the tag around it.
_HELD = {
    "Message": {"Header", "Children"},
    "Header": {"CollectionDetails", "Source", "Content"},
    "CollectionDetails": {"Collection", "Year", "ReferenceDate"},
    "Source": {"SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime"},
    "Content": {"CBDSLevels"},
    "CBDSLevels": {"CBDSLevel"},
    "Children": {"Child"},
    "Child": {"ChildIdentifiers", "ChildCharacteristics", "CINdetails"},
    "ChildCharacteristics": {"Disabilities"},
    "Disabilities": {"Disability"},
    "CINdetails": {
        "Assessments",
        "CINPlanDates",
        "Section47",
        "ChildProtectionPlans",
        "PreProceedingsandFGDM",
    },
    "Assessments": {"FactorsIdentifiedAtAssessment"},
    "FactorsIdentifiedAtAssessment": {"AssessmentFactors", "AssessmentFactor"},
    "ChildProtectionPlans": {"Reviews"},
}

MOST_LISTED = 1_000
"""Repeated elements listed one by one; a file with more is broken in a way that a few show."""


class Document:
    """The elements of one census (see `xml_elements.Elements.frame`), and the same by tag."""

    def __init__(self, name: str, elements: pl.DataFrame) -> None:
        self.name = name
        self.elements = elements
        self.problems: list[Problem] = strangers(name, elements)
        parts = elements.partition_by("tag", as_dict=True, maintain_order=True)
        self._by_tag = {str(tag): frame for (tag,), frame in parts.items()}

    def of(self, tag: str) -> pl.DataFrame:
        """The elements with this tag, in order."""
        return self._by_tag.get(tag, self.elements.clear())

    def groups(self, tag: str, around: str) -> pl.DataFrame:
        """The elements with this tag: `element`, `line`, and the row around each under the name `around`."""
        return self.of(tag).select("element", "line", pl.col("parent").alias(around))

    def filled(self, rows: pl.DataFrame, table: ReturnTable) -> pl.DataFrame:
        """`rows` (`element`, and columns already known) with the text of the elements in each."""
        for column in table.columns:
            if column.submitted and column.kind != "list" and column.name not in rows.columns:
                rows = rows.join(self.values(column.name), on="element", how="left", maintain_order="left")
        return rows

    def values(self, tag: str) -> pl.DataFrame:
        """The text of the `tag` in each `element` around one; the first where it stands there twice."""
        leaves = self.of(tag)
        again = leaves["parent"] == leaves["parent"].shift()
        if again.any():
            self.problems += [
                _repeated(self.name, tag, text, line)
                for text, line in leaves.filter(again).select("text", "line").head(MOST_LISTED).iter_rows()
            ]
            leaves = leaves.unique("parent", keep="first", maintain_order=True)
        return leaves.select(pl.col("parent").alias("element"), pl.col("text").alias(tag))


def strangers(name: str, elements: pl.DataFrame) -> list[Problem]:
    """Elements that the census has no place for, each kind once."""
    around = elements["tag"].gather(elements["parent"]).alias("around")
    kinds = (
        elements.select("tag", around, "line")
        .group_by("around", "tag", maintain_order=True)
        .agg(pl.col("line").first(), pl.len())
    )
    return [
        _stranger(name, around, tag, line, count)
        for around, tag, line, count in kinds.iter_rows()
        if around is not None and tag not in known_in(around)
    ]


def known_in(around: str) -> set[str]:
    """Tags that may stand in the element `around`."""
    own = {tag for table in TABLES.values() if table.group == around for tag in table.submitted}
    return own | _HELD.get(around, set())


def _stranger(name: str, around: str, tag: str, line: int, count: int) -> Problem:
    return Problem(
        file=name,
        sheet=around,
        row=line,
        column=tag,
        kind="extra column",
        found=f"{tag} in {around}, {count:,} times" if count > 1 else f"{tag} in {around}",
        expected=", ".join(sorted(known_in(around))) or "nothing in it",
        says=f"The census has no element {tag} in {around}; what is in it was not read.",
    )


def _repeated(name: str, tag: str, text: str | None, line: int) -> Problem:
    return Problem(
        file=name,
        row=line,
        column=tag,
        kind="duplicate",
        found=text or "",
        expected=f"one {tag}",
        says=f"{tag} stands more than once in the same place; the first was read.",
    )
