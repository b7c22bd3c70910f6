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
from everycase.synthetic.planting.acts import EVERYTHING, Act
from everycase.synthetic.planting.acts_by_area import ACTS
from everycase.synthetic.planting.also import also_broken
from everycase.synthetic.planting.plant import carry_out, plan, put_right, truth
from everycase.synthetic.teams import INTAKE_TEAMS
from everycase.synthetic.writers import (
    providers_of,
    write_annex_a,
    write_cin_census,
    write_events,
    write_providers,
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
RED_LINES = frozenset(
    {
        "audit-red-line-same-day",
        "cla-child-not-seen",
        "cla-no-legal-status",
        "cla-no-placement",
        "conference-says-plan-but-none",
        "cp-child-never-seen",
        "cp-visit-every-10-working-days",
        "initial-child-protection-conference-15-working-days",
        "missing-episode-no-end",
        "open-case-no-allocated-worker",
        "private-fostering-first-visit-7-working-days",
        "s47-child-seen-24-hours",
        "s47-no-outcome",
        "s47-open-over-15-days-no-conference",
        "secure-accommodation-72-hours",
        "strategy-discussion-1-working-day",
        "under-16-in-unregulated",
    }
)
"""Standards whose breach says that a child may be unsafe."""
A_HANDFUL = frozenset(
    {
        "cp-visit-every-10-working-days",
        "s47-no-outcome",
        "open-case-no-allocated-worker",
        "missing-episode-no-end",
        "cla-child-not-seen",
    }
)
"""Those of them that are broken somewhere in this council."""
ODD = frozenset(
    {
        "adoption-a1-426-days",
        "adoption-a10-426-days",
        "adoption-a2-121-days",
        "adoption-records-kept-100-years",
        "assessment-day-45-spike",
        "cla-records-kept-75-years",
        "core-assessment-35-working-days-historic",
        "copy-paste-visits",
        "date-far-past",
        "future-dated-event",
        "initial-assessment-10-working-days-historic",
        "many-changes-of-worker",
        "repeat-referral-12-months",
        "short-breaks-limit-75-days",
        "worker-caseload-over-limit",
        "iro-caseload-over-70",
        "serious-incident-notification-5-working-days",
        "rapid-review-15-working-days",
        "local-safeguarding-review-6-months",
    }
)
"""Too strange or too rare for a council that is good in most things, or about no one child."""
WEAK_HALF = 0.5
"""Of the intake teams' children, those whose cases are weak."""
INTAKE_SHARE, FEW_ELSEWHERE = 0.16, 1
"""In those, of the places where one weakness can be: a weak case is weak in several things."""
ELSEWHERE = 0.16
"""Of the children outside intake, those in whose records weaknesses are looked for at all."""
RECENT = timedelta(days=274)
PUT_RIGHT, PUT_RIGHT_RED, LUCK_SEED = 0.75, 0.9, 3
"""Of what is weak on the first date, how much is put right by the second."""
NEW_SEED, NEW_SHARE = 11, 0.05
PROVIDERS = "Ofsted providers.xlsx"
"""Of the providers that the council's placements name: both returns are of the same year."""


def write_extracts(
    folder: Path, *, dates: tuple[date, date], children: int, seed: int
) -> dict[date, list[Path]]:
    """Write the council's files for two dates, and say which they are.

    Each date has an SSD folder, an events file and an Annex A workbook, and the two returns of the last
    31 March. Beside them are lists of what was planted, and of what was recorded late, corrected,
    back-dated, merged, re-issued or lost between the two dates, and PROVIDERS, Ofsted's workbook.
    """
    before, after = (make_council(seed=seed, children=children, as_of=day, story=True) for day in dates)
    first = _weaknesses(before, seed)
    second = pl.concat([_a_month_later(first, dates, seed), _new(after, first, seed)])
    earlier = replace(before, tables=carry_out(before.tables, ACTS, first))
    later = replace(after, tables=carry_out(after.tables, ACTS, second))
    drift = next_extract(earlier, later, seed, untouched=second["child_id"].unique().to_list())
    written = {
        dates[0]: _written(folder / dates[0].isoformat(), earlier.tables, dates[0]),
        dates[1]: _written(folder / dates[1].isoformat(), drift.tables, dates[1]),
    }
    write_providers(providers_of(after.tables), folder / PROVIDERS)
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
    """What is weak: much in the intake teams, of some kinds; a little elsewhere, of nearly every kind."""
    intake = _children_of_intake(council)
    mild = [act for act in ACTS if act.standard in INTAKE_WEAKNESSES]
    half = _chosen(intake, WEAK_HALF, seed)
    weak = plan(council.tables, council.as_of, mild, seed=seed, share=INTAKE_SHARE, within=half)
    usual = [act for act in ACTS if _is_usual(act)]
    others = _some_children(council, intake, seed)
    few = plan(council.tables, council.as_of, usual, seed=seed + 1, within=others, few=FEW_ELSEWHERE)
    return pl.concat([_numbered(mild, weak), _numbered(usual, few)])


def _is_usual(act: Act) -> bool:
    """Whether it could happen in a service that is good: it spoils no whole record, and few are unsafe."""
    broken = {act.standard, *also_broken().get(act.standard, ())}
    safe = broken.isdisjoint(RED_LINES) or act.standard in A_HANDFUL
    return safe and act.standard not in ODD and EVERYTHING not in act.touches


def _some_children(council: Council, intake: pl.Series, seed: int) -> pl.Series:
    """A share of the children outside intake, and carers and adopters, whom a plan names by the same ids."""
    everyone = council.tables["children"]["child_id"]
    others = everyone.filter(~everyone.is_in(intake.implode()))
    named = council.tables["events"]["child_id"].unique()
    people = named.filter(~named.is_in(everyone.implode()))
    return pl.concat([_chosen(others, ELSEWHERE, seed), _chosen(people, ELSEWHERE, seed)])


def _chosen(ids: pl.Series, share: float, seed: int) -> pl.Series:
    """About this share of them: the same ones whoever else is there."""
    return ids.filter(ids.hash(seed + LUCK_SEED) % 100 < round(100 * share))


def _numbered(some: Sequence[Act], chosen: pl.DataFrame) -> pl.DataFrame:
    """A plan made of some of the acts, numbered among all of them."""
    places = {n: next(i for i, act in enumerate(ACTS) if act is mine) for n, mine in enumerate(some)}
    return chosen.with_columns(pl.col("act").replace_strict(places, return_dtype=pl.Int64))


def _children_of_intake(council: Council) -> pl.Series:
    """Children referred to an intake team in the last nine months."""
    recent = pl.col("referred_on") >= council.as_of - RECENT
    mine = council.tables["referrals"].filter(pl.col("team_id").is_in(INTAKE_TEAMS) & recent)
    return mine["child_id"].unique().sort()


def _a_month_later(weak: pl.DataFrame, dates: tuple[date, date], seed: int) -> pl.DataFrame:
    """What is left: most is put right, by doing the work or mending the record, and the rest is as it was."""
    luck = pl.col("child_id").hash(seed + NEW_SEED) % 100  # a record that is gone back to is put right whole
    share = pl.when(pl.col("standard").is_in(list(RED_LINES))).then(PUT_RIGHT_RED).otherwise(PUT_RIGHT)
    righted = luck < 100 * share
    return pl.concat([weak.filter(~righted), put_right(ACTS, weak.filter(righted), *dates)])


def _new(council: Council, before: pl.DataFrame, seed: int) -> pl.DataFrame:
    """A few weaknesses that weren't there on the first date, of other children."""
    found = _weaknesses(council, seed + NEW_SEED)
    others = found.join(before, on="child_id", how="anti")
    return others.sample(fraction=NEW_SHARE, seed=seed)


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
