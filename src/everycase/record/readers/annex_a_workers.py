"""Who holds each child's case now, and the workers and teams that the lists name.

Annex A has names and no ids: a worker's name stands for the worker, a team's for the team. It says who
holds a case at its date and nothing of who held it before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from everycase.record.readers.annex_a_lists import ADVISER, ALLOCATED
from everycase.record.readers.annex_a_tables import ListRead
from everycase.record.reading import LATEST
from everycase.record.schema import involvements

_COLUMNS = {
    "child_id": pl.String(),
    "worker_id": pl.String(),
    "team_id": pl.String(),
    "role": pl.String(),
    "file": pl.UInt16(),
    "row": pl.UInt32(),
    "order": pl.Int32(),  # of lists in _NOW; null where the row's case isn't open, or its list can't tell
    "unread": pl.Boolean(),  # the worker's cell holds an Excel error
}
# A child can be in several lists. The one that tells of the case as it is now comes first; a referral's or
# an assessment's worker holds the case only while no other list has the child.
_NOW = (8, 7, 6, 9, 4, 3)
_OPEN: Mapping[int, tuple[str, str, pl.Expr]] = {
    8: ("care_episodes", "ended_on", pl.col("ended_on").is_null()),
    7: ("child_protection_plans", "ended_on", pl.col("ended_on").is_null()),
    6: ("referrals", "closed_on", pl.col("closed_on").is_null()),
    4: ("assessments", "authorised_on", pl.col("authorised_on").is_null()),
    3: ("referrals", "no_further_action", ~pl.col("no_further_action").fill_null(value=False)),
}


def who_holds_what(lists: Sequence[ListRead], as_of: date) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """Tables involvements, workers and teams; and rows of LATEST for children whose holder is known now.

    An open case without a name, in a list that names others, is known to be nobody's.
    """
    names = pl.concat([pl.DataFrame(schema=_COLUMNS), *(_names(read) for read in lists)])
    held = (
        names.filter(pl.col("order").is_not_null())
        .sort(pl.col("worker_id").is_null(), "order", maintain_order=True)
        .unique(["child_id", "role"], keep="first", maintain_order=True)
    )
    tables = {
        "involvements": held.filter(pl.any_horizontal(pl.col("worker_id", "team_id").is_not_null())).select(
            "child_id", "worker_id", "role", "team_id", "file", "row"
        ),
        "workers": _once(names, "worker_id", "full_name"),
        "teams": _once(names, "team_id", "team_name"),
    }
    known = held.filter(pl.col("role").is_in([ALLOCATED, ADVISER]) & ~pl.col("unread"))
    since = known.select(
        pl.lit("involvements").alias("table"),
        "child_id",
        pl.col("role").alias("kind"),
        pl.lit(as_of).alias("since"),
    )
    return {name: frame for name, frame in tables.items() if frame.height}, since.select(LATEST.keys())


def _names(read: ListRead) -> pl.DataFrame:
    """Workers of a list's rows, by role. A list in which nobody has a worker says nothing of workers."""
    frames = [pl.DataFrame(schema=_COLUMNS)]
    for part in read.parts:
        if part.part.table.name == involvements.name and "worker_id" in part.fields:
            header = part.part.only["worker_id"]
            unread = pl.col("row").is_in(read.blanked(read.sheet.headers[header]).implode())
            if part.frame["worker_id"].null_count() < part.frame.height:
                frames.append(part.frame.with_columns(unread=unread))
    rows = pl.concat(frames, how="diagonal_relaxed")
    return rows.with_columns(order=_order(read)).select(_COLUMNS.keys())


def _order(read: ListRead) -> pl.Expr:
    """The list's place in _NOW for rows whose case is open; null for the rest."""
    number = read.sheet.of.number
    if number not in _NOW:
        return pl.lit(None, dtype=pl.Int32)
    table, field, still_open = _OPEN.get(number, ("", "", pl.lit(value=True)))
    part = next((part for part in read.parts if part.part.table.name == table), None)
    place = pl.lit(_NOW.index(number), dtype=pl.Int32)
    if part is None or field not in part.frame.columns:
        return place
    return pl.when(pl.col("row").is_in(part.frame.filter(still_open)["row"].implode())).then(place)


def _once(names: pl.DataFrame, key: str, label: str) -> pl.DataFrame:
    """One row for each name, which stands for the id too."""
    found = names.filter(pl.col(key).is_not_null()).unique(key, keep="first", maintain_order=True)
    return found.select(key, pl.col(key).alias(label), "file", "row").sort(key)
