"""Who holds each case: workers who come and go, none with too many children.

No child has a third worker within twelve months: cases change hands over a year apart, and a worker
who is about to leave takes only cases that will be closed before. Giving each case to somebody with
room is a sequence (each choice depends on all before it), so this is a loop over cases, not a frame.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from everycase.synthetic.teams import Team

YEAR_AND_A_BIT = timedelta(days=372)
PARTS_OF_A_POST = (1.0, 1.0, 1.0, 1.0, 0.8, 0.6)


@dataclass(order=True)
class Spell:
    """A case that needs a holder from a day to another. `passed_on`: another team takes it after."""

    start: date
    course: int
    child: int
    end: date = field(compare=False)
    case: int = field(compare=False)
    role: str = field(compare=False)
    passed_on: bool = field(compare=False, default=False)
    moved: bool = field(compare=False, default=False)
    """The worker before has left: the case itself goes on."""


@dataclass
class Worker:
    """Somebody in a team from a day to another."""

    worker_id: str
    team: Team
    hired: date
    leaves: date
    part: float
    agency: bool
    ends: list[date] = field(default_factory=list)
    """When each child held now is given up, soonest first."""

    def room_on(self, day: date) -> int:
        """How many more children could be held on that day."""
        while self.ends and self.ends[0] <= day:
            heapq.heappop(self.ends)
        return int(self.team.limit * self.part) - len(self.ends)

    def can_keep(self, spell: Spell) -> bool:
        """Whether the worker stays for the whole of the spell, or over a year of one not passed on."""
        if self.hired > spell.start or self.leaves <= spell.start:
            return False
        long_enough = self.leaves >= spell.start + YEAR_AND_A_BIT and not spell.passed_on
        return self.leaves >= spell.end or long_enough


@dataclass(frozen=True)
class Holding:
    """One worker's part in one child's case."""

    spell: Spell
    worker: Worker
    to: date


class Post:
    """The posts of one team, filled as they are needed."""

    def __init__(self, team: Team, seed: int, agency_share: float) -> None:
        self.team = team
        self.workers: list[Worker] = []
        self._chance = Random(f"{seed}:{team.team_id}")
        self._agency_share = agency_share

    def hold(self, spells: Iterable[Spell], until: date) -> list[Holding]:
        """A worker for every spell that begins by `until`, brothers and sisters together."""
        waiting = sorted(spells)
        held: list[Holding] = []
        while waiting and waiting[0].start <= until:
            together = [heapq.heappop(waiting)]
            while waiting and (waiting[0].start, waiting[0].course) == (
                together[0].start,
                together[0].course,
            ):
                together.append(heapq.heappop(waiting))
            for group in self._groups(together):
                worker = self._free(group) or self._hire(group)
                held.extend(self._take(spell, worker, waiting) for spell in group)
        return held

    def _groups(self, together: list[Spell]) -> list[list[Spell]]:
        if self._free(together) or len(together) <= int(self.team.limit * min(PARTS_OF_A_POST)):
            return [together]
        return [[spell] for spell in together]

    def _free(self, group: list[Spell]) -> Worker | None:
        """The worker with most room of those who can take them all."""
        day = group[0].start
        able = [worker for worker in self.workers if all(worker.can_keep(spell) for spell in group)]
        roomy = [(worker.room_on(day), n) for n, worker in enumerate(able)]
        room, n = max(roomy, default=(0, 0), key=lambda each: (each[0], -each[1]))
        return able[n] if able and room >= len(group) else None

    def _hire(self, group: list[Spell]) -> Worker:
        agency = self._chance.random() < self._agency_share
        stays = timedelta(days=self._chance.randint(480, 900) if agency else self._chance.randint(700, 3600))
        hired = group[0].start - timedelta(days=self._chance.randint(3, 40))
        longest = max(
            spell.end if spell.passed_on else min(spell.end, spell.start + YEAR_AND_A_BIT) for spell in group
        )
        worker = Worker(
            f"{self.team.team_id[1:]}{len(self.workers) + 1:03d}",
            self.team,
            hired,
            max(hired + stays, longest),
            self._chance.choice(PARTS_OF_A_POST),
            agency,
        )
        # The posts of those who left long ago need not be looked at again.
        self.workers.append(worker)
        return worker

    def _take(self, spell: Spell, worker: Worker, waiting: list[Spell]) -> Holding:
        to = min(spell.end, worker.leaves)
        heapq.heappush(worker.ends, to)
        if to < spell.end:
            rest = Spell(to, spell.course, spell.child, spell.end, spell.case, spell.role, moved=True)
            heapq.heappush(waiting, rest)
        return Holding(spell, worker, to)
