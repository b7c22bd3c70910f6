"""The words that a return's tables are declared in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column of a return's table.

    kind: text, code, date, whole, flag (1/0, true/false), list or number.
    need: required, conditional, optional, retired, derived (made by the reader), generated (an ordinal
        that the reader gives), or unknown.
    codes: name of its code list; empty where there is none.
    element: its tag in the XML form, where that isn't its name; "-" where XML hasn't got it.
    """

    name: str
    kind: str = "text"
    need: str = "required"
    codes: str = ""
    note: str = ""
    element: str = ""

    @property
    def tag(self) -> str:
        """Its tag in the XML form."""
        return self.element or self.name

    @property
    def submitted(self) -> bool:
        """Whether the council's file holds it, rather than the reader making it."""
        return self.need not in {"derived", "generated"}


@dataclass(frozen=True)
class ReturnTable:
    """One table of a return: its name as the DfE's rules spell it, and its columns in order.

    group: the XML element that holds a row.
    file: the file name that councils usually give it; never what it is recognised by.
    """

    name: str
    columns: tuple[Column, ...]
    group: str
    file: str = ""

    @property
    def submitted(self) -> tuple[str, ...]:
        """Names of the columns that the council's file holds."""
        return tuple(column.name for column in self.columns if column.submitted)
