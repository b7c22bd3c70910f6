"""Where the council writes things down: rows of the record's tables, and events that no extract holds.

A column whose name begins with `_` is not part of the record. It says when a value became known, and is
what `cut` goes by.
"""

from __future__ import annotations

import polars as pl

from everycase.record.schema import STORED
from everycase.synthetic.workforce import Workforce

MANAGERS = frozenset(
    {
        "assessment-checkpoint",
        "assessment-signed-off",
        "audit-action-closed",
        "audit-signed-off",
        "closure-decided",
        "contact-decision",
        "distant-placement-approved",
        "early-help-manager-review",
        "manager-decision",
        "plan-signed-off",
        "referral-decision",
        "review-decisions-agreed",
        "section-20-review",
        "senior-review",
        "step-down-review",
        "strategy-discussion",
        "supervision",
        "supervision-note-finished",
    }
)
REVIEWING_OFFICERS = frozenset(
    {
        "midpoint-check",
        "review-decisions-sent",
        "review-record-finished",
        "review-record-sent",
        "reviewing-officer-appointed",
        "reviewing-officer-spoke-with-child",
    }
)
ADVISERS = frozenset(
    {
        "accommodation-judged",
        "adviser-visit",
        "home-grant-decided",
        "leaving-care-needs-assessed",
        "pathway-plan-reviewed",
        "pathway-plan-written",
        "staying-put-reviewed",
        "support-offer",
    }
)
EARLY_HELPERS = frozenset(
    {
        "early-help-assessment-completed",
        "early-help-first-visit",
        "early-help-plan-agreed",
        "early-help-review-held",
    }
)


def person(column: str = "child") -> pl.Expr:
    """A child's number as the case system writes it."""
    return (pl.col(column) + 1_000_000).cast(pl.String)


def number(column: str, start: int) -> pl.Expr:
    """A row's number as the case system writes it, those of each table from `start`."""
    return (pl.col(column) + start).cast(pl.String)


def flags(*codes: str) -> pl.Expr:
    """A set of codes, the same for every row."""
    return pl.lit(pl.Series([list(codes)], dtype=pl.List(pl.String))).first()


class Book:
    """Rows as they are written, table by table."""

    def __init__(self, workforce: Workforce, *, events: bool) -> None:
        self.workforce = workforce
        self.tables: dict[str, list[pl.DataFrame]] = {}
        self._events: list[pl.DataFrame] = []
        self._wants_events = events

    def add(self, table: str, rows: pl.DataFrame, **columns: pl.Expr) -> None:
        """Write `rows` into a table of the record: its fields by name, and `_` columns for the cut.

        Raises KeyError for a column that is neither.
        """
        written = rows.select(**columns)
        known = STORED[table].columns()
        strange = [name for name in written.columns if name not in known and not name.startswith("_")]
        if strange:
            raise KeyError(f"The table {table} has no {', '.join(strange)}.")
        self.tables.setdefault(table, []).append(written)

    def event(self, kind: str, rows: pl.DataFrame, on: pl.Expr | str, value: pl.Expr | None = None) -> None:
        """Something that happened to a child (column `child`) on a day; rows without the day are left out."""
        if not self._wants_events:
            return
        day = pl.col(on) if isinstance(on, str) else on
        said = pl.lit(None, dtype=pl.String) if value is None else value.cast(pl.String)
        happened = rows.select("child", kind=pl.lit(kind), happened_on=day, value=said)
        self._events.append(happened.filter(pl.col("happened_on").is_not_null()))

    def other_event(self, kind: str, rows: pl.DataFrame, who: str, on: pl.Expr | str, by: pl.Expr) -> None:
        """Something about a carer, an adopter, an adult or a home: their id is in column `who`."""
        if not self._wants_events:
            return
        day = pl.col(on) if isinstance(on, str) else on
        happened = rows.select(
            child_id=pl.col(who),
            kind=pl.lit(kind),
            happened_on=day,
            by=by,
            value=pl.lit(None, dtype=pl.String),
        )
        self.tables.setdefault("events", []).append(happened.filter(pl.col("happened_on").is_not_null()))

    def close(self) -> dict[str, pl.DataFrame]:
        """Every table of the record with its own fields in order, the `_` columns after them."""
        if self._events:
            self.tables.setdefault("events", []).append(self._signed(pl.concat(self._events)))
        return {name: self._whole(name) for name in STORED}

    def _signed(self, events: pl.DataFrame) -> pl.DataFrame:
        """Each event with who did it, by the kind of event."""
        hands = {
            "IRO": pl.col("kind").is_in(REVIEWING_OFFICERS),
            "ADVISER": pl.col("kind").is_in(ADVISERS),
            "EARLY HELP": pl.col("kind").is_in(EARLY_HELPERS),
        }
        rest = ~pl.any_horizontal(*hands.values())
        parts = [
            self.workforce.with_holder(events.filter(when), "happened_on", role)
            for role, when in {**hands, "ALLOCATED": rest}.items()
        ]
        manager = pl.format("{}900", pl.col("team_id").str.slice(1))
        by = pl.when(pl.col("kind").is_in(MANAGERS)).then(manager).otherwise("worker_id")
        return pl.concat(parts).select(
            child_id=person(), kind="kind", happened_on="happened_on", by=by, value="value"
        )

    def _whole(self, name: str) -> pl.DataFrame:
        table = STORED[name]
        fields = {
            column: kind
            for column, kind in table.columns().items()
            if column in table.fields() or column.endswith("_time")
        }
        written = self.tables.get(name)
        if not written:
            return pl.DataFrame(schema=fields)
        rows = pl.concat(written, how="diagonal_relaxed")
        own = [
            (pl.col(column) if column in rows.columns else pl.lit(None)).cast(kind).alias(column)
            for column, kind in fields.items()
        ]
        return rows.select(*own, *(column for column in rows.columns if column.startswith("_")))
