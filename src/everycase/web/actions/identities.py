"""Findings with another identity now: a row's key was made anew, or two children's records were joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import polars as pl
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from everycase.web.actions.models import Action, Comment, Finding
from everycase.web.actions.pieces import place_of
from everycase.web.bulk import batched

AT_ONCE = 200
"""Rows that get values of their own in one statement."""


def rekey(
    told: pl.DataFrame, held: dict[str, Finding], pieces: pl.DataFrame, children: Mapping[str, int]
) -> set[str]:
    """Give findings their new identity, with everything that people did about them; `held` is put right too.

    told: COMPARISON. Gives the keys of those that are the same as another now, after children were merged.
    """
    here = pl.col("finding").is_in(pieces["finding"].implode())
    pairs = told.filter(here & pl.col("finding_before").is_in(list(held)))
    exact = pl.col("finding") == pl.col("finding_before")
    # Of two that are one now, the one whose identity it has goes on.
    best = pairs.sort(~exact, "finding_before").unique("finding", keep="first", maintain_order=True)
    moves = dict(best.filter(~exact).select("finding_before", "finding").iter_rows())
    places = {
        key: place_of(child, about, children)
        for key, child, about in pieces.select("finding", "child_id", "about").iter_rows()
    }
    _rename(moves, held, places)
    return set(pairs["finding_before"]) - set(best["finding_before"])


def _rename(
    moves: Mapping[str, str], held: dict[str, Finding], places: Mapping[str, tuple[int | None, str]]
) -> None:
    """In two steps, since one may take the identity that another gives up.

    Some systems make every key anew at each run: so nothing here asks the database finding by finding.
    """
    moving = {now: held.pop(before) for before, now in moves.items()}
    # Of long ago, closed since: they give their identity up.
    gives_up = [held.pop(now) for now in moving if now in held]
    for other in gives_up:
        other.key = f"{other.key}~{other.pk}"
        held[other.key] = other
    Finding.objects.bulk_update(gives_up, ["key"], batch_size=AT_ONCE)
    for some in batched([finding.pk for finding in moving.values()]):
        Finding.objects.filter(pk__in=some).update(key=Concat(Value("~"), Cast("pk", CharField())))
    for now, finding in moving.items():
        finding.key = now
        held[now] = finding
    Finding.objects.bulk_update(moving.values(), ["key"], batch_size=AT_ONCE)
    _take_along(moving, places, Counter(finding.action_id for finding in held.values()))


def _take_along(
    moving: Mapping[str, Finding], places: Mapping[str, tuple[int | None, str]], findings: Counter[int]
) -> None:
    """The piece of work goes with it; where there is one about the new row already, what was said does.

    findings: how many each piece of work has.
    """
    actions = {action.pk: action for action in Action.objects.all()}
    by_place = {(action.child_id, action.about): pk for pk, action in actions.items()}
    said_of = set(Comment.objects.order_by().values_list("action", flat=True).distinct())
    moved: dict[int, Action] = {}
    for now, finding in moving.items():
        place, action = places[now], actions[finding.action_id]
        other = by_place.get(place)
        if other is None:
            by_place.pop((action.child_id, action.about), None)
            by_place[place] = action.pk
            action.child_id, action.about = place
            moved[action.pk] = action
        elif other != action.pk and findings[action.pk] == 1 and action.pk in said_of:
            Comment.objects.filter(action=action.pk).update(action=other)
    for some in batched(list(moved)):
        Action.objects.filter(pk__in=some).update(about=Concat(Value("~"), Cast("pk", CharField())))
    Action.objects.bulk_update(moved.values(), ["child", "about"], batch_size=AT_ONCE)
