"""Care from day to day of the file: legal statuses, placements, and the episodes that they make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from everycase.synthetic import rates
from everycase.synthetic.chance import Chance
from everycase.synthetic.courses import among, on
from everycase.synthetic.dates import age_in_days, at_work_by, chain, days_after, within_days
from everycase.synthetic.rates import Path
from everycase.synthetic.span import Span

SUPPORTED_ACCOMMODATION_BEGAN = date(2023, 10, 28)
"""From this day the return has a code for it; before, older teenagers are given other homes here."""
MOVES_FIRST, MOVES_LATER = 0.62, (400, 1600)
"""Moves stand over a year apart, so that nobody has three homes in a year."""
FOSTER = {"U6": 0.74, "U3": 0.16, "U5": 0.1}
LASTING = {"U4": 0.7, "U1": 0.2, "P1": 0.1}
TEENAGER = {"U6": 0.5, "K2": 0.3, "U3": 0.12, "S1": 0.04, "R1": 0.04}
TEENAGER_LASTING = {"U4": 0.52, "K2": 0.28, "U1": 0.14, "S1": 0.06}
OLDER = {"K3": 0.55, "U4": 0.25, "K2": 0.2}
RELATIVES = ("U1", "U2", "U3")
HOMES = ("K1", "K2", "K3", "R1", "S1")
ADOPTIVE = ("A5", "A6")


@dataclass(frozen=True)
class Care:
    """Each child's time in care: whole periods, and the statuses, placements and episodes within them."""

    periods: pl.DataFrame
    legal: pl.DataFrame
    placements: pl.DataFrame
    episodes: pl.DataFrame


def make_care(span: Span, periods: pl.DataFrame) -> Care:
    """Statuses, placements and episodes of every period, covering it with no gap and no overlap."""
    legal = _until_next(_legal(periods), periods)
    placements = _until_next(_placements(span.chance, periods), periods)
    return Care(periods, legal, placements, _episodes(periods, legal, placements))


def _legal(periods: pl.DataFrame) -> pl.DataFrame:
    """Case, status and the day from which it holds."""
    emergency = on(Path.EMERGENCY)
    care_from = pl.col("care_from")
    steps = [
        (pl.lit("V2"), ~among(rates.COURT), care_from),
        (pl.lit("L1"), emergency, care_from),
        (pl.lit("L2"), emergency, days_after(care_from, 2)),
        (
            pl.lit("C1"),
            among(rates.COURT),
            pl.when(emergency).then(at_work_by(days_after(care_from, 8))).otherwise(care_from),
        ),
        (pl.lit("C2"), pl.col("placement_order_on").is_null() & pl.col("final_on").is_not_null(), "final_on"),
        (pl.lit("E1"), pl.col("placement_order_on").is_not_null(), "placement_order_on"),
    ]
    rows = [
        periods.filter(when).select(
            "case", status=status, started=pl.col(day) if isinstance(day, str) else day
        )
        for status, when, day in steps
    ]
    return pl.concat(rows)


def _placements(chance: Chance, periods: pl.DataFrame) -> pl.DataFrame:
    """Case, the day it began and its kind: a first home, then perhaps a lasting one, then few moves."""
    kept = ["case", "course", "child", "path", "born", "route", "care_from", "care_to", "placed_on"]
    base = periods.select(*kept)
    first = base.with_columns(started=pl.col("care_from"), n=pl.lit(1, dtype=pl.Int64))
    moving = (pl.col("route") == "long") & chance.yes("moves", MOVES_FIRST, "child")
    second = base.filter(moving).with_columns(
        started=at_work_by(days_after(pl.col("care_from"), chance.whole("first move", 70, 330, "child"))),
        n=pl.lit(2, dtype=pl.Int64),
    )
    near, far = MOVES_LATER
    later = chain(
        second.with_columns(since=pl.col("started")).filter(chance.yes("moves again", 0.5, "child")),
        "since",
        "care_to",
        within_days(far),
        chance.whole("later move", 0, far - near, "child", "link"),
    ).with_columns(started=pl.col("on"), n=pl.col("link") + 2)
    adopted = base.filter(pl.col("placed_on").is_not_null()).with_columns(
        started=pl.col("placed_on"), n=pl.lit(9, dtype=pl.Int64)
    )
    columns = [*kept, "started", "n"]
    moves = pl.concat(
        [first.select(columns), second.select(columns), later.select(columns), adopted.select(columns)]
    )
    # A move in the last three weeks of care would be a placement that hardly is one.
    moves = moves.filter((pl.col("n") == 1) | (days_after(pl.col("started"), 21) < pl.col("care_to")))
    return _described(chance, moves)


def _described(chance: Chance, moves: pl.DataFrame) -> pl.DataFrame:
    """Each placement's kind, provider, distance and reason for ending the one before."""
    age = age_in_days(pl.col("born"), pl.col("started")) / 365.25
    lasting = pl.col("n") > 1
    keys = ("child", "n")
    kind = (
        pl.when(pl.col("n") == 9)
        .then(chance.pick("adoptive", {"A5": 0.12, "A6": 0.88}, "course"))
        # Guardians are nearly always the family and friends who have fostered the child.
        .when(pl.col("route") == "guardianship")
        .then(pl.lit("U3"))
        .when((age >= 16) & (pl.col("started") >= SUPPORTED_ACCOMMODATION_BEGAN))
        .then(chance.pick("older home", OLDER, *keys))
        .when((age >= 10) & lasting)
        .then(chance.pick("teenager lasting", TEENAGER_LASTING, *keys))
        .when((age >= 13) & chance.yes("secure", 0.02, *keys))
        .then(pl.lit("K1"))
        .when(age >= 10)
        .then(chance.pick("teenager home", TEENAGER, *keys))
        .when(lasting)
        .then(chance.pick("lasting", LASTING, "course", "n"))
        .otherwise(chance.pick("foster", FOSTER, "course", "n"))
    )
    # A child accommodated by agreement can't be placed with the parents who agreed to it.
    kind = pl.when((kind == "P1") & ~among(rates.COURT)).then(pl.lit("U4")).otherwise(kind)
    miles = (chance.uniform("miles", *keys) ** 3 * 70 + 0.5).round(1)
    return moves.with_columns(kind=kind).with_columns(
        provider=_provider(chance),
        distance=pl.when(pl.col("kind") == "P1").then(0.0).otherwise(miles),
        # Whoever moves from one home to another doesn't move to the same.
        house=(chance.whole("setting", 0, 11, "child") + pl.col("n") * 5) % 12,
        change_reason=chance.pick(
            "change reason", {"CARPL": 0.66, "CREQB": 0.14, "CREQO": 0.1, "CHILD": 0.1}, *keys
        ),
    )


def _provider(chance: Chance) -> pl.Expr:
    home = chance.pick("home provider", {"PR4": 0.76, "PR1": 0.16, "PR5": 0.08}, "child", "n")
    foster = chance.pick("foster provider", {"PR1": 0.62, "PR4": 0.38}, "child", "n")
    kind = pl.col("kind")
    return (
        pl.when(kind == "P1")
        .then(pl.lit("PR0"))
        .when(kind.is_in(RELATIVES) | kind.is_in(ADOPTIVE))
        .then(pl.lit("PR1"))
        .when(kind.is_in(HOMES))
        .then(home)
        .otherwise(foster)
    )


def _until_next(rows: pl.DataFrame, periods: pl.DataFrame) -> pl.DataFrame:
    """Rows with `ended`: the start of the case's next row, or the day of leaving care."""
    ends = periods.select("case", leaving=pl.col("care_to"))
    following = pl.col("started").shift(-1).over("case", order_by="started")
    return (
        rows.join(ends, on="case")
        .filter(pl.col("started") < pl.col("leaving"))
        .sort("case", "started")
        .with_columns(ended=pl.coalesce(following, "leaving"))
        .drop("leaving")
    )


def _episodes(periods: pl.DataFrame, legal: pl.DataFrame, placements: pl.DataFrame) -> pl.DataFrame:
    """A new episode at each change of legal status or placement."""
    changes = (
        legal.select("case", "started", "status")
        .join(
            placements.select("case", "started", "n", "kind"),
            on=["case", "started"],
            how="full",
            coalesce=True,
        )
        .sort("case", "started")
        .with_columns(new_status=pl.col("status").is_not_null(), moved=pl.col("n").is_not_null())
        .with_columns(pl.col("status", "n", "kind").forward_fill().over("case"))
    )
    same_carer = pl.col("kind") == "A5"
    reason = (
        pl.when(pl.col("started") == pl.col("care_from"))
        .then(pl.lit("S"))
        .when(pl.col("new_status") & pl.col("moved"))
        .then(pl.when(same_carer).then(pl.lit("U")).otherwise(pl.lit("B")))
        .when("moved")
        .then(pl.when(same_carer).then(pl.lit("T")).otherwise(pl.lit("P")))
        .otherwise(pl.lit("L"))
    )
    details = periods.select(
        "case", "child", "course", "path", "born", "care_from", "care_to", "end_reason", "review_1"
    )
    episodes = _until_next(changes, periods).join(details, on="case")
    last = pl.col("ended") == pl.col("care_to")
    return episodes.with_columns(
        start_reason=reason, end_reason=pl.when(last).then("end_reason").otherwise(pl.lit("X1"))
    )
