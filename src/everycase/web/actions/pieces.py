"""Pieces of work and their findings, written as the review has them; states are left alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

import polars as pl
from django.utils import timezone

from everycase.calendar import working_days_after
from everycase.standards.council import PuttingRight
from everycase.web.actions.models import STILL_WRONG, Action, Finding, State
from everycase.web.bulk import MANY, batched

SAME = ("standard", "kind", "title", "area", "aspect", "severity", "red_line", "subject", "says", "since")
SAME_TOO = ("due_on", "late", "unit")
WRITTEN = ("action_id", "child_id", "team_id", "worker_key", *SAME, *SAME_TOO)
"""What a load may change of a finding: everything but its state and history."""


def place_of(child_id: str | None, about: str, children: Mapping[str, int]) -> tuple[int | None, str]:
    """What a piece of work is known by: its child's row, and what of theirs it is about.

    A return that was checked may hold a child whom no extract held: that one has no row, and is named.
    """
    child = children.get(child_id or "")
    unknown = child is None and child_id
    return child, (f"{about} of {child_id}" if unknown else about)[:200]


class Pieces:
    """The findings of a review on their way into the database."""

    def __init__(
        self,
        pieces: pl.DataFrame,
        *,
        children: Mapping[str, int],
        owners: Mapping[str, int],
        teams: Mapping[str, int],
        placed: Mapping[str, int],
        duty: int | None,
        workers: Mapping[str, str | None],
        as_of: date,
        at: datetime,
        rules: PuttingRight,
    ) -> None:
        self.rows = {row["finding"]: row for row in pieces.iter_rows(named=True)}
        self.keys = set(self.rows)
        self.children, self.owners, self.teams, self.workers = children, owners, teams, workers
        self.placed, self.duty = placed, duty
        self.as_of, self.at, self.rules = as_of, at, rules
        self.ids: dict[str, int] = {}
        self.actions = self._actions()

    def _place(self, row: Mapping[str, Any]) -> tuple[int | None, str]:
        return place_of(row["child_id"], row["about"], self.children)

    def _team(self, row: Mapping[str, Any]) -> int | None:
        """Who sees to it: by the record, else where its child was placed, else the duty team."""
        placed = self.placed.get(row["child_id"]) if row["child_id"] else self.duty
        return self.teams.get(row["team"]) or placed

    def _actions(self) -> dict[tuple[int | None, str], int]:
        """Every piece of work's row by child and what it is about, the new ones made."""
        held = {(a.child_id, a.about): a for a in Action.objects.all()}
        wanted: dict[tuple[int | None, str], Action] = {}
        for row in self.rows.values():
            place = self._place(row)
            if place not in wanted:
                wanted[place] = Action(
                    child_id=place[0],
                    about=place[1],
                    title=row["about_title"][:200],
                    team_id=self._team(row),
                    owner_id=self.owners.get(self.workers.get(row["child_id"]) or ""),
                )
        new = [action for place, action in wanted.items() if place not in held]
        Action.objects.bulk_create(new, batch_size=MANY)
        moved = [held[place] for place, action in wanted.items() if _moved(held.get(place), action)]
        for old in moved:
            told = wanted[old.child_id, old.about]
            old.title, old.team_id = told.title, told.team_id
        Action.objects.bulk_update(moved, ["title", "team"], batch_size=200)
        return {
            (child, about): pk for pk, child, about in Action.objects.values_list("pk", "child_id", "about")
        }

    def findings(self, held: Mapping[str, Finding], back: set[str]) -> list[str]:
        """Write every finding. Gives the keys of the new ones; `ids` has every one's row."""
        new = [self._finding(key, back_again=key in back) for key in self.rows if key not in held]
        told = {key: self._values(key) for key in self.rows if key in held}
        changed = [
            self._finding(key)
            for key, values in told.items()
            if any(getattr(held[key], name) != value for name, value in values.items())
        ]
        Finding.objects.bulk_create(new, batch_size=MANY)
        Finding.objects.bulk_create(
            changed,
            batch_size=MANY,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=[name.removesuffix("_id") for name in WRITTEN],
        )
        self.ids = dict(Finding.objects.values_list("key", "pk"))
        return [finding.key for finding in new]

    def _finding(self, key: str, *, back_again: bool = False) -> Finding:
        return Finding(
            key=key,
            state=State.OPEN,
            state_since=self.at,
            seen_first=self.as_of,
            seen_last=self.as_of,
            back_again=back_again,
            **self._values(key),
        )

    def _values(self, key: str) -> dict[str, Any]:
        row = self.rows[key]
        child, about = self._place(row)
        return {
            "action_id": self.actions[child, about],
            "child_id": child,
            "team_id": self._team(row),
            "worker_key": self.workers.get(row["child_id"]) or "",
            **{name: row[name] for name in (*SAME, *SAME_TOO)},
            "title": row["title"][:200],
            "subject": row["subject"][:200],
            "unit": row["unit"] or "",
        }

    def due_dates(self, opened: Collection[str], held: Mapping[str, Finding]) -> None:
        """Give what was opened its due date, where nothing else open in its piece of work is due before.

        held: findings as they were before this extract.
        """
        today = timezone.localdate(self.at)
        soonest: dict[int, date] = {}
        for key in opened:
            row = self.rows[key]
            days = self.rules.working_days(row["severity"], red_line=row["red_line"])
            due, action = working_days_after(today, days), self.actions[self._place(row)]
            soonest[action] = min(due, soonest.get(action, due))
        before = self._due_before(set(opened), held)
        by_day: dict[date, list[int]] = {}
        for action, due in soonest.items():
            if due < before.get(action, date.max):
                by_day.setdefault(due, []).append(action)
        for day, actions in by_day.items():
            for some in batched(actions):
                Action.objects.filter(pk__in=some).update(due_on=day)

    def _due_before(self, opened: Collection[str], held: Mapping[str, Finding]) -> dict[int, date]:
        """Action → its due date, of those in which something was open already and still is."""
        due = Action.objects.values_list("pk", "due_on")
        still = {
            self.actions[self._place(row)]
            for key, row in self.rows.items()
            if key in held and key not in opened and held[key].state in STILL_WRONG
        }
        return {action: day for action, day in due if day is not None and action in still}


def _moved(old: Action | None, new: Action) -> bool:
    return old is not None and (old.title, old.team_id) != (new.title, new.team_id)
