"""`everycase synth`: a made-up council, written in the formats that councils really send."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from everycase.analysis.wording import plural
from everycase.cli.console import UNUSABLE, AsJson, day_typed, fail, out, print_json, steps, table
from everycase.record.schema import Format
from everycase.standards.answers import FORMAT_NAMES

AS_OF = "2026-11-24"
"""A fixed day, so that the same command makes the same council on any day."""
YEARS = 6
PROVIDERS = "Ofsted providers.xlsx"
"""What the looked-after return's numbers of settings are looked up in."""
PLANTED = "planted"
"""The folder of the returns with weaknesses."""
Tables = Mapping[str, pl.DataFrame]


def command(
    *,
    to: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("made-up-council"),
    seed: Annotated[int, typer.Option(help="The same seed makes the same council.")] = 7,
    children: Annotated[int, typer.Option(help="Children heard of in its history, about.", min=1)] = 1_000,
    as_of: Annotated[str, typer.Option("--as-of", help="The extract's date.")] = AS_OF,
    years: Annotated[int, typer.Option(help="Years of history before that date's.", min=1, max=15)] = YEARS,
    formats: Annotated[
        str, typer.Option(help="Which to write, with commas between: " + ", ".join(Format))
    ] = ",".join(Format),
    planted_returns: Annotated[
        bool,
        typer.Option(
            help="Also write both returns with a weakness for each of the DfE's rules, and the list of them."
        ),
    ] = False,
    json: AsJson = False,
) -> None:
    """Make a council up, with several years of history, and write its extracts. Nobody in it is real.

    The census and the looked-after return are those of the last year that ended by the date.

    Example: `everycase synth --children 5000 --seed 3 --to riverside --formats annex_a,events`
    """
    day, wanted = day_typed(as_of), _formats(formats)
    untried: list[str] = []
    with steps(quiet=json) as tell:
        tell(f"Making up a council of {plural(children, 'child', 'children')}")
        from everycase.synthetic.council import make_council

        council = make_council(seed=seed, children=children, as_of=day, years=years)
        written = write(council.tables, day, to, wanted, tell)
        if planted_returns:
            from everycase.cli.synth_planted import write_planted

            tell("Planting a weakness for each rule of the returns")
            weak, untried = write_planted(council.tables, year_end(day), to / PLANTED, seed=seed)
            written += weak
    if json:
        files = {"as_of": day, "folder": to, "written": [str(path) for path in written]}
        print_json({**files, "not_planted": untried} if planted_returns else files)
    else:
        _say(council.tables, day, to, wanted)
        if planted_returns:
            _say_planted(to, untried)


def write(
    tables: Tables,
    day: date,
    to: Path,
    formats: list[Format],
    tell: Callable[[str], None] = lambda _step: None,
) -> list[Path]:
    """Write the record as of a day in each format; the files written, in order."""
    from everycase.synthetic import writers

    to.mkdir(parents=True, exist_ok=True)
    end, place = year_end(day), places(day, to)
    by_format: Mapping[Format, Callable[[Path], list[Path]]] = {
        Format.SSD: lambda path: writers.write_ssd(tables, day, path),
        Format.ANNEX_A: lambda path: [writers.write_annex_a(tables, day, path)],
        Format.CIN_CENSUS: lambda path: [writers.write_cin_census(tables, end, path)],
        Format.SSDA903: lambda path: writers.write_ssda903(tables, end, path),
        Format.EVENTS: lambda path: [writers.write_events(tables, day, path)],
    }
    written = []
    for one in formats:
        tell(f"Writing the {FORMAT_NAMES[one]}")
        written += by_format[one](place[one])
    if Format.SSDA903 in formats:
        written.append(writers.write_providers(writers.providers_of(tables), to / PROVIDERS))
    return written


def places(day: date, to: Path) -> dict[Format, Path]:
    """Where each format's file or folder goes."""
    end = year_end(day)
    return {
        Format.SSD: to / "ssd",
        Format.ANNEX_A: to / "annex_a.xlsx",
        Format.CIN_CENSUS: to / f"cin_census_{end.year}.xml",
        Format.SSDA903: to / "ssda903" / f"{end.year - 1}-{end.year % 100:02}",
        Format.EVENTS: to / "events.csv",
    }


def year_end(day: date) -> date:
    """The last 31 March that has come by a day: when the year of both returns ended."""
    this_year = date(day.year, 3, 31)
    return this_year if this_year <= day else date(day.year - 1, 3, 31)


def _formats(text: str) -> list[Format]:
    """The formats named, each once, in the order of the schema's."""
    asked = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in asked if name not in list(Format)]
    if unknown or not asked:
        found = ", ".join(unknown) or "nothing"
        fail(f"--formats: found {found}, expected some of {', '.join(Format)}", UNUSABLE)
    return [one for one in Format if one in asked]


def _say(tables: Tables, day: date, to: Path, formats: list[Format]) -> None:
    sizes = [(name.replace("_", " "), f"{rows.height:,}") for name, rows in tables.items() if rows.height]
    table("The made-up council's record", ("Table", "Rows"), sizes)
    place = places(day, to)
    for one in formats:
        out.print(f"{FORMAT_NAMES[one]}: {place[one]}", highlight=False, soft_wrap=True)
    files = " ".join(str(place[one]) for one in formats)
    if Format.SSDA903 in formats:
        from everycase.synthetic.places import AUTHORITY

        out.print(f"Ofsted's workbook of its providers: {to / PROVIDERS}", highlight=False, soft_wrap=True)
        out.print(
            f"The returns are those of authority {AUTHORITY}, in whose postcodes it lies.", highlight=False
        )
    out.print("Next: everycase init, then", highlight=False)
    out.print(f"  everycase load {files} --as-of {day}", highlight=False, soft_wrap=True)


def _say_planted(to: Path, untried: list[str]) -> None:
    folder = to / PLANTED
    out.print(f"Returns with weaknesses, and planted.csv: {folder}", highlight=False, soft_wrap=True)
    if untried:
        out.print(f"Not planted, for want of such a child: {', '.join(untried)}", highlight=False)
