from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from everycase.web.people.sealing import each_changed, opened, sealed


def seal(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    each_changed(apps.get_model("mfa", "Authenticator").objects.using(editor.connection.alias), sealed)


def open_again(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    each_changed(apps.get_model("mfa", "Authenticator").objects.using(editor.connection.alias), opened)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_accounts_and_absences"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal, open_again)]
