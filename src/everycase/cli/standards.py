"""`everycase standards`: the catalogue, listed and explained."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from everycase.cli.console import (
    HERE,
    NOT_THERE,
    AsJson,
    Folder,
    fail,
    out,
    print_json,
    settings_of,
    table,
)
from everycase.record.snapshot import Manifest
from everycase.record.store import Store
from everycase.standards.answers import answer
from everycase.standards.catalogue import catalogue
from everycase.standards.council import Settings
from everycase.standards.language import Clock, Question, Rule, Standard


def command(
    which: Annotated[str | None, typer.Argument(help="A standard's id, to explain it in full.")] = None,
    folder: Folder = HERE,
    area: Annotated[str | None, typer.Option(help="Only this area, such as 'front door'.")] = None,
    json: AsJson = False,
) -> None:
    """List every standard, or explain one: wording, counting rule, source, and whether these files answer it.

    Example: `everycase standards cp-visit-every-10-working-days`
    """
    settings, manifest = _council(folder)
    chosen = [s for s in catalogue().values() if area in (None, str(s.area)) and which in (None, s.id)]
    if not chosen:
        fail(f"there is no standard called '{which or area}': `everycase standards` lists them", NOT_THERE)
    described = [describe(standard, settings, manifest) for standard in chosen]
    if json:
        print_json(described)
    elif which:
        _explain(described[0])
    else:
        rows = [
            (d["area"], d["id"], d["kind"], d["title"], "yes" if d["on"] else "off", d["answered"])
            for d in described
        ]
        table(f"{len(rows)} standards", ("Area", "Id", "Kind", "What should be true", "On", "Answered"), rows)


def _council(folder: Any) -> tuple[Settings, Manifest | None]:  # noqa: ANN401
    """The council's settings and newest manifest, where there are any; the catalogue stands without."""
    store = Store(folder)
    settings = settings_of(store) if store.settings_path.is_file() else Settings()
    return settings, store.record().manifest if store.records() else None


def describe(standard: Standard, settings: Settings, manifest: Manifest | None) -> dict[str, Any]:
    """All there is to say of a standard, for a program or a person."""
    told = answer(manifest, standard) if manifest else None
    return {
        "id": standard.id,
        "kind": standard.kind,
        "also": list(standard.also),
        "title": standard.title,
        "area": str(standard.area),
        "aspect": str(standard.aspect),
        "on": settings.is_on(standard),
        "source": standard.source,
        "red_line": standard.red_line,
        **_particulars(standard, settings),
        "answered": told.answer if told else "no files loaded",
        "lacks": list(told.lacks) if told else [],
        "supplied_by": list(told.supplied_by) if told else [],
    }


def _particulars(standard: Standard, settings: Settings) -> dict[str, Any]:
    if isinstance(standard, Question):
        return {
            "group": standard.group,
            "good_looks_like": standard.good_looks_like,
            "grades": list(standard.grades),
        }
    common = {
        "in_force": str(standard.in_force),
        "confidence": str(standard.confidence),
        "severity": standard.severity.name.lower(),
        "reads": sorted(str(fld) for fld in standard.reads),
    }
    if isinstance(standard, Rule):
        return {**common, "wording": standard.condition}
    return {**common, **_of_clock(standard, settings)}


def _of_clock(clock: Clock, settings: Settings) -> dict[str, Any]:
    allowance = str(settings.timing(clock).within)
    local = clock.id in settings.file.allowances
    return {
        "wording": f"{clock.title}: {allowance}",
        "allowance": allowance,
        "set_by": "the council's settings" if local else str(clock.force),
        "counting": clock.counts,
        "exceptions": clock.exceptions,
        "local_default": clock.local_default,
        "approximate": clock.approximate,
    }


def _explain(described: dict[str, Any]) -> None:
    out.print(f"[bold]{described['title']}[/]")
    for name, value in described.items():
        if value not in ("", [], None) and name != "title":
            words = ", ".join(value) if isinstance(value, list) else value
            out.print(f"  {name.replace('_', ' ')}: {words}", highlight=False, markup=False)
