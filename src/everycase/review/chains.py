"""From a start to the events that answer it: the links of a chain, and what is certain of each.

A link is (start, anchor, next event). For each the chain says what may have happened between: an
event that can't be told to count (`first_maybe`, `last_maybe`), and how far the files can be trusted
(`known_to`: nothing is missing from the anchor to that day; `known_since`: nothing is missing from
that day to the link's end).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from everycase.record.schema.terms import Moment, as_rows
from everycase.review.frames import APPLIES, CHILD, run, view_of
from everycase.review.scene import Scene

START, ANCHOR, NEXT, LINK = "~start", "~anchor", "~next", "~link"
DISTANT = pl.date(9999, 12, 31)


@dataclass(frozen=True)
class Ends:
    """Events that stop a clock.

    every: child, day, time, same, and sure: true for those that certainly count, null for those that may.
    doubtful: whether there are any that may. timed_in_part: whether some have a time of day, and others none.
    """

    every: pl.DataFrame
    doubtful: bool
    timed_in_part: bool = False

    @property
    def sure(self) -> pl.LazyFrame:
        """Those that certainly count."""
        return self.every.lazy().filter("sure") if self.doubtful else self.every.lazy()

    @property
    def maybe(self) -> pl.LazyFrame:
        """Those that may."""
        return self.every.lazy().filter(pl.col("sure").is_null())


@dataclass(frozen=True)
class Answers:
    """What answers a clock: any of these moments, and the end's field that must equal the start's."""

    moments: tuple[Moment, ...]
    same: str = ""


def gather_ends(scene: Scene, asked: Sequence[Answers]) -> list[Ends]:
    """The events of each, up to the review's date, run as one set of plans; those that ask the same share."""
    keys = [_asked(scene, answers) for answers in asked]
    wanted = dict(zip(keys, asked, strict=True))
    found = dict(zip(wanted, run([_ends(scene, answers) for answers in wanted.values()]), strict=True))
    held = {key: _held(every) for key, every in found.items()}
    return [held[key] for key in keys]


def _held(every: pl.DataFrame) -> Ends:
    untimed = every["time"].null_count()
    return Ends(every, every["sure"].null_count() > 0, timed_in_part=0 < untimed < every.height)


def told(scene: Scene, moment: Moment) -> bool:
    """Whether some file holds the date of a moment, and reaches some time of it."""
    return scene.holds(moment.field) and scene.reached(reach_of(moment))


def _asked(scene: Scene, answers: Answers) -> tuple[object, ...]:
    """What a clock asks for, to know it again in another clock."""
    return (answers.same, *(_asked_of(scene, m) for m in answers.moments if told(scene, m)))


def _asked_of(scene: Scene, moment: Moment) -> tuple[object, ...]:
    condition = moment.condition.build(scene).meta.serialize() if moment.condition is not None else b""
    return (str(moment.field), condition, *((str(p.link), str(p.id_field)) for p in moment.parents))


def _ends(scene: Scene, answers: Answers) -> pl.LazyFrame:
    parts = [_end(scene, moment, answers.same) for moment in answers.moments if told(scene, moment)]
    if not parts:
        return pl.LazyFrame(schema=END_COLUMNS)
    return pl.concat(parts).filter(pl.col("day") <= scene.as_of)


END_COLUMNS = {
    "child": pl.UInt32(),
    "day": pl.Date(),
    "time": pl.Datetime("us"),
    "sure": pl.Boolean(),
    "same": pl.String(),
}


def reach_of(moment: Moment) -> str:
    """The name under which the record says how far the files reach for a moment."""
    return moment.reach or moment.field.table


def _end(scene: Scene, moment: Moment, same: str) -> pl.LazyFrame:
    view = view_of(scene, as_rows(moment))
    day = str(moment.field)
    time = pl.col(f"{day}_time") if view.has(f"{day}_time") else pl.lit(None, dtype=pl.Datetime("us"))
    return view.rows.select(
        pl.col(CHILD).alias("child"),
        pl.col(day).alias("day"),
        time.alias("time"),
        pl.col(APPLIES).alias("sure"),
        (pl.col(same) if same else pl.lit(None, dtype=pl.String)).cast(pl.String).alias("same"),
    )


def links(starts: pl.DataFrame, ends: Ends, *, recurs: bool, by_same: bool) -> pl.LazyFrame:
    """Every link of every start.

    starts: ~start (number), child, from (first day that an event may answer it), anchor, stop (null if
    open), same. Returns ~start, ~link (from 1), ~anchor, ~next, ~next_time, ~first_maybe, ~last_maybe.
    """
    on = ["child", "same"] if by_same else ["child"]
    begun = starts.lazy()
    chain = _recurring(begun, ends.sure, on) if recurs else _first(begun, ends.sure, on)
    if ends.doubtful:
        chain = _with_maybes(chain, begun, ends.maybe, on)
    else:
        nothing = pl.lit(None, dtype=pl.Date)
        chain = chain.with_columns(nothing.alias("~first_maybe"), nothing.alias("~last_maybe"))
    return chain if recurs or not ends.timed_in_part else _with_untimed(chain, begun, ends.sure, on)


def _first(starts: pl.LazyFrame, sure: pl.LazyFrame, on: list[str]) -> pl.LazyFrame:
    """One link a start: to the first event on or after `from`; of one day's, the first that has a time.

    In time, it proves it; late, it doesn't where another of that day has none (see `_with_untimed`).
    """
    found = starts.sort("from").join_asof(
        sure.select(*on, "day", "time").sort("day", "time", nulls_last=True),
        left_on="from",
        right_on="day",
        by=on,
        strategy="forward",
        check_sortedness=False,
    )
    within = (pl.col("day") <= pl.col("stop")) | pl.col("stop").is_null()
    return found.select(
        START,
        pl.lit(1, dtype=pl.Int32).alias(LINK),
        pl.col("anchor").alias(ANCHOR),
        pl.when(within).then("day").alias(NEXT),
        pl.when(within).then("time").alias("~next_time"),
    )


def _recurring(starts: pl.LazyFrame, sure: pl.LazyFrame, on: list[str]) -> pl.LazyFrame:
    """A link from the start to the first event, from each event to the next, and one from the last on."""
    events = (
        starts.select(START, "from", "stop", *on)
        .join(sure.select(*on, "day"), on=on, how="inner")
        .filter(
            (pl.col("day") >= pl.col("from")) & ((pl.col("day") <= pl.col("stop")) | pl.col("stop").is_null())
        )
        .select(START, pl.col("day").alias(ANCHOR), pl.lit(1, dtype=pl.Int8).alias("~event"))
        .unique([START, ANCHOR])
    )
    begun = starts.select(START, pl.col("anchor").alias(ANCHOR), pl.lit(0, dtype=pl.Int8).alias("~event"))
    chain = pl.concat([begun, events]).sort(START, ANCHOR, "~event")
    same_start = pl.col(START).shift(-1) == pl.col(START)
    number = pl.int_range(pl.len(), dtype=pl.Int32)
    first = (
        pl.when((pl.col(START) != pl.col(START).shift(1)).fill_null(value=True)).then(number).forward_fill()
    )
    return chain.select(
        START,
        (number - first + 1).alias(LINK),
        ANCHOR,
        pl.when(same_start).then(pl.col(ANCHOR).shift(-1)).alias(NEXT),
        pl.lit(None, dtype=pl.Datetime("us")).alias("~next_time"),
    )


def _with_maybes(
    chain: pl.LazyFrame, starts: pl.LazyFrame, maybe: pl.LazyFrame, on: list[str]
) -> pl.LazyFrame:
    """The first and last event between a link's anchor and its end that may or may not count."""
    pairs = (
        chain.select(START, LINK, ANCHOR, NEXT)
        .join(starts.select(START, "stop", "from", *on), on=START)
        .join(maybe.select(*on, pl.col("day").alias("~m")), on=on, how="inner")
        .filter(
            pl.when(pl.col(LINK) == 1)
            .then(pl.col("~m") >= pl.col("from"))
            .otherwise(pl.col("~m") > pl.col(ANCHOR))
            & (pl.col("~m") < pl.col(NEXT).fill_null(DISTANT))
            & (pl.col("~m") <= pl.col("stop").fill_null(DISTANT))
        )
        .group_by(START, LINK)
        .agg(pl.col("~m").min().alias("~first_maybe"), pl.col("~m").max().alias("~last_maybe"))
    )
    return chain.join(pairs, on=[START, LINK], how="left")


def _with_untimed(
    chain: pl.LazyFrame, starts: pl.LazyFrame, sure: pl.LazyFrame, on: list[str]
) -> pl.LazyFrame:
    """An answer without a time, on the day of one with a time, may have come before it."""
    untimed = sure.filter(pl.col("time").is_null()).select(*on, pl.col("day").alias("~m")).unique()
    days = starts.select(START, *on).join(untimed, on=on, how="inner").select(START, "~m")
    beside = chain.join(
        days.with_columns(pl.lit(value=True).alias("~untimed")),
        left_on=[START, NEXT],
        right_on=[START, "~m"],
        how="left",
    )
    perhaps = pl.col("~untimed").fill_null(value=False) & pl.col("~next_time").is_not_null()
    maybe = pl.when(perhaps).then(pl.coalesce("~first_maybe", NEXT)).otherwise("~first_maybe")
    return beside.with_columns(maybe.alias("~first_maybe")).drop("~untimed")


def known(scene: Scene, ends: Sequence[Moment], chain: pl.LazyFrame, to: pl.Expr) -> pl.LazyFrame:
    """`chain` (with `child` and `~from`) and what is certain of it: ~known_to, ~known_since.

    ~known_to: the last day up to which the files hold every event from the anchor on; null for none.
    ~known_since: the first day from which they hold every event up to `to`; null for none.
    """
    reaches = dict.fromkeys(
        part for moment in ends if told(scene, moment) for part in scene.apart(reach_of(moment))
    )
    if not reaches:
        nothing = pl.lit(None, dtype=pl.Date)
        return chain.with_columns(nothing.alias("~known_to"), nothing.alias("~known_since"))
    for number, reach in enumerate(reaches):
        chain = _reach_columns(scene, chain, reach, to, f"{number}")
    tos = [pl.col(f"~known_to.{n}") for n in range(len(reaches))]
    sinces = [pl.col(f"~known_since.{n}") for n in range(len(reaches))]
    whole_to = pl.all_horizontal(*(c.is_not_null() for c in tos))
    whole_since = pl.all_horizontal(*(c.is_not_null() for c in sinces))
    return chain.with_columns(
        pl.when(whole_to).then(pl.min_horizontal(*tos)).alias("~known_to"),
        pl.when(whole_since).then(pl.max_horizontal(*sinces)).alias("~known_since"),
    ).drop([f"~known_{w}.{n}" for w in ("to", "since") for n in range(len(reaches))])


def _reach_columns(scene: Scene, chain: pl.LazyFrame, reach: str, to: pl.Expr, name: str) -> pl.LazyFrame:
    as_of = pl.lit(scene.as_of, dtype=pl.Date)
    latest = scene.latest_of(reach)
    since_latest = (
        pl.col("child").replace_strict(latest["child"], latest["since"], default=None, return_dtype=pl.Date)
        if latest.height
        else pl.lit(None, dtype=pl.Date)
    )
    # A clock that counts back is answered before its start, which may be still to come.
    asked = pl.when(pl.col(LINK) == 1).then("~from").otherwise(ANCHOR)
    chain = chain.with_columns(since_latest.alias("~latest"), to.alias("~to"), asked.alias("~asked"))
    known_to, known_since = pl.lit(None, dtype=pl.Date), pl.lit(None, dtype=pl.Date)
    for stretch in scene.stretches(reach):
        first, last = pl.lit(stretch.since), pl.lit(stretch.to)
        known_to = pl.when(pl.col("~asked").is_between(first, last)).then(last).otherwise(known_to)
        known_since = pl.when(pl.col("~to").is_between(first, last)).then(first).otherwise(known_since)
    nothing_since = pl.max_horizontal("~asked", known_to) >= pl.col("~latest")
    not_begun = pl.col("~asked") > pl.col("~to")  # no event could have answered it yet
    known_to = pl.when(nothing_since | not_begun).then(as_of).otherwise(known_to)
    from_latest = (pl.col("~to") >= pl.col("~latest")).fill_null(value=False)
    known_since = pl.when(from_latest).then(pl.min_horizontal("~latest", known_since)).otherwise(known_since)
    return chain.with_columns(
        known_to.alias(f"~known_to.{name}"), known_since.alias(f"~known_since.{name}")
    ).drop("~latest", "~to", "~asked")
