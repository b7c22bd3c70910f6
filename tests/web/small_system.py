"""`python -m tests.web.small_system fill|tell|killed|again`: a small system in a process of its own.

For what a test's own connection or process doesn't outlive.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "everycase.web.settings")


def fill() -> None:
    from django.core.management import call_command
    from django.utils import timezone
    from tests.web.cases.extracts import write_extract

    from everycase.standards.council import written_out
    from everycase.web.actions.models import Comment, Finding
    from everycase.web.actions.moving import move
    from everycase.web.cases.loading import work_off
    from everycase.web.cases.looking import write_down
    from everycase.web.cases.models import BrokenGlass, Child, Load
    from everycase.web.kept import store
    from everycase.web.people.access import may_see
    from everycase.web.people.models import Team, User

    store().folder.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    store().settings_path.write_text(written_out("Test council"))
    worker = User.objects.create_user(
        "jo@example.org", None, name="Jo", role_key="social_worker", worker_key="W2"
    )
    manager = User.objects.create_user(
        "sam@example.org", "a long password", name="Sam", role_key="team_manager"
    )
    extract = write_extract(store().folder.parent / "extract", source="")
    work_off(Load.objects.create(places=[str(extract)], asked_as_of=date(2026, 10, 24)).pk)
    manager.teams.set(Team.objects.filter(key="T2"))
    finding = Finding.objects.get()
    move(worker, finding, "done", "Asked the referrer\nand wrote it down: 1A — “health”")
    Comment.objects.create(action=finding.action, by=manager, text="Thanks").mentions.add(worker)
    leo, now = Child.objects.get(child_id="C2"), timezone.now()
    for _ in range(3):
        write_down(worker, leo, "case", may_see(worker, leo))
    BrokenGlass.objects.create(person=manager, child=leo, why="Duty", at=now, until=now + timedelta(days=1))
    Load.objects.create(files=[{"name": "ssd_person.csv", "size": 5}])


def killed() -> None:
    """The next extract, and the machine stops when its record is kept and before anybody received it."""
    import signal

    from tests.web.cases.extracts import write_extract

    from everycase.web.cases import loading
    from everycase.web.cases.models import Load
    from everycase.web.kept import store

    def stops(*_args: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    vars(loading)["receive"] = stops
    extract = write_extract(store().folder.parent / "next", source="1A")
    loading.work_off(Load.objects.create(places=[str(extract)], asked_as_of=date(2026, 11, 24)).pk)


def again() -> None:
    """What the next start finds, and does."""
    from django_tasks_db.models import DBTaskResult

    from everycase.web.actions.models import Finding
    from everycase.web.cases.loading import take_up_again, work_off
    from everycase.web.cases.models import Load

    before = list(Finding.objects.values_list("state", flat=True))
    taken_up = [load.pk for load in take_up_again()]
    queued = DBTaskResult.objects.filter(status="READY").count()
    done = [work_off(number).state for number in taken_up]
    after = list(Finding.objects.values_list("state", flat=True))
    tries = list(Load.objects.filter(pk__in=taken_up).values_list("tries", flat=True))
    told = {"before": before, "queued": queued, "done": done, "after": after, "tries": tries}
    sys.stdout.write(json.dumps(told))


def tell() -> None:
    """Every row, its table and columns, and the files of the council's folder."""
    from django.apps import apps

    from everycase.web.cases.looking import check_chain
    from everycase.web.cases.models import Load
    from everycase.web.kept import store
    from everycase.web.rows import models_of, written

    rows = [line for _, line in written(models_of(apps), "default")]
    chain = check_chain()
    files = {str(p.relative_to(store().folder)): p.read_bytes().hex()[:200] for p in _kept(store().folder)}
    Load.objects.create(state=Load.State.FAILED)  # new rows get numbers of their own
    told = {"rows": rows, "files": files, "looks": chain.looks, "broken": chain.broken is not None}
    sys.stdout.write(json.dumps(told))


def _kept(folder: Path) -> list[Path]:
    hidden = (".loading", ".serving", "everycase.sqlite3")
    return [p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith(hidden)]


if __name__ == "__main__":
    import django

    django.setup()
    {"fill": fill, "tell": tell, "killed": killed, "again": again}[sys.argv[1]]()
