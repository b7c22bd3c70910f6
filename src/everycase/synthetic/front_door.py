"""The front door and early help as written down: contacts, referrals, spells of early help."""

from __future__ import annotations

import polars as pl

from everycase.synthetic import rates
from everycase.synthetic.book import Book, flags, number, person
from everycase.synthetic.chance import Chance
from everycase.synthetic.courses import among, on
from everycase.synthetic.dates import (
    chain,
    days_after,
    within_days,
    within_months,
    working_days_after,
)
from everycase.synthetic.rates import Path

OTHER_SOURCES = {
    "1A": 7.0,
    "1B": 2.0,
    "1C": 2.0,
    "2B": 2.5,
    "4": 1.6,
    "5A": 4.0,
    "5B": 6.0,
    "5D": 4.0,
    "7": 2.5,
    "8": 2.8,
    "9": 1.5,
}
HEALTH_SOURCES = {"3A": 0.14, "3B": 0.22, "3C": 0.12, "3D": 0.12, "3E": 0.26, "3F": 0.14}
TRIAGE = {"red": 0.12, "amber": 0.36, "green": 0.52}
HELP_REASONS = {
    "Parenting support": 0.34,
    "Emotional wellbeing": 0.26,
    "School attendance": 0.2,
    "Home conditions": 0.12,
    "Young carer": 0.08,
}
OPENING_HOUR, OPEN_MINUTES = 8, 60 * 9


def sources() -> dict[str, float]:
    """Who makes contact: England's shares for schools, health and police, the rest spread."""
    figures = rates.england()
    return {
        "2A": figures["source-schools"],
        "6": figures["source-police"],
        **{code: figures["source-health"] * share for code, share in HEALTH_SOURCES.items()},
        **OTHER_SOURCES,
    }


def time_on(chance: Chance, question: str, day: str, *keys: str) -> pl.Expr:
    """A time in office hours on the day."""
    minutes = chance.whole(question, 0, OPEN_MINUTES - 1, *keys) + OPENING_HOUR * 60
    return (pl.col(day).cast(pl.Datetime("us")) + pl.duration(minutes=minutes)).cast(pl.Datetime("us"))


def write_front_door(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    """Contacts with their decisions, referrals with theirs, and what happened on each."""
    _contacts(book, chance, cases)
    _later_contacts(book, chance, cases)
    _referrals(book, chance, cases)
    book.event("language-recorded", cases, "contact_on", language(chance))
    _early_help(book, chance, cases.filter(pl.col("helped_from").is_not_null()))


def _contacts(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    outcome = (
        pl.when(on(Path.ADVICE))
        .then(
            pl.when(chance.yes("advice", 0.6, "course"))
            .then(flags("ADVICE_FLAG"))
            .otherwise(flags("NFA_FLAG"))
        )
        .when(on(Path.EARLY_HELP))
        .then(flags("ADVICE_FLAG"))
        .when(on(Path.PRIVATE_FOSTERING))
        .then(flags("NEW_REFERRAL_FLAG", "PRIVATE_FOSTERING_FLAG"))
        .when(on(Path.MOVED_IN))
        .then(flags("NEW_REFERRAL_FLAG", "OLA_CP_FLAG"))
        .otherwise(flags("NEW_REFERRAL_FLAG"))
    )
    book.add(
        "contacts",
        cases,
        contact_id=number("case", 2_000_000),
        child_id=person(),
        received_on=pl.col("contact_on"),
        received_on_time=time_on(chance, "contact at", "contact_on", "course"),
        source=chance.pick("source", sources(), "course"),
        outcomes=outcome,
        _decided_on=pl.col("decided_on"),
    )
    _decisions(book, chance, cases, "contact_on", "decided_on")


def _later_contacts(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    """Contacts about children whose case is open."""
    going_on = cases.filter(pl.col("assessed_from").is_not_null()).with_columns(
        since=days_after(pl.col("referred_on"), 20)
    )
    again = chain(
        going_on,
        "since",
        "stop",
        within_days(520),
        chance.whole("contact again", 0, 430, "course", "link"),
    ).with_columns(
        n=pl.col("case") * 100 + pl.col("link"),
        later=working_days_after(pl.col("on"), chance.whole("decided later", 0, 1, "course", "link")),
    )
    book.add(
        "contacts",
        again,
        contact_id=number("n", 300_000_000),
        child_id=person(),
        received_on=pl.col("on"),
        received_on_time=time_on(chance, "contact again at", "on", "course", "link"),
        source=chance.pick("source again", sources(), "course", "link"),
        outcomes=flags("EXISTING_REFERRAL_FLAG"),
        _decided_on=pl.col("later"),
    )
    _decisions(book, chance, again, "on", "later")


def _decisions(book: Book, chance: Chance, rows: pl.DataFrame, received: str, decided: str) -> None:
    """Triage on the day, the manager's decision, and when the contact was entered."""
    book.event("contact-triaged", rows, received, chance.pick("triage", TRIAGE, "course"))
    book.event("contact-decision", rows, decided)
    book.event("case-note-entered", rows, decided, pl.format("contact {}", pl.col(received)))
    book.event("record-entered", rows, decided, pl.format("contact {}", pl.col(received)))


def _referrals(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    referred = cases.filter(pl.col("referred_on").is_not_null())
    outcome = (
        pl.when(on(Path.NO_ACTION))
        .then(flags("NFA_FLAG"))
        .when(on(Path.MOVED_IN))
        .then(flags("SINGLE_ASSESSMENT_FLAG", "CP_TRANSFER_IN_FLAG"))
        .when(on(Path.EMERGENCY))
        .then(flags("STRATEGY_DISCUSSION_FLAG", "SINGLE_ASSESSMENT_FLAG"))
        .when(on(Path.ACCOMMODATED, Path.UNACCOMPANIED))
        .then(flags("SINGLE_ASSESSMENT_FLAG", "CLA_REQUEST_FLAG"))
        .when(on(Path.PRIVATE_FOSTERING))
        .then(flags("SINGLE_ASSESSMENT_FLAG", "PRIVATE_FOSTERING_FLAG"))
        .otherwise(flags("SINGLE_ASSESSMENT_FLAG"))
    )
    held = book.workforce.with_holder(referred, "referred_on")
    book.add(
        "referrals",
        held,
        referral_id=number("case", 3_000_000),
        child_id=person(),
        referred_on=pl.col("referred_on"),
        source=chance.pick("source", sources(), "course"),
        primary_need=pl.when(~on(Path.NO_ACTION)).then(primary_need(chance)),
        outcomes=outcome,
        no_further_action=on(Path.NO_ACTION),
        closed_on=pl.col("closed_on"),
        close_reason=close_reason(),
        team_id=pl.col("team_id"),
        worker_id=pl.col("worker_id"),
        _decided_on=pl.col("decided_on"),
    )
    book.event("referral-decision", referred, "decided_on")
    book.event("manager-decision", referred, "decided_on", pl.lit("Decision on the referral"))
    told = working_days_after(pl.col("referred_on"), chance.whole("told", 2, 4, "course"))
    book.event("referrer-told", referred, told)


def primary_need(chance: Chance) -> pl.Expr:
    """The main reason for help: the path's own where it has one, otherwise England's shares."""
    shares = {name[-2:]: value for name, value in rates.england().items() if name.startswith("need-")}
    return (
        pl.when(on(Path.UNACCOMPANIED))
        .then(pl.lit("N8"))
        .when(on(Path.DISABLED))
        .then(pl.lit("N2"))
        .when(among(rates.PROTECTED))
        .then(pl.lit("N1"))
        .otherwise(chance.pick("primary need", shares, "course"))
    )


def close_reason() -> pl.Expr:
    """Why the case was closed, from how it went."""
    reason = pl.col("end_reason")
    return pl.when(pl.col("closed_on").is_not_null()).then(
        pl.when(pl.col("died_on").is_not_null())
        .then(pl.lit("RC2"))
        .when(on(Path.ASSESSED) & pl.col("helped_from").is_not_null())
        .then(pl.lit("RC9"))
        .when(on(Path.ASSESSED))
        .then(pl.lit("RC8"))
        .when(on(Path.DISABLED))
        .then(pl.lit("RC6"))
        .when(reason.is_in(["E11", "E12"]))
        .then(pl.lit("RC1"))
        .when(reason.is_in(["E45", "E46", "E47", "E48"]))
        .then(pl.lit("RC4"))
        .otherwise(pl.lit("RC7"))
    )


def _early_help(book: Book, chance: Chance, helped: pl.DataFrame) -> None:
    held = book.workforce.with_holder(helped, "helped_from", "EARLY HELP")
    ending = chance.pick(
        "help ended",
        {"Needs met": 0.66, "Stepped down to universal services": 0.24, "Family withdrew": 0.1},
        "course",
    )
    book.add(
        "early_help",
        held,
        episode_id=number("case", 4_000_000),
        child_id=person(),
        started_on=pl.col("helped_from"),
        ended_on=pl.col("helped_to"),
        reason=chance.pick("help reason", HELP_REASONS, "course"),
        end_reason=ending,
        organisation=pl.lit("Council early help service"),
        worker_id=pl.col("worker_id"),
    )
    _early_help_events(book, chance, helped)


def _early_help_events(book: Book, chance: Chance, helped: pl.DataFrame) -> None:
    began = pl.col("helped_from")
    helped = helped.with_columns(
        help_assessed=working_days_after(began, chance.whole("help assessed", 12, 28, "course"))
    ).with_columns(
        help_planned=working_days_after(pl.col("help_assessed"), chance.whole("help planned", 2, 9, "course"))
    )
    book.event(
        "early-help-first-visit",
        helped,
        working_days_after(began, chance.whole("help visit", 2, 9, "course")),
    )
    book.event("early-help-assessment-completed", helped, "help_assessed")
    book.event("early-help-plan-agreed", helped, "help_planned")
    reviews = chain(
        helped,
        "help_planned",
        "helped_to",
        within_days(84),
        chance.whole("help review", 0, 20, "course", "link"),
    )
    book.event("early-help-review-held", reviews, "on")
    long = chain(
        helped,
        "helped_from",
        "helped_to",
        within_months(12),
        chance.whole("help long", 5, 30, "course", "link"),
    )
    book.event("early-help-manager-review", long, "on")
    book.event("early-help-worker-named", helped, working_days_after(began, 1))
    handed_over = helped.filter(pl.col("referred_on").is_not_null())
    book.event("early-help-handover", handed_over, "helped_from")


def language(chance: Chance) -> pl.Expr:
    """A family's first language."""
    spoken = {
        "English": 0.86,
        "Polish": 0.03,
        "Urdu": 0.03,
        "Romanian": 0.02,
        "Arabic": 0.02,
        "Bengali": 0.02,
        "Somali": 0.02,
    }
    return chance.pick("language", spoken, "family")
