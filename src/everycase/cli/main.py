"""`everycase`: every case, reviewed from the council's own extract."""

from __future__ import annotations

import typer

from everycase.cli import compare, demo, export, init, load, review, show, standards, synth
from everycase.cli.console import NOT_THERE, UNUSABLE, fail
from everycase.record.reading import UnreadableError
from everycase.standards.council import SettingsError

app = typer.Typer(
    name="everycase",
    help="Read every case every night against every standard, from the council's own extract.",
    epilog="Begin with `everycase init`, then `everycase load FILES…`, then `everycase review`.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
for command in (init, load, review, compare, show, standards, export, synth, demo):
    app.command(name=command.__name__.rpartition(".")[2])(command.command)


def main() -> None:
    """Run a command; what a person can put right is said in a sentence, with an exit code."""
    try:
        app()
    except (UnreadableError, SettingsError) as error:
        _end(str(error), UNUSABLE)
    except FileNotFoundError as error:
        _end(str(error), NOT_THERE)


def _end(message: str, code: int) -> None:
    try:
        fail(message, code)
    except typer.Exit as ended:
        raise SystemExit(ended.exit_code) from None
