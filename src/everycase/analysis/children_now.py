"""Each child of a record as lists of people's work need them: status in words, who holds the case, family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from everycase.analysis.names import names_in
from everycase.record.schema import STORED, TABLES
from everycase.record.snapshot import Record
from everycase.review.owners import with_owners_now
from everycase.review.rules import in_words
from everycase.review.scene import Scene

CHILDREN_NOW: Mapping[str, pl.DataType] = {
    "child_id": pl.String(),
    "name": pl.String(),  # blank where no file holds names
    "born_on": pl.Date(),
    "status": pl.String(),  # "On a protection plan since 3 March 2026: neglect"
    "open_now": pl.Boolean(),  # social care has work with the child now; early help alone is none
    "work": pl.String(),  # the first kind of social care's work that goes on; null where none does
    "worker_key": pl.String(),  # who holds the case now; null for nobody
    "worker_share": pl.Float64(),  # the holder's share of a full-time post; null where the record doesn't say
    "worker_name": pl.String(),
    "team_key": pl.String(),  # the holder's team now; null for nobody's
    "team_last": pl.String(),  # the team now, else the one that worked with the child last
    "family_key": pl.String(),
}
REVIEWING_OFFICERS: Mapping[str, pl.DataType] = {"child_id": pl.String(), "worker_key": pl.String()}
MERGED: Mapping[str, pl.DataType] = {"was": pl.String(), "child_id": pl.String()}
TEAMS_NOW: Mapping[str, pl.DataType] = {
    "team_key": pl.String(),
    "name": pl.String(),
    "service": pl.String(),  # null where neither the record nor the settings say
}


@dataclass(frozen=True)
class Work:
    """A kind of work that goes on with a child, and the rows that tell of it, in order of what comes first.

    label: the column of a code that says more. with_others: said beside other work, not in its place.
    key: what a council's weights of cases call it.
    """

    words: str
    table: str
    since: str
    until: str
    label: str = ""
    with_others: bool = False
    social_care: bool = True
    key: str = ""


EVERY_WORK = (
    Work(
        "on a protection plan",
        "child_protection_plans",
        "started_on",
        "ended_on",
        "latest_category",
        with_others=True,
        key="protection_plan",
    ),
    Work("looked after", "care_periods", "started_on", "ended_on", with_others=True, key="looked_after"),
    Work("care leaver", "care_leavers", "", "", key="care_leaver"),
    Work("child in need plan", "child_in_need_plans", "started_on", "ended_on", key="child_in_need_plan"),
    Work("being assessed", "assessments", "started_on", "authorised_on", key="being_assessed"),
    Work("open case", "open_cases", "opened_on", "closed_on", key="open_case"),
    Work("early help", "early_help", "started_on", "ended_on", social_care=False),
)
NEEDED: Mapping[str, str] = {
    "referrals": "open cases",
    "child_protection_plans": "protection plans",
    "care_episodes": "care",
}
"""Without one of these, that nothing is recorded doesn't say that there is nothing."""
NOT_A_CARE_LEAVER = "No Current Eligibility"
WORKED = {
    "case_holders": "from_on",
    "referrals": "referred_on",
    "assessments": "started_on",
    "section_47_enquiries": "started_on",
    "initial_conferences": "held_on",
    "child_in_need_plans": "started_on",
}
"""Tables that say which team worked with a child, and from when."""


def children_now(record: Record) -> pl.DataFrame:
    """Every child of the record, as of its date (CHILDREN_NOW), by id."""
    scene = Scene(record, {}, record.as_of)
    children = with_owners_now(scene, scene.plain("children"))
    workers = names_in(record).workers
    told = (
        children.join(_statuses(scene), on="child", how="left")
        .join(_last_teams(scene), on="child", how="left")
        .join(_families(scene), on="child", how="left")
    )
    named = told.select(
        "child_id",
        pl.concat_str("forename", "surname", separator=" ", ignore_nulls=True).alias("name"),
        "born_on",
        _status(scene).alias("status"),
        pl.col("open_now").fill_null(value=False),
        "work",
        pl.col("worker_now").alias("worker_key"),
        pl.col("worker_now")
        .replace_strict(_shares(record), default=None, return_dtype=pl.Float64)
        .alias("worker_share"),
        pl.col("worker_now").replace(dict(workers)).alias("worker_name"),
        pl.col("team_now").alias("team_key"),
        pl.coalesce("team_now", "team_last").alias("team_last"),
        "family_key",
    )
    return named.select(pl.col(c).cast(t) for c, t in CHILDREN_NOW.items()).sort("child_id")


def _shares(record: Record) -> dict[str, float]:
    """Worker → share of a full-time post, of those of whom the record says one that can be."""
    told = record.scan("workers").select("worker_id", "full_time_equivalent").drop_nulls().collect()
    able = told.filter((pl.col("full_time_equivalent") > 0) & (pl.col("full_time_equivalent") <= 1))
    return dict(able.unique("worker_id", keep="first", maintain_order=True).iter_rows())


def _status(scene: Scene) -> pl.Expr:
    """In words: a death before all, then the work that goes on, else that there is none or can't be told."""
    missing = [words for table, words in NEEDED.items() if not scene.reached(table)]
    none = f"No open work told: these files leave out {' and '.join(missing)}" if missing else "No open work"
    died = pl.concat_str(pl.lit("Died on "), in_words(pl.col("died_on")))
    return pl.coalesce(died, "status", pl.lit(none))


def _statuses(scene: Scene) -> pl.DataFrame:
    """child, status, open_now, work of each child with whom some work goes on."""
    every = pl.concat(_going_on(scene, place, work) for place, work in enumerate(EVERY_WORK))
    beside = [place for place, work in enumerate(EVERY_WORK) if work.with_others]
    social = [place for place, work in enumerate(EVERY_WORK) if work.social_care]
    shown = pl.col("place").is_in(beside) | (pl.col("place") == pl.col("place").min().over("child"))
    told = every.filter(shown).sort("child", "place")
    by_child = told.group_by("child", maintain_order=True).agg(
        pl.col("says").str.join("; ").alias("status"),
        pl.col("place").is_in(social).any().alias("open_now"),
        pl.col("place").filter(pl.col("place").is_in(social)).min().alias("~first"),
    )
    kinds = {place: work.key for place, work in enumerate(EVERY_WORK)}
    work = pl.col("~first").replace_strict(kinds, default=None, return_dtype=pl.String).alias("work")
    first = pl.col("status").str.slice(0, 1).str.to_uppercase()
    return by_child.select(
        "child", pl.concat_str(first, pl.col("status").str.slice(1)).alias("status"), "open_now", work
    )


def _going_on(scene: Scene, place: int, work: Work) -> pl.DataFrame:
    """child, place, says: the latest row of this work that goes on, in words."""
    today = pl.lit(scene.as_of, dtype=pl.Date)
    since, until = pl.col("~since"), pl.col("~until")
    rows = _asked(scene, work).with_columns(
        pl.col(name).alias(to) if name else pl.lit(None, dtype=pl.Date).alias(to)
        for name, to in ((work.since, "~since"), (work.until, "~until"))
    )
    current = rows.filter(
        pl.col("child").is_not_null()
        & (since.is_null() | (since <= today))
        & (until.is_null() | (until > today))
    )
    latest = current.sort(since, "key").unique("child", keep="last", maintain_order=True)
    return latest.select("child", pl.lit(place).alias("place"), _words(scene, work).alias("says"))


def _asked(scene: Scene, work: Work) -> pl.DataFrame:
    """The rows of a kind of work: leavers who are eligible, assessments of a case that is open."""
    rows = scene.plain(work.table)
    if work.table == "care_leavers":
        return rows.filter(pl.col("eligibility").ne_missing(NOT_A_CARE_LEAVER))
    if work.table == "assessments":
        # One that was never authorised, of a case closed since, isn't going on.
        today = pl.lit(scene.as_of, dtype=pl.Date)
        still = scene.plain("open_cases").filter(
            pl.col("closed_on").is_null() | (pl.col("closed_on") > today)
        )
        opened = still.group_by("child").agg(pl.col("opened_on").min())
        return rows.join(opened, on="child", how="inner").filter(pl.col("started_on") >= pl.col("opened_on"))
    return rows


def _words(scene: Scene, work: Work) -> pl.Expr:
    parts = [pl.lit(work.words)]
    if work.table == "care_periods":
        short = pl.col("short_breaks").fill_null(value=False)
        parts = [pl.when(short).then(pl.lit("short breaks in care")).otherwise(pl.lit(work.words))]
    parts.append(_and(pl.lit(" since "), in_words(pl.col("~since"))))
    if work.label:
        parts.append(_and(pl.lit(": "), _label(work)))
    told_on = _told_on(scene)
    old = pl.when(told_on < scene.as_of).then(in_words(told_on))
    parts.append(_and(pl.lit(" (by files of "), old, pl.lit(")")))
    return pl.concat_str(parts)


def _and(*parts: pl.Expr) -> pl.Expr:
    """The parts as one text; nothing where one of them is missing."""
    return pl.concat_str(*parts).fill_null("")


def _label(work: Work) -> pl.Expr:
    codes = TABLES[work.table].fields()[work.label].codes
    return pl.col(work.label).replace(dict(codes)).str.to_lowercase()


def _told_on(scene: Scene) -> pl.Expr:
    """The date of the newest source that holds a row: a return of last March can't say what goes on today."""
    dates = scene.record.manifest.dates
    held = [
        pl.when((pl.col("sources") & (1 << bit)) != 0).then(pl.lit(day, dtype=pl.Date))
        for bit, day in enumerate(dates)
    ]
    return pl.max_horizontal(held) if held else pl.lit(scene.as_of, dtype=pl.Date)


def _last_teams(scene: Scene) -> pl.DataFrame:
    """child, team_last: the team of the latest row that names one; of no such row, of any other role's."""
    part = scene.plain("involvements")
    rows = [(scene.plain(table), day) for table, day in WORKED.items()]
    rows.append((part.filter(pl.col("role") == "DUTY"), "from_on"))
    own = _latest_team(scene, rows)
    other = _latest_team(scene, [(part.filter(pl.col("role").is_in(["OTHER", "ADVISER"])), "from_on")])
    return pl.concat([own, other.join(own, on="child", how="anti")])


def _latest_team(scene: Scene, rows: Sequence[tuple[pl.DataFrame, str]]) -> pl.DataFrame:
    every = pl.concat(frame.select("child", pl.col(day).alias("day"), "team_id") for frame, day in rows)
    dated = every.filter(pl.col("team_id").is_not_null() & (pl.col("day") <= scene.as_of))
    latest = dated.sort("day", "team_id").unique("child", keep="last", maintain_order=True)
    return latest.select("child", pl.col("team_id").alias("team_last"))


def _families(scene: Scene) -> pl.DataFrame:
    """child, family_key: the family's id; where there is none, the mother's."""
    families = _one_each(scene.plain("families"), "family_id")
    mothers = _one_each(scene.plain("mothers"), "mother_id")
    named = families.join(mothers, on="child", how="full", coalesce=True)
    mother = pl.concat_str(pl.lit("mother "), "mother_id")
    return named.select("child", pl.coalesce("family_id", mother).alias("family_key"))


def _one_each(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    return rows.drop_nulls(["child", name]).group_by("child").agg(pl.col(name).min())


def reviewing_officers(record: Record) -> pl.DataFrame:
    """Who reviews whose plans now, by the record (REVIEWING_OFFICERS)."""
    today = pl.lit(record.as_of, dtype=pl.Date)
    now = (pl.col("from_on").is_null() | (pl.col("from_on") <= today)) & (
        pl.col("to_on").is_null() | (pl.col("to_on") >= today)
    )
    rows = record.scan("involvements").filter((pl.col("role") == "IRO") & now)
    pairs = rows.select("child_id", pl.col("worker_id").alias("worker_key")).drop_nulls().unique()
    return pairs.collect().sort("child_id", "worker_key")


def merged_children(record: Record) -> pl.DataFrame:
    """Ids of records that were merged into others, and whose they are now (MERGED).

    An id that is still a child's own in the record is left out: the case system gave it again.
    """
    here = record.scan("children").select("child_id")
    links = record.scan("linked_identifiers").select(pl.col("value").alias("was"), "child_id").drop_nulls()
    gone = links.join(here, left_on="was", right_on="child_id", how="anti")
    known = gone.join(here, on="child_id", how="semi")
    return known.unique("was", keep="first", maintain_order=True).collect().sort("was")


def teams_now(record: Record, services: Mapping[str, list[str]] | None = None) -> pl.DataFrame:
    """Every team that the record names (TEAMS_NOW), by its key.

    services: a council's own list of services and their teams, by id or name; it comes before the record's.
    """
    named = names_in(record).teams
    listed = record.scan("teams").select("team_id", "team_name", "service_name").collect()
    involved = [record.scan(table).select("team_id") for table in ("involvements", *_stored(WORKED))]
    every = pl.concat([listed.lazy().select("team_id"), *involved]).drop_nulls().unique().collect()
    own = {team: service for service, teams in (services or {}).items() for team in teams}
    chosen = pl.coalesce(_chosen("team_id", own), _chosen("team_name", own), "service_name")
    return (
        every.join(listed.unique("team_id", keep="first"), on="team_id", how="left")
        .select(
            pl.col("team_id").alias("team_key"),
            pl.col("team_id").replace(dict(named)).alias("name"),
            chosen.alias("service"),
        )
        .sort("team_key")
    )


def _stored(tables: Mapping[str, str]) -> list[str]:
    return [table for table in tables if table in STORED]


def _chosen(column: str, own: Mapping[str, str]) -> pl.Expr:
    return pl.col(column).replace_strict(dict(own), default=None, return_dtype=pl.String)
