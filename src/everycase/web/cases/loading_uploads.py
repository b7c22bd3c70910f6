"""Files that an analyst uploads: taken on one page, up to a size, under names that can do no harm."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import SkipFile, StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest

from everycase.record.readers.ssd_source import SQLITE_ENDINGS
from everycase.record.sources import CSV_ENDINGS, WORKBOOK_ENDINGS
from everycase.web.cases.loading import UPLOADS
from everycase.web.kept import store
from everycase.web.people.models import User
from everycase.web.people.roles import May

ENDINGS = frozenset({*CSV_ENDINGS, *WORKBOOK_ENDINGS, *SQLITE_ENDINGS, ".xml"})
SAFE_NAME = re.compile(r"[\w][\w .,()&+-]{0,149}")
"""Letters, digits and a few marks; no folders, nothing hidden, no line breaks."""
PAGE = "load-new"


class Spooled(TemporaryUploadedFile):
    """A file on its way in, in the council's folder and not in the machine's: it holds children's records."""

    def __init__(self, name: str, content_type: str, size: int, charset: str | None) -> None:
        folder = store().folder / UPLOADS
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = tempfile.NamedTemporaryFile(dir=folder, prefix=".incoming-")  # noqa: SIM115 - closed with the request
        UploadedFile.__init__(self, file, name, content_type, size, charset)


class ExtractsOnly(TemporaryFileUploadHandler):
    """Keeps files sent to the page on which extracts are loaded; any other is let run into nothing.

    Past the limit it stops, and says so on the request (`too_much`).
    """

    taken = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Begin a file, if this person may send files to this page."""
        super(TemporaryFileUploadHandler, self).new_file(*args, **kwargs)
        if self.request is None or not may_send(self.request):
            raise SkipFile
        self.file = Spooled(self.file_name or "", self.content_type or "", 0, self.charset)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write a piece down, and count it."""
        self.taken += len(raw_data)
        if self.taken > settings.UPLOAD_MAX_BYTES:
            self.request.too_much = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)
        return None


def may_send(request: HttpRequest) -> bool:
    """Whether this is the page of loads, and the person may load."""
    match = request.resolver_match
    here = match is not None and match.url_name == PAGE
    return here and isinstance(request.user, User) and request.user.may(May.LOAD)


def wrong_with(files: Sequence[UploadedFile[Any]]) -> list[str]:
    """What is wrong with a set of files, in sentences; nothing where all can be taken."""
    told = []
    seen: set[str] = set()
    for file in files:
        name = file.name or ""
        if not SAFE_NAME.fullmatch(name):
            told.append(
                f"A file's name has signs that can't be used: {name!r}. Rename it, and load it again."
            )
        elif Path(name).suffix.lower() not in ENDINGS:
            told.append(f"{name} is not a kind of file that everycase reads: {', '.join(sorted(ENDINGS))}.")
        elif not file.size:
            told.append(f"{name} is empty: there is nothing in it to read.")
        elif name.lower() in seen:
            told.append(
                f"Two files are called {name}. Load them by the watched folder, each in its own folder."
            )
        seen.add(name.lower())
    return told


def keep(files: Sequence[UploadedFile[Any]], folder: Path) -> list[dict[str, Any]]:
    """Put the files where the load reads them. Gives each one's name and size in bytes."""
    folder.mkdir(mode=0o700, parents=True)
    kept = []
    for file in files:
        name, place = file.name or "", folder / (file.name or "")
        if isinstance(file, TemporaryUploadedFile):
            Path(file.temporary_file_path()).rename(place)
        else:
            place.write_bytes(file.read())
        kept.append({"name": name, "size": file.size or 0})
    return kept
