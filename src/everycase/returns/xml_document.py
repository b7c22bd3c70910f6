"""A return's XML by its tags: the groups of elements that are rows, and the values in each."""

from __future__ import annotations

from collections.abc import Callable, Collection

import polars as pl

from everycase.returns.problems import Problem
from everycase.returns.tables import ReturnTable
from everycase.returns.xml_elements import Elements

MOST_LISTED = 1_000
"""Repeated elements listed one by one; a file with more is broken in a way that a few show."""


class Document:
    """The elements of one file by tag, and what in them has no place or stands twice (`problems`).

    known_in: the tags that may stand in an element with a given tag; None where any may.
    """

    def __init__(
        self, name: str, elements: Elements, known_in: Callable[[str], Collection[str] | None]
    ) -> None:
        self.name = name
        self.elements = elements.frame
        self.problems: list[Problem] = [*elements.problems, *_strangers(name, elements.frame, known_in)]
        parts = elements.frame.partition_by("tag", as_dict=True, maintain_order=True)
        self._values: dict[str, pl.DataFrame] = {}
        self._by_tag = {str(tag): frame for (tag,), frame in parts.items()}

    def of(self, tag: str) -> pl.DataFrame:
        """The elements with this tag, in order."""
        return self._by_tag.get(tag, self.elements.clear())

    def within(self, tag: str) -> pl.DataFrame:
        """The elements, whatever their tags, directly in those with this tag; in order."""
        return self.elements.filter(pl.col("parent").is_in(self.of(tag)["element"].implode()))

    def groups(self, tag: str, around: str) -> pl.DataFrame:
        """The elements with this tag: `element`, `line`, and the row around each under the name `around`."""
        return self.of(tag).select("element", "line", pl.col("parent").alias(around))

    def filled(self, rows: pl.DataFrame, table: ReturnTable) -> pl.DataFrame:
        """`rows` (`element`, and columns already known) with the text of the elements in each."""
        for column in table.columns:
            if column.name not in rows.columns:
                values = self.values(column.tag, column.name)
                rows = rows.join(values, on="element", how="left", maintain_order="left")
        return rows

    def values(self, tag: str, name: str = "") -> pl.DataFrame:
        """The text of the `tag` in each `element` around one, as `name`; the first where two stand there."""
        if tag not in self._values:
            leaves = self.of(tag)
            again = ~leaves["parent"].is_first_distinct()
            if again.any():
                self.problems += [
                    _repeated(self.name, tag, text, line)
                    for text, line in leaves.filter(again)
                    .select("text", "line")
                    .head(MOST_LISTED)
                    .iter_rows()
                ]
                leaves = leaves.filter(~again)
            self._values[tag] = leaves.select(pl.col("parent").alias("element"), "text")
        return self._values[tag].rename({"text": name or tag})


def _strangers(
    name: str, elements: pl.DataFrame, known_in: Callable[[str], Collection[str] | None]
) -> list[Problem]:
    """Elements that the return has no place for, each kind once."""
    around = elements["tag"].gather(elements["parent"]).alias("around")
    kinds = (
        elements.select("tag", around, "line")
        .drop_nulls("around")
        .group_by("around", "tag", maintain_order=True)
        .agg(pl.col("line").first(), pl.len())
    )
    return [
        Problem(
            file=name,
            sheet=around,
            row=line,
            column=tag,
            kind="extra column",
            found=f"{tag} in {around}, {count:,} times" if count > 1 else f"{tag} in {around}",
            expected=", ".join(sorted(known)) or "nothing in it",
            says=f"The return has no element {tag} in {around}; what is in it was not read.",
        )
        for around, tag, line, count in kinds.iter_rows()
        if (known := known_in(around)) is not None and tag not in known
    ]


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
