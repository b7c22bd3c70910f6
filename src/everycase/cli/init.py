"""`everycase init`: a folder for a council, with its settings explained."""

from __future__ import annotations

from typing import Annotated

import typer

from everycase.cli.console import HERE, Folder, say, say_path
from everycase.record.store import Store
from everycase.standards.council import written_out


def command(
    folder: Folder = HERE,
    name: Annotated[str, typer.Option(help="The council's name, as reports print it.")] = "Our council",
) -> None:
    """Make a council's folder with a `council.toml` in which every setting is explained.

    Example: `everycase init --council riverside --name "Riverside Council"`
    """
    store = Store(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if store.settings_path.exists():
        say_path("There already, and stays as it is:", store.settings_path)
        return
    store.settings_path.write_text(written_out(name), encoding="utf-8")
    say_path("Made:", store.settings_path)
    say("Read it through, and set what your council does otherwise.")
    say_path("Next:", f"everycase load FILES… --council {folder}")
