"""What many rules of the census share: the census year, the child's dates, an episode of need's modules."""

from __future__ import annotations

import polars as pl

from everycase.returns.cin_census.tables import TABLES
from everycase.returns.facts import Facts

col = pl.col

CENSUS = FACTS = Facts(tables=TABLES, child="LAchildID", dates="%Y-%m-%d")
