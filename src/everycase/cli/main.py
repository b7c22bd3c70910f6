"""`everycase`: every case, reviewed from the council's own extract."""

from __future__ import annotations

import io
import os
import re
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn

import typer

from everycase.cli import (
    account,
    backup,
    compare,
    demo,
    export,
    init,
    load,
    nightly,
    return_check,
    return_rules,
    review,
    serve,
    show,
    standards,
    synth,
)
from everycase.cli.console import NOT_THERE, UNUSABLE, err, fail
from everycase.record.reading import UnreadableError
from everycase.standards.council import SettingsError

UNEXPECTED, STOPPED = 70, 130
"""Exit codes: a fault in everycase itself; stopped by Ctrl-C."""
KEPT = "Whatever was kept before stays as it was."
DEBUG = "EVERYCASE_DEBUG"
OFF = frozenset({"", "0", "false", "no", "off"})
REPORT = (
    f"{KEPT} Please report it to whoever looks after everycase, with the command and this sentence, and no "
    f"child's details. With {DEBUG}=1 before the command, it shows where it happened."
)

app = typer.Typer(
    name="everycase",
    help="Read every case every night against every standard, from the council's own extract.",
    epilog="Begin with `everycase init`, then `everycase load FILES…`, then `everycase review`.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
for command in (init, load, review, compare, show, standards, export, serve, nightly, synth, demo):
    app.command(name=command.__name__.rpartition(".")[2])(command.command)
app.command()(backup.backup)
app.command()(backup.restore)
returns = typer.Typer(help="Check the statutory returns by the DfE's own rules.", no_args_is_help=True)
returns.command(name="check")(return_check.command)
returns.command(name="rules")(return_rules.command)
app.add_typer(returns, name="return")
accounts = typer.Typer(help="Make people's accounts, and links to set a password.", no_args_is_help=True)
accounts.command(name="add")(account.add)
accounts.command(name="link")(account.link)
app.add_typer(accounts, name="account")


def main() -> None:
    """Run a command; whatever goes wrong is said in a sentence, with an exit code, never a traceback."""
    _let_anything_be_printed()
    run(app)


def run(command: Callable[[], object]) -> None:
    """Run `command`. Raises SystemExit with a code that says how it ended."""
    try:
        command()
    except SystemExit as ended:
        if ended.code == STOPPED:
            err.print(f"Stopped. {KEPT}")
        raise
    except KeyboardInterrupt:
        err.print(f"Stopped. {KEPT}")
        raise SystemExit(STOPPED) from None
    # Polars' panics are no Exception. Whatever it is, a person at a terminal is owed a sentence.
    except BaseException as error:  # noqa: BLE001
        if _asked_for_a_trace():
            traceback.print_exc()
        _end(*_told(error))


def _asked_for_a_trace() -> bool:
    """Whether the environment asks for it; `0`, `false` and the like are how a person says no."""
    return os.environ.get(DEBUG, "").strip().lower() not in OFF


def _told(error: BaseException) -> tuple[str, int]:
    """What went wrong in words, and the exit code that says so."""
    if isinstance(error, UnreadableError | SettingsError):
        return str(error), UNUSABLE
    if isinstance(error, FileNotFoundError):
        return _of_system(error) if error.strerror else str(error), NOT_THERE
    if refused := _refused(error):
        return f"{refused} {KEPT}", UNUSABLE
    if isinstance(error, MemoryError):
        return "the machine ran out of memory. Load fewer files at once, or use a larger one.", UNEXPECTED
    told = " ".join(str(error).split())[:200] or "no more is known"
    met = f"everycase met something that it did not expect ({type(error).__name__}: {told})."
    return f"{met} {REPORT}", UNEXPECTED


def _refused(error: BaseException) -> str:
    """What the system refused, in words; empty where it is something else."""
    if isinstance(error, OSError):
        return _of_system(error)
    # Polars tells of a full disk in errors of its own.
    if system := re.search(r"\(os error (\d+)\)", str(error)):
        number = int(system[1])
        return _of_system(OSError(number, os.strerror(number)))
    if "Invalid thrift: transport error" in str(error):
        return "a file could not be written or read whole: the disk may be full."
    return ""


def _of_system(error: OSError) -> str:
    """What the operating system refused, in words: the file, and why."""
    place = (
        f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes | os.PathLike) else ""
    )
    why = error.strerror or str(error)
    return f"{place}{why[:1].lower()}{why[1:]}."


def _end(message: str, code: int) -> NoReturn:
    try:
        fail(message, code)
    except typer.Exit as ended:
        raise SystemExit(ended.exit_code) from None


def _let_anything_be_printed() -> None:
    """A name that the terminal's encoding lacks is printed as an escape, and stops nothing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
