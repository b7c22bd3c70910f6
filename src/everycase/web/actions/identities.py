"""Findings with another identity now: a row's key was made anew, or two children's records were joined."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from everycase.web.actions.models import Action, Finding
from everycase.web.actions.pieces import place_of


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
    """In two steps, since one may take the identity that another gives up."""
    moving = {now: held.pop(before) for before, now in moves.items()}
    for now, finding in moving.items():
        if (
            other := held.pop(now, None)
        ) is not None:  # one of long ago, closed since: it gives its identity up
            _keyed(other, f"{now}~{other.pk}")
            held[other.key] = other
        _keyed(finding, f"~{finding.pk}")
    for now, finding in moving.items():
        _keyed(finding, now)
        _take_along(finding, *places[now])
        held[now] = finding


def _keyed(finding: Finding, key: str) -> None:
    finding.key = key
    Finding.objects.filter(pk=finding.pk).update(key=key)


def _take_along(finding: Finding, child: int | None, about: str) -> None:
    """The piece of work goes with it; where there is one about the new row already, what was said does."""
    other = Action.objects.filter(child=child, about=about).first()
    if other is None:
        Action.objects.filter(pk=finding.action_id).update(child=child, about=about)
    elif other.pk != finding.action_id and finding.action.findings.count() == 1:
        finding.action.comments.update(action=other)
