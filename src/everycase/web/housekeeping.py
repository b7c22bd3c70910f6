"""What nobody needs any more: sessions that ended, tasks that are over, files that nobody loads."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from everycase.web.cases.loading import UPLOADS
from everycase.web.cases.models import Load
from everycase.web.kept import store

KEPT_FOR = timedelta(days=14)
"""How long the queue's own notes of finished tasks stay, to look into what went wrong."""


def forget_old(now: datetime) -> None:
    """Take out what is over. Nothing of a case is touched."""
    Session.objects.filter(expire_date__lt=now).delete()
    DBTaskResult.objects.filter(finished_at__lt=now - KEPT_FOR).delete()
    _uploads_left_behind(now)


def _uploads_left_behind(now: datetime) -> None:
    """Files of loads that are over, and of uploads that broke off: they hold children's records."""
    wanted = set(
        Load.objects.filter(state__in=[Load.State.WAITING, Load.State.RUNNING]).values_list("pk", flat=True)
    )
    folder = store().folder / UPLOADS
    for place in folder.iterdir() if folder.is_dir() else ():
        old = place.stat().st_mtime < (now - timedelta(days=1)).timestamp()
        if not old or (place.name.isdigit() and int(place.name) in wanted):
            continue
        shutil.rmtree(place) if place.is_dir() else place.unlink()
