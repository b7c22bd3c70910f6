"""A few people in known relations: the smallest service in which every question can be asked.

Two teams in two services. Amira's case is held by a worker of the first team; Leo's by one of the second.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.utils import timezone
from tests import postgresql

from everycase.web.actions.models import Action, Finding
from everycase.web.cases.models import Child
from everycase.web.people.models import Service, Team, User
from everycase.web.people.roles import ROLES


@dataclass
class House:
    """What the tests know each person and child by."""

    people: dict[str, User]
    amira: Child
    leo: Child
    team: Team
    other_team: Team

    def __getattr__(self, name: str) -> User:
        """A person by role: `house.social_worker`; `other_` before it for the second team's."""
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Asked to run on PostgreSQL where there is none: skipped at a desk, a failure in CI."""
    if not postgresql.is_asked_for() or not (why := postgresql.of_this_run()[1]):
        return
    if os.environ.get("CI"):
        raise pytest.UsageError(why)
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session", autouse=True)
def _emptied_with_its_looks():
    """Tests that commit end by emptying the database: for that moment the guard of looks is off.

    On PostgreSQL tables are truncated, which the guard isn't asked about.
    """
    operations = DatabaseWrapper.ops_class
    empty = operations.execute_sql_flush

    def unguarded(self, statements):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            guards = cursor.fetchall()
        empty(
            self,
            [*(f"DROP TRIGGER {name}" for name, _ in guards), *statements, *(sql for _, sql in guards)],
        )

    with patch.object(operations, "execute_sql_flush", unguarded):
        yield


@pytest.fixture
def house(db) -> House:
    services = [Service.objects.create(name=name) for name in ("Safeguarding", "Children in care")]
    teams = [
        Team.objects.create(key=key, name=name, service=service)
        for key, name, service in zip(("T1", "T2"), ("Intake North", "Care South"), services, strict=True)
    ]
    people = {}
    for prefix, team, number in (("", teams[0], 1), ("other_", teams[1], 2)):
        for key in ROLES:
            person = User.objects.create_user(
                f"{prefix}{key}@example.org",
                "a long enough password",
                name=f"{prefix}{key}".replace("_", " ").title(),
                role_key=key,
                worker_key=f"W{number}" if key == "social_worker" else "",
            )
            if key == "team_manager":
                person.teams.add(team)
            if key == "service_manager":
                person.services.add(team.service)
            people[f"{prefix}{key}"] = person
    amira, leo = (
        Child.objects.create(
            child_id=child_id,
            name=name,
            born_on=date(2020, 5, 1),
            status="On a protection plan",
            worker_key=f"W{number}",
            worker_name=f"Worker {number}",
            team=team,
            open_now=True,
        )
        for child_id, name, number, team in (
            ("C1", "Amira Khan", 1, teams[0]),
            ("C2", "Leo Brown", 2, teams[1]),
        )
    )
    return House(people, amira, leo, *teams)


def finding_about(child: Child, owner: User | None, key: str = "F1", **values) -> Finding:
    """A finding about a child, owned by somebody, open unless `values` say otherwise."""
    about = values.pop("subject", f"assessments/{key}")
    action = Action.objects.create(
        child=child,
        team=child.team,
        about=about,
        title="Assessment",
        owner=owner,
        due_on=values.pop("action_due_on", None),
    )
    given = {
        "standard": "assessment-no-outcome",
        "kind": "rule",
        "title": "Assessment has an outcome",
        "area": "assessment and child in need",
        "aspect": "records",
        "severity": 2,
        "says": "The assessment that ended on 3 March 2026 has no outcome.",
        "state_since": timezone.now(),
        "seen_first": date(2026, 10, 24),
        "seen_last": date(2026, 11, 24),
        "worker_key": child.worker_key,
    }
    return Finding.objects.create(
        key=key, action=action, child=child, team=child.team, subject=about, **{**given, **values}
    )
