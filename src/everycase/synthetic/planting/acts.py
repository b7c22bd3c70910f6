"""The kinds of act by which a record is made weak. Each says where it can happen, and does it.

`candidates` gives a row for each place: CHOSEN, and nothing changed. `carry_out` does it for those chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import polars as pl

from everycase.record.schema import STORED, events
from everycase.record.schema.fields import Format
from everycase.synthetic.planting.ground import Ground, date_of

Board = dict[str, pl.DataFrame]
"""The tables as planted so far."""

CHOSEN: Mapping[str, pl.DataType] = {
    "child_id": pl.String(),
    "row_id": pl.String(),  # the row that it is done to
    "since": pl.Date(),  # answers from this day on are lost
    "again_on": pl.Date(),  # ... up to this day, on which one is made after all; null: for good
    "due_on": pl.Date(),
    "done_on": pl.Date(),
    "what": pl.String(),
}

OVERDUE, LATE, NOT_DONE, TOO_SOON, WRONG = "overdue", "met late", "not done", "too soon", "wrong"
OVER_LIMIT = "over its limit"
"""Of an average, which is past its limit as a whole."""
COUNCIL = "council"
"""Whose an average is: it is of no one child."""
EVERYTHING = "everything"
"""What an act touches that would upset any other act on the same child."""


class Act(Protocol):
    """One way of breaking one standard."""

    @property
    def standard(self) -> str:
        """The id of the standard that it breaks."""

    @property
    def answerable(self) -> bool:
        """Whether it can be put right by doing, late, what was not done; else by mending the record."""

    @property
    def needs(self) -> tuple[str, ...]:
        """Kinds of event that a file must hold for the weakness to show."""

    @property
    def relatives(self) -> bool:
        """Whether the child's brothers and sisters are found with the child."""

    @property
    def pairs(self) -> bool:
        """Whether it takes two children, both of whom are found."""

    @property
    def found_of(self) -> str:
        """The team's id (or COUNCIL), for what is found of no one child; else empty."""

    @property
    def touches(self) -> frozenset[str]:
        """Tables and kinds of event that it changes or relies on."""

    @property
    def changes(self) -> frozenset[str]:
        """Those of them that it changes."""

    @property
    def reads(self) -> tuple[str, ...]:
        """Other tables that a file must hold for the weakness to show."""

    @property
    def parts(self) -> tuple[frozenset[Format], ...]:
        """The formats that hold each of the things that show it."""

    @property
    def hidden_from(self) -> frozenset[Format]:
        """Formats that hold all of them and can't show it."""

    def candidates(self, ground: Ground) -> pl.DataFrame:
        """Where it can be done: CHOSEN."""

    def fewest(self, ground: Ground, /) -> int:
        """Of how many children it must be done, to show at all."""

    def carry_out(self, board: Board, chosen: pl.DataFrame) -> None:
        """Do it where it was chosen to be done."""


@dataclass(frozen=True, kw_only=True)
class Common:
    """What every kind of act has."""

    standard: str
    alone: bool = False
    """It upsets any other act on the child: the child is kept for it."""
    needs: tuple[str, ...] = ()
    """Kinds of event without which a file can't tell."""
    reads: tuple[str, ...] = ()
    """Other tables that a file must hold for the weakness to show."""
    minds: tuple[str, ...] = ()
    """Other tables that must stay as they are."""
    relatives: bool = False
    """Brothers and sisters are found with the child."""
    pairs: bool = False
    """It takes two children, and both are found."""
    hidden_from: frozenset[Format] = frozenset()
    """Formats that hold the fields but can't show the weakness."""
    shown_in: frozenset[Format] = frozenset()
    """Formats that show it though they hold only some of the fields."""

    @property
    def answerable(self) -> bool:
        """Whether it can be put right by doing, late, what was not done; else by mending the record."""
        return False

    @property
    def found_of(self) -> str:
        """The team's id (or COUNCIL), for what is found of no one child; else empty."""
        return ""

    def fewest(self, _ground: Ground, /) -> int:
        """Of how many children it must be done, to show at all."""
        return 1

    @property
    def claim(self) -> frozenset[str]:
        """Marks a child as kept for this act."""
        return frozenset({EVERYTHING}) if self.alone else frozenset()

    @property
    def extra(self) -> frozenset[str]:
        """Marks a child as kept for this act, or what else must stay as it is."""
        return frozenset({EVERYTHING, *self.minds}) if self.alone else frozenset(self.minds)


def formats_of(source: str, *names: str) -> frozenset[Format]:
    """Formats that hold these fields of a table, its child included; events are in the file of events."""
    if source not in STORED or source == "events":
        return frozenset({Format.EVENTS})
    fields = STORED[source].fields()
    wanted = [fields[name] for name in ("child_id", *names) if name in fields and fields[name].held]
    return frozenset(Format).intersection(*(fld.held.keys() for fld in wanted)) if wanted else frozenset()


def _parts(act: Act) -> list[frozenset[Format]]:
    return [*act.parts, *(formats_of(source) for source in (*act.needs, *act.reads))]


def alone(act: Act) -> frozenset[Format]:
    """Formats that can each show it with no other file."""
    return frozenset(Format).intersection(*_parts(act)) - act.hidden_from


def with_events(act: Act) -> frozenset[Format]:
    """Formats that can each show it beside a file of events."""
    known = {fmt for fmt in Format if all(fmt in part or Format.EVENTS in part for part in _parts(act))}
    return frozenset(known) - act.hidden_from


def chosen_rows(rows: pl.DataFrame, **columns: pl.Expr) -> pl.DataFrame:
    """`rows` as CHOSEN, with the columns given and the rest empty."""
    return rows.select(
        columns.get(name, pl.col(name) if name in {"child_id", "row_id"} else pl.lit(None))
        .cast(kind)
        .alias(name)
        for name, kind in CHOSEN.items()
    )


def with_new_id(source: str, rows: pl.DataFrame, mark: str) -> pl.DataFrame:
    """Rows under ids that no other row has."""
    key = STORED[source].key_field() if source in STORED else ""
    return rows.with_columns(pl.format("{}{}", key, pl.lit(mark)).alias(key)) if key else rows


def table_of(source: str) -> str:
    """The table that holds a source: itself, or the events."""
    return source if source in STORED else events.name


def is_of(source: str) -> pl.Expr:
    """Whether a row of the source's table belongs to it: every row, or those of one kind of event."""
    return pl.lit(value=True) if source in STORED else pl.col("kind") == source


def append(board: Board, source: str, rows: pl.DataFrame) -> None:
    """Add rows to the table of a source; columns that they lack are empty."""
    table = table_of(source)
    whole = board[table]
    board[table] = pl.concat(
        [whole, rows.select(c for c in rows.columns if c in whole.columns)], how="diagonal_relaxed"
    )


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Rows that answer a clock, and how they are lost: dropped, or made not to count by `without`."""

    source: str
    where: pl.Expr | None = None
    without: Mapping[str, object] = field(default_factory=dict)
    on: str = ""
    """The field that dates them, where it isn't the table's own."""

    @property
    def day(self) -> str:
        """The field that dates them."""
        return self.on or date_of(self.source)

    def lost(self, board: Board, chosen: pl.DataFrame) -> pl.DataFrame:
        """Lose the answers from `since` on (and before `again_on`); gives the rows that were lost."""
        table, day = table_of(self.source), self.day
        spans = chosen.group_by("child_id").agg(pl.col("since").min(), pl.col("again_on").max())
        rows = board[table].join(spans, on="child_id", how="left", maintain_order="left")
        mine = is_of(self.source) if self.where is None else is_of(self.source) & self.where
        within = (pl.col(day) >= pl.col("since")) & (
            pl.col("again_on").is_null() | (pl.col(day) < pl.col("again_on"))
        )
        hit = (mine & within).fill_null(value=False)
        if self.without:
            kinds = STORED[table].columns()
            kept = rows.with_columns(
                pl.when(hit).then(pl.lit(value, dtype=kinds[name])).otherwise(name).alias(name)
                for name, value in self.without.items()
            )
        else:
            kept = rows.filter(~hit)
        board[table] = kept.drop("since", "again_on")
        return rows.filter(hit)


def answers(*sources: str) -> tuple[Answer, ...]:
    """Answers that are dropped, by table or kind of event."""
    return tuple(Answer(source=source) for source in sources)
