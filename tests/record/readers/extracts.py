"""Extracts as small visible tables: text in, a folder of CSVs or a frame out."""

import csv
from datetime import date

import polars as pl

from everycase.record.readers.ssd import read

AS_OF = date(2026, 11, 24)


def cells(text):
    """Rows of `a | b` lines; a blank cell is empty."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def frame(text):
    """The same as a frame of text."""
    header, *rows = cells(text)
    return pl.DataFrame(rows, schema=dict.fromkeys(header, pl.String), orient="row")


def folder(path, **tables):
    """A folder with a CSV for each table."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        with (path / f"{name}.csv").open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows(cells(text))
    return path


def reading(path, **tables):
    """What is read from such a folder as of 24 November 2026."""
    return read(folder(path / "extract", **tables), as_of=AS_OF)


def rows(reading, table, *columns):
    """A table's rows in the order of the file, as tuples of some columns."""
    return reading.tables[table].sort("file", "row").select(columns).rows()


def told(reading, kind):
    """The sentences of one kind of problem."""
    return reading.problems.filter(pl.col("kind") == kind)["says"].to_list()


PEOPLE = """
    pers_person_id | pers_dob
    1              | 2015-03-01
    2              | 2016-04-02
"""
