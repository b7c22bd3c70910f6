"""Obligations: each clock applied to each event of each child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from everycase import calendar
from everycase.record.schema import children
from everycase.record.schema.fields import ANOTHER, Field
from everycase.record.schema.terms import Moment, Related, Span, Term, as_rows, lift
from everycase.review.chains import ANCHOR, LINK, NEXT, START, ends_of, known, links, told
from everycase.review.contradictions import why
from everycase.review.frames import APPLIES, CHILD, View, doubt, run, view_of, with_surely
from everycase.review.scene import Scene
from everycase.standards.council import Timing
from everycase.standards.language import LATER, Around, ByAge, Clock, Direction

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

EXCUSED = "~excused"
ONWARD = (Direction.BY, Direction.NOT_BEFORE)

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


def obligations(scene: Scene, clock: Clock, timing: Timing) -> pl.DataFrame:
    """Every obligation of one clock, with the columns of OBLIGATIONS."""
    return obligations_of(scene, [(clock, timing)])


def obligations_of(scene: Scene, clocks: Sequence[tuple[Clock, Timing]]) -> pl.DataFrame:
    """Every obligation of several clocks, run as one set of plans: what they share is done once."""
    begun = run([_starts(scene, clock) for clock, _ in clocks])
    plans = [
        _judged_chain(scene, clock, timing, starts)
        for (clock, timing), starts in zip(clocks, begun, strict=True)
        if starts.height
    ]
    judged = [frame for frame in run(plans) if frame.height]
    return pl.concat(judged, rechunk=True) if judged else pl.DataFrame(schema=dict(OBLIGATIONS))


def _judged_chain(scene: Scene, clock: Clock, timing: Timing, starts: pl.DataFrame) -> pl.LazyFrame:
    numbered = starts.with_columns(_looked_for_from(clock, timing)).with_row_index(START)
    if clock.each_its_own:
        numbered = _with_next_start(numbered, timing)
    chain = _same_row_chain(numbered, scene.as_of) if clock.same_row else _chain(scene, clock, numbered)
    begun = numbered.lazy().rename({"anchor": "subject_on", "from": "~from"})
    chain = _dated(chain.join(begun, on=START), clock, timing)
    chain = _answered_apart(chain) if clock.each_its_own else chain
    chain = _certainty(scene, clock, chain).with_columns(_numbered(clock).alias("~numbered"))
    judged = _judged(scene, clock, timing, chain.filter(_meant(clock) & _in_force(clock)))
    return judged.select(
        pl.lit(clock.id).alias("standard"),
        *(pl.col(c).cast(t) for c, t in OBLIGATIONS.items() if c != "standard"),
    )


def _starts(scene: Scene, clock: Clock) -> pl.LazyFrame:
    """One row for each event that starts the clock: child, key, anchor, stop, excuse, born, own end."""
    starts = pl.concat([_start(scene, clock, moment) for moment in clock.start_moments])
    begun = (pl.col("anchor") <= _last_start(scene, clock)) | pl.col("~why").is_not_null()
    starts = starts.filter(pl.col("anchor").is_not_null() & begun)
    if clock.in_force.since is not None and not clock.recurs:
        starts = starts.filter(pl.col("anchor") >= clock.in_force.since)
    if clock.in_force.until is not None:
        starts = starts.filter(pl.col("anchor") <= clock.in_force.until)
    return starts


def _last_start(scene: Scene, clock: Clock) -> pl.Expr:
    """A clock that counts back may start from a date to come; the others start with what has happened."""
    back = clock.direction in {Direction.BEFORE, Direction.AROUND}
    return pl.lit(scene.as_of) + pl.duration(days=400 if back else 0)


def _start(scene: Scene, clock: Clock, moment: Moment) -> pl.LazyFrame:
    terms = [t for t in (clock.until, clock.unless, _born(clock)) if t is not None]
    own = clock.end_moments[0].field if clock.same_row else None
    links_to = [clock.same[0]] if clock.same else []
    view = view_of(scene, as_rows(moment), [*terms, moment.day, *links_to])
    table = moment.field.table
    nothing = pl.lit(None, dtype=pl.Date)
    excused = clock.unless if clock.unless is not None else lift(False)  # noqa: FBT003 - nothing excuses it
    reads_stop = clock.until is not None and _readable(clock.until, view)
    rows = with_surely(scene, view.rows, excused, EXCUSED)
    if reads_stop and clock.until is not None:
        rows = with_surely(scene, rows, clock.until, "~sure_stop")
    wrong = _contradicts(scene, clock, moment, view)
    may_apply = ~pl.col(EXCUSED) & pl.col(APPLIES)
    return rows.select(
        wrong.alias("~why"),
        pl.col(CHILD).alias("child"),
        pl.concat_str(pl.lit(f"{table}/"), f"{table}.key").alias("subject"),
        pl.col(f"{table}.first_seen").alias("first_seen"),
        moment.day.build(scene).alias("anchor"),
        _time(scene, view, moment).alias("anchor_time"),
        (
            pl.when(wrong.is_null()).then(clock.until.build(scene))
            if reads_stop and clock.until is not None
            else nothing
        ).alias("stop"),
        _stop_told(scene, clock).alias("stop_told") if reads_stop else pl.lit(value=True).alias("stop_told"),
        (_stop_sure(scene, clock) if reads_stop else pl.lit(value=True)).alias("stop_sure"),
        (_ends_told(scene, clock) if reads_stop else pl.lit(value=True)).alias("ends_told"),
        (may_apply & pl.when(wrong.is_null()).then(may_apply)).alias("applies"),
        (pl.col("children.born_on") if view.has("children.born_on") else nothing).alias("born"),
        (pl.col(str(own)) if own is not None else nothing).alias("own_end"),
        (
            scene.supplied(own) | pl.col(str(own)).is_not_null() if own is not None else pl.lit(value=True)
        ).alias("own_known"),
        (pl.col(str(clock.same[0])) if clock.same else pl.lit(None)).cast(pl.String).alias("same"),
    ).filter(pl.col("applies").fill_null(value=True))


def _contradicts(scene: Scene, clock: Clock, moment: Moment, view: View) -> pl.Expr:
    """Why the dates of the starting row can't be right, where the clock rests on them; else null."""
    table = as_rows(moment).table
    own = clock.end_moments[0].field if clock.same_row else None
    dated = moment.field.name in {table.when, table.until} and clock.direction in ONWARD
    return why(scene, table, view.columns, own) if dated else pl.lit(None, dtype=pl.String)


def _stop_told(scene: Scene, clock: Clock) -> pl.Expr:
    """Whether an empty end means that the duty goes on: not where no file holds the end, or the age."""
    if clock.until is None or isinstance(clock.until, Field):
        return scene.supplied(clock.until) if clock.until is not None else pl.lit(value=True)
    by_age = any(fld is children.born_on for fld in clock.until.reads)
    return pl.col(str(children.born_on)).is_not_null() if by_age else pl.lit(value=True)


def _ends_told(scene: Scene, clock: Clock) -> pl.Expr:
    """Whether every other row that may end the duty, or end it sooner, is known."""
    told = [pl.col(f"{other.name}.none").is_not_null() for other in _ends_of_others(scene, clock)]
    return pl.all_horizontal(told) if told else pl.lit(value=True)


def _stop_sure(scene: Scene, clock: Clock) -> pl.Expr:
    """Whether the end that is known is the end, whatever the files lack.

    A later row than the latest known leaves an end that is told by another field where it is; an earlier
    one than the earliest may not.
    """
    if clock.until is None or not clock.until.related:
        return pl.lit(value=True)
    earliest = [doubt(other) for other in clock.until.related if other.how == "earliest"]
    stop = clock.until.build(scene)
    return pl.all_horizontal(stop.eq_missing(pl.col("~sure_stop")), *(~pl.col(name) for name in earliest))


def _ends_of_others(scene: Scene, clock: Clock) -> list[Related]:
    """Related rows that end the duty, where some file holds such an end: else nothing ends it so."""
    related = clock.until.related if clock.until is not None else ()
    return [other for other in related if other.of_one_row and _is_held(scene, other)]


def _is_held(scene: Scene, other: Related) -> bool:
    value = other.value
    return scene.reached(other.reach) and (not isinstance(value, Field) or scene.holds(value))


def _readable(term: Term, view: View) -> bool:
    """Whether the view has what the term reads: `until` may belong to one of several starts."""
    return bool(term.related) or all(view.has(str(fld)) for fld in term.reads if ANOTHER not in fld.table)


def _born(clock: Clock) -> Term | None:
    return children.born_on if isinstance(clock.within, ByAge) else None


def _time(scene: Scene, view: View, moment: Moment) -> pl.Expr:
    """The time of day beside the date; none where the duty counts from a later day than the row's own."""
    column = str(moment.field)
    if not view.has(f"{column}_time"):
        return pl.lit(None, dtype=pl.Datetime("us"))
    return pl.when(moment.day.build(scene) == pl.col(column)).then(f"{column}_time")


def _looked_for_from(clock: Clock, timing: Timing) -> pl.Expr:
    """The first day on which an event may answer the start."""
    anchor = pl.col("anchor")
    if isinstance(timing.within, Around):
        return timing.within.before.before(anchor).alias("from")
    if clock.direction is Direction.BEFORE:
        return (anchor - pl.duration(days=clock.looks_back)).alias("from")
    return (anchor if clock.same_day_counts else anchor + pl.duration(days=1)).alias("from")


def _with_next_start(starts: pl.DataFrame, timing: Timing) -> pl.DataFrame:
    """Adds ~next_start: the child's first start after the due date, which later events answer."""
    dated = starts.with_columns(_due(timing.within, pl.col("anchor"), before=False).alias("~by"))
    certain = starts.filter(pl.col("applies") & pl.col("~why").is_null())
    later = certain.select("child", pl.col("anchor").alias("~next_start")).sort("~next_start")
    return (
        dated.sort("~by")
        .join_asof(
            later,
            left_on="~by",
            right_on="~next_start",
            by="child",
            strategy="forward",
            allow_exact_matches=False,
            check_sortedness=False,
        )
        .drop("~by")
    )


def _answered_apart(chain: pl.LazyFrame) -> pl.LazyFrame:
    """Takes from a start what answers a later one: its own duty ended, undone, on the day before that."""
    apart = (pl.col(NEXT) >= pl.col("~next_start")).fill_null(value=False)
    return chain.with_columns(
        pl.when(~apart).then(NEXT).alias(NEXT),
        pl.when(~apart).then("~next_time").alias("~next_time"),
        pl.when(apart).then(pl.col("~next_start") - pl.duration(days=1)).otherwise("stop").alias("stop"),
        apart.alias("~superseded"),
    )


def _same_row_chain(starts: pl.DataFrame, as_of: date) -> pl.LazyFrame:
    """One link a start, to the row's own end. An end dated in the future hasn't happened."""
    nothing = pl.lit(None, dtype=pl.Date)
    return starts.lazy().select(
        START,
        pl.lit(1, dtype=pl.Int32).alias(LINK),
        pl.col("anchor").alias(ANCHOR),
        pl.when(pl.col("own_end") <= as_of).then("own_end").alias(NEXT),
        pl.lit(None, dtype=pl.Datetime("us")).alias("~next_time"),
        nothing.alias("~first_maybe"),
        nothing.alias("~last_maybe"),
    )


def _chain(scene: Scene, clock: Clock, starts: pl.DataFrame) -> pl.LazyFrame:
    ends = ends_of(scene, clock.end_moments, str(clock.same[1]) if clock.same else "")
    chain = links(starts, ends, recurs=clock.recurs, by_same=clock.same is not None)
    return chain if clock.links.last is None else chain.filter(pl.col(LINK) <= clock.links.last)


def _dated(chain: pl.LazyFrame, clock: Clock, timing: Timing) -> pl.LazyFrame:
    """Adds ~due, and ~due_time for an allowance in hours that starts at a known time."""
    back = clock.direction is Direction.BEFORE
    due = _due(timing.within, pl.col(ANCHOR), before=back)
    if clock.first_day_counts:
        due = _from_day_one(timing.within, back=back)
    hours = timing.within.count if isinstance(timing.within, Span) and timing.within.unit == "hours" else None
    due_time = pl.col("anchor_time") + pl.duration(hours=hours) if hours is not None else pl.lit(None)
    first = pl.when(pl.col(LINK) == 1).then(due_time)
    return chain.with_columns(due.alias("~due"), first.cast(pl.Datetime("us")).alias("~due_time"))


def _from_day_one(within: Span | ByAge | Around, *, back: bool) -> pl.Expr:
    """The due date where the day of the start is day 1: a month from 1 March ends on 31 March."""
    day = pl.duration(days=1)
    if isinstance(within, Span) and within.unit in {"months", "years"}:
        return _due(within, pl.col(ANCHOR), before=back) - day
    return _due(within, pl.col(ANCHOR) - day, before=back)


def _due(within: Span | ByAge | Around, anchor: pl.Expr, *, before: bool) -> pl.Expr:
    if isinstance(within, Around):
        return within.after.after(anchor)
    if isinstance(within, Span):
        return within.before(anchor) if before else within.after(anchor)
    due = within.steps[-1][1].after(anchor)
    for (_, span), (next_age, _) in reversed(list(zip(within.steps, within.steps[1:], strict=False))):
        sooner = span.after(anchor)
        due = pl.when(calendar.age_on(pl.col("born"), sooner) < next_age).then(sooner).otherwise(due)
    return pl.when(pl.col("born").is_not_null()).then(due)


def _certainty(scene: Scene, clock: Clock, chain: pl.LazyFrame) -> pl.LazyFrame:
    to = pl.min_horizontal("stop", pl.lit(scene.as_of, dtype=pl.Date))
    if clock.same_row:
        told = pl.when("own_known").then(pl.lit(scene.as_of, dtype=pl.Date))
        return chain.with_columns(
            told.alias("~known_to"), pl.when("own_known").then(ANCHOR).alias("~known_since")
        )
    return known(scene, clock.end_moments, chain, to)


def _numbered(clock: Clock) -> pl.Expr:
    """Whether a link is certainly one that is meant: nothing before it is missing, or may not count.

    It matters where not every link is meant: of a later review nobody can say that it was the second.
    Of the links that are there the number is the least that it can be.
    """
    first, last = clock.links.first, clock.links.last
    if first == 1 or clock.links == LATER:
        return pl.lit(value=True)
    told_to = pl.col("~known_to").filter(pl.col(LINK) == 1).first().over(START)
    earlier = pl.col("~first_maybe").is_not_null() & (pl.col(LINK) < first)
    told = (told_to >= pl.col(ANCHOR)).fill_null(value=False) & ~earlier.any().over(START)
    return told if last is not None else told | (pl.col(LINK) >= first)


def _meant(clock: Clock) -> pl.Expr:
    """Links that the clock speaks of, or may: from the second seen on, where there may have been others."""
    may_be = ~pl.col("~numbered") & (pl.col(LINK) > 1)
    return (pl.col(LINK) >= clock.links.first) | (may_be & pl.lit(clock.links.last is None))


def _in_force(clock: Clock) -> pl.Expr:
    """Whether a link goes on when the limit is in force: a child in care since 2010 is visited today too."""
    since = clock.in_force.since
    if since is None or not clock.recurs:
        return pl.lit(value=True)
    return pl.col(NEXT).is_null() | (pl.col(NEXT) >= since)


def _judged(scene: Scene, clock: Clock, timing: Timing, chain: pl.LazyFrame) -> pl.LazyFrame:
    """Adds state, late, unit, reason; leaves out duties that ended before they fell due."""
    as_of = pl.lit(scene.as_of, dtype=pl.Date)
    state = _minimum_state() if clock.direction is Direction.NOT_BEFORE else _state(clock, timing, as_of)
    judged = chain.with_columns(state.alias("state"))
    judged = judged.filter(pl.col("state").is_not_null())
    day = pl.coalesce(NEXT, pl.min_horizontal("stop", as_of))
    counted = _late(timing.within, pl.col("~due"), day)
    unit = "working days" if _in_working_days(timing.within) else "calendar days"
    late = pl.col("state").is_in([MET_LATE, OVERDUE, NOT_DONE])
    return judged.select(
        "child",
        "subject",
        "subject_on",
        pl.col(LINK).alias("link"),
        "first_seen",
        pl.col(ANCHOR).alias("started_on"),
        pl.col("~due").alias("due_on"),
        pl.col(NEXT).alias("done_on"),
        pl.when(pl.col("stop") <= as_of).then("stop").alias("ended_on"),
        "state",
        pl.when(late).then(counted).alias("late"),
        pl.lit(unit).alias("unit"),
        _approximate(clock, timing).alias("approximate"),
        pl.when(pl.col("state") == CANNOT_TELL).then(_reason(scene, clock)).alias("reason"),
    )


def _minimum_state() -> pl.Expr:
    """What must not be done too early is done once: seen in time, it wasn't done before."""
    done, due = pl.col(NEXT), pl.col("~due")
    perhaps = (pl.col("~first_maybe") < due).fill_null(value=False)
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


def _state(clock: Clock, timing: Timing, as_of: pl.Expr) -> pl.Expr:
    """What is certain of a link. Null where the duty ends, undone, before it falls due."""
    done, due = pl.col(NEXT), pl.col("~due")
    fell_due = pl.col("~superseded") if clock.each_its_own else pl.lit(value=False)
    ended = (pl.col("stop") <= as_of).fill_null(value=False)
    last_day = pl.when(ended).then("stop").otherwise(as_of)
    in_time = pl.coalesce(pl.col("~next_time") <= pl.col("~due_time"), done <= due)
    maybe_in_time = (pl.col("~first_maybe") <= due).fill_null(value=False)
    told_to_due = (pl.col("~known_to") >= due).fill_null(value=False)
    late = pl.when(maybe_in_time | ~told_to_due).then(pl.lit(CANNOT_TELL)).otherwise(pl.lit(MET_LATE))
    soon = calendar.add_working_days(as_of, timing.due_soon) >= due
    certain_open = _certainly_open(clock, timing, last_day)
    waiting = pl.when(soon).then(pl.lit(DUE_SOON)).otherwise(pl.lit(DUE))
    # What may be an earlier link, with a nearer limit, is late once this one's has passed, and never in time.
    sooner = ~pl.col("~numbered")
    met = pl.when(~sooner).then(pl.lit(MET)).otherwise(pl.lit(CANNOT_TELL))
    waiting = pl.when(~sooner).then(waiting).otherwise(pl.lit(CANNOT_TELL))
    another = sooner if clock.links.last is not None else pl.lit(value=False)
    return (
        pl.when(done.is_null() & ~pl.col("stop_sure"))
        .then(pl.lit(CANNOT_TELL))
        .when(done.is_null() & (pl.col("stop") <= due) & ~fell_due)
        .then(pl.lit(None, dtype=pl.String))
        .when(pl.col("applies").is_null() | due.is_null() | another)
        .then(pl.lit(CANNOT_TELL))
        .when(done.is_not_null())
        .then(pl.when(in_time).then(met).otherwise(late))
        .when(~certain_open)
        .then(pl.lit(CANNOT_TELL))
        .when(ended)
        .then(pl.lit(NOT_DONE))
        .when(due < as_of)
        .then(pl.lit(OVERDUE))
        .otherwise(waiting)
    )


def _certainly_open(clock: Clock, timing: Timing, last_day: pl.Expr) -> pl.Expr:
    """Nothing can have answered the link that isn't in the files.

    A recurring duty is certainly late, too, where even an event on the last day that the files don't
    reach, or one that may not count, would have fallen due again by now.
    """
    goes_on = (pl.col("stop").is_not_null() | pl.col("stop_told")).fill_null(value=False)
    goes_on &= pl.col("ends_told")
    whole = (pl.col("~known_to") >= last_day) & pl.col("~last_maybe").is_null()
    whole = whole.fill_null(value=False)
    if not clock.links.recurs:
        return goes_on & whole
    unseen = pl.when(pl.col("~known_since") > pl.col(ANCHOR)).then("~known_since")
    at_best = pl.max_horizontal("~last_maybe", unseen)
    again = _due(timing.within, at_best, before=False) < last_day
    return goes_on & (whole | (pl.col("~known_since").is_not_null() & again).fill_null(value=False))


def _in_working_days(within: Span | ByAge | Around) -> bool:
    return isinstance(within, Span) and within.unit == "working days"


def _late(within: Span | ByAge | Around, due: pl.Expr, day: pl.Expr) -> pl.Expr:
    return (
        calendar.working_days_between(due, day) if _in_working_days(within) else (day - due).dt.total_days()
    )


def _approximate(clock: Clock, timing: Timing) -> pl.Expr:
    if clock.approximate:
        return pl.lit(value=True)
    in_hours = isinstance(timing.within, Span) and timing.within.unit == "hours"
    return pl.col("~due_time").is_null() | pl.col("~next_time").is_null() if in_hours else pl.lit(value=False)


def _reason(scene: Scene, clock: Clock) -> pl.Expr:
    """Why a link can't be told, in words."""
    missing = [m for m in clock.end_moments if not told(scene, m)]
    unreached = clock.same_row and scene.mask(clock.end_moments[0].field) == 0
    if unreached or len(missing) == len(clock.end_moments):
        return pl.coalesce("~why", pl.lit("no supplied file holds what would show it"))
    return (
        pl.when(pl.col("~why").is_not_null())
        .then("~why")
        .when(pl.col("applies").is_null())
        .then(pl.lit("the files do not say whether it applies"))
        .when(pl.col("~due").is_null())
        .then(pl.lit("the date of birth is not recorded"))
        .when(pl.col("~first_maybe").is_not_null())
        .then(pl.lit("something was recorded, but not whether it counts"))
        .otherwise(pl.lit("it lies outside what the supplied files reach"))
    )
