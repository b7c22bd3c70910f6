"""What every command shares: where it speaks, how it shows progress, how it fails."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from everycase.record.store import Store
from everycase.standards.council import Settings, read_settings

out = Console()
err = Console(stderr=True)

UNUSABLE, NOT_THERE = 2, 3
"""Exit codes: what was given can't be used; what was asked for isn't there."""

Folder = Annotated[
    Path,
    typer.Option(
        "--council",
        "-c",
        help="The council's folder, as made by `everycase init`.",
        envvar="EVERYCASE_COUNCIL",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read, and nothing else.")]
Day = Annotated[str | None, typer.Option("--as-of", help="A date such as 2026-11-24.")]
HERE = Path("everycase-data")


def store_at(folder: Path) -> Store:
    """The council's store. Exits where the folder isn't one."""
    store = Store(folder)
    if not store.settings_path.is_file():
        fail(f"{folder} is not a council's folder: run `everycase init --council {folder}` first", NOT_THERE)
    return store


def settings_of(store: Store) -> Settings:
    """The council's settings, checked."""
    return read_settings(store.settings_path)


def day_of(text: str | None) -> date | None:
    """A date typed on the command line. Exits where it is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(f"--as-of: found '{text}', expected a date such as 2026-11-24", UNUSABLE)


def fail(message: str, code: int) -> Any:  # noqa: ANN401 - never returns
    """Say what is wrong and stop with a code."""
    err.print(f"[bold red]Can't go on:[/] {message}", highlight=False, soft_wrap=True)
    raise typer.Exit(code)


@contextmanager
def steps(*, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """A line of progress that says what is being done, and for how long."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=quiet) as progress:
        task = progress.add_task("Starting")

        def tell(step: str) -> None:
            progress.update(task, description=step)

        yield tell


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(value, default=str, indent=2, ensure_ascii=False) + "\n")


def rows_of(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """A frame as a list of dicts, for JSON."""
    return frame.to_dicts()


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table on the terminal; numbers to the right, blanks as blanks."""
    shown = Table(title=title, title_justify="left", title_style="bold", show_lines=False, pad_edge=False)
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*("" if cell is None else str(cell) for cell in row))
    out.print(shown)


def plural(count: int, one: str, many: str = "") -> str:
    """'1 finding', '2 findings'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
