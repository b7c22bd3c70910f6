"""Child protection as written down: enquiries, conferences, plans, visits, reviews, pre-proceedings."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from everycase.synthetic import rates
from everycase.synthetic.book import Book, flags, number, person
from everycase.synthetic.chance import Chance
from everycase.synthetic.child_in_need import seen_alone, write_note
from everycase.synthetic.courses import among, on
from everycase.synthetic.dates import (
    age_in_days,
    chain,
    days_after,
    months_after,
    within_days,
    within_months,
    within_working_days,
    working_days_after,
)
from everycase.synthetic.front_door import time_on
from everycase.synthetic.rates import Path

CATEGORIES = {"NEG": 0.47, "EMO": 0.38, "PHY": 0.09, "SAB": 0.04, "MUL": 0.02}
PARTICIPATION = {"PN1": 0.44, "PN2": 0.12, "PN3": 0.04, "PN5": 0.16, "PN6": 0.24}
WHO_MET = "Police, health, school and social care"


def participation(chance: Chance, question: str, *keys: str) -> pl.Expr:
    """How a child took part in a review on the day of column `on`; PN0 is for those under four."""
    under_four = age_in_days(pl.col("born"), pl.col("on")) < 4 * 365.25
    return pl.when(under_four).then(pl.lit("PN0")).otherwise(chance.pick(question, PARTICIPATION, *keys))


def write_protection(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    """Everything from the strategy discussion to the end of a protection plan."""
    _enquiries(book, cases.filter(pl.col("strategy_on").is_not_null()))
    _conferences(book, chance, cases.filter(pl.col("conference_on").is_not_null()))
    plans = cases.filter(pl.col("protected_from").is_not_null()).with_columns(
        until=pl.min_horizontal("protected_to", "stop")
    )
    _plans(book, chance, plans)
    _visits(book, chance, plans)
    _reviews(book, chance, plans)
    _core_groups(book, chance, plans)
    _pre_proceedings(book, chance, cases.filter(pl.col("gateway_on").is_not_null()))


def _enquiries(book: Book, cases: pl.DataFrame) -> None:
    conferenced = among(rates.CONFERENCED)
    outcome = (
        pl.when(conferenced)
        .then(flags("CP_CONFERENCE_FLAG"))
        .when(on(Path.EMERGENCY))
        .then(flags("LEGAL_ACTION_FLAG"))
        .when(pl.col("in_need_from").is_not_null())
        .then(flags("PROV_OF_SERVICES_FLAG"))
        .otherwise(flags("NFA_CONTINUE_SINGLE_FLAG"))
    )
    helped = conferenced | on(Path.EMERGENCY) | pl.col("in_need_from").is_not_null()
    morning = pl.col("strategy_on").cast(pl.Datetime("us")) + timedelta(hours=8)
    book.add(
        "section_47_enquiries",
        book.workforce.with_holder(cases, "strategy_on"),
        enquiry_id=number("case", 80_000_000),
        child_id=person(),
        referral_id=number("case", 3_000_000),
        started_on=pl.col("strategy_on"),
        started_on_time=morning,
        ended_on=pl.col("enquired_to"),
        no_further_action=~helped,
        conference_not_needed=~conferenced,
        outcomes=outcome,
        team_id=pl.col("team_id"),
        worker_id=pl.col("worker_id"),
    )
    book.event("harm-suspected", cases, "strategy_on")
    book.event("strategy-discussion", cases, "strategy_on", pl.lit(WHO_MET))
    book.event("strategy-record-shared", cases, working_days_after(pl.col("strategy_on"), 1))


def _conferences(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    moved_in = on(Path.MOVED_IN)
    target = working_days_after(pl.coalesce("strategy_on", "referred_on"), 15)
    planned = among(rates.PROTECTED)
    book.add(
        "initial_conferences",
        book.workforce.with_holder(cases, "conference_on"),
        conference_id=number("case", 90_000_000),
        child_id=person(),
        enquiry_id=pl.when(~moved_in).then(number("case", 80_000_000)),
        plan_id=pl.when(planned).then(number("case", 100_000_000)),
        referral_id=number("case", 3_000_000),
        meeting_id=number("course", 95_000_000),
        transfer_in=moved_in,
        target_on=target,
        held_on=pl.col("conference_on"),
        made_plan=planned,
        outcomes=pl.when(planned).then(flags("CP_FLAG")).otherwise(flags("PROV_OF_SERVICES_FLAG")),
        team_id=pl.col("team_id"),
        worker_id=pl.col("worker_id"),
        # The conference is booked when the enquiry ends; its row is written when it is held.
    )
    book.event("moved-in-on-plan", cases.filter(moved_in), "referred_on")
    _meeting(book, chance, cases, "conference_on")


def _meeting(book: Book, chance: Chance, rows: pl.DataFrame, held: str) -> None:
    """What surrounds a conference: the report before it, decisions and the record after it."""
    day = pl.col(held)
    book.event("conference-report-shared", rows, working_days_after(day, -6))
    book.event("conference-decisions-sent", rows, working_days_after(day, 1))
    book.event(
        "conference-minutes-sent", rows, working_days_after(day, chance.whole("minutes", 8, 18, "course"))
    )
    book.event("attendance", rows, day, pl.lit(WHO_MET))


def _plans(book: Book, chance: Chance, plans: pl.DataFrame) -> None:
    first = chance.pick("category", CATEGORIES, "course")
    latest = pl.when(chance.yes("category changes", 0.06, "course")).then(pl.lit("NEG")).otherwise(first)
    book.add(
        "child_protection_plans",
        plans,
        plan_id=number("case", 100_000_000),
        child_id=person(),
        referral_id=number("case", 3_000_000),
        conference_id=number("case", 90_000_000),
        started_on=pl.col("protected_from"),
        ended_on=pl.col("protected_to"),
        initial_category=first,
        latest_category=latest,
        other_authority=pl.lit(value=False),
        earlier_plans=pl.lit(0),
    )
    book.event(
        "protection-plan-detailed",
        plans,
        working_days_after(pl.col("protected_from"), chance.whole("detailed", 5, 9, "course")),
    )
    book.event(
        "plan-signed-off", plans, working_days_after(pl.col("protected_from"), 2), pl.lit("protection plan")
    )
    long = chain(
        plans,
        "protected_from",
        "until",
        within_months(15),
        chance.whole("long plan", 15, 60, "course", "link"),
    )
    book.event("senior-review", long, "on")


def _visits(book: Book, chance: Chance, plans: pl.DataFrame) -> None:
    visits = (
        chain(
            plans,
            "protected_from",
            "until",
            within_working_days(10),
            chance.whole("protection visit", 0, 3, "course", "link"),
            first_due=within_working_days(4),
        )
        .sort("child", "on")
        .with_row_index("n")
    )
    visits = visits.with_columns(pl.col("n").cast(pl.Int64))
    book.add(
        "child_protection_visits",
        visits,
        visit_id=number("n", 110_000_000),
        child_id=person(),
        plan_id=number("case", 100_000_000),
        visited_on=pl.col("on"),
        visited_on_time=time_on(chance, "protection visit at", "on", "course", "link"),
        seen=pl.lit(value=True),
        seen_alone=seen_alone(),
        bedroom_seen=pl.lit(value=True),
    )
    book.event(
        "visit-written-up",
        visits,
        working_days_after(pl.col("on"), chance.whole("written", 0, 2, "n")),
        number("n", 110_000_000),
    )
    book.event("child-seen", visits, "on")
    write_note(book, chance, visits)


def _reviews(book: Book, chance: Chance, plans: pl.DataFrame) -> None:
    """Review conferences; the last ends the plan. Each is booked at the one before."""
    early = chance.whole("protection review", 12, 26, "course", "link")
    held = chain(
        plans,
        "protected_from",
        "protected_to",
        within_months(6),
        early,
        first_due=within_months(3),
    )
    # One held just before the last is not held at all: the last takes its place and is still in time.
    held = held.filter(days_after(pl.col("on"), 11) < pl.col("protected_to"))
    last = plans.with_columns(on=pl.col("protected_to"), link=pl.lit(99, dtype=pl.Int64))
    columns = ["case", "course", "child", "born", "protected_from", "protected_to", "on", "link"]
    reviews = pl.concat([held.select(columns), last.select(columns)]).sort("case", "on")
    before = pl.col("on").shift(1).over("case", order_by="on")
    reviews = reviews.with_columns(
        before=pl.coalesce(before, "protected_from"),
        due=pl.coalesce(months_after(before, 6), months_after(pl.col("protected_from"), 3)),
        n=pl.col("case") * 100 + pl.col("link"),
    )
    book.add(
        "child_protection_reviews",
        reviews,
        review_id=number("n", 1_200_000_000),
        child_id=person(),
        plan_id=number("case", 100_000_000),
        meeting_id=(pl.col("course") * 100 + pl.col("link") + 130_000_000).cast(pl.String),
        due_on=pl.col("due"),
        held_on=pl.col("on"),
        plan_continues=pl.col("on") < pl.col("protected_to"),
        quorate=pl.lit(value=True),
        participation=participation(chance, "took part", "n"),
        _booked_on=pl.col("before"),
    )
    _meeting(book, chance, reviews, "on")


def _core_groups(book: Book, chance: Chance, plans: pl.DataFrame) -> None:
    groups = chain(
        plans,
        "protected_from",
        "until",
        within_days(42),
        chance.whole("core group", 1, 9, "course", "link"),
        first_due=within_working_days(9),
    )
    book.event("core-group-held", groups, "on")


def _pre_proceedings(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    to_court = on(Path.PROCEEDINGS)
    book.add(
        "pre_proceedings",
        cases,
        row_id=number("case", 140_000_000),
        child_id=person(),
        plo_family_id=number("family", 500_000),
        decided_on=pl.col("gateway_on"),
        first_meeting_on=pl.col("meeting_on"),
        letter_on=pl.col("letter_on"),
        outcome=pl.when(to_court)
        .then(pl.lit("Decision to Issue Care Proceedings"))
        .otherwise(pl.lit("Decision to step down")),
        step_decision_on=pl.col("step_on"),
        issue_letter_on=pl.when(to_court).then("issued_on"),
        gateway_outcome=pl.lit("B"),
    )
    reviews = chain(
        cases,
        "meeting_on",
        "step_on",
        within_days(56),
        chance.whole("outline review", 3, 12, "course", "link"),
    )
    book.event("pre-proceedings-review-held", reviews, "on")
