"""A watched folder: a whole set of files is loaded once, when it has stopped changing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from everycase.web.cases.files import fingerprint, listed
from everycase.web.cases.loading import ask
from everycase.web.cases.models import Load


@dataclass
class Watch:
    """What was seen in a folder when, to know when nothing has changed for a while.

    quiet: for how long the files must stay as they are. Looked at again and again by one process.
    """

    folder: Path
    quiet: timedelta
    seen: str = ""
    since: datetime | None = None

    def look(self, now: datetime) -> Load | None:
        """A load asked for, where there is a set that has stopped changing and wasn't loaded yet."""
        found = fingerprint(self.folder)
        if found != self.seen:
            self.seen, self.since = found, now
        if not found or self.since is None or now - self.since < self.quiet or _taken(found):
            return None
        return ask(None, Load.Way.FOLDER, [str(self.folder)], listed(self.folder), fingerprint=found)


def _taken(found: str) -> bool:
    """Whether this set was loaded, or failed: a set that can't be read isn't tried again until it changes."""
    last = (
        Load.objects.filter(way=Load.Way.FOLDER).order_by("-pk").values_list("fingerprint", flat=True).first()
    )
    return last == found
