"""Everything kept of one review that can be shown: gathered once, for the lists, files and report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from everycase.analysis.cases_judged import CASES, cases_kept
from everycase.analysis.duties import counting
from everycase.analysis.names import Names, names_in
from everycase.record.schema.fields import PROVENANCE
from everycase.record.snapshot import Manifest
from everycase.record.store import Store
from everycase.review.lag import LAG, MADE_TIMELY
from everycase.review.review import Review, open_review
from everycase.standards.answers import Answer, answers
from everycase.standards.council import Settings
from everycase.standards.language import Clock, Standard


@dataclass(frozen=True)
class Evidence:
    """One review, and what was kept with it.

    comparison is None where the review has not been compared with one before it. lag and made_timely
    have no rows until a second extract is loaded. cross_checks: what two formats say of the same child.
    answers: standard → whether the files answer it. cases: each child worked with, area by aspect.
    """

    review: Review
    manifest: Manifest
    names: Names
    standards: Mapping[str, Standard]
    settings: Settings
    comparison: pl.DataFrame | None = None
    compared_with: date | None = None
    lag: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict(LAG)))
    made_timely: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict(MADE_TIMELY)))
    problems: pl.DataFrame = field(default_factory=pl.DataFrame)
    changes: pl.DataFrame = field(default_factory=pl.DataFrame)
    cross_checks: pl.DataFrame = field(default_factory=pl.DataFrame)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    cases: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict(CASES)))

    @property
    def as_of(self) -> date:
        """The date that everything here tells of."""
        return self.review.as_of

    def counting(self) -> dict[str, str]:
        """Clock → how its due date is counted, in words, with the council's own limit where it has one."""
        clocks = {key: s for key, s in self.standards.items() if isinstance(s, Clock)}
        return {key: counting(clock, self.settings) for key, clock in clocks.items()}

    def titles(self) -> dict[str, str]:
        """Standard → what should be true."""
        return {key: standard.title for key, standard in self.standards.items()}


def gather(
    store: Store, catalogue: Mapping[str, Standard], settings: Settings, as_of: date | None = None
) -> Evidence:
    """What is kept of the review of a date, or of the newest. Raises FileNotFoundError where none is."""
    held = store.reviews()
    day = as_of or (held[-1] if held else None)
    if day is None or day not in held:
        raise FileNotFoundError(_none_there(store, as_of))
    folder = store.review_folder(day)
    record = store.record(day)
    compared = folder / "comparison.parquet"
    comparison = pl.read_parquet(compared) if compared.is_file() else None
    return Evidence(
        review=open_review(folder),
        manifest=record.manifest,
        names=names_in(record),
        standards=catalogue,
        settings=settings,
        comparison=comparison,
        compared_with=_only_earlier(held, day) if comparison is not None else None,
        lag=_kept_or_empty(folder / "recording_lag.parquet", LAG),
        made_timely=_kept_or_empty(folder / "made_timely.parquet", MADE_TIMELY),
        problems=record.problems.collect(),
        changes=record.changes.collect(),
        cross_checks=record.scan("cross_checks").drop(PROVENANCE).collect(),
        answers={answer.standard: answer for answer in answers(record.manifest, catalogue)},
        cases=cases_kept(store, day, catalogue),
    )


def _none_there(store: Store, as_of: date | None) -> str:
    wanted = f"no review of {as_of:%-d %B %Y}" if as_of else "no review yet"
    return f"{store.folder} holds {wanted}: run `everycase review --council {store.folder}` first"


def _only_earlier(held: list[date], day: date) -> date | None:
    """The earlier review's date where there is only one: a kept comparison does not say which it read."""
    earlier = [one for one in held if one < day]
    return earlier[0] if len(earlier) == 1 else None


def _kept_or_empty(path: Path, columns: Mapping[str, pl.DataType]) -> pl.DataFrame:
    return pl.read_parquet(path) if path.is_file() else pl.DataFrame(schema=dict(columns))
