"""Who works with a child and who did, as the record's involvements have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from everycase.analysis.names import Names
from everycase.record.schema import involvements


@dataclass(frozen=True)
class Involved:
    """One worker's part in a case. told: whether any file would hold its end."""

    worker: str
    role: str
    team: str
    since: date | None
    until: date | None
    told: bool

    @property
    def now(self) -> bool:
        """Whether it goes on, as far as the files tell."""
        return self.until is None and self.told


def involved(rows: Mapping[str, pl.DataFrame], names: Names, supplied: Mapping[str, int]) -> list[Involved]:
    """Everybody's part in a child's case, the newest first. supplied: field → the sources that hold it."""
    table = involvements.name
    if table not in rows:
        return []
    newest_first = rows[table].sort("from_on", "to_on", descending=True, nulls_last=True)
    roles = involvements.role.codes
    ends = supplied.get("to_on", 0)
    return [
        Involved(
            names.workers.get(row["worker_id"], row["worker_id"]) or "Not recorded",
            roles.get(row["role"], row["role"]) or "Role not recorded",
            names.teams.get(row["team_id"], row["team_id"]) or "",
            row["from_on"],
            row["to_on"],
            bool(row["sources"] & ends) or row["to_on"] is not None,
        )
        for row in newest_first.iter_rows(named=True)
    ]
