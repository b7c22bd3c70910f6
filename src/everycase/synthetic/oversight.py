"""Oversight of every open case: supervision, chronologies, summaries, risk."""

from __future__ import annotations

import polars as pl

from everycase.synthetic.assessing import has_factor
from everycase.synthetic.book import Book
from everycase.synthetic.chance import Chance
from everycase.synthetic.courses import on
from everycase.synthetic.dates import (
    at_work_by,
    birthday,
    chain,
    days_after,
    within_days,
    within_months,
    working_days_after,
)
from everycase.synthetic.rates import Path
from everycase.synthetic.span import Span

MONTHLY, TWO_MONTHLY, THREE_MONTHLY = 27, 52, 82
"""Days between supervisions, a little under the months that they are due in."""


def write_oversight(book: Book, span: Span, cases: pl.DataFrame, young: pl.DataFrame) -> None:
    """Events of oversight for cases, early help and care leavers."""
    chance = span.chance
    _supervision(book, chance, _phases(span, cases, young))
    open_cases = cases.filter(pl.col("assessed_from").is_not_null())
    _summaries(book, chance, open_cases)
    _exploitation(book, chance, open_cases)
    _unaccompanied(book, span, open_cases.filter(on(Path.UNACCOMPANIED)))
    _homeless(
        book,
        open_cases.filter(on(Path.ACCOMMODATED) & (birthday(pl.col("born"), 16) < pl.col("referred_on"))),
    )


def _phases(span: Span, cases: pl.DataFrame, young: pl.DataFrame) -> pl.DataFrame:
    """Each stretch of a case (`began`, `ended`) and the days between supervisions in it (`gap`)."""
    stretches = (
        ("assessed_from", "assessed_to", MONTHLY),
        ("protected_from", "protected_to", MONTHLY),
        ("in_need_from", "in_need_to", TWO_MONTHLY),
        ("care_from", "care_to", TWO_MONTHLY),
        ("home_from", "home_to", TWO_MONTHLY),
        ("helped_from", "helped_to", MONTHLY),
    )
    rows = [
        cases.filter(pl.col(began).is_not_null()).select(
            "child", "course", began=began, ended=ended, gap=pl.lit(gap, dtype=pl.Int64)
        )
        for began, ended, gap in stretches
    ]
    leaving = young.select(
        "child", "course", began="plan_on", ended="adviser_to", gap=pl.lit(THREE_MONTHLY, dtype=pl.Int64)
    )
    return pl.concat([*rows, leaving]).with_columns(ended=pl.min_horizontal("ended", pl.lit(span.ends)))


def _supervision(book: Book, chance: Chance, phases: pl.DataFrame) -> None:
    held = chain(
        phases,
        "began",
        "ended",
        lambda day: days_after(day, pl.col("gap")),
        chance.whole("supervision", 0, 6, "course", "link"),
        first_due=within_days(9),
    ).unique(["child", "on"], keep="first", maintain_order=True)
    book.event("supervision", held, "on")
    book.event(
        "supervision-note-finished",
        held,
        working_days_after(pl.col("on"), chance.whole("note", 0, 4, "course", "link")),
    )


def _summaries(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    """Chronology and case summary: every three months, the summary monthly on a protection plan."""
    chronologies = chain(
        cases,
        "referred_on",
        "stop",
        within_days(84),
        chance.whole("chronology", 0, 20, "course", "link"),
    )
    book.event("chronology-updated", chronologies, "on")
    protected = cases.filter(pl.col("protected_from").is_not_null()).with_columns(
        until=pl.min_horizontal("protected_to", "stop")
    )
    monthly = chain(
        protected,
        "protected_from",
        "until",
        within_days(27),
        chance.whole("summary", 0, 4, "course", "link"),
    )
    usual = chain(
        cases,
        "referred_on",
        "stop",
        within_days(84),
        chance.whole("case summary", 0, 20, "course", "link"),
    )
    both = pl.concat([monthly.select("child", "on"), usual.select("child", "on")]).unique(maintain_order=True)
    book.event("case-summary-updated", both, "on")


def _exploitation(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    at_risk = (
        has_factor(chance, "child-sexual-exploitation") | has_factor(chance, "child-criminal-exploitation")
    ) & (birthday(pl.col("born"), 11) < pl.col("referred_on"))
    exploited = cases.filter(at_risk)
    reviews = chain(
        exploited,
        "assessed_from",
        "stop",
        within_months(3),
        chance.whole("risk review", 4, 20, "course", "link"),
    )
    book.event("exploitation-risk-assessed", exploited, "assessed_from")
    book.event("exploitation-risk-assessed", reviews, "on")
    trafficked = exploited.filter(chance.yes("trafficked", 0.15, "child"))
    book.event("trafficking-suspected", trafficked, "assessed_from")
    book.event("national-referral-made", trafficked, working_days_after(pl.col("assessed_from"), 1))


def _unaccompanied(book: Book, span: Span, cases: pl.DataFrame) -> None:
    chance = span.chance
    cases = cases.with_columns(until=pl.lit(span.ends))
    transferred = cases.filter(chance.yes("transferred", 0.4, "child"))
    book.event(
        "transfer-scheme-referral",
        transferred,
        working_days_after(pl.col("care_from"), -chance.whole("transfer", 3, 8, "child")),
    )
    book.event("transfer-made", transferred, "care_from")
    checks = chain(
        cases,
        "care_from",
        "until",
        within_months(3),
        chance.whole("immigration", 4, 20, "child", "link"),
    )
    book.event("immigration-check", checks, "on")
    disputed = cases.filter(chance.yes("age disputed", 0.2, "child"))
    book.event("age-disputed", disputed, "care_from")
    book.event(
        "age-assessed",
        disputed,
        at_work_by(days_after(pl.col("care_from"), chance.whole("age assessed", 14, 27, "child"))),
    )


def _homeless(book: Book, cases: pl.DataFrame) -> None:
    book.event("presented-as-homeless", cases, "referred_on")
    book.event("homeless-assessment-decided", cases, working_days_after(pl.col("referred_on"), 4))
