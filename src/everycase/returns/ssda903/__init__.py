"""The return on children looked after (SSDA903)."""

from everycase.returns.ssda903.reading import read
from everycase.returns.ssda903.tables import TABLES

__all__ = ["TABLES", "read"]
