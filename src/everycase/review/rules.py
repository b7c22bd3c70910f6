"""Rules: which rows break one, which keep it, and which can't be told."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from everycase.record.schema import Field, Kind
from everycase.record.schema.fields import ANOTHER
from everycase.record.schema.terms import Term
from everycase.review.frames import APPLIES, CHILD, frame_of
from everycase.review.scene import Scene
from everycase.standards.language import PLACE, Rule

BROKEN: Mapping[str, pl.DataType] = {
    "standard": pl.String(),
    "child": pl.UInt32(),  # null for a rule about a team or worker
    "subject": pl.String(),
    "subject_on": pl.Date(),
    "first_seen": pl.Date(),
    "since": pl.Date(),
    "says": pl.String(),
}

CHECKS: Mapping[str, pl.DataType] = {
    "standard": pl.String(),
    "child": pl.UInt32(),
    "kept": pl.UInt32(),
    "broken": pl.UInt32(),
    "cannot_tell": pl.UInt32(),
}


def check(scene: Scene, rule: Rule) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows that break one rule (BROKEN), and how many rows of each child keep it or not (CHECKS)."""
    own_day = _dated_by(rule)
    since = rule.since if rule.since is not None else own_day
    dated = [term for term in (since, own_day) if term is not None]
    frame = frame_of(scene, rule.rows, [rule.wrong, *rule.shown, *dated])
    wrong = rule.wrong.build(scene) & pl.col(APPLIES)
    child = pl.col(CHILD) if CHILD in frame.columns and not rule.team_level else pl.lit(None)
    judged = frame.with_columns(wrong.alias("~wrong"), child.cast(pl.UInt32).alias("~of"))
    return _broken(scene, rule, judged.filter(pl.col("~wrong")), since), _counted(rule, judged)


def _broken(scene: Scene, rule: Rule, rows: pl.DataFrame, since: Term | None) -> pl.DataFrame:
    rows = rows.rechunk()  # Polars' format panics on columns in many chunks of which some are empty
    table = rule.rows.table.name
    own_day = _dated_by(rule)
    return rows.select(
        pl.lit(rule.id).alias("standard"),
        pl.col("~of").alias("child"),
        pl.format(f"{table}/{{}}", pl.col(f"{table}.key")).alias("subject"),
        (own_day.build(scene) if own_day is not None else pl.lit(None)).cast(pl.Date).alias("subject_on"),
        pl.col(f"{table}.first_seen").alias("first_seen"),
        (since.build(scene) if since is not None else pl.lit(None)).cast(pl.Date).alias("since"),
        sentence(scene, rule).alias("says"),
    )


def judged_subjects(scene: Scene, rule: Rule) -> pl.DataFrame:
    """Subject → wrong (true, false, or null for "cannot tell"), of every row that the rule judges."""
    table = rule.rows.table.name
    frame = frame_of(scene, rule.rows, [rule.wrong])
    return frame.select(
        pl.format(f"{table}/{{}}", pl.col(f"{table}.key")).alias("subject"),
        (rule.wrong.build(scene) & pl.col(APPLIES)).alias("wrong"),
    )


def _counted(rule: Rule, judged: pl.DataFrame) -> pl.DataFrame:
    wrong = pl.col("~wrong")
    counted = judged.group_by("~of").agg(
        (~wrong).sum().alias("kept"), wrong.sum().alias("broken"), wrong.is_null().sum().alias("cannot_tell")
    )
    named = counted.select(
        pl.lit(rule.id).alias("standard"), pl.col("~of").alias("child"), "kept", "broken", "cannot_tell"
    )
    return named.cast(pl.Schema(CHECKS))


def _dated_by(rule: Rule) -> Term | None:
    table = rule.rows.table
    return table.fields()[table.when] if table.when else None


def sentence(scene: Scene, rule: Rule) -> pl.Expr:
    """The sentence with its values in: dates as people write them, codes with their meaning."""
    if not rule.shown:
        return pl.lit(rule.says)
    return pl.format(PLACE.sub("{}", rule.says), *(_shown(scene, term) for term in rule.shown))


def _shown(scene: Scene, term: Term) -> pl.Expr:
    value = term.build(scene)
    kind = term.kind if isinstance(term, Field) else None
    if kind is Kind.DATE:
        value = in_words(value)
    elif kind is Kind.FLAG:
        value = pl.when(value).then(pl.lit("yes")).when(~value).then(pl.lit("no"))
    elif kind is Kind.FLAGS:
        value = value.list.join(", ")
    elif isinstance(term, Field) and kind is Kind.CODE and term.codes and ANOTHER not in term.table:
        value = value.replace(dict(term.codes))
    return value.cast(pl.String).fill_null("(not recorded)")


def in_words(day: pl.Expr) -> pl.Expr:
    """A date as people write it: 3 March 2026."""
    return day.dt.strftime("%-d %B %Y")
