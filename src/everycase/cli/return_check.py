"""`everycase return check`: a statutory return, checked by all the DfE's rules."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from everycase.analysis.returns.flagged import ERROR, Checked
from everycase.analysis.returns.forms import Form, form_of
from everycase.cli.console import NOT_THERE, UNUSABLE, AsJson, day_typed, fail, print_json, steps
from everycase.cli.return_ledger import Kept, keep_check
from everycase.cli.return_told import listed, tell_of, tell_of_kept
from everycase.returns.reference import Reference, load

ERRORS_FLAGGED = 1
"""Exit code: the check ran, and at least one rule flags an error."""
AUTHORITY = re.compile(r"[EW]\d{8}")
Tell = Callable[[str], None]


def command(
    files: Annotated[list[Path], typer.Argument(help="The return's CSV or XML files, or folders of them.")],
    *,
    year: Annotated[
        int, typer.Option(help="Collection year, by the year in which it ends: 2026 for 2025/26.", min=2000)
    ],
    previous: Annotated[
        list[Path] | None, typer.Option(help="A file or folder of last year's return; may be repeated.")
    ] = None,
    providers: Annotated[
        list[Path] | None,
        typer.Option(help="A workbook of Ofsted's providers, as published; may be repeated."),
    ] = None,
    authority: Annotated[
        str | None,
        typer.Option(help="The council's ONS code, such as E10000011.", envvar="EVERYCASE_AUTHORITY"),
    ] = None,
    postcodes: Annotated[
        Path | None,
        typer.Option(
            help="Folder to keep the list of postcodes in, made on first use; the user's cache, if not given."
        ),
    ] = None,
    rule: Annotated[
        list[str] | None, typer.Option(help="Run only this rule, and list what it flags; may be repeated.")
    ] = None,
    child: Annotated[str | None, typer.Option(help="List what is flagged of this child.")] = None,
    to: Annotated[
        Path | None, typer.Option(help="Folder to write the workbook, page, CSV and JSON to.")
    ] = None,
    council: Annotated[
        Path | None,
        typer.Option(
            "--council",
            "-c",
            help="A council's folder, to keep the check in and compare it with the one kept before.",
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="With --council: the day that the files were made, such as 2026-05-12.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Check the SSDA903 return or the Children in Need census by all the DfE's rules.

    Says which rules flag what, of which children; errors and queries apart; and which rules could not be
    run, with the reason. Ends with code 1 where a rule flags an error.

    Example: `everycase return check 903/2026 --year 2026 --previous 903/2025 --to check`
    """
    if council and rule:
        fail("--rule: a check that is kept is of every rule; leave out --rule or --council", UNUSABLE)
    day = _day_made(as_of) if council else None
    _must_be_there([*files, *(previous or []), *(providers or [])])
    with steps(quiet=json) as tell:
        form = form_of(files)
        reference = _reference(form, providers or [], authority, postcodes, tell)
        checked = run(form, files, year, previous=previous or [], reference=reference, rules=rule, tell=tell)
        written = _write(checked, to, tell) if to else []
        tell("Keeping the check")
        kept = keep_check(checked, council, day) if council and day else None
    if json:
        print_json(summary(checked, child, written, kept))
    elif child or rule:
        listed(checked, child)
    else:
        tell_of(checked, written)
    if kept and not json:
        tell_of_kept(kept)
    if checked.of(ERROR).height:
        raise typer.Exit(ERRORS_FLAGGED)


def run(
    form: Form,
    files: Sequence[Path],
    year: int,
    *,
    previous: Sequence[Path] = (),
    reference: Reference | None = None,
    rules: Sequence[str] | None = None,
    tell: Tell = lambda _step: None,
) -> Checked:
    """Read a return, and last year's where it is given, and check it."""
    codes = _codes(form, rules or [])
    tell("Reading the files")
    reading = form.read(files)
    before = form.read(previous) if previous else None
    tell("Checking by the DfE's rules")
    result = form.check(
        reading.tables,
        collection_year=year,
        previous=before.tables if before else None,
        reference=reference,
        rules=codes or None,
    )
    return Checked(form, year, reading, result, before)


def summary(
    checked: Checked, child: str | None = None, written: Sequence[Path] = (), kept: Kept | None = None
) -> dict[str, Any]:
    """The check as one document, of every child or of one."""
    from everycase.analysis.returns.files import document

    told = document(checked, child)
    return {**told, "written": [str(path) for path in written], "kept": kept.in_json() if kept else None}


def _day_made(as_of: str | None) -> date:
    """The day that the files were made, by which a check is kept. Exits where it isn't given."""
    if as_of is None:
        fail("--as-of: which day were the files made? A check that is kept is known by it", UNUSABLE)
    return day_typed(as_of)


def _must_be_there(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.exists():
            fail(f"{path} isn't there", NOT_THERE)


def _codes(form: Form, asked: Sequence[str]) -> list[str]:
    """The rules asked for, spelled as the DfE does. Exits where there is none of that name."""
    if not asked:
        return []
    known = {rule.code.upper(): rule.code for rule in form.rules}
    unknown = [code for code in asked if code.strip().upper() not in known]
    if unknown:
        fail(
            f"the {form.title} has no rule {unknown[0]}. `everycase return rules {form.name}` lists them",
            NOT_THERE,
        )
    return [known[code.strip().upper()] for code in asked]


def _reference(
    form: Form, providers: Sequence[Path], authority: str | None, postcodes: Path | None, tell: Tell
) -> Reference | None:
    """What rules compare with, where any of the return's rules does."""
    if authority is not None and not AUTHORITY.fullmatch(authority.strip()):
        fail(
            f"--authority: found '{authority}', expected the council's ONS code, such as E10000011", UNUSABLE
        )
    if not form.compares:
        return None
    tell("Opening the list of postcodes (made on first use: some seconds)")
    named = authority.strip() if authority else None
    return load(postcodes or cache_folder(), providers=providers, authority=named)


def cache_folder() -> Path:
    """Where the list of postcodes is kept, if no other folder is named."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "everycase"


def _write(checked: Checked, to: Path, tell: Tell) -> list[Path]:
    from everycase.analysis.returns.files import write_files
    from everycase.analysis.returns.page import write_page
    from everycase.analysis.returns.workbook import write_workbook

    tell("Writing the workbook")
    written = [write_workbook(checked, to / "check.xlsx")]
    tell("Writing the page")
    written.append(write_page(checked, to / "check.html"))
    tell("Writing CSV and JSON")
    return written + write_files(checked, to)
