"""My team: red lines not in hand, what waits for a check, what is stuck, and each worker's work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from everycase.analysis.wording import capital
from everycase.calendar import working_days_after
from everycase.standards.council import CaseWeights
from everycase.web.actions.loads import workers
from everycase.web.actions.models import Finding, State, Transition
from everycase.web.actions.placing import of_no_team
from everycase.web.actions.proved import proved_unchecked
from everycase.web.actions.red_lines import RedLine, not_in_hand
from everycase.web.actions.seeing import sees_to_the_rest, teams_of, visible_findings
from everycase.web.actions.work import IN_A_RETURN, TO_DO, Group, group_of
from everycase.web.cases.models import Child
from everycase.web.kept import council_settings
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May


@require_GET
@needs(May.CHECK)
def my_team(request: HttpRequest) -> HttpResponse:
    """A manager's first screen."""
    person = person_of(request)
    findings = theirs(person)
    today = timezone.localdate()
    weights = council_settings().file.case_weights
    waiting = findings.filter(state=State.WAITING_CHECK)
    return render(
        request,
        "actions/my_team.html",
        {
            "teams": teams_of(person),
            "red_lines": red_lines(person),
            "proved": proved_unchecked(findings, person).count(),
            "to_check": waiting.count(),
            "oldest": waiting.order_by("state_since").first(),
            "to_decide": findings.filter(state=State.ASKED).count(),
            "of_no_team": of_no_team(person).count(),
            "unowned": group_of("Nobody’s", findings.filter(state__in=TO_DO, action__owner=None)),
            "stuck": stuck(findings, today),
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
    """Findings of the teams that a person manages, of children whom they may see; and of no team at all."""
    mine = Q(team__in=teams_of(person)) | Q(child__team__in=teams_of(person))
    if sees_to_the_rest(person):
        mine |= Q(team=None, child__team=None)
    return visible_findings(person).filter(mine)


def red_lines(person: User) -> Sequence[RedLine]:
    """Red lines that nobody has taken in hand, the least time left first."""
    return not_in_hand(theirs(person), timezone.now())


def stuck(findings: QuerySet[Finding], today: date) -> list[Group]:
    """What has stood in one state for longer than the council's limit, by why."""
    limit = council_settings().file.putting_right.stuck_working_days
    long_ago = datetime.combine(working_days_after(today, -limit), time.min, timezone.get_current_timezone())
    still = findings.filter(state_since__lt=long_ago)
    groups = [
        group_of("Waiting for a check", still.filter(state=State.WAITING_CHECK)),
        group_of("Waiting for a decision to set aside", still.filter(state=State.ASKED)),
        group_of("Signed off, and not in the record", findings.filter(state=State.NOT_IN_RECORD)),
        group_of(
            "Past its date, and nobody has said anything",
            still.filter(state=State.OPEN, action__due_on__lt=today).exclude(IN_A_RETURN),
        ),
    ]
    return [group for group in groups if group.count]


def held_by(person: User) -> QuerySet[Child]:
    """Children of the teams that a person manages, whom they may see; of no team too, if that is theirs."""
    mine = Q(team__in=teams_of(person))
    if sees_to_the_rest(person):
        mine |= Q(team=None)
    return Child.objects.filter(mine, pk__in=visible(person))


def changes(findings: QuerySet[Finding]) -> dict[str, object]:
    """What the last extract changed in these findings: its date, and how many moved to each state."""
    moved = Transition.objects.filter(finding__in=findings, by=None)
    last = moved.aggregate(last=Max("extract"))["last"]
    if last is None:
        return {}
    counts = moved.filter(extract=last).values("to_state").annotate(count=Count("pk")).order_by("to_state")
    return {"extract": last, "counts": [(State(row["to_state"]).label, row["count"]) for row in counts]}
