"""Short breaks: two nights a month away from home, each stay an episode of care of its own (V3)."""

from __future__ import annotations

import polars as pl

from everycase.synthetic.book import Book, flags, number, person
from everycase.synthetic.care_reviews import write_review_outcomes
from everycase.synthetic.chance import Chance
from everycase.synthetic.child_in_need import seen_alone, write_note
from everycase.synthetic.dates import (
    birthday,
    chain,
    days_after,
    months_after,
    within_days,
    working_days_after,
)
from everycase.synthetic.places import SHORT_BREAKS
from everycase.synthetic.protection import participation
from everycase.synthetic.span import Span

NIGHTS = 2
STAYS_BETWEEN_REVIEWS = 5
"""Stays are monthly, so that five are under six months."""


def write_short_breaks(book: Book, span: Span, cases: pl.DataFrame) -> None:
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
        # Of a home for disabled people, which Ofsted gives no number: of any other place the DfE's rule 218
        # asks for the number of a short break, and 214 that it be left blank.
        kind=pl.lit("R1"),
        provider=pl.lit("PR1"),
        distance=pl.lit(4.0),
        postcode=pl.lit(SHORT_BREAKS),
    )
    book.add(
        "previous_permanence",
        stays.unique("child", keep="first", maintain_order=True),
        row_id=number("case", 380_000_000),
        child_id=person(),
        option=pl.lit("Z1"),
        _known_from=pl.col("on"),
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
