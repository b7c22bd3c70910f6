"""A return checked by its rules, all of them as one set of Polars plans.

`check` finds what the rules read, works out what they share once (`working_out`), then judges all rules
of a table in one pass, and each kind of pair in one join. What it costs hardly depends on how many
rules there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from everycase.returns.facts import Facts
from everycase.returns.needs import Lack, Needs, read_by_flag
from everycase.returns.pairing import flagged_pairs
from everycase.returns.preparing import ROW, as_text, declared, legible
from everycase.returns.reference import NOTHING, Reference
from everycase.returns.rules import LAST_YEAR, RETURN, Flag, Pairs, Rows, Rule
from everycase.returns.working_out import Frames, Year, work_out

FINDINGS: Mapping[str, pl.DataType] = {
    "rule": pl.String(),
    "severity": pl.String(),
    "table": pl.String(),
    "row": pl.UInt32(),  # 0-based, in the frame given; null where it is about the whole return
    "child": pl.String(),  # null where the table has no such column
    "fields": pl.List(pl.String()),  # those of the rule's fields that the table has
    "message": pl.String(),
}
OUTCOMES: Mapping[str, pl.DataType] = {
    "rule": pl.String(),
    "outcome": pl.String(),  # clear, flagged, cannot tell, not run
    "flagged": pl.UInt32(),  # number of findings
    "reason": pl.String(),  # why it was not run, or cannot be told; empty otherwise
}


@dataclass(frozen=True)
class Result:
    """What the rules found.

    findings: a row for each row flagged; columns as in FINDINGS, in order of rule, table, row.
    rules: a row for each rule; columns as in OUTCOMES.
    """

    findings: pl.DataFrame
    rules: pl.DataFrame


@dataclass(frozen=True)
class _Job:
    rule: Rule
    flag: Flag


def check(
    facts: Facts,
    catalogue: Sequence[Rule],
    tables: Mapping[str, pl.DataFrame],
    *,
    collection_year: int,
    previous: Mapping[str, pl.DataFrame] | None = None,
    reference: Reference | None = None,
    rules: Iterable[str] | None = None,
) -> Result:
    """Check one year's tables by the rules in force, or by those named in `rules` whatever the year.

    tables: name → frame, its columns text as in the file, or typed. previous: last year's.
    collection_year: the year in which it ends (2027 for 1 April 2026 to 31 March 2027).
    Raises ValueError where `rules` names one that isn't there.
    """
    given = {**tables, **{name + LAST_YEAR: frame for name, frame in (previous or {}).items()}}
    supplied = {name: legible(frame, facts.dates) for name, frame in given.items()}
    needs = Needs(facts, supplied, reference or NOTHING)
    chosen = choose(catalogue, collection_year, rules)
    jobs: list[_Job] = []
    lacking: dict[str, tuple[Lack, ...]] = {}
    for rule in chosen:
        flags, lacking[rule.code] = _runnable(rule, needs)
        jobs += [_Job(rule, flag) for flag in flags]
    for job in jobs:
        for table, name in read_by_flag(job.flag):
            needs.want(table, name)
    frames = work_out(needs, Year(collection_year))
    findings = _findings(facts, supplied, jobs, _judge(jobs, frames))
    return Result(findings, _outcomes(chosen, lacking, findings))


def choose(catalogue: Sequence[Rule], collection_year: int, named: Iterable[str] | None) -> list[Rule]:
    """The rules in force in a year; or those named, each as it stands in that year or, if in none, last."""
    if named is None:
        return [rule for rule in catalogue if rule.holds_in(collection_year)]
    found = []
    for code in dict.fromkeys(named):
        versions = [rule for rule in catalogue if rule.code == code]
        if not versions:
            raise ValueError(f"There is no rule {code}.")
        found.append(next((rule for rule in versions if rule.holds_in(collection_year)), versions[-1]))
    return found


def _runnable(rule: Rule, needs: Needs) -> tuple[list[Flag], tuple[Lack, ...]]:
    """The flags of a rule that can be judged, and what is lacking where none, or not all, can be."""
    lacking = [
        tuple(dict.fromkeys(lack for table, name in read_by_flag(flag) for lack in needs.lacks(table, name)))
        for flag in rule.every_flag
    ]
    none_of = _none_supplied(rule, needs)
    ready = [flag for flag, lacks in zip(rule.every_flag, lacking, strict=True) if not lacks]
    if not none_of and ((rule.apart and ready) or not any(lacking)):
        return ready, ()
    return [], tuple(dict.fromkeys(lack for lacks in (*lacking, none_of) for lack in lacks))


def _none_supplied(rule: Rule, needs: Needs) -> tuple[Lack, ...]:
    """What is lacking where nothing of a group is supplied, one of which a rule needs."""
    missing = [names for names in rule.any_of if not any(_is_supplied(name, needs) for name in names)]
    says = [" or ".join(_in_full(name) for name in names) for names in missing]
    return tuple(Lack(of_return=True, says=f"None of {names} is supplied.") for names in says)


def _in_full(name: str) -> str:
    return f"{name.replace(LAST_YEAR, '')} of last year" if LAST_YEAR in name else name


def _is_supplied(name: str, needs: Needs) -> bool:
    table, _, column = name.partition(".")
    return not needs.lacks(table, column or ROW)


# ---------------------------------------------------------------------- judging


def _judge(jobs: Sequence[_Job], frames: Frames) -> pl.DataFrame:
    """Every row flagged: `flag` (place of its job and table, as "12 Episodes") and `row`."""
    plans = [
        plan.unpivot(variable_name="flag", value_name=ROW).explode(ROW).drop_nulls()
        for plan in (*_of_rows(jobs, frames), *_of_pairs(jobs, frames))
    ]
    nothing = pl.DataFrame(schema={"flag": pl.String, ROW: pl.UInt32})
    return pl.concat([nothing, *pl.collect_all(plans, engine="in-memory")])


def _of_rows(jobs: Sequence[_Job], frames: Frames) -> list[pl.LazyFrame]:
    by_table: dict[str, list[pl.Expr]] = {}
    for place, job in enumerate(jobs):
        if isinstance(job.flag, Rows):
            named = job.flag.named or job.flag.table
            flagged = pl.col(ROW).filter(job.flag.where).implode().alias(f"{place} {named}")
            by_table.setdefault(job.flag.table, []).append(flagged)
    return [frames[table].lazy().select(exprs) for table, exprs in by_table.items()]


def _of_pairs(jobs: Sequence[_Job], frames: Frames) -> list[pl.LazyFrame]:
    alike: dict[object, list[tuple[int, Pairs]]] = {}
    for place, job in enumerate(jobs):
        if isinstance(job.flag, Pairs):
            alike.setdefault((job.flag.left, job.flag.right, job.flag.on), []).append((place, job.flag))
    return [
        plan
        for placed in alike.values()
        for plan in flagged_pairs(placed, frames[placed[0][1].left], frames[placed[0][1].right])
    ]


# ---------------------------------------------------------------------- what is given back


def _findings(
    facts: Facts, supplied: Mapping[str, pl.DataFrame], jobs: Sequence[_Job], flagged: pl.DataFrame
) -> pl.DataFrame:
    """What was flagged, in words and with the child, in order of rule, table and row."""
    said = _of_flags(facts, jobs, flagged.get_column("flag").unique())
    row = pl.when(~pl.col("of_return")).then(ROW).alias(ROW)
    found = flagged.join(said, on="flag").with_columns(row)
    of_tables = [
        rows.with_columns(child=_children(facts, supplied.get(str(table)), rows.get_column(ROW)))
        for (table,), rows in found.partition_by("table", as_dict=True).items()
    ]
    nothing = pl.DataFrame(schema={"order": pl.UInt32(), **FINDINGS})
    together = pl.concat([nothing, *of_tables], how="diagonal")
    return together.unique(["rule", "table", ROW]).sort("order", "table", ROW).select(list(FINDINGS))


def _of_flags(facts: Facts, jobs: Sequence[_Job], flags: pl.Series) -> pl.DataFrame:
    """What is said of every row that one flag of a rule marks in one table."""
    order = {code: place for place, code in enumerate(dict.fromkeys(job.rule.code for job in jobs))}
    lines = []
    for label in flags:
        place, _, table = label.partition(" ")
        job = jobs[int(place)]
        known = declared(facts, table)
        fields = [name for name in job.rule.field_names if name in known] or list(job.rule.field_names)
        of_return = isinstance(job.flag, Rows) and job.flag.table == RETURN
        rule = job.rule
        said = (rule.code, rule.severity.value, table, fields, rule.message)
        lines.append((label, order[rule.code], of_return, *said))
    schema = {"flag": pl.String(), "order": pl.UInt32(), "of_return": pl.Boolean()}
    told = {name: FINDINGS[name] for name in ("rule", "severity", "table", "fields", "message")}
    return pl.DataFrame(lines, schema={**schema, **told}, orient="row")


def _children(facts: Facts, given: pl.DataFrame | None, flagged: pl.Series) -> pl.Series:
    """The child of each row flagged, as the return writes the id; null where it has no such column."""
    if given is None or facts.child not in given.columns:
        return pl.Series("child", [None] * flagged.len(), pl.String)
    ids = given.select(child=as_text(facts.child, given.schema[facts.child], facts.dates))
    return ids.get_column("child").gather(flagged)


def _outcomes(
    chosen: Sequence[Rule], lacking: Mapping[str, tuple[Lack, ...]], findings: pl.DataFrame
) -> pl.DataFrame:
    counts = dict(findings.group_by("rule").len().iter_rows())
    lines = []
    for rule in chosen:
        lacks, count = lacking[rule.code], counts.get(rule.code, 0)
        outcome = "flagged" if count else "clear"
        if lacks:
            outcome = "not run" if any(lack.of_return for lack in lacks) else "cannot tell"
        lines.append((rule.code, outcome, count, " ".join(lack.says for lack in lacks)))
    return pl.DataFrame(lines, schema=dict(OUTCOMES), orient="row")
