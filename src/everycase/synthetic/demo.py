"""The demo's council: three years after a notice, good in most services, weak in its intake teams.

On the first date about half of the intake teams' children have weak recording or late work, and none of
them is unsafe; elsewhere weaknesses are few. A month later much of it has been put right, and a little
is new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from everycase.synthetic.council import Council, make_council
from everycase.synthetic.drift import next_extract
from everycase.synthetic.planting.acts import Act
from everycase.synthetic.planting.acts_by_area import ACTS
from everycase.synthetic.planting.plant import carry_out, plan, truth
from everycase.synthetic.teams import INTAKE_TEAMS
from everycase.synthetic.writers import (
    write_annex_a,
    write_cin_census,
    write_events,
    write_ssd,
    write_ssda903,
)

INTAKE_WEAKNESSES = (
    "contact-decision-1-working-day",
    "contact-no-outcome",
    "referral-decision-1-working-day",
    "referral-source-missing",
    "ethnicity-missing",
    "ethnicity-not-yet-obtained",
    "disability-missing",
    "upn-missing-school-age",
    "primary-need-missing",
    "assessment-45-working-days",
    "assessment-no-factors",
    "assessment-no-outcome",
    "assessment-no-worker",
    "assessment-same-day",
    "nfa-referral-has-activity",
    "closed-with-no-reason",
)
"""Weak recording and late work; none of them says that a child may be unsafe."""
INTAKE_SHARE, FEW_ELSEWHERE = 0.04, 1
"""In intake, of the places where one weakness can be: a case can have several, so that half have one."""
RECENT = timedelta(days=274)
PUT_RIGHT, PUT_RIGHT_SEED = 0.6, 3
NEW_SEED = 11


def write_extracts(
    folder: Path, *, dates: tuple[date, date], children: int, seed: int
) -> dict[date, list[Path]]:
    """Write the council's files for two dates, and say which they are.

    Each date has an SSD folder, an events file and an Annex A workbook, and the two returns of the last
    31 March. Beside them are lists of what was planted, and of what was recorded late, corrected,
    back-dated, merged, re-issued or lost between the two dates.
    """
    before, after = (make_council(seed=seed, children=children, as_of=day, story=True) for day in dates)
    first = _weaknesses(before, seed)
    new = _weaknesses(after, seed + NEW_SEED).sample(fraction=0.1, seed=seed)
    second = pl.concat([_still_there(first, seed), new])
    earlier = replace(before, tables=carry_out(before.tables, ACTS, first))
    later = replace(after, tables=carry_out(after.tables, ACTS, second))
    drift = next_extract(earlier, later, seed, untouched=second["child_id"].unique().to_list())
    written = {
        dates[0]: _written(folder / dates[0].isoformat(), earlier.tables, dates[0]),
        dates[1]: _written(folder / dates[1].isoformat(), drift.tables, dates[1]),
    }
    _list_what_was_done(folder, [(before, first), (after, second)], drift.changes)
    return written


def _list_what_was_done(
    folder: Path, planted: Sequence[tuple[Council, pl.DataFrame]], changes: pl.DataFrame
) -> None:
    """Lists of what was planted at each date, and of what happened to rows between the two."""
    for council, chosen in planted:
        weak = truth(council.tables, ACTS, chosen).drop("alone", "with_events")
        weak.write_csv(folder / f"planted by {council.as_of.isoformat()}.csv")
    changes.write_csv(folder / "changed between the two.csv")


def _weaknesses(council: Council, seed: int) -> pl.DataFrame:
    """What is weak: much in the intake teams, of some kinds; a little elsewhere, of every kind."""
    intake = _children_of_intake(council)
    everyone = council.tables["children"]["child_id"]
    others = everyone.filter(~everyone.is_in(intake.implode()))
    mild = [act for act in ACTS if act.standard in INTAKE_WEAKNESSES]
    weak = _numbered(
        mild, plan(council.tables, council.as_of, mild, seed=seed, share=INTAKE_SHARE, within=intake)
    )
    few = plan(council.tables, council.as_of, ACTS, seed=seed + 1, within=others, few=FEW_ELSEWHERE)
    return pl.concat([weak, few])


def _numbered(some: Sequence[Act], chosen: pl.DataFrame) -> pl.DataFrame:
    """A plan made of some of the acts, numbered among all of them."""
    places = {n: next(i for i, act in enumerate(ACTS) if act is mine) for n, mine in enumerate(some)}
    return chosen.with_columns(pl.col("act").replace_strict(places, return_dtype=pl.Int64))


def _children_of_intake(council: Council) -> pl.Series:
    """Children referred to an intake team in the last nine months."""
    recent = pl.col("referred_on") >= council.as_of - RECENT
    mine = council.tables["referrals"].filter(pl.col("team_id").is_in(INTAKE_TEAMS) & recent)
    return mine["child_id"].unique().sort()


def _still_there(weak: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Those that nobody has put right by the second date."""
    luck = pl.concat_str("standard", "child_id").hash(seed + PUT_RIGHT_SEED) % 100
    return weak.filter(luck >= 100 * PUT_RIGHT)


def _written(folder: Path, tables: Mapping[str, pl.DataFrame], day: date) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    year_end = date(day.year if day.month > 3 else day.year - 1, 3, 31)
    write_ssd(tables, day, folder / "ssd")
    write_annex_a(tables, day, folder / f"Annex A {day.isoformat()}.xlsx")
    write_events(tables, day, folder / "events.csv")
    write_cin_census(tables, year_end, folder / "cin_census.xml")
    write_ssda903(tables, year_end, folder / "ssda903")
    names = ("ssd", f"Annex A {day.isoformat()}.xlsx", "events.csv", "cin_census.xml", "ssda903")
    return [folder / name for name in names]
