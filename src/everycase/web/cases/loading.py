"""A load from files to people's work: read, reviewed, compared and received; all of it, or nothing.

One at a time: a load waits until the one before it is over, whichever process it runs in.
"""

from __future__ import annotations

import fcntl
import logging
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from everycase.record.reading import UnreadableError
from everycase.record.snapshot import Record
from everycase.record.store import Store, all_or_nothing
from everycase.review.corrected import taken_together
from everycase.review.nightly import comparison_kept, correction_kept, review_kept
from everycase.review.return_tally import tally
from everycase.review.returns_loaded import load_all
from everycase.review.review import Review
from everycase.standards.council import Settings, SettingsError, read_settings
from everycase.web.actions.receiving import Night, OlderExtractError, receive, refuse_older
from everycase.web.cases.files import ChangedMeanwhileError, refuse_changed
from everycase.web.cases.models import Load
from everycase.web.cases.noted import write_noted
from everycase.web.cases.reading import last_received
from everycase.web.kept import store
from everycase.web.people.models import User

logger = logging.getLogger(__name__)

UPLOADS = "uploads"
LOCK = ".loading"
LEAST_SHARE = 0.5
"""Of the children of the last extract, how many the next must hold to be taken for a whole one."""
TRIES = 2
"""How often a load is begun that the machine stopped in the middle."""


class FarFewerError(Exception):
    """Files that hold no child, or far fewer than the last extract did."""


REFUSED = (UnreadableError, SettingsError, OlderExtractError, ChangedMeanwhileError, FarFewerError)
"""What says in its own words why a load can't be."""


def uploads_of(load: Load) -> Path:
    """The folder of the files that were uploaded for a load."""
    return store().folder / UPLOADS / str(load.pk)


def ask(
    person: User | None,
    way: str,
    places: Sequence[str],
    files: Sequence[dict[str, Any]],
    *,
    as_of: date | None = None,
    fewer_is_right: bool = False,
    fingerprint: str = "",
) -> Load:
    """Ask for a load; a worker begins it when it is its turn."""
    load = Load.objects.create(
        asked_by=person,
        way=way,
        places=list(places),
        files=list(files),
        asked_as_of=as_of,
        fewer_is_right=fewer_is_right,
        fingerprint=fingerprint,
    )
    transaction.on_commit(lambda: enqueue(load))
    return load


def enqueue(load: Load) -> None:
    """Put a load in the queue of the worker."""
    run_load.enqueue(load.pk)


@task()
def run_load(number: int) -> None:
    """A load's turn. What goes wrong is told on the load, and never raised: nobody reads a worker's mind."""
    work_off(number)


def work_off(number: int) -> Load:
    """Carry out a load that waits, when no other runs. Gives it as it is afterwards."""
    with one_at_a_time(store()):
        load = Load.objects.get(pk=number)
        if load.is_over:
            return load
        _begin(load)
        try:
            _carried_out(load)
        except (KeyboardInterrupt, SystemExit):
            Load.objects.filter(pk=load.pk).update(state=Load.State.WAITING, step="")
            raise
        # Polars' panics are no Exception; a load that failed without a word would be found in the morning.
        except BaseException as error:  # noqa: BLE001
            _failed(load, error)
        return _cleared(load)


def _cleared(load: Load) -> Load:
    """What was uploaded isn't kept, nor where it lay: a database's URL holds a password."""
    Load.objects.filter(pk=load.pk).update(places=[])
    shutil.rmtree(uploads_of(load), ignore_errors=True)
    load.refresh_from_db()
    return load


@contextmanager
def one_at_a_time(kept: Store) -> Iterator[None]:
    """Wait for the load that runs, if any, and keep others waiting.

    The operating system lets go when the process ends, however it ends.
    """
    kept.folder.mkdir(parents=True, exist_ok=True)
    with (kept.folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_running(kept: Store) -> bool:
    """Whether some process is in the middle of a load."""
    with (kept.folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def take_up_again() -> list[Load]:
    """Loads that a machine stopped in the middle of: begun again, or told as failed if that happens twice."""
    if is_running(store()):
        return []
    stopped = list(Load.objects.filter(state=Load.State.RUNNING))
    for load in stopped:
        if load.tries >= TRIES:
            _tell_failure(
                load, "everycase was stopped twice in the middle of it: the machine may lack memory."
            )
        else:
            Load.objects.filter(pk=load.pk).update(state=Load.State.WAITING, step="")
            enqueue(load)
    return stopped


def _begin(load: Load) -> None:
    # Whatever is said to run can't: this process holds the lock.
    Load.objects.filter(state=Load.State.RUNNING).exclude(pk=load.pk).update(
        state=Load.State.WAITING, step=""
    )
    load.state, load.started_at, load.tries = Load.State.RUNNING, timezone.now(), load.tries + 1
    load.save()
    logger.info("load begins", extra={"load": load.pk, "way": load.way})


def _carried_out(load: Load) -> None:
    kept, settings = store(), _settings()

    def tell(step: str) -> None:
        Load.objects.filter(pk=load.pk).update(step=step)

    with all_or_nothing(kept) as hold:

        def accept(day: date, checks: Sequence[Path]) -> None:
            refuse_older(day)
            if load.fingerprint:
                refuse_changed(Path(load.places[0]), load.fingerprint)
            hold(day, checks)

        noted = write_noted(kept)
        record = load_all(
            kept, load.places, settings, as_of=load.asked_as_of, tell=tell, accept=accept
        ).record
        _refuse_far_fewer(load, record)
        review = review_kept(kept, settings, record.as_of, tell)
        tell("Comparing with the review before")
        comparison = _compared(kept, settings, record.as_of)
        load.told = {**summary(kept, record, review), "noted": noted}
        tell("Bringing it to people's work")
        receive(load, Night(kept.record(record.as_of), review, settings, comparison))
    logger.info("load done", extra={"load": load.pk, "seconds": _seconds(load)})


def _refuse_far_fewer(load: Load, record: Record) -> None:
    """Raises FarFewerError for half an extract: one that broke off reads like a council without children."""
    held = record.manifest.rows.get("children", 0)
    last = Load.objects.filter(state=Load.State.DONE).order_by("-as_of", "-ended_at").first()
    before = last.told.get("children", 0) if last else 0
    if held == 0:
        raise FarFewerError("These files hold no child at all. An export may have broken off.")
    if held < before * LEAST_SHARE and not load.fewer_is_right:
        message = (
            f"These files hold {held:,} children, and the last extract held {before:,}. An export may have "
            "broken off. If it is right, load them again and say so."
        )
        raise FarFewerError(message)


def _settings() -> Settings:
    path = store().settings_path
    return read_settings(path) if path.is_file() else Settings()


def _compared(kept: Store, settings: Settings, as_of: date) -> pl.DataFrame | None:
    """With the review of the last extract that people received; of a new system, with the newest there is.

    Where that is of the same date, with what its files showed; for what they didn't, with the date before.
    """
    again = last_received() == as_of
    corrected = correction_kept(kept, settings, as_of) if again else None
    earlier = [day for day in kept.reviews() if day < as_of]
    last = last_received(before=as_of)
    before = last if last in earlier else next(iter(reversed(earlier)), None)
    compared = comparison_kept(kept, settings, before, as_of) if before else None
    return compared if corrected is None else taken_together(corrected, compared)


def summary(kept: Store, record: Record, review: Review) -> dict[str, Any]:
    """Counts of what was read, and of what the DfE's rules flag in the returns, as the pages say them."""
    problems = kept.record(record.as_of).problems.collect()
    files = [
        {
            "name": Path(file.path).name,
            "sheet": file.sheet,
            "format": str(file.format),
            "rows": file.rows,
            "values": sum(counts["values"] for counts in file.columns.values()),
            "not_understood": sum(c["values"] - c["understood"] for c in file.columns.values()),
        }
        for file in record.manifest.files
    ]
    return {
        "files": files,
        "rows": sum(file.rows for file in record.manifest.files),
        "children": record.manifest.rows.get("children", 0),
        "problems": dict(Counter(problems["kind"].to_list())),
        "notes": list(dict.fromkeys(record.manifest.notes)),
        "returns": [tally(check).in_json() for check in review.returns],
    }


def _failed(load: Load, error: BaseException) -> None:
    """Tell why, in words for the analyst; what isn't understood goes to the log by its kind alone."""
    if isinstance(error, REFUSED):
        why = str(error)
    elif isinstance(error, OSError):
        why = f"The machine refused to read or write: {error.strerror or error}."
    else:
        why = f"everycase met something that it did not expect ({type(error).__name__})."
    logger.error("load failed", extra={"load": load.pk, "error": type(error).__name__}, exc_info=error)
    _tell_failure(load, _for_pages(load, why))


def _for_pages(load: Load, why: str) -> str:
    """Without the folder of the upload, which tells a person nothing, and without a terminal's options."""
    told = why.replace(f"{uploads_of(load)}/", "").replace(str(uploads_of(load)), "the files")
    return told if load.way == Load.Way.COMMAND else told.replace(" with --as-of", " when you load it")


def _tell_failure(load: Load, why: str) -> None:
    Load.objects.filter(pk=load.pk).update(
        state=Load.State.FAILED, ended_at=timezone.now(), step="", told={"why": why}
    )


def _seconds(load: Load) -> float:
    return round((timezone.now() - (load.started_at or load.asked_at)).total_seconds(), 1)
