"""The SSDA903 return on looked-after children: read, and checked by the DfE's rules."""

from everycase.returns.ssda903.checking import RULES, check
from everycase.returns.ssda903.reading import read
from everycase.returns.ssda903.tables import TABLES

__all__ = ["RULES", "TABLES", "check", "read"]
