"""How children fared: health and risks of those in care all year (OC2), and young people after care (OC3)."""

from __future__ import annotations

import polars as pl

from everycase import calendar
from everycase.synthetic.writers.ssd_forms import either
from everycase.synthetic.writers.ssda903.year import CareYear
from everycase.synthetic.writers.tables import latest

HEALTH_ASSESSMENTS = ("INITIAL", "REVIEW", "ASSESSMENT")


def health(year: CareYear) -> pl.DataFrame:
    """OC2: a row for each child looked after for the whole year; a question only for the ages it is of."""
    rows = year.all_year.join(_questionnaire(year), on="child_id", how="left", maintain_order="left")
    rows = rows.join(_immunised(year), on="child_id", how="left", maintain_order="left")
    rows = rows.join(_helped(year), on="child_id", how="left", maintain_order="left")
    misused = pl.col("helped_rows").fill_null(0) > 0
    asked = pl.col("age").is_between(4, 17)  # with the year in which they become 4 or 17
    return rows.select(
        CHILD="child_id",
        SDQ_SCORE=pl.when(asked).then("score"),
        SDQ_REASON=pl.when(asked & pl.col("score").is_null()).then("reason"),
        CONVICTED=pl.when(pl.col("age") >= 10).then(_some(year, "convictions", "offence_on")),
        HEALTH_CHECK=pl.when(pl.col("age") < 5).then(_checked(year, "SURVEILLANCE")),
        IMMUNISATIONS=either(pl.col("up_to_date"), "1", "0"),
        TEETH_CHECK=_checked(year, "DENTAL"),
        HEALTH_ASSESSMENT=_checked(year, *HEALTH_ASSESSMENTS),
        SUBSTANCE_MISUSE=either(misused, "1", "0"),
        INTERVENTION_RECEIVED=pl.when(misused).then(either(pl.col("helped"), "1", "0")),
    )


def _questionnaire(year: CareYear) -> pl.DataFrame:
    rows = year.rows("strengths_and_difficulties").filter(year.within("completed_on"))
    return latest(rows, "completed_on").select("child_id", "score", "reason")


def _immunised(year: CareYear) -> pl.DataFrame:
    rows = year.rows("immunisations").unique("child_id", keep="last", maintain_order=True)
    return rows.select("child_id", "up_to_date")


def _helped(year: CareYear) -> pl.DataFrame:
    rows = year.rows("substance_misuse").filter(year.within("noted_on"))
    received = pl.col("intervention_received")
    return rows.group_by("child_id").agg(
        helped_rows=pl.len(), helped=pl.when(received.count() > 0).then(received.any())
    )


def _checked(year: CareYear, *kinds: str) -> pl.Expr:
    done = pl.col("status").is_null() | (pl.col("status") == "Completed")
    return _some(year, "health_checks", "checked_on", pl.col("kind").is_in(kinds) & done)


def _some(year: CareYear, table: str, when: str, condition: pl.Expr | None = None) -> pl.Expr:
    """1 where the child has such a row in the year, else 0."""
    rows = year.rows(table).filter(year.within(when))
    rows = rows if condition is None else rows.filter(condition)
    return either(pl.col("child_id").is_in(rows["child_id"].unique().implode()), "1", "0")


def after_care(year: CareYear) -> pl.DataFrame:
    """OC3: young people whose 17th to 21st birthday was in the year and who are no longer looked after."""
    ages = year.children.filter(pl.col("age").is_between(17, 21)).select("child_id", "age", "born_on")
    rows = year.rows("care_leavers").join(ages, on="child_id", maintain_order="left")
    rows = rows.join(_still_in_care(year, ages), on="child_id", how="anti", maintain_order="left")
    # Of somebody out of touch the return says 0, and not nothing.
    out_of_touch = pl.when(pl.col("in_touch") != "YES").then(pl.lit("0"))
    home = pl.col("accommodation") + pl.col("suitable")
    return rows.select(
        CHILD="child_id",
        IN_TOUCH="in_touch",
        ACTIV=pl.coalesce("activity", out_of_touch),
        ACCOM=pl.coalesce(home, out_of_touch),
    )


def _still_in_care(year: CareYear, ages: pl.DataFrame) -> pl.DataFrame:
    """child_id of those in care at the year's end; at 17 and 18, of those in care on the birthday too."""
    episodes = year.rows("care_episodes").select("child_id", "ended_on")
    at_17, at_18 = (calendar.add_months(pl.col("born_on"), 12 * age) for age in (17, 18))
    birthday = pl.when(pl.col("age") == 17).then(at_17).otherwise(at_18)
    on_birthday = (pl.col("age") <= 18) & (pl.col("ended_on") >= birthday)
    joined = episodes.join(ages, on="child_id")
    return joined.filter(pl.col("ended_on").is_null() | on_birthday).select("child_id").unique()
