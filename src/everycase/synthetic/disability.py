"""Disabled children: education, health and care plans, and short breaks."""

from __future__ import annotations

import polars as pl

from everycase.synthetic.book import Book, flags, number, person
from everycase.synthetic.care_reviews import write_review_outcomes
from everycase.synthetic.chance import Chance
from everycase.synthetic.child_in_need import seen_alone, write_note
from everycase.synthetic.courses import on
from everycase.synthetic.dates import (
    at_work,
    at_work_by,
    birthday,
    chain,
    days_after,
    months_after,
    within_days,
    within_months,
    working_days_after,
)
from everycase.synthetic.people import pupil_number
from everycase.synthetic.protection import participation
from everycase.synthetic.rates import Path
from everycase.synthetic.span import Span

NEEDS = {"ASD": 0.32, "SLD": 0.2, "SLCN": 0.2, "PMLD": 0.1, "PD": 0.1, "MLD": 0.08}
BREAKS_SHARE, NIGHTS = 0.3, 2
STAYS_BETWEEN_REVIEWS = 5
"""Stays are monthly, so that five are under six months."""


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
    _breaks(book, span, with_case.filter(chance.yes("short breaks", BREAKS_SHARE, "child")))


def _plans(book: Book, span: Span, cases: pl.DataFrame) -> None:
    """From the request to the plan in 19 weeks, and a review of it every year."""
    chance = span.chance
    asked = at_work(
        days_after(
            pl.max_horizontal("in_need_from", birthday(pl.col("born"), 3)),
            chance.whole("ehc asked", 20, 300, "child"),
        )
    )
    cases = cases.with_columns(asked=asked).with_columns(
        agreed=at_work_by(days_after(pl.col("asked"), chance.whole("ehc agreed", 28, 41, "child"))),
        planned=at_work_by(days_after(pl.col("asked"), chance.whole("ehc planned", 126, 138, "child"))),
        refused=chance.yes("ehc refused", 0.06, "child"),
        no_plan=chance.yes("ehc no plan", 0.06, "child"),
    )
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
    assessed = cases.filter(~pl.col("refused"))
    going_on = assessed.filter(~pl.col("no_plan"))
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
    reviews = chain(
        going_on,
        "planned",
        "stop",
        within_months(12),
        chance.whole("annual review", 8, 40, "child", "link"),
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
    _plan_events(book, chance, going_on, reviews)


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


def _breaks(book: Book, span: Span, cases: pl.DataFrame) -> None:
    """Two nights a month with the same carers: each stay an episode of its own (V3)."""
    cases = cases.with_columns(
        since=days_after(pl.max_horizontal("in_need_from", birthday(pl.col("born"), 4)), 60),
        until=days_after(pl.min_horizontal("stop", months_after(pl.col("born"), 17 * 12)), -NIGHTS),
    )
    chance = span.chance
    stays = chain(
        cases, "since", "until", within_days(30), chance.whole("stay", 0, 4, "child", "link")
    ).with_columns(to=days_after(pl.col("on"), NIGHTS), n=pl.col("case") * 1000 + pl.col("link"))
    stay, care = number("n", 4_000_000_000), number("n", 4_100_000_000)
    book.add(
        "care_episodes",
        stays,
        episode_id=stay,
        child_id=person(),
        care_id=care,
        entered_care_on=pl.col("on"),
        started_on=pl.col("on"),
        start_reason=pl.lit("S"),
        primary_need=pl.lit("N2"),
        ended_on=pl.col("to"),
        end_reason=pl.lit("E8"),
        referral_id=number("case", 3_000_000),
        placement_id=number("n", 4_200_000_000),
    )
    book.add(
        "legal_statuses",
        stays,
        status_id=number("n", 4_300_000_000),
        child_id=person(),
        status=pl.lit("V3"),
        from_on=pl.col("on"),
        to_on=pl.col("to"),
    )
    book.add(
        "placements",
        stays,
        placement_id=number("n", 4_200_000_000),
        child_id=person(),
        care_id=care,
        started_on=pl.col("on"),
        ended_on=pl.col("to"),
        kind=pl.lit("U6"),
        provider=pl.lit("PR1"),
        urn=pl.lit("SC055123"),
        distance=pl.lit(4.0),
        postcode=pl.lit("EV4 1AB"),
    )
    _breaks_overseen(book, chance, cases, stays)


def _breaks_overseen(book: Book, chance: Chance, cases: pl.DataFrame, stays: pl.DataFrame) -> None:
    """A plan, a visit during a stay, and a review: the first within three months, then within six."""
    care = number("n", 4_100_000_000)
    visits = stays.filter(pl.col("link") % STAYS_BETWEEN_REVIEWS == 2)
    book.add(
        "care_visits",
        visits,
        visit_id=number("n", 4_400_000_000),
        child_id=person(),
        care_id=care,
        visited_on=pl.col("on"),
        seen=pl.lit(value=True),
        seen_alone=seen_alone(),
    )
    book.event("visit-written-up", visits, working_days_after(pl.col("on"), 1), number("n", 4_400_000_000))
    write_note(book, chance, visits)
    reviews = stays.filter(pl.col("link") % STAYS_BETWEEN_REVIEWS == 3)
    book.add(
        "care_reviews",
        reviews,
        review_id=number("n", 4_500_000_000),
        child_id=person(),
        care_id=care,
        due_on=pl.col("on"),
        held_on=pl.col("on"),
        cancelled=pl.lit(value=False),
        participation=participation(chance, "took part in breaks", "n"),
    )
    write_review_outcomes(book, chance, reviews)
    first = stays.filter(pl.col("link") == 1)
    plans = cases.join(first.select("case", first_on="on"), on="case")
    book.add(
        "care_plans",
        plans,
        plan_id=number("case", 370_000_000),
        child_id=person(),
        from_on=working_days_after(pl.col("first_on"), -3),
        to_on=pl.col("closed_on"),
        permanence=flags("REMAINSUP"),
    )
