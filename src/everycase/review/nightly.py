"""The night's work on one council's folder: a record reviewed, and set beside the review before it."""

from __future__ import annotations

import shutil
from datetime import date

import polars as pl

from everycase.record.loading import Tell
from everycase.record.snapshot import open_record
from everycase.record.store import Store, replacing
from everycase.review.compare import PROVED
from everycase.review.kept_returns import last_checks
from everycase.review.lag import made_timely, recording_lag
from everycase.review.ledger import compare_reviews, with_returns
from everycase.review.review import Review, open_review, review, save
from everycase.standards.catalogue import catalogue
from everycase.standards.council import Settings

COMPARISON, CORRECTION = "comparison.parquet", "correction.parquet"
"""With the date before, and with the review of the same date that corrected files replaced."""


def review_kept(
    store: Store, settings: Settings, as_of: date | None = None, tell: Tell = lambda _step: None
) -> Review:
    """Review the record of a date, or the newest, and keep what comes of it.

    Raises FileNotFoundError where there is no such record.
    """
    record = store.record(as_of)
    tell("Checking every case against every standard")
    result = review(record, catalogue(), settings)
    result = with_returns(result, record, last_checks(store.folder, result.as_of))
    tell("Keeping the review")
    place = store.review_folder(result.as_of)
    with replacing(place) as beside:
        save(result, beside)
        recording_lag(record).write_parquet(beside / "recording_lag.parquet")
        timely = made_timely(result.obligations, record, catalogue(), settings)
        timely.write_parquet(beside / "made_timely.parquet")
        for name in (COMPARISON, CORRECTION):  # they tell later reviews what was proved right once
            if (compared := place / name).is_file():
                shutil.copy2(compared, beside / name)
    return result


def comparison_kept(store: Store, settings: Settings, before: date, after: date) -> pl.DataFrame:
    """Compare the kept reviews of two dates and keep the comparison with the later one.

    Raises FileNotFoundError where one of them isn't there.
    """
    reviews = [open_review(store.review_folder(day)) for day in (before, after)]
    records = (store.record(before), store.record(after))
    proved = _once_proved(store, before)
    result = compare_reviews(reviews[0], reviews[1], records, catalogue(), settings, once_proved=proved)
    result.write_parquet(store.review_folder(after) / COMPARISON)
    return result


def correction_kept(store: Store, settings: Settings, as_of: date) -> pl.DataFrame | None:
    """In the middle of a load: compare the new review of a date with the one that it replaces, and keep that.

    None where it replaces none. Run before `comparison_kept`, which forgets what the replaced one proved.
    """
    replaced = store.replaced(as_of)
    if replaced is None:
        return None
    reviews = (open_review(replaced[1]), open_review(store.review_folder(as_of)))
    records = (open_record(replaced[0]), store.record(as_of))
    proved = _once_proved(store, as_of)
    result = compare_reviews(*reviews, records, catalogue(), settings, once_proved=proved)
    place = store.review_folder(as_of) / CORRECTION
    before = [pl.read_parquet(place)] if place.is_file() else []
    pl.concat([*before, result]).write_parquet(place)
    return result


def _once_proved(store: Store, until: date) -> list[str]:
    """Identities that some comparison up to a date proved right."""
    days = [day for day in store.reviews() if day <= until]
    kept = [store.review_folder(day) / name for day in days for name in (COMPARISON, CORRECTION)]
    proved = [pl.read_parquet(p).filter(pl.col("status") == PROVED)["finding"] for p in kept if p.is_file()]
    return pl.concat(proved).unique().to_list() if proved else []
