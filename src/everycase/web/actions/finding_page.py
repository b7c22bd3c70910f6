"""One action with its findings, and one finding with all that stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from everycase.analysis.behind import Row, rows_behind, tables_behind
from everycase.analysis.duties import counting
from everycase.standards.catalogue import catalogue
from everycase.standards.language import Clock, Rule, Standard
from everycase.web.actions.arrows import ARROWS, Arrow
from everycase.web.actions.forms import CommentForm, MoveForm
from everycase.web.actions.models import STILL_WRONG, Action, Finding
from everycase.web.actions.moving import MovedMeanwhileError, ReasonWantedError, choices, move, refusal
from everycase.web.actions.red_lines import may_be_unsafe
from everycase.web.actions.seeing import action_for, finding_for
from everycase.web.cases.reading import case_of
from everycase.web.kept import council_settings
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May


@require_GET
@needs(May.SEE_CASES)
def action_page(request: HttpRequest, number: int) -> HttpResponse:
    """What one visit to the record can put right, with the findings to tick and one place to say how."""
    action = action_for(request, number, "to put right")
    person = person_of(request)
    findings = list(action.findings.filter(state__in=STILL_WRONG).select_related("child", "team"))
    others = list(action.findings.exclude(state__in=STILL_WRONG).select_related("child", "team"))
    return render(
        request,
        "actions/action.html",
        {
            "action": action,
            "findings": findings,
            "others": others,
            **choices_of(person, findings),
            "talk": _talk(action, person),
            "comment_form": CommentForm() if person.may(May.SEE_NAMES) else None,
        },
    )


def _talk(action: Action, person: User) -> Sequence[object]:
    """What people wrote, for those who may read it."""
    return list(action.comments.select_related("by")) if person.may(May.SEE_NAMES) else []


def choices_of(person: User, findings: Sequence[Finding]) -> dict[str, object]:
    """The moves that this person can make of any of these findings, and the form they fill in."""
    verbs = {arrow.verb for finding in findings for arrow in choices(person, finding)}
    arrows = [arrow for arrow in ARROWS.values() if arrow.verb in verbs]
    return {"arrows": arrows, "form": MoveForm(arrows=arrows)}


@require_GET
@needs(May.SEE_CASES)
def finding_page(request: HttpRequest, key: str) -> HttpResponse:
    """What is wrong, why it matters, the rows that show it, its history, and what to do now."""
    finding = finding_for(request, key, "finding")
    person = person_of(request)
    return render(
        request,
        "actions/finding.html",
        {
            **behind(finding),
            "history": finding.transitions.select_related("by"),
            **choices_of(person, [finding]),
            "not_open": _not_open(person, finding),
            "set_aside": finding.set_asides.select_related("asked_by", "decided_by").first(),
            "challenges": finding.challenges.select_related("by", "answered_by"),
            "may_challenge": person.may(May.CHALLENGE),
            "may_answer": person.may(May.CHECK),
            "writes": person.may(May.SEE_NAMES),
            "may_be_unsafe": may_be_unsafe(finding),
            "may_take_in_hand": person.may(May.ACKNOWLEDGE) and not hasattr(finding, "in_hand"),
        },
    )


def _not_open(person: User, finding: Finding) -> list[str]:
    """Why moves that the finding's state allows aren't open to this person."""
    # Taking back is its doer's alone: to everybody else it would explain a button that they never had.
    others = (arrow for arrow in ARROWS.values() if not arrow.only_who)
    fitting = (arrow for arrow in others if finding.state in arrow.from_states)
    refusals = (refusal(person, finding, arrow) for arrow in fitting)
    return list(dict.fromkeys(no.says for no in refusals if no is not None))


def counting_of(standard: Standard | None) -> str:
    """How a clock's due date is counted here, or a rule's condition, in words."""
    if isinstance(standard, Clock):
        return counting(standard, council_settings())
    return standard.condition if isinstance(standard, Rule) else ""


def behind(finding: Finding) -> dict[str, object]:
    """What every page about one finding shows: it, its standard, how that is judged, the rows behind it."""
    standard = catalogue().get(finding.standard)
    return {
        "finding": finding,
        "standard": standard,
        "counting": counting_of(standard),
        "rows": _rows(finding, standard),
    }


def _rows(finding: Finding, standard: Standard | None) -> list[Row]:
    """The rows of the last extract received, as the case's own pages show it; none where there is nothing."""
    case = case_of(finding.child, tables_behind(standard)) if standard and finding.child else None
    if case is None or standard is None:
        return []
    return rows_behind(case.rows, case.record.manifest.files, standard, finding.subject)


@require_POST
@needs(May.SEE_CASES)
def move_findings(request: HttpRequest, number: int) -> HttpResponse:
    """Move the ticked findings of an action along one arrow, each or none being told why."""
    action = action_for(request, number, "to put right")
    arrow = ARROWS.get(request.POST.get("verb", ""))
    if arrow is None:
        raise Http404("There is no such move.")
    form = MoveForm(request.POST, arrows=[arrow])
    ticked = action.findings.filter(key__in=request.POST.getlist("finding"))
    if not form.is_valid() or not ticked:
        told = [str(error) for errors in form.errors.values() for error in errors]
        messages.error(request, " ".join(told) or "Tick what you mean first.")
    else:
        _move_each(request, list(ticked), arrow, form.cleaned_data["why"], form.cleaned_data.get("until"))
    return redirect(_next(request, action))


def _move_each(
    request: HttpRequest, findings: list[Finding], arrow: Arrow, why: str, until: date | None
) -> None:
    moved, refused = 0, list[str]()
    for finding in findings:
        try:
            move(person_of(request), finding, arrow.verb, why, until=until)
            moved += 1
        except (MovedMeanwhileError, ReasonWantedError, PermissionDenied) as no:
            refused.append(str(no))
    if moved:
        things = "1 finding" if moved == 1 else f"{moved} findings"
        messages.success(request, f"{things}: {DONE[arrow.verb]}")
    for says in dict.fromkeys(refused):
        messages.error(request, says)


DONE = {
    "done": "waiting for a manager’s check.",
    "take back": "yours to put right again.",
    "agree": "agreed. The next extract will show whether the record is right.",
    "send back": "sent back, with your reason.",
    "right already": "a manager will decide whether it’s right already.",
    "does not apply": "a manager will decide whether the standard applies.",
    "set aside": "set aside until the date you gave.",
    "refuse": "back to be put right, with your reason.",
    "reopen": "to be put right again.",
}


PAGES = frozenset({"my-work", "my-team", "checking"})


def _next(request: HttpRequest, action: Action) -> str:
    """Where the person came from, among pages known here; else the action."""
    asked = request.POST.get("next", "")
    return asked if asked in PAGES else action.get_absolute_url()
