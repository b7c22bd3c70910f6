"""Everything in one file, and back: the database, and the council's folder.

The file is a tar: the database's rows as text, the folder's files, and last a list of all of it, without
which it is not whole. It can be put back into either kind of database, by this version or a later one.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from django.apps import apps
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

import everycase
from everycase.record.store import Store
from everycase.web.rows import migrations_of, models_of, read_in, version_differs, written

ROWS, LIST, FOLDER = "database.jsonl.gz", "backup.json", "council"
KEPT = ("council.toml", "noted.csv", ".jobs.json", "records", "reviews", "returns")
"""What of the council's folder is kept: not the database itself, not files on their way in."""
WORKBOOKS = "*.xls*"
"""Ofsted's workbooks, which the settings name, are kept as well where they lie in the folder itself."""
COPY = "copy"
"""The name of a connection made for the moment."""


class NoBackupError(Exception):
    """The file is no whole backup, or can't be put back here; the message says why."""


@dataclass(frozen=True)
class Kept:
    """What a backup holds: rows by table, files by name with their hashes, and the version of the tables."""

    rows: dict[str, int]
    files: dict[str, str]
    migrations: dict[str, str]
    made_at: str

    @property
    def records(self) -> int:
        """How many records it holds."""
        return len({name.split("/")[2] for name in self.files if name.startswith(f"{FOLDER}/records/")})


def backup(store: Store, file: Path) -> Kept:
    """Write everything to `file`. The caller sees to it that no load runs meanwhile."""
    beside = file.with_name(f".{file.name}.part")
    with open(beside, "wb", opener=_private) as opened, tarfile.open(fileobj=opened, mode="w") as tar:
        files = {}
        with tempfile.TemporaryDirectory(dir=file.parent) as here:
            rows, migrations = _rows_to(Path(here) / ROWS)
            files[ROWS] = _add(tar, Path(here) / ROWS, ROWS)
        for path in _files(store.folder):
            name = f"{FOLDER}/{path.relative_to(store.folder).as_posix()}"
            files[name] = _add(tar, path, name)
        kept = Kept(rows, files, migrations, datetime.now(UTC).isoformat(timespec="seconds"))
        _add_text(tar, LIST, json.dumps({**kept.__dict__, "everycase": everycase.__version__}))
    beside.replace(file)
    return kept


def _private(path: str, flags: int) -> int:
    """The file holds children's records: only its owner reads it."""
    return os.open(path, flags, 0o600)


def _files(folder: Path) -> Iterator[Path]:
    for name in (*KEPT, *_workbooks(folder)):
        place = folder / name
        inside = sorted(place.rglob("*")) if place.is_dir() else [place]
        # A folder with a dot is a load half done, or what stood there before.
        yield from (p for p in inside if p.is_file() and not _half_done(p.relative_to(folder).parts[1:]))


def _workbooks(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(WORKBOOKS) if path.is_file() and path.name[0] not in ".~")


def _half_done(parts: tuple[str, ...]) -> bool:
    return any(part.startswith(".") for part in parts)


def _add(tar: tarfile.TarFile, path: Path, name: str) -> str:
    """Add a file, and give its hash."""
    tar.add(path, name, recursive=False)
    with path.open("rb") as opened:
        return _hash(opened)


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    data = text.encode()
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(data), 0o600
    tar.addfile(info, io.BytesIO(data))


def _hash(opened: IO[bytes]) -> str:
    found = sha256()
    while piece := opened.read(1 << 20):
        found.update(piece)
    return found.hexdigest()


def _rows_to(path: Path) -> tuple[dict[str, int], dict[str, str]]:
    """Write the database's rows as they are at one moment. Gives how many, and the version of the tables."""
    counts: Counter[str] = Counter()
    with _as_of_now(path.parent) as alias, gzip.open(path, "wt", encoding="utf-8", compresslevel=5) as opened:
        for label, line in written(models_of(apps), alias):
            opened.write(f"{line}\n")
            counts[label] += 1
        migrations = migrations_of(connections[alias])
    return {label: count - 1 for label, count in counts.items()}, migrations  # the line of columns is no row


@contextmanager
def _as_of_now(folder: Path) -> Iterator[str]:
    """The name of a connection that sees the database as it is now, while people go on working."""
    if connection.vendor == "sqlite":
        with _copied(folder / "copy.sqlite3"):
            yield COPY
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield connection.alias


@contextmanager
def _copied(path: Path) -> Iterator[None]:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    with _connected(COPY, path):
        yield


@contextmanager
def _connected(alias: str, path: Path) -> Iterator[None]:
    """A connection to a SQLite file, for the moment."""
    connections.databases[alias] = {**connections.databases["default"], "NAME": str(path)}
    try:
        yield
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


def told_by(file: Path) -> Kept:
    """What a backup holds. Raises NoBackupError where it is none, or not whole."""
    try:
        with tarfile.open(file) as tar:
            return _told(tar)
    except (tarfile.TarError, EOFError) as error:
        raise NoBackupError(f"{file.name} is no whole backup of everycase: {error}.") from error


def _told(tar: tarfile.TarFile) -> Kept:
    try:
        opened = tar.extractfile(LIST)
    except KeyError:
        opened = None
    if opened is None:
        raise tarfile.ReadError("the list of what it holds is missing")
    told = json.loads(opened.read())
    return Kept(**{name: told[name] for name in Kept.__dataclass_fields__})


def restore(file: Path, store: Store) -> Kept:
    """Put a backup in the place of what is here, or leave that as it is.

    Raises NoBackupError where the file isn't whole, or was written by a later version.
    """
    kept = told_by(file)
    if unknown := version_differs(kept.migrations):
        raise NoBackupError(
            f"{file.name} was written by a later version of everycase ({everycase.__version__} doesn't know "
            f"{', '.join(unknown)}): put that version in place first."
        )
    store.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store.folder, prefix=".restoring-") as here:
        staged = Path(here)
        _unpack(file, kept, staged)
        with gzip.open(staged / ROWS, "rt", encoding="utf-8") as lines:
            _rows_from(lines, kept, staged)
        _put_in_place(staged / FOLDER, store.folder)
    return kept


def _unpack(file: Path, kept: Kept, to: Path) -> None:
    """Every file that the list names, checked against its hash; nothing else."""
    with tarfile.open(file) as tar:
        for name, expected in kept.files.items():
            place = to / _safe(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            opened = _member(tar, name)
            with place.open("wb") as written_to:
                shutil.copyfileobj(opened, written_to)
            with place.open("rb") as again:
                if _hash(again) != expected:
                    raise NoBackupError(f"{name} in the backup is damaged.")


def _safe(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise NoBackupError(f"The backup names a file outside its folder: {name}.")
    return path


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        opened = tar.extractfile(name)
    except KeyError:
        opened = None
    if opened is None:
        raise NoBackupError(f"{name} is missing in the backup.")
    return opened


def _rows_from(lines: Iterable[str], kept: Kept, here: Path) -> None:
    """A new database with these rows, in the place of the old one."""
    if connection.vendor == "sqlite":
        beside = here / "restored.sqlite3"
        with _pointed_at(beside):
            _filled(connection, lines, kept)
        _change_database(beside)
        return
    with transaction.atomic():
        _emptied(connection)
        _filled(connection, lines, kept)


@contextmanager
def _pointed_at(path: Path) -> Iterator[None]:
    """The connection to another SQLite file, for the moment.

    The connection itself, and not one beside it: some migrations write to whichever is the usual one.
    """
    settings = connection.settings_dict
    before = settings["NAME"]
    connection.close()
    settings["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        settings["NAME"] = before


def _filled(to: BaseDatabaseWrapper, lines: Iterable[str], kept: Kept) -> None:
    """Tables of the version that the rows were written with, the rows, and then this version's tables."""
    executor = MigrationExecutor(to)
    targets = [(app, name) for app, name in kept.migrations.items()]
    state = executor.migrate(targets)
    with transaction.atomic(using=to.alias):
        counts = read_in(lines, state.apps, to)
        if counts != kept.rows:
            raise NoBackupError("The backup's rows are not those that its list tells of.")
        to.check_constraints()
    later = MigrationExecutor(to)
    later.migrate(later.loader.graph.leaf_nodes())
    _loads_that_waited(to.alias)


def _loads_that_waited(alias: str) -> None:
    """Their files are not in a backup."""
    from everycase.web.cases.models import Load

    Load.objects.using(alias).filter(state__in=[Load.State.WAITING, Load.State.RUNNING]).update(
        state=Load.State.FAILED,
        ended_at=timezone.now(),
        step="",
        told={
            "why": "It waited when a backup was made, which keeps no files on their way in. Load them again."
        },
    )


def _change_database(new: Path) -> None:
    """The new SQLite file in the place of the old, and of what belongs to it."""
    place = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    for ending in ("-wal", "-shm"):
        place.with_name(place.name + ending).unlink(missing_ok=True)
    new.replace(place)


def _emptied(to: BaseDatabaseWrapper) -> None:
    """PostgreSQL without the tables and functions of everycase; within the transaction that fills it."""
    with to.cursor() as cursor:
        for table in to.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {to.ops.quote_name(table)} CASCADE")
        cursor.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
            "JOIN pg_roles r ON r.oid = p.proowner "
            "WHERE n.nspname = current_schema() AND r.rolname = current_user"
        )
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {function} CASCADE")


def _put_in_place(staged: Path, folder: Path) -> None:
    for name in (*KEPT, *_workbooks(staged)):
        old, new = folder / name, staged / name
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink(missing_ok=True)
        if new.exists():
            new.replace(old)
