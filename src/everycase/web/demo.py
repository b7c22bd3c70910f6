"""The made-up council in the web system: both extracts received, people who work, a sign-in for each role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import polars as pl
from django.core.management import call_command

from everycase.record.store import Store
from everycase.review.compare import PROVED, STILL_OPEN
from everycase.review.nightly import COMPARISON
from everycase.review.review import open_review
from everycase.standards.council import Settings
from everycase.web.actions.owners import settle_owners
from everycase.web.actions.receiving import Night, receive
from everycase.web.cases.loading import summary
from everycase.web.cases.models import Load
from everycase.web.demo_people import Cast, cast_of
from everycase.web.demo_work import work_after, work_between

Tell = Callable[[str], None]


def fill(store: Store, settings: Settings, days: tuple[date, date], password: str, tell: Tell) -> Cast:
    """Make the database, and bring the story into it. Records and reviews of both days are kept already."""
    first, second = days
    tell("Making the database of the web system")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    tell("Receiving the first extract")
    _received(store, settings, first)
    tell("Making accounts")
    changes = _changes(store, second)
    cast = cast_of(store.record(first), password, _with(changes, STILL_OPEN))
    settle_owners()
    tell("A month of people's work")
    work_between(cast, first, righted=_with(changes, PROVED), stays=_with(changes, STILL_OPEN))
    tell("Receiving the second extract")
    _received(store, settings, second, changes)
    work_after(cast, second)
    return cast


def _received(store: Store, settings: Settings, day: date, changes: pl.DataFrame | None = None) -> None:
    record, review = store.record(day), open_review(store.review_folder(day))
    at = datetime(day.year, day.month, day.day, 6, 10, tzinfo=UTC)
    load = Load.objects.create(
        way=Load.Way.COMMAND, started_at=at, told=summary(store, record, review), tries=1
    )
    load.asked_at = at
    receive(load, Night(record, review, settings, changes), at)


def _changes(store: Store, day: date) -> pl.DataFrame:
    return pl.read_parquet(store.review_folder(day) / COMPARISON)


def _with(changes: pl.DataFrame, status: str) -> list[str]:
    """Identities, as they were before, of the findings of one status."""
    return changes.filter(pl.col("status") == status)["finding_before"].drop_nulls().to_list()
