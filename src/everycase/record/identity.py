"""Who is who: merged and re-numbered children, children named only elsewhere, keys that stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from everycase.record.ranks import RANK, ranked
from everycase.record.schema import STORED, Table

Tables = Mapping[str, pl.DataFrame]


def merges(several: Sequence[Tables]) -> tuple[Mapping[str, str], pl.DataFrame]:
    """Ids of records merged into others (old id → id now), and a problem for each.

    A linked identifier whose value is another child's id says that the other record is the same child.
    """
    known = pl.concat([_every_id(tables) for tables in several])
    old: dict[str, str] = {}
    for tables in several:
        if "linked_identifiers" in tables:
            links = tables["linked_identifiers"].filter(
                pl.col("value").is_in(known.implode()) & (pl.col("value") != pl.col("child_id"))
            )
            old |= dict(links.select("value", "child_id").sort("value").iter_rows())
    moves = _settled(old)
    return moves, _merge_problems(moves)


def moved(tables: Tables, moves: Mapping[str, str]) -> dict[str, pl.DataFrame]:
    """The tables with every row of a merged record under the child that it was merged into, a row a child."""
    done = dict(tables)
    if moves:
        child = pl.col("child_id").replace(dict(moves))
        done = {n: f.with_columns(child) if "child_id" in f.columns else f for n, f in tables.items()}
    if "children" in done:
        stays = ~tables["children"]["child_id"].is_in(list(moves))
        done["children"] = _one_row_each(done["children"], stays)
    return done


def _every_id(tables: Tables) -> pl.Series:
    ids = [
        frame["child_id"]
        for name, frame in tables.items()
        if "child_id" in frame.columns and name != "events"
    ]
    return pl.concat(ids).drop_nulls().unique() if ids else pl.Series([], dtype=pl.String)


def _settled(moves: dict[str, str]) -> dict[str, str]:
    """Each old id with the id at the end of its chain; ids that only lead back to themselves are left."""
    settled = {}
    for old, moved_to in moves.items():
        new, seen = moved_to, {old}
        while new in moves and new not in seen:
            seen.add(new)
            new = moves[new]
        if new not in seen:
            settled[old] = new
    return settled


def _one_row_each(children: pl.DataFrame, stays: pl.Series) -> pl.DataFrame:
    """A row a child: the first value of each field that isn't empty, rows of records that stay first.

    Two rows of one child would put every other row of the child in the record twice.
    """
    if children["child_id"].is_unique().all():
        return children
    rest = [c for c in children.columns if c != "child_id"]
    first = pl.concat([children.filter(stays), children.filter(~stays)])
    once = first.group_by("child_id", maintain_order=True).agg(pl.col(c).drop_nulls().first() for c in rest)
    return once.select(children.columns)


def repeated(tables: Tables, file: str) -> pl.DataFrame:
    """A problem for each child of whom one source's list of children has several rows."""
    rows = tables.get("children", STORED["children"].empty())
    several = rows["child_id"].drop_nulls().value_counts().filter(pl.col("count") > 1).sort("child_id")
    return several.select(
        pl.lit(file).alias("file"),
        pl.lit("").alias("sheet"),
        pl.lit(None, dtype=pl.UInt32).alias("row"),
        pl.lit("child_id").alias("column"),
        "child_id",
        pl.lit("duplicate").alias("kind"),
        pl.col("count").cast(pl.String).alias("found"),
        pl.lit("one row for each child").alias("expected"),
        pl.format(
            "Child {} has {} rows in the list of children: the first value of each field was kept.",
            "child_id",
            "count",
        ).alias("says"),
    )


def _merge_problems(moves: Mapping[str, str]) -> pl.DataFrame:
    rows = pl.DataFrame(
        {"child_id": list(moves.values()), "found": list(moves)},
        schema={"child_id": pl.String, "found": pl.String},
    )
    return rows.select(
        pl.lit("linked_identifiers").alias("file"),
        pl.lit("").alias("sheet"),
        pl.lit(None, dtype=pl.UInt32).alias("row"),
        pl.lit("value").alias("column"),
        "child_id",
        pl.lit("merged").alias("kind"),
        "found",
        pl.lit("one record for each child").alias("expected"),
        pl.format("Record {} was merged into {}: read as one child.", "found", "child_id").alias("says"),
    )


def with_keys(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with `key`: the row's own id where the system keeps ids; else child, day and rank."""
    id_field = "" if table.volatile_key else table.key_field()
    who = pl.col("child_id") if "child_id" in frame.columns else pl.lit("")
    day = pl.col(table.when).cast(pl.String) if table.when else pl.lit("")
    made = pl.format("{}@{}", who.fill_null("(no child)"), day.fill_null(""))
    own = pl.col(id_field) if id_field else pl.lit(None, dtype=pl.String)
    keyed = frame.with_columns(pl.coalesce(own, made).alias("key"))
    # One form about several children gives the same id with different persons: the key tells them apart.
    shared = pl.col("child_id").n_unique().over("key") if "child_id" in frame.columns else pl.lit(1)
    keyed = keyed.with_columns(
        pl.when((shared > 1) & own.is_not_null())
        .then(pl.format("{}@{}", "key", who))
        .otherwise("key")
        .alias("key")
    )
    rank = pl.col(RANK)
    key = pl.when(rank > 0).then(pl.format("{}#{}", "key", rank + 1)).otherwise("key")
    return ranked(table, keyed, ["key"]).with_columns(key.alias("key")).drop(RANK)


def numbered(tables: Tables) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """Every table with `child`, the child's number; children named only elsewhere are added, and listed."""
    known = tables["children"]
    everyone = _every_id(tables)
    missing = everyone.filter(~everyone.is_in(known["child_id"].implode())).sort()
    added = pl.DataFrame({"child_id": missing}).with_columns(pl.col("child_id").alias("key"))
    children = pl.concat([known, added], how="diagonal")
    others = _other_subjects(tables, children)
    numbers = pl.concat([children["child_id"], others]).to_frame("child_id").with_row_index("child")
    done = {}
    for name, frame in {**tables, "children": children}.items():
        person = next((c for c in ("child_id", "adopter_id") if c in frame.columns), None)
        if person:
            frame = frame.drop("child", strict=False)  # noqa: PLW2901
            frame = frame.join(numbers, left_on=person, right_on="child_id", how="left")  # noqa: PLW2901
        done[name] = frame
    return done, _orphans(missing)


def _other_subjects(tables: Tables, children: pl.DataFrame) -> pl.Series:
    """Ids of carers, adopters and homes, which the events table names where a child's id would stand."""
    events = tables.get("events", STORED["events"].empty())["child_id"]
    adopters = tables.get("prospective_adopters", STORED["prospective_adopters"].empty())["adopter_id"]
    several = pl.concat([events, adopters.alias("child_id")]).drop_nulls().unique()
    return several.filter(~several.is_in(children["child_id"].implode())).sort()


def _orphans(ids: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"child_id": ids}).select(
        pl.lit("children").alias("file"),
        pl.lit("").alias("sheet"),
        pl.lit(None, dtype=pl.UInt32).alias("row"),
        pl.lit("child_id").alias("column"),
        "child_id",
        pl.lit("orphan").alias("kind"),
        pl.col("child_id").alias("found"),
        pl.lit("a row for the child in the list of persons").alias("expected"),
        pl.format("Child {} has records and no row in the list of persons.", "child_id").alias("says"),
    )
