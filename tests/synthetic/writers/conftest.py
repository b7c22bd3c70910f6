"""Tables made from a line of column names and rows."""

import polars as pl
import pytest


@pytest.fixture
def table():
    """Make a table from its columns and rows."""

    def make(columns, *rows):
        return pl.DataFrame(rows, schema=columns.split(), orient="row")

    return make
