"""The made-up council's people: one sign-in for each role, and an account for whoever holds a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from everycase.record.snapshot import Record
from everycase.web.actions.models import Finding
from everycase.web.cases.models import Assignment, Child
from everycase.web.people.changing import make
from everycase.web.people.models import Team, User
from everycase.web.people.roles import ROLES

ADDRESS = "demo.example"
INVENTED: Mapping[str, str] = {
    "service_manager": "Ruth Adeyemi",
    "director": "Helen Marsh",
    "auditor": "Nora Lind",
    "reviewing_officer": "Sol Ferris",
    "analyst": "Dev Patel",
    "councillor": "Ann Price",
    "partner": "Sam Cole",
    "administrator": "Kim Osei",
}
"""Names of those whom no record holds, and of a reviewing officer where none reviews a plan."""
TO_READ = 4
"""Cases given to the auditor."""


@dataclass(frozen=True)
class Cast:
    """Those who act in the demo, and the team that it looks at most.

    by_role: the one of each role who can sign in. colleague: another worker of the same team, if any.
    """

    team: Team
    by_role: Mapping[str, User]
    colleague: User | None

    def __getitem__(self, role: str) -> User:
        """The person of a role."""
        return self.by_role[role]


def cast_of(record: Record, password: str, stays: Collection[str]) -> Cast:
    """Make every account. Those of the ten roles get the password; the rest have none.

    The team is the one with most to put right, its worker the one who will have most of it. stays: keys of
    the findings that the next extract still shows. Before this, the first one was received.
    """
    workers = _workers(record)
    team = _busiest_team(set(workers))
    busiest, *others = _busiest_workers(team, workers, stays)
    by_role = {
        "social_worker": _account("social_worker", workers[busiest], worker=busiest),
        "team_manager": _account("team_manager", _manager_of(record, team), teams=[team]),
        "reviewing_officer": _reviewing_officer(record, workers),
    }
    for role in ROLES:
        if role not in by_role:
            services = [team.service] if role == "service_manager" and team.service else []
            by_role[role] = _account(role, INVENTED[role], services=services)
    for person in by_role.values():
        person.set_password(password)
        person.save()
    _everybody_else(record, workers, {person.worker_key for person in by_role.values()}, team)
    _cases_to_read(by_role["auditor"], by_role["director"], team)
    colleague = User.objects.filter(worker_key__in=others[:1]).first()
    return Cast(team, {role: by_role[role] for role in ROLES}, colleague)


def _busiest_team(workers: Collection[str]) -> Team:
    """The team whose workers have most to put right; where nobody has anything, one that holds cases."""
    held = Child.objects.filter(worker_key__in=list(workers)).exclude(team=None)
    found = Finding.objects.filter(child__in=held).exclude(team__service=None)
    ranked = Counter(found.values_list("team", flat=True)) or Counter(held.values_list("team", flat=True))
    team = min(ranked, key=lambda key: (-ranked[key], key or 0))
    return Team.objects.select_related("service").get(pk=team)


def _busiest_workers(team: Team, workers: Collection[str], stays: Collection[str]) -> list[str]:
    """The team's workers who have an account, the one with most left to put right first."""
    left = Finding.objects.filter(team=team, key__in=list(stays), red_line=False)
    counts = Counter(left.values_list("worker_key", flat=True))
    held = set(Child.objects.filter(team=team).values_list("worker_key", flat=True)) & set(workers)
    return sorted(held, key=lambda worker: (-counts[worker], worker))


def _workers(record: Record) -> dict[str, str]:
    """Worker → name, of those who hold a case now and of whom the list of workers tells more than a name."""
    holding = set(Child.objects.exclude(worker_key="").values_list("worker_key", flat=True))
    known = record.scan("workers").select("worker_id", "full_name", "job_title").drop_nulls().collect()
    return {worker: name for worker, name, _ in known.sort("worker_id").iter_rows() if worker in holding}


def _manager_of(record: Record, team: Team) -> str:
    """The manager's name, as the list of workers has it."""
    is_manager = (pl.col("job_title") == "Team Manager") & (pl.col("department") == team.name)
    found = record.scan("workers").filter(is_manager).select("full_name").collect()
    return str(found.item(0, 0)) if found.height else f"Manager of {team.name}"


def _reviewing_officer(record: Record, workers: Mapping[str, str]) -> User:
    """The one who reviews most plans now, by the record."""
    reviewing = record.scan("involvements").filter((pl.col("role") == "IRO") & pl.col("to_on").is_null())
    most = reviewing.group_by("worker_id").len().sort("len", "worker_id", descending=True).collect()
    names = dict(record.scan("workers").select("worker_id", "full_name").collect().iter_rows())
    worker = str(most.item(0, "worker_id")) if most.height else ""
    name = names.get(worker) or workers.get(worker) or INVENTED["reviewing_officer"]
    return _account("reviewing_officer", name, worker=worker)


def _account(role: str, name: str, *, worker: str = "", email: str = "", **more: object) -> User:
    address = f"{email or role.replace('_', '-')}@{ADDRESS}"
    return make(None, {"email": address, "name": name, "role_key": role, "worker_key": worker, **more})


def _everybody_else(record: Record, workers: Mapping[str, str], made: set[str], team: Team) -> None:
    """Accounts of the other workers and managers: nobody signs in with them, and their work is theirs."""
    for worker, name in workers.items():
        if worker not in made:
            _account("social_worker", name, worker=worker, email=f"worker-{worker}")
    for other in Team.objects.exclude(pk=team.pk):
        email = f"manager-{other.key.lower()}"
        _account("team_manager", _manager_of(record, other), email=email, teams=[other])


def _cases_to_read(auditor: User, director: User, team: Team) -> None:
    children = Child.objects.filter(team=team, open_now=True)[:TO_READ]
    Assignment.objects.bulk_create(
        Assignment(person=auditor, child=child, why="Dip sample of the month", given_by=director)
        for child in children
    )
