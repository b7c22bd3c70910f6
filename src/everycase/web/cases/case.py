"""The case: its timeline and its findings, what is due, its chronology, its people, what the child says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from everycase.analysis.duties import Duties, Duty, duties
from everycase.analysis.involved import involved
from everycase.analysis.names import Names, names_in
from everycase.analysis.timeline import DRAWN_FROM, timeline
from everycase.analysis.timeline_drawn import drawn
from everycase.analysis.voice import HEARD_IN, voice
from everycase.review.chronology import Entry, entries, workers_in
from everycase.review.returns import KIND as RETURN
from everycase.review.scene import Scene
from everycase.standards.catalogue import catalogue
from everycase.web.actions.models import STILL_WRONG, Action, Finding, State
from everycase.web.cases.looking import child_for
from everycase.web.cases.models import Child
from everycase.web.cases.page import case_page
from everycase.web.cases.reading import Case, case_of
from everycase.web.kept import council_settings
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May


@dataclass(frozen=True)
class Group:
    """Findings under one heading, by the piece of work that can put them right. quiet: folded away."""

    title: str
    pieces: Sequence[tuple[Action, Sequence[Finding]]]
    count: int
    quiet: bool = False


@require_safe
@needs(May.SEE_CASES)
def case_view(request: HttpRequest, child_id: str) -> HttpResponse:
    """The case: a timeline of all of it or of one year, and its findings."""
    child = child_for(request, child_id, "case")
    person = person_of(request)
    case = case_of(child, DRAWN_FROM)
    year = _year(request.GET.get("year", ""))
    context = {"case": case, "groups": findings_of(child), "year": year, **_drawing(case, person, year)}
    return case_page(request, child, "child", "cases/case.html", context)


def _drawing(case: Case | None, person: User, year: int | None) -> Mapping[str, Any]:
    if case is None:
        return {}
    whole = timeline(
        case.rows,
        case.review,
        case.as_of,
        supplied=case.record.manifest.supplied,
        reach=Scene(case.record, {}, case.as_of).stretches,
        titles={key: getattr(standard, "title", key) for key, standard in catalogue().items()},
        workers=_workers(case, person),
    )
    shown = year if year in whole.years else None
    return {"timeline": whole, "drawing": drawn(whole, shown), "year": shown}


def _names(case: Case, person: User) -> Names:
    """Teams' names, and workers' for a role that sees names."""
    names = names_in(case.record)
    return names if person.may(May.SEE_NAMES) else Names(teams=names.teams)


def _workers(case: Case, person: User) -> Mapping[str, str]:
    """Workers' names by their ids; none for a role that sees no names."""
    return workers_in(case.record) if person.may(May.SEE_NAMES) else {}


def _year(asked: str) -> int | None:
    """A year asked for in an address; None for none, or for what is no year."""
    return int(asked) if asked.isascii() and asked.isdigit() and 1900 <= int(asked[:5]) <= 2200 else None


def findings_of(child: Child) -> list[Group]:
    """A child's findings: red lines first, then what is to be put right, what waits, what is settled."""
    found = list(child.findings.select_related("action__owner", "in_hand"))
    red = [f for f in found if f.red_line and f.state in STILL_WRONG]
    in_return = [f for f in found if f.kind == RETURN and f.state in (State.OPEN, State.NOT_IN_RECORD)]
    apart = {f.pk for f in (*red, *in_return)}
    others = [f for f in found if f.pk not in apart]
    states = (
        ("To put right", (State.OPEN, State.NOT_IN_RECORD), False),
        ("Waiting", (State.WAITING_CHECK, State.ASKED, State.WAITING_PROOF), False),
        ("Set aside", (State.SET_ASIDE,), True),
        ("Right again, ended, or no longer told by the files", (), True),
    )
    listed = {state for _, several, _ in states for state in several}
    groups = [_group("Red lines", red)]
    for title, several, quiet in states:
        mine = [f for f in others if (f.state in several if several else f.state not in listed)]
        groups.append(_group(title, mine, quiet=quiet))
    # The DfE's own rules flag much of one kind: apart from the case's own, which it would drown.
    groups.insert(3, _group("To put right in the statutory returns", in_return, quiet=True))
    return [group for group in groups if group.count]


def _group(title: str, findings: Sequence[Finding], *, quiet: bool = False) -> Group:
    places = {pk: place for place, pk in enumerate(dict.fromkeys(f.action_id for f in findings))}
    ordered = sorted(findings, key=lambda f: places[f.action_id])
    pieces = [(mine[0].action, mine) for mine in _runs(ordered)]
    return Group(title, pieces, len(findings), quiet)


def _runs(findings: Sequence[Finding]) -> list[list[Finding]]:
    return [list(mine) for _, mine in groupby(findings, key=lambda finding: finding.action_id)]


@require_safe
@needs(May.SEE_CASES)
def due_view(request: HttpRequest, child_id: str) -> HttpResponse:
    """Every duty of the case: what is overdue, due, can't be told, was done."""
    child = child_for(request, child_id, "what’s due")
    case = case_of(child, ())
    held = case.review if case else None
    groups = duties(held, catalogue(), council_settings()) if held else []
    context = {"case": case, "groups": _with_findings(child, groups)}
    return case_page(request, child, "child-due", "cases/due.html", context)


def _with_findings(child: Child, groups: Sequence[Duties]) -> list[tuple[Duties, list[tuple[Duty, str]]]]:
    """Each duty with the key of the finding that it made, if it made one."""
    keys = {
        (standard, subject, due_on): key
        for standard, subject, due_on, key in child.findings.filter(kind="clock").values_list(
            "standard", "subject", "due_on", "key"
        )
    }
    return [
        (group, [(duty, keys.get((duty.standard, duty.subject, duty.due_on), "")) for duty in group.duties])
        for group in groups
    ]


@require_safe
@needs(May.SEE_CASES)
def chronology_view(request: HttpRequest, child_id: str) -> HttpResponse:
    """Everything on record, in order of date, a year on each page; the newest year first."""
    child = child_for(request, child_id, "chronology")
    case, person = case_of(child), person_of(request)
    told = (
        entries(
            case.rows,
            _workers(case, person),
            case.review,
            catalogue(),
            written=person.may(May.SEE_NAMES),
        )
        if case
        else []
    )
    context = {"case": case, **_year_of(told, case.as_of if case else None, request.GET.get("year", ""))}
    return case_page(request, child, "child-chronology", "cases/chronology.html", context)


NO_DATE = "none"
"""The year, in an address, of what has no date."""


def _year_of(told: Sequence[Entry], as_of: date | None, asked: str) -> Mapping[str, Any]:
    """The entries of the year asked for, else of the newest that isn't ahead of the record."""
    year = _year(asked)
    years = sorted({entry.day.year for entry in told if entry.day}, reverse=True)
    undated = [entry for entry in told if entry.day is None]
    if asked == NO_DATE:
        return {"years": years, "year": None, "lines": undated, "undated": len(undated)}
    if asked and (year is None or year not in years):
        raise Http404("Nothing is on record of that year.")
    gone = [each for each in years if as_of and each <= as_of.year]
    shown = year or next(iter(gone or years), None)
    lines = [entry for entry in told if entry.day and entry.day.year == shown]
    return {"years": years, "year": shown, "lines": lines, "undated": len(undated)}


@require_safe
@needs(May.SEE_CASES)
def people_view(request: HttpRequest, child_id: str) -> HttpResponse:
    """Who works with the child, and who did; who was given the case to read."""
    child = child_for(request, child_id, "people")
    person = person_of(request)
    case = case_of(child, ("involvements",))
    context = {
        "case": case,
        "workers": involved(
            case.rows, _names(case, person), case.record.manifest.supplied.get("involvements", {})
        )
        if case
        else [],
        "assignments": child.assignments.select_related("person", "given_by", "ended_by"),
        "may_assign": person.may(May.REASSIGN),
        "may_restrict": person.may(May.RESTRICT),
    }
    return case_page(request, child, "child-people", "cases/people.html", context)


@require_safe
@needs(May.SEE_CASES)
def voice_view(request: HttpRequest, child_id: str) -> HttpResponse:
    """What the child says, how they took part in reviews, and whether they were seen alone."""
    child = child_for(request, child_id, "what the child says")
    case = case_of(child, HEARD_IN)
    heard = voice(case.rows, case.as_of, Scene(case.record, {}, case.as_of).stretches) if case else None
    context = {"case": case, "voice": heard}
    return case_page(request, child, "child-voice", "cases/voice.html", context)
