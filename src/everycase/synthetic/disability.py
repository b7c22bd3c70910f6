"""Disabled children: education, health and care plans, and short breaks."""

from __future__ import annotations

import polars as pl

from everycase.synthetic.book import Book, number, person
from everycase.synthetic.chance import Chance
from everycase.synthetic.courses import on
from everycase.synthetic.dates import (
    at_work,
    at_work_by,
    birthday,
    chain,
    days_after,
    within_months,
)
from everycase.synthetic.people import pupil_number
from everycase.synthetic.rates import Path
from everycase.synthetic.short_breaks import write_short_breaks
from everycase.synthetic.span import Span

NEEDS = {"ASD": 0.32, "SLD": 0.2, "SLCN": 0.2, "PMLD": 0.1, "PD": 0.1, "MLD": 0.08}
BREAKS_SHARE = 0.3


def write_disabled(book: Book, span: Span, known: pl.DataFrame, cases: pl.DataFrame) -> None:
    """Every disabled child's special needs record, plans for those with a case, short breaks for some."""
    chance = span.chance
    disabled = known.filter("disabled")
    book.add(
        "special_educational_needs",
        disabled,
        row_id=number("child", 310_000_000),
        child_id=person(),
        upn=pupil_number(),
        _known_from=pl.col("known_from"),
    )
    book.event(
        "transition-plan",
        disabled,
        at_work_by(days_after(birthday(pl.col("born"), 14), -chance.whole("transition", 20, 120, "child"))),
    )
    with_case = cases.filter(on(Path.DISABLED))
    _plans(book, span, with_case)
    write_short_breaks(book, span, with_case.filter(chance.yes("short breaks", BREAKS_SHARE, "child")))


def _plans(book: Book, span: Span, cases: pl.DataFrame) -> None:
    """From the request to the plan in 19 weeks, and a review of it every year."""
    chance = span.chance
    cases = _asked(chance, cases)
    assessed = cases.filter(~pl.col("refused"))
    going_on = assessed.filter(~pl.col("no_plan"))
    _requests(book, cases, assessed)
    reviews = chain(
        going_on,
        "planned",
        "stop",
        within_months(12),
        chance.whole("annual review", 8, 40, "child", "link"),
    )
    _issued(book, chance, going_on, reviews)
    _plan_events(book, chance, going_on, reviews)


def _asked(chance: Chance, cases: pl.DataFrame) -> pl.DataFrame:
    """The day of the request, the decisions on it, and the day that a plan is issued."""
    asked = at_work(
        days_after(
            pl.max_horizontal("in_need_from", birthday(pl.col("born"), 3)),
            chance.whole("ehc asked", 20, 300, "child"),
        )
    )
    return cases.with_columns(asked=asked).with_columns(
        agreed=at_work_by(days_after(pl.col("asked"), chance.whole("ehc agreed", 28, 41, "child"))),
        planned=at_work_by(days_after(pl.col("asked"), chance.whole("ehc planned", 126, 138, "child"))),
        refused=chance.yes("ehc refused", 0.06, "child"),
        no_plan=chance.yes("ehc no plan", 0.06, "child"),
    )


def _requests(book: Book, cases: pl.DataFrame, assessed: pl.DataFrame) -> None:
    """Requests, and the assessments that some led to."""
    decided = pl.when("no_plan").then(at_work_by(days_after(pl.col("asked"), 100))).otherwise("planned")
    book.add(
        "ehc_requests",
        cases,
        request_id=number("case", 320_000_000),
        child_id=person(),
        sen_id=number("child", 310_000_000),
        requested_on=pl.col("asked"),
        decided_on=pl.col("agreed"),
        outcome=pl.when("refused").then(pl.lit("N")).otherwise(pl.lit("Y")),
    )
    book.add(
        "ehc_assessments",
        assessed,
        assessment_id=number("case", 330_000_000),
        child_id=person(),
        request_id=number("case", 320_000_000),
        decided_on=decided,
        outcome=pl.when("no_plan").then(pl.lit("N")).otherwise(pl.lit("Y")),
        exception=pl.lit(value=False),
    )


def _issued(book: Book, chance: Chance, going_on: pl.DataFrame, reviews: pl.DataFrame) -> None:
    """Plans as issued and as last reviewed, and the child's main need."""
    book.add(
        "ehc_named_plans",
        going_on,
        plan_id=number("case", 340_000_000),
        child_id=person(),
        assessment_id=number("case", 330_000_000),
        started_on=pl.col("planned"),
        ceased_on=pl.col("closed_on"),
        ceased_reason=pl.lit("2"),
    )
    none_yet = going_on.with_columns(on=pl.lit(None, dtype=pl.Date))
    for rows, known_from in ((none_yet, "planned"), (reviews, "on")):
        book.add(
            "ehc_active_plans",
            rows,
            plan_id=number("case", 350_000_000),
            child_id=person(),
            request_id=number("case", 320_000_000),
            reviewed_on=pl.col("on"),
            _known_from=pl.col(known_from),
        )
    book.add(
        "sen_needs",
        going_on,
        need_id=number("case", 360_000_000),
        child_id=person(),
        plan_id=number("case", 350_000_000),
        need=chance.pick("special need", NEEDS, "child"),
        rank=pl.lit("1"),
        _known_from=pl.col("planned"),
    )


def _plan_events(book: Book, chance: Chance, plans: pl.DataFrame, reviews: pl.DataFrame) -> None:
    book.event("ehc-advice-requested", plans, "agreed")
    book.event(
        "ehc-advice-sent",
        plans,
        at_work_by(days_after(pl.col("agreed"), chance.whole("advice", 18, 38, "child"))),
    )
    draft = at_work_by(days_after(pl.col("asked"), 95))
    book.event("ehc-draft-sent", plans, draft)
    book.event(
        "ehc-draft-answered", plans, at_work(days_after(draft, chance.whole("answered", 16, 20, "child")))
    )
    meeting = at_work(days_after(pl.col("on"), -chance.whole("meeting", 8, 22, "child", "link")))
    changes = chance.yes("plan amended", 0.45, "child", "link")
    said = pl.when(changes).then(pl.lit("amend")).otherwise(pl.lit("no change"))
    book.event("ehc-review-meeting", reviews, meeting, said)
    book.event("ehc-review-decided", reviews, "on")
    book.event(
        "ehc-plan-amended",
        reviews.filter(changes),
        at_work(days_after(pl.col("on"), chance.whole("amended", 20, 50, "child", "link"))),
    )
