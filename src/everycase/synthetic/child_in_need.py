"""Child in need plans and visits to children at home, in assessment, on a plan or back from care."""

from __future__ import annotations

import polars as pl

from everycase.synthetic import rates
from everycase.synthetic.book import Book, number, person
from everycase.synthetic.chance import Chance
from everycase.synthetic.courses import among
from everycase.synthetic.dates import (
    age_in_days,
    at_work,
    chain,
    days_after,
    within_days,
    within_months,
    within_working_days,
    working_days_after,
)
from everycase.synthetic.front_door import time_on

OLD_ENOUGH_TO_BE_ALONE = 3.7 * 365.25
"""Days of age from which a child is seen alone at each visit: before four, the age that standards name."""
OPENINGS = (
    "Seen alone in the bedroom, drew the family and talked about who helps at night.",
    "Walked to the park together; school is going better since the new seating plan.",
    "Quiet today, worried about moving class, wanted to show me the rabbit first.",
    "Played a card game and used the three houses to talk about weekends with dad.",
    "Met at school with the learning mentor; lunch club is the best part of the week.",
    "Mum was out, aunt at home; chatted about football and sleeping through again.",
)
HOME_SEEN = (
    "The kitchen was clean and there was food in.",
    "The heating is mended.",
    "The stairgate is up at last.",
)
NEXT_STEPS = (
    "Next visit agreed.",
    "I will ring the nursery tomorrow.",
    "The plan stays as it is until the review.",
)
WEEKS_OF_WEEKLY_VISITS = 5
"""After going home from care."""


def seen_alone() -> pl.Expr:
    """Whether the child is old enough to be seen alone on the day of column `on`."""
    return age_in_days(pl.col("born"), pl.col("on")) >= OLD_ENOUGH_TO_BE_ALONE


def write_child_in_need(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    """Plans, their reviews, and every visit that isn't a protection or care visit."""
    plans = _plans(cases)
    _write_plans(book, chance, plans)
    _write_visits(book, chance, pl.concat([_assessment_visits(chance, cases), *_plan_visits(chance, plans)]))
    stepped_down = cases.filter(among(rates.PROTECTED) & pl.col("in_need_from").is_not_null())
    book.event(
        "step-down-review",
        stepped_down,
        at_work(days_after(pl.col("protected_to"), chance.whole("step down", 60, 85, "course"))),
    )
    closing = cases.filter(pl.col("assessed_from").is_not_null() & pl.col("closed_on").is_not_null())
    book.event(
        "closure-decided",
        closing,
        working_days_after(pl.col("closed_on"), -chance.whole("closing", 1, 3, "course")),
    )


def _plans(cases: pl.DataFrame) -> pl.DataFrame:
    """One row a plan: `plan`, when it began and ended, `stop`."""
    kept = ["case", "course", "child", "family", "born", "path", "stop"]
    usual = cases.filter(pl.col("in_need_from").is_not_null()).select(
        *kept,
        plan=pl.col("case") * 10,
        began="in_need_from",
        ended="in_need_to",
        returned=pl.lit(value=False),
    )
    home = cases.filter(pl.col("home_from").is_not_null()).select(
        *kept, plan=pl.col("case") * 10 + 1, began="home_from", ended="home_to", returned=pl.lit(value=True)
    )
    return pl.concat([usual, home]).with_columns(until=pl.min_horizontal("ended", "stop"))


def _write_plans(book: Book, chance: Chance, plans: pl.DataFrame) -> None:
    book.add(
        "child_in_need_plans",
        book.workforce.with_holder(plans, "began"),
        plan_id=number("plan", 60_000_000),
        child_id=person(),
        referral_id=number("case", 3_000_000),
        started_on=pl.col("began"),
        ended_on=pl.col("ended"),
        team_id=pl.col("team_id"),
        worker_id=pl.col("worker_id"),
    )
    book.event("plan-signed-off", plans, working_days_after(pl.col("began"), 1), pl.lit("child in need plan"))
    reviews = chain(
        plans,
        "began",
        "until",
        within_days(84),
        chance.whole("need review", 2, 18, "course", "link"),
        first_due=within_days(42),
    )
    book.event("child-in-need-review-held", reviews, "on")
    book.event("child-in-need-review-booked", plans, "began", days_after(pl.col("began"), 42))
    book.event("child-in-need-review-booked", reviews, "on", days_after(pl.col("on"), 84))
    senior = chain(
        plans,
        "began",
        "until",
        within_months(9),
        chance.whole("drift", 5, 25, "course", "link"),
    )
    book.event("senior-review", senior, "on")


def _assessment_visits(chance: Chance, cases: pl.DataFrame) -> pl.DataFrame:
    """The first time seen, and visits to the end of the assessment; the strategy discussion's day too."""
    kept = ("case", "course", "child", "born", "on")
    assessed = cases.filter(pl.col("assessed_from").is_not_null())
    first = assessed.with_columns(on=pl.col("seen_on"))
    enquired = assessed.filter(pl.col("strategy_on").is_not_null()).with_columns(on=pl.col("strategy_on"))
    more = chain(
        assessed,
        "seen_on",
        "assessed_to",
        within_working_days(15),
        chance.whole("assess visit", 0, 4, "course", "link"),
    )
    # A child whose family was under enquiry before the birth is seen on the day.
    born = enquired.filter("unborn").with_columns(on=pl.col("born")).filter(pl.col("on") <= pl.col("stop"))
    return pl.concat([rows.select(kept) for rows in (first, enquired, born, more)])


def _plan_visits(chance: Chance, plans: pl.DataFrame) -> list[pl.DataFrame]:
    """Visits on each plan: the first in five working days, then at most twenty apart; weekly after care."""
    kept = ("case", "course", "child", "born", "on")
    usual = chain(
        plans,
        "began",
        "until",
        within_working_days(20),
        chance.whole("need visit", 0, 7, "course", "link"),
        first_due=within_working_days(4),
    )
    back = plans.filter("returned").with_columns(
        month=pl.min_horizontal("until", days_after(pl.col("began"), WEEKS_OF_WEEKLY_VISITS * 7))
    )
    weekly = chain(back, "began", "month", within_days(6))
    return [usual.select(kept), weekly.select(kept)]


def _write_visits(book: Book, chance: Chance, visits: pl.DataFrame) -> None:
    """One visit a child and day."""
    visits = (
        visits.unique(["child", "on"], keep="first", maintain_order=True)
        .sort("child", "on")
        .with_row_index("n")
    )
    visits = visits.with_columns(pl.col("n").cast(pl.Int64))
    book.add(
        "child_in_need_visits",
        visits,
        visit_id=number("n", 70_000_000),
        child_id=person(),
        visited_on=pl.col("on"),
        visited_on_time=time_on(chance, "need visit at", "on", "course"),
        seen=pl.lit(value=True),
        seen_alone=seen_alone(),
        bedroom_seen=chance.yes("bedroom", 0.6, "n"),
    )
    write_note(book, chance, visits)
    _write_texts(book, chance, visits)
    book.event("child-seen", visits, "on")


def _write_texts(book: Book, chance: Chance, visits: pl.DataFrame) -> None:
    """The words of some children's visit notes, each unlike the one before."""
    some = visits.filter(chance.yes("notes kept", 0.03, "child")).with_columns(
        turn=pl.int_range(pl.len()).over("child")
    )
    opening = pl.lit(pl.Series(OPENINGS)).gather(pl.col("turn") % len(OPENINGS))
    rest = [
        chance.pick(question, dict.fromkeys(said, 1.0), "n")
        for question, said in (("note home", HOME_SEEN), ("note plan", NEXT_STEPS))
    ]
    book.event("visit-note", some, "on", pl.concat_str(opening, *rest, separator=" "))


def write_note(book: Book, chance: Chance, visits: pl.DataFrame) -> None:
    """The case note of each visit (`on`, numbered `n`), entered on the day or the next working day."""
    entered = working_days_after(pl.col("on"), chance.whole("noted", 0, 1, "n"))
    book.event("case-note-entered", visits, entered, pl.format("visit {}", pl.col("on")))
