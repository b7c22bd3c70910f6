"""A load's children, teams and reviewing officers, written to the database as the newest record has them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import polars as pl
from django.utils import timezone

from everycase.analysis.children_now import merged_children, reviewing_officers, teams_now
from everycase.record.snapshot import Record
from everycase.standards.council import Settings
from everycase.web.bulk import MANY, batched
from everycase.web.cases.merging import follow_merges
from everycase.web.cases.models import Assignment, Child
from everycase.web.people.models import Service, Team, User

BY_THE_RECORD = "Reviewing officer, by the record"
GONE = "Not in the newest extract"
HELD_BY_NOBODY: Mapping[str, Any] = {"worker_key": "", "worker_name": "", "worker_share": None, "work": ""}
FIELDS = (
    "name",
    "born_on",
    "status",
    "worker_key",
    "worker_name",
    "worker_share",
    "work",
    "team_id",
    "team_by",
    "open_now",
    "in_record",
    "family_key",
)


def receive_children(
    record: Record, children: pl.DataFrame, settings: Settings, with_work: Collection[str]
) -> dict[str, int]:
    """Bring teams, children and reviewing officers up to the record's. Gives each child's row by their id.

    children: CHILDREN_NOW. with_work: ids of children of whom something is to be put right: a closed case
    stays with the team that held it last until that is done, and then with nobody. Where the record names no
    team at all, it is the one that a manager gave it to, else the duty team. Runs in the caller's
    transaction.
    """
    teams = _receive_teams(record, settings)
    merged = follow_merges(merged_children(record))
    _receive_children(children, teams, duty_team(settings), with_work)
    _leave_out(children["child_id"], merged)
    rows = dict(Child.objects.values_list("child_id", "pk"))
    _receive_officers(reviewing_officers(record), rows)
    return rows


def _receive_teams(record: Record, settings: Settings) -> dict[str, int]:
    """Each team's row by its key. One that is no longer named stays: its past does."""
    told = teams_now(record, settings.file.services)
    services = {
        name: Service.objects.get_or_create(name=name)[0].pk
        for name in told["service"].drop_nulls().unique().sort()
    }
    chosen = {team for teams in settings.file.services.values() for team in teams}
    known = {team.key: team for team in Team.objects.all()}
    for row in told.iter_rows(named=True):
        team = known.get(row["team_key"]) or Team(key=row["team_key"])
        service = services.get(row["service"])
        # The record's word fills a gap only: an administrator may have said otherwise since.
        if team.service_id is None or not chosen.isdisjoint({row["team_key"], row["name"]}):
            team.service_id = service
        team.name = row["name"]
        team.save()
    return dict(Team.objects.values_list("key", "pk"))


def duty_team(settings: Settings) -> int | None:
    """The row of the team that sees to what no team holds; made where the record doesn't name it."""
    asked = settings.file.duty_team
    if not asked:
        return None
    found = Team.objects.filter(key=asked).first() or Team.objects.filter(name=asked).first()
    return (found or Team.objects.create(key=asked[:100], name=asked)).pk


def _receive_children(
    children: pl.DataFrame, teams: Mapping[str, int], duty: int | None, with_work: Collection[str]
) -> None:
    known = {child_id: values for child_id, *values in Child.objects.values_list("child_id", *FIELDS)}
    rows = list(_rows(children, teams, duty, with_work))
    changed = [Child(**row) for row in rows if [row[name] for name in FIELDS] != known.get(row["child_id"])]
    Child.objects.bulk_create(
        changed,
        batch_size=MANY,
        update_conflicts=True,
        unique_fields=["child_id"],
        update_fields=[name.removesuffix("_id") for name in FIELDS],
    )


def _rows(
    children: pl.DataFrame, teams: Mapping[str, int], duty: int | None, with_work: Collection[str]
) -> Iterator[dict[str, Any]]:
    held_last = pl.col("open_now") | pl.col("child_id").is_in(list(with_work))
    team = pl.coalesce("team_key", pl.when(held_last).then("team_last"))
    by_record = team.replace_strict(dict(teams), default=None, return_dtype=pl.Int64)
    given = dict(Child.objects.filter(team_by=Child.TeamBy.HAND).values_list("child_id", "team_id"))
    by_hand = pl.when(held_last).then(
        pl.col("child_id").replace_strict(given, default=None, return_dtype=pl.Int64)
    )
    on_duty = pl.when(held_last).then(pl.lit(duty, dtype=pl.Int64))
    team_by = (
        pl.when(by_record.is_not_null())
        .then(pl.lit(Child.TeamBy.RECORD.value))
        .when(by_hand.is_not_null())
        .then(pl.lit(Child.TeamBy.HAND.value))
        .when(on_duty.is_not_null())
        .then(pl.lit(Child.TeamBy.DUTY.value))
        .otherwise(pl.lit(Child.TeamBy.RECORD.value))
    )
    texts = ("name", "status", "worker_key", "worker_name", "family_key")
    shaped = children.select(
        "child_id",
        "born_on",
        "open_now",
        "worker_share",
        pl.col("work").fill_null(""),
        *(pl.col(name).fill_null("").str.slice(0, 200) for name in texts),
        pl.coalesce(by_record, by_hand, on_duty).alias("team_id"),
        team_by.alias("team_by"),
        pl.lit(value=True).alias("in_record"),
    )
    return shaped.iter_rows(named=True)


def _leave_out(ids: pl.Series, merged: Mapping[str, str]) -> None:
    """Children whom the record no longer holds: nobody holds their case, by the record."""
    here = set(ids)
    gone = [
        child_id
        for child_id in Child.objects.filter(in_record=True).values_list("child_id", flat=True)
        if child_id not in here
    ]
    for some in batched(gone):
        Child.objects.filter(child_id__in=some).update(
            in_record=False, open_now=False, team=None, team_by="", status=GONE, **HELD_BY_NOBODY
        )
    for was, now in merged.items():
        Child.objects.filter(child_id=was).update(status=f"Merged into record {now}")


def _receive_officers(told: pl.DataFrame, rows: Mapping[str, int]) -> None:
    """Cases given to reviewing officers with an account, and taken back, as the record says."""
    accounts = dict(
        User.objects.filter(role_key="reviewing_officer", is_active=True)
        .exclude(worker_key="")
        .values_list("worker_key", "pk")
    )
    wanted = {
        (accounts[worker], rows[child])
        for child, worker in told.iter_rows()
        if worker in accounts and child in rows
    }
    open_now = Assignment.objects.filter(ended_at=None)
    by_record = open_now.filter(given_by=None).values_list("pk", "person_id", "child_id")
    ended = [pk for pk, person, child in by_record if (person, child) not in wanted]
    Assignment.objects.filter(pk__in=ended).update(ended_at=timezone.now())
    given = set(open_now.values_list("person_id", "child_id"))
    Assignment.objects.bulk_create(
        Assignment(person_id=person, child_id=child, why=BY_THE_RECORD)
        for person, child in sorted(wanted - given)
    )
