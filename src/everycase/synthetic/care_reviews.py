"""Reviews of children in care: when they are held, and all that follows each."""

from __future__ import annotations

import polars as pl

from everycase.synthetic.book import Book, number, person
from everycase.synthetic.chance import Chance
from everycase.synthetic.dates import (
    at_work,
    chain,
    days_after,
    months_after,
    within_days,
    within_months,
    working_days_after,
)
from everycase.synthetic.protection import participation
from everycase.synthetic.span import Span


def make_reviews(span: Span, periods: pl.DataFrame) -> pl.DataFrame:
    """Every review: the second in three months of the first, then six-monthly; oftener before adoption."""
    periods = periods.with_columns(until=pl.min_horizontal("care_to", pl.lit(span.ends)))
    chance = span.chance
    adopting = pl.col("adoption_on").is_not_null()
    rest = [
        chain(
            periods.filter(when),
            "review_2",
            "until",
            limit,
            chance.whole("care review", *early, "course", "link"),
        )
        for when, limit, early in (
            (~adopting, within_months(6), (12, 34)),
            (adopting, within_days(72), (0, 7)),
        )
    ]
    placed = periods.filter(pl.col("placed_on").is_not_null()).with_columns(
        on=at_work(days_after(pl.col("placed_on"), 17)), link=pl.lit(90, dtype=pl.Int64)
    )
    near = (pl.col("on") - days_after(pl.col("placed_on"), 17)).dt.total_days().abs() <= 12
    kept = [
        "case",
        "course",
        "child",
        "born",
        "route",
        "path",
        "care_from",
        "care_to",
        "until",
        "review_1",
        "review_2",
        "adoption_on",
        "on",
        "n",
    ]
    fixed = [
        periods.with_columns(on=pl.col(f"review_{n}"), n=pl.lit(n, dtype=pl.Int64)).select(kept)
        for n in (1, 2)
    ]
    later = [
        rows.filter(~near.fill_null(value=False)).with_columns(n=pl.col("link") + 2).select(kept)
        for rows in rest
    ]
    reviews = pl.concat([*fixed, *later, placed.with_columns(n=pl.col("link")).select(kept)])
    return reviews.filter(pl.col("on") < pl.col("until")).sort("case", "on")


def write_care_reviews(book: Book, chance: Chance, periods: pl.DataFrame, reviews: pl.DataFrame) -> None:
    """Each review as written down, what follows it, and the officer's work between reviews."""
    before = pl.col("on").shift(1).over("case", order_by="on")
    rank = pl.col("on").rank("ordinal").over("case")
    due = (
        pl.when(rank == 1)
        .then(working_days_after(pl.col("care_from"), 20))
        .when(rank == 2)
        .then(months_after(before, 3))
        .otherwise(months_after(before, 6))
    )
    reviews = reviews.with_columns(due=due)
    book.add(
        "care_reviews",
        reviews,
        review_id=(pl.col("case") * 100 + pl.col("n") + 2_100_000_000).cast(pl.String),
        child_id=person(),
        care_id=number("case", 160_000_000),
        due_on=pl.col("due"),
        held_on=pl.col("on"),
        cancelled=pl.lit(value=False),
        participation=participation(chance, "took part in review", "child", "n"),
    )
    write_review_outcomes(book, chance, reviews)
    book.event("reviewing-officer-spoke-with-child", reviews, officer_spoke())
    chosen = reviews.filter((pl.col("n") == 2) & pl.col("adoption_on").is_not_null())
    book.event("adoption-chosen-at-review", chosen, "on")
    book.event("midpoint-check", _midpoint_checks(chance, reviews), "on")
    book.event("reviewing-officer-appointed", periods, working_days_after(pl.col("care_from"), 1))


def _midpoint_checks(chance: Chance, reviews: pl.DataFrame) -> pl.DataFrame:
    """The officer's checks between each review and the next, three months apart at most."""
    following = reviews.with_columns(
        next_review=pl.coalesce(pl.col("on").shift(-1).over("case", order_by="on"), "until")
    ).rename({"on": "review_on"})
    return chain(
        following,
        "review_on",
        "next_review",
        within_months(3),
        chance.whole("midpoint", 6, 20, "case", "link"),
    )


def officer_contacts(chance: Chance, reviews: pl.DataFrame) -> pl.DataFrame:
    """Every contact of a child with the reviewing officer: `child_id`, `on`."""
    spoke = reviews.select(child_id=person(), on=officer_spoke())
    return pl.concat([spoke, _midpoint_checks(chance, reviews).select(child_id=person(), on="on")])


def officer_spoke() -> pl.Expr:
    """When the reviewing officer spoke with the child before the review on the day of column `on`."""
    return working_days_after(pl.col("on"), -3)


def write_review_outcomes(book: Book, chance: Chance, reviews: pl.DataFrame) -> None:
    """What is sent and agreed after each review (`case`, `n`, held on the day of column `on`)."""
    day = pl.col("on")
    book.event(
        "review-decisions-sent",
        reviews,
        working_days_after(day, chance.whole("decisions", 2, 4, "case", "n")),
    )
    book.event(
        "review-decisions-agreed", reviews, working_days_after(day, chance.whole("agreed", 5, 9, "case", "n"))
    )
    book.event(
        "review-record-finished", reviews, working_days_after(day, chance.whole("record", 8, 14, "case", "n"))
    )
    book.event(
        "review-record-sent",
        reviews,
        working_days_after(day, chance.whole("record sent", 15, 19, "case", "n")),
    )
