"""What people noted that no extract holds, written out for the next load to read as events."""

from __future__ import annotations

import csv
from collections.abc import Iterable
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


def read_with(events: Iterable[NotedEvent]) -> dict[int, date]:
    """Event, by number → the date of the extract with which it was first read; without those that wait.

    An event is read with an extract of its day or later, that was loaded after it was noted.
    """
    done = Load.objects.filter(state=Load.State.DONE, told__noted__isnull=False).order_by("ended_at")
    loads = [(told["noted"], as_of) for told, as_of in done.values_list("told", "as_of") if as_of]
    found = {}
    for event in events:
        reading = (as_of for last, as_of in loads if last >= event.pk and as_of >= event.happened_on)
        if (first := next(reading, None)) is not None:
            found[event.pk] = first
    return found
