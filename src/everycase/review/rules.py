"""Rules: which rows break one, which keep it, and which can't be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

import polars as pl

from everycase.record.names import CALLED, told_apart
from everycase.record.schema import Field, Kind
from everycase.record.schema.fields import ANOTHER
from everycase.record.schema.terms import Term, ValueOfOthers
from everycase.review.frames import APPLIES, CHILD, run, view_of, with_surely
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
    return checked(scene, [rule])


def checked(scene: Scene, rules: Sequence[Rule]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`check` of several rules, run as one set of plans: what they share is done once."""
    judged = run([_judged(scene, rule) for rule in rules])
    every = list(zip(rules, judged, strict=True))
    # Few rules are broken, and each plan costs its building: the others have no sentence to write.
    broken = run([_broken(scene, rule, rows) for rule, rows in every if rows["~wrong"].any()])
    counted = run([_counted(rule, rows) for rule, rows in every])
    return _together(broken, BROKEN), _together(counted, CHECKS)


def _together(frames: Sequence[pl.DataFrame], schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    return pl.concat([pl.DataFrame(schema=dict(schema)), *(f for f in frames if f.height)], rechunk=True)


def _judged(scene: Scene, rule: Rule) -> pl.LazyFrame:
    """Every row that the rule looks at: ~wrong, ~of (its child, null for a team's), what is told of it."""
    dated = [term for term in (rule.since, _dated_by(rule)) if term is not None]
    view = view_of(scene, rule.rows, [rule.wrong, *rule.shown, *dated])
    child = pl.lit(None) if rule.team_level else pl.col(CHILD)
    rows = with_surely(scene, view.rows, rule.wrong, "~wrong")
    read = {name for value in _told(scene, rule) for name in value.meta.root_names()} - {"~of"}
    return rows.select(pl.col("~wrong") & pl.col(APPLIES), child.cast(pl.UInt32).alias("~of"), *sorted(read))


def _broken(scene: Scene, rule: Rule, judged: pl.DataFrame) -> pl.LazyFrame:
    return judged.lazy().filter("~wrong").select(_told(scene, rule)).cast(pl.Schema(BROKEN))


def _told(scene: Scene, rule: Rule) -> list[pl.Expr]:
    """What is told of a row that breaks the rule."""
    table, own_day = rule.rows.table.name, _dated_by(rule)
    since = rule.since if rule.since is not None else own_day
    return [
        pl.lit(rule.id).alias("standard"),
        pl.col("~of").alias("child"),
        pl.concat_str(pl.lit(f"{table}/"), f"{table}.key").alias("subject"),
        (own_day.build(scene) if own_day is not None else pl.lit(None)).cast(pl.Date).alias("subject_on"),
        pl.col(f"{table}.first_seen").alias("first_seen"),
        (since.build(scene) if since is not None else pl.lit(None)).cast(pl.Date).alias("since"),
        sentence(scene, rule).alias("says"),
    ]


def judged_subjects(scene: Scene, rules: Sequence[Rule]) -> pl.DataFrame:
    """standard, subject, wrong (true, false, or null for "cannot tell") of every row that the rules judge."""
    none = pl.DataFrame(schema={"standard": pl.String, "subject": pl.String, "wrong": pl.Boolean})
    return pl.concat([none, *run([_subjects(scene, rule) for rule in rules])], rechunk=True)


def _subjects(scene: Scene, rule: Rule) -> pl.LazyFrame:
    table = rule.rows.table.name
    rows = with_surely(scene, view_of(scene, rule.rows, [rule.wrong]).rows, rule.wrong, "~wrong")
    return rows.select(
        pl.lit(rule.id).alias("standard"),
        pl.concat_str(pl.lit(f"{table}/"), f"{table}.key").alias("subject"),
        (pl.col("~wrong") & pl.col(APPLIES)).alias("wrong"),
    )


def _counted(rule: Rule, judged: pl.DataFrame) -> pl.LazyFrame:
    wrong = pl.col("~wrong")
    counted = (
        judged.lazy()
        .group_by("~of")
        .agg(
            (~wrong).sum().alias("kept"),
            wrong.sum().alias("broken"),
            wrong.is_null().sum().alias("cannot_tell"),
        )
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
    words = [pl.lit(part) for part in PLACE.split(rule.says)[::2]]
    values = [_shown(scene, term) for term in rule.shown]
    return pl.concat_str([part for pair in zip_longest(words, values) for part in pair if part is not None])


def _shown(scene: Scene, term: Term) -> pl.Expr:
    value = term.build(scene)
    kind = term.kind if isinstance(term, Field) else None
    if (owner := _named_by(term)) in CALLED:
        value = value.replace(scene.once(("names", owner), lambda: told_apart(scene.record, owner)))
    if kind is Kind.DATE:
        value = in_words(value)
    elif kind is Kind.FLAG:
        value = pl.when(value).then(pl.lit("yes")).when(~value).then(pl.lit("no"))
    elif kind is Kind.FLAGS:
        value = value.list.join(", ")
    elif isinstance(term, Field) and kind is Kind.CODE and term.codes and ANOTHER not in term.table:
        value = value.replace(dict(term.codes))
    return value.cast(pl.String).fill_null("(not recorded)")


def _named_by(term: Term) -> str:
    """The table whose rows the term's value is an id of: its own, or the one of a related row."""
    field = term.related[0].value if isinstance(term, ValueOfOthers) else term
    return field.refers_to if isinstance(field, Field) else ""


def in_words(day: pl.Expr) -> pl.Expr:
    """A date as people write it: 3 March 2026."""
    return day.dt.strftime("%-d %B %Y")
