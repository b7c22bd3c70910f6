"""Every row of the web system's database as lines of text, and back: the same for either database.

Values are written exactly (a moment to the microsecond: the hashes of looks are over it), and read by the
models as they were when the lines were written.
"""

# ruff: noqa: SLF001 - `_meta` is how Django lets a model be asked about itself
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

LEFT_OUT = frozenset({"sessions", "axes", "django_tasks_db", "contenttypes", "auth"})
"""Apps whose rows are of the moment, or are made by Django itself: nobody stays signed in over a restore."""
AT_ONCE = 1_000


def migrations_of(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The last migration of each app in this database: which version of the tables it has."""
    applied = MigrationExecutor(connection).loader.applied_migrations
    return dict(sorted(applied))


def models_of(apps: Apps) -> list[type[models.Model]]:
    """Models whose rows are kept, with those of many-to-many relations."""
    every = apps.get_models(include_auto_created=True)
    kept = [m for m in every if m._meta.managed and not m._meta.proxy and m._meta.app_label not in LEFT_OUT]
    return sorted(kept, key=lambda model: model._meta.label_lower)


def written(every: Iterable[type[models.Model]], alias: str) -> Iterator[tuple[str, str]]:
    """(table, line) of each table's columns and then its rows."""
    for model in every:
        label, columns = model._meta.label_lower, [f.attname for f in model._meta.concrete_fields]
        yield label, json.dumps({"table": label, "columns": columns})
        rows = model._base_manager.using(alias).order_by("pk").values_list(*columns)
        for row in rows.iterator(chunk_size=AT_ONCE):
            yield label, json.dumps([_plain(value) for value in row], ensure_ascii=False)


def _plain(value: object) -> object:
    """A value that JSON can hold and the field can read."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def read_in(lines: Iterable[str], apps: Apps, connection: BaseDatabaseWrapper) -> dict[str, int]:
    """Put the rows into the database's tables, which `apps` tells of. Gives how many, by table.

    The caller's transaction holds it all; references are checked at its end.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # migrations of the same transaction end that
    known = {model._meta.label_lower: model for model in models_of(apps)}
    counts: dict[str, int] = {}
    for label, columns, rows in _tables(lines):
        model = known[label]
        fields = {field.attname: field for field in model._meta.concrete_fields}
        _put(connection, model, [fields[column] for column in columns], rows)
        counts[label] = counts.get(label, 0) + len(rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(known.values())):
            cursor.execute(statement)
    return counts


def _tables(lines: Iterable[str]) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
    """(table, columns, rows), some rows at a time."""
    label, columns, rows = "", [], []  # type: tuple[str, list[str], list[list[Any]]]
    for line in lines:
        told = json.loads(line)
        if isinstance(told, dict):
            if label:
                yield label, columns, rows
            label, columns, rows = told["table"], told["columns"], []
            continue
        rows.append(told)
        if len(rows) >= AT_ONCE:
            yield label, columns, rows
            rows = []
    if label:
        yield label, columns, rows


def _put(
    connection: BaseDatabaseWrapper,
    model: type[models.Model],
    fields: list[models.Field[Any, Any]],
    rows: list[list[Any]],
) -> None:
    # Written past the models: they would date everything as made today.
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    values = [
        [
            field.get_db_prep_save(field.to_python(value), connection)
            for field, value in zip(fields, row, strict=True)
        ]
        for row in rows
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)


def version_differs(told: Mapping[str, str]) -> list[str]:
    """Migrations that rows were written with and that this version of everycase doesn't know."""
    known = MigrationLoader(None).disk_migrations
    return [f"{app}.{name}" for app, name in told.items() if (app, name) not in known]
