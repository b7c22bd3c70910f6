"""What the record implies of work: when an assessment's limit began, everything dated, who holds how much."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from everycase import calendar
from everycase.record.schema import STORED

Read = Callable[[str], pl.DataFrame]

DATED: dict[str, tuple[str, bool]] = {
    "contacts": ("contact", True),
    "early_help": ("early help", False),
    "referrals": ("referral", True),
    "assessments": ("assessment", True),
    "child_in_need_plans": ("child in need plan", False),
    "child_in_need_visits": ("visit", True),
    "section_47_enquiries": ("strategy discussion", False),
    "initial_conferences": ("initial conference", True),
    "child_protection_plans": ("protection plan", False),
    "child_protection_visits": ("protection visit", True),
    "child_protection_reviews": ("review conference", True),
    "care_episodes": ("care episode", False),
    "care_plans": ("care plan", False),
    "care_visits": ("visit in care", True),
    "care_reviews": ("looked-after review", True),
    "placements": ("placement", False),
}
"""Tables whose rows are activities: what each is called, and whether one in the future is a mistake.

Plans, enquiries, early help and care that begin in the future have rules of their own, with both dates.
"""

LAST_EARLY_DAY = 42
"""The last working day of an assessment before the three that end at day 45."""


def activities(read: Read) -> pl.DataFrame:
    """A row for each dated row of the tables in DATED."""
    return pl.concat([_dated(read(table), table) for table in DATED])


def _dated(rows: pl.DataFrame, table: str) -> pl.DataFrame:
    what, happens = DATED[table]
    on = pl.col(STORED[table].when)
    return rows.filter(on.is_not_null()).select(
        "child",
        "child_id",
        on.alias("on"),
        pl.lit(what).alias("what"),
        pl.lit(happens).alias("happens"),
        pl.format(f"{table}/{{}}", "key").alias("key"),
        "sources",
        "first_seen",
    )


def assessment_limits(read: Read) -> pl.DataFrame:
    """Each assessment, counted from its referral if it is the first of that case, else from its start."""
    every = _with_case(read("assessments"), read("referrals")).sort(
        "child", "started_on", "key", nulls_last=True
    )
    first = pl.col("case").is_not_null() & (pl.int_range(pl.len()).over("case") == 0)
    return every.with_columns(from_referral=first).select(
        "child",
        "child_id",
        "started_on",
        pl.when("from_referral").then("referred_on").otherwise("started_on").alias("counted_from"),
        "from_referral",
        "authorised_on",
        "closed_on",
        "key",
        "sources",
        "first_seen",
    )


def _with_case(assessments: pl.DataFrame, referrals: pl.DataFrame) -> pl.DataFrame:
    """Each assessment with its referral: by id, or the latest one still open where there is no id."""
    columns = ["child", "referral_id", "referred_on", "closed_on", "no_further_action"]
    # Of two that came on one day, the one that is open longer counts, however the file has them.
    in_order = referrals.sort("referred_on", "closed_on", "key", nulls_last=True)
    cases = in_order.select(*columns).with_row_index("case")
    named = cases.filter(pl.col("referral_id").is_not_null()).unique(["child", "referral_id"], keep="first")
    by_id = assessments.join(named.drop("no_further_action"), on=["child", "referral_id"], how="left")
    dated = cases.filter(
        pl.col("referred_on").is_not_null() & ~pl.col("no_further_action").fill_null(value=False)
    )
    by_date = by_id.sort("started_on").join_asof(
        dated.drop("referral_id", "no_further_action").sort("referred_on"),
        left_on="started_on",
        right_on="referred_on",
        by="child",
        strategy="backward",
        suffix=".dated",
        check_sortedness=False,
        coalesce=False,
    )
    still_open = (pl.col("closed_on.dated") >= pl.col("started_on")) | pl.col("closed_on.dated").is_null()
    unnamed = pl.col("case").is_null() & still_open
    return by_date.with_columns(
        pl.when(unnamed).then(f"{name}.dated").otherwise(name).alias(name)
        for name in ("case", "referred_on", "closed_on")
    )


def caseloads(read: Read) -> pl.DataFrame:
    """A row for each worker who holds an open case now: a spell and a case with no end."""
    held = read("case_holders").filter(pl.col("to_on").is_null()).select("child", "worker_id")
    open_now = read("open_cases").filter(pl.col("closed_on").is_null()).select("child").unique()
    counted = (
        held.join(open_now, on="child").group_by("worker_id").agg(children_held=pl.col("child").n_unique())
    )
    workers = read("workers").select("worker_id", "full_time_equivalent").unique("worker_id", keep="first")
    return _of_no_child(
        counted.cast({"children_held": pl.Int64}).join(workers, on="worker_id", how="left"), "worker_id"
    )


def assessment_paces(read: Read) -> pl.DataFrame:
    """A row for each team: how its authorised assessments fall over the 45 working days."""
    rows = read("assessments").filter(
        pl.col("team_id").is_not_null()
        & pl.col("authorised_on").is_not_null()
        & pl.col("started_on").is_not_null()
    )
    days = rows.select(
        "team_id", calendar.working_days_between(pl.col("started_on"), pl.col("authorised_on")).alias("day")
    )
    whole = days.group_by("team_id").agg(
        pl.len().cast(pl.Int64).alias("authorised"), pl.col("day").is_between(43, 45).sum().alias("last")
    )
    share = pl.col("authorised").cast(pl.Float64)
    paces = whole.join(_busiest(days), on="team_id", how="left").with_columns(
        (pl.col("last") / share).alias("in_last_days"),
        (pl.col("most").fill_null(0) / share).alias("in_busiest_days"),
    )
    return _of_no_child(paces.drop("last", "most"), "team_id")


def _busiest(days: pl.DataFrame) -> pl.DataFrame:
    """Team → the most assessments authorised in any three days running that end by day 42."""
    windows = pl.DataFrame({"back": [0, 1, 2]})
    first = pl.col("day") - pl.col("back")
    counted = (
        days.filter(pl.col("day").is_between(0, LAST_EARLY_DAY))
        .join(windows, how="cross")
        .with_columns(first=first)
        .filter(pl.col("first").is_between(0, LAST_EARLY_DAY - 2))
        .group_by("team_id", "first")
        .len()
    )
    return counted.group_by("team_id").agg(most=pl.col("len").max())


def _of_no_child(rows: pl.DataFrame, id_column: str) -> pl.DataFrame:
    """Rows about a worker or team: no child, the id for a key."""
    return rows.with_columns(
        pl.col(id_column).alias("key"),
        pl.lit(1, dtype=pl.UInt32).alias("sources"),
        pl.lit(None, dtype=pl.Date).alias("first_seen"),
    )


def visit_notes(read: Read) -> pl.DataFrame:
    """Each visit note with how much it shares, word for word, with the child's note before it."""
    notes = (
        read("events")
        .filter((pl.col("kind") == "visit-note") & pl.col("value").is_not_null())
        .sort("child", "happened_on", "key")
        .with_columns(words=pl.col("value").str.to_lowercase().str.extract_all(r"[\w']+").list.unique())
        .with_columns(
            before=pl.col("words").shift(1).over("child"),
            before_on=pl.col("happened_on").shift(1).over("child"),
        )
    )
    common = pl.col("words").list.set_intersection("before").list.len()
    either = pl.col("words").list.set_union("before").list.len()
    return notes.select(
        "child",
        "child_id",
        pl.col("happened_on").alias("visited_on"),
        "before_on",
        pl.when(pl.col("before").is_not_null()).then(common / either).alias("words_in_common"),
        "key",
        "sources",
        "first_seen",
    )
