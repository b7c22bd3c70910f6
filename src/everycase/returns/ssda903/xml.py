"""The XML form of the SSDA903 return: one CHILD with a HEADER and EPISODEs, laid out as the CSVs are."""

from __future__ import annotations

import polars as pl

from everycase.returns.problems import Problem, UnreadableError
from everycase.returns.ssda903.tables import ONLY_IN_CSV, TABLES
from everycase.returns.tables import ReturnTable
from everycase.returns.xml_document import Document
from everycase.returns.xml_elements import Elements

ROOT = "EXPSSDA903"

# Tables that stand in HEADER itself, and the element whose text says that the child has a row in it.
_SHOWN_BY = {"OC3": "IN_TOUCH", "AD1": "DATE_INT", "UASC": "UASC"}
_FROM_HEADER = ("CHILD", "DOB", "SEX")


def tables_of(name: str, elements: Elements) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """The tables of an XML return, each with `row` (line), and what in it has no place or stands twice.

    Every table that the XML form has is there, empty where no child has a row. Raises
    UnreadableError where the outermost element isn't EXPSSDA903.
    """
    if elements.root != ROOT:
        raise UnreadableError(
            f"{name} is not an SSDA903 return: its outermost element is {elements.root}; {ROOT} was expected."
        )
    document = Document(name, elements, known_in)
    header = document.filled(document.groups("HEADER", "child"), TABLES["Header"])
    tables = {}
    for table in TABLES.values():
        if table.name not in ONLY_IN_CSV:
            rows = header if table.name == "Header" else _rows(document, table, header)
            tables[table.name] = rows.select(*(column.name for column in table.columns), row="line")
    return tables, document.problems


def known_in(around: str) -> set[str] | None:
    """Tags that may stand in the element `around`; None where any may, as in the root."""
    if around == ROOT:
        return None  # each element of the root is a child, whatever its name
    groups = {table.group: table for table in TABLES.values()} | {"HEADER": TABLES["Header"]}
    if around not in groups:
        return {"HEADER", "EPISODE"}
    if around != "HEADER":
        return {column.tag for column in groups[around].columns} - {"CHILDID", "DOB"}
    in_header = {column.tag for t in TABLES.values() if t.group == "HEADER" for column in t.columns}
    return in_header | (set(groups) - {"HEADER", "EPISODE", "-"})


def _rows(document: Document, table: ReturnTable, header: pl.DataFrame) -> pl.DataFrame:
    """A table's rows: `line`, what it has from HEADER, and its own elements."""
    own = [column.name for column in table.columns if column.name in _FROM_HEADER]
    if shown := _SHOWN_BY.get(table.name):
        rows = document.filled(header.select("element", "line", *own), table)
        flag = header["UASC"] if table.name == "UASC" else rows[shown]
        said = flag.is_not_null()
        # A UASC of 0 says that the child isn't one: the CSV form has no row for them.
        return rows.filter(said & (flag != "0") if table.name == "UASC" else said)
    around = "child" if table.name == "Episodes" else "element"
    of_header = header.select(pl.col(around).alias("around"), *own).unique("around", keep="first")
    groups = document.groups(table.group, "around")
    return document.filled(groups.join(of_header, on="around", how="left", maintain_order="left"), table)
