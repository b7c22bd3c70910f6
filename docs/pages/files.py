"""The page of what a council's folder keeps: the columns of every frame that a review writes."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from docs.pages.markdown import code, page, table

from everycase.record.history import CHANGES
from everycase.record.reading import PROBLEMS
from everycase.review.averages import AVERAGES
from everycase.review.compare import COMPARISON
from everycase.review.findings import FINDINGS
from everycase.review.lag import LAG, MADE_TIMELY
from everycase.review.measures import CUBE
from everycase.review.owners import OWNERS, OWNERS_NOW
from everycase.review.returns import RULES
from everycase.review.review import ABOUT
from everycase.review.rules import CHECKS
from everycase.review.states import OBLIGATIONS

OF_A_CHILD = {"child_id": pl.String()}
FRAMES: Mapping[str, tuple[str, Mapping[str, pl.DataType]]] = {
    "obligations": (
        "Each clock applied to each event: due date, date done, state.",
        {**OBLIGATIONS, **OF_A_CHILD, **OWNERS, **ABOUT},
    ),
    "findings": ("What is wrong now: red lines first, then the most severe, then the longest.", FINDINGS),
    "checks": (
        "Rows that keep or break each rule, by child.",
        {**CHECKS, **OF_A_CHILD, **OWNERS_NOW, **ABOUT},
    ),
    "measures": ("The least counts that every share is summed from.", CUBE),
    "averages": ("Clocks that are an average over children, against their threshold.", AVERAGES),
    "recording_lag": ("Working days from an event to the first extract that held it.", LAG),
    "made_timely": ("Met only because a date was changed after it was first recorded.", MADE_TIMELY),
    "returns/NAME/rules": ("How each rule of a return that was checked came out.", RULES),
    "comparison": ("Every finding of this review or the one before, with its status.", COMPARISON),
}
OF_A_LOAD: Mapping[str, tuple[str, Mapping[str, pl.DataType]]] = {
    "problems": ("What wasn't understood, or wants a look.", PROBLEMS),
    "changes": ("Dates that differ from those of an earlier extract.", CHANGES),
}
LAYOUT = """```text
council.toml                  the council's settings
records/DATE/manifest.json    whose record, as of when, from which files, what they hold and reach
records/DATE/TABLE.parquet    one file for each table of the record
records/DATE/load/            problems, changes of dates, and what the files hold only the latest of
records/DATE/load/seen/       keys and dates of rows whose file was left out of this load
reviews/DATE/review.json      whose review, as of when, and the version of each standard
reviews/DATE/NAME.parquet     what the review found
reviews/DATE/returns/NAME/    the check of each return whose findings it has
returns/NAME-YEAR/DATE/       a check of a return: findings, the rows that it was of, and the comparison
NAME.xlsx                     Ofsted's workbooks, where the settings name them
reference/                    the list of postcodes, laid out; made anew where it is gone
exports/DATE/                 worklists, the report, and all of it as CSV and Parquet
```"""


def page_of_files() -> str:
    """The page."""
    return page(
        "What is kept, and where",
        "Everything about a council lies in one folder, as files that any tool for Parquet can read.",
        LAYOUT,
        "Of a review, in `reviews/DATE/`:",
        *(part for name, about in FRAMES.items() for part in _frame(name, *about)),
        "Of a load, in `records/DATE/load/`:",
        *(part for name, about in OF_A_LOAD.items() for part in _frame(name, *about)),
    )


def _frame(name: str, says: str, columns: Mapping[str, pl.DataType]) -> list[str | list[str]]:
    return [f"## {name}", says, table(("Column", "Type"), ((code(c), t) for c, t in columns.items()))]
