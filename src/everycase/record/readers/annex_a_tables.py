"""One Annex A list, read into rows of the record's tables: whole tables, and each child's latest row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from everycase.record.readers.annex_a_headers import CHILD_ID
from everycase.record.readers.annex_a_lists import PARTS, Part
from everycase.record.readers.annex_a_sheets import ListSheet
from everycase.record.readers.annex_a_spellings import code_spellings, nothing_spellings, with_plain_flags
from everycase.record.readers.problems import problem, problems, problems_of, together
from everycase.record.readers.values import ROW, TableRead, read_table
from everycase.record.schema import Kind, Table, children

NEVER = date(1900, 1, 1)
"""Since when nothing happened, where the list says that there was none."""
_DAYS_FROM_1900_TO_1904 = 1462
_UNKNOWN = "(unknown)"
_SAID = "(said)"


@dataclass(frozen=True)
class PartRead:
    """One table as a list gives it.

    frame: the fields read, `file` and `row`, a row for each row of the list; and `(unknown)`: the cell that
    makes it a row, or dates it, holds something that could not be read. fields: those read from columns.
    """

    part: Part
    frame: pl.DataFrame
    fields: frozenset[str]

    @property
    def own(self) -> list[str]:
        """Fields read that are about the row itself, and not the child."""
        return sorted(self.fields - {"child_id"})

    @property
    def needed(self) -> list[str]:
        """Fields of which one must be filled in for the list's row to be one of the table."""
        return [self.part.needs] if self.part.needs else self.own

    @property
    def blank(self) -> bool:
        """Whether every row of the list lacks them: it then says nothing of the table, not even "none"."""
        if self.part.of_people or not (self.part.latest or self.part.needs):
            return False
        return all(self.frame[name].null_count() == self.frame.height for name in self.needed)

    def rows(self) -> pl.DataFrame:
        """Rows of the list that are rows of the table."""
        if not (self.part.latest or self.part.needs):
            return self.frame.drop(_UNKNOWN)
        is_row = pl.any_horizontal(pl.col(self.needed).is_not_null())
        return self.frame.filter(is_row).drop(_UNKNOWN)


@dataclass(frozen=True)
class ListRead:
    """A list's parts, problems, and counts by column as FileRead has them.

    cells: rows that could be placed, each once. errors: `row` and `column` of cells with an Excel error.
    """

    sheet: ListSheet
    cells: pl.DataFrame
    parts: Sequence[PartRead]
    problems: pl.DataFrame
    columns: Mapping[str, Mapping[str, int]]
    errors: pl.DataFrame

    def blanked(self, header: str) -> pl.Series:
        """Rows whose cell under a header holds an Excel error or a formula without a value."""
        return self.errors.filter(pl.col("column") == header)["row"]


def read_list(sheet: ListSheet, file: str, index: int, *, errors: pl.DataFrame, from_1904: bool) -> ListRead:
    """Every table of a list.

    index: of the sheet among the files read. errors: `row` and `column` of cells with an Excel error.
    from_1904: numbers that stand for dates count from 1904.
    """
    placed, found = _placed(sheet, file)
    if from_1904:
        placed = _counted_from_1900(sheet, placed)
    parts: list[PartRead] = []
    columns: dict[str, Mapping[str, int]] = {}
    for part in PARTS[sheet.of.number]:
        headers = found_headers(sheet, part.columns(sheet.of.number))
        if not _can_be_read(part, headers):
            continue
        read = read_cells(part.table, placed, headers, file=file, sheet=sheet.sheet, index=index)
        dated = headers.get(part.needs or part.table.when, "")
        not_read = together([read.problems.filter(pl.col("kind") == "not understood")])
        unknown = pl.concat([not_read.select("row", "column"), errors.select("row", "column")])
        rows = unknown.filter(pl.col("column") == dated)["row"]
        frame = _completed(part, read.frame).with_columns(pl.col("row").is_in(rows.implode()).alias(_UNKNOWN))
        found.append(read.problems)
        columns |= read.columns
        if not (one := PartRead(part, frame, frozenset(headers))).blank:
            parts.append(one)
    return ListRead(sheet, placed, parts, together(found), columns, errors)


def _can_be_read(part: Part, headers: Mapping[str, str]) -> bool:
    """Whether the columns found say whose the rows are, and something of them."""
    if "child_id" in part.table.fields() and "child_id" not in headers:
        return False
    says_more = bool(headers.keys() - {"child_id"}) or part.table.name == children.name
    return says_more and (not part.needs or part.needs in headers)


def read_cells(
    table: Table, cells: pl.DataFrame, headers: Mapping[str, str], *, file: str, sheet: str, index: int
) -> TableRead:
    """Cells as fields of a table, with the spellings known for Annex A. headers: field → header as found."""
    return read_table(
        table,
        with_plain_flags(cells, table, headers),
        headers,
        file=file,
        sheet=sheet,
        file_index=index,
        spellings=code_spellings(table, headers),
        placeholders=nothing_spellings(table, headers),
    )


def found_headers(sheet: ListSheet, columns: Mapping[str, str]) -> dict[str, str]:
    """Field → header as found in the sheet, for the template headers that it has."""
    return {name: sheet.headers[header] for name, header in columns.items() if header in sheet.headers}


def _placed(sheet: ListSheet, file: str) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The list's rows, each once and with an id; what was left out is listed."""
    texts = [name for name in sheet.cells.columns if name != ROW]
    cells = sheet.cells.rename({ROW: "row"})
    again = cells.filter(~pl.struct(texts).is_first_distinct())
    once = cells.filter(pl.struct(texts).is_first_distinct())
    header = sheet.headers.get(CHILD_ID if sheet.of.number != 11 else "Individual adopter identifier")
    if header is None:
        return once.clear().rename({"row": ROW}), [_no_id_column(sheet, file)]
    ids = read_table(children, once, {"child_id": header}, file=file).frame["child_id"]
    lost = once.filter(ids.is_null())
    found = [
        problems_of(
            again,
            "duplicate",
            pl.lit("the same row stands above, word for word; it was taken once"),
            file=file,
            sheet=sheet.sheet,
        ),
        problems_of(
            lost,
            "not placed",
            pl.concat_str(
                pl.lit(f"no {header}, so whose row it is can't be told: it was left out. It holds: "),
                _joined(texts),
            ),
            file=file,
            sheet=sheet.sheet,
            column=header,
            found=_joined(texts),
            expected=header,
        ),
    ]
    return once.filter(ids.is_not_null()).rename({"row": ROW}), found


def _joined(texts: Sequence[str]) -> pl.Expr:
    return pl.concat_str(pl.col(texts), separator=" | ", ignore_nulls=True).str.slice(0, 200)


def _no_id_column(sheet: ListSheet, file: str) -> pl.DataFrame:
    says = (
        f"{file}, sheet {sheet.sheet} has no column '{CHILD_ID}', so none of its {sheet.cells.height:,} rows "
        "can be placed: they were left out"
    )
    return problems([problem("not placed", says, file=file, sheet=sheet.sheet, expected=CHILD_ID)])


def _counted_from_1900(sheet: ListSheet, cells: pl.DataFrame) -> pl.DataFrame:
    """Bare numbers in date columns of a workbook that counts days from 1904, as it would be from 1900."""
    dates = {
        sheet.headers[header]
        for part in PARTS[sheet.of.number]
        for name, header in part.columns(sheet.of.number).items()
        if part.table.fields()[name].kind is Kind.DATE and header in sheet.headers
    }
    number = pl.col(sorted(dates)).str.extract(r"^(\d{4,5}(?:\.\d+)?)$").cast(pl.Float64)
    shifted = (number + _DAYS_FROM_1900_TO_1904).cast(pl.String)
    return cells.with_columns(shifted.fill_null(pl.col(sorted(dates))))


def _completed(part: Part, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with what the list says by being that list."""
    if part.kind:
        name = "kind" if part.table.name == "health_checks" else "role"
        frame = frame.with_columns(pl.lit(part.kind).alias(name))
    if part.table.name == "child_in_need_visits":
        frame = frame.with_columns(seen=pl.when(pl.col("visited_on").is_not_null()).then(True))  # noqa: FBT003
    if part.table.name == "child_protection_visits" and "seen_alone" in frame.columns:
        # Not seen alone may be seen with others: only "alone" says that the child was seen.
        frame = frame.with_columns(seen=pl.when("seen_alone").then(True))  # noqa: FBT003
    if part.table.name == "care_episodes" and "entered_care_on" in frame.columns:
        frame = frame.with_columns(started_on=pl.col("entered_care_on"))
    return frame


def latest_rows(read: PartRead) -> pl.DataFrame:
    """Each child's latest row, where the list has one."""
    when = read.part.table.when
    rows = read.rows()
    if when in rows.columns:
        rows = rows.sort(when, descending=True, nulls_last=True, maintain_order=True)
    return rows.unique("child_id", keep="first", maintain_order=True).sort("row")


def latest_since(read: PartRead, as_of: date) -> pl.DataFrame:
    """Since when nothing happened but what is in the table, by child (columns of LATEST).

    A date: since then. Something without a date: since `as_of`. Blank: since ever. Nothing is said where the
    cell could not be read.
    """
    frame, when = read.frame, read.part.table.when
    day = pl.col(when) if when in frame.columns else pl.lit(None, dtype=pl.Date)
    since = (
        pl.when(day.is_not_null())
        .then(day)
        .when(pl.any_horizontal(pl.col(read.needed).is_not_null()))
        .then(pl.lit(as_of))
        .otherwise(pl.lit(NEVER))
    )
    said = frame.group_by("child_id", maintain_order=True).agg(
        since.max().alias("since"), (~pl.col(_UNKNOWN).any()).alias(_SAID)
    )
    return said.filter(_SAID).select(
        pl.lit(read.part.table.name).alias("table"),
        "child_id",
        pl.lit(read.part.kind or None, dtype=pl.String).alias("kind"),
        "since",
    )
