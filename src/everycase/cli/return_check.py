"""`everycase return check`: a statutory return, checked by all the DfE's rules."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from everycase.cli.console import (
    HERE,
    NOT_THERE,
    UNUSABLE,
    AsJson,
    day_typed,
    fail,
    print_json,
    settings_of,
    steps,
    store_at,
)
from everycase.cli.return_told import listed, tell_of, tell_of_kept
from everycase.record.store import Store
from everycase.returns.flagged import ERROR, Checked
from everycase.returns.forms import Form, form_of
from everycase.returns.from_files import check_files
from everycase.returns.reference import NoSuchAuthorityError, Reference
from everycase.review.compared_with import Given, reference_of
from everycase.review.keeping_returns import NewlyKept, keep_in
from everycase.standards.council import Settings, authority_typed

ERRORS_FLAGGED = 1
"""Exit code: the check ran, and at least one rule flags an error."""
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
        typer.Option(
            help="A workbook of Ofsted's providers, as published; may be repeated. "
            "Those of council.toml, if not given."
        ),
    ] = None,
    authority: Annotated[
        str | None,
        typer.Option(help="The council's ONS code, such as E10000011. That of council.toml, if not given."),
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
            help="A council's folder, to keep the check in and compare it with the one kept before; its "
            "council.toml says what to compare with.",
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
    store = _council(council)
    given = Given(providers or (), _authority(authority), postcodes)
    with steps(quiet=json) as tell:
        form = form_of(files)
        reference = _reference(store, given, tell) if form.compares else None
        checked = check_files(
            form,
            files,
            year,
            previous=previous or [],
            reference=reference,
            rules=_codes(form, rule or []),
            tell=tell,
        )
        written = _write(checked, to, tell) if to else []
        tell("Keeping the check")
        kept = keep_in(store, checked, day) if store and day else None
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


def summary(
    checked: Checked, child: str | None = None, written: Sequence[Path] = (), kept: NewlyKept | None = None
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


def _council(named: Path | None) -> Store | None:
    """The council whose settings hold: named by option or environment, or in the folder that is here."""
    if asked := named or os.environ.get("EVERYCASE_COUNCIL"):
        return store_at(Path(asked))
    here = Store(HERE)
    return here if here.settings_path.is_file() else None


def _reference(store: Store | None, given: Given, tell: Tell) -> Reference:
    """What rules compare with: as the options say, and where they don't, as the council's settings do."""
    settings = settings_of(store) if store else Settings()
    try:
        return reference_of(store, settings, tell, given)
    except NoSuchAuthorityError as error:
        fail(f"--authority: {error}", UNUSABLE)


def _authority(text: str | None) -> str:
    try:
        return authority_typed(text) if text is not None else ""
    except ValueError as error:
        fail(f"--authority: {error}", UNUSABLE)


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
