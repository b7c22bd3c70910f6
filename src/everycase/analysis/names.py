"""What people call a team and a worker, where the record holds only their ids beside a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from everycase.record.snapshot import Record

NO_TEAM = "No team"


@dataclass(frozen=True)
class Names:
    """Ids to names. An id that the record holds no name for stands for itself."""

    teams: Mapping[str, str] = field(default_factory=dict)
    workers: Mapping[str, str] = field(default_factory=dict)

    def team(self, column: str) -> pl.Expr:
        """The column's team ids as names; null where no team holds the case."""
        return pl.col(column).replace(dict(self.teams)).alias(column)

    def worker(self, column: str) -> pl.Expr:
        """The column's worker ids as names; null where nobody holds the case."""
        return pl.col(column).replace(dict(self.workers)).alias(column)

    def team_called(self, team_id: str | None) -> str:
        """One team's name."""
        return NO_TEAM if team_id is None else self.teams.get(team_id, team_id)


def names_in(record: Record) -> Names:
    """The names of teams and workers that a record holds."""
    return Names(
        teams=_told_apart(record, "teams", "team_id", "team_name"),
        workers=_told_apart(record, "workers", "worker_id", "full_name"),
    )


def _told_apart(record: Record, table: str, id_column: str, name_column: str) -> dict[str, str]:
    """Id → name; where two have one name, each carries its id, so that neither is taken for the other."""
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
