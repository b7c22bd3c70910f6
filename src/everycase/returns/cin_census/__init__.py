"""The Children in Need census: read, and checked by the DfE's rules."""

from typing import TYPE_CHECKING, Any

from everycase.returns.cin_census.checking import check
from everycase.returns.cin_census.reading import read
from everycase.returns.cin_census.tables import TABLES

if TYPE_CHECKING:
    from everycase.returns.cin_census.rules import RULES

__all__ = ["RULES", "TABLES", "check", "read"]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """RULES, imported when asked for: whoever only reads a return needn't wait for them."""
    if name == "RULES":
        from everycase.returns.cin_census.rules import RULES

        return RULES
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
