"""The findings of a checked return in the ledger: the same from check to check, and proved right by the next.

A finding is known by its rule, its child and the row that it is about: the table, and the date by which
people tell such rows apart (an episode by when it began). As in any comparison, only a row that is there,
and that a rule which ran now finds right, is proved right.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from everycase.returns.checking import Result
from everycase.returns.rules import LAST_YEAR, RETURN, Rule
from everycase.review.compare import (
    BACK,
    CHANGED,
    CHILD_GONE,
    COMPARISON,
    NEW,
    OUT_OF_REACH,
    PROVED,
    ROW_GONE,
    STILL_OPEN,
)
from everycase.review.findings import FINDINGS, identities
from everycase.standards.language import Area, Aspect, Severity

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

    name: ssda903 or cin_census. findings: FINDINGS. rows: ROWS, every row of the year's tables.
    outcomes: standard → what became of the rule. versions: standard → the rule's message and severity.
    """

    name: str
    collection_year: int
    as_of: date
    findings: pl.DataFrame
    rows: pl.DataFrame
    outcomes: Mapping[str, str]
    versions: Mapping[str, str]


def keep(
    name: str,
    *,
    collection_year: int,
    as_of: date,
    tables: Mapping[str, pl.DataFrame],
    result: Result,
    rules: Mapping[str, Rule],
) -> CheckedReturn:
    """A check, as the ledger keeps it.

    tables: those that were checked, last year's under names with _last. rules: those that were run, by code.
    """
    rows = rows_of(name, tables)
    prefix = PREFIX[name]
    return CheckedReturn(
        name,
        collection_year,
        as_of,
        as_findings(name, result, rows, as_of),
        rows,
        {f"{prefix}-{code}": outcome for code, outcome in result.rules.select("rule", "outcome").iter_rows()},
        {f"{prefix}-{code}": f"{rule.severity}: {rule.message}" for code, rule in rules.items()},
    )


def rows_of(name: str, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every row with the child and the subject that it is known by; columns as in ROWS."""
    parts = [_subjects(name, table, frame) for table, frame in tables.items()]
    return pl.concat([pl.DataFrame(schema=dict(ROWS)), *parts])


def _subjects(name: str, table: str, frame: pl.DataFrame) -> pl.DataFrame:
    key = TOLD_APART[name].get(table.removesuffix(LAST_YEAR), "")
    texts = frame.with_columns(
        pl.col(c).list.join(",") if isinstance(kind, pl.List) else pl.col(c).cast(pl.String)
        for c, kind in frame.schema.items()
    )
    child = (
        pl.col(CHILD[name]).str.strip_chars().replace("", None)
        if CHILD[name] in frame.columns
        else pl.lit(None, pl.String)
    )
    written = pl.col(key).str.strip_chars() if key in frame.columns else pl.lit(None, pl.String)
    day = written.str.to_date(DAYS[name], strict=False)
    known = texts.with_row_index("row").with_columns(
        child.alias("child_id"),
        day.alias("subject_on"),
        pl.coalesce(day.cast(pl.String), written, pl.lit("")).alias("~key"),
    )
    # By what is in them and not by their order in the file, which may change from one file to the next.
    among = known.sort(*frame.columns, "row").with_columns(
        pl.int_range(1, pl.len() + 1).over("child_id", "~key").alias("~nth")
    )
    nth = pl.when(pl.col("~nth") > 1).then(pl.format("#{}", "~nth")).otherwise(pl.lit(""))
    named = among.with_columns(
        pl.lit(table).alias("table"), pl.format("{}@{}{}", pl.lit(table), "~key", nth).alias("subject")
    )
    return named.sort("row").select(pl.col(c).cast(t) for c, t in ROWS.items())


def as_findings(name: str, result: Result, rows: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """What the rules flagged as findings of a review (FINDINGS). rows: as `rows_of` gives them."""
    flagged = result.findings.join(rows, on=["table", "row"], how="left", maintain_order="left")
    standard = pl.format("{}-{}", pl.lit(PREFIX[name]), "rule")
    told = flagged.with_columns(
        standard.alias("standard"),
        pl.lit("rule").alias("kind"),
        pl.col("message").alias("title"),
        _area(name).alias("area"),
        pl.lit(str(Aspect.RECORDS)).alias("aspect"),
        pl.col("severity").replace_strict(SEVERITIES, return_dtype=pl.Int8),
        pl.lit(value=False).alias("red_line"),
        pl.col("subject").fill_null(pl.format("{}@{}", pl.lit(RETURN), "table")),
        pl.format("{} ({})", "message", pl.col("fields").list.join(", ")).alias("says"),
        pl.lit(as_of).alias("first_seen"),
    )
    named = told.with_columns(identities(told["standard"], told["child_id"], told["subject"]))
    blank = {name: kind for name, kind in FINDINGS.items() if name not in named.columns}
    return (
        named.with_columns(pl.lit(None, kind).alias(name) for name, kind in blank.items())
        .select(pl.col(name).cast(kind) for name, kind in FINDINGS.items())
        .unique("finding", keep="first", maintain_order=True)
    )


def _area(name: str) -> pl.Expr:
    if name == "ssda903":
        return pl.lit(str(Area.CHILDREN_IN_CARE))
    at_risk = pl.col("table").is_in(list(PROTECTION))
    return pl.when(at_risk).then(pl.lit(str(Area.CHILD_PROTECTION))).otherwise(pl.lit(str(Area.ASSESSMENT)))


def compare_returns(
    before: CheckedReturn, after: CheckedReturn, *, once_proved: Collection[str] = ()
) -> pl.DataFrame:
    """Every finding of either check of one return, once, with its status (COMPARISON).

    once_proved: identities proved right by some earlier comparison. Raises ValueError where the two are not
    of the same return and year: another year's return proves nothing of this one's.
    """
    if (before.name, before.collection_year) != (after.name, after.collection_year):
        raise ValueError("The two checks are not of the same return and year.")
    old = _moved(before.findings, before.rows, after.rows)
    pairs = old.join(after.findings.select("finding"), left_on="~now", right_on="finding", how="semi")
    known = pairs.select("~now", pl.col("finding").alias("finding_before"), "matched")
    found = after.findings.join(known, left_on="finding", right_on="~now", how="left").with_columns(
        pl.when(pl.col("finding_before").is_not_null())
        .then(pl.lit(STILL_OPEN))
        .when(pl.col("finding").is_in(list(once_proved)))
        .then(pl.lit(BACK))
        .otherwise(pl.lit(NEW))
        .alias("status")
    )
    there = after.rows.select("child_id", pl.col("subject").alias("~subject")).unique()
    gone = (
        old.join(pairs, on="finding", how="anti")
        .join(
            there.with_columns(pl.lit(value=True).alias("~there")),
            on=["child_id", "~subject"],
            how="left",
            nulls_equal=True,
        )
        .with_columns(_no_longer(before, after).alias("status"), pl.col("finding").alias("finding_before"))
    )
    parts = [part.select(pl.col(c).cast(t) for c, t in COMPARISON.items()) for part in (found, gone)]
    return pl.concat(parts).sort("severity", "finding", descending=[True, False])


def _moved(findings: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Findings with `~subject`, what their row is called now, `~now`, their identity by that, and `matched`.

    A row whose date was corrected is known again only where the child has one row of that table that went
    and one that came: with more, which is which can't be told.
    """
    key = ["table", "child_id"]
    went = _alone(before.join(after, on=["child_id", "subject"], how="anti", nulls_equal=True))
    came = _alone(after.join(before, on=["child_id", "subject"], how="anti", nulls_equal=True))
    moved = went.join(came, on=key, how="inner", suffix="~2").select(
        "child_id", "subject", pl.col("subject~2").alias("~moved")
    )
    told = findings.join(moved, on=["child_id", "subject"], how="left", maintain_order="left").with_columns(
        pl.coalesce("~moved", "subject").alias("~subject"),
        pl.when(pl.col("~moved").is_not_null())
        .then(pl.lit("by the one row that changed"))
        .otherwise(pl.lit("exactly"))
        .alias("matched"),
    )
    now = identities(told["standard"], told["child_id"], told["~subject"])
    return told.with_columns(now.alias("~now"))


def _alone(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of a child who has no other among them of the same table."""
    return rows.filter(pl.col("child_id").is_not_null() & (pl.len().over("table", "child_id") == 1))


def _no_longer(before: CheckedReturn, after: CheckedReturn) -> pl.Expr:
    """What became of a finding that is not found now; `~there`: whether its row is in the later files."""
    same = [key for key, version in before.versions.items() if after.versions.get(key) == version]
    ran = [key for key, outcome in after.outcomes.items() if outcome in {"clear", "flagged"}]
    child, rows = pl.col("child_id"), after.rows
    table = pl.col("~subject").str.split("@").list.first()
    there = pl.col("~there").fill_null(value=False) | (table == RETURN)
    return (
        pl.when(~pl.col("standard").is_in(same))
        .then(pl.lit(CHANGED))
        .when(~pl.col("standard").is_in(ran))
        .then(pl.lit(OUT_OF_REACH))
        .when(there)
        .then(pl.lit(PROVED))
        .when(child.is_not_null() & ~child.is_in(rows["child_id"].drop_nulls().unique().implode()))
        .then(pl.lit(CHILD_GONE))
        .when(~table.is_in(rows["table"].unique().implode()))
        .then(pl.lit(OUT_OF_REACH))
        .otherwise(pl.lit(ROW_GONE))
    )


def save(check: CheckedReturn, folder: Path) -> None:
    """Write a check under `folder`, replacing what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    check.findings.write_parquet(folder / "findings.parquet")
    check.rows.write_parquet(folder / "rows.parquet")
    about = {
        "name": check.name,
        "collection_year": check.collection_year,
        "as_of": check.as_of.isoformat(),
        "outcomes": dict(check.outcomes),
        "versions": dict(check.versions),
    }
    (folder / "check.json").write_text(json.dumps(about, indent=1, ensure_ascii=False), encoding="utf-8")


def open_check(folder: Path) -> CheckedReturn:
    """A check that was kept. Raises FileNotFoundError where there is none."""
    about = json.loads((folder / "check.json").read_text(encoding="utf-8"))
    return CheckedReturn(
        **{**about, "as_of": date.fromisoformat(about["as_of"])},
        findings=pl.read_parquet(folder / "findings.parquet"),
        rows=pl.read_parquet(folder / "rows.parquet"),
    )
