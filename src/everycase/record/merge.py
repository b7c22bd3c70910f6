"""The same fact from several files: merged by stated rules, disagreements listed.

The order of trust: the case system's own extract (SSD), then the CIN census, the looked-after
return (SSDA903), Ofsted's Annex A, and the council's events file. A row of a less trusted file is
the same as one of a more trusted file where they are of the same child and the same day, or, for
what happens on one day, a day apart. The more trusted value wins; an empty one is filled in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from everycase.record.ranks import RANK, ranked
from everycase.record.reading import PROBLEMS
from everycase.record.schema import STORED, Format, Kind, Table
from everycase.record.schema.fields import PROVENANCE

TRUST: Sequence[Format] = (
    Format.SSD,
    Format.CIN_CENSUS,
    Format.SSDA903,
    Format.ANNEX_A,
    Format.EVENTS,
)

SAME_BY: Mapping[str, tuple[str, ...]] = {
    "children": ("child_id",),
    "care_leavers": ("child_id",),
    "immunisations": ("child_id",),
    "disabilities": ("child_id", "disability"),
    "families": ("child_id", "family_id"),
    "mothers": ("child_id",),
    "involvements": ("child_id", "role", "worker_id", "from_on"),
    "workers": ("worker_id",),
    "teams": ("team_id",),
    "prospective_adopters": ("adopter_id",),
    "linked_identifiers": ("child_id", "kind", "value"),
    "health_checks": ("child_id", "kind", "checked_on"),
    "events": ("child_id", "kind", "happened_on"),
    "permanence": ("child_id",),
    "care_years": ("child_id", "year_ending"),
}
"""What makes two files' rows the same, where it isn't child and day."""

BY_ITS_END: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "involvements": (("child_id", "role", "worker_id", "to_on"),),
    "placements": (("child_id", "ended_on"),),
    "legal_statuses": (("child_id", "to_on"),),
    "care_episodes": (("child_id", "ended_on"), ("child_id", "entered_care_on")),
}
"""What makes a period whose start a file doesn't say the same as another's: first of all the same end."""

DAY_APART = frozenset(
    {
        "child_in_need_visits",
        "child_protection_visits",
        "care_visits",
        "child_protection_reviews",
        "care_reviews",
        "initial_conferences",
    }
)
"""Tables of things that happen on one day, which two files may date a day apart."""

FREE_TEXT = frozenset({Kind.TEXT, Kind.REFERENCE, Kind.FLAGS})


IDS: Mapping[str, pl.DataType] = {"theirs": pl.String(), "ours": pl.String()}
"""The id that a row had in a less trusted file, and the one that is kept."""


@dataclass(frozen=True)
class Merged:
    """A table's rows of every file. ids: IDS of rows that two files call differently. problems: PROBLEMS."""

    rows: pl.DataFrame
    ids: pl.DataFrame
    problems: pl.DataFrame


def merge(table: Table, frames: Sequence[pl.DataFrame]) -> Merged:
    """One frame of the rows of all `frames` (most trusted first), and what was found on the way.

    Each frame has the table's columns, with `sources` a single bit.
    """
    merged = Merged(frames[0], pl.DataFrame(schema=dict(IDS)), pl.DataFrame(schema=dict(PROBLEMS)))
    for frame in frames[1:]:
        found = _merge_two(table, merged.rows, frame)
        merged = Merged(
            found.rows, pl.concat([merged.ids, found.ids]), pl.concat([merged.problems, found.problems])
        )
    return merged


def under_kept_ids(
    tables: Mapping[str, pl.DataFrame], ids: Mapping[str, pl.DataFrame]
) -> dict[str, pl.DataFrame]:
    """`tables` with every row naming rows by the ids that were kept. ids: parent table → IDS.

    An id that is kept as well stands for its own row, whatever another file calls by it.
    """
    kept = {
        parent: known.join(tables[parent], left_on="theirs", right_on=STORED[parent].key_field(), how="anti")
        for parent, known in ids.items()
        if known.height
    }
    return {name: _renamed(name, frame, kept) for name, frame in tables.items()}


def _renamed(name: str, frame: pl.DataFrame, kept: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    parents = {column: fld.refers_to for column, fld in STORED[name].fields().items()}
    return frame.with_columns(
        pl.col(column).replace(kept[parent]["theirs"], kept[parent]["ours"])
        for column, parent in parents.items()
        if parent in kept
    )


def _merge_two(table: Table, base: pl.DataFrame, other: pl.DataFrame) -> Merged:
    """`base` with gaps filled from the same rows of `other`, and the rows that only `other` has."""
    base, other = base.with_row_index("~b"), other.with_row_index("~o")
    pairs = _pairs(table, base, other)
    theirs = _comparable(table, other)
    matched = base.join(pairs, on="~b", how="left").join(theirs, on="~o", how="left", suffix="~2")
    problems = _disagreements(table, matched)
    own = [c for c in table.columns() if c not in PROVENANCE]
    filled = matched.select(
        *(_filled(table, c) if f"{c}~2" in matched.columns else pl.col(c) for c in own),
        "child",
        "key",
        (pl.col("sources") | pl.col("sources~2").fill_null(0)).alias("sources"),
        "file",
        "row",
        "first_seen",
        pl.coalesce("unread", "unread~2"),
        "unseen_on",
    ).select(table.columns().keys())
    only = other.filter(~pl.col("~o").is_in(pairs["~o"].implode())).drop("~o").select(table.columns().keys())
    return Merged(pl.concat([filled, only]), _two_ids(table, matched), problems)


def _two_ids(table: Table, matched: pl.DataFrame) -> pl.DataFrame:
    """The ids of rows that both files have an id for, and not the same."""
    key = table.key_field()
    if not key or f"{key}~2" not in matched.columns:
        return pl.DataFrame(schema=dict(IDS))
    both = matched.filter(pl.col(key) != pl.col(f"{key}~2"))
    return both.select(theirs=f"{key}~2", ours=key).unique("theirs", keep="first", maintain_order=True)


def _filled(table: Table, column: str) -> pl.Expr:
    """The value, or where it is empty the other file's. Of a child born since, the expected date is past."""
    both = pl.coalesce(column, f"{column}~2")
    if (table.name, column) == ("children", "expected_on"):
        return pl.when(pl.col("born_on").is_null()).then(both).otherwise(column).alias(column)
    return both


def _pairs(table: Table, base: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """~b, ~o of the rows that are the same; each row in one pair at most."""
    same = SAME_BY.get(table.name) or (("child_id", table.when) if table.when else ("child_id",))
    comparable = _comparable(table, other)
    whole = [f.filter(pl.all_horizontal(pl.col(c).is_not_null() for c in same)) for f in (base, comparable)]
    mine, theirs = (ranked(table, frame, same) for frame in whole)
    pairs = (
        mine.select("~b", *same, RANK)
        .join(theirs.select("~o", *same, RANK), on=[*same, RANK], how="inner")
        .select("~b", "~o")
    )
    if table.name in BY_ITS_END:
        return _with_ends(table, base, comparable, pairs)
    if table.name not in DAY_APART:
        return pairs
    left = base.join(pairs, on="~b", how="anti").filter(pl.col(table.when).is_not_null())
    right = other.join(pairs, on="~o", how="anti").filter(pl.col(table.when).is_not_null())
    near = (
        left.select("~b", "child_id", table.when)
        .sort(table.when)
        .join_asof(
            right.select("~o", "child_id", table.when).sort(table.when),
            on=table.when,
            by="child_id",
            strategy="nearest",
            tolerance="1d",
            check_sortedness=False,
        )
    )
    near = near.filter(pl.col("~o").is_not_null()).unique("~o", keep="first", maintain_order=True)
    return pl.concat([pairs, near.select("~b", "~o")])


def _with_ends(table: Table, base: pl.DataFrame, other: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """`pairs`, and for periods of `other` without a start the child's last that ends as they do."""
    ordered = base.sort(table.when, nulls_last=False, maintain_order=True)
    for same in BY_ITS_END[table.name]:
        left = other.filter(pl.col(table.when).is_null()).join(pairs, on="~o", how="anti")
        free = ordered.join(pairs, on="~b", how="anti", maintain_order="left")
        last = free.unique(same, keep="last", maintain_order=True)
        found = left.select("~o", *same).join(last.select("~b", *same), on=same, nulls_equal=True)
        pairs = pl.concat([pairs, found.unique("~b", keep="first", maintain_order=True).select("~b", "~o")])
    return pairs


def _comparable(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` without starts that aren't their own.

    Annex A has a period of care as one row, which tells of the period's start and of its last episode.
    """
    if table.name != "care_episodes":
        return rows
    whole_period = pl.col("start_reason").is_null() & (pl.col("started_on") == pl.col("entered_care_on"))
    return rows.with_columns(pl.when(~whole_period.fill_null(value=False)).then("started_on"))


def _disagreements(table: Table, matched: pl.DataFrame) -> pl.DataFrame:
    """A problem for each field of which the two files say different things."""
    found = []
    for name, fld in table.fields().items():
        if fld.kind in FREE_TEXT or fld.unit == "key" or f"{name}~2" not in matched.columns:
            continue
        mine, theirs = pl.col(name), pl.col(f"{name}~2")
        rows = matched.filter(mine.is_not_null() & theirs.is_not_null() & (mine != theirs))
        if rows.height:
            found.append(_said(table, name, rows))
    return pl.concat([pl.DataFrame(schema=dict(PROBLEMS)), *found])


def _said(table: Table, name: str, rows: pl.DataFrame) -> pl.DataFrame:
    who = pl.col("child_id") if "child_id" in rows.columns else pl.lit(None, dtype=pl.String)
    kept, found = pl.col(name).cast(pl.String), pl.col(f"{name}~2").cast(pl.String)
    what = table.fields()[name].meaning.lower()
    return rows.select(
        pl.lit(table.name).alias("file"),
        pl.lit("").alias("sheet"),
        pl.lit(None, dtype=pl.UInt32).alias("row"),
        pl.lit(name).alias("column"),
        who.alias("child_id"),
        pl.lit("disagreement").alias("kind"),
        found.alias("found"),
        kept.alias("expected"),
        pl.format(
            "Two files disagree on {} of child {}: {} is kept, and {} was also found.",
            pl.lit(f"'{what}'"),
            who.fill_null("(none)"),
            kept,
            found,
        ).alias("says"),
    )
