"""How the Standard Safeguarding Dataset writes what isn't plain text, a number or a date.

Each form takes the record's table and field and the dataset's column, and gives the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import polars as pl

from everycase.synthetic.writers.tables import declared

CATEGORIES = {
    "NEG": "Neglect",
    "PHY": "Physical abuse",
    "SAB": "Sexual abuse",
    "EMO": "Emotional abuse",
    "MUL": "Multiple",
}

# The dataset has words for these, where the returns have codes.
WORDS: Mapping[str, Mapping[str, str]] = {
    "child_protection_plans.initial_category": CATEGORIES,
    "child_protection_plans.latest_category": CATEGORIES,
    "health_checks.kind": {
        "INITIAL": "Initial Health Assessment",
        "REVIEW": "Review Health Assessment",
        "ASSESSMENT": "Health Assessment",
        "DENTAL": "Dental Check",
        "SURVEILLANCE": "Health Surveillance Check",
        "OTHER": "Other Health Check",
    },
}

# Since 1.4.5 SystemC writes a role's code: CW is the allocated case worker.
ROLES = {"ALLOCATED": "CW", "IRO": "IRO", "ADVISER": "PA", "DUTY": "DUTY", "OTHER": "OTHER"}

ADDRESS_LINES = (
    *("ROOM", "FLOOR", "FLAT", "BUILDING", "HOUSE"),
    *("STREET", "TOWN", "UPRN", "EASTING", "NORTHING"),
)


def either(field: pl.Expr, yes: str, no: str) -> pl.Expr:
    """`yes` where true, `no` where false, empty where not recorded."""
    return pl.when(field).then(pl.lit(yes)).when(~field).then(pl.lit(no))


def flags(field: pl.Expr, names: tuple[str, ...]) -> pl.Expr:
    """A set of codes as a JSON object that says Y or N of every flag; empty where nothing is recorded."""
    members = [pl.lit(f'"{name}":') + _flag(field, name, names) for name in names]
    inside = pl.concat_str(members, separator=",")
    return pl.when(field.is_not_null()).then(pl.lit("{") + inside + pl.lit("}"))


def _flag(field: pl.Expr, name: str, names: tuple[str, ...]) -> pl.Expr:
    if name == "TOTAL_NO_OF_OUTCOMES":
        return field.list.len().cast(pl.String)
    if name.endswith("COMMENTS"):
        return pl.lit('""')
    if name == "OTHER_OUTCOMES_EXIST_FLAG":
        other = field.list.eval(~pl.element().is_in(names)).list.any()
        return either(other, '"Y"', '"N"')
    return either(field.list.contains(name), '"Y"', '"N"')


def code_list(field: pl.Expr) -> pl.Expr:
    """A set of codes as a JSON list."""
    quoted = pl.lit('["') + field.list.join('","') + pl.lit('"]')
    return pl.when(field.list.len() == 0).then(pl.lit("[]")).otherwise(quoted)


@cache
def flag_names(column: str) -> tuple[str, ...]:
    """The names in the JSON object of `column`, in order."""
    names = declared("ssd_flags").filter(pl.col("column") == column)["flag"]
    return tuple(names.to_list())


def _role(field: pl.Expr) -> pl.Expr:
    return pl.coalesce(field, pl.col("role").replace(ROLES))


def _no_address_lines() -> pl.Expr:
    # The column may not be empty, and the record keeps no more of an address than its postcode.
    members = ",".join(f'"{line}":""' for line in ADDRESS_LINES)
    return pl.lit("{" + members + "}")


Form = Callable[[str, str, str], pl.Expr]

FORMS: Mapping[str, Form] = {
    "Y or N": lambda _table, field, _column: either(pl.col(field), "Y", "N"),
    "1 or 0": lambda _table, field, _column: either(pl.col(field), "1", "0"),
    "flags": lambda _table, field, column: flags(pl.col(field), flag_names(column)),
    "list": lambda _table, field, _column: code_list(pl.col(field)),
    "words": lambda table, field, _column: pl.col(field).replace(WORDS[f"{table}.{field}"]),
    "role": lambda _table, field, _column: _role(pl.col(field)),
    "postcode": lambda _table, field, _column: pl.col(field).str.replace_all(" ", "", literal=True),
    "address lines": lambda _table, _field, _column: _no_address_lines(),
    "factor row id": lambda _table, field, _column: pl.lit("F") + pl.col(field),
}
