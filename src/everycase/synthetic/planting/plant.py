"""Plan what to plant and where, and plant it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import polars as pl

from everycase.calendar import is_working_day
from everycase.synthetic.planting.acts import (
    CHOSEN,
    EVERYTHING,
    LATE,
    NOT_DONE,
    OVERDUE,
    TOO_SOON,
    Act,
    Board,
    alone,
    append,
    with_events,
)
from everycase.synthetic.planting.also import also_broken
from everycase.synthetic.planting.ground import Ground, Tables

FEW, ENOUGH = 2, 24
"""How many of each weakness are planted, where no share is asked for, and of how many children."""

LONG_AGO = date(2012, 1, 4)

TRUTH: Mapping[str, pl.DataType] = {
    "standard": pl.String(),
    "child_id": pl.String(),  # the worker's or team's id, for a standard about one; COUNCIL, for an average
    "what": pl.String(),  # overdue, met late, not done, too soon, wrong, over its limit; also: may be broken
    "due_on": pl.Date(),
    "done_on": pl.Date(),
    "alone": pl.List(pl.String()),  # formats that can each show it with no other file
    "with_events": pl.List(pl.String()),  # formats that can each show it beside a file of events
    "by": pl.String(),  # the standard that was planted
}
"""What is wrong, and what may be wrong because of it."""

PLAN: Mapping[str, pl.DataType] = {"act": pl.Int64(), "standard": pl.String(), **CHOSEN}
"""What to do where: the number of an act, and its CHOSEN."""


@dataclass(frozen=True)
class Planted:
    """A council with weaknesses in it.

    truth: TRUTH. untried: standards of which nothing could be planted → why.
    """

    tables: Tables
    truth: pl.DataFrame
    plan: pl.DataFrame = field(repr=False)
    untried: Mapping[str, str] = field(default_factory=dict)


def plant(
    tables: Tables,
    as_of: date,
    *,
    seed: int,
    standards: Collection[str] | None = None,
    share: float | None = None,
) -> Planted:
    """`tables` with weaknesses of each standard, and the list of them.

    standards: ids of those to plant; every one where left out. share: of the places where a weakness
    can be; a few of each where left out. The same seed plants the same.
    """
    from everycase.synthetic.planting.acts_by_area import ACTS

    acts = [act for act in ACTS if standards is None or act.standard in standards]
    chosen = plan(tables, as_of, acts, seed=seed, share=share, enough=ENOUGH)
    done = {act.standard for n, act in enumerate(acts) if n in set(chosen["act"])}
    untried = {a.standard: "no child whom it could be done to" for a in acts if a.standard not in done}
    return Planted(carry_out(tables, acts, chosen), truth(tables, acts, chosen), chosen, untried)


def plan(
    tables: Tables,
    as_of: date,
    acts: Sequence[Act],
    *,
    seed: int,
    share: float | None = None,
    within: pl.Series | None = None,
    rows: pl.Series | None = None,
    few: int = FEW,
    enough: int = 0,
) -> pl.DataFrame:
    """Where each act is to be done: PLAN. Children are kept apart as far as there are enough of them.

    within: only these children (and workers). rows: only rows of these ids, or what is done to a whole
    child of these. few: of each act, where there is no share; but
    one where there are not `enough` children, to leave room for others.
    """
    ground = Ground(tables, as_of)
    places = [(n, act, _places(act, ground, within, rows)) for n, act in enumerate(acts)]
    places.sort(key=lambda place: (EVERYTHING not in place[1].touches, place[2].height))
    taken = pl.DataFrame(schema={"child_id": pl.String, "thing": pl.String, "changed": pl.Boolean})
    chosen = [pl.DataFrame(schema=dict(PLAN))]
    for number, act, found in places:
        fewest = act.fewest(ground)
        count = max(fewest, _count(found["child_id"].n_unique(), share, few, enough))
        picked = _pick(found, act, taken, count, seed)
        if picked.height < fewest:
            continue
        chosen.append(
            picked.select(
                pl.lit(number, dtype=pl.Int64).alias("act"), pl.lit(act.standard).alias("standard"), *CHOSEN
            )
        )
        touched = sorted(act.touches)
        things = pl.DataFrame({"thing": touched, "changed": [thing in act.changes for thing in touched]})
        taken = pl.concat([taken, picked.select("child_id").join(things, how="cross")])
    return pl.concat(chosen).sort("act", "child_id", "row_id")


def _count(children: int, share: float | None, few: int, enough: int) -> int:
    """How many to plant where it can be done to so many children."""
    if share is None:
        return few if children >= enough else min(few, 1)
    return max(1, round(share * children))


def _places(act: Act, ground: Ground, within: pl.Series | None, rows: pl.Series | None) -> pl.DataFrame:
    found = act.candidates(ground)
    for column, only in (("child_id", within), ("row_id", rows)):
        found = found if only is None else found.filter(pl.col(column).is_in(only.implode()))
    return found


def _pick(rows: pl.DataFrame, act: Act, taken: pl.DataFrame, count: int, seed: int) -> pl.DataFrame:
    """One place a child, for `count` children; those to whom least has been done come first."""
    # Two acts may look at one thing; neither may look at what the other changes.
    upsets = pl.col("thing").is_in([*act.changes, EVERYTHING]) | (
        pl.col("changed") & pl.col("thing").is_in([*act.touches])
    )
    upset = taken if EVERYTHING in act.touches else taken.filter(upsets)
    free = rows.join(upset, on="child_id", how="anti")
    busy = taken.group_by("child_id").agg(pl.len().alias("~done"))
    word = hashlib.blake2b(f"{seed}:{act.standard}".encode(), digest_size=8).digest()
    order = pl.concat_str("child_id", "row_id", ignore_nulls=True).hash(int.from_bytes(word, "big"))
    if act.pairs:
        count = max(2, count // 2 * 2)
    picked = (
        free.join(busy, on="child_id", how="left")
        .with_columns(pl.col("~done").fill_null(0), order.alias("~order"))
        .sort("~done", "~order")
        .unique("child_id", keep="first", maintain_order=True)
        .head(count)
    )
    return picked.head(picked.height // 2 * 2) if act.pairs else picked


def carry_out(tables: Tables, acts: Sequence[Act], chosen: pl.DataFrame) -> Tables:
    """The tables with what a plan says done to them."""
    board: Board = dict(tables)
    for (number,), rows in chosen.group_by("act", maintain_order=True):
        act = acts[int(str(number))]
        _make_known(board, act.needs, rows)
        act.carry_out(board, rows)
    return board


def _make_known(board: Board, kinds: Collection[str], chosen: pl.DataFrame) -> None:
    """An event of each kind of another child, long before: a file without any can't tell that one lacks."""
    others = board["children"].filter(~pl.col("child_id").is_in(chosen["child_id"].implode()))
    for kind in kinds:
        if (board["events"]["kind"] == kind).any():
            continue
        first = others.head(1).select("child_id", kind=pl.lit(kind), happened_on=LONG_AGO)
        append(board, kind, first)


def put_right(acts: Sequence[Act], chosen: pl.DataFrame, since: date, to: date) -> pl.DataFrame:
    """What is left of a plan once all that can be has been put right between two dates.

    Work that is overdue is done on a working day after `since` and by `to`: late, for good. A record that
    was wrong is right: nothing is left of it. What was done late or never, and is over, stays as it was.
    """
    doable = [n for n, act in enumerate(acts) if act.answerable]
    open_still = pl.col("act").is_in(doable) & (pl.col("what") == OVERDUE)
    days = [day for day in _days_between(since, to) if is_working_day(day)]
    luck = pl.concat_str("standard", "child_id").hash(1)
    done = pl.lit(pl.Series(days, dtype=pl.Date)).gather((luck % len(days)).cast(pl.UInt32))
    mended = chosen.filter(open_still).with_columns(done.alias("again_on"))
    mended = mended.with_columns(pl.lit(LATE).alias("what"), pl.col("again_on").alias("done_on"))
    past = chosen.filter(pl.col("what").is_in([LATE, NOT_DONE, TOO_SOON]))
    return pl.concat([mended, past]).sort("act", "child_id", "row_id")


def _days_between(since: date, to: date) -> list[date]:
    return [since + timedelta(days=n) for n in range(1, (to - since).days + 1)]


def truth(tables: Tables, acts: Sequence[Act], chosen: pl.DataFrame) -> pl.DataFrame:
    """TRUTH of a plan: what each act breaks, and what it may break as well."""
    of_no_child = _of_no_child()
    about = pl.DataFrame(
        [
            (
                n,
                other,
                other == act.standard,
                of_no_child.get(other),
                sorted(alone(act)),
                sorted(with_events(act)),
            )
            for n, act in enumerate(acts)
            for other in (act.standard, *also_broken().get(act.standard, ()))
        ],
        schema={
            "act": pl.Int64,
            "breaks": pl.String,
            "own": pl.Boolean,
            "found_of": pl.String,
            "alone": pl.List(pl.String),
            "with_events": pl.List(pl.String),
        },
        orient="row",
    )
    own = pl.col("own")
    broken = (
        chosen.join(about, on="act")
        .select(
            standard="breaks",
            child_id=pl.coalesce("found_of", "child_id"),
            what=pl.when(own).then("what").otherwise(pl.lit("also")),
            due_on=pl.when(own).then("due_on"),
            done_on=pl.when(own).then("done_on"),
            alone="alone",
            with_events="with_events",
            by="standard",
        )
        .cast(pl.Schema(TRUTH))
        .unique(maintain_order=True)
    )
    return pl.concat([broken, _relatives(tables, acts, broken)]).sort("standard", "child_id")


def _of_no_child() -> dict[str, str]:
    """Standard → whose id it is found under, of those that are about no one child."""
    from everycase.synthetic.planting.acts_by_area import ACTS

    return {act.standard: act.found_of for act in ACTS if act.found_of}


def _relatives(tables: Tables, acts: Sequence[Act], broken: pl.DataFrame) -> pl.DataFrame:
    """What may be found of brothers and sisters, by acts that show in a whole family."""
    standards = [act.standard for act in acts if act.relatives]
    families = tables["families"].select("child_id", "family_id")
    shown = broken.filter(pl.col("by").is_in(standards)).join(families, on="child_id")
    others = shown.join(families, on="family_id", suffix="_other")
    return (
        others.filter(pl.col("child_id") != pl.col("child_id_other"))
        .with_columns(child_id="child_id_other", what=pl.lit("also"), due_on=None, done_on=None)
        .select(TRUTH.keys())
        .cast(pl.Schema(TRUTH))
    )
