"""Foster carers, private fostering, children's homes, and allegations about adults."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.synthetic.book import Book
from everycase.synthetic.chance import Chance
from everycase.synthetic.courses import on
from everycase.synthetic.dates import (
    at_work,
    at_work_by,
    chain,
    days_after,
    within_days,
    within_months,
    working_days_after,
)
from everycase.synthetic.rates import Path
from everycase.synthetic.span import Span

CHILDREN_A_CARER = 70
"""Children known to the council for each fostering household."""
OWN_HOMES = ("SC480011", "SC480048", "SC480085")
CHILDREN_AN_ALLEGATION = 400


def write_fostering(book: Book, span: Span, cases: pl.DataFrame, children: int) -> None:
    """Carers' and homes' events, private fostering, and allegations about people in positions of trust."""
    _carers(book, span, max(6, children // CHILDREN_A_CARER))
    _homes(book, span)
    _private(book, span.chance, cases.filter(on(Path.PRIVATE_FOSTERING)))
    _allegations(book, span, max(2, children // CHILDREN_AN_ALLEGATION))


def _spread(span: Span, count: int, question: str, first: date) -> pl.DataFrame:
    """`count` numbers, each with a working day `start` between `first` and the end."""
    days = (span.ends - first).days
    rows = pl.DataFrame({"n": pl.Series(range(1, count + 1), dtype=pl.Int64)})
    return rows.with_columns(
        start=at_work(days_after(pl.lit(first), span.chance.whole(question, 0, days, "n")))
    )


def _carers(book: Book, span: Span, count: int) -> None:
    chance = span.chance
    carers = _spread(span, count, "carer applies", span.began.replace(year=span.began.year - 5)).with_columns(
        carer=pl.format("F{}", pl.col("n") + 2000),
        stage_1=working_days_after(pl.col("start"), chance.whole("carer stage 1", 20, 40, "n")),
        panel=at_work(days_after(pl.col("start"), chance.whole("carer panel", 120, 225, "n"))),
    )
    carers = carers.with_columns(
        approved=working_days_after(pl.col("panel"), chance.whole("carer decision", 4, 8, "n")),
        left=at_work(days_after(pl.col("panel"), chance.whole("carer stays", 500, 5000, "n"))),
    ).with_columns(until=pl.min_horizontal("left", pl.lit(span.ends)))
    by = book.workforce.someone("fostering", "n")
    dates = {
        "fostering-application": pl.col("start"),
        "fostering-stage-1-complete": pl.col("stage_1"),
        "fostering-stage-1-told": working_days_after(pl.col("stage_1"), 6),
        "fostering-panel": pl.col("panel"),
        "fostering-panel-minutes": working_days_after(pl.col("panel"), 2),
        "fostering-decision": pl.col("approved"),
        "carer-approved": pl.col("approved"),
        "carer-training-standards": at_work_by(
            days_after(pl.col("approved"), chance.whole("standards", 150, 350, "n"))
        ),
        "carer-criminal-record-check": working_days_after(pl.col("stage_1"), -8),
        "carer-medical": working_days_after(pl.col("stage_1"), -6),
        "carer-left": pl.col("left"),
    }
    for kind, day in dates.items():
        rows = carers if kind in ("carer-left", "carer-approved") else carers.filter(day <= pl.col("left"))
        book.other_event(kind, rows, "carer", day, by)
    _carers_supported(book, chance, carers, by)


def _carers_supported(book: Book, chance: Chance, carers: pl.DataFrame, by: pl.Expr) -> None:
    """Refusals proposed and answered; reviews, checks and visits for as long as a carer is approved."""
    doubted = carers.filter(chance.yes("doubted", 0.06, "n"))
    book.other_event(
        "fostering-refusal-proposed", doubted, "carer", working_days_after(pl.col("panel"), -45), by
    )
    book.other_event(
        "fostering-representations", doubted, "carer", working_days_after(pl.col("panel"), -30), by
    )
    for kind, months, early in (
        ("carer-review-held", 12, 40),
        ("carer-unannounced-visit", 12, 90),
        ("carer-criminal-record-check", 36, 330),
        ("carer-medical", 36, 330),
    ):
        low = 300 if months == 36 else 5  # the first check is before approval, and counts from then
        again = chain(
            carers,
            "approved",
            "until",
            within_months(months),
            chance.whole(kind, low, early, "n", "link"),
        )
        book.other_event(kind, again, "carer", "on", by)
    visits = chain(
        carers,
        "approved",
        "until",
        within_days(41),
        chance.whole("carer visit", 0, 10, "n", "link"),
    )
    book.other_event("carer-supervision-visit", visits, "carer", "on", by)


def _homes(book: Book, span: Span) -> None:
    """The council's own children's homes: somebody independent each month, a quality review twice a year."""
    homes = pl.DataFrame({"home": OWN_HOMES, "n": range(len(OWN_HOMES))}).with_columns(
        began=pl.lit(span.began), ended=pl.lit(span.ends)
    )
    visitor = pl.lit("Independent visitor")
    monthly = chain(
        homes,
        "began",
        "ended",
        within_months(1),
        span.chance.whole("home visit", 1, 6, "n", "link"),
    )
    book.other_event("home-visited", monthly, "home", "on", visitor)
    quality = chain(
        homes,
        "began",
        "ended",
        within_months(6),
        span.chance.whole("home review", 5, 25, "n", "link"),
    )
    book.other_event("home-quality-review", quality, "home", "on", visitor)


def _private(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    notice = pl.col("contact_on")
    book.event("private-fostering-notice", cases, notice)
    book.event(
        "private-fostering-due-to-begin", cases, days_after(notice, chance.whole("begins", 44, 60, "case"))
    )
    cases = cases.with_columns(first=working_days_after(notice, chance.whole("private visit", 2, 6, "case")))
    visits = chain(
        cases,
        "first",
        "stop",
        within_days(42),
        chance.whole("next private visit", 1, 10, "case", "link"),
    )
    book.event("private-fostering-visit", cases, "first")
    book.event("private-fostering-visit", visits, "on")
    book.event(
        "private-fostering-assessment",
        cases,
        working_days_after(notice, chance.whole("suitable", 20, 40, "case")),
    )
    book.event("private-fostering-ended", cases, "closed_on")


def _allegations(book: Book, span: Span, count: int) -> None:
    adults = _spread(span, count, "allegation", span.began).with_columns(
        adult=pl.format("P{}", pl.col("n") + 7000)
    )
    by = pl.lit("Designated officer")
    book.other_event("allegation-known", adults, "adult", "start", by)
    book.other_event("designated-officer-told", adults, "adult", working_days_after(pl.col("start"), 1), by)
