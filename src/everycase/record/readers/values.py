"""A table as found, every cell text, into the record's own fields and types.

Every reader goes through `read_table`. What can't be understood is null in the frame and a row of
`problems`; what a case system writes where it has nothing is listed once a column with its count.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from everycase.record.readers.kinds import expected_of, is_id, understand
from everycase.record.readers.problems import place_of_column, problem, problems, problems_of, together
from everycase.record.readers.spelling import LIST_LETTER
from everycase.record.schema import Field, Kind, Table

ROW = "(row)"
"""A column of `raw` with the row that a person sees, where counting from `first_row` won't do."""

NOTHING_DATES = (
    date(1900, 1, 1),
    date(1899, 12, 30),  # Excel's day 0
    date(1899, 12, 31),
    date(2300, 1, 1),
    date(9999, 12, 31),
)
NOTHING = ("ssd_ph", "placeholder_data", "#n/a", "#value!", "#ref!", "-", "--", "null")
NOTHING_ID = ("-1", "unknown", "not known")
NOBODY = (
    *("0", "n/a", "na", "none", "tbc", "not recorded", "not applicable", "not allocated", "unallocated"),
    *NOTHING_ID,
)
"""What stands where a worker's or a team's id should; a child may well be number 0."""
NOTHING_DATE = ("unknown", "not known", "n/a", "na")
NOTHING_FLAG = (
    *("unknown", "not known", "not recorded", "not stated"),
    *("not applicable", "n/a", "na", "u", "-1"),
)
NOTHING_CODE = ("unknown", "not known", "not recorded", "n/a", "not applicable", "none")
NOTHING_DISTANCE = ("999.9", "999.90")


@dataclass(frozen=True)
class TableRead:
    """A table in the record's fields.

    frame: the fields read, in stored types (timed ones with `NAME_time`), `file` UInt16 and `row` UInt32.
    problems: columns of PROBLEMS. columns: header → {"values": cells not blank, "understood": of those,
    read or known to mean nothing}, as FileRead has it.
    """

    frame: pl.DataFrame
    problems: pl.DataFrame
    columns: Mapping[str, Mapping[str, int]]


def read_table(
    table: Table,
    raw: pl.DataFrame,
    columns: Mapping[str, str],
    *,
    file: str,
    sheet: str = "",
    file_index: int = 0,
    first_row: int = 2,
    spellings: Mapping[str, Mapping[str, str]] | None = None,
    placeholders: Mapping[str, Collection[str]] | None = None,
) -> TableRead:
    """The rows of `raw` as fields of `table`.

    raw: text columns (null or blank where empty) or typed ones; with a column ROW its row numbers are used.
    columns: field name → header in `raw`. first_row: the row a person sees for the first row of `raw`.
    spellings: field → spelling (any case) → code. placeholders: field → more texts that mean nothing.
    Raises ValueError where a field isn't the table's or a header isn't in `raw`.
    """
    fields = table.fields()
    if wrong := [n for n, header in columns.items() if n not in fields or header not in raw.columns]:
        raise ValueError(f"{table.name} or the file has no {', '.join(wrong)}")
    frame = _numbered(raw, first_row, file_index)
    reads = []
    for name, header in columns.items():
        cells = Cells(fields[name], header, as_text(raw[header]), file, sheet)
        reads.append(_read_cells(cells, (spellings or {}).get(name, {}), (placeholders or {}).get(name, ())))
    frame = pl.concat([*(read.values for read in reads), frame, *_unread(reads)], how="horizontal")
    where = frame.select([c for c in ("row", "child_id") if c in frame.columns])
    found = together(read.problems(where) for read in reads)
    return TableRead(frame, found, {read.cells.header: read.counts for read in reads})


def _unread(reads: Sequence[_CellsRead]) -> list[pl.DataFrame]:
    """A column with the names of the fields that each row has something in that could not be understood."""
    wrong = {read.cells.field.name: read.not_understood for read in reads}
    named = [
        pl.select(pl.when(rows).then(pl.lit(name))).to_series().alias(name)
        for name, rows in wrong.items()
        if rows.any()
    ]
    if not named:
        return []
    names = pl.concat_str(pl.all(), separator="|", ignore_nulls=True)
    barred = pl.when(names != "").then(pl.concat_str(pl.lit("|"), names, pl.lit("|")))
    return [pl.DataFrame(named).select(barred.alias("unread"))]


def _numbered(raw: pl.DataFrame, first_row: int, file_index: int) -> pl.DataFrame:
    counted = pl.int_range(first_row, first_row + raw.height, dtype=pl.UInt32, eager=True)
    row = raw[ROW].cast(pl.UInt32) if ROW in raw.columns else counted
    return pl.DataFrame({"row": row}).select(pl.lit(file_index, dtype=pl.UInt16).alias("file"), "row")


def as_text(cells: pl.Series) -> pl.Series:
    """Cells as stripped text, null where blank. Typed cells are written so that they read back the same."""
    kind = cells.dtype
    if kind == pl.Boolean:
        return cells.replace_strict({True: "yes", False: "no"}, default=None, return_dtype=pl.String)
    if isinstance(kind, pl.Datetime):
        cells = cells.dt.strftime("%Y-%m-%d %H:%M:%S")
    elif kind.is_float() or kind.is_decimal():
        whole = cells.cast(pl.Float64)
        shown = whole.cast(pl.String)
        cells = shown.str.replace(r"^(-?\d+)\.0$", "${1}")
    elif kind != pl.String:
        cells = cells.cast(pl.String)
    stripped = cells.str.strip_chars()
    return stripped.set(stripped == "", None)


@dataclass(frozen=True)
class Cells:
    """One column as found: its field, header, and text by row."""

    field: Field
    header: str
    texts: pl.Series
    file: str
    sheet: str


@dataclass(frozen=True)
class _CellsRead:
    cells: Cells
    values: pl.DataFrame
    understood: pl.DataFrame
    counts: Mapping[str, int]

    @property
    def not_understood(self) -> pl.Series:
        """Rows whose cell holds something of which nothing was understood."""
        wrong = self.understood.filter(pl.col("wrong") & pl.col("value_missing"))["found"]
        return self.cells.texts.is_in(wrong.implode()).fill_null(value=False)

    def problems(self, where: pl.DataFrame) -> pl.DataFrame:
        """Cells not understood, one a row; placeholders, one a value with the count of rows."""
        cells = self.cells
        wrong = self.understood.filter("wrong").select("found", "value_missing")
        if wrong.is_empty():
            return together([self._placeholders()])
        rows = where.with_columns(found=cells.texts).join(wrong, on="found", maintain_order="left")
        expected = expected_of(cells.field)
        kept = pl.when("value_missing").then(pl.lit("")).otherwise(pl.lit("; what could be read was kept"))
        says = pl.concat_str(
            pl.lit("found '"), pl.col("found").str.slice(0, 80), pl.lit(f"', expected {expected}"), kept
        )
        listed = problems_of(
            rows,
            "not understood",
            says,
            file=cells.file,
            sheet=cells.sheet,
            column=cells.header,
            found=pl.col("found"),
            expected=expected,
        )
        return together([listed, self._placeholders()])

    def _placeholders(self) -> pl.DataFrame:
        nothing = self.understood.filter("nothing").select("found", "count")
        where = place_of_column(self.cells.file, self.cells.sheet, self.cells.header)
        return problems(
            problem(
                "placeholder",
                f"{where}: '{found}' in {count:,} {'row' if count == 1 else 'rows'} stands for nothing; "
                "taken as empty",
                file=self.cells.file,
                sheet=self.cells.sheet,
                column=self.cells.header,
                found=found,
            )
            for found, count in nothing.sort("found").iter_rows()
        )


def _read_cells(cells: Cells, spellings: Mapping[str, str], more_nothing: Collection[str]) -> _CellsRead:
    field = cells.field
    texts = pl.DataFrame({"found": cells.texts})
    counted = texts.drop_nulls().group_by("found").agg(pl.len().alias("count"))
    if field.kind is Kind.TEXT and not is_id(field):
        read = counted.with_columns(
            value=pl.col("found"), time=pl.lit(None, pl.Datetime("us")), partly=pl.lit(value=False)
        )
    else:
        read = understand(counted.select("found"), field, spellings).join(counted, on="found")
    read = _without_nothing(read, field, more_nothing)
    values = texts.join(read.select("found", "value", "time"), on="found", how="left", maintain_order="left")
    frame = values.select(pl.col("value").cast(field.stored_as).alias(field.name))
    if field.timed:
        frame = frame.with_columns(values["time"].alias(f"{field.name}_time"))
    counts = {
        "values": int(read["count"].sum()),
        "understood": int(read.filter(~pl.col("wrong"))["count"].sum()),
    }
    return _CellsRead(cells, frame, read, counts)


def _without_nothing(read: pl.DataFrame, field: Field, more: Collection[str]) -> pl.DataFrame:
    """The distinct texts with `nothing` (a placeholder), `wrong` (not understood) and `value_missing`."""
    low = pl.col("found").str.to_lowercase().str.replace(LIST_LETTER, "")
    nothing = low.is_in([text.lower() for text in more])
    # A list may have a code for "unknown" or "none": what is a code is no placeholder.
    unless_read = field.kind in (Kind.CODE, Kind.FLAGS, Kind.FLAG)
    usual = low.is_in(_usual_nothing(field))
    nothing = nothing | (usual & pl.col("value").is_null() if unless_read else usual)
    if field.kind is Kind.DATE:
        nothing = nothing | pl.col("value").is_in(NOTHING_DATES).fill_null(value=False)
    marked = read.with_columns(nothing=nothing)
    if field.kind is Kind.DATE:
        near = pl.col("value").dt.year().is_between(1900, 2100)
        marked = marked.with_columns(value=pl.when(near).then("value"), time=pl.when(near).then("time"))
    return marked.with_columns(
        value=pl.when(~pl.col("nothing")).then("value"),
        wrong=~pl.col("nothing") & (pl.col("value").is_null() | pl.col("partly")),
        value_missing=pl.col("value").is_null(),
    )


def _usual_nothing(field: Field) -> list[str]:
    by_kind = {
        Kind.DATE: NOTHING_DATE,
        Kind.FLAG: NOTHING_FLAG,
        Kind.CODE: NOTHING_CODE,
        Kind.FLAGS: NOTHING_CODE,
    }
    no_id = NOBODY if field.refers_to in {"workers", "teams"} else NOTHING_ID
    more = by_kind.get(field.kind, no_id if is_id(field) else ())
    return [*NOTHING, *more, *(NOTHING_DISTANCE if field.unit == "miles" else ())]
