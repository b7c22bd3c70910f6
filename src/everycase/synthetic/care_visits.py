"""Social workers' visits to children in care."""

from __future__ import annotations

import polars as pl

from everycase.synthetic.book import Book, number, person
from everycase.synthetic.care import ADOPTIVE, RELATIVES, Care
from everycase.synthetic.child_in_need import seen_alone, write_note
from everycase.synthetic.dates import (
    chain,
    days_after,
    within_days,
    working_days_after,
)
from everycase.synthetic.front_door import time_on
from everycase.synthetic.span import Span

WEEKLY = (*RELATIVES, *ADOPTIVE, "P1")
"""Homes visited weekly until the first review held in them."""


def write_care_visits(book: Book, span: Span, care: Care, reviews: pl.DataFrame) -> None:
    """Each episode visited in a week, then in six; weekly first where relatives or adopters care."""
    chance = span.chance
    visits = _visited(span, care, reviews)
    visits = (
        visits.unique(["child", "on"], keep="first", maintain_order=True)
        .sort("child", "on")
        .with_row_index("n")
    )
    visits = visits.with_columns(pl.col("n").cast(pl.Int64))
    book.add(
        "care_visits",
        visits,
        visit_id=number("n", 200_000_000),
        child_id=person(),
        care_id=number("case", 160_000_000),
        visited_on=pl.col("on"),
        visited_on_time=time_on(chance, "care visit at", "on", "child"),
        seen=pl.lit(value=True),
        seen_alone=seen_alone(),
    )
    book.event(
        "visit-written-up",
        visits,
        working_days_after(pl.col("on"), chance.whole("written", 0, 3, "n")),
        number("n", 200_000_000),
    )
    book.event("child-seen", visits, "on")
    write_note(book, chance, visits)


def _visited(span: Span, care: Care, reviews: pl.DataFrame) -> pl.DataFrame:
    """The days of visits (`case`, `child`, `born`, `on`); a day may stand twice."""
    chance = span.chance
    episodes = care.episodes.with_columns(until=pl.min_horizontal("ended", pl.lit(span.ends)))
    episodes = episodes.filter(pl.col("started") <= pl.col("until"))
    weekly = _with_first_review(episodes.filter(pl.col("kind").is_in(WEEKLY)), reviews)
    usual = chain(
        episodes.filter(~pl.col("kind").is_in(WEEKLY)),
        "started",
        "until",
        within_days(34),
        chance.whole("care visit", 0, 7, "course", "link"),
        first_due=within_days(6),
    )
    # Episodes of an emergency last days: what counts is that each new home is visited within the week.
    soon = (
        care.placements.with_columns(
            on=working_days_after(pl.col("started"), chance.whole("new home", 1, 3, "course", "n"))
        )
        .filter(pl.col("on") < pl.col("ended"))
        .filter(pl.col("on") <= span.ends)
    )
    return pl.concat(
        rows.select("case", "child", "born", "on")
        for rows in (
            usual,
            soon,
            weekly.with_columns(on=pl.col("started")),
            chain(weekly, "started", "weekly_to", within_days(6)),
            chain(
                weekly,
                "weekly_to",
                "until",
                within_days(20),
                chance.whole("settled visit", 0, 4, "course", "link"),
            ),
        )
    )


def _with_first_review(episodes: pl.DataFrame, reviews: pl.DataFrame) -> pl.DataFrame:
    """Episodes with `weekly_to`: the first review after they began, or their end."""
    held = reviews.select("case", review_on="on").sort("review_on")
    return (
        episodes.with_columns(next_day=days_after(pl.col("started"), 1))
        .sort("next_day")
        .join_asof(
            held,
            left_on="next_day",
            right_on="review_on",
            by="case",
            strategy="forward",
            check_sortedness=False,
        )
        .with_columns(weekly_to=pl.min_horizontal("review_on", "until"))
    )
