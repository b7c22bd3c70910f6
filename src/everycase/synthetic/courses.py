"""The course of each case, as dates: contact, referral, assessment, enquiry, conference, plans, closing.

A family's case has one row a child in `cases`; brothers and sisters share its dates until one comes
into care. Every date keeps to the time limits, so what is written from it is in time.
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from everycase.synthetic import rates
from everycase.synthetic.chance import Chance
from everycase.synthetic.dates import (
    at_work,
    at_work_by,
    birthday,
    days_after,
    months_after,
    working_days_after,
)
from everycase.synthetic.rates import Path
from everycase.synthetic.span import Span

CYCLES = 3
QUIET_DAYS = 376
"""Days from the end of one case to the next contact: over a year, so that nobody is referred again in one."""
MONTHS_OF_SUPPORT_AFTER_PROTECTION = 4
DIES = 0.002
"""Share of children with a plan of support whose case ends with their death."""


def on(*paths: Path) -> pl.Expr:
    """Whether the case goes one of these ways."""
    return among(paths)


def among(paths: Collection[Path]) -> pl.Expr:
    """Whether the case's way is in the collection."""
    return pl.col("path").is_in(sorted(paths))


def make_cases(span: Span, families: pl.DataFrame, children: pl.DataFrame) -> pl.DataFrame:
    """One row a child and case: `case`, `course`, `child`, `path` and the dates that apply."""
    cycles = []
    left = families.select("family", "path", "arrives").with_columns(protected=pl.lit(value=False))
    for cycle in range(1, CYCLES + 1):
        dated = _dated(span, left.with_columns(course=pl.col("family") * 4 + cycle, cycle=pl.lit(cycle)))
        cycles.append(dated)
        left = _coming_back(span, dated)
    courses = pl.concat(cycles).filter(pl.col("contact_on") <= span.ends)
    return _until_death(span.chance, _members(courses, children))


def _coming_back(span: Span, dated: pl.DataFrame) -> pl.DataFrame:
    """Families that are heard of again, when, and how far that case goes."""
    chance = span.chance
    wait = QUIET_DAYS + chance.skewed("wait", 240, 1500, "course")
    again = chance.pick("later path", rates.later_paths(), "course")
    arrives = at_work(days_after(pl.col("over_on"), wait))
    # Those who would come in August or at Christmas often come a month later, as at first contact.
    quiet = arrives.dt.month().is_in([8, 12]) & chance.yes("later in the year", 0.25, "course")
    # A second protection plan is a weakness that the record must not show by default.
    protected = pl.col("protected") | among(rates.PROTECTED)
    twice = protected & again.is_in(sorted(rates.PROTECTED))
    return (
        dated.filter(~among(rates.LAST) & chance.yes("comes back", rates.COMES_BACK, "course"))
        .select(
            "family",
            path=pl.when(twice).then(pl.lit(Path.IN_NEED.value)).otherwise(again),
            arrives=pl.when(quiet).then(at_work(days_after(arrives, 31))).otherwise(arrives),
            protected=protected,
        )
        .filter(pl.col("arrives") <= span.ends)
    )


def _dated(span: Span, courses: pl.DataFrame) -> pl.DataFrame:
    chance = span.chance
    for step in (_contact, _enquiry, _assessment, _into_care, _protection, _support, _closing):
        courses = step(chance, courses)
    return courses


def _contact(chance: Chance, courses: pl.DataFrame) -> pl.DataFrame:
    """The contact, the decision on it, and the referral or early help that follows."""
    contact = pl.col("arrives")
    decided = working_days_after(contact, chance.whole("decided", 0, 1, "course"))
    return courses.with_columns(
        contact_on=contact,
        decided_on=decided,
        referred_on=pl.when(~among(rates.UNREFERRED)).then(contact),
        helped_from=pl.when(on(Path.EARLY_HELP)).then(
            working_days_after(decided, chance.whole("help", 1, 6, "course"))
        ),
    )


def _enquiry(chance: Chance, courses: pl.DataFrame) -> pl.DataFrame:
    """The strategy discussion, the end of the enquiry, and the initial conference."""
    referred = pl.col("referred_on")
    wait = (
        pl.when(among(rates.UNBORN))
        .then(chance.whole("strategy before birth", 6, 18, "course"))
        .when(on(Path.EMERGENCY))
        .then(0)
        .otherwise(chance.whole("strategy", 0, 2, "course"))
    )
    enquired = among(rates.ENQUIRED)
    strategy = pl.when(enquired).then(working_days_after(referred, wait))
    moved_in = working_days_after(referred, chance.whole("moved in", 11, 14, "course"))
    conference = working_days_after(strategy, chance.whole("conference", 11, 14, "course"))
    return courses.with_columns(
        strategy_on=strategy,
        enquired_to=working_days_after(strategy, chance.whole("enquiry", 6, 10, "course")),
        conference_on=pl.when(on(Path.MOVED_IN))
        .then(moved_in)
        .when(among(rates.CONFERENCED))
        .then(conference),
    )


def _assessment(chance: Chance, courses: pl.DataFrame) -> pl.DataFrame:
    """When the assessment began, when the child was first seen, when a manager authorised it."""
    referred = pl.col("referred_on")
    assessed = ~among(rates.UNREFERRED | {Path.NO_ACTION})
    began = (
        pl.when(among(rates.ENQUIRED)).then(0).otherwise(chance.whole("assessment begins", 0, 1, "course"))
    )
    # Ready before the conference; otherwise well spread, and a plan still made by day 45.
    spread = working_days_after(referred, chance.whole("assessment ends", 13, 36, "course"))
    before_conference = working_days_after(pl.col("conference_on"), -1)
    return courses.with_columns(
        assessed_from=pl.when(assessed).then(working_days_after(referred, began)),
        seen_on=pl.when(assessed).then(
            pl.coalesce(
                pl.when(~among(rates.UNBORN)).then("strategy_on"),
                working_days_after(referred, chance.whole("seen", 1, 4, "course")),
            )
        ),
        assessed_to=pl.when(assessed).then(pl.coalesce(before_conference, spread)),
    )


def _into_care(chance: Chance, courses: pl.DataFrame) -> pl.DataFrame:
    """Pre-proceedings, the application to court, and the day the children come into care.

    A child taken into care at birth has a day of birth of their own, so that day is set later.
    """
    outline = on(Path.PRE_PROCEEDINGS, Path.PROCEEDINGS)
    gateway = pl.when(outline).then(
        at_work(days_after(pl.col("conference_on"), chance.whole("gateway", 50, 75, "course")))
    )
    letter = working_days_after(gateway, chance.whole("letter", 2, 6, "course"))
    step = at_work_by(days_after(letter, chance.whole("step", 60, 105, "course")))
    issue = pl.when(on(Path.PROCEEDINGS)).then(
        working_days_after(step, chance.whole("issue", 1, 4, "course"))
    )
    agreed = working_days_after(pl.col("referred_on"), chance.whole("agreed", 5, 12, "course"))
    return courses.with_columns(
        gateway_on=gateway,
        letter_on=letter,
        meeting_on=working_days_after(gateway, chance.whole("first meeting", 7, 9, "course")),
        step_on=step,
        issued_on=pl.when(on(Path.EMERGENCY))
        .then(working_days_after(pl.col("strategy_on"), 1))
        .otherwise(issue),
        care_from=pl.when(on(Path.EMERGENCY))
        .then("strategy_on")
        .when(on(Path.ACCOMMODATED))
        .then(agreed)
        .when(on(Path.UNACCOMPANIED))
        .then("referred_on")
        .otherwise(working_days_after(issue, chance.whole("order", 2, 6, "course"))),
    )


def _protection(chance: Chance, courses: pl.DataFrame) -> pl.DataFrame:
    """The protection plan, from the conference to the review that ends it."""
    figures = rates.england()
    lasts = chance.pick(
        "plan lasts", {name: figures[f"plans-ending-{name}"] for name in _PLAN_LENGTHS}, "course"
    )
    days = pl.coalesce(
        pl.when(lasts == name).then(chance.whole(f"plan {name}", *_PLAN_LENGTHS[name], "course"))
        for name in _PLAN_LENGTHS
    )
    # A plan made before birth goes on for some months after it.
    days = pl.when(on(Path.PRE_BIRTH)).then(pl.max_horizontal(days, pl.lit(230))).otherwise(days)
    started = pl.when(among(rates.PROTECTED)).then("conference_on")
    until = pl.coalesce(
        days_after(pl.col("care_from"), chance.whole("plan after care", 10, 20, "course")),
        days_after(
            pl.when(on(Path.PRE_PROCEEDINGS)).then("step_on"),
            chance.whole("plan after step", 20, 80, "course"),
        ),
        days_after(started, days),
    )
    return courses.with_columns(
        protected_from=started, protected_to=pl.when(started.is_not_null()).then(at_work(until))
    )


_PLAN_LENGTHS = {"3-months": (70, 84), "6-months": (100, 165), "1-year": (190, 345), "2-years": (370, 620)}


def _support(chance: Chance, courses: pl.DataFrame) -> pl.DataFrame:
    """The child in need plan: after the assessment, the conference, or the protection plan."""
    soon = working_days_after(pl.col("assessed_to"), chance.whole("plan", 2, 7, "course"))
    enquiry_helps = on(Path.ENQUIRY) & chance.yes("plan after enquiry", 0.6, "course")
    wanted = on(Path.IN_NEED, Path.CONFERENCE, Path.DISABLED, Path.PRIVATE_FOSTERING) | enquiry_helps
    stepped_down = among(rates.PROTECTED - rates.CARE)
    began = pl.when(stepped_down).then(days_after(pl.col("protected_to"), 1)).when(wanted).then(soon)
    longer = pl.when(on(Path.PRIVATE_FOSTERING)).then(300).otherwise(0)
    after_protection = months_after(began, MONTHS_OF_SUPPORT_AFTER_PROTECTION)
    usual = days_after(began, chance.skewed("support lasts", 150, 420, "course") + longer)
    return courses.with_columns(
        in_need_from=began,
        in_need_to=at_work(
            pl.when(stepped_down).then(pl.max_horizontal(usual, after_protection)).otherwise(usual)
        ),
    )


def _closing(chance: Chance, courses: pl.DataFrame) -> pl.DataFrame:
    """When the case closes, and when the family's story is over: early help after it counted in."""
    after = working_days_after(pl.col("assessed_to"), chance.whole("closes", 1, 7, "course"))
    # A case closed because its assessment found nothing more to do is closed in the assessment's census year.
    after = (
        pl.when(on(Path.ASSESSED)).then(pl.min_horizontal(after, _year_end("assessed_to"))).otherwise(after)
    )
    no_action = working_days_after(pl.col("referred_on"), 1)
    closed = pl.coalesce(
        "in_need_to", pl.when(on(Path.NO_ACTION)).then(no_action), pl.when(~among(rates.CARE)).then(after)
    )
    handed_over = on(Path.ASSESSED) & chance.yes("early help after", 0.25, "course")
    handover = working_days_after(closed, chance.whole("handover", 1, 8, "course"))
    helped = pl.coalesce("helped_from", pl.when(handed_over).then(handover))
    lasts = chance.skewed("help lasts", 190, 520, "course") + 75
    return courses.with_columns(
        closed_on=closed, helped_from=helped, helped_to=at_work(days_after(helped, lasts))
    ).with_columns(over_on=pl.max_horizontal("contact_on", "closed_on", "helped_to", "protected_to"))


def _year_end(day: str) -> pl.Expr:
    """The last working day of the census year, 1 April to 31 March, that a working day is in."""
    year = pl.col(day).dt.year() + (pl.col(day).dt.month() > 3).cast(pl.Int32)
    return at_work_by(pl.date(year, 3, 31))


def _members(courses: pl.DataFrame, children: pl.DataFrame) -> pl.DataFrame:
    """Each course's children: those born (or expected) at its start who stay under 18 to its end."""
    cases = courses.drop("arrives").join(
        children.select("family", "child", "place", "born", "expected"), on="family"
    )
    expected = among(rates.UNBORN) & (pl.col("place") == 1)
    unborn = pl.col("expected").is_not_null()
    there = expected | ((pl.col("born") < pl.col("contact_on")) & (~unborn | (pl.col("cycle") > 1)))
    only = ~on(Path.CARE_AT_BIRTH) | expected
    grown = birthday(pl.col("born"), 18)
    young = pl.max_horizontal(
        days_after(pl.col("over_on"), 30), months_after(pl.coalesce("care_from", "contact_on"), 12)
    )
    return (
        cases.filter(there & only & (young < grown))
        .with_columns(case=pl.col("child") * 10 + pl.col("cycle"), unborn=expected)
        .with_columns(
            **{
                name: pl.when(on(Path.CARE_AT_BIRTH)).then(day).otherwise(name)
                for name, day in _at_birth().items()
            }
        )
    )


def _until_death(chance: Chance, cases: pl.DataFrame) -> pl.DataFrame:
    """Cases with `died_on`; none of the child's begins after it."""
    dies = on(Path.IN_NEED) & chance.yes("dies", DIES, "case")
    cases = cases.with_columns(died_on=pl.when(dies).then("closed_on"))
    death = pl.col("died_on").min().over("child")
    return cases.filter((pl.col("contact_on") < death).fill_null(value=True))


def _at_birth() -> dict[str, pl.Expr]:
    """Dates that hang on the day of birth, for a child who comes into care then."""
    cared_for = at_work(days_after(pl.col("born"), 1))
    return {
        "care_from": cared_for,
        "issued_on": at_work(pl.col("born")),
        "protected_to": at_work(days_after(cared_for, 14)),
    }
