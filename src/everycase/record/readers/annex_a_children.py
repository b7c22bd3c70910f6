"""One row a child out of ten lists that each repeat who the child is, and where the lists disagree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from everycase.record.readers.annex_a_lists import held_in
from everycase.record.readers.annex_a_tables import ListRead
from everycase.record.readers.problems import problems, together
from everycase.record.reading import PROBLEMS
from everycase.record.schema import children

# The lists in which a mistake is soonest put right come first: where two disagree, the first is believed.
BELIEVED = (8, 7, 6, 9, 10, 5, 4, 3, 2, 1)
FIELDS = ("sex", "ethnicity", "born_on", "disabled", "unaccompanied")
# What says less than another value of the same child, from broad to nothing. It is no disagreement.
_SAYS_LESS: Mapping[str, Sequence[str]] = {
    "sex": ("U",),
    "ethnicity": ("WHITE", "MIXED", "ASIAN", "BLACK", "REFU", "NOBT"),
}
_EITHER = ("unaccompanied",)
"""Fields that two lists ask differently (in the last 12 months, or ever): one yes is a yes."""


def one_a_child(lists: Sequence[ListRead], file: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every child in lists 1 to 10, once; and a problem for each child of whom they say different things.

    The frame has child_id, FIELDS as far as a list has them, file and row (of the list that is believed).
    """
    frames = [
        part.frame.with_columns(
            order=pl.lit(BELIEVED.index(read.sheet.of.number)), list=pl.lit(read.sheet.of.number)
        ).with_columns(sheet=pl.lit(read.sheet.sheet))
        for read in lists
        for part in read.parts
        if part.part.table.name == children.name
    ]
    if not frames:
        return pl.DataFrame(schema={"child_id": pl.String}), problems()
    rows = pl.concat(frames, how="diagonal").sort("order", "row", maintain_order=True)
    known = [name for name in FIELDS if name in rows.columns]
    once = rows.group_by("child_id", maintain_order=True).agg(pl.col("file", "row").first())
    for name in known:
        once = once.join(_believed(rows, name), on="child_id", how="left", maintain_order="left")
    return once, together(_disagreements(rows, name, file) for name in known if name not in _EITHER)


def _values(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """The field's values, those that say most first."""
    less = {value: rank + 1 for rank, value in enumerate(_SAYS_LESS.get(name, ()))}
    ranked = pl.col(name).cast(pl.String).replace_strict(less, default=0, return_dtype=pl.Int8)
    return rows.filter(pl.col(name).is_not_null()).with_columns(less=ranked)


def _believed(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    values = _values(rows, name).sort("less", "order", "row", maintain_order=True)
    pick = pl.col(name).any() if name in _EITHER else pl.col(name).first()
    return values.group_by("child_id", maintain_order=True).agg(pick)


def _disagreements(rows: pl.DataFrame, name: str, file: str) -> pl.DataFrame:
    """A problem for each child of whom lists say different things, with what each says."""
    value = pl.col(name).cast(pl.String).replace({"true": "yes", "false": "no"})
    said = pl.format("list {} says {}", "list", value)
    field = children.fields()[name]
    differ = (
        _values(rows, name)
        .filter(pl.col("less") == 0)
        .group_by("child_id", maintain_order=True)
        .agg(
            pl.col(name).n_unique().alias("different"),
            said.unique(maintain_order=True).str.join("; ").alias("found"),
            value.first().alias("taken"),
            pl.col("row", "sheet").first(),
        )
        .filter(pl.col("different") > 1)
    )
    sentence = pl.format(
        "{}: lists disagree on child {}, {}: {}; {} was taken",
        pl.lit(file),
        "child_id",
        pl.lit(field.meaning.lower()),
        "found",
        "taken",
    )
    return differ.select(
        pl.lit(file).alias("file"),
        "sheet",
        pl.col("row").cast(pl.UInt32),
        pl.lit(_header_of(name)).alias("column"),
        "child_id",
        pl.lit("disagreement").alias("kind"),
        "found",
        pl.lit("the same in every list").alias("expected"),
        sentence.alias("says"),
    ).select(PROBLEMS.keys())


def _header_of(name: str) -> str:
    return next(header for number in BELIEVED if (header := held_in(children, number).get(name)))


def with_unborn(rows: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """A date of birth after `as_of` is when an unborn child is expected."""
    if "born_on" not in rows.columns:
        return rows
    unborn = pl.col("born_on") > as_of
    return rows.with_columns(
        expected_on=pl.when(unborn).then("born_on"), born_on=pl.when(~unborn).then("born_on")
    )
