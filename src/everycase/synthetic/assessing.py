"""Assessments, the child seen in them, and their yearly refresh while a case is open."""

from __future__ import annotations

import polars as pl

from everycase.synthetic import rates
from everycase.synthetic.book import Book, flags, number, person
from everycase.synthetic.chance import Chance
from everycase.synthetic.courses import among, on
from everycase.synthetic.dates import chain, months_after, within_days, within_months, working_days_after
from everycase.synthetic.rates import Path

FACTOR_CODES = {
    "alcohol-misuse-parent": "1B",
    "drug-misuse-parent": "2B",
    "domestic-abuse-parent": "3B",
    "mental-health-child": "4A",
    "mental-health-parent": "4B",
    "learning-disability-child": "5A",
    "physical-disability-child": "6A",
    "young-carer": "7A",
    "going-missing": "10A",
    "child-sexual-exploitation": "11A",
    "child-criminal-exploitation": "24A",
    "self-harm": "15A",
    "neglect": "16A",
    "emotional-abuse": "17A",
    "physical-abuse-adult-on-child": "18C",
    "sexual-abuse-adult-on-child": "19C",
}


def has_factor(chance: Chance, factor: str) -> pl.Expr:
    """Whether the assessment found one of England's commonest factors (a name of `FACTOR_CODES`)."""
    return chance.yes(f"factor {factor}", rates.england()[f"factor-{factor}"] / 100, "course")


def write_assessments(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    """Each case's assessment, and a new one every year for as long as it is open."""
    assessed = cases.filter(pl.col("assessed_from").is_not_null())
    first = assessed.with_columns(
        n=pl.col("case") * 100, started=pl.col("assessed_from"), ended=pl.col("assessed_to")
    )
    yearly = chain(
        assessed,
        "assessed_to",
        "stop",
        within_months(12),
        chance.whole("refreshed", 12, 45, "course", "link"),
    ).with_columns(
        n=pl.col("case") * 100 + pl.col("link"),
        ended=pl.col("on"),
        started=working_days_after(pl.col("on"), -chance.whole("refresh takes", 33, 41, "course", "link")),
    )
    _write(book, chance, first, _outcome())
    _write(book, chance, yearly, flags("OTHER_ACTIONS_FLAG"))
    # Work that takes longer than a month is talked over in that time, whatever the case's usual rhythm.
    talked = chain(yearly.drop("on", "link"), "started", "ended", within_days(20))
    book.event("supervision", talked, "on")
    book.event("supervision-note-finished", talked, working_days_after(pl.col("on"), 1))
    _young_carers(book, chance, first)


def _outcome() -> pl.Expr:
    """What the assessment decided."""
    return (
        pl.when(on(Path.ASSESSED))
        .then(flags("NFA_FLAG"))
        .when(among(rates.CONFERENCED - {Path.CONFERENCE}))
        .then(flags("STRATEGY_DISCUSSION_FLAG"))
        .when(on(Path.EMERGENCY))
        .then(flags("LEGAL_ACTION_FLAG"))
        .when(on(Path.ACCOMMODATED, Path.UNACCOMPANIED))
        .then(flags("CLA_REQUEST_FLAG"))
        .when(on(Path.PRIVATE_FOSTERING))
        .then(flags("PRIVATE_FOSTERING_FLAG", "PROV_OF_SERVICES_FLAG"))
        .when(pl.col("in_need_from").is_not_null())
        .then(flags("PROV_OF_SERVICES_FLAG"))
        .otherwise(flags("NFA_S47_END_FLAG"))
    )


def _factors(chance: Chance) -> pl.Expr:
    own = [
        pl.when(has_factor(chance, name)).then(pl.lit(code))
        for name, code in FACTOR_CODES.items()
        if code != "5A"
    ]
    own += [
        pl.when(on(Path.UNACCOMPANIED)).then(pl.lit("9A")),
        pl.when(on(Path.PRIVATE_FOSTERING)).then(pl.lit("8B")),
        pl.when(on(Path.DISABLED)).then(pl.lit("5A")),
    ]
    # An abused child's assessment names the abuse, whatever else it found.
    own.append(pl.when(among(rates.PROTECTED) & ~has_factor(chance, "neglect")).then(pl.lit("16A")))
    found = pl.concat_list(own).list.drop_nulls()
    none = pl.when(on(Path.ASSESSED)).then(flags("21")).otherwise(flags("20"))
    return pl.when(found.list.len() > 0).then(found).otherwise(none)


def _write(book: Book, chance: Chance, rows: pl.DataFrame, outcome: pl.Expr) -> None:
    """Rows of assessments (`n`, `started`, `ended`) and what a manager did about each."""
    nothing = on(Path.ASSESSED)
    book.add(
        "assessments",
        book.workforce.with_holder(rows, "started"),
        assessment_id=number("n", 500_000_000),
        child_id=person(),
        referral_id=number("case", 3_000_000),
        started_on=pl.col("started"),
        child_seen=pl.lit(value=True),
        internal_review_on=working_days_after(pl.col("started"), 10),
        authorised_on=pl.col("ended"),
        outcomes=outcome,
        no_further_action=nothing,
        needs_support=~nothing,
        factors=_factors(chance),
        team_id=pl.col("team_id"),
        worker_id=pl.col("worker_id"),
        _seen_on=pl.coalesce("seen_on", "started"),
    )
    book.event(
        "assessment-checkpoint",
        rows,
        working_days_after(pl.col("started"), chance.whole("checkpoint", 6, 9, "n")),
    )
    book.event(
        "assessment-submitted",
        rows,
        working_days_after(pl.col("ended"), -chance.whole("submitted", 1, 2, "n")),
    )
    book.event("assessment-signed-off", rows, "ended")
    book.event(
        "assessment-shared", rows, working_days_after(pl.col("ended"), chance.whole("shared", 1, 4, "n"))
    )


def _young_carers(book: Book, chance: Chance, rows: pl.DataFrame) -> None:
    carers = rows.filter(
        has_factor(chance, "young-carer") & (pl.col("born") < months_after(pl.col("started"), -12 * 8))
    )
    book.event("young-carer-assessment-requested", carers, "started")
    book.event(
        "young-carer-assessment-completed",
        carers,
        working_days_after(pl.col("started"), chance.whole("young carer", 15, 40, "n")),
    )
