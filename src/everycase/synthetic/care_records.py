"""Time in care as written down: episodes, statuses, placements, plans, visits and reviews."""

from __future__ import annotations

import polars as pl

from everycase.synthetic.book import Book, flags, number, person
from everycase.synthetic.care import ADOPTIVE, HOMES, RELATIVES, Care
from everycase.synthetic.care_reviews import make_reviews, write_care_reviews
from everycase.synthetic.care_visits import write_care_visits
from everycase.synthetic.chance import Chance
from everycase.synthetic.courses import on
from everycase.synthetic.dates import (
    at_work,
    at_work_by,
    chain,
    days_after,
    within_months,
    working_days_after,
)
from everycase.synthetic.front_door import primary_need
from everycase.synthetic.places import setting_postcode
from everycase.synthetic.rates import Path
from everycase.synthetic.span import Span

UNPLANNED = ("CREQB", "CREQO", "CHILD", "ALLEG", "STAND", "CLOSE")
FAR = 20.0
"""Miles from home beyond which a nominated officer approves."""


def urn(prefix: str) -> pl.Expr:
    """Ofsted's number of the setting in column `house`."""
    return pl.format("{}{}", pl.lit(prefix), 480_011 + pl.col("house") * 37)


def write_care(book: Book, span: Span, care: Care) -> pl.DataFrame:
    """Write every period of care, and give the reviews held in them (`case`, `child`, `on`, …)."""
    chance = span.chance
    reviews = make_reviews(span, care.periods)
    _episodes(book, chance, care)
    _legal(book, span, care)
    _placements(book, chance, care)
    _plans(book, chance, care.periods, reviews)
    write_care_visits(book, span, care, reviews)
    write_care_reviews(book, chance, care.periods, reviews)
    return reviews


def _episodes(book: Book, chance: Chance, care: Care) -> None:
    need = primary_need(chance)
    starts = care.placements.select("case", "n", home_began="started")
    episodes = care.episodes.join(starts, on=["case", "n"], how="left").with_columns(
        rank=pl.col("started").rank("ordinal").over("case").cast(pl.Int64)
    )
    book.add(
        "care_episodes",
        episodes,
        episode_id=(pl.col("case") * 100 + pl.col("rank") + 1_500_000_000).cast(pl.String),
        child_id=person(),
        care_id=number("case", 160_000_000),
        entered_care_on=pl.col("care_from"),
        started_on=pl.col("started"),
        start_reason=pl.col("start_reason"),
        primary_need=need,
        ended_on=pl.col("ended"),
        end_reason=pl.col("end_reason"),
        referral_id=number("case", 3_000_000),
        placement_id=(pl.col("case") * 100 + pl.col("n") + 1_700_000_000).cast(pl.String),
    )


def _legal(book: Book, span: Span, care: Care) -> None:
    legal = care.legal.join(care.periods.select("case", "child", "course", "born"), on="case").with_columns(
        until=pl.min_horizontal("ended", pl.lit(span.ends)),
        rank=pl.col("started").rank("ordinal").over("case").cast(pl.Int64),
    )
    book.add(
        "legal_statuses",
        legal,
        status_id=(pl.col("case") * 100 + pl.col("rank") + 1_800_000_000).cast(pl.String),
        child_id=person(),
        status=pl.col("status"),
        from_on=pl.col("started"),
        to_on=pl.col("ended"),
    )
    agreed = legal.filter(pl.col("status") == "V2")
    book.event("section-20-consent", agreed, "started")
    reviews = chain(
        agreed,
        "started",
        "until",
        within_months(3),
        span.chance.whole("agreement review", 6, 20, "course", "link"),
    )
    book.event("section-20-review", reviews, "on")
    police = legal.filter(pl.col("status") == "L1")
    book.event("police-protection-began", police, "started")
    book.event("police-protection-ended", police, "ended")
    court = care.periods.filter(pl.col("issued_on").is_not_null())
    book.event("proceedings-issued", court, "issued_on")
    book.event(
        "case-management-hearing",
        court,
        working_days_after(pl.col("issued_on"), span.chance.whole("hearing", 11, 16, "course")),
    )
    book.event("final-order", court, "final_on")


def _placements(book: Book, chance: Chance, care: Care) -> None:
    rows = care.placements.with_columns(moved=pl.col("ended") < pl.col("care_to"))
    kind = pl.col("kind")
    agency = pl.col("provider") == "PR4"
    number_of_setting = (
        # A residential care home (R1) answers to the Care Quality Commission and has no number of Ofsted's.
        pl.when(kind == "R1")
        .then(None)
        .when(kind.is_in(HOMES))
        .then(urn("SC"))
        .when(kind == "P1")
        .then(None)
        .when(kind.is_in(ADOPTIVE))  # the council's adoption agency is registered too
        .then(pl.lit("SC066123"))
        .otherwise(pl.when(agency).then(urn("SC9")).otherwise(pl.lit("SC055123")))
    )
    book.add(
        "placements",
        rows,
        placement_id=(pl.col("case") * 100 + pl.col("n") + 1_700_000_000).cast(pl.String),
        child_id=person(),
        care_id=number("case", 160_000_000),
        started_on=pl.col("started"),
        ended_on=pl.col("ended"),
        kind=kind,
        provider=pl.col("provider"),
        urn=number_of_setting,
        distance=pl.col("distance"),
        postcode=pl.when(kind.is_in(HOMES))
        .then(setting_postcode(pl.col("house")))
        .otherwise(setting_postcode(chance.whole("first carers", 12, 999, "child") + pl.col("n"))),
        change_reason=pl.when("moved").then("change_reason"),
    )
    _placement_events(book, chance, rows)
    _carers(book, chance, rows)


def _placement_events(book: Book, chance: Chance, rows: pl.DataFrame) -> None:
    """Plans, notices and approvals of each placement, and the meeting after one that broke down."""
    start = pl.col("started")
    book.event(
        "placement-plan-recorded",
        rows,
        working_days_after(start, chance.whole("placement plan", 1, 3, "child", "n")),
    )
    book.event("placement-notice-sent", rows, working_days_after(start, 1))
    book.event(
        "family-time-plan", rows, working_days_after(start, chance.whole("family time", 3, 8, "child", "n"))
    )
    book.event("placement-end-notice-sent", rows, working_days_after(pl.col("ended"), 2))
    book.event("distant-placement-approved", rows.filter(pl.col("distance") > FAR), "started")
    book.event("long-term-placement-agreed", rows.filter(pl.col("kind").is_in(["U1", "U4"])), "started")
    broke_down = rows.filter(pl.col("moved") & pl.col("change_reason").is_in(UNPLANNED))
    book.event(
        "disruption-meeting",
        broke_down,
        working_days_after(pl.col("ended"), chance.whole("disruption", 6, 15, "child", "n")),
    )


def _carers(book: Book, chance: Chance, rows: pl.DataFrame) -> None:
    """Approval of relatives and friends, parents assessed, and carers approved for another kind of child."""
    start, kind = pl.col("started"), pl.col("kind")
    connected = rows.filter(kind.is_in(RELATIVES)).with_columns(
        extended=(kind == "U3") & chance.yes("extended", 0.1, "child", "n")
    )
    weeks = pl.when("extended").then(20 * 7).otherwise(chance.whole("approved", 60, 100, "child", "n"))
    book.event("connected-person-approved", connected, at_work(days_after(start, weeks)))
    book.event(
        "temporary-approval-extended", connected.filter("extended"), at_work_by(days_after(start, 108))
    )
    first = chance.yes("temporary approval", 0.7, "child", "n") & (kind == "U3")
    book.event("connected-person-temporarily-approved", rows.filter(first), "started")
    at_home = rows.filter((kind == "P1") & chance.yes("assessed before", 0.6, "child", "n"))
    book.event("parents-assessed-for-placement", at_home, working_days_after(start, -5))
    sudden = rows.filter(kind.is_in(["U4", "U6"]) & chance.yes("emergency", 0.02, "child", "n"))
    book.event("emergency-placement", sudden, "started")
    book.event("emergency-placement-settled", sudden, working_days_after(start, 4))


def _plans(book: Book, chance: Chance, periods: pl.DataFrame, reviews: pl.DataFrame) -> None:
    """A care plan within ten working days, and again at each review."""
    kept = ["case", "course", "child", "born", "route", "path", "care_to", "review_2", "on", "n"]
    first = periods.with_columns(
        on=working_days_after(pl.col("care_from"), chance.whole("care plan", 3, 9, "course")),
        n=pl.lit(0, dtype=pl.Int64),
    )
    plans = pl.concat([first.select(kept), reviews.select(kept)]).filter(pl.col("on") < pl.col("care_to"))
    plans = plans.sort("case", "on").with_columns(
        until=pl.coalesce(pl.col("on").shift(-1).over("case", order_by="on"), "care_to")
    )
    settled = pl.col("on") >= pl.col("review_2")
    permanence = (
        pl.when((pl.col("route") == "adoption") & settled)
        .then(flags("ADOPTION"))
        .when(pl.col("route") == "guardianship")
        .then(flags("LTRELFR"))
        .when((pl.col("route") == "long") & on(Path.UNACCOMPANIED))
        .then(flags("SUPPLIV"))
        .when((pl.col("route") == "long") & settled)
        .then(flags("LTFOST18"))
        .otherwise(flags("RETURN6M"))
    )
    book.add(
        "care_plans",
        plans,
        plan_id=(pl.col("case") * 100 + pl.col("n") + 1_900_000_000).cast(pl.String),
        child_id=person(),
        from_on=pl.col("on"),
        to_on=pl.col("until"),
        permanence=permanence,
    )
    book.event("plan-signed-off", plans, working_days_after(pl.col("on"), 2), pl.lit("care plan"))
    book.event("permanence-plan-agreed", plans.filter(pl.col("on") == pl.col("review_2")), "on")
