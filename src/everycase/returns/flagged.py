"""What the rules flagged, with the values that stand there and where in which file they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from everycase.returns import cells as in_tables
from everycase.returns.cells import BLANK
from everycase.returns.checking import Result
from everycase.returns.forms import Form
from everycase.returns.reading import Reading
from everycase.returns.rules import LAST_YEAR, Rule, Severity

ERROR, QUERY = Severity.ERROR.value, Severity.QUERY.value
WHOLE_RETURN = "the whole return"
KIND: Mapping[str, str] = {ERROR: "Error", QUERY: "Query"}

CELLS: Mapping[str, pl.DataType] = {
    **in_tables.CELLS,
    "expected": pl.String(),  # what the field takes, in words; empty where the value is such a one
}
FLAGGED: Mapping[str, pl.DataType] = {
    "rule": pl.String(),
    "severity": pl.String(),  # error or query
    "message": pl.String(),  # the DfE's own
    "child": pl.String(),
    "table": pl.String(),  # with _last where it is of last year's return
    "row": pl.UInt32(),  # 0-based, in the table; null where it is about the whole return
    "file": pl.String(),
    "file_row": pl.UInt32(),  # row of the CSV (the header is 1), or line of the XML
    "fields": pl.String(),
    "values": pl.String(),  # "DEC: 01/04/2026; REC: blank"
    "expected": pl.String(),
}


@dataclass(frozen=True)
class Checked:
    """A return, read and checked: everything that the workbook, the files and the page are made of."""

    form: Form
    collection_year: int
    reading: Reading
    result: Result
    previous: Reading | None = None

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules that were asked for, by code."""
        in_force = self.form.rules_in(self.collection_year)
        latest = {rule.code: rule for rule in self.form.rules}
        return {code: in_force.get(code, latest[code]) for code in self.result.rules["rule"]}

    @property
    def name(self) -> str:
        """'SSDA903, year ending 31 March 2026'."""
        return f"{self.form.title}, year ending 31 March {self.collection_year}"

    @cached_property
    def tables(self) -> Mapping[str, pl.DataFrame]:
        """Every table by name as findings name it: this year's, and last year's with _last."""
        last = self.previous.tables if self.previous else {}
        return {**self.reading.tables, **{name + LAST_YEAR: frame for name, frame in last.items()}}

    @cached_property
    def problems(self) -> pl.DataFrame:
        """What could not be understood in the files of either year."""
        frames = [self.reading.problems, *([self.previous.problems] if self.previous else [])]
        return pl.concat(frames)

    @cached_property
    def cells(self) -> pl.DataFrame:
        """Every offending cell of a table, once for each finding; columns as in CELLS."""
        return _cells(self)

    @cached_property
    def flagged(self) -> pl.DataFrame:
        """Every finding in the order of the result, with values and places; columns as in FLAGGED."""
        return _flagged(self)

    def place_of(self, table: str) -> pl.Series:
        """For each row of a table, the row of the CSV (the header is 1) or line of the XML that holds it."""
        places = self.previous.places if self.previous and table.endswith(LAST_YEAR) else self.reading.places
        return places[table.removesuffix(LAST_YEAR)]["row"]

    def of(self, severity: str) -> pl.DataFrame:
        """The findings that are errors, or those that are queries."""
        return self.flagged.filter(pl.col("severity") == severity)

    @cached_property
    def by_rule(self) -> pl.DataFrame:
        """A row a rule: rule, severity, message, outcome, flagged, children, reason; errors first."""
        children = self.flagged.group_by("rule").agg(
            pl.col("child").drop_nulls().n_unique().alias("children")
        )
        about = [(code, rule.severity.value, rule.message) for code, rule in self.rules.items()]
        described = pl.DataFrame(
            about, {"rule": pl.String, "severity": pl.String, "message": pl.String}, orient="row"
        )
        together = described.join(self.result.rules, on="rule", how="left", maintain_order="left").join(
            children, on="rule", how="left", maintain_order="left"
        )
        ordered = together.sort(pl.col("severity") != ERROR, maintain_order=True)
        return ordered.with_columns(pl.col("children").fill_null(0))

    @cached_property
    def by_child(self) -> pl.DataFrame:
        """A row a child: child, errors, queries, rules (their codes); most errors first."""
        errors, queries = ((pl.col("severity") == kind).sum() for kind in (ERROR, QUERY))
        return (
            self.flagged.filter(pl.col("child").is_not_null())
            .group_by("child")
            .agg(
                errors=errors,
                queries=queries,
                rules=pl.col("rule").unique(maintain_order=True).str.join(", "),
            )
            .sort("errors", "queries", "child", descending=[True, True, False])
        )


def table_in_words(table: str) -> str:
    """'Episodes', or 'Episodes of last year'."""
    base = table.removesuffix(LAST_YEAR)
    return base if base == table else f"{base} of last year"


def id_of_child(column: str) -> pl.Expr:
    """A child's id without spaces around it, so that one child's rows stand together; null where blank."""
    return pl.col(column).str.strip_chars().replace("", None)


def _cells(checked: Checked) -> pl.DataFrame:
    found = in_tables.cells_of(checked.result.findings, checked.tables).with_row_index("~order")
    parts = found.partition_by("table", "field", as_dict=True).items()
    told = [_with_expected(checked.form, part, str(table), str(field)) for (table, field), part in parts]
    return (
        pl.concat([pl.DataFrame(schema={"~order": pl.UInt32, **CELLS}), *told]).sort("~order").drop("~order")
    )


def _with_expected(form: Form, part: pl.DataFrame, table: str, field: str) -> pl.DataFrame:
    """The cells of one field of one table, with what the field takes where they hold no such value."""
    fits = form.fits(table, field, pl.col("value")) & (pl.col("value") != BLANK)
    expected = pl.when(fits).then(pl.lit("")).otherwise(pl.lit(form.expected(table, field)))
    told = part.with_columns(expected=expected)
    return told.select("~order", *(pl.col(name).cast(kind) for name, kind in CELLS.items()))


def _flagged(checked: Checked) -> pl.DataFrame:
    said = checked.cells.group_by("finding").agg(
        pl.format("{}: {}", "field", "value").str.join("; ").alias("values"),
        pl.format("{}: {}", "field", "expected")
        .filter(pl.col("expected") != "")
        .str.join("; ")
        .alias("expected"),
    )
    findings = checked.result.findings.with_row_index("finding").with_columns(
        id_of_child("child"), pl.col("fields").list.join(", ")
    )
    placed = findings.join(_places(checked), on=["table", "row"], how="left", maintain_order="left")
    whole = pl.when(pl.col("row").is_null()).then(pl.lit(WHOLE_RETURN)).otherwise(pl.lit(""))
    together = placed.join(said, on="finding", how="left", maintain_order="left").with_columns(
        pl.col("values").fill_null(whole), pl.col("expected").fill_null("")
    )
    return together.select(pl.col(name).cast(kind) for name, kind in FLAGGED.items())


def _places(checked: Checked) -> pl.DataFrame:
    """table, row → the file, and the row in it."""
    wanted = checked.result.findings.select("table", "row").drop_nulls("row").unique()
    empty = wanted.clear().with_columns(file=pl.lit(None, pl.String), file_row=pl.lit(None, pl.UInt32))
    readings = [("", checked.reading), *([(LAST_YEAR, checked.previous)] if checked.previous else [])]
    parts = (part for ending, reading in readings for part in _places_in(reading, ending, wanted))
    return pl.concat([empty, *parts])


def _places_in(reading: Reading, ending: str, wanted: pl.DataFrame) -> Iterator[pl.DataFrame]:
    names = pl.Series([file.name for file in reading.files], dtype=pl.String)
    for name, places in reading.places.items():
        rows = wanted.filter(pl.col("table") == name + ending)
        if rows.height:
            at = places.select("file", "row")[rows["row"]]
            file = names.gather(at["file"])
            yield rows.with_columns(file=file, file_row=at["row"].cast(pl.UInt32))


def outcomes(checked: Checked, outcome: str) -> Iterable[tuple[str, list[str]]]:
    """Each reason for an outcome ("not run", "cannot tell") with the codes of the rules that have it."""
    of_it = checked.by_rule.filter(pl.col("outcome") == outcome)
    grouped = of_it.group_by("reason", maintain_order=True).agg("rule")
    return [(str(reason), list(codes)) for reason, codes in grouped.iter_rows()]
