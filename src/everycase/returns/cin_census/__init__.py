"""The Children in Need census: read, and checked by the DfE's rules."""

from everycase.returns.cin_census.checking import RULES, check
from everycase.returns.cin_census.reading import read
from everycase.returns.cin_census.tables import TABLES

__all__ = ["RULES", "TABLES", "check", "read"]
