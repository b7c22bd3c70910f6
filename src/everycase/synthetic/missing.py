"""Children missing from care or home, and what is done when they come back."""

from __future__ import annotations

import polars as pl

from everycase.synthetic import rates
from everycase.synthetic.book import Book, person
from everycase.synthetic.chance import Chance
from everycase.synthetic.dates import at_work, birthday, chain, days_after, within_days, working_days_after
from everycase.synthetic.span import Span

YOUNGEST = 11
MINUTES_OF_A_DAY = 24 * 60


def write_missing(book: Book, span: Span, periods: pl.DataFrame) -> None:
    """Older children missing from care, each with a return interview; a meeting at the third in 90 days."""
    chance = span.chance
    share = 1 - (1 - rates.england()["missing-in-care"] / 100) ** 3  # over some years in care, not one
    runs = periods.filter(chance.yes("goes missing", share, "child")).with_columns(
        since=pl.max_horizontal(days_after(pl.col("care_from"), 20), birthday(pl.col("born"), YOUNGEST)),
        until=pl.min_horizontal(days_after(pl.col("care_to"), -10), pl.lit(span.ends)),
    )
    # Often soon after the last time, sometimes after most of a year.
    wait = (chance.uniform("next missing", "child", "link").sqrt() * 250).cast(pl.Int64)
    episodes = chain(runs, "since", "until", within_days(260), wait).sort("child", "on")
    episodes = episodes.with_columns(
        to=days_after(pl.col("on"), chance.whole("missing for", 0, 2, "child", "link")),
        n=pl.col("case") * 1000 + pl.col("link"),
    )
    _write(book, chance, episodes)


def _write(book: Book, chance: Chance, episodes: pl.DataFrame) -> None:
    evening = pl.duration(minutes=chance.whole("missing at", 19 * 60, 23 * 60, "n"))
    last_minute = pl.duration(minutes=chance.whole("found at", 23 * 60 + 5, MINUTES_OF_A_DAY - 1, "n"))
    book.add(
        "missing_episodes",
        episodes,
        episode_id=(pl.col("n") + 3_000_000_000).cast(pl.String),
        child_id=person(),
        kind=chance.pick("missing kind", {"Missing": 0.85, "Away": 0.15}, "n"),
        from_on=pl.col("on"),
        from_on_time=(pl.col("on").cast(pl.Datetime("us")) + evening),
        to_on=pl.col("to"),
        to_on_time=(pl.col("to").cast(pl.Datetime("us")) + last_minute),
        interview_offered=pl.lit("Y"),
        interview_accepted=pl.lit("Y"),
    )
    book.event(
        "return-interview-held", episodes, days_after(pl.col("to"), chance.whole("interview", 1, 2, "n"))
    )
    third = pl.col("on").shift(2).over("child", order_by="on") >= days_after(pl.col("on"), -90)
    meeting = at_work(working_days_after(pl.col("on"), chance.whole("missing meeting", 2, 4, "n")))
    book.event("missing-strategy-meeting", episodes.filter(third.fill_null(value=False)), meeting)
