"""A night's review, brought to the people: findings new, proved, back again, moved to who holds the case now.

All of it in one transaction, with the children, or nothing. What people did meanwhile stands: only what an
extract can tell is changed, and the same extract twice changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import polars as pl
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from everycase.analysis.children_now import children_now
from everycase.analysis.pieces_of_work import pieces_of_work
from everycase.record.snapshot import Record
from everycase.review.compare import BACK, COMPARISON, NEW_BY_CHANGE
from everycase.review.review import Review
from everycase.standards.council import Settings
from everycase.web.actions.identities import rekey
from everycase.web.actions.models import (
    MAYBE_UNSAFE,
    Escalation,
    Finding,
    InHand,
    SetAside,
    State,
    Transition,
)
from everycase.web.actions.owners import HandedOver, accounts_of_workers, settle_owners, settle_teams
from everycase.web.actions.pieces import Pieces
from everycase.web.actions.told import (
    NOT_TOLD,
    SAME_AS_ANOTHER,
    STANDING,
    Standing,
    Told,
    first_told,
    found,
    not_found,
)
from everycase.web.bulk import MANY, batched
from everycase.web.cases.models import Child, Load
from everycase.web.cases.reading import last_received
from everycase.web.cases.receiving import duty_team, receive_children
from everycase.web.people.models import Team

received = Signal()
"""Sent with `what` (a Received) when a night's review has been written: who is to be told hangs on it."""


class OlderExtractError(Exception):
    """An extract of a date before the newest that was received."""


@dataclass(frozen=True)
class Night:
    """A record, its review, and what the comparison with the last one received says (None for the first)."""

    record: Record
    review: Review
    settings: Settings
    comparison: pl.DataFrame | None = None


@dataclass(frozen=True)
class Received:
    """What a load changed: how many findings by what was said of them, and whose work went to whom."""

    as_of: date
    moves: Counter[str] = field(default_factory=Counter)
    handed_over: tuple[HandedOver, ...] = ()


def refuse_older(as_of: date) -> None:
    """Raises OlderExtractError where a newer extract was received: work would be undone by old news."""
    newest = last_received()
    if newest is not None and as_of < newest:
        message = (
            f"This extract is of {as_of:%-d %B %Y}, and one of {newest:%-d %B %Y} was already received. "
            "An older extract can't change what people work on now."
        )
        raise OlderExtractError(message)


def receive(load: Load, night: Night, at: datetime | None = None) -> Received:
    """Write a night's review, mark its load as done, and tell those who listen to `received`.

    at: when it is received, from which due dates are counted; now, where not given. Raises
    OlderExtractError, and changes nothing, where a newer extract was received.
    """
    moment = at or timezone.now()
    with transaction.atomic():
        Load.objects.select_for_update().get(pk=load.pk)
        refuse_older(night.review.as_of)
        what = _Receiving(night, moment).all()
        load.as_of, load.state, load.ended_at = night.review.as_of, Load.State.DONE, moment
        load.told = {**load.told, "findings": dict(what.moves)}
        load.save()
        transaction.on_commit(lambda: received.send(sender=Load, load=load, what=what))
    return what


class _Receiving:
    """One receipt under way.

    The findings are locked before anything is decided of them: a person who presses meanwhile waits, and is
    told that an extract came first.
    """

    def __init__(self, night: Night, at: datetime) -> None:
        self.night, self.at = night, at
        self.as_of = night.review.as_of
        self.rules = night.settings.file.putting_right
        self.moves: list[Transition] = []

    def all(self) -> Received:
        """Children, identities, findings, moves and owners, in that order."""
        children = children_now(self.night.record)
        pieces = pieces_of_work(self.night.review.findings, children)
        weak = set(pieces["child_id"].drop_nulls())
        rows = receive_children(self.night.record, children, self.night.settings, weak)
        held = _locked()
        told = self._told()
        superseded = rekey(told, held, pieces, rows)
        workers = dict(children.select("child_id", "worker_key").iter_rows())
        write = Pieces(
            pieces,
            children=rows,
            owners=accounts_of_workers(),
            teams=_teams(),
            placed=_placed(),
            duty=duty_team(self.night.settings),
            workers=workers,
            as_of=self.as_of,
            at=self.at,
            rules=self.rules,
        )
        opened = self._move_found(write, held, told)
        self._move_not_found(write.keys, held, told, superseded)
        write.due_dates(opened, held)
        self._write_moves()
        Finding.objects.filter(state__in=STANDING).update(seen_last=self.as_of)
        settle_teams()
        handed = settle_owners()
        return Received(self.as_of, Counter(move.verb for move in self.moves), tuple(handed))

    def _told(self) -> pl.DataFrame:
        if self.night.comparison is None:
            return pl.DataFrame(schema=dict(COMPARISON))
        return self.night.comparison

    def _move_found(self, write: Pieces, held: dict[str, Finding], told: pl.DataFrame) -> list[str]:
        """Keys of findings that are open as of this extract, new or again."""
        said = dict(told.select("finding", "status").iter_rows())
        standing = self._standing(held, said)
        opened = write.findings(held, {key for key, status in said.items() if status == BACK})
        self.moves += [self._transition(first_told(said.get(key)), "", write.ids[key]) for key in opened]
        for key in write.keys:
            if key in held and (move := found(standing[key], self.rules.extracts_to_prove)):
                self._move(held[key], move)
                if move.to_state == State.OPEN:
                    opened.append(key)
        return opened

    def _move_not_found(
        self, keys: set[str], held: dict[str, Finding], told: pl.DataFrame, superseded: set[str]
    ) -> None:
        said = dict(told.select("finding", "status").iter_rows())
        for key, finding in held.items():
            if key in keys:
                continue
            status = SAME_AS_ANOTHER if key in superseded else said.get(key)
            if status is None and finding.state in STANDING:
                status = NOT_TOLD
            if status and (move := not_found(State(finding.state), status)):
                self._move(finding, move)

    def _standing(self, held: Mapping[str, Finding], said: Mapping[str, str]) -> dict[str, Standing]:
        later = set(Load.objects.filter(state=Load.State.DONE).values_list("as_of", flat=True)) | {self.as_of}
        until = dict(
            SetAside.objects.filter(agreed=True, finding__state=State.SET_ASIDE)
            .order_by("decided_at")
            .values_list("finding_id", "until")
        )
        return {
            key: Standing(
                State(finding.state),
                _after(later, finding) if finding.state == State.WAITING_PROOF else 0,
                (until.get(finding.pk) or date.min) < self.as_of,
                by_change=said.get(key) == NEW_BY_CHANGE,
            )
            for key, finding in held.items()
        }

    def _move(self, finding: Finding, move: Told) -> None:
        self.moves.append(self._transition(move, finding.state, finding.pk))

    def _transition(self, move: Told, before: str, finding: int) -> Transition:
        return Transition(
            finding_id=finding,
            from_state=before,
            to_state=move.to_state,
            verb=move.verb,
            at=self.at,
            extract=self.as_of,
        )

    def _write_moves(self) -> None:
        """The rows, and each state's findings at once. What was asked of one that has moved is withdrawn."""
        Transition.objects.bulk_create(self.moves, batch_size=MANY)
        moved: dict[tuple[str, bool], list[int]] = {}
        for move in self.moves:
            if move.from_state:
                moved.setdefault((move.to_state, move.verb == BACK), []).append(move.finding_id)
        for (state, back), ids in moved.items():
            changes = {"state": state, "state_since": self.at, **({"back_again": True} if back else {})}
            for some in batched(ids):
                Finding.objects.filter(pk__in=some).update(**changes)
        SetAside.objects.filter(agreed=None).exclude(finding__state=State.ASKED).delete()
        self._red_lines_afresh()

    def _red_lines_afresh(self) -> None:
        """What was right once and is wrong again is in nobody's hands, and nobody was told of it yet."""
        again = [
            move.finding_id
            for move in self.moves
            if move.to_state == State.OPEN and move.from_state and move.from_state not in MAYBE_UNSAFE
        ]
        for some in batched(again):
            InHand.objects.filter(finding__in=some).delete()
            Escalation.objects.filter(finding__in=some).delete()


def _locked() -> dict[str, Finding]:
    """Every finding by its key, locked until the receipt is written."""
    return {finding.key: finding for finding in Finding.objects.select_for_update().order_by("pk")}


def _teams() -> dict[str, int]:
    return dict(Team.objects.values_list("key", "pk"))


def _placed() -> dict[str, int]:
    """Child → team, of children of whom the record names none."""
    found = Child.objects.exclude(team_by=Child.TeamBy.RECORD).exclude(team=None)
    return dict(found.values_list("child_id", "team__pk"))


def _after(days: set[date | None], finding: Finding) -> int:
    """How many extracts were cut after the day of a sign-off."""
    signed_on = timezone.localdate(finding.state_since)
    return sum(1 for day in days if day is not None and day > signed_on)
