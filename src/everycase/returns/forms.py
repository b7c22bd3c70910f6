"""The two returns side by side: what each is called, how it is read, and how its rules are run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import cast

import polars as pl

from everycase.returns.checking import Result, choose
from everycase.returns.codes import lists
from everycase.returns.facts import Facts
from everycase.returns.problems import UnreadableError
from everycase.returns.reading import Reading, files_of
from everycase.returns.reference import Reference
from everycase.returns.rules import LAST_YEAR, Rule
from everycase.returns.tables import Column, ReturnTable

DAYS = {"DD/MM/YYYY": "%d/%m/%Y", "YYYY-MM-DD": "%Y-%m-%d"}
SUFFIXES = (".csv", ".xml", ".txt")
MOST_CODES = 12
"""A longer list of codes is named, not written out."""


@dataclass(frozen=True)
class Form:
    """One statutory return.

    child: the column with the child's id. day: how its files write a date. newest: the newest
    collection year (in which it ends) that its rules are declared for. source: where they stand.
    compares: whether any of its rules needs reference data.
    """

    name: str
    title: str
    child: str
    day: str
    newest: int
    source: str
    compares: bool

    @cached_property
    def _package(self) -> ModuleType:
        # Only when it is asked for: hundreds of rules take longer to import than most commands to run.
        return import_module(f"everycase.returns.{self.name}")

    @property
    def tables(self) -> Mapping[str, ReturnTable]:
        """Its tables by name."""
        return cast("Mapping[str, ReturnTable]", self._package.TABLES)

    @property
    def rules(self) -> Sequence[Rule]:
        """Every rule, those of earlier years included."""
        return cast("Sequence[Rule]", self._package.RULES)

    @property
    def facts(self) -> Facts:
        """What its rules may name."""
        return cast("Facts", import_module(f"everycase.returns.{self.name}.facts").FACTS)

    def read(self, paths: Sequence[Path]) -> Reading:
        """The return in these files. Raises UnreadableError where one can't be read at all."""
        return cast("Reading", self._package.read(paths))

    def check(
        self,
        tables: Mapping[str, pl.DataFrame],
        *,
        collection_year: int,
        previous: Mapping[str, pl.DataFrame] | None = None,
        reference: Reference | None = None,
        rules: Sequence[str] | None = None,
    ) -> Result:
        """Its rules run on a year's tables; see `check` of each return's package."""
        found = self._package.check(
            tables, collection_year=collection_year, previous=previous, reference=reference, rules=rules
        )
        return cast("Result", found)

    def rules_in(self, collection_year: int) -> dict[str, Rule]:
        """The rules in force in a year, by code."""
        return {rule.code: rule for rule in choose(self.rules, collection_year, None)}

    def source_of(self, rule: Rule) -> str:
        """Where a rule stands."""
        return rule.source or f"{self.source}, rule {rule.code}"

    def column(self, table: str, name: str) -> Column | None:
        """What is declared of a column (of this year's table or of last year's); None where nothing is."""
        declared = self.tables.get(table.removesuffix(LAST_YEAR))
        return next((c for c in declared.columns if c.name == name), None) if declared else None

    def expected(self, table: str, name: str) -> str:
        """What a column takes, in words; empty where any text will do."""
        column = self.column(table, name)
        if column is None:
            return ""
        if column.codes:
            codes = self._codes_in_words(column.codes)
            # Text that has codes besides, such as a pupil's number or why there is none.
            return f"text, or {codes}" if column.kind == "text" else codes
        kinds = {"date": f"a date, {self.day}", "whole": "a whole number", "flag": "true or false (1 or 0)"}
        return kinds.get(column.kind, column.note)

    def fits(self, table: str, name: str, value: pl.Expr) -> pl.Expr:
        """Whether a value (text) is one that the column takes, as far as its kind and codes say."""
        column = self.column(table, name)
        if column is None or column.kind in {"list", "text"}:
            return pl.lit(value=True)
        if column.kind == "date":
            return value.str.to_date(DAYS[self.day], strict=False).is_not_null()
        if column.kind == "whole":
            return value.str.contains(r"^\d+$")
        codes = (
            ("TRUE", "FALSE", "1", "0") if column.kind == "flag" else lists(self.name).get(column.codes, ())
        )
        return value.str.to_uppercase().is_in(list(codes)) if codes else pl.lit(value=True)

    def _codes_in_words(self, name: str) -> str:
        codes = list(lists(self.name).get(name, ()))
        if not codes:
            return ""
        if len(codes) <= MOST_CODES:
            return f"one of {', '.join(codes)}"
        return f"one of the {len(codes)} codes of the list {name.replace('_', ' ')}, such as {codes[0]}"


FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form(
            "ssda903",
            "SSDA903",
            child="CHILD",
            day="DD/MM/YYYY",
            newest=2027,
            source="DfE, Children looked-after by local authorities: guide to the SSDA903 collection",
            compares=True,
        ),
        Form(
            "cin_census",
            "Children in Need census",
            child="LAchildID",
            day="YYYY-MM-DD",
            newest=2026,
            source="DfE, Children in need census: guide and technical specification",
            compares=False,
        ),
    )
}
"""Both returns by name."""


def form_of(paths: Sequence[Path]) -> Form:
    """Which return the files are of, by what is in them: the outermost element of XML, else the 903's CSV.

    Raises UnreadableError where there is no file, or files of both.
    """
    found = {path: _form_name(path) for path in files_of(paths, SUFFIXES)}
    if len(set(found.values())) > 1:
        named = "; ".join(f"{path.name} is of the {FORMS[name].title}" for path, name in found.items())
        raise UnreadableError(f"The files are of two returns, and one is checked at a time: {named}.")
    return FORMS[next(iter(found.values()))]


def _form_name(path: Path) -> str:
    try:
        with path.open("rb") as file:
            beginning = file.read(4096).replace(b"\0", b"")  # UTF-16 of plain letters, read as bytes
    except OSError as error:
        raise UnreadableError(f"{path.name} can't be opened: {error.strerror or error}.") from error
    return "cin_census" if b"<Message" in beginning or b":Message" in beginning else "ssda903"
