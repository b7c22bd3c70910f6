"""What workers and teams are called, for people to read."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from everycase.record.snapshot import Record

CALLED: Mapping[str, tuple[str, str]] = {
    "workers": ("worker_id", "full_name"),
    "teams": ("team_id", "team_name"),
}
"""Tables of those who have a name → the fields of the id and of the name."""


def told_apart(record: Record, table: str) -> dict[str, str]:
    """Id → name; where two have one name, each carries its id, so that neither is taken for the other."""
    id_column, name_column = CALLED[table]
    rows = (
        record.scan(table)
        .select(id=pl.col(id_column), name=pl.col(name_column).str.strip_chars())
        .filter(pl.col("id").is_not_null() & (pl.col("name") != ""))
        .unique("id", keep="first", maintain_order=True)
        .collect()
    )
    doubled = pl.col("name").is_duplicated()
    named = rows.with_columns(
        pl.when(doubled)
        .then(pl.concat_str("name", pl.lit(" ("), "id", pl.lit(")")))
        .otherwise("name")
        .alias("name")
    )
    return dict(named.iter_rows())
