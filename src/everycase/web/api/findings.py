"""Findings about the children whom the person behind a token may see; each child read is a look."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from everycase.web.actions.models import STILL_WRONG, Finding
from everycase.web.api.letting_in import person_for
from everycase.web.api.words import FindingsAsked
from everycase.web.cases.looking import child_for_person, write_down_all
from everycase.web.people.access import decisions, visible
from everycase.web.people.models import User

PAGE = "API: findings"


def findings_for(person: User, asked: FindingsAsked) -> tuple[int, list[Finding]]:
    """How many findings there are, and the part asked for, with a look at each of its children."""
    found = _asked(Finding.objects.filter(child__in=visible(person)), asked)
    part = list(found.select_related("child", "team")[asked.offset : asked.offset + asked.limit])
    write_down_all(person, decisions(person, {one.child_id for one in part if one.child_id}), PAGE)
    return found.count(), part


def _asked(found: QuerySet[Finding], asked: FindingsAsked) -> QuerySet[Finding]:
    found = found.filter(state__in=asked.state or STILL_WRONG)
    wanted = {
        "area": asked.area,
        "aspect": asked.aspect,
        "standard": asked.standard,
        "team__key": asked.team,
        "child__child_id": asked.child_id,
        "red_line": asked.red_line,
    }
    return found.filter(**{name: value for name, value in wanted.items() if value is not None})


def finding_for(request: HttpRequest, key: str) -> Finding:
    """One finding; a look at its child is written down, or the refusal. Raises Http404, PermissionDenied."""
    finding = Finding.objects.select_related("child", "team").filter(key=key, child__isnull=False).first()
    if finding is None or finding.child is None:
        raise Http404("There is no finding with this key.")
    child_for_person(person_for(request), finding.child.child_id, PAGE)
    return finding
