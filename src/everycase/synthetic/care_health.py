"""Health, learning and first steps of children in care."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.synthetic import rates
from everycase.synthetic.book import Book, number, person
from everycase.synthetic.chance import Chance
from everycase.synthetic.dates import (
    age_in_days,
    at_work,
    chain,
    days_after,
    months_after,
    within_months,
    within_working_days,
    working_days_after,
)
from everycase.synthetic.span import Span

YEAR = 365.25


def write_health(book: Book, span: Span, periods: pl.DataFrame) -> None:
    """Checks, immunisations, questionnaires, plans for school, and what a child new to care is given."""
    periods = periods.with_columns(until=pl.min_horizontal("care_to", pl.lit(span.ends)))
    chance = span.chance
    _checks(book, chance, periods)
    _immunisations(book, chance, periods)
    _questionnaires(book, chance, periods)
    offences, misuse = _risks(book, chance, periods)
    _care_years(book, span, periods, offences, misuse)
    _education(book, chance, periods)
    _new_to_care(book, chance, periods)


def _checks(book: Book, chance: Chance, periods: pl.DataFrame) -> None:
    first = periods.with_columns(
        on=working_days_after(pl.col("care_from"), chance.whole("first health", 9, 18, "course")),
        kind=pl.lit("INITIAL"),
        link=pl.lit(0, dtype=pl.Int64),
    ).filter(pl.col("on") <= pl.col("until"))
    reviews = chain(
        first.rename({"on": "first_on"}).drop("link"),
        "first_on",
        "until",
        _next_health_assessment,
        chance.whole("health review", 8, 28, "course", "link"),
    ).with_columns(kind=pl.lit("REVIEW"))
    seen = periods.with_columns(
        seen=at_work(days_after(pl.col("care_from"), chance.whole("first dentist", 20, 80, "child")))
    )
    dental = (
        pl.concat(
            [
                seen.with_columns(on=pl.col("seen"), link=pl.lit(50, dtype=pl.Int64)).select(
                    "case", "child", "until", "on", "link"
                ),
                chain(
                    seen,
                    "seen",
                    "until",
                    within_months(12),
                    chance.whole("dentist", 10, 70, "child", "link"),
                )
                .with_columns(link=pl.col("link") + 50)
                .select("case", "child", "until", "on", "link"),
            ]
        )
        .with_columns(kind=pl.lit("DENTAL"))
        .filter(pl.col("on") <= pl.col("until"))
    )
    columns = ("case", "child", "on", "kind", "link")
    checks = pl.concat([first.select(columns), reviews.select(columns), dental.select(columns)])
    book.add(
        "health_checks",
        checks,
        check_id=(pl.col("case") * 100 + pl.col("link") + 2_200_000_000).cast(pl.String),
        child_id=person(),
        kind=pl.col("kind"),
        checked_on=pl.col("on"),
        status=pl.lit("Completed"),
    )
    book.event("health-referral-sent", periods, working_days_after(pl.col("care_from"), 2))


def _next_health_assessment(day: pl.Expr) -> pl.Expr:
    """Six months on for a child under five, a year on for others."""
    under_five = age_in_days(pl.col("born"), day) < 5 * YEAR
    return pl.when(under_five).then(months_after(day, 6)).otherwise(months_after(day, 12))


def _immunisations(book: Book, chance: Chance, periods: pl.DataFrame) -> None:
    """Every look at them; the cut keeps each child's latest, as the extract does."""
    first = periods.with_columns(
        looked=working_days_after(pl.col("care_from"), chance.whole("immunisations", 9, 18, "course"))
    )
    later = chain(
        first,
        "looked",
        "until",
        within_months(12),
        chance.whole("immunised", 10, 40, "course", "link"),
    )
    looks = pl.concat([first.select("child", "until", on="looked"), later.select("child", "until", "on")])
    looks = looks.filter(pl.col("on") <= pl.col("until"))
    share = rates.england()["immunised"] / 100
    book.add(
        "immunisations",
        looks,
        child_id=person(),
        up_to_date=chance.yes("up to date", share, "child"),
        status_on=pl.col("on"),
    )


def _questionnaires(book: Book, chance: Chance, periods: pl.DataFrame) -> None:
    """A questionnaire a year: a score from 4 to 16, the reason for none before and after."""
    first = periods.with_columns(
        asked=at_work(days_after(pl.col("care_from"), chance.whole("first questionnaire", 40, 80, "child")))
    )
    later = chain(
        first,
        "asked",
        "until",
        within_months(12),
        chance.whole("questionnaire", 12, 40, "child", "link"),
    )
    columns = ("case", "child", "born", "until", "on", "link")
    asked = pl.concat(
        [
            first.with_columns(on=pl.col("asked"), link=pl.lit(0, dtype=pl.Int64)).select(columns),
            later.select(columns),
        ]
    ).filter(pl.col("on") <= pl.col("until"))
    age = age_in_days(pl.col("born"), pl.col("on")) / YEAR
    scored = (age >= 4) & (age < 17)
    figures = rates.england()
    concern, borderline = figures["sdq-concern"] / 100, figures["sdq-borderline"] / 100
    draw = chance.uniform("score", "child")
    score = (
        pl.when(draw < concern)
        .then(chance.whole("high", 17, 30, "child", "link"))
        .when(draw < concern + borderline)
        .then(chance.whole("middle", 14, 16, "child", "link"))
        .otherwise(chance.whole("low", 3, 13, "child", "link"))
    )
    book.add(
        "strengths_and_difficulties",
        asked,
        row_id=(pl.col("case") * 100 + pl.col("link") + 2_300_000_000).cast(pl.String),
        child_id=person(),
        completed_on=pl.col("on"),
        score=pl.when(scored).then(score),
        reason=pl.when(~scored).then(pl.lit("SDQ1")),
    )


def _risks(book: Book, chance: Chance, periods: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Offences and substance misuse of older children, each at most once; gives both as `child`, `on`."""
    thirteen = months_after(pl.col("born"), 13 * 12)
    begins = pl.max_horizontal(pl.col("care_from"), thirteen)
    older = periods.with_columns(
        on=at_work(days_after(begins, chance.whole("risk", 30, 700, "child")))
    ).filter(pl.col("on") < pl.col("until"))
    offences = older.filter(chance.yes("convicted", rates.england()["convicted"] / 100 * 2, "child"))
    misuse = older.filter(chance.yes("misuse", 0.1, "child"))
    book.add(
        "convictions",
        offences,
        row_id=number("case", 230_000_000),
        child_id=person(),
        offence_on=pl.col("on"),
        offence=chance.pick(
            "offence", {"Criminal damage": 0.4, "Theft": 0.35, "Common assault": 0.25}, "child"
        ),
    )
    book.add(
        "substance_misuse",
        misuse,
        row_id=number("case", 240_000_000),
        child_id=person(),
        noted_on=pl.col("on"),
        substance=chance.pick("substance", {"Cannabis": 0.7, "Alcohol": 0.3}, "child"),
        intervention_received=pl.lit(value=True),
    )
    return offences.select("child", "on"), misuse.select("child", "on")


def _care_years(
    book: Book, span: Span, periods: pl.DataFrame, offences: pl.DataFrame, misuse: pl.DataFrame
) -> None:
    """What the return says of each year to 31 March of a child who was in care for all of it."""
    years = pl.DataFrame(
        {"year_ending": [date(year, 3, 31) for year in range(span.began.year - 5, span.ends.year + 1)]}
    )
    rows = periods.select("child", "born", "care_from", "care_to").join(years, how="cross")
    rows = rows.filter(
        (pl.col("care_from") <= months_after(pl.col("year_ending"), -12))
        & (pl.col("care_to") > pl.col("year_ending"))
    )
    for name, found in (("convicted", offences), ("misused", misuse)):
        # The return's year that a day belongs to ends on the next 31 March.
        year = pl.col("on").dt.year() + (pl.col("on") > pl.date(pl.col("on").dt.year(), 3, 31)).cast(pl.Int32)
        ends = (
            found.select("child", year_ending=pl.date(year, 3, 31))
            .unique()
            .with_columns(pl.lit(value=True).alias(name))
        )
        rows = rows.join(ends, on=["child", "year_ending"], how="left")
    under_five = age_in_days(pl.col("born"), pl.col("year_ending")) < 5 * YEAR
    book.add(
        "care_years",
        rows,
        child_id=person(),
        year_ending=pl.col("year_ending"),
        health_assessment=pl.lit(value=True),
        health_check=pl.when(under_five).then(pl.lit(value=True)),
        dental_check=pl.lit(value=True),
        convicted=pl.col("convicted").fill_null(value=False),
        substance_misuse=pl.col("misused").fill_null(value=False),
    )


def _education(book: Book, chance: Chance, periods: pl.DataFrame) -> None:
    plans = chain(
        periods,
        "care_from",
        "until",
        within_months(4),
        chance.whole("learning plan", 6, 24, "course", "link"),
        first_due=within_working_days(9),
    )
    book.event("education-plan-recorded", plans, "on")
    of_school_age = age_in_days(pl.col("born"), pl.col("care_from")).is_between(5 * YEAR, 15.5 * YEAR)
    moving = periods.filter(of_school_age & chance.yes("new school", 0.12, "child"))
    needed = working_days_after(pl.col("care_from"), 2)
    book.event("school-place-needed", moving, needed)
    book.event(
        "school-place-started", moving, working_days_after(needed, chance.whole("school", 6, 18, "child"))
    )


def _new_to_care(book: Book, chance: Chance, periods: pl.DataFrame) -> None:
    start = pl.col("care_from")
    book.event(
        "advocate-offered", periods, working_days_after(start, chance.whole("advocate", 2, 8, "course"))
    )
    book.event(
        "life-story-work", periods, at_work(days_after(start, chance.whole("life story", 40, 80, "child")))
    )
    order_year = pl.col("born").dt.year() + 2
    had_before = chance.yes("earlier permanence", 0.03, "child") & (order_year < start.dt.year())
    book.add(
        "previous_permanence",
        periods,
        row_id=number("case", 250_000_000),
        child_id=person(),
        order_date_as_written=pl.when(had_before).then(pl.format("zz/zz/{}", order_year)),
        option=pl.when(had_before).then(pl.lit("P2")).otherwise(pl.lit("Z1")),
        authority=pl.when(had_before).then(pl.lit("NIR")),
        _known_from=start,
    )
