"""Rules on pairs of rows: all of one kind judged in one join.

Where very many rows have the same key (a file whose column of ids holds one id, say), each rule is judged
by itself instead, on the rows that can be in a pair at all, and one of those that are alike to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from everycase.returns.preparing import ROW
from everycase.returns.rules import OF_THE_OTHER, Pairs

MOST_PAIRS = 10_000_000
"""How many pairs are held at once."""
_FIRST = "first row alike"
_PAIRED = "stands for those alike"
Placed = tuple[int, Pairs]


def flagged_pairs(placed: Sequence[Placed], left: pl.DataFrame, right: pl.DataFrame) -> list[pl.LazyFrame]:
    """Plans of one row, with a list of rows flagged for each flag and side, named as "12 Episodes".

    placed: flags of one kind of pair (the same tables and keys), each with its place among the jobs.
    """
    if _number(left, right, placed[0][1].on) <= MOST_PAIRS:
        return [_plan(placed, left, right)]
    return [plan for place, flag in placed for plan in _by_itself(place, flag, left, right)]


def _number(left: pl.DataFrame, right: pl.DataFrame, on: Sequence[str]) -> int:
    """How many pairs there are, or could be where that isn't many."""
    if left.height * right.height <= MOST_PAIRS:
        return left.height * right.height
    each, other = (frame.lazy().drop_nulls(on).group_by(on).len() for frame in (left, right))
    count = each.join(other, on=on).select((pl.col("len").cast(pl.UInt64) * pl.col("len_right")).sum())
    return int(count.collect(engine="in-memory").item())


def _plan(placed: Sequence[Placed], left: pl.DataFrame, right: pl.DataFrame) -> pl.LazyFrame:
    """All rules of one kind of pair: the rows joined once."""
    first = placed[0][1]
    roots = {root for _, flag in placed for root in flag.where.meta.root_names()}
    here = {root for root in roots if not root.endswith(OF_THE_OTHER)} | {ROW, *first.on}
    there = {_plain(root) for root in roots if root.endswith(OF_THE_OTHER)} | {ROW, *first.on}
    others = _with_other_names(right.select(sorted(there))).lazy()
    joined = (
        left.lazy()
        .select(sorted(here))
        .join(others, left_on=first.on, right_on=[key + OF_THE_OTHER for key in first.on], coalesce=False)
    )
    if first.left == first.right:
        joined = joined.filter(pl.col(ROW) != pl.col(ROW + OF_THE_OTHER))
    return joined.select(_sides(placed))


def _plain(name: str) -> str:
    return name.removesuffix(OF_THE_OTHER)


def _with_other_names(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.rename(lambda name: name + OF_THE_OTHER)


def _sides(placed: Sequence[Placed]) -> list[pl.Expr]:
    flags = []
    for place, flag in placed:
        left = pl.col(ROW).filter(flag.where)
        right = pl.col(ROW + OF_THE_OTHER).filter(flag.where)
        if flag.left == flag.right:
            sides = [side for side, wanted in ((left, flag.flag_left), (right, flag.flag_right)) if wanted]
            flags.append(pl.concat(sides).unique().implode().alias(f"{place} {flag.left}"))
            continue
        if flag.flag_left:
            flags.append(left.unique().implode().alias(f"{place} {flag.left}"))
        if flag.flag_right:
            flags.append(right.unique().implode().alias(f"{place} {flag.right}"))
    return flags


# ---------------------------------------------------------------------- of very many pairs


def _by_itself(place: int, flag: Pairs, left: pl.DataFrame, right: pl.DataFrame) -> list[pl.LazyFrame]:
    """One rule: what it asks of a row alone is asked first; of rows alike in the rest, one is paired."""
    here, there, together = _parts(flag.where)
    roots = {root for part in together for root in part.meta.root_names()}
    others = _with_other_names(right).filter(*there).rename(_plain)
    mine = {root for root in roots if not root.endswith(OF_THE_OTHER)}
    theirs = {_plain(root) for root in roots if root.endswith(OF_THE_OTHER)}
    if flag.left == flag.right and not (flag.flag_left and flag.flag_right):
        # Of two alike as the first of a pair, one may have only itself as the other: alike is alike in all.
        mine = theirs = {_plain(root) for root in flag.where.meta.root_names()}
    left = _grouped(left.filter(*here), flag, mine)
    right = _grouped(others, flag, theirs)
    lean = replace(flag, where=pl.all_horizontal(together) if together else pl.col(ROW).is_not_null())
    short = right.filter(_PAIRED)
    parts = _portions(left.filter(_PAIRED), short, flag.on)
    plans = [_plan([(place, lean)], part, short) for part in parts]
    found = pl.concat([plan.collect(engine="in-memory") for plan in plans])
    members = {f"{place} {flag.right}": right, f"{place} {flag.left}": left}
    return [_all_alike(name, found.get_column(name), members[name]) for name in found.columns]


def _parts(where: pl.Expr) -> tuple[list[pl.Expr], list[pl.Expr], list[pl.Expr]]:
    """What a condition asks of the left row alone, of the right row alone, and of both together."""
    parts = [(part, {root.endswith(OF_THE_OTHER) for root in part.meta.root_names()}) for part in _all(where)]
    here = [part for part, sides in parts if sides == {False}]
    there = [part for part, sides in parts if sides == {True}]
    return here, there, [part for part, sides in parts if len(sides) != 1]


def _all(where: pl.Expr) -> list[pl.Expr]:
    """The conditions that `&` puts together."""
    inputs = where.meta.pop()
    for one, two in (inputs, inputs[::-1]) if len(inputs) == 2 else ():
        if (one & two).meta.eq(where):
            return [*_all(one), *_all(two)]
    return [where]


def _grouped(rows: pl.DataFrame, flag: Pairs, names: set[str]) -> pl.DataFrame:
    """Rows that have a key, with the first of those alike in key and `names`, and whether it is paired."""
    alike = sorted({*flag.on, *names})
    # A row is never paired with itself: in one table the second stands for all that pair with one alike.
    most = 2 if flag.left == flag.right else 1
    return rows.drop_nulls(flag.on).with_columns(
        pl.col(ROW).min().over(alike).alias(_FIRST),
        (pl.int_range(pl.len()).over(alike) < most).alias(_PAIRED),
    )


def _portions(left: pl.DataFrame, right: pl.DataFrame, on: Sequence[str]) -> list[pl.DataFrame]:
    """The left table cut so that each part has some ten million pairs at most."""
    parts = _number(left, right, on) // MOST_PAIRS + 1
    return list(left.iter_slices(max(1, -(-left.height // parts)))) or [left]


def _all_alike(name: str, found: pl.Series, members: pl.DataFrame) -> pl.LazyFrame:
    """Every row that is alike to one found."""
    rows = members.lazy()
    first = rows.filter(pl.col(ROW).is_in(found.explode().drop_nulls().implode())).select(_FIRST)
    return rows.join(first, on=_FIRST, how="semi").select(pl.col(ROW).implode().alias(name))
