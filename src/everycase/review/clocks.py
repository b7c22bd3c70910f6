"""Obligations: each clock applied to each event of each child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from everycase import calendar
from everycase.record.schema import children
from everycase.record.schema.fields import ANOTHER, Field
from everycase.record.schema.terms import Moment, Related, Span, Term, as_rows, lift, years
from everycase.review.chains import ANCHOR, LINK, NEXT, START, Answers, Ends, gather_ends, known, links, told
from everycase.review.contradictions import why
from everycase.review.frames import APPLIES, CHILD, View, doubt, run, view_of, with_surely
from everycase.review.scene import Scene
from everycase.review.states import CALENDAR, LINKS, WORKING, judged
from everycase.standards.council import Timing
from everycase.standards.language import LATER, Around, ByAge, Clock, Direction

EXCUSED = "~excused"
ONWARD = (Direction.BY, Direction.NOT_BEFORE)


def obligations(scene: Scene, clock: Clock, timing: Timing) -> pl.DataFrame:
    """Every obligation of one clock, with the columns of OBLIGATIONS."""
    return obligations_of(scene, [(clock, timing)])


def obligations_of(scene: Scene, clocks: Sequence[tuple[Clock, Timing]]) -> pl.DataFrame:
    """Every obligation of several clocks, run as one set of plans: what they share is done once."""
    begun = run([_starts(scene, clock, timing) for clock, timing in clocks])
    started = [(*asked, starts) for asked, starts in zip(clocks, begun, strict=True) if starts.height]
    ends = gather_ends(scene, [_answers(clock) for clock, _, _ in started])
    plans = [_links(scene, *each, answered) for each, answered in zip(started, ends, strict=True)]
    every = pl.concat([pl.DataFrame(schema=dict(LINKS)), *(frame for frame in run(plans) if frame.height)])
    return run([judged(every, scene.as_of)])[0]


def _answers(clock: Clock) -> Answers:
    """Where to look for what answers a clock: nowhere, where the starting row itself says it."""
    return Answers(() if clock.same_row else clock.end_moments, str(clock.same[1]) if clock.same else "")


def _links(scene: Scene, clock: Clock, timing: Timing, starts: pl.DataFrame, ends: Ends) -> pl.LazyFrame:
    """The links of one clock, with what is certain of each (LINKS)."""
    if clock.each_its_own:
        starts = _with_next_start(starts, timing)
    chain = _same_row_chain(starts, scene.as_of) if clock.same_row else _chain(clock, starts, ends)
    begun = starts.lazy().rename({"anchor": "subject_on", "from": "~from"})
    chain = _dated(chain.join(begun, on=START), clock, timing)
    chain = _answered_apart(chain) if clock.each_its_own else chain
    chain = _certainty(scene, clock, chain).with_columns(_numbered(clock).alias("~numbered"))
    meant = chain.filter(_meant(clock) & _in_force(clock)).with_columns(
        _certainly_open(scene, clock, timing).alias("open"), *_terms(scene, clock, timing)
    )
    return meant.select(pl.col(COLUMNS.get(n, n)).cast(t).alias(n) for n, t in LINKS.items())


COLUMNS: Mapping[str, str] = {
    "link": LINK,
    "started_on": ANCHOR,
    "due_on": "~due",
    "due_time": "~due_time",
    "done_on": NEXT,
    "done_time": "~next_time",
    "first_maybe": "~first_maybe",
    "known_to": "~known_to",
    "numbered": "~numbered",
    "why": "~why",
}
"""What a chain calls columns of LINKS."""


def _terms(scene: Scene, clock: Clock, timing: Timing) -> list[pl.Expr]:
    """What is the same for every link of a clock."""
    within = timing.within
    unit = within.unit if isinstance(within, Span) else ""
    same = {
        "standard": clock.id,
        "minimum": clock.direction is Direction.NOT_BEFORE,
        "numbers_matter": clock.links.last is not None,
        "soon_by": calendar.working_days_after(scene.as_of, timing.due_soon),
        "unit": WORKING if unit == WORKING else CALENDAR,
        "approximate": bool(clock.approximate),
        "in_hours": unit == "hours" and not clock.approximate,
        "unheard_of": _unheard_of(scene, clock),
    }
    same |= {} if clock.each_its_own else {"superseded": False}
    return [pl.lit(value).alias(name) for name, value in same.items()]


def _starts(scene: Scene, clock: Clock, timing: Timing) -> pl.LazyFrame:
    """One row for each event that starts the clock: number, child, key, anchor, stop, excuse, own end."""
    starts = pl.concat([_start(scene, clock, moment) for moment in clock.start_moments])
    begun = (pl.col("anchor") <= _last_start(scene, clock)) | pl.col("~why").is_not_null()
    starts = starts.filter(pl.col("anchor").is_not_null() & begun)
    if clock.in_force.since is not None and not clock.recurs:
        starts = starts.filter(pl.col("anchor") >= clock.in_force.since)
    if clock.in_force.until is not None:
        starts = starts.filter(pl.col("anchor") <= clock.in_force.until)
    return starts.with_columns(_looked_for_from(clock, timing)).with_row_index(START)


def _last_start(scene: Scene, clock: Clock) -> pl.Expr:
    """A clock that counts back may start from a date to come; the others start with what has happened."""
    back = clock.direction in {Direction.BEFORE, Direction.AROUND}
    return pl.lit(scene.as_of) + pl.duration(days=400 if back else 0)


def _start(scene: Scene, clock: Clock, moment: Moment) -> pl.LazyFrame:
    terms = [t for t in (clock.until, clock.unless, _born(clock)) if t is not None] + _life(clock)
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
        _stop(scene, clock, wrong, reads_stop=reads_stop).alias("stop"),
        (_stop_told(scene, clock, moment) if reads_stop else pl.lit(value=True)).alias("stop_told"),
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


def _life(clock: Clock) -> list[Term]:
    """What of a child's life ends a duty that goes on until something does: the death, and growing up."""
    if clock.until is None:
        return []
    return [children.died_on, *([children.born_on] if clock.until_age is not None else [])]


def _stop(scene: Scene, clock: Clock, wrong: pl.Expr, *, reads_stop: bool) -> pl.Expr:
    """When the duty ends: the first of its own end, the child's death, and the age that it lasts to."""
    ends = [pl.col(str(children.died_on))] if clock.until is not None else [pl.lit(None, dtype=pl.Date)]
    if clock.until is not None and reads_stop:
        ends.append(pl.when(wrong.is_null()).then(clock.until.build(scene)))
    if clock.until_age is not None:
        ends.append(years(clock.until_age).after(pl.col(str(children.born_on))))
    return pl.min_horizontal(*ends)


def _stop_told(scene: Scene, clock: Clock, moment: Moment) -> pl.Expr:
    """Whether an empty end means that the duty goes on: not where no file of the day holds it, or the age."""
    if clock.until is None:
        return pl.lit(value=True)
    if isinstance(clock.until, Field):
        return scene.supplied(clock.until) | pl.col(str(clock.until)).is_not_null()
    by_age = any(fld is children.born_on for fld in clock.until.reads)
    # Of several ends one that no file holds, such as a placement's in Annex A, leaves the others to tell.
    told = [scene.of_the_day(f) | pl.col(str(f)).is_not_null() for f in _own_ends(clock.until, moment)]
    told += [pl.col(str(children.born_on)).is_not_null()] if by_age else []
    return pl.all_horizontal(told) if told else pl.lit(value=True)


def _own_ends(until: Term, moment: Moment) -> list[Field]:
    """The fields of the starting row that may end its duty."""
    table = as_rows(moment).table
    begins = {table.when, moment.field.name}
    return [fld for fld in until.reads if fld.table == table.name and fld.name not in begins]


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
        apart.alias("superseded"),
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


def _chain(clock: Clock, starts: pl.DataFrame, ends: Ends) -> pl.LazyFrame:
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


def _certainly_open(scene: Scene, clock: Clock, timing: Timing) -> pl.Expr:
    """Nothing can have answered the link that isn't in the files.

    A recurring duty is certainly late, too, where even an event on the last day that the files don't
    reach, or one that may not count, would have fallen due again by now.
    """
    as_of = pl.lit(scene.as_of, dtype=pl.Date)
    last_day = pl.when(pl.col("stop") <= as_of).then("stop").otherwise(as_of)
    goes_on = ((pl.col("stop") <= as_of).fill_null(value=False) | pl.col("stop_told")).fill_null(value=False)
    goes_on &= pl.col("ends_told")
    whole = (pl.col("~known_to") >= last_day) & pl.col("~last_maybe").is_null()
    whole = whole.fill_null(value=False)
    if not clock.links.recurs:
        return goes_on & whole
    unseen = pl.when(pl.col("~known_since") > pl.col(ANCHOR)).then("~known_since")
    at_best = pl.max_horizontal("~last_maybe", unseen)
    again = _due(timing.within, at_best, before=False) < last_day
    return goes_on & (whole | (pl.col("~known_since").is_not_null() & again).fill_null(value=False))


def _unheard_of(scene: Scene, clock: Clock) -> bool:
    """Whether no supplied file holds what would answer the clock."""
    unreached = clock.same_row and scene.mask(clock.end_moments[0].field) == 0
    return unreached or not any(told(scene, moment) for moment in clock.end_moments)
