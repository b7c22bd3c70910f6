"""A return's tables as the XML form holds them, written out by hand from the tags of the DfE's form."""

from __future__ import annotations

from xml.sax.saxutils import escape

import polars as pl

from everycase.returns.ssda903 import TABLES
from everycase.returns.ssda903.tables import ONLY_IN_CSV


def in_both_forms(tables):
    """What XML can hold: the tables that it has, children of Header once, a row a child where it must."""
    header = tables["Header"].unique("CHILD", keep="first", maintain_order=True)
    kept = {"Header": header}
    for name in sorted(set(TABLES) - ONLY_IN_CSV - {"Header"}):
        # XML has a child's date of birth and sex once, in HEADER.
        own = [c for c in ("DOB", "SEX") if c in tables[name].columns and c in header.columns]
        rows = tables[name].drop(own).join(header.select("CHILD", *own), on="CHILD", how="inner")
        rows = rows.select(tables[name].columns)
        if sign := SHOWN_BY.get(name):
            rows = rows.unique("CHILD", keep="first", maintain_order=True).drop_nulls(sign)
        # An element with nothing in it is no row of a CSV.
        kept[name] = rows.filter(pl.any_horizontal(pl.exclude("CHILD", "DOB", "SEX").is_not_null()))
    uasc = header["CHILD"].is_in(kept["UASC"]["CHILD"].implode())
    kept["Header"] = header.with_columns(UASC=pl.when(uasc).then(pl.lit("1")).otherwise(pl.lit("0")))
    return {name: kept[name] for name in TABLES if name in kept}


SHOWN_BY = {"OC3": "IN_TOUCH", "AD1": "DATE_INT", "UASC": "DUC"}
"""Tables with a row a child, whose elements stand in HEADER itself."""


def as_xml(tables) -> str:
    """A return's XML, laid out by hand from the tags that the DfE's form has."""
    children = [one_child(row, tables) for row in tables["Header"].iter_rows(named=True)]
    return f"<EXPSSDA903>{''.join(children)}</EXPSSDA903>"


def one_child(header, tables) -> str:
    mine = {name: frame.filter(pl.col("CHILD") == header["CHILD"]) for name, frame in tables.items()}
    inside = [elements("Header", header)]
    outside: list[str] = []
    for name, frame in mine.items():
        for row in frame.iter_rows(named=True) if name != "Header" else ():
            if name in SHOWN_BY:
                inside.append(elements(name, row, without=("CHILD", "DOB", "SEX", "UASC")))
            else:
                group = TABLES[name].group
                text = f"<{group}>{elements(name, row, without=('CHILD', 'DOB', 'SEX'))}</{group}>"
                (outside if name == "Episodes" else inside).append(text)
    return f"<CHILD><HEADER>{''.join(inside)}</HEADER>{''.join(outside)}</CHILD>"


def elements(name, row, without=()) -> str:
    tags = {column.name: column.tag for column in TABLES[name].columns}
    return "".join(
        f"<{tags[column]}>{escape(value)}</{tags[column]}>"
        for column, value in row.items()
        if value is not None and value.strip() and column not in without and column in tags
    )


def flagged(result, tables) -> list[tuple[object, ...]]:
    """Every finding by what stands in its row, which a form can't change."""
    rows = {
        name: frame.select(pl.concat_str(pl.all().fill_null(""), separator="|")).to_series()
        for name, frame in tables.items()
    }
    return sorted(
        (rule, table, "" if row is None else rows[table][row])
        for rule, table, row in result.findings.select("rule", "table", "row").iter_rows()
    )
