"""What people noted that no extract holds, written out for the next load to read as events."""

from __future__ import annotations

import csv
from datetime import date

from everycase.record.store import Store
from everycase.web.actions.models import NotedEvent
from everycase.web.cases.models import Load

COLUMNS = ("child", "event", "date", "by", "value")


def write_noted(store: Store) -> int:
    """Write every event noted and not taken back beside the council's records. Gives the newest one's number.

    Each load stands on its own, so all of them are written; nothing is left behind of one taken back.
    """
    noted = NotedEvent.objects.filter(taken_back_at=None).select_related("child").order_by("pk")
    rows = [(e.child.child_id, e.kind, e.happened_on.isoformat(), e.by, e.value) for e in noted]
    if not rows:
        store.noted_path.unlink(missing_ok=True)
        return 0
    beside = store.noted_path.with_suffix(".part")
    with beside.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    beside.replace(store.noted_path)
    return max(event.pk for event in noted)


def read_with(event: NotedEvent) -> date | None:
    """The date of the extract with which an event was first read; None while it waits for the next load."""
    return (
        Load.objects.filter(state=Load.State.DONE, told__noted__gte=event.pk, as_of__gte=event.happened_on)
        .order_by("ended_at")
        .values_list("as_of", flat=True)
        .first()
    )
