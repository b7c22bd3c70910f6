"""Two reviews compared: what is new, still open, proved right, back again, or no longer known.

A finding is the same in both by its identity; else, where the case system made the row's key anew or
the row's date was corrected, by standard, child and the nearest date. Only a row that is there, and
that the same standard now finds right, is proved right. Absence proves nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from everycase.record.derive import DERIVERS
from everycase.record.snapshot import Record
from everycase.review.findings import identities
from everycase.review.frames import run
from everycase.review.review import Review, scene_for
from everycase.review.rules import judged_subjects
from everycase.review.scene import Scene
from everycase.review.states import CANNOT_TELL, DUE, DUE_SOON, MET, MET_LATE, NOT_DONE, OVERDUE
from everycase.standards.council import Settings
from everycase.standards.language import Rule, Standard

NEW, STILL_OPEN, PROVED, BACK = "new", "still open", "proved right", "back again"
NEW_BY_CHANGE = "new by a changed standard"
OUT_OF_REACH, CHILD_GONE, ROW_GONE = "out of reach", "child gone", "record gone"
CHANGED, NO_LONGER, ENDED = "standard changed", "no longer applies", "ended, not done"

STATUSES: Mapping[str, str] = {
    NEW: "found now, and not before",
    STILL_OPEN: "found before, and still there",
    PROVED: "the record is there, and now right",
    BACK: "was proved right once, and is wrong again",
    NEW_BY_CHANGE: "found now and not before, by a standard or limit that was changed or turned on since",
    OUT_OF_REACH: "the files no longer tell of it: it can't be told, and is not counted as right",
    CHILD_GONE: "the child is no longer in the files",
    ROW_GONE: "the record that it was about is no longer in the files",
    CHANGED: "the standard, or its limit, was changed or turned off",
    NO_LONGER: "the record is there, and the standard no longer speaks of it",
    ENDED: "the duty ended without being done",
}

AS_NOW = "~as_now"
"""A finding's identity, its child being who the child is now."""

SAME_ROW = ["standard", "child_id", "subject"]

COMPARISON: Mapping[str, pl.DataType] = {
    "finding": pl.String(),  # its identity now, or before where it is not found now
    "finding_before": pl.String(),
    "standard": pl.String(),
    "kind": pl.String(),  # clock, rule, or return
    "area": pl.String(),
    "aspect": pl.String(),
    "child_id": pl.String(),
    "subject": pl.String(),
    "status": pl.String(),
    "matched": pl.String(),  # exactly, by nearest date, or empty
    "red_line": pl.Boolean(),
    "severity": pl.Int8(),
    "says": pl.String(),
    "team_now": pl.String(),
    "worker_now": pl.String(),
}


def compare(
    before: Review,
    after: Review,
    records: tuple[Record, Record],
    catalogue: Mapping[str, Standard],
    settings: Settings,
    *,
    once_proved: Collection[str] = (),
) -> pl.DataFrame:
    """Every finding of either review, once, with its status (COMPARISON).

    records: the records that the two reviews read, in the same order. once_proved: identities proved
    right by some earlier comparison.
    """
    scenes = tuple(scene_for(record, catalogue, settings) for record in records)
    old = _follow_merges(before.findings, records[1])
    exact = old.join(after.findings.select("finding"), left_on=AS_NOW, right_on="finding", how="semi")
    same = exact.select(
        pl.col("finding").alias("finding_before"),
        pl.col(AS_NOW).alias("finding"),
        pl.lit("exactly").alias("matched"),
    )
    pairs = pl.concat([same, _nearest(old, after.findings, same, scenes)])
    by_change = _only_by_change(before, after)
    now = _found_now(after.findings, pairs, once_proved, by_change)
    gone = old.join(pairs, left_on="finding", right_on="finding_before", how="anti")
    ended = _no_longer_found(gone, before, after, scenes[1], catalogue)
    return pl.concat([now, ended]).sort("red_line", "severity", "finding", descending=[True, True, False])


def moves_in(record: Record) -> dict[str, str]:
    """Ids of children whose record was merged into another's: id then → id now."""
    problems = record.problems.collect()
    if problems.is_empty():
        return {}
    merged = problems.filter((pl.col("kind") == "merged") & (pl.col("file") == "linked_identifiers"))
    return dict(merged.select("found", "child_id").iter_rows())


def _follow_merges(findings: pl.DataFrame, record: Record) -> pl.DataFrame:
    """Findings with the identity they would have now: under the child that theirs was merged into."""
    moves = moves_in(record)
    if not moves:
        return findings.with_columns(pl.col("finding").alias(AS_NOW))
    followed = findings.with_columns(pl.col("child_id").replace(moves))
    now = identities(followed["standard"], followed["child_id"], followed["subject"])
    return followed.with_columns(now.alias(AS_NOW))


def _nearest(
    old: pl.DataFrame, new: pl.DataFrame, same: pl.DataFrame, scenes: tuple[Scene, ...]
) -> pl.DataFrame:
    """Pairs whose row has another key now: same standard and child, nearest date, one to one."""
    left = old.join(same, left_on="finding", right_on="finding_before", how="anti")
    mine = _with_presence(left, scenes[1]).filter(~pl.col("~there"))
    theirs = _with_presence(new.join(same, on="finding", how="anti"), scenes[0]).filter(~pl.col("~there"))
    columns = ["standard", "child_id", "finding", "subject_on"]
    every = mine.select(columns).join(
        theirs.select(columns), on=["standard", "child_id"], how="inner", suffix="~2", nulls_equal=True
    )
    days = (pl.col("subject_on") - pl.col("subject_on~2")).dt.total_days().abs()
    undated = pl.col("subject_on").is_null() & pl.col("subject_on~2").is_null()
    apart = pl.when(undated).then(0).otherwise(days)
    return _one_to_one(every.with_columns(apart.alias("~apart"))).select(
        pl.col("finding").alias("finding_before"),
        pl.col("finding~2").alias("finding"),
        pl.lit("by nearest date").alias("matched"),
    )


def _one_to_one(pairs: pl.DataFrame) -> pl.DataFrame:
    """The nearest pair first, then the nearest of those that are left, until none is."""
    taken = [pairs.clear()]
    while pairs.height:
        ordered = pairs.sort("~apart", "finding", "finding~2", nulls_last=True)
        best = ordered.unique("finding", keep="first", maintain_order=True)
        best = best.unique("finding~2", keep="first", maintain_order=True)
        taken.append(best)
        pairs = pairs.join(best, on="finding", how="anti").join(best, on="finding~2", how="anti")
    return pl.concat(taken)


def _with_presence(findings: pl.DataFrame, scene: Scene) -> pl.DataFrame:
    """Adds ~there: whether the row that a finding is about is in the scene's record."""
    asked = findings.select("subject", _table(), pl.col("subject").str.replace(r"^[^/]+/", "").alias("key"))
    by_table = asked.drop_nulls().partition_by("~table", as_dict=True)
    plans = [_held(scene, str(table), mine) for (table,), mine in by_table.items()]
    held = pl.concat([asked.select("subject").clear(), *run(plans)])["subject"]
    return findings.with_columns(pl.col("subject").is_in(held.implode()).alias("~there"))


def _table() -> pl.Expr:
    """The table of a finding's subject."""
    return pl.col("subject").str.extract(r"^([^/]+)/").alias("~table")


def _held(scene: Scene, table: str, asked: pl.DataFrame) -> pl.LazyFrame:
    """Those of the subjects of one table whose row is there: few are looked for among a record's millions."""
    rows = scene.plain(table).lazy() if table in DERIVERS else scene.record.scan(table)
    found = rows.filter(pl.col("key").is_in(asked["key"].unique().implode()))
    return found.select(pl.concat_str(pl.lit(f"{table}/"), "key").alias("subject"))


def _only_by_change(before: Review, after: Review) -> pl.DataFrame:
    """standard, subject of what may be wrong only because the standard was changed.

    What was overdue by the earlier limit as well is left out: it is new by any.
    """
    changed = [key for key, version in after.standards.items() if before.standards.get(key) != version]
    found = after.findings.filter(pl.col("standard").is_in(changed)).select(SAME_ROW)
    links = [*SAME_ROW, "started_on"]
    due_before = before.obligations.filter(pl.col("standard").is_in(changed)).select(
        *links, pl.col("due_on").alias("~due_before")
    )
    anyway = (
        after.obligations.filter(pl.col("state") == OVERDUE)
        .join(due_before, on=links)
        .filter(pl.col("~due_before") < after.as_of)
    )
    return found.unique().join(anyway, on=SAME_ROW, how="anti", nulls_equal=True)


def _found_now(
    findings: pl.DataFrame, pairs: pl.DataFrame, once_proved: Collection[str], by_change: pl.DataFrame
) -> pl.DataFrame:
    changed = by_change.with_columns(pl.lit(value=True).alias("~by_change"))
    joined = findings.join(pairs, on="finding", how="left")
    joined = joined.join(changed, on=SAME_ROW, how="left", nulls_equal=True)
    back = pl.col("finding").is_in(list(once_proved))
    status = (
        pl.when(pl.col("finding_before").is_not_null())
        .then(pl.lit(STILL_OPEN))
        .when(pl.col("~by_change"))
        .then(pl.lit(NEW_BY_CHANGE))
        .when(back)
        .then(pl.lit(BACK))
        .otherwise(pl.lit(NEW))
    )
    return _shaped(joined.with_columns(status.alias("status")))


def _no_longer_found(
    gone: pl.DataFrame, before: Review, after: Review, scene: Scene, catalogue: Mapping[str, Standard]
) -> pl.DataFrame:
    same = [k for k, version in before.standards.items() if after.standards.get(k) == version]
    children = scene.plain("children")["child_id"]
    states = _states(gone, after, scene, catalogue)
    judged = _with_presence(gone, scene).join(states, on=["standard", "subject"], how="left")
    status = (
        pl.when(~pl.col("standard").is_in(same))
        .then(pl.lit(CHANGED))
        .when(pl.col("child_id").is_not_null() & ~pl.col("child_id").is_in(children.implode()))
        .then(pl.lit(CHILD_GONE))
        .when(pl.col("~state").is_not_null())
        .then("~state")
        .when(~pl.col("~there") & ~_within_reach(gone, scene))
        .then(pl.lit(OUT_OF_REACH))
        .when(~pl.col("~there"))
        .then(pl.lit(ROW_GONE))
        .otherwise(pl.lit(NO_LONGER))
    )
    named = judged.with_columns(status.alias("status"), pl.col("finding").alias("finding_before"))
    return _shaped(named.with_columns(pl.lit("").alias("matched")))


def _within_reach(findings: pl.DataFrame, scene: Scene) -> pl.Expr:
    """Whether the files would still hold a row of a finding's date: an old one may lie outside them."""
    inside = pl.lit(value=False)
    for table in findings.select(_table()).unique().drop_nulls().to_series().sort():
        day = pl.col("subject_on")
        held = [day.is_between(stretch.since, stretch.to) for stretch in scene.stretches(table)]
        undated = day.is_null() & scene.reached(table)
        inside |= (_table() == table) & pl.any_horizontal(undated, *held)
    return inside


def _states(
    gone: pl.DataFrame, after: Review, scene: Scene, catalogue: Mapping[str, Standard]
) -> pl.DataFrame:
    """standard, subject → what the later review says of the row, as a status."""
    asked = [(key, catalogue.get(key)) for key in gone["standard"].unique().sort()]
    rules = [standard for key, standard in asked if isinstance(standard, Rule) and key in after.standards]
    mine = gone.select("standard", "subject").unique()
    of_clocks, of_rules = (
        every.join(mine, on=["standard", "subject"], how="semi")
        for every in (after.obligations, judged_subjects(scene, rules))
    )
    return pl.concat([_clock_states(of_clocks), _rule_states(of_rules)])


DONE = (MET, MET_LATE)
WAITING = (DUE, DUE_SOON)


def _clock_states(obligations: pl.DataFrame) -> pl.DataFrame:
    """By subject, what its last link says: proved right only where it is done, or the one before it is.

    A duty that is only due again because its start was moved was never done.
    """
    last, before = pl.col("state").last(), pl.col("state").get(-2, null_on_oob=True)
    return (
        obligations.sort("link")
        .group_by("standard", "subject")
        .agg(
            pl.when(last == CANNOT_TELL)
            .then(pl.lit(OUT_OF_REACH))
            .when(last == NOT_DONE)
            .then(pl.lit(ENDED))
            .when(last.is_in(DONE) | (last.is_in(WAITING) & before.is_in(DONE)))
            .then(pl.lit(PROVED))
            .alias("~state")
        )
    )


def _rule_states(judged: pl.DataFrame) -> pl.DataFrame:
    wrong = pl.col("wrong")
    state = pl.when(wrong.is_null().any()).then(pl.lit(OUT_OF_REACH)).when(~wrong.any()).then(pl.lit(PROVED))
    return judged.group_by("standard", "subject").agg(state.alias("~state"))


def _shaped(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(pl.col(c).cast(t) for c, t in COMPARISON.items())


def summary(comparison: pl.DataFrame) -> dict[str, int]:
    """How many findings have each status, every status named."""
    counts = dict(comparison.group_by("status").len().iter_rows())
    return {status: counts.get(status, 0) for status in STATUSES}


__all__ = ["COMPARISON", "STATUSES", "compare", "summary"]
