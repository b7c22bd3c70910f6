"""A return's findings, by a check that is kept: findings of a review like any other.

A finding is known by its rule, its child and the row that it is about: the table, and the date by which
people tell such rows apart (an episode by when it began).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from everycase.returns.cells import as_text, cells_of
from everycase.returns.checking import Result
from everycase.returns.facts import Facts
from everycase.returns.needs import judges_by_the_year
from everycase.returns.rules import LAST_YEAR, RETURN, Rule
from everycase.review.findings import FINDINGS, identities
from everycase.standards.language import Area, Aspect, Severity

KIND = "return"
"""What a finding of a return's rule is, where others are of a clock or a rule."""
ABOUT, FRAMES = "check.json", ("findings", "rows", "rules")
TOLD_APART: Mapping[str, Mapping[str, str]] = {
    "ssda903": {
        "Episodes": "DECOM",
        "Reviews": "REVIEW",
        "PlacedAdoption": "DATE_PLACED",
        "Missing": "MIS_START",
        "SWEpisodes": "SW_DECOM",
        "DoLo": "DOLO_START",
    },
    "cin_census": {
        "CINdetails": "CINreferralDate",
        "Assessments": "AssessmentActualStartDate",
        "CINplanDates": "CINPlanStartDate",
        "Section47": "S47ActualStartDate",
        "ChildProtectionPlans": "CPPstartDate",
        "Reviews": "CPPreviewDate",
        "PreProceedings": "PPStartDate",
        "Disabilities": "Disability",
    },
}
"""The column by which a child's rows of a table are told apart; a table not named has one row a child."""
CHILD = {"ssda903": "CHILD", "cin_census": "LAchildID"}
DAYS = {"ssda903": "%d/%m/%Y", "cin_census": "%Y-%m-%d"}
PREFIX = {"ssda903": "ssda903", "cin_census": "cin"}
PROTECTION = ("Section47", "ChildProtectionPlans", "Reviews")
"""Tables of the census that are about children at risk of harm."""
SEVERITIES = {"error": int(Severity.MEDIUM), "query": int(Severity.LOW)}
RULES: Mapping[str, pl.DataType] = {
    "standard": pl.String(),  # the return and the DfE's code: ssda903-101
    "message": pl.String(),  # the DfE's own
    "severity": pl.String(),  # error or query
    "outcome": pl.String(),  # clear, flagged, cannot tell, not run
    "flagged": pl.UInt32(),
    "reason": pl.String(),  # why it was not run, or cannot be told
    "version": pl.String(),  # what it asks; by this year's dates, where it reads them
}
ROWS: Mapping[str, pl.DataType] = {
    "table": pl.String(),
    "row": pl.UInt32(),  # 0-based, in the table
    "child_id": pl.String(),
    "subject": pl.String(),  # table@key; a second row of the same key has #2 after it
    "subject_on": pl.Date(),
}


@dataclass(frozen=True)
class CheckedReturn:
    """One check of one return, as the ledger keeps it.

    name: ssda903 or cin_census. findings: FINDINGS. rows: ROWS, every row of the tables.
    rules: RULES, every rule that was in force. files: fingerprints of the files, those of last year too.
    """

    name: str
    collection_year: int
    as_of: date
    findings: pl.DataFrame
    rows: pl.DataFrame
    rules: pl.DataFrame
    files: tuple[str, ...] = ()


def keep(
    name: str,
    *,
    collection_year: int,
    as_of: date,
    tables: Mapping[str, pl.DataFrame],
    result: Result,
    rules: Mapping[str, Rule],
    facts: Facts,
    files: Sequence[str] = (),
    before: CheckedReturn | None = None,
) -> CheckedReturn:
    """A check, as the ledger keeps it.

    tables: those that were checked, last year's under names with _last. rules: those that were run, by code.
    before: the check before, which says since when a finding is known.
    """
    rows = rows_of(name, tables)
    found = as_findings(name, result, rows, as_of, tables)
    return CheckedReturn(
        name,
        collection_year,
        as_of,
        _known_since(found, before) if before else found,
        rows,
        _rules(name, result, rules, facts, collection_year),
        tuple(sorted(files)),
    )


def _rules(
    name: str, result: Result, rules: Mapping[str, Rule], facts: Facts, collection_year: int
) -> pl.DataFrame:
    told = [
        (code, rule.message, str(rule.severity), _version(rule, facts, collection_year))
        for code, rule in rules.items()
    ]
    about = pl.DataFrame(told, ["rule", "message", "severity", "version"], orient="row")
    joined = result.rules.join(about, on="rule", how="left", maintain_order="left")
    return joined.with_columns(_standard(name)).select(pl.col(c).cast(t) for c, t in RULES.items())


def _version(rule: Rule, facts: Facts, collection_year: int) -> str:
    """What a rule asks, so that another year's question is not taken for the same."""
    since = f", since {rule.since}" if rule.since else ""
    year = f", by the dates of {collection_year}" if judges_by_the_year(facts, rule) else ""
    return f"{rule.severity}: {rule.message}{since}{year}"


def _standard(name: str) -> pl.Expr:
    return pl.concat_str(pl.lit(f"{PREFIX[name]}-"), "rule").alias("standard")


def _known_since(findings: pl.DataFrame, before: CheckedReturn) -> pl.DataFrame:
    """Findings with the day of the first check that had them; undated ones have been wrong since then."""
    earlier = before.findings.select("finding", pl.col("first_seen").alias("~first"))
    seen = pl.min_horizontal("first_seen", "~first")
    since = pl.when(pl.col("since") == pl.col("first_seen")).then(seen).otherwise("since")
    joined = findings.join(earlier, on="finding", how="left", maintain_order="left")
    return joined.with_columns(since.alias("since"), seen.alias("first_seen")).drop("~first")


def rows_of(name: str, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every row with the child and the subject that it is known by; columns as in ROWS."""
    parts = [_subjects(name, table, frame) for table, frame in tables.items()]
    return pl.concat([pl.DataFrame(schema=dict(ROWS)), *parts])


def _subjects(name: str, table: str, frame: pl.DataFrame) -> pl.DataFrame:
    key = TOLD_APART[name].get(table.removesuffix(LAST_YEAR), "")
    child = _trimmed(CHILD[name], frame)
    day = _trimmed(key, frame).str.to_date(DAYS[name], strict=False)
    known = (
        as_text(frame)
        .with_row_index("row")
        .with_columns(
            child.replace("", None).alias("child_id"),
            day.alias("subject_on"),
            pl.coalesce(day.cast(pl.String), _trimmed(key, frame), pl.lit("")).alias("~key"),
        )
    )
    nth = pl.when(pl.col("~nth") > 1).then(pl.concat_str(pl.lit("#"), "~nth")).otherwise(pl.lit(""))
    named = _numbered(known, frame.columns).with_columns(
        pl.lit(table).alias("table"), pl.concat_str(pl.lit(f"{table}@"), "~key", nth).alias("subject")
    )
    return named.select(pl.col(c).cast(t) for c, t in ROWS.items())


def _trimmed(column: str, frame: pl.DataFrame) -> pl.Expr:
    there = column in frame.columns
    return pl.col(column).cast(pl.String).str.strip_chars() if there else pl.lit(None, pl.String)


def _numbered(rows: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """`rows` with `~nth`: 1, or its place among the child's rows of the same key.

    By what is in them and not by their order in the file, which may change from one file to the next.
    """
    key = ["child_id", "~key"]
    twins = rows.filter(pl.struct(key).is_duplicated()).sort(*columns, "row")
    nth = twins.select("row", pl.int_range(1, pl.len() + 1).over(key).alias("~nth"))
    return rows.join(nth, on="row", how="left", maintain_order="left").with_columns(
        pl.col("~nth").fill_null(1)
    )


def as_findings(
    name: str, result: Result, rows: pl.DataFrame, as_of: date, tables: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """What the rules flagged as findings of a review (FINDINGS). rows: as `rows_of` gives them.

    Owners are not known here. A finding has been wrong since its row's own date, as in a review; where it
    has none, or one that is yet to come, since the check that first had it.
    """
    said = _said(cells_of(result.findings, tables))
    flagged = result.findings.with_row_index("~finding").join(
        rows, on=["table", "row"], how="left", maintain_order="left"
    )
    told = flagged.join(said, on="~finding", how="left", maintain_order="left").with_columns(
        _standard(name),
        pl.lit(KIND).alias("kind"),
        pl.col("message").alias("title"),
        _area(name).alias("area"),
        pl.lit(str(Aspect.RECORDS)).alias("aspect"),
        pl.col("severity").replace_strict(SEVERITIES, return_dtype=pl.Int8),
        pl.lit(value=False).alias("red_line"),
        pl.col("subject").fill_null(pl.concat_str(pl.lit(f"{RETURN}@"), "table")),
        _sentence(),
        pl.when(pl.col("subject_on") <= as_of).then("subject_on").otherwise(pl.lit(as_of)).alias("since"),
        pl.lit(as_of).alias("first_seen"),
    )
    named = told.with_columns(identities(told["standard"], told["child_id"], told["subject"]))
    blank = {column: kind for column, kind in FINDINGS.items() if column not in named.columns}
    return (
        named.with_columns(pl.lit(None, kind).alias(column) for column, kind in blank.items())
        .select(pl.col(column).cast(kind) for column, kind in FINDINGS.items())
        .unique("finding", keep="first", maintain_order=True)
    )


def _said(cells: pl.DataFrame) -> pl.DataFrame:
    """Finding (its row in the result) → what stands in its cells: "DEC: 01/05/2025; REC: blank"."""
    shown = pl.concat_str("field", pl.lit(": "), "value")
    return (
        cells.group_by("finding").agg(shown.str.join("; ").alias("~stands")).rename({"finding": "~finding"})
    )


def _sentence() -> pl.Expr:
    """The DfE's message, the table, and what stands there."""
    table = pl.col("table")
    last = pl.concat_str(pl.lit("last year's "), table.str.strip_suffix(LAST_YEAR))
    words = pl.when(table.str.ends_with(LAST_YEAR)).then(last).otherwise(table)
    place = pl.when(pl.col("row").is_null()).then(pl.lit("the whole return")).otherwise(words)
    stands = pl.concat_str(pl.lit(": "), "~stands").fill_null("")
    end = pl.col("message").str.strip_chars().str.strip_chars_end(".")
    return pl.concat_str(end, pl.lit(". In "), place, stands, pl.lit(".")).alias("says")


def _area(name: str) -> pl.Expr:
    if name == "ssda903":
        return pl.lit(str(Area.CHILDREN_IN_CARE))
    at_risk = pl.col("table").is_in(list(PROTECTION))
    return pl.when(at_risk).then(pl.lit(str(Area.CHILD_PROTECTION))).otherwise(pl.lit(str(Area.ASSESSMENT)))


def save(check: CheckedReturn, folder: Path) -> None:
    """Write a check under `folder`, replacing what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for frame in FRAMES:
        getattr(check, frame).write_parquet(folder / f"{frame}.parquet")
    about = {
        "name": check.name,
        "collection_year": check.collection_year,
        "as_of": check.as_of.isoformat(),
        "files": list(check.files),
    }
    (folder / ABOUT).write_text(json.dumps(about, indent=1, ensure_ascii=False), encoding="utf-8")


def open_check(folder: Path) -> CheckedReturn:
    """A check that was kept. Raises FileNotFoundError where there is none."""
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    frames = {frame: pl.read_parquet(folder / f"{frame}.parquet") for frame in FRAMES}
    return CheckedReturn(
        name=about["name"],
        collection_year=about["collection_year"],
        as_of=date.fromisoformat(about["as_of"]),
        files=tuple(about["files"]),
        **frames,
    )
