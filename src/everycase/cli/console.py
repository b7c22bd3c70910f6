r"""What every command shares: where it speaks, how it shows progress, how it fails.

What is printed often comes from a council's files. It is shown as it stands: nothing in it is taken
as the printer's markup, and control characters (an id with a line break, a name with a terminal's
escape code) are shown as escapes, such as `\n`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NoReturn

import polars as pl
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from everycase.calendar import EARLIEST, LATEST
from everycase.record.store import Store
from everycase.standards.council import Settings, read_settings

out = Console(markup=False, emoji=False, highlight=False)
err = Console(markup=False, emoji=False, highlight=False, stderr=True)

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


def day_of(text: str | None, option: str = "--as-of") -> date | None:
    """A date that may be left out on the command line (see `day_typed`)."""
    return None if text is None else day_typed(text, option)


def day_typed(text: str, option: str = "--as-of") -> date:
    """A date typed on the command line. Exits where it is none, or one that no extract can be of."""
    day = any_day(text, option)
    if not EARLIEST <= day <= LATEST:
        asked = f"a date from {day_in_words(EARLIEST)} to {day_in_words(LATEST)}"
        fail(f"{option}: found '{text}', expected {asked}", UNUSABLE)
    return day


def any_day(text: str, option: str) -> date:
    """A date typed on the command line, whenever it is. Exits where it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        fail(f"{option}: found '{text}', expected a date such as 2026-11-24", UNUSABLE)


def fail(message: str, code: int) -> NoReturn:
    """Say what is wrong and stop with a code."""
    # A log or a pipe has no width, and a program that looks for a path must find it unbroken.
    line = Text.assemble(("Can't go on: ", "bold red"), plain(message))
    err.print(line, soft_wrap=not err.is_terminal)
    raise typer.Exit(code)


def plain(value: object) -> str:
    """A value as one line of text, with control characters and what can't be encoded as escapes."""
    text = "" if value is None else str(value)
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def say(words: str, *, lead: str = "", style: str = "", lead_style: str = "bold", indent: int = 0) -> None:
    """A paragraph on standard output, wrapped at words, its lead in bold."""
    line = Text.assemble((plain(lead), lead_style), " " if lead and words else "", (plain(words), style))
    out.print(Padding(line, (0, 0, 0, indent)) if out.is_terminal else Text(" " * indent) + line)


def say_path(lead: str, path: object) -> None:
    """A place on the disk or a command to type: on one line, however long, so that it can be copied."""
    out.print(Text.assemble((lead, "bold"), " ", plain(path)), soft_wrap=True)


def item(words: str, *, indent: int = 2, mark: str = "·", style: str = "") -> None:
    """One of a list: its mark, and its words wrapped beside it."""
    line = Table.grid(padding=(0, 1))
    line.add_column(width=len(mark))
    line.add_column(overflow="fold")
    line.add_row(mark, Text(plain(words), style=style))
    out.print(Padding(line, (0, 0, 0, indent)))


@contextmanager
def steps(*, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """A line of progress that says what is being done, and for how long; none in a log."""
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    silent = quiet or not err.is_terminal
    with Progress(*columns, console=err, transient=True, disable=silent) as progress:
        task = progress.add_task("Starting")

        def tell(step: str) -> None:
            progress.update(task, description=plain(step))

        yield tell


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    sys.stdout.write(json.dumps(value, default=str, indent=2, ensure_ascii=not utf8) + "\n")


def rows_of(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """A frame as a list of dicts, for JSON."""
    return frame.to_dicts()


def table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    whole: Sequence[str] = (),
    numbers: Sequence[str] = (),
) -> None:
    """A table on the terminal, blanks as blanks.

    whole: columns whose words must not be broken (ids, dates). numbers: columns set to the right.
    """
    heading = Text(plain(title), style="bold") if title else None
    shown = Table(title=heading, title_justify="left", box=SIMPLE_HEAD)
    for column in columns:
        shown.add_column(
            column,
            overflow="fold",
            no_wrap=column in whole or column in numbers,
            justify="right" if column in numbers else "left",
        )
    for row in rows:
        shown.add_row(*(cell if isinstance(cell, Text) else Text(plain(cell)) for cell in row))
    out.print(shown)


def day_in_words(day: date) -> str:
    """'24 November 2026'."""
    return f"{day:%-d %B %Y}"


def sentence(words: str) -> str:
    """With a capital first letter, the rest as it is."""
    return f"{words[:1].upper()}{words[1:]}"
