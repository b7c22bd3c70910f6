"""The page of the commands, from what the program itself says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer
from docs.pages.markdown import code, page, sentence, table

from everycase.cli.console import NOT_THERE, UNUSABLE
from everycase.cli.main import UNEXPECTED, app
from everycase.cli.return_check import ERRORS_FLAGGED

EXIT_CODES = {
    0: "done",
    ERRORS_FLAGGED: "`everycase return check` ran, and a rule flags an error",
    UNUSABLE: "what was given can't be used: a file, a setting, a date, an option",
    NOT_THERE: "what was asked for isn't there: a file, record, review, child, standard, team or rule",
    UNEXPECTED: "the program itself went wrong",
}


def page_of_commands() -> str:
    """The page: every command, its arguments and options."""
    group: Any = typer.main.get_command(app)
    described = [part for name, command in commands(group) for part in _command(name, command)]
    return page(
        "Commands",
        sentence(group.help),
        group.epilog,
        *described,
        "## Exit codes",
        table(("Code", "Means"), EXIT_CODES.items()),
    )


def commands(group: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - typer's own class, unnamed
    """Every command by what is typed after `everycase`: those of a group after the group itself."""
    for name, command in group.commands.items():
        yield name, command
        for inner, inside in commands(command) if hasattr(command, "commands") else ():
            yield f"{name} {inner}", inside


def _command(name: str, command: Any) -> Iterator[str | list[str]]:  # noqa: ANN401 - typer's own class, unnamed
    yield f"## everycase {name}"
    yield re.sub(r"\s*\n\s*\n\s*", "\n\n", command.help.strip())
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    if arguments:
        rows = ((code(p.metavar or p.name.upper()), p.help, "yes" if p.required else "no") for p in arguments)
        yield table(("Argument", "What it is", "Needed"), rows)
    if options:
        yield table(("Option", "What it does", "If not given"), map(_option, options))


def _option(option: Any) -> tuple[str, str, str]:  # noqa: ANN401 - typer's own class, unnamed
    named = ", ".join(map(code, (*option.opts, *option.secondary_opts)))
    known_by = f" Can be set as {code(option.envvar)} in the environment." if option.envvar else ""
    default = "" if option.default in (None, False, "") else code(option.default)
    return named, f"{option.help}{known_by}", default
