"""A made-up clock over protection plans and their visits, tried on a case that the oracle also reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
from tests import tables
from tests.review import oracle

from everycase.record.schema import child_protection_plans as plans
from everycase.record.schema import child_protection_visits as visits
from everycase.record.schema.terms import Span, calendar_days, working_days
from everycase.record.snapshot import NOTHING_LATEST, Record, Stretch
from everycase.review.clocks import obligations
from everycase.review.scene import Scene
from everycase.standards.council import Timing, defaults
from everycase.standards.language import Area, Aspect, Clock

START = date(2026, 3, 26)  # a week before Easter: bank holidays on 3 and 6 April
VISITS = "child_protection_visits"

Reach = Sequence[tuple[date, date]]


def clock(within: Any = None, **more: Any) -> Clock:
    """A clock from a plan's start to a visit at which the child was seen, until the plan's end."""
    usual: dict[str, Any] = {
        "starts": plans.started_on,
        "until": plans.ended_on,
        "ends": visits.visited_on.where(visits.seen),
        "within": within or calendar_days(10),
    }
    return Clock(
        id="under-test",
        title="Seen",
        area=Area.CHILD_PROTECTION,
        aspect=Aspect.TIMELINESS,
        source="made up",
        **{**usual, **more},
    )


def record_of(
    cases: Sequence[oracle.Case], *, latest: Sequence[date] | None = None, reach: Reach | None = None
) -> Record:
    """Cases of one date and reach as a record, a child each, in the order of their names.

    latest: the files hold the latest visit of each child only, of these days.
    """
    names = [f"C{n}" for n in range(len(cases))]
    both = list(zip(names, cases, strict=True))
    plan_rows = [f"{name} | {case.start} | {case.stop or ''}" for name, case in both]
    visit_rows = [f"{name} | {day} | yes" for name, case in both for day in case.sure]
    visit_rows += [f"{name} | {day} | " for name, case in both for day in case.maybe]
    record = tables.given(
        cases[0].as_of.isoformat(),
        child_protection_plans="\n".join(["child_id | started_on | ended_on", *plan_rows]),
        child_protection_visits="\n".join(["child_id | visited_on | seen", *visit_rows]),
    )
    told = (cases[0].reach if reach is None else reach) if latest is None else ()
    stretches = [Stretch(since=since, to=to) for since, to in told]
    manifest = record.manifest.model_copy(update={"reach": {**record.manifest.reach, VISITS: stretches}})
    since = [(VISITS, n, None, day) for n, day in enumerate(latest or ())]
    return replace(
        record,
        manifest=manifest,
        latest=pl.LazyFrame(since, schema=dict(NOTHING_LATEST), orient="row"),
    )


def judged(record: Record, standard: Clock) -> list[list[tuple[int, str]]]:
    """(link, state) of each child as the engine has them, 'due soon' as 'due'."""
    scene = Scene(record, defaults(), record.as_of)
    found = obligations(scene, standard, Timing(standard.within)).sort("child", "link")
    every: list[list[tuple[int, str]]] = [[] for _ in range(record.manifest.rows["children"])]
    for child, link, state in found.select("child", "link", "state").iter_rows():
        every[child].append((link, "due" if state == "due soon" else state))
    return every


def due_by(span: Span, *, back: bool = False) -> oracle.Due:
    """The oracle's way of counting a span."""
    if span.unit == "calendar days":
        return lambda start: start + timedelta(days=-span.count if back else span.count)
    assert not back
    return oracle.working_days(span.count)


SPANS = (working_days(5), working_days(10), working_days(1), calendar_days(14), calendar_days(0))
