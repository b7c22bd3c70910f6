"""What the record implies across children and tables: who is like whom, and what names nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from everycase.record.schema import STORED

Read = Callable[[str], pl.DataFrame]

PARENTS = ("referrals", "section_47_enquiries", "initial_conferences", "child_protection_plans")
"""Tables whose rows other tables name by id."""


def naming() -> Iterator[tuple[str, str, str]]:
    """Every (table, field, parent table) in which a row names a row of PARENTS."""
    for name, table in STORED.items():
        for column, fld in table.fields().items():
            if fld.refers_to in PARENTS:
                yield name, column, fld.refers_to


def likenesses(read: Read) -> pl.DataFrame:
    """A row for each child, set against the others."""
    children = read("children")
    names = [pl.col("born_on"), *_letters()]
    alike = children.select("child", "child_id", "key", "sources", "first_seen")
    for prefix, parts in (("upn", [pl.col("upn")]), ("name", names)):
        alike = alike.join(_shared(children, parts, prefix), on="child", how="left")
    return alike.join(_unlinked(read), on="child", how="left")


def _letters() -> list[pl.Expr]:
    surname = pl.col("surname").str.strip_chars().str.to_lowercase()
    return [surname, pl.col("forename").str.strip_chars().str.to_lowercase().str.slice(0, 3)]


def _shared(children: pl.DataFrame, parts: list[pl.Expr], prefix: str) -> pl.DataFrame:
    """Child → how many children have the same values, and their ids; no row where a value is missing."""
    same = [part.alias(f"same.{n}") for n, part in enumerate(parts)]
    valued = children.select("child", "child_id", *same).drop_nulls()
    groups = [column for column in valued.columns if column.startswith("same.")]
    together = valued.group_by(groups).agg(
        pl.col("child"),
        pl.len().cast(pl.Int64).alias(f"{prefix}_children"),
        pl.col("child_id").sort().str.join(", ").alias(f"{prefix}_shared_by"),
    )
    return together.drop(groups).explode("child")


def _unlinked(read: Read) -> pl.DataFrame:
    """Child → other children with an open case at the same place whom no family record joins to this one.

    Children without an open case, or at no known place, have no row. No file of families: no row at all,
    since then no child could be linked.
    """
    families = read("families").select("child", "family_id").drop_nulls()
    open_now = read("open_cases").filter(pl.col("closed_on").is_null()).select("child").unique()
    if families.is_empty():
        open_now = open_now.clear()
    places = pl.concat([_homes(read), _by_mother(read)]).join(open_now, on="child", how="semi").unique()
    alone = pl.format("child {}", "child")
    grouped = places.join(families, on="child", how="left").with_columns(
        family=pl.coalesce("family_id", alone)
    )
    counted = grouped.with_columns(
        there=pl.col("child").n_unique().over("place"),
        mine=pl.col("child").n_unique().over("place", "family"),
    )
    by_place = counted.group_by("child", "place").agg(apart=pl.col("there").first() - pl.col("mine").max())
    return by_place.group_by("child").agg(unlinked=pl.col("apart").max().cast(pl.Int64))


def _homes(read: Read) -> pl.DataFrame:
    current = read("addresses").filter(pl.col("to_on").is_null() & pl.col("postcode").is_not_null())
    postcode = pl.col("postcode").str.replace_all(" ", "").str.to_uppercase()
    return current.select("child", pl.format("postcode {}", postcode).alias("place"))


def _by_mother(read: Read) -> pl.DataFrame:
    mothers = read("mothers").filter(pl.col("mother_id").is_not_null())
    return mothers.select("child", pl.format("mother {}", "mother_id").alias("place"))


def broken_links(read: Read) -> pl.DataFrame:
    """A row for each child: rows that name a parent row, or a worker, that isn't there."""
    children = read("children").select("child", "child_id", "key", "sources", "first_seen")
    loose = pl.concat([_loose(read, *link) for link in naming()])
    counted = loose.group_by("child").agg(
        pl.len().cast(pl.Int64).alias("rows_without_parent"), pl.col("example").sort().first()
    )
    every = children.join(counted, on="child", how="left").with_columns(
        pl.col("rows_without_parent").fill_null(0)
    )
    return _with_unknown_workers(every, read)


def _loose(read: Read, table: str, column: str, parent: str) -> pl.DataFrame:
    """Rows of one table whose parent isn't there; none where no file holds the parents at all."""
    parent_id = STORED[parent].key_field()
    parents = read(parent).select("child", pl.col(parent_id).alias(column)).drop_nulls()
    rows = read(table).filter(pl.col(column).is_not_null())
    if parents.is_empty():
        rows = rows.clear()
    words = f"{table.replace('_', ' ')} row {{}} names {parent.replace('_', ' ')} {{}}"
    loose = rows.join(parents, on=["child", column], how="anti")
    return loose.select("child", pl.format(words, "key", column).alias("example"))


def _with_unknown_workers(every: pl.DataFrame, read: Read) -> pl.DataFrame:
    listed = read("workers").filter(pl.col("worker_id").is_not_null())
    workers = listed.select("worker_id")
    if workers.is_empty():
        nothing = pl.lit(None, dtype=pl.Int64).alias("unknown_workers")
        return every.with_columns(nothing, pl.lit(None, dtype=pl.String).alias("unknown_worker"))
    # Only a file with a list of workers can name one who isn't in it.
    with_list = listed.select(pl.col("sources").bitwise_or()).item()
    beside_list = (pl.col("sources") & pl.lit(with_list, dtype=pl.UInt32)) != 0
    named = pl.col("worker_id").is_not_null() & beside_list
    used = read("involvements").filter(named).select("child", "worker_id").unique()
    unknown = (
        used.join(workers, on="worker_id", how="anti")
        .group_by("child")
        .agg(
            pl.len().cast(pl.Int64).alias("unknown_workers"),
            pl.col("worker_id").sort().first().alias("unknown_worker"),
        )
    )
    return every.join(unknown, on="child", how="left").with_columns(pl.col("unknown_workers").fill_null(0))
