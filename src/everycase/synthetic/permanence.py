"""Permanent families: adoption and special guardianship, and the people who wish to adopt."""

from __future__ import annotations

import polars as pl

from everycase.synthetic.book import Book, number, person
from everycase.synthetic.chance import Chance
from everycase.synthetic.dates import (
    at_work,
    at_work_by,
    birthday,
    chain,
    days_after,
    months_after,
    within_months,
    working_days_after,
)
from everycase.synthetic.span import Span

COUPLES = {"MF": 0.7, "FF": 0.08, "MM": 0.1, "F1": 0.1, "M1": 0.02}
LEGAL_STATUSES = {"MF": "L11", "FF": "L12", "MM": "L2", "F1": "L0", "M1": "L0"}
WAITING_SHARE = 0.7
"""Adopters who wait or have left, for each family of adopters that was matched."""


def write_permanence(book: Book, span: Span, periods: pl.DataFrame) -> None:
    """Plans for adoption from decision to order, guardianship orders, and adopters."""
    adopting = periods.filter(pl.col("adoption_on").is_not_null())
    guarded = periods.filter((pl.col("route") == "guardianship") & pl.col("end_reason").str.starts_with("E4"))
    _adoptions(book, span.chance, adopting)
    _adoption_events(book, span.chance, adopting)
    _guardianships(book, span, guarded)
    _adopters(book, span, adopting)


def _adoptions(book: Book, chance: Chance, adopting: pl.DataFrame) -> None:
    together = pl.len().over("course").cast(pl.Int64)
    couple = chance.pick("adopters", COUPLES, "course")
    placed = pl.col("placed_on").is_not_null()
    book.add(
        "permanence",
        adopting.with_columns(together=together, couple=couple),
        row_id=number("case", 260_000_000),
        child_id=person(),
        care_id=number("case", 160_000_000),
        decided_on=pl.col("adoption_on"),
        placement_order_on=pl.col("placement_order_on"),
        matched_on=pl.col("matched_on"),
        placed_on=pl.col("placed_on"),
        adopted_by_carer=pl.lit(value=False),
        reversed_on=pl.col("reversed_on"),
        reversed_reason=pl.when(pl.col("reversed_on").is_not_null()).then(pl.lit("RD2")),
        order_on=pl.col("adopted_on"),
        order_type=pl.lit("Adoption"),
        in_sibling_group=pl.col("together") > 1,
        siblings_together=pl.when(pl.col("together") > 1).then("together").otherwise(0),
        siblings_apart=pl.lit(0),
        provider_urn=pl.lit("SC055900"),
        worker_id=book.workforce.someone("adoption", "course"),
        adopter_sex=pl.when(placed).then("couple"),
        adopter_legal_status=pl.when(placed).then(pl.col("couple").replace_strict(LEGAL_STATUSES)),
        adopters=pl.when(placed).then(
            pl.when(pl.col("couple").str.ends_with("1")).then(pl.lit("1")).otherwise(pl.lit("2"))
        ),
    )


def _adoption_events(book: Book, chance: Chance, adopting: pl.DataFrame) -> None:
    decided = pl.col("adoption_on")
    book.event("adoption-panel-minutes", adopting, working_days_after(decided, -4))
    book.event("adoption-panel-minutes", adopting, working_days_after(pl.col("matched_on"), -4))
    book.event("parents-told-decision", adopting, working_days_after(decided, 1))
    book.event("decision-letter-sent", adopting, working_days_after(decided, 3))
    book.event(
        "national-matching-referral",
        adopting,
        at_work(days_after(decided, chance.whole("matching", 20, 60, "course"))),
    )
    book.event(
        "adoption-application-possible",
        adopting,
        at_work(days_after(pl.col("placed_on"), chance.whole("applied", 76, 110, "course"))),
    )
    celebrated = at_work(days_after(pl.col("adopted_on"), 14))
    book.event("adoption-celebration", adopting, celebrated)
    book.event(
        "life-story-book-given",
        adopting,
        working_days_after(celebrated, chance.whole("book", 2, 8, "course")),
    )


def _guardianships(book: Book, span: Span, guarded: pl.DataFrame) -> None:
    book.add(
        "permanence",
        guarded,
        row_id=number("case", 260_000_000),
        child_id=person(),
        care_id=number("case", 160_000_000),
        order_on=pl.col("care_to"),
        order_type=pl.lit("Special Guardianship"),
        _known_from=pl.col("care_to"),
    )
    notice = working_days_after(pl.col("issued_on"), 5)
    book.event("guardianship-notice", guarded, notice)
    book.event("guardianship-application", guarded, at_work(days_after(months_after(notice, 3), 3)))
    guarded = guarded.with_columns(grown=pl.min_horizontal(birthday(pl.col("born"), 18), pl.lit(span.ends)))
    reviews = chain(
        guarded,
        "care_to",
        "grown",
        within_months(12),
        span.chance.whole("guardianship", 10, 50, "course", "link"),
    )
    book.event("guardianship-support-review", reviews, "on")


def _adopters(book: Book, span: Span, adopting: pl.DataFrame) -> None:
    chance = span.chance
    matched = adopting.filter(pl.col("matched_on").is_not_null()).unique(
        "course", keep="first", maintain_order=True
    )
    matched = matched.select("course", "matched_on", "placed_on")
    waiting = matched.filter(chance.yes("waiting", WAITING_SHARE, "course")).select(
        course=pl.col("course") + 90_000_000,
        matched_on=pl.lit(None, dtype=pl.Date),
        placed_on=pl.lit(None, dtype=pl.Date),
        approved=at_work(
            days_after(pl.col("matched_on"), chance.whole("approved then", -500, 300, "course"))
        ),
    )
    approved = at_work(days_after(pl.col("matched_on"), -chance.whole("approved before", 40, 200, "course")))
    adopters = pl.concat([matched.with_columns(approved=approved), waiting])
    adopters = _stages(chance, adopters).with_columns(
        left_on=pl.when(pl.col("matched_on").is_null() & chance.yes("left", 0.4, "course")).then(
            at_work(days_after(pl.col("approved"), chance.whole("left after", 300, 900, "course")))
        ),
        adopter=pl.format("A{}", pl.col("course") % 90_000_000 + pl.col("course") // 90_000_000 * 5_000_000),
    )
    book.add(
        "prospective_adopters",
        adopters,
        adopter_id=pl.col("adopter"),
        family_id=pl.format("AF{}", pl.col("adopter").str.slice(1)),
        enquired_on=pl.col("enquired"),
        stage_1_started_on=pl.col("stage_1"),
        stage_1_ended_on=pl.col("stage_1_to"),
        stage_2_started_on=pl.col("stage_2"),
        stage_2_ended_on=pl.col("approved"),
        applied_on=pl.col("stage_1"),
        approved_on=pl.col("approved"),
        matched_on=pl.col("matched_on"),
        placed_on=pl.col("placed_on"),
        left_on=pl.col("left_on"),
    )
    _adopter_events(book, span, adopters)


def _stages(chance: Chance, adopters: pl.DataFrame) -> pl.DataFrame:
    """Back from approval: stage 2 in four months, up to six between, stage 1 in two."""
    return (
        adopters.with_columns(
            stage_2=at_work(days_after(pl.col("approved"), -chance.whole("stage 2", 85, 112, "course")))
        )
        .with_columns(
            stage_1_to=at_work_by(days_after(pl.col("stage_2"), -chance.whole("between", 4, 90, "course")))
        )
        .with_columns(
            stage_1=at_work(days_after(pl.col("stage_1_to"), -chance.whole("stage 1", 35, 54, "course")))
        )
        .with_columns(
            registered=working_days_after(pl.col("stage_1"), -chance.whole("registered", 1, 4, "course"))
        )
        .with_columns(
            enquired=at_work_by(days_after(pl.col("registered"), -chance.whole("enquired", 14, 60, "course")))
        )
    )


def _adopter_events(book: Book, span: Span, adopters: pl.DataFrame) -> None:
    by = book.workforce.someone("adoption", "course")
    told = working_days_after(pl.col("enquired"), span.chance.whole("informed", 1, 4, "course"))
    waits = adopters.with_columns(
        until=pl.min_horizontal(pl.coalesce("matched_on", "left_on", pl.lit(span.ends)), pl.lit(span.ends))
    )
    reviews = chain(
        waits,
        "approved",
        "until",
        within_months(12),
        span.chance.whole("adopter review", 6, 40, "course", "link"),
    )
    # Proposed to refuse, and approved after all when they answered.
    refused = adopters.filter(
        span.chance.yes("refusal proposed", 0.08, "course")
        & (days_after(pl.col("stage_1_to"), 35) < pl.col("approved"))
    )
    for kind, rows, day in (
        ("adopter-enquiry", adopters, pl.col("enquired")),
        ("adopter-information-sent", adopters, told),
        ("adopter-interest-registered", adopters, pl.col("registered")),
        ("adopter-registration-decided", adopters, pl.col("stage_1")),
        ("adopter-review-held", reviews, pl.col("on")),
        ("adopter-refusal-proposed", refused, at_work_by(days_after(pl.col("stage_1_to"), 3))),
        ("adopter-representations", refused, at_work(days_after(pl.col("stage_1_to"), 30))),
    ):
        book.other_event(kind, rows, "adopter", day, by)
