"""Rows that can't be placed, rows given twice, and rows that name a parent which isn't there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from everycase.record.readers.problems import problem, problems, problems_of, together
from everycase.record.schema import STORED, Kind, Table

Tables = Mapping[str, pl.DataFrame]
Corrected = tuple[dict[str, pl.DataFrame], pl.DataFrame]
"""Tables set right, and the problems of what was set right."""


ONE_A_CHILD = ("children", "care_leavers", "immunisations")
"""Tables with one row a child: of care leavers and immunisations, the latest."""


def listed(
    rows: pl.DataFrame, kind: str, says: pl.Expr, files: Sequence[str], *, found: pl.Expr | str = ""
) -> pl.DataFrame:
    """A problem for each row, which knows its `file` and `row`; `files` are the files' names by number."""
    return together(
        problems_of(part, kind, says, file=files[number], found=found)
        for (number,), part in rows.partition_by("file", as_dict=True).items()
    )


def placed(tables: Tables, files: Sequence[str]) -> Corrected:
    """Without the rows that say not whom they are about; those are listed."""
    kept, lost = {}, []
    for name, rows in tables.items():
        who = "child_id" if "child_id" in STORED[name].fields() else STORED[name].key_field()
        about = "the child's id is missing" if who == "child_id" else f"there is no {who}"
        unplaced = rows.filter(pl.col(who).is_null()) if who in rows.columns else rows
        key = STORED[name].key_field()
        found = pl.col(key) if key in rows.columns else ""
        says = pl.lit(f"{about}, so the row could not be placed; it is not in the record")
        lost.append(listed(unplaced, "not placed", says, files, found=found))
        kept[name] = rows.filter(pl.col(who).is_not_null()) if who in rows.columns else rows.clear()
    return kept, together(lost)


def once(tables: Tables, files: Sequence[str]) -> Corrected:
    """Each row once: of those with the same id, child and date, the one with most filled in."""
    kept, doubled = {}, []
    for name, rows in tables.items():
        identity = _identity(STORED[name], rows)
        better = _worth(name, rows)
        ranked = rows.with_columns(
            better.rank("ordinal", descending=True).over(identity).alias("~rank"),
            pl.col("row").sort_by(better, descending=True).first().over(identity).alias("~kept"),
        )
        again = ranked.filter(pl.col("~rank") > 1)
        if again.is_empty():
            kept[name] = rows
            continue
        known = pl.concat_str([pl.col(c).cast(pl.String).fill_null("") for c in identity], separator=", ")
        says = pl.format("given again, as in row {} ({}); one row was kept", "~kept", known)
        doubled.append(listed(again, "duplicate", says, files, found=known))
        kept[name] = ranked.filter(pl.col("~rank") == 1).select(rows.columns)
    return kept, together(doubled)


def _worth(name: str, rows: pl.DataFrame) -> pl.Expr:
    """A number that is greater the more a row has filled in; the latest counts first where only it is due."""
    filled = pl.sum_horizontal(pl.all().exclude("file", "row", "unread").is_not_null()).cast(pl.Int64)
    dates = [c for c, kind in rows.schema.items() if kind == pl.Date]
    if name not in ONE_A_CHILD or name == "children" or not dates:
        return filled
    return filled + 1_000 * pl.max_horizontal(dates).fill_null(pl.date(1900, 1, 1)).cast(pl.Int32).cast(
        pl.Int64
    )


def _identity(table: Table, rows: pl.DataFrame) -> list[str]:
    """Columns that two rows share only if they are one.

    An id alone won't do: in Mosaic a sibling group shares the id of a section 47 enquiry, in Eclipse
    a child who returns to an address has the same placement id again.
    """
    key = table.key_field()
    if table.name in ONE_A_CHILD:
        return ["child_id"]
    plain = [c for c, kind in rows.schema.items() if c not in ("file", "row", "unread") and kind != pl.List]
    if not key or key not in rows.columns or table.volatile_key or rows[key].null_count():
        return [c for c in plain if c != key or not table.volatile_key]
    return [c for c in (key, "child_id", table.when) if c and c in rows.columns]


def orphans(tables: Tables, files: Sequence[str]) -> pl.DataFrame:
    """Links to a row that isn't in the table it should be in, once a column with the count.

    Extracts are made without the database's own checks, so a few are usual; children in no table of
    children are listed where all files are put together.
    """
    found = []
    for name, rows in tables.items():
        for fld in STORED[name].fields().values():
            parent = fld.refers_to
            if fld.kind is not Kind.REFERENCE or parent in ("", "children") or fld.name not in rows.columns:
                continue
            lost = _lost(rows, fld.name, tables.get(parent), parent)
            if lost.height:
                count, first = lost.height, lost.row(0, named=True)
                says = (
                    f"{files[first['file']]}: {count:,} {'row names' if count == 1 else 'rows name'} a "
                    f"{fld.name} that is not in {STORED[parent].ssd} (the first: {first[fld.name]}, "
                    f"row {first['row']})."
                )
                found.append(problem("orphan", says, file=files[first["file"]], found=first[fld.name]))
    return problems(found)


def _lost(rows: pl.DataFrame, link: str, parents: pl.DataFrame | None, parent: str) -> pl.DataFrame:
    named = rows.filter(pl.col(link).is_not_null())
    if parents is None or parents.is_empty():
        return named.clear()
    known = [c for c in (STORED[parent].key_field(), "staff_number") if c in parents.columns]
    ids = pl.concat([parents[c].rename("id") for c in known])
    return named.filter(~pl.col(link).is_in(ids.implode()))
