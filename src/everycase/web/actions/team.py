"""My team: red lines not in hand, what waits for a check, what is stuck, and each worker's work."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from everycase.analysis.wording import capital
from everycase.calendar import working_days_after
from everycase.standards.council import CaseWeights
from everycase.web.actions.headings import Group, Heading, groups_of
from everycase.web.actions.loads import workers
from everycase.web.actions.models import Finding, State, Transition
from everycase.web.actions.placing import of_no_team
from everycase.web.actions.proved import proved_unchecked
from everycase.web.actions.red_lines import not_in_hand, with_hours_left
from everycase.web.actions.seeing import sees_to_the_rest, teams_of
from everycase.web.actions.work import IN_A_RETURN, TO_DO
from everycase.web.cases.models import Child
from everycase.web.cases.paging import paged
from everycase.web.cases.reading import last_received
from everycase.web.kept import council_settings
from everycase.web.people.access import about_visible, visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May, Sees


@require_GET
@needs(May.CHECK)
def my_team(request: HttpRequest) -> HttpResponse:
    """A manager's first screen."""
    person = person_of(request)
    findings, today = theirs(person), timezone.localdate()
    red = paged(request, not_in_hand(findings).select_related("child", "team"))
    weights = council_settings().file.case_weights
    return render(
        request,
        "actions/my_team.html",
        {
            "teams": teams_of(person),
            "page": red,
            "red_lines": with_hours_left(red, timezone.now()),
            "proved": proved_unchecked(findings, person).count(),
            "of_no_team": of_no_team(person).count(),
            **waiting(findings),
            **standing(findings, today),
            "workers": workers(held_by(person), findings, today, weights),
            "weights": _in_words(weights),
            "full_load": weights.full_load,
            "changes": changes(findings),
        },
    )


def _in_words(weights: CaseWeights) -> list[tuple[str, float]]:
    """'Protection plan', 2.0 … in the order in which they are looked for."""
    told = weights.model_dump(exclude={"full_load"})
    return [(capital(name.replace("_", " ")), weight) for name, weight in told.items()]


def theirs(person: User) -> QuerySet[Finding]:
    """Findings of the teams that a person manages: about their children whom they may see, and about them.

    Of no team at all too, if that is theirs to see to. Without what pages show beside a finding: of
    thousands, only those shown are read with it.
    """
    if person.role.sees is Sees.ALL:
        return Finding.objects.filter(Q(child=None) | about_visible(person))
    # A finding is its child's team's: so the database looks at those teams' findings and children alone.
    mine = _of_own_teams(person)
    return Finding.objects.filter(Q(child=None) | Q(child__in=held_by(person)), mine)


def held_by(person: User) -> QuerySet[Child]:
    """Children of the teams that a person manages, whom they may see; of no team too, if that is theirs."""
    return visible(person).filter(_of_own_teams(person))


def _of_own_teams(person: User) -> Q:
    """Of findings or children: those of the teams that a person manages, and of none if that is theirs."""
    mine = Q(team__in=list(teams_of(person).values_list("pk", flat=True)))
    return mine | Q(team=None) if sees_to_the_rest(person) else mine


def waiting(findings: QuerySet[Finding]) -> dict[str, Any]:
    """How many wait for a check, since when the oldest; and for a decision to set them aside."""
    to_check = Q(state=State.WAITING_CHECK)
    return findings.filter(state__in=[State.WAITING_CHECK, State.ASKED]).aggregate(
        to_check=Count("pk", filter=to_check),
        oldest=Min("state_since", filter=to_check),
        to_decide=Count("pk", filter=Q(state=State.ASKED)),
    )


SHOWN = 20
"""Findings shown of what is folded away on a manager's first screen."""


def standing(findings: QuerySet[Finding], today: date) -> dict[str, list[Group]]:
    """What has stood in one state for longer than the council's limit, by why; and what nobody is to do."""
    limit = council_settings().file.putting_right.stuck_working_days
    long_ago = datetime.combine(working_days_after(today, -limit), time.min, timezone.get_current_timezone())
    still = Q(state_since__lt=long_ago)
    past_its_date = still & Q(state=State.OPEN, action__due_on__lt=today) & ~IN_A_RETURN
    unowned = Heading("Nobody’s", Q(state__in=TO_DO, action__owner=None))
    found = groups_of(
        findings,
        [
            Heading("Waiting for a check", still & Q(state=State.WAITING_CHECK)),
            Heading("Waiting for a decision to set aside", still & Q(state=State.ASKED)),
            Heading("Signed off, and not in the record", Q(state=State.NOT_IN_RECORD)),
            unowned,
            Heading("Past its date, and nobody has said anything", past_its_date),
        ],
        SHOWN,
    )
    return {
        "unowned": [group for group in found if group.heading is unowned],
        "stuck": [group for group in found if group.heading is not unowned],
    }


def changes(findings: QuerySet[Finding]) -> dict[str, object]:
    """What the last extract received changed in these findings: how many moved to each state."""
    last = last_received()
    moved = Transition.objects.filter(finding__in=findings.values("pk"), by=None, extract=last)
    counts = moved.values("to_state").annotate(count=Count("pk")).order_by("to_state")
    told = [(State(row["to_state"]).label, row["count"]) for row in counts]
    return {"extract": last, "counts": told} if told else {}
