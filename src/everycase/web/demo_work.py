"""What people of the made-up council did with their findings, so that every state has something in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Q

from everycase.calendar import is_working_day
from everycase.web.actions.challenging import challenged
from everycase.web.actions.models import Finding, InHand, SetAside, State, Transition
from everycase.web.actions.moving import move
from everycase.web.actions.noting import noted
from everycase.web.actions.red_lines import taken
from everycase.web.actions.talk import commented
from everycase.web.cases.looking import write_down
from everycase.web.cases.models import Child
from everycase.web.demo_people import Cast
from everycase.web.people.access import may_see, visible
from everycase.web.people.models import Deputy, User

DONE = (
    "Added the missing entry from the visit notes.",
    "Spoke with the family and recorded it in the case system.",
    "Corrected the date: it was typed a month too early.",
    "The form was finished but not authorised; it is now.",
)
"""What workers say that they did."""
SENT_BACK = "Thank you. The date is there now; please add the outcome as well."
RIGHT_ALREADY = "The outcome is on the closing summary, in free text."
IN_HAND = "Rang the family today; the duty worker sees the child at four."
OPENS, CLOSES = 8, 18
DOES_NOT_APPLY = "The family moved to another authority on the day it fell due."


@dataclass
class Clock:
    """The hours of the story, one after the other, while the office is open."""

    now: datetime

    def __call__(self, hours: int = 3) -> datetime:
        """The next moment at which somebody does something."""
        self.now += timedelta(hours=hours)
        while not (is_working_day(self.now.date()) and OPENS <= self.now.hour < CLOSES):
            self.now += timedelta(hours=1)
        return self.now


def work_between(cast: Cast, first: date, *, righted: Collection[str], stays: Collection[str]) -> None:
    """Between the two extracts.

    righted, stays: keys of findings that the second proves right, or still shows.
    """
    clock = Clock(datetime(first.year, first.month, first.day, 9, 20, tzinfo=UTC))
    mine, others = _of(cast, cast["social_worker"], stays), _of(cast, None, stays)
    _red_lines_in_hand(cast, clock)
    for finding in _of(cast, None, righted)[:8]:
        _signed_off(cast, finding, clock)
    for finding in _of(cast, None, righted)[8:11]:  # proved before anybody checks it
        _done(finding, clock)
    for finding in mine[:1]:  # signed off, and the second extract doesn't show it
        _signed_off(cast, finding, clock)
    for finding in mine[1:2]:
        _done(finding, clock)
        _moved(cast["team_manager"], finding, "send back", clock(), why=SENT_BACK)
    elsewhere = [*others, *mine[2:]]
    for finding in elsewhere[:2]:
        _set_aside(cast, finding, "right already", RIGHT_ALREADY, clock, until=first + timedelta(days=180))
    for finding in elsewhere[2:3]:  # until a day before the second extract: it comes back
        _set_aside(cast, finding, "does not apply", DOES_NOT_APPLY, clock, until=first + timedelta(days=21))
    for finding in elsewhere[3:4]:
        _signed_off(cast, finding, clock)


def work_after(cast: Cast, second: date) -> None:
    """On the day of the second extract: what waits for whom, and what people say."""
    clock = Clock(datetime(second.year, second.month, second.day, 8, 10, tzinfo=UTC))
    worker = cast["social_worker"]
    mine, others = _of(cast, worker), _of(cast, None)
    for finding in [*mine[:1], *others[:3]]:
        _done(finding, clock, hours=1)
    for finding in others[3:5]:
        _signed_off(cast, finding, clock, hours=1)
    for finding in [*mine[1:2], *others[5:6]]:
        _moved(_owner(finding), finding, "right already", clock(1), why=RIGHT_ALREADY)
    _talk(cast, mine[2:3])
    _noted(cast, second)
    _away(cast, second)
    _looks(cast)


def _of(cast: Cast, person: User | None, keys: Collection[str] | None = None) -> list[Finding]:
    """What is open in the team, of no red line: a person's own, or (None) every other worker's.

    keys: of these findings only.
    """
    found = Finding.objects.filter(team=cast.team, state=State.OPEN, red_line=False)
    found = found.exclude(action__owner=None).exclude(child=None).select_related("action__owner", "child")
    if keys is not None:
        found = found.filter(key__in=list(keys))
    mine = Q(action__owner=person or cast["social_worker"])
    return list(found.filter(mine if person else ~mine).order_by("key"))


def _owner(finding: Finding) -> User:
    owner = finding.action.owner
    if owner is None:
        raise ValueError("nobody with an account is to put this right")
    return owner


def _done(finding: Finding, clock: Clock, *, hours: int = 3) -> None:
    _moved(_owner(finding), finding, "done", clock(hours), why=DONE[finding.pk % len(DONE)])


def _signed_off(cast: Cast, finding: Finding, clock: Clock, *, hours: int = 3) -> None:
    _done(finding, clock, hours=hours)
    _moved(cast["team_manager"], finding, "agree", clock(hours))


def _set_aside(cast: Cast, finding: Finding, verb: str, why: str, clock: Clock, *, until: date) -> None:
    _moved(_owner(finding), finding, verb, clock(), why=why)
    _moved(cast["team_manager"], finding, "set aside", clock(), until=until)


def _moved(
    person: User, finding: Finding, verb: str, at: datetime, *, why: str = "", until: date | None = None
) -> None:
    """A move as a person makes it, dated in the story."""
    finding.refresh_from_db()
    made = move(person, finding, verb, why, until=until)
    made.at = at
    made.save()
    Finding.objects.filter(pk=finding.pk).update(state_since=at)
    SetAside.objects.filter(finding=finding, decided_at=None).update(asked_at=at)
    SetAside.objects.filter(finding=finding, decided_at__isnull=False).update(decided_at=at)


def _red_lines_in_hand(cast: Cast, clock: Clock) -> None:
    for finding in Finding.objects.filter(red_line=True, team=cast.team, state=State.OPEN):
        taken(cast["team_manager"], finding, IN_HAND)
        at = clock(1)
        InHand.objects.filter(finding=finding).update(at=at)
        Transition.objects.filter(finding=finding, verb="take in hand").update(at=at)


def _talk(cast: Cast, mine: list[Finding]) -> None:
    manager = cast["team_manager"].email.partition("@")[0]
    for finding in mine:
        commented(_owner(finding), finding.action, f"@{manager} could we look at this in supervision?")
    officer = cast["reviewing_officer"]
    reviewed = Finding.objects.filter(child__in=visible(officer), state__in=[State.OPEN, State.SET_ASIDE])
    for finding in reviewed.order_by("-severity", "key")[:1]:
        challenged(officer, finding, "The child told me the opposite at the last review. Please look again.")


def _noted(cast: Cast, second: date) -> None:
    child = Child.objects.filter(worker_key=cast["social_worker"].worker_key, open_now=True).first()
    if child is not None:
        noted(cast["team_manager"], child, "supervision", second - timedelta(days=4), "")


def _away(cast: Cast, second: date) -> None:
    if cast.colleague is None:
        return
    Deputy.objects.create(
        absent=cast.colleague,
        deputy=cast["social_worker"],
        since=second - timedelta(days=1),
        until=second + timedelta(days=10),
    )


def _looks(cast: Cast) -> None:
    """A few views, so that the page of who looked has something to show."""
    for role in ("social_worker", "team_manager", "director"):
        person = cast[role]
        for child in visible(person).filter(team=cast.team, open_now=True)[:3]:
            write_down(person, child, "case", may_see(person, child))
