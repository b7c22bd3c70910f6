"""The census file: a header, and a child for each who had an episode of need open in the year.

Source: the census's elements and their order (DfE, Children in need census: guide and specification).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from everycase.synthetic.writers.cin_census.episodes import episodes
from everycase.synthetic.writers.cin_census.xml import element, gathered, group
from everycase.synthetic.writers.cin_census.year import CensusYear
from everycase.synthetic.writers.tables import Tables

FIRST_YEAR_OF_SEX = 2025
"""Returns for years that ended earlier have GenderCurrent, with 1 and 2."""

HEADER = """<?xml version="1.0" encoding="utf-8"?>
<Message>
<Header>
<CollectionDetails>
<Collection>CIN</Collection>
<Year>{year}</Year>
<ReferenceDate>{end}</ReferenceDate>
</CollectionDetails>
<Source>
<SourceLevel>L</SourceLevel>
<LEA>{authority}</LEA>
<SoftwareCode>everycase</SoftwareCode>
<Release>made up</Release>
<SerialNo>001</SerialNo>
<DateTime>{year}-07-01T09:00:00</DateTime>
</Source>
</Header>
<Children>
"""


def write_cin_census(tables: Tables, year_end: date, path: Path, *, authority: str = "999") -> Path:
    """Write the census of the year that ends on `year_end` (a 31 March) to `path`.

    It holds the children with a case open on a day of the year, and what was known of it by the end.
    authority: the three-digit number of the council; 999 is nobody's.

    Raises ValueError for a day that isn't a 31 March.
    """
    year = CensusYear.of(tables, year_end)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = HEADER.format(year=year_end.year, end=year_end.isoformat(), authority=authority)
    children = "".join(_children(year))
    path.write_text(f"{head}{children}</Children>\n</Message>\n", encoding="utf-8", newline="\n")
    return path


def _children(year: CensusYear) -> pl.Series:
    """The XML of each child, a line each."""
    children = year.rows("children").unique("child_id", keep="first", maintain_order=True)
    rows = children.join(episodes(year), on="child_id", how="inner", maintain_order="left")
    rows = rows.join(_disabilities(year), on="child_id", how="left", maintain_order="left")
    written = group(
        "Child",
        [
            group("ChildIdentifiers", _identifiers(year.end)),
            group(
                "ChildCharacteristics",
                [element("Ethnicity", _ethnicity()), pl.col("disabilities").fill_null("")],
            ),
            pl.col("episodes"),
        ],
    )
    return rows.select(child=written + "\n")["child"]


def _ethnicity() -> pl.Expr:
    """Of a child not born yet the census has a code for one not obtained so far."""
    unborn = pl.col("born_on").is_null() & pl.col("expected_on").is_not_null()
    return pl.when(unborn).then(pl.col("ethnicity").fill_null("NOBT")).otherwise("ethnicity")


def _identifiers(end: date) -> list[pl.Expr]:
    unborn = pl.col("born_on").is_null()
    no_number = pl.col("upn").is_null()
    return [
        element("LAchildID", pl.col("child_id")),
        element("UPN", pl.col("upn")),
        element("UPNunknown", pl.when(no_number).then("upn_unknown")),
        element("PersonBirthDate", pl.col("born_on")),
        element("ExpectedPersonBirthDate", pl.when(unborn).then("expected_on")),
        _sex(end),
        element("PersonDeathDate", pl.col("died_on")),
    ]


def _sex(end: date) -> pl.Expr:
    if end.year >= FIRST_YEAR_OF_SEX:
        return element("Sex", pl.col("sex").fill_null("U"))
    return element("GenderCurrent", pl.col("sex").fill_null("U").replace({"M": "1", "F": "2", "U": "0"}))


def _disabilities(year: CensusYear) -> pl.DataFrame:
    """Each code once: a child whose two records were joined has had it in both."""
    recorded = year.rows("disabilities").drop_nulls("disability")
    recorded = recorded.unique(["child_id", "disability"], keep="first", maintain_order=True)
    one = element("Disability", pl.col("disability"))
    each = gathered(recorded, "child_id", "each", one)
    return each.select("child_id", disabilities=group("Disabilities", [pl.col("each")]))
