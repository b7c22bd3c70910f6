"""Who the children are: Header, unaccompanied children, earlier permanent homes, adoption."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase import calendar
from everycase.synthetic.writers.care_periods import care_periods
from everycase.synthetic.writers.ssd_forms import either
from everycase.synthetic.writers.ssda903.year import CareYear
from everycase.synthetic.writers.tables import latest

ADOPTED = ("E11", "E12")
ASKED_SINCE = date(2016, 4, 1)
"""Of children who came into care earlier, the return does not ask for previous permanent homes."""
FIRST_YEAR_OF_LETTERS = 2025
"""Returns for years that ended earlier have 1 and 2 for sex."""


def header(year: CareYear, child_ids: pl.Series, looked_after: pl.Series) -> pl.DataFrame:
    """A row for each child that the return's other tables are about.

    looked_after: ids of those in care in the year for more than short breaks. Only of them the return
    asks whether they are mothers.
    """
    rows = year.children.filter(pl.col("child_id").is_in(child_ids.unique().implode()))
    born = year.rows("mothers").group_by("mother_id").agg(pl.col("child_born_on").min())
    rows = rows.join(born, left_on="child_id", right_on="mother_id", how="left", maintain_order="left")
    mother = pl.col("is_mother").fill_null(value=False) | pl.col("child_born_on").is_not_null()
    asked = (pl.col("sex") == "F") & pl.col("child_id").is_in(looked_after.implode())
    return rows.select(
        CHILD="child_id",
        SEX=_sex(year.end),
        DOB="born_on",
        ETHNIC="ethnicity",
        UPN=pl.coalesce("upn", "upn_unknown"),
        MOTHER=pl.when(asked).then(either(mother, "1", "0")),
        MC_DOB=pl.when(asked).then("child_born_on"),
    )


def _sex(end: date) -> pl.Expr:
    if end.year >= FIRST_YEAR_OF_LETTERS:
        return pl.col("sex")
    return pl.col("sex").replace({"M": "1", "F": "2"})


def unaccompanied(year: CareYear) -> pl.DataFrame:
    """Unaccompanied children who seek asylum, and the day that the status ended or will end.

    Where the record has no day it ends with childhood, on the 18th birthday.
    """
    return alone_since(year, year.start).select(CHILD="child_id", SEX=_sex(year.end), DUC="ended")


def alone_since(year: CareYear, day: date) -> pl.DataFrame:
    """Children looked after in the year who on `day`, or later, were seeking asylum alone; with `ended`."""
    status = pl.col("status").str.to_lowercase()
    asylum = status.str.contains("uasc|unaccompanied")
    statuses = latest(year.rows("immigration_statuses").filter(asylum), "from_on")
    rows = year.of_looked_after(year.children).join(
        statuses.select("child_id", "to_on", "from_on"), on="child_id", how="left", maintain_order="left"
    )
    known = pl.col("unaccompanied").fill_null(value=False) | pl.col("from_on").is_not_null()
    ended = pl.coalesce("to_on", calendar.add_months(pl.col("born_on"), 12 * 18))
    return rows.with_columns(ended=ended).filter(
        known & (pl.col("ended").is_null() | (pl.col("ended") >= day))
    )


def previous_permanence(year: CareYear) -> pl.DataFrame:
    """Permanent homes before this period of care, of children who came into care since 1 April 2016."""
    periods = care_periods(year.rows("care_episodes"))
    since = periods.filter(pl.col("started_on") >= ASKED_SINCE).select("child_id").unique()
    rows = year.rows("previous_permanence").join(since, on="child_id", how="semi", maintain_order="left")
    return year.of_looked_after(rows).select(
        CHILD="child_id", PREV_PERM="option", LA_PERM="authority", DATE_PERM="order_date_as_written"
    )


def adopted(year: CareYear) -> pl.DataFrame:
    """AD1: children adopted in the year, with the decision, the match and who adopted."""
    periods = care_periods(year.rows("care_episodes"))
    left = periods.filter(pl.col("end_reason").is_in(ADOPTED) & year.within("ended_on"))
    steps = latest(year.rows("permanence"), "decided_on").join(left, on="child_id", how="semi")
    return steps.select(
        CHILD="child_id",
        DATE_INT="decided_on",
        DATE_MATCH="matched_on",
        FOSTER_CARE=either(pl.col("adopted_by_carer"), "1", "0"),
        NB_ADOPTR="adopters",
        SEX_ADOPTR="adopter_sex",
        LS_ADOPTR="adopter_legal_status",
    )


def placed_for_adoption(year: CareYear) -> pl.DataFrame:
    """Decisions to place a child for adoption that stood on a day of the year, and those given up in it."""
    decided = year.rows("permanence").filter(year.goes_on("decided_on", "reversed_on"))
    return year.of_looked_after(decided).select(
        CHILD="child_id",
        DATE_PLACED="decided_on",
        DATE_PLACED_CEASED="reversed_on",
        REASON_PLACED_CEASED="reversed_reason",
    )
