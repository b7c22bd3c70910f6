"""The council's services and teams, and which team holds a case at which stage."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import polars as pl

FULL_TEAM = 95
"""Children that a team of seven or eight full-time workers holds."""


@dataclass(frozen=True)
class Team:
    """A team: its id, name, service, the job of its workers, and how many children one may hold."""

    team_id: str
    name: str
    service_id: str
    service: str
    job: str
    limit: int


SERVICES = {
    "front door": ("S10", "Front Door and Assessment"),
    "safeguarding": ("S20", "Child in Need and Protection"),
    "care": ("S30", "Children in Care and Leaving Care"),
    "disability": ("S40", "Disabled Children"),
    "resources": ("S50", "Fostering and Adoption"),
    "quality": ("S60", "Quality Assurance and Review"),
    "help": ("S70", "Early Help"),
}
INTAKE_TEAMS = ("T110", "T111")
"""The two intake teams: the made-up council's story is about one service's weakness."""

# kind → service, name, first id, job, children a full-time worker may hold, share of all known children held
_KINDS = {
    "door": ("front door", "Front Door", 10, "Social Worker", 0, 0.0),
    "intake": ("front door", "Intake Team", 11, "Social Worker", 15, 0.0),
    "assessment": ("front door", "Assessment Team", 16, "Social Worker", 15, 0.012),
    "safeguarding": ("safeguarding", "Child in Need and Protection Team", 20, "Social Worker", 15, 0.03),
    "care": ("care", "Children in Care Team", 40, "Social Worker", 15, 0.012),
    "leaving": ("care", "Leaving Care Team", 60, "Personal Adviser", 15, 0.01),
    "disability": ("disability", "Disabled Children Team", 70, "Social Worker", 15, 0.02),
    "fostering": ("resources", "Fostering Team", 80, "Supervising Social Worker", 0, 0.0),
    "adoption": ("resources", "Adoption Team", 82, "Adoption Social Worker", 0, 0.0),
    "review": ("quality", "Reviewing Service", 84, "Independent Reviewing Officer", 60, 0.0),
    "help": ("help", "Early Help Team", 90, "Early Help Worker", 15, 0.02),
}


def make_teams(children: int) -> dict[str, list[Team]]:
    """Teams of each kind, more of them for a larger council."""
    teams = {}
    for kind, (service, name, first, job, limit, share) in _KINDS.items():
        count = len(INTAKE_TEAMS) if kind == "intake" else max(1, ceil(children * share / FULL_TEAM))
        service_id, service_name = SERVICES[service]
        teams[kind] = [
            Team(
                f"T{first * 10 + n}",
                f"{name} {n + 1}" if count > 1 else name,
                service_id,
                service_name,
                job,
                limit,
            )
            for n in range(count)
        ]
    return teams


def team_of(kind: pl.Expr, family: pl.Expr, teams: dict[str, list[Team]]) -> pl.Expr:
    """The team of that kind that a family's cases go to: always the same one."""
    return pl.coalesce(
        pl.when(kind == name).then(
            pl.lit(pl.Series([team.team_id for team in listed])).gather(family % len(listed))
        )
        for name, listed in teams.items()
    )


def teams_table(teams: dict[str, list[Team]]) -> pl.DataFrame:
    """The record's table of teams."""
    listed = [team for same in teams.values() for team in same]
    return pl.DataFrame(
        {
            "team_id": [team.team_id for team in listed],
            "team_name": [team.name for team in listed],
            "service_id": [team.service_id for team in listed],
            "service_name": [team.service for team in listed],
        }
    )
