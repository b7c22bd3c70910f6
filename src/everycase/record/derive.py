"""Tables that the record implies, built from stored ones (declared in `schema.derived`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from everycase import calendar
from everycase.record import derive_across, derive_care, derive_short_breaks, derive_work
from everycase.record.schema import TABLES

Read = Callable[[str], pl.DataFrame]

SHORT_BREAK_STATUSES = ("V3", "V4")
FIRST_BIRTHDAY, LAST_BIRTHDAY = 14, 21
BEFORE_ALL, NOT_ENDED = date(1, 1, 1), date(9999, 12, 31)
"""Stand for a start that is not known, and for what goes on."""


@dataclass(frozen=True)
class Deriver:
    """How a derived table is built, and the stored tables that it rests on.

    reaches: names under which the record says how far the files reach for it, where they aren't the
    parts'. rests_on: the table's field → the stored field that must be supplied for it to be known.
    whole: that there is no row can only be told where every part is; else where those supplied are.
    beside: reaches of what may hold a row as well, which has its say where some file tells of it.
    """

    build: Callable[[Read], pl.DataFrame]
    parts: tuple[str, ...]
    reaches: tuple[str, ...] = ()
    rests_on: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    whole: bool = False
    beside: tuple[str, ...] = ()

    def __call__(self, read: Read) -> pl.DataFrame:
        """The table, from stored ones that `read` gives."""
        return self.build(read)


def _care_periods(read: Read) -> pl.DataFrame:
    """Episodes of one child joined while each begins on or before the day the one before ended.

    An episode that ends before it begins may go on: nobody can tell, and care is not over by it. Its end
    stays where it lies before the whole period, which then can't be right either.
    """
    episodes = (
        read("care_episodes")
        .filter(pl.col("started_on").is_not_null() | pl.col("entered_care_on").is_not_null())
        .with_columns(began=pl.coalesce("started_on", "entered_care_on"))
        .with_columns(impossible=(pl.col("ended_on") < pl.col("began")).fill_null(value=False))
        .with_columns(ended=pl.when(~pl.col("impossible")).then("ended_on").fill_null(NOT_ENDED))
        .sort("child", "began", "ended", "key", nulls_last=True)
    )
    so_far = pl.col("ended").cum_max().over("child").shift(1).over("child")
    new = (pl.col("began") > so_far).fill_null(value=True)
    periods = (
        episodes.with_columns(period=new.cum_sum().over("child"))
        .group_by("child", "period", maintain_order=True)
        .agg(
            pl.col("child_id").first(),
            _entered_care().alias("started_on"),
            pl.col("ended").max().alias("ended_on"),
            pl.col("ended_on").filter("impossible").min().alias("impossible_on"),
            pl.col("end_reason").last(),
            pl.col("sources").last(),
            pl.col("unread").drop_nulls().first(),
            pl.col("first_seen").min(),
        )
    )
    short = _short_breaks(periods, read("legal_statuses"))
    too_early = pl.col("impossible_on") < pl.col("started_on")
    ended = pl.when(pl.col("ended_on") < NOT_ENDED).then("ended_on").when(too_early).then("impossible_on")
    whole = periods.join(short, on=["child", "period"], how="left").with_columns(ended.alias("ended_on"))
    return _keyed(whole, "started_on", "care_periods")


def _entered_care() -> pl.Expr:
    """When a period began; null where its first episode only continues one that no file holds."""
    begun_before = (pl.col("start_reason") != "S").fill_null(value=False) & pl.col(
        "entered_care_on"
    ).is_null()
    first = pl.min_horizontal("began", "entered_care_on")
    return pl.when(~begun_before).then(first).first()


def _short_breaks(periods: pl.DataFrame, statuses: pl.DataFrame) -> pl.DataFrame:
    """Child, period → whether every legal status that falls in the period is a series of short breaks."""
    known = statuses.filter(pl.col("status").is_not_null()).select(
        "child", "status", "from_on", pl.col("to_on").fill_null(NOT_ENDED)
    )
    begun = pl.col("from_on").is_null() | (pl.col("from_on") <= pl.col("ended_on"))
    lasted = pl.col("started_on").is_null() | (pl.col("to_on") >= pl.col("started_on"))
    return (
        periods.select("child", "period", "started_on", "ended_on")
        .join(known, on="child")
        .filter(begun & lasted)
        .group_by("child", "period")
        .agg(pl.col("status").is_in(SHORT_BREAK_STATUSES).all().alias("short_breaks"))
    )


HOLDER = ("child_id", "worker_id", "team_id", "sources", "unread", "first_seen")


def _case_holders(read: Read) -> pl.DataFrame:
    """Allocated workers in order; a spell ends when it ends or when the next one begins.

    A worker who covered for a while hands the case back: the one whose spell goes on holds it again.
    """
    end = pl.col("to_on").fill_null(NOT_ENDED)
    spells = (
        read("involvements")
        .filter((pl.col("role") == "ALLOCATED") & pl.col("worker_id").is_not_null())
        .select("child", *HOLDER, "from_on", end.alias("end"))
        .sort("child", pl.col("from_on").fill_null(BEFORE_ALL), "end", "worker_id")
        .with_columns(
            following=pl.col("from_on").shift(-1).over("child"), longest=pl.col("end").cum_max().over("child")
        )
    )
    own = spells.select("child", *HOLDER, "from_on", pl.min_horizontal("end", "following").alias("end"))
    replaced_at_once = (spells["from_on"] == spells["following"]).fill_null(value=False)
    every = pl.concat([own.filter(~replaced_at_once), _taken_back(spells)])
    return _keyed(
        every.with_columns(to_on=pl.when(pl.col("end") < NOT_ENDED).then("end")), "from_on", "case_holders"
    )


def _taken_back(spells: pl.DataFrame) -> pl.DataFrame:
    """What an earlier and longer spell holds after a shorter one, until the next begins."""
    goes_on = pl.when(pl.col("end") == pl.col("longest"))
    longer = [goes_on.then(pl.col(c)).forward_fill().over("child").alias(c) for c in HOLDER]
    until = pl.min_horizontal("longest", "following")
    return (
        spells.with_columns(longer)
        .filter((pl.col("longest") > pl.col("end")) & (until > pl.col("end")))
        .select("child", *HOLDER, pl.col("end").alias("from_on"), until.alias("end"))
    )


def _open_cases(read: Read) -> pl.DataFrame:
    """Referrals but for those closed with no further action."""
    went_on = ~pl.col("no_further_action").fill_null(value=False)
    return (
        read("referrals")
        .filter(went_on)  # a case whose referral has no date is open all the same
        .select(
            "child",
            "child_id",
            "referral_id",
            pl.col("referred_on").alias("opened_on"),
            "closed_on",
            "close_reason",
            "key",
            "sources",
            "unread",
            "first_seen",
        )
    )


VISIT_TABLES = ("child_protection_visits", "care_visits", "child_in_need_visits")


def _visits(read: Read) -> pl.DataFrame:
    """Visits of the three tables; two on one day are one visit, seen if either says so."""
    flags = ("seen", "seen_alone", "bedroom_seen")
    several = pl.concat([_visits_of(read, table) for table in VISIT_TABLES])
    again = pl.struct("child", "visited_on").is_duplicated()
    once = (
        several.filter(again)
        .group_by("child", "visited_on", maintain_order=True)
        .agg(
            pl.col("child_id").first(),
            _time_of_day(),
            *(pl.col(flag).max() for flag in flags),
            pl.col("kinds").unique(maintain_order=True).str.join(", "),
            pl.col("sources").bitwise_or(),
            pl.col("first_seen").min(),
        )
    )
    every = pl.concat([several.filter(~again), once.select(several.columns)])
    return _keyed(every.sort("child", "visited_on"), "visited_on", "visits")


def _time_of_day() -> pl.Expr:
    """Of several visits on one day, the first time at which the child was seen; of none, the first time."""
    times, seen = pl.col("visited_on_time"), pl.col("seen").fill_null(value=False)
    return pl.when(seen.any()).then(times.filter(seen).min()).otherwise(times.min()).alias("visited_on_time")


def _visits_of(read: Read, table: str) -> pl.DataFrame:
    rows = read(table).filter(pl.col("visited_on").is_not_null())
    if "bedroom_seen" not in rows.columns:
        rows = rows.with_columns(bedroom_seen=pl.lit(None, dtype=pl.Boolean))
    return rows.select(
        "child",
        "child_id",
        "visited_on",
        "visited_on_time",
        "seen",
        "seen_alone",
        "bedroom_seen",
        pl.lit(table).alias("kinds"),
        "sources",
        "first_seen",
    )


def _sights(read: Read) -> pl.DataFrame:
    """Visits, seen or not, and the days on which the events file says that the child was seen."""
    day = {"visited_on": "on", "visited_on_time": "on_time"}
    visited = read("visits").rename(day).drop("seen_alone", "bedroom_seen")
    said = (
        read("events")
        .filter((pl.col("kind") == "child-seen") & pl.col("happened_on").is_not_null())
        .rename({"happened_on": "on", "happened_on_time": "on_time"})
        .with_columns(seen=pl.lit(value=True), kinds=pl.lit("events"))
    )
    return pl.concat([visited, said.select(visited.columns)])


def _birthdays(read: Read) -> pl.DataFrame:
    """The birthdays of every child that standards count from."""
    ages = pl.DataFrame({"age": pl.Series(range(FIRST_BIRTHDAY, LAST_BIRTHDAY + 1), dtype=pl.Int64)})
    born = read("children").filter(pl.col("born_on").is_not_null())
    days = born.select("child", "child_id", "born_on", "sources", "first_seen").join(ages, how="cross")
    year = pl.col("born_on").dt.year() + pl.col("age").cast(pl.Int32)
    on = calendar.birthday_in(pl.col("born_on"), year)
    # A school year is the September to August that holds the birthday.
    school_year = on.dt.year() + (on.dt.month() > 8).cast(pl.Int32)
    dated = days.with_columns(on=on, school_year_ends_on=pl.date(school_year, 8, 31))
    return _keyed(dated, "on", "birthdays")


def _keyed(frame: pl.DataFrame, day: str, table: str) -> pl.DataFrame:
    """The table's columns, each row keyed by its child's id and day."""
    key = pl.format("{}@{}", "child_id", pl.col(day).cast(pl.String).fill_null("start not known"))
    keyed = frame.with_columns(key=key)
    return keyed.select("child", *TABLES[table].columns().keys() & set(keyed.columns) - {"child"})


BROKEN_LINK_PARTS = tuple(
    dict.fromkeys(
        (
            "children",
            "workers",
            "involvements",
            *derive_across.PARENTS,
            *(t for t, _, _ in derive_across.naming()),
        )
    )
)

DERIVERS: Mapping[str, Deriver] = {
    "care_periods": Deriver(
        _care_periods,
        ("care_episodes", "legal_statuses"),
        reaches=("care_episodes",),
        rests_on={"ended_on": ("care_episodes", "ended_on")},
    ),
    "case_holders": Deriver(_case_holders, ("involvements",), reaches=("involvements:ALLOCATED",)),
    "open_cases": Deriver(_open_cases, ("referrals",), rests_on={"closed_on": ("referrals", "closed_on")}),
    "visits": Deriver(_visits, VISIT_TABLES, whole=True),
    "sights": Deriver(
        _sights, (*VISIT_TABLES, "events"), reaches=VISIT_TABLES, whole=True, beside=("events:child-seen",)
    ),
    "birthdays": Deriver(_birthdays, ("children",)),
    "assessment_limits": Deriver(derive_work.assessment_limits, ("assessments", "referrals")),
    "activities": Deriver(derive_work.activities, tuple(derive_work.DATED)),
    "likenesses": Deriver(
        derive_across.likenesses, ("children", "families", "mothers", "addresses", "referrals")
    ),
    "broken_links": Deriver(derive_across.broken_links, BROKEN_LINK_PARTS),
    "caseloads": Deriver(derive_work.caseloads, ("involvements", "referrals", "workers")),
    "legal_cover": Deriver(derive_care.legal_cover, ("care_episodes", "legal_statuses")),
    "reviewing_officer_caseloads": Deriver(
        derive_care.reviewing_officer_caseloads,
        ("involvements", "care_episodes", "legal_statuses", "workers"),
    ),
    "assessment_paces": Deriver(derive_work.assessment_paces, ("assessments",)),
    "short_break_series": Deriver(derive_short_breaks.short_break_series, ("placements", "legal_statuses")),
    "visit_notes": Deriver(derive_work.visit_notes, ("events",)),
}
