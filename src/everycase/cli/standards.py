"""`everycase standards`: the catalogue, listed and explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from itertools import groupby
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from everycase.analysis.wording import plural
from everycase.cli.console import (
    HERE,
    NOT_THERE,
    AsJson,
    Folder,
    fail,
    out,
    plain,
    print_json,
    say,
    sentence,
    settings_of,
    table,
)
from everycase.record.snapshot import Manifest
from everycase.record.store import Store
from everycase.standards.answers import answer
from everycase.standards.catalogue import catalogue
from everycase.standards.council import Settings
from everycase.standards.language import Area, Clock, Question, Rule, Standard


def command(
    which: Annotated[str | None, typer.Argument(help="A standard's id, to explain it in full.")] = None,
    folder: Folder = HERE,
    area: Annotated[str | None, typer.Option(help="Only this area, such as 'front door'.")] = None,
    json: AsJson = False,
) -> None:
    """List every standard, or explain one: wording, counting rule, source, and whether these files answer it.

    Example: `everycase standards cp-visit-every-10-working-days`
    """
    chosen = _chosen(which, area)
    settings, manifest = _council(folder)
    described = [describe(standard, settings, manifest) for standard in chosen]
    if json:
        print_json(described)
    elif which:
        _explain(described[0])
    else:
        _list(described)


def _chosen(which: str | None, area: str | None) -> list[Standard]:
    """The standards asked for. Exits where there are none, with the nearest name there is."""
    known = catalogue()
    areas = [str(one) for one in Area]
    if area is not None and area.strip().lower() not in areas:
        fail(f"there is no area called '{area}'. There are: {', '.join(areas)}", NOT_THERE)
    if which is not None and which not in known:
        near = get_close_matches(which, known, n=1)
        hint = f"The nearest is {near[0]}. " if near else ""
        fail(f"there is no standard called '{which}'. {hint}`everycase standards` lists them", NOT_THERE)
    wanted = None if area is None else area.strip().lower()
    return [s for s in known.values() if wanted in {None, str(s.area)} and which in {None, s.id}]


def _list(described: Sequence[Mapping[str, Any]]) -> None:
    """A table an area; each standard's id below its title, to be copied."""
    columns = ("What should be true", "Kind", "On", "Answered")
    for area, standards in groupby(sorted(described, key=lambda d: list(Area).index(d["area"])), _area_of):
        every = list(standards)
        rows = [
            (
                Text.assemble(sentence(plain(d["title"])), "\n", (f"  {d['id']}", "dim")),
                d["kind"],
                "on" if d["on"] else "off",
                d["answered"],
            )
            for d in every
        ]
        title = f"{sentence(area)}: {plural(len(every), 'standard')}"
        table(title, columns, rows, whole=("Kind", "On", "Answered"))
    on = sum(d["on"] for d in described)
    say(
        f"{plural(len(described), 'standard')}, {on:,} of them on. Off are those that no source settles, or "
        "that council.toml turns off. `everycase standards ID` explains one."
    )


def _area_of(described: Mapping[str, Any]) -> str:
    return str(described["area"])


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
        "in_force": str(clock.in_force),
        "allowance": allowance,
        "set_by": "the council's settings" if local else str(clock.force),
        "counting": clock.counts,
        "exceptions": clock.exceptions,
        "local_default": clock.local_default,
        "approximate": clock.approximate,
    }


def _explain(described: Mapping[str, Any]) -> None:
    out.print()
    say("", lead=sentence(described["title"]))
    shown = Table.grid(padding=(0, 2))
    shown.add_column(no_wrap=True, style="dim")
    shown.add_column(overflow="fold")
    for name, value in described.items():
        if value not in ("", [], None) and name != "title":
            shown.add_row(sentence(name.replace("_", " ")), plain(_in_words(value)))
    out.print(shown)


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, list) else str(value)
