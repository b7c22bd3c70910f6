"""The XML form of the SSDA903 return: one CHILD with a HEADER and EPISODEs, laid out as the CSVs are."""

from __future__ import annotations

import polars as pl

from everycase.returns.problems import Problem, UnreadableError
from everycase.returns.ssda903.tables import ONLY_IN_CSV, TABLES
from everycase.returns.tables import ReturnTable
from everycase.returns.xml_elements import Elements

ROOT = "EXPSSDA903"

# Tables that stand in HEADER itself, and the element whose text says that the child has a row in it.
_SHOWN_BY = {"OC3": "IN_TOUCH", "AD1": "DATE_INT", "UASC": "UASC"}
_FROM_HEADER = ("CHILD", "DOB", "SEX")


def tables_of(name: str, elements: Elements) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """The tables of an XML return, each with `row` (line), and elements that no table has.

    Every table that the XML form has is there, empty where no child has a row. Raises
    UnreadableError where the outermost element isn't EXPSSDA903.
    """
    if elements.root != ROOT:
        raise UnreadableError(
            f"{name} is not an SSDA903 return: its outermost element is {elements.root}; {ROOT} was expected."
        )
    frame = elements.frame
    by_tag = {str(tag): part for (tag,), part in frame.partition_by("tag", as_dict=True).items()}
    none = frame.clear()
    headers = by_tag.get("HEADER", none).select("element", "line", child="parent")
    about = _filled(headers, TABLES["Header"], by_tag, none)
    tables = {}
    for table in TABLES.values():
        if table.name not in ONLY_IN_CSV:
            rows = _rows(table, by_tag.get(table.group, none), about, by_tag, none)
            tables[table.name] = rows.select(*_columns(table), row="line")
    return tables, _strangers(name, frame)


def _columns(table: ReturnTable) -> list[str]:
    """Columns that the XML form gives: those submitted, and UASC, which XML holds itself."""
    return [column.name for column in table.columns]


def _rows(
    table: ReturnTable,
    group: pl.DataFrame,
    about: pl.DataFrame,
    by_tag: dict[str, pl.DataFrame],
    none: pl.DataFrame,
) -> pl.DataFrame:
    """A table's rows: `line`, the child's own columns, and those of the table's elements."""
    if table.name == "Header":
        return about
    shared = [column for column in _FROM_HEADER if column in _columns(table)]
    if shown := _SHOWN_BY.get(table.name):
        rows = _filled(about.select("element", "line", *shared), table, by_tag, none)
        flag = about["UASC"] if table.name == "UASC" else rows[shown]
        # A UASC of 0 says that the child isn't one: the CSV form has no row for them.
        return rows.filter((flag.is_not_null() & (flag != "0")).fill_null(value=False))
    around = "child" if table.name == "Episodes" else "element"
    rows = group.select("element", "line", around="parent").join(
        about.select(*shared, around=around).unique("around", keep="first"),
        on="around",
        how="left",
        maintain_order="left",
    )
    return _filled(rows, table, by_tag, none)


def _filled(
    rows: pl.DataFrame, table: ReturnTable, by_tag: dict[str, pl.DataFrame], none: pl.DataFrame
) -> pl.DataFrame:
    """`rows` with the text of the table's elements in each `element`; the first where one repeats."""
    for column in table.columns:
        if column.name not in rows.columns:
            leaves = by_tag.get(column.tag, none).unique("parent", keep="first", maintain_order=True)
            values = leaves.select(pl.col("parent").alias("element"), pl.col("text").alias(column.name))
            rows = rows.join(values, on="element", how="left", maintain_order="left")
    return rows


def _strangers(name: str, frame: pl.DataFrame) -> list[Problem]:
    """Elements that the return hasn't got, each kind once."""
    known = {column.tag for table in TABLES.values() for column in table.columns}
    known |= {table.group for table in TABLES.values()} | {ROOT}
    # Children of the root may have any name: each is a child.
    kinds = frame.filter(pl.col("depth") > 2).group_by("tag", maintain_order=True).agg(pl.col("line").first())
    return [
        Problem(
            file=name,
            row=line,
            column=tag,
            kind="extra column",
            found=tag,
            expected="an element of the SSDA903 return",
            says=f"The return has no element {tag}; what is in it was not read.",
        )
        for tag, line in kinds.iter_rows()
        if tag not in known
    ]
