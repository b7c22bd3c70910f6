"""The Children in Need census."""

from everycase.returns.cin_census.reading import read
from everycase.returns.cin_census.tables import TABLES

__all__ = ["TABLES", "read"]
