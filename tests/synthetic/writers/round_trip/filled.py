"""A record with every field of every table filled in, by kind and not by meaning."""

from datetime import date, datetime, timedelta

import polars as pl

from everycase.record.schema import STORED
from everycase.record.schema.fields import Kind

AS_OF = date(2026, 10, 31)
CHILDREN = ("C1", "C2", "C3")


def filled_table(name):
    """Three rows, a child each: values differ from row to row and stay within the field's codes."""
    columns = {}
    for place, field in enumerate(STORED[name].fields().values()):
        values = [_value(name, field, place, row) for row in range(3)]
        columns[field.name] = pl.Series(values, dtype=field.stored_as)
        if field.timed:
            midnight = [datetime.combine(day, datetime.min.time()) for day in values]
            columns[f"{field.name}_time"] = pl.Series([midnight[0] + timedelta(hours=9), *midnight[1:]])
    return pl.DataFrame(columns)


def _value(table, field, place, row):
    if field.name == "child_id":
        return CHILDREN[row]
    if field.refers_to:
        return f"{field.refers_to}-{row}"
    if field.unit == "key":
        return f"{table}-{row}"
    codes = list(field.codes)
    return {
        Kind.TEXT: lambda: f"{field.name}-{row}",
        Kind.CODE: lambda: codes[(place + row) % len(codes)],
        Kind.FLAG: lambda: (True, False, None)[row],
        Kind.DATE: lambda: AS_OF - timedelta(days=100 + 10 * row - place),
        Kind.WHOLE: lambda: 1 + row,
        Kind.NUMBER: lambda: (row + 1) / 4,
        Kind.FLAGS: lambda: ([codes[0], codes[2]], [], None)[row],
    }[field.kind]()
