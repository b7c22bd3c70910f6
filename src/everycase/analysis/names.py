"""What people call a team and a worker, where the record holds only their ids beside a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from everycase.record.names import told_apart
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
    return Names(teams=told_apart(record, "teams"), workers=told_apart(record, "workers"))
