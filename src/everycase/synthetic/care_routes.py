"""Coming into care and the way out of it: home, to relatives, adoption, or growing up in care."""

from __future__ import annotations

import polars as pl

from everycase.synthetic import rates
from everycase.synthetic.chance import Chance
from everycase.synthetic.courses import among, on
from everycase.synthetic.dates import (
    age_in_days,
    at_work,
    at_work_by,
    birthday,
    days_after,
    months_after,
    working_days_after,
)
from everycase.synthetic.rates import Path
from everycase.synthetic.span import Span

YEAR = 365.25
FROM_COURT = {"home": 0.27, "guardianship": 0.17, "adoption": 0.22, "long": 0.34}
BY_AGREEMENT = {"home": 0.5, "long": 0.5}
NO_PLACEMENT_ORDER = 0.06
"""Share of plans for adoption that the court does not agree to."""
ADOPTED_UNDER = 6
LEAVING_AT_18 = {"E17": 0.4, "E5": 0.34, "E6": 0.14, "E7": 0.04, "E8": 0.08}


def into_care(span: Span, cases: pl.DataFrame) -> pl.DataFrame:
    """Cases of children who come into care, with their way out.

    Adds `route`, the first two reviews, the court's and adoption's dates, `care_to` and `end_reason`, and
    the plan of support after going home (`home_from`, `home_to`).
    """
    chance = span.chance
    return (
        cases.filter(pl.col("care_from").is_not_null())
        .pipe(lambda frame: _route(chance, frame))
        .pipe(lambda frame: _reviews_and_court(chance, frame))
        .pipe(lambda frame: _adoption(chance, frame))
        .pipe(lambda frame: _leaving(chance, frame))
    )


def _route(chance: Chance, periods: pl.DataFrame) -> pl.DataFrame:
    court = chance.pick("route from court", FROM_COURT, "course")
    agreed = chance.pick("route by agreement", BY_AGREEMENT, "course")
    young = age_in_days(pl.col("born"), pl.col("care_from")) < ADOPTED_UNDER * YEAR
    return periods.with_columns(
        route=pl.when(on(Path.UNACCOMPANIED))
        .then(pl.lit("long"))
        .when(on(Path.ACCOMMODATED))
        .then(agreed)
        .when((court == "adoption") & ~young)
        .then(pl.lit("long"))
        .otherwise(court),
    )


def _reviews_and_court(chance: Chance, periods: pl.DataFrame) -> pl.DataFrame:
    first = working_days_after(pl.col("care_from"), chance.whole("first review", 13, 18, "course"))
    second = at_work_by(days_after(months_after(first, 3), -chance.whole("second review", 8, 20, "course")))
    weeks = chance.whole("final order", 18 * 7, 24 * 7, "course")
    return periods.with_columns(
        review_1=first,
        review_2=second,
        final_on=pl.when(among(rates.COURT)).then(at_work_by(days_after(pl.col("issued_on"), weeks))),
    )


def _adoption(chance: Chance, periods: pl.DataFrame) -> pl.DataFrame:
    """The agency's decision, the placement order, the match, the placement and the order."""
    adoption = pl.col("route") == "adoption"
    decided = pl.when(adoption).then(
        working_days_after(pl.col("review_2"), chance.whole("adoption decision", 15, 32, "course"))
    )
    refused = adoption & chance.yes("no placement order", NO_PLACEMENT_ORDER, "course")
    final = pl.max_horizontal("final_on", working_days_after(pl.col("adoption_on"), 5))
    ordered = pl.when(adoption & ~refused).then("final_on")
    periods = periods.with_columns(adoption_on=decided).with_columns(final_on=final)
    periods = periods.with_columns(
        placement_order_on=ordered, reversed_on=pl.when(refused).then("final_on")
    ).with_columns(
        matched_on=at_work_by(
            days_after(pl.col("placement_order_on"), chance.whole("match", 48, 100, "course"))
        )
    )
    return periods.with_columns(
        placed_on=at_work(days_after(pl.col("matched_on"), chance.whole("placed", 10, 24, "course")))
    ).with_columns(
        adopted_on=at_work(days_after(pl.col("placed_on"), chance.whole("adopted", 130, 230, "course")))
    )


def _leaving(chance: Chance, periods: pl.DataFrame) -> pl.DataFrame:
    """The day and reason of leaving care; nobody stays past the 18th birthday."""
    stays = at_work(days_after(pl.col("care_from"), chance.skewed("stay", 110, 420, "course")))
    home, guardian = pl.col("route") == "home", pl.col("route") == "guardianship"
    wanted = pl.coalesce(
        "adopted_on",
        pl.when(home | guardian).then(pl.coalesce("final_on", stays)),
    )
    wanted = _not_soon_after_eligible(wanted)
    grown = birthday(pl.col("born"), 18)
    figures = rates.england()
    guardians = {"E45": figures["guardianship-by-carer-relative"], "E47": 24.0, "E46": 8.0}
    adopters = {"E11": figures["adopted-unopposed"], "E12": 100 - figures["adopted-unopposed"]}
    leaves = pl.min_horizontal(wanted, grown)
    planned = chance.yes("planned return", 0.9, "course")
    reason = (
        pl.when(wanted.is_null() | (wanted >= grown))
        .then(chance.pick("leaving at 18", LEAVING_AT_18, "child"))
        .when(pl.col("adopted_on").is_not_null())
        .then(chance.pick("adopted how", adopters, "course"))
        .when(guardian)
        .then(chance.pick("guardian", guardians, "course"))
        .otherwise(pl.when(planned).then(pl.lit("E4A")).otherwise(pl.lit("E4B")))
    )
    periods = periods.with_columns(care_to=leaves, end_reason=reason)
    returned = pl.col("end_reason").is_in(["E4A", "E4B"])
    # Support at home ends before the 18th birthday.
    until = days_after(pl.col("care_to"), chance.skewed("support at home", 150, 330, "course"))
    return periods.with_columns(
        home_from=pl.when(returned).then(days_after(pl.col("care_to"), 1)),
        home_to=pl.when(returned).then(
            at_work_by(pl.min_horizontal(until, days_after(birthday(pl.col("born"), 18), -10)))
        ),
    ).with_columns(left_on=pl.coalesce("home_to", "care_to"))


def _not_soon_after_eligible(leaves: pl.Expr) -> pl.Expr:
    """Leaving care at 16 or 17 waits until what a young person who has become eligible is owed is there.

    Eligible is one who is 16 and has been in care for 13 weeks; the council here counts 14.
    """
    sixteen, care_from = birthday(pl.col("born"), 16), pl.col("care_from")
    first = pl.max_horizontal(sixteen, days_after(care_from, 13 * 7))
    ready = days_after(pl.max_horizontal(sixteen, days_after(care_from, 14 * 7)), 75)
    return pl.when(leaves.is_between(first, ready)).then(at_work(ready)).otherwise(leaves)


def with_ends(span: Span, cases: pl.DataFrame, periods: pl.DataFrame) -> pl.DataFrame:
    """All cases, their closing dates settled for children who were in care or are disabled.

    Adds `stop`: the last day on which anything of the case is simulated.
    """
    disabled = on(Path.DISABLED)
    almost_grown = at_work_by(days_after(birthday(pl.col("born"), 18), -20))
    cases = cases.join(
        periods.select("case", "care_to", "left_on", "route", "end_reason", "home_from", "home_to"),
        on="case",
        how="left",
    )
    cases = cases.with_columns(
        in_need_to=pl.when(disabled).then(almost_grown).otherwise("in_need_to"),
        closed_on=pl.coalesce(pl.when(disabled).then(almost_grown), "left_on", "closed_on"),
    )
    return cases.with_columns(stop=pl.min_horizontal("closed_on", pl.lit(span.ends)))
