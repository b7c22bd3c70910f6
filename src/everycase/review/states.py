"""How each link of each clock stands: its state, how late it is, and why it can't be told.

Every clock's links are judged together, as one frame: hundreds of plans that say the same would each have
to be built and optimised.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from everycase import calendar

OBLIGATIONS: Mapping[str, pl.DataType] = {
    "standard": pl.String(),
    "child": pl.UInt32(),
    "subject": pl.String(),  # key of the row that started the clock, with its table
    "subject_on": pl.Date(),  # that row's own date
    "link": pl.Int32(),  # 1 for the first event of a chain
    "first_seen": pl.Date(),  # first extract that held the starting row
    "started_on": pl.Date(),
    "due_on": pl.Date(),
    "done_on": pl.Date(),
    "ended_on": pl.Date(),  # when the duty ended, if it has
    "state": pl.String(),
    "late": pl.Int32(),  # days late, in `unit`; null where not late
    "unit": pl.String(),  # working days or calendar days
    "approximate": pl.Boolean(),
    "reason": pl.String(),  # why it can't be told
}

LINKS: Mapping[str, pl.DataType] = {
    "standard": pl.String(),
    "child": pl.UInt32(),
    "subject": pl.String(),
    "subject_on": pl.Date(),
    "link": pl.Int32(),
    "first_seen": pl.Date(),
    "started_on": pl.Date(),
    "due_on": pl.Date(),
    "due_time": pl.Datetime("us"),  # for an allowance in hours that starts at a known time
    "done_on": pl.Date(),
    "done_time": pl.Datetime("us"),
    "stop": pl.Date(),  # when the duty ends, if it is known
    "applies": pl.Boolean(),  # null where that can't be told
    "first_maybe": pl.Date(),  # the first event that may or may not count
    "known_to": pl.Date(),  # the files hold every event from the start to this day
    "open": pl.Boolean(),  # nothing can have answered it that isn't in the files
    "stop_sure": pl.Boolean(),  # whether `stop` is the end, whatever the files lack
    "superseded": pl.Boolean(),  # a later start has taken its place, after it fell due
    "why": pl.String(),  # why the dates of the starting row can't be right
    "numbered": pl.Boolean(),  # it is certainly the link that its number says
    # What is the same for every link of a clock:
    "minimum": pl.Boolean(),  # not to be done before the due date
    "numbers_matter": pl.Boolean(),  # links after a certain one aren't meant
    "soon_by": pl.Date(),  # what is due by this day is due soon
    "unit": pl.String(),
    "approximate": pl.Boolean(),
    "in_hours": pl.Boolean(),
    "unheard_of": pl.Boolean(),  # no supplied file holds what would answer it
}
"""A link before it is judged, as `everycase.review.clocks` makes it."""

MET, MET_LATE, DUE, DUE_SOON, OVERDUE = "met", "met late", "due", "due soon", "overdue"
NOT_DONE, TOO_SOON, CANNOT_TELL = "not done", "too soon", "cannot tell"
STATES: Mapping[str, str] = {
    MET: "done by the due date",
    MET_LATE: "done, after the due date",
    DUE: "not yet due",
    DUE_SOON: "due within the days that the council set",
    OVERDUE: "not done, and the due date is past",
    NOT_DONE: "never done, and the duty has ended",
    TOO_SOON: "done before the least time had passed",
    CANNOT_TELL: "the files do not say",
}
WORKING, CALENDAR = "working days", "calendar days"


def judged(links: pl.DataFrame, as_of: date) -> pl.LazyFrame:
    """OBLIGATIONS of LINKS, but for duties that ended before they fell due."""
    today = pl.lit(as_of, dtype=pl.Date)
    state = pl.when("minimum").then(_minimum_state()).otherwise(_state(today))
    standing = links.lazy().with_columns(state.alias("state")).filter(pl.col("state").is_not_null())
    without_time = pl.col("due_time").is_null() | pl.col("done_time").is_null()
    told = standing.with_columns(
        pl.when(pl.col("stop") <= today).then("stop").alias("ended_on"),
        _late(today).alias("late"),
        pl.when("in_hours").then(without_time).otherwise("approximate").alias("approximate"),
        pl.when(pl.col("state") == CANNOT_TELL).then(_reason()).alias("reason"),
    )
    return told.select(pl.col(c).cast(t) for c, t in OBLIGATIONS.items())


def _minimum_state() -> pl.Expr:
    """What must not be done too early is done once: seen in time, it wasn't done before."""
    done, due = pl.col("done_on"), pl.col("due_on")
    perhaps = (pl.col("first_maybe") < due).fill_null(value=False)
    return (
        pl.when(done.is_null())
        .then(pl.lit(None, dtype=pl.String))
        .when(pl.col("applies").is_null())
        .then(pl.lit(CANNOT_TELL))
        .when(done < due)
        .then(pl.lit(TOO_SOON))
        .when(perhaps)
        .then(pl.lit(CANNOT_TELL))
        .otherwise(pl.lit(MET))
    )


def _state(today: pl.Expr) -> pl.Expr:
    """What is certain of a link. Null where the duty ends, undone, before it falls due."""
    done, due = pl.col("done_on"), pl.col("due_on")
    ended = (pl.col("stop") <= today).fill_null(value=False)
    in_time = pl.coalesce(pl.col("done_time") <= pl.col("due_time"), done <= due)
    maybe_in_time = (pl.col("first_maybe") <= due).fill_null(value=False)
    told_to_due = (pl.col("known_to") >= due).fill_null(value=False)
    late = pl.when(maybe_in_time | ~told_to_due).then(pl.lit(CANNOT_TELL)).otherwise(pl.lit(MET_LATE))
    waiting = pl.when(pl.col("soon_by") >= due).then(pl.lit(DUE_SOON)).otherwise(pl.lit(DUE))
    # What may be an earlier link, with a nearer limit, is late once this one's has passed, and never in time.
    sooner = ~pl.col("numbered")
    met = pl.when(~sooner).then(pl.lit(MET)).otherwise(pl.lit(CANNOT_TELL))
    waiting = pl.when(~sooner).then(waiting).otherwise(pl.lit(CANNOT_TELL))
    another = sooner & pl.col("numbers_matter")
    return (
        pl.when(done.is_null() & ~pl.col("stop_sure"))
        .then(pl.lit(CANNOT_TELL))
        .when(done.is_null() & (pl.col("stop") <= due) & ~pl.col("superseded"))
        .then(pl.lit(None, dtype=pl.String))
        .when(pl.col("applies").is_null() | due.is_null() | another)
        .then(pl.lit(CANNOT_TELL))
        .when(done.is_not_null())
        .then(pl.when(in_time).then(met).otherwise(late))
        .when(~pl.col("open"))
        .then(pl.lit(CANNOT_TELL))
        .when(ended)
        .then(pl.lit(NOT_DONE))
        .when(due < today)
        .then(pl.lit(OVERDUE))
        .otherwise(waiting)
    )


def _late(today: pl.Expr) -> pl.Expr:
    """Days from the due date of what is late to the day on which it was done, ended, or still is not."""
    due = pl.when(pl.col("state").is_in([MET_LATE, OVERDUE, NOT_DONE])).then("due_on")
    day = pl.coalesce("done_on", pl.min_horizontal("stop", today))
    working = calendar.working_days_between(due, day)
    return pl.when(pl.col("unit") == WORKING).then(working).otherwise((day - due).dt.total_days())


def _reason() -> pl.Expr:
    """Why a link can't be told, in words."""
    return (
        pl.when(pl.col("why").is_not_null())
        .then("why")
        .when("unheard_of")
        .then(pl.lit("no supplied file holds what would show it"))
        .when(pl.col("applies").is_null())
        .then(pl.lit("the files do not say whether it applies"))
        .when(pl.col("due_on").is_null())
        .then(pl.lit("the date of birth is not recorded"))
        .when(pl.col("first_maybe").is_not_null())
        .then(pl.lit("something was recorded, but not whether it counts"))
        .otherwise(pl.lit("it lies outside what the supplied files reach"))
    )
