"""`everycase export`: worklists for teams, a report for managers, and every frame for analysts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from everycase.analysis.evidence import Evidence, gather
from everycase.analysis.files import write_files
from everycase.analysis.safe_text import file_names
from everycase.analysis.wording import plural
from everycase.analysis.workbook import write_worklist
from everycase.analysis.worklist import Worklist, worklists
from everycase.cli.console import (
    HERE,
    NOT_THERE,
    AsJson,
    Day,
    Folder,
    day_of,
    fail,
    out,
    print_json,
    say,
    settings_of,
    steps,
    store_at,
)
from everycase.standards.catalogue import catalogue

Tell = Callable[[str], None]


def command(
    folder: Folder = HERE,
    as_of: Day = None,
    to: Annotated[
        Path | None, typer.Option(help="Where to write; exports/DATE in the council's folder, if not given.")
    ] = None,
    team: Annotated[
        str | None,
        typer.Option(help="Only this team's worklist, by its name or id ('No team' for the rest)."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Write a worklist for each team, a report for managers, and everything as CSV and Parquet.

    Of the newest review, or that of a date. The files are about children: keep them where only
    people who need to know can open them.

    Example: `everycase export --team "Assessment Team 1"`
    """
    store = store_at(folder)
    with steps(quiet=json) as tell:
        tell("Gathering what the review kept")
        evidence = gather(store, catalogue(), settings_of(store), day_of(as_of))
        place = to or store.folder / "exports" / evidence.as_of.isoformat()
        written = run(evidence, place, team, tell)
    if json:
        print_json({"as_of": evidence.as_of, "folder": place, "written": [str(path) for path in written]})
    else:
        _say(place, written)


def run(
    evidence: Evidence, place: Path, team: str | None = None, tell: Tell = lambda _step: None
) -> list[Path]:
    """Write everything of a review to `place`, or one team's worklist alone; the files written, in order."""
    lists = _of_team(worklists(evidence), team)
    written = _worklists(lists, place / "worklists", tell)
    if team is None:
        from everycase.analysis.report import write_report

        tell("Drawing the report")
        written.append(write_report(evidence, place / "report.html"))
        tell("Writing everything as CSV and Parquet")
        written += write_files(evidence, place)
    return written


def _of_team(lists: list[Worklist], team: str | None) -> list[Worklist]:
    if team is None:
        return lists
    asked = team.strip().casefold()
    found = [one for one in lists if asked in {one.team.casefold(), (one.team_id or "").casefold()}]
    if not found:
        named = "; ".join(one.team for one in lists) or "none: nothing is to be put right, or due soon"
        fail(f"no team called '{team}' has a worklist. Teams that have: {named}", NOT_THERE)
    return found


def _worklists(lists: list[Worklist], place: Path, tell: Tell) -> list[Path]:
    written = []
    names = file_names((one.team for one in lists), ".xlsx")
    for number, (one, name) in enumerate(zip(lists, names, strict=True), start=1):
        tell(f"Writing worklist {number} of {len(lists)}: {one.team}")
        written.append(write_worklist(one, place / name))
    return written


def _say(place: Path, written: list[Path]) -> None:
    lists = [path for path in written if path.suffix == ".xlsx"]
    out.print(f"{plural(len(lists), 'worklist')} in {place / 'worklists'}", highlight=False, soft_wrap=True)
    for path in written:
        if path.suffix == ".html":
            out.print(f"The report: {path}", highlight=False, soft_wrap=True)
    if any(path.suffix == ".csv" for path in written):
        out.print(
            f"Everything as CSV and Parquet: {place / 'csv'}, {place / 'parquet'}",
            highlight=False,
            soft_wrap=True,
        )
    say("keep them where only people who need to know can open them.", lead="These files are about children:")
