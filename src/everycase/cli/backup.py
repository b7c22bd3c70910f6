"""`everycase backup` and `everycase restore`: everything in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from everycase.analysis.wording import plural
from everycase.cli.console import HERE, NOT_THERE, UNUSABLE, Folder, fail, say, say_path, steps, store_at
from everycase.cli.pages import pages_of
from everycase.record.store import Store

File = Annotated[Path, typer.Argument(help="The backup.", dir_okay=False)]


def backup(file: File, folder: Folder = HERE) -> None:
    """Write everything to one file: the database of the web system, settings, records and reviews.

    People can work meanwhile; a load that is under way is waited for. The file holds children's records: keep
    it as you keep those.

    Example: `everycase backup /srv/backups/tonight.tar --council /srv/everycase`
    """
    store = store_at(folder)
    if not file.resolve().parent.is_dir():
        fail(f"{file.parent} is no folder: make it first", NOT_THERE)
    with steps() as tell, pages_of(folder.resolve()):
        from everycase.web.backups import backup as make
        from everycase.web.cases.loading import one_at_a_time

        tell("Waiting for a load that is under way, if any")
        with one_at_a_time(Store(store.folder.resolve())):
            tell("Writing the backup")
            kept = make(Store(store.folder.resolve()), file.resolve())
    say(f"{plural(sum(kept.rows.values()), 'row')}, {plural(kept.records, 'record')}.", lead="Kept:")
    say_path("In:", file)


def restore(
    file: File,
    folder: Folder = HERE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of what is there, which is lost.")
    ] = False,
) -> None:
    """Put a backup back: into an empty folder and database, or in the place of what is there.

    `everycase serve` must not be running. Either all of it is put back, or what is there stays. Everybody
    signs in again.

    Example: `everycase restore /srv/backups/tonight.tar --council /srv/everycase`
    """
    if not file.is_file():
        fail(f"{file}: there is no such file", NOT_THERE)
    store = Store(folder.resolve())
    store.folder.mkdir(parents=True, exist_ok=True)
    with steps() as tell, pages_of(store.folder):
        from everycase.web.backups import NoBackupError
        from everycase.web.backups import restore as put_back
        from everycase.web.cases.loading import one_at_a_time
        from everycase.web.serving import ServedError, not_served

        if not replace and (there := _there(store)):
            fail(f"{there}: with --replace the backup takes its place", UNUSABLE)
        try:
            with not_served(store.folder), one_at_a_time(store):
                tell("Putting the backup back")
                kept = put_back(file.resolve(), store)
        except (NoBackupError, ServedError) as error:
            fail(f"{error} What was here is as it was.", UNUSABLE)
    say(
        f"{plural(sum(kept.rows.values()), 'row')}, {plural(kept.records, 'record')}, as they were on "
        f"{kept.made_at[:10]}.",
        lead="Put back:",
    )


def _there(store: Store) -> str:
    """What stands in a backup's place already, in words; empty where nothing does."""
    from django.db import DatabaseError

    from everycase.web.people.models import User

    if store.settings_path.is_file() or store.records():
        return f"{store.folder} holds a council already"
    try:
        return "The database has accounts already" if User.objects.exists() else ""
    except DatabaseError:  # no tables yet
        return ""
