"""`everycase nightly`: the night's load from files to people's work, without a browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from everycase.cli.console import (
    HERE,
    UNUSABLE,
    AsJson,
    Day,
    Folder,
    day_in_words,
    day_of,
    fail,
    item,
    print_json,
    say,
    store_at,
)
from everycase.cli.pages import pages_of


def command(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders or a database's URL; the watched folder, where none is given."),
    ] = None,
    folder: Folder = HERE,
    as_of: Day = None,
    fewer_is_right: Annotated[
        bool, typer.Option("--fewer-is-right", help="Accept far fewer children than the last extract held.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Load, review, compare, and bring what changed to the people who work in the web system.

    For a timer, at the end of the night's export. All or nothing: where it fails, it says why, and people go
    on with the last extract. It waits for a load that is under way.

    Example: `everycase nightly /srv/exports/tonight --council /srv/everycase`
    """
    store_at(folder)
    places = [_whole(place) for place in files or _watched()]
    with pages_of(folder.resolve()):
        from everycase.web.cases.loading import work_off
        from everycase.web.cases.models import Load

        load = Load.objects.create(
            way=Load.Way.COMMAND,
            places=places,
            asked_as_of=day_of(as_of),
            fewer_is_right=fewer_is_right,
        )
        load = work_off(load.pk)
        if load.state != Load.State.DONE:
            fail(f"{load.told['why']} The last good record is as it was.", UNUSABLE)
        told = {"as_of": load.as_of, **load.told}
    if json:
        print_json(told)
    else:
        _say(told)


def _watched() -> list[str]:
    place = os.environ.get("EVERYCASE_WATCH", "")
    if not place:
        fail("name the files to load, or set EVERYCASE_WATCH to the folder that they come into", UNUSABLE)
    return [place]


def _whole(place: str) -> str:
    """A path from the root, so that another process finds it too; a database's URL as it is."""
    return place if "://" in place else str(Path(place).resolve())


def _say(told: dict[str, Any]) -> None:
    say(
        f"{told['children']:,} children, {told['rows']:,} rows.",
        lead=f"Extract of {day_in_words(told['as_of'])}:",
    )
    for verb, count in told["findings"].items():
        item(f"{count:,} {verb}")
    if not told["findings"]:
        item("every finding is as it was")
