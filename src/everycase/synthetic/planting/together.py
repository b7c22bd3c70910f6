"""Acts that show in several children's records taken together: an average past its limit, a team's habit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from everycase.calendar import add_working_days, working_days_between
from everycase.record.schema.fields import Format
from everycase.synthetic.planting.acts import (
    COUNCIL,
    OVER_LIMIT,
    WRONG,
    Board,
    Common,
    append,
    chosen_rows,
    formats_of,
)
from everycase.synthetic.planting.ground import Ground
from everycase.synthetic.planting.writing import Made

LAST_DAY = 45
"""The working day on which a heap of assessments is authorised: the last that is in time."""
A_HEAP = 12
"""Assessments in a heap: of fewer than ten the standard says nothing."""
FINISHING: Mapping[str, int] = {
    "assessment-submitted": -1,
    "assessment-signed-off": 0,
    "assessment-shared": 2,
}
"""Events by which an assessment is finished, and how many working days from its authorising."""
AROUND = timedelta(days=14)
"""No further than this from the day of authorising lie the events that finish the same assessment."""


@dataclass(frozen=True, kw_only=True)
class Average(Made):
    """Children in whom something took so long that the average of all is past its limit."""

    among: pl.Expr
    """Rows of the source that are in the average already."""
    what: str = OVER_LIMIT

    @property
    def found_of(self) -> str:
        """The council: an average is of no one child."""
        return COUNCIL

    def fewest(self, ground: Ground, /) -> int:
        """A third of those in the average already, and one: each takes 1,000 days, and the rest under 300."""
        return 1 + ground.rows(self.source).filter(self.among).height // 3


@dataclass(frozen=True, kw_only=True)
class Heap(Common):
    """A team that joins the council, whose every assessment is authorised on the last day in time."""

    team: str

    @property
    def found_of(self) -> str:
        """The team."""
        return self.team

    def fewest(self, _ground: Ground, /) -> int:
        """Enough for the standard to say anything."""
        return A_HEAP

    @property
    def touches(self) -> frozenset[str]:
        """Assessments, and the events by which they are finished."""
        return frozenset({"assessments", *FINISHING}) | self.extra

    @property
    def changes(self) -> frozenset[str]:
        """All that it touches."""
        return self.touches

    @property
    def parts(self) -> tuple[frozenset[Format], ...]:
        """Formats that hold an assessment's team, start and end."""
        return (formats_of("assessments", "team_id", "started_on", "authorised_on"),)

    def candidates(self, ground: Ground) -> pl.DataFrame:
        """A later assessment of an open case, counted from its own start, that took nearly as long."""
        rows = ground.rows("assessments").filter(pl.col("authorised_on").is_not_null())
        taken = working_days_between(pl.col("started_on"), pl.col("authorised_on"))
        first = pl.col("started_on").min().over("referral_id")
        going_on = pl.col("child.open") & (pl.col("authorised_on") + AROUND < ground.as_of)
        found = rows.filter((pl.col("started_on") > first) & taken.is_between(39, LAST_DAY - 1) & going_on)
        return chosen_rows(
            found,
            since=pl.col("authorised_on"),
            again_on=add_working_days(pl.col("started_on"), LAST_DAY),
            what=pl.lit(WRONG),
        )

    def carry_out(self, board: Board, chosen: pl.DataFrame) -> None:
        """Authorise each a few days later, by the new team, and move what finished it as well."""
        later = chosen.select("child_id", assessment_id="row_id", moved="again_on", was="since")
        mine = board["assessments"].join(
            later.drop("child_id"), on="assessment_id", how="left", maintain_order="left"
        )
        hit = pl.col("moved").is_not_null()
        board["assessments"] = mine.with_columns(
            authorised_on=pl.coalesce("moved", "authorised_on"),
            team_id=pl.when(hit).then(pl.lit(self.team)).otherwise("team_id"),
        ).drop("moved", "was")
        self._finish_later(board, later)
        append(board, "teams", pl.DataFrame({"team_id": [self.team], "team_name": [self.team]}))

    def _finish_later(self, board: Board, later: pl.DataFrame) -> None:
        events = board["events"].join(
            later.drop("assessment_id"), on="child_id", how="left", maintain_order="left"
        )
        near = pl.col("happened_on").is_between(pl.col("was") - AROUND, pl.col("was") + AROUND)
        for kind, count in FINISHING.items():
            hit = (near & (pl.col("kind") == kind)).fill_null(value=False)
            events = events.with_columns(
                happened_on=pl.when(hit)
                .then(add_working_days(pl.col("moved"), count))
                .otherwise("happened_on"),
                happened_on_time=pl.when(~hit).then("happened_on_time"),
            )
        board["events"] = events.drop("moved", "was")
