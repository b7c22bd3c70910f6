"""The analyst's pages: the last load, one on its way, the problems of an extract, what can't be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import polars as pl
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from everycase.analysis.wording import plural
from everycase.record.reading import PROBLEM_KINDS
from everycase.record.snapshot import Record
from everycase.review import compare
from everycase.standards.answers import FORMAT_NAMES, Answer, answers
from everycase.standards.catalogue import catalogue
from everycase.web.actions import told
from everycase.web.cases.loading import enqueue, uploads_of
from everycase.web.cases.loading_forms import LoadForm
from everycase.web.cases.loading_returns import returns_told
from everycase.web.cases.loading_uploads import keep
from everycase.web.cases.models import Child, Load
from everycase.web.kept import store
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May

LOADS_A_PAGE, PROBLEMS_A_PAGE = 20, 50
ORDER = (
    compare.NEW,
    compare.NEW_BY_CHANGE,
    compare.BACK,
    told.FOUND_AGAIN,
    told.NOT_IN_RECORD,
    told.TIME_UP,
    *told.NO_LONGER_FOUND,
)
"""What an extract can say of a finding, what asks for work first."""
CALLED = {
    told.NOT_IN_RECORD: "signed off, and not in the record",
    told.NOT_TOLD: "neither shown nor proved right",
    told.SAME_AS_ANOTHER: "joined with another",
    compare.ROW_GONE: "whose record is gone",
    compare.CHILD_GONE: "whose child is gone",
    compare.NO_LONGER: "no longer applying",
    compare.CHANGED: "whose standard changed",
}


@dataclass(frozen=True)
class Changed:
    """How many findings, and what the extract said of them."""

    count: int
    words: str


@dataclass(frozen=True)
class Kind:
    """One kind of problem: what it means, and how many."""

    name: str
    meaning: str
    count: int


@dataclass(frozen=True)
class Supplier:
    """What would say more, and of how many standards. given: whether there is one already, not filled in."""

    name: str
    standards: int
    given: bool


@needs(May.SEE_LOADS)
@require_safe
def loads(request: HttpRequest) -> HttpResponse:
    """The analyst's first screen: whether the last extract is good, and what is wrong with it."""
    page = Paginator(Load.objects.select_related("asked_by"), LOADS_A_PAGE).get_page(request.GET.get("page"))
    newest = Load.objects.first()
    done = _last_done()
    record = _record_of(done)
    answered = answers(record.manifest, catalogue()) if record else []
    context = {
        "page": page,
        "under_way": Load.objects.exclude(state__in=[Load.State.DONE, Load.State.FAILED]).last(),
        "failed": newest if newest and newest.state == Load.State.FAILED else None,
        "done": done,
        **_facts(done),
        "kinds": _kinds(done),
        "returns": returns_told(done),
        "told": _answered(answered),
        "suppliers": _suppliers(answered, record),
        "may_load": person_of(request).may(May.LOAD),
    }
    return render(request, "cases/loads.html", context)


def _last_done() -> Load | None:
    """The load that people work from: of the newest extract, the last time that it was loaded."""
    return Load.objects.filter(state=Load.State.DONE).order_by("-as_of", "-ended_at").first()


def _record_of(load: Load | None) -> Record | None:
    if load is None:
        return None
    try:
        return store().record(load.as_of)
    except FileNotFoundError:
        return None


def _kinds(load: Load | None) -> list[Kind]:
    """Problems by kind, most first."""
    counts: Mapping[str, int] = load.told.get("problems", {}) if load else {}
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Kind(name, PROBLEM_KINDS.get(name, ""), count) for name, count in ordered]


def _answered(every: list[Answer]) -> dict[str, int]:
    """How many standards the files can answer. What a person must answer is no lack of the files."""
    counts = Counter(answer.answer for answer in every if answer.answer != "a person")
    if not counts:
        return {}
    return {
        "standards": counts.total(),
        "in_full": counts["yes"],
        "in_part": counts["in part"],
        "not_at_all": counts["no"],
    }


def _suppliers(every: list[Answer], record: Record | None) -> list[Supplier]:
    given = {FORMAT_NAMES[source] for source in record.manifest.sources} if record else set()
    missing = Counter(name for answer in every if answer.answer != "yes" for name in answer.supplied_by)
    return [Supplier(name, count, name in given) for name, count in missing.most_common()]


@needs(May.LOAD)
@require_http_methods(["GET", "HEAD", "POST"])
def load_new(request: HttpRequest) -> HttpResponse:
    """Upload the files of an extract, and ask for it to be loaded."""
    if request.method != "POST":
        return render(request, "cases/load_new.html", {"form": LoadForm()})
    form = LoadForm(request.POST, request.FILES)
    if not _too_much(request, form) and form.is_valid():
        return redirect("load", _asked(person_of(request), form.cleaned_data).pk)
    return render(request, "cases/load_new.html", {"form": form}, status=422)


def _too_much(request: HttpRequest, form: LoadForm) -> bool:
    """Whether the files were cut off at the limit; the form says so."""
    cut_off = getattr(request, "too_much", False)
    if cut_off:
        form.errors.pop("extract", None)  # none of them is there any more, which is not what is wrong
        form.add_error("extract", "The files are too large to upload together: use the watched folder.")
    return cut_off


def _asked(person: User, given: Mapping[str, Any]) -> Load:
    """A load of these files, in the queue when all of them are in their place."""
    with transaction.atomic():
        load = Load.objects.create(
            asked_by=person, asked_as_of=given["as_of"], fewer_is_right=given["fewer_is_right"]
        )
        load.places = [str(uploads_of(load))]
        load.files = keep(given["extract"], uploads_of(load))
        load.save()
        transaction.on_commit(lambda: enqueue(load))
    return load


@needs(May.SEE_LOADS)
@require_safe
def load_page(request: HttpRequest, number: int) -> HttpResponse:
    """One load: how far it is, what it read and changed, or why it failed."""
    load = get_object_or_404(Load.objects.select_related("asked_by"), pk=number)
    context = {"load": load, "kinds": _kinds(load), "before": _before(load), **_facts(load)}
    context["returns"] = returns_told(load)
    return render(request, "cases/load.html", context)


@needs(May.SEE_LOADS)
@require_safe
def load_progress(request: HttpRequest, number: int) -> HttpResponse:
    """How far a load is, for the page that shows it; when it is over, that page is fetched anew."""
    load = get_object_or_404(Load, pk=number)
    answer = render(request, "cases/_progress.html", {"load": load, "before": _before(load)})
    if load.is_over:
        answer["HX-Refresh"] = "true"
    return answer


def _before(load: Load) -> int:
    """How many loads come before one that waits."""
    if load.state != Load.State.WAITING:
        return 0
    over = [Load.State.DONE, Load.State.FAILED]
    return Load.objects.exclude(state__in=over).filter(pk__lt=load.pk).count()


def _facts(load: Load | None) -> dict[str, Any]:
    """What a load read and changed, in the order in which it matters."""
    if load is None:
        return {}
    counts: Mapping[str, int] = load.told.get("findings", {})
    return {
        "took": _took(load),
        "files_read": len({file["name"] for file in load.told.get("files", ())}),
        "changed": [Changed(counts[verb], CALLED.get(verb, verb)) for verb in ORDER if counts.get(verb)],
    }


def _took(load: Load) -> str:
    if not (load.ended_at and load.started_at):
        return ""
    seconds = round((load.ended_at - load.started_at).total_seconds())
    if not seconds:
        return ""
    return plural(seconds, "second") if seconds < 120 else plural(round(seconds / 60), "minute")


@needs(May.SEE_LOADS)
@require_safe
def load_problems(request: HttpRequest, number: int) -> HttpResponse:
    """The problems of one kind, row by row, as the record of that date holds them."""
    load = get_object_or_404(Load, pk=number, state=Load.State.DONE)
    kind, record = request.GET.get("kind", ""), _record_of(load)
    if record is None or not kind:
        return redirect("load", number)
    if kind not in PROBLEM_KINDS:
        raise Http404("There are no problems of this kind.")
    rows = record.problems.filter(pl.col("kind") == kind)
    shown = rows.filter(~pl.col("child_id").is_in(_closed_to(person_of(request))).fill_null(value=False))
    counts = pl.concat([rows.select(pl.len()), shown.select(pl.len())]).collect().to_series()
    page = Paginator(range(counts[1]), PROBLEMS_A_PAGE).get_page(request.GET.get("page"))
    some = shown.slice(page.start_index() - 1 if counts[1] else 0, PROBLEMS_A_PAGE).collect()
    context = {
        "load": load,
        "kind": Kind(kind, PROBLEM_KINDS[kind], counts[0]),
        "page": page,
        "keeping": urlencode({"kind": kind}) + "&",
        "rows": some.to_dicts(),
        "told_apart": any(some[name].fill_null("").ne("").any() for name in ("found", "expected")),
        "hidden": counts[0] - counts[1],
    }
    return render(request, "cases/load_problems.html", context)


def _closed_to(person: User) -> list[str]:
    """Ids of restricted children whom this person may not see: a cell of theirs is a view of them."""
    closed = Child.objects.exclude(restriction=None).exclude(pk__in=visible(person).values("pk"))
    return list(closed.values_list("child_id", flat=True))


@needs(May.SEE_LOADS)
@require_safe
def untold(request: HttpRequest) -> HttpResponse:
    """Standards that the last extract can't answer in full, what each lacks and what would supply it."""
    record = _record_of(_last_done())
    if record is None:
        return redirect("loads")
    every = catalogue()
    lacking = [answer for answer in answers(record.manifest, every) if answer.answer in {"no", "in part"}]
    rows = [
        {"title": every[answer.standard].title, "area": every[answer.standard].area, "answer": answer}
        for answer in sorted(lacking, key=lambda a: (a.answer != "no", str(every[a.standard].area)))
    ]
    given = {FORMAT_NAMES[source] for source in record.manifest.sources}
    return render(request, "cases/loads_untold.html", {"rows": rows, "given": sorted(given)})
