"""What happens seldom: complaints, audits, serious incidents, orders that few children come under."""

from __future__ import annotations

import polars as pl

from everycase.synthetic.book import Book, person
from everycase.synthetic.care import Care
from everycase.synthetic.chance import Chance
from everycase.synthetic.courses import on
from everycase.synthetic.dates import (
    at_work,
    at_work_by,
    birthday,
    chain,
    days_after,
    within_months,
    working_days_after,
)
from everycase.synthetic.rates import Path
from everycase.synthetic.span import Span


def write_incidents(book: Book, span: Span, cases: pl.DataFrame, care: Care) -> None:
    """Events of a few cases and a few children in care, each followed up in time."""
    chance = span.chance
    open_cases = cases.filter(pl.col("assessed_from").is_not_null())
    _audits(book, chance, open_cases)
    _complaints(book, chance, open_cases)
    _incidents(book, chance, open_cases)
    _orders(book, chance, open_cases)
    _in_care(book, chance, care.periods)
    _liberty(book, span, care)
    _secure(book, span, care)


def _audits(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    """Some cases audited each year; now and then one where a manager acts the same day."""
    audited = cases.filter(chance.yes("audited", 0.06, "case")).with_columns(
        audit=working_days_after(pl.col("assessed_from"), 8)
    )
    audited = audited.filter(pl.col("audit") <= pl.col("stop"))
    book.event("audit-signed-off", audited, "audit")
    book.event(
        "audit-action-closed",
        audited,
        working_days_after(pl.col("audit"), chance.whole("audit action", 4, 18, "case")),
    )
    unsafe = audited.filter(chance.yes("red line", 0.03, "case"))
    book.event("audit-red-line", unsafe, "audit")
    book.event("manager-decision", unsafe, "audit", pl.lit("Acted on the audit's red line"))


def _complaints(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    upset = cases.filter(chance.yes("complaint", 0.012, "case")).with_columns(
        received=working_days_after(pl.col("assessed_from"), 15)
    )
    book.event("complaint-received", upset, "received")
    book.event(
        "complaint-stage-1-reply",
        upset,
        working_days_after(pl.col("received"), chance.whole("reply", 3, 9, "case")),
    )
    further = upset.filter(chance.yes("stage 2", 0.3, "case")).with_columns(
        second=working_days_after(pl.col("received"), 20)
    )
    book.event("complaint-stage-2-requested", further, "second")
    book.event(
        "complaint-stage-2-reply",
        further,
        working_days_after(pl.col("second"), chance.whole("second reply", 12, 24, "case")),
    )
    panel = further.filter(chance.yes("panel", 0.5, "case")).with_columns(
        third=working_days_after(pl.col("second"), 35)
    )
    for kind, wait in (
        ("complaint-panel-requested", 0),
        ("complaint-panel-held", 22),
        ("complaint-panel-report", 25),
        ("complaint-stage-3-reply", 35),
    ):
        book.event(kind, panel, working_days_after(pl.col("third"), wait))
    asked = cases.filter(chance.yes("records asked", 0.008, "case")).with_columns(
        asked=working_days_after(pl.col("assessed_from"), 12)
    )
    book.event("records-requested", asked, "asked")
    book.event(
        "records-given",
        asked,
        at_work_by(days_after(pl.col("asked"), chance.whole("records", 12, 26, "case"))),
    )


def _incidents(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    """The few serious incidents, told to the national Panel and reviewed."""
    serious = cases.filter(
        pl.col("strategy_on").is_not_null() & chance.yes("serious incident", 0.006, "course")
    )
    known = pl.col("strategy_on")
    book.event("serious-incident-known", serious, known)
    book.event("serious-incident-notified", serious, working_days_after(known, 3))
    book.event("rapid-review-sent", serious, working_days_after(known, 13))
    book.event("safeguarding-review-started", serious, working_days_after(known, 15))
    book.event("safeguarding-review-published", serious, at_work_by(days_after(known, 190)))


def _orders(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    """A child assessment order now and then, and disabled children who live in a hospital or school."""
    ordered = cases.filter(on(Path.ENQUIRY) & chance.yes("assessment order", 0.004, "course"))
    began = working_days_after(pl.col("enquired_to"), 1)
    book.event("child-assessment-order-began", ordered, began)
    book.event("child-assessment-order-ended", ordered, days_after(began, 6))
    away = cases.filter(on(Path.DISABLED) & chance.yes("lives in hospital", 0.1, "child"))
    since = working_days_after(pl.col("in_need_from"), 30)
    book.event("accommodated-by-health-or-education", away, since)
    book.event("accommodation-notice-received", away, at_work(days_after(since, 60)))


def _in_care(book: Book, chance: Chance, periods: pl.DataFrame) -> None:
    """Disputes of the reviewing officer, contact refused for days, custody and what it asks for."""
    disputed = periods.filter(chance.yes("dispute", 0.03, "child"))
    raised = working_days_after(pl.col("review_1"), 2)
    book.event("reviewing-officer-dispute-raised", disputed, raised)
    book.event(
        "reviewing-officer-dispute-resolved",
        disputed,
        working_days_after(raised, chance.whole("resolved", 5, 18, "child")),
    )
    refused = periods.filter(chance.yes("contact refused", 0.02, "child"))
    book.event("family-contact-refused", refused, pl.col("care_from"))
    book.event("family-contact-settled", refused, days_after(pl.col("care_from"), 5))
    teenagers = periods.filter(birthday(pl.col("born"), 14) < pl.col("care_from"))
    remanded = teenagers.filter(chance.yes("remanded", 0.03, "child"))
    book.event("remanded", remanded, pl.col("review_1"))
    book.event("detention-placement-plan", remanded, working_days_after(pl.col("review_1"), 6))
    home = periods.filter(pl.col("home_from").is_not_null() & on(Path.ACCOMMODATED))
    detained = home.filter(chance.yes("detained", 0.05, "child"))
    book.event("detained", detained, working_days_after(pl.col("care_to"), 30))
    book.event("detention-visit", detained, working_days_after(pl.col("care_to"), 35))


def _liberty(book: Book, span: Span, care: Care) -> None:
    """A court's order for some weeks for a few teenagers in children's homes, reviewed each month."""
    chance = span.chance
    rows = care.placements.filter((pl.col("kind") == "K2") & chance.yes("liberty", 0.15, "child", "n"))
    rows = rows.with_columns(
        began=at_work(days_after(pl.col("started"), 21)),
        until=pl.min_horizontal(days_after(pl.col("started"), 140), "ended", pl.lit(span.ends)),
    ).filter(days_after(pl.col("began"), 20) < pl.col("until"))
    book.add(
        "deprivations_of_liberty", rows, child_id=person(), from_on=pl.col("began"), to_on=pl.col("until")
    )
    reviews = chain(
        rows, "began", "until", within_months(1), chance.whole("liberty review", 2, 6, "child", "link")
    )
    book.event("liberty-review", reviews, "on")


def _secure(book: Book, span: Span, care: Care) -> None:
    """Secure homes: a court's order in three days, a review in a month, then every three."""
    rows = care.placements.filter(pl.col("kind") == "K1").with_columns(
        until=pl.min_horizontal("ended", pl.lit(span.ends))
    )
    book.event("placed-in-secure", rows, "started")
    book.event("secure-ended", rows, days_after(pl.col("started"), 2))
    early = span.chance.whole("secure review", 3, 9, "child", "link")
    reviews = chain(rows, "started", "until", within_months(3), early, first_due=within_months(1))
    book.event("secure-review-held", reviews, "on")
