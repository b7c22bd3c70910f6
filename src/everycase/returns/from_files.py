"""A return read from its files, with last year's where it is there, and checked by the DfE's rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from everycase.returns.flagged import Checked
from everycase.returns.forms import Form
from everycase.returns.reference import Reference

Tell = Callable[[str], None]


def check_files(
    form: Form,
    files: Sequence[Path],
    year: int,
    *,
    previous: Sequence[Path] = (),
    reference: Reference | None = None,
    rules: Sequence[str] | None = None,
    tell: Tell = lambda _step: None,
) -> Checked:
    """Read a return, and last year's where it is given, and check it.

    year: in which the collection year ends. rules: codes as the DfE spells them; every rule in force,
    where not given. Raises UnreadableError where a file can't be read at all.
    """
    tell("Reading the files")
    reading = form.read(files)
    before = form.read(previous) if previous else None
    tell(f"Checking the {form.title} by the DfE's rules")
    result = form.check(
        reading.tables,
        collection_year=year,
        previous=before.tables if before else None,
        reference=reference,
        rules=rules or None,
    )
    return Checked(form, year, reading, result, before)
