"""The review: every case against every standard that is on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from everycase.record.schema import Field
from everycase.record.snapshot import Record
from everycase.review import findings as found
from everycase.review import returns
from everycase.review.averages import averages
from everycase.review.clocks import obligations_of
from everycase.review.measures import cube
from everycase.review.owners import with_owners, with_owners_now
from everycase.review.returns import CheckedReturn
from everycase.review.rules import checked
from everycase.review.scene import Scene, columns_wanted
from everycase.standards.council import Settings
from everycase.standards.language import Clock, Question, Rule, Standard

ABOUT: Mapping[str, pl.DataType] = {"area": pl.String(), "aspect": pl.String()}


@dataclass(frozen=True)
class Review:
    """What one review says.

    obligations: OBLIGATIONS, child_id, area, aspect and owners. findings: FINDINGS, red lines first,
    then the most severe, then the longest standing. checks: CHECKS, child_id, area, aspect and owners now.
    measures: the cube of `everycase.review.measures`. averages: clocks that are averages.
    standards: the version of each standard that was on: id → its wording, hashed.
    returns: the checks whose findings stand among the others; see `everycase.review.ledger`.
    """

    council: str
    as_of: date
    obligations: pl.DataFrame
    findings: pl.DataFrame
    checks: pl.DataFrame
    measures: pl.DataFrame
    averages: pl.DataFrame
    standards: Mapping[str, str]
    returns: tuple[CheckedReturn, ...] = ()


RETURNS = "returns"
FRAMES = ("obligations", "findings", "checks", "measures", "averages")
ABOUT_REVIEW = "review.json"
"""What a kept review is of, beside its frames."""


def review(
    record: Record, catalogue: Mapping[str, Standard], settings: Settings, as_of: date | None = None
) -> Review:
    """Check every case of `record` against every standard that `settings` has on, as of a date."""
    on = {key: standard for key, standard in catalogue.items() if settings.is_on(standard)}
    clocks = {key: s for key, s in on.items() if isinstance(s, Clock)}
    rules = {key: s for key, s in on.items() if isinstance(s, Rule)}
    scene = scene_for(record, on, settings, as_of)
    scene.hold()
    # Side by side: while Python builds the plans of one, Polars runs those of the other.
    with ThreadPoolExecutor() as side_by_side:
        of_rules = side_by_side.submit(_broken, scene, rules)
        due = _obligations(scene, clocks, settings)
        broken, checks = of_rules.result()
    return Review(
        council=record.manifest.council,
        as_of=scene.as_of,
        obligations=due,
        findings=_findings(due, clocks, broken, rules),
        checks=checks,
        measures=cube(due, checks, scene.as_of),
        averages=averages(scene, clocks, settings),
        standards={key: settings.version_of(standard) for key, standard in on.items()},
    )


def scene_for(
    record: Record, standards: Mapping[str, Standard], settings: Settings, as_of: date | None = None
) -> Scene:
    """The record as these standards look at it: only the columns that they read."""
    reads: set[Field] = set()
    for standard in standards.values():
        reads |= set() if isinstance(standard, Question) else standard.reads
    return Scene(record, settings.values, as_of or record.as_of, columns_wanted(reads))


def _obligations(scene: Scene, clocks: Mapping[str, Clock], settings: Settings) -> pl.DataFrame:
    timed = [(c, settings.timing(c)) for c in clocks.values() if not c.average_over]
    every = obligations_of(scene, timed)
    return _described(with_owners(scene, _named(scene, every), "due_on"), clocks)


def _broken(scene: Scene, rules: Mapping[str, Rule]) -> tuple[pl.DataFrame, pl.DataFrame]:
    broken, checks = checked(scene, list(rules.values()))
    owned = _described(with_owners_now(scene, _named(scene, checks)), rules)
    return with_owners(scene, _named(scene, broken), "since"), owned


def _findings(
    due: pl.DataFrame, clocks: Mapping[str, Clock], broken: pl.DataFrame, rules: Mapping[str, Rule]
) -> pl.DataFrame:
    return in_order(pl.concat([found.of_obligations(due, clocks), found.of_rules(broken, rules)]))


def in_order(findings: pl.DataFrame) -> pl.DataFrame:
    """Red lines first, then the most severe, then the longest standing."""
    return findings.sort(
        ["red_line", "severity", "since", "finding"], descending=[True, True, False, False], nulls_last=True
    )


def _named(scene: Scene, frame: pl.DataFrame) -> pl.DataFrame:
    """Adds child_id: the number alone means nothing outside this snapshot."""
    names = scene.plain("children").select("child", "child_id")
    return frame.join(names, on="child", how="left")


def _described(frame: pl.DataFrame, standards: Mapping[str, Clock] | Mapping[str, Rule]) -> pl.DataFrame:
    about = pl.DataFrame(
        [(key, str(s.area), str(s.aspect)) for key, s in standards.items()],
        schema={"standard": pl.String, **ABOUT},
        orient="row",
    )
    return frame.join(about, on="standard", how="left", maintain_order="left")


def save(result: Review, folder: Path) -> None:
    """Write a review as Parquet under `folder`, replacing what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FRAMES:
        getattr(result, name).write_parquet(folder / f"{name}.parquet", compression="lz4")
    shutil.rmtree(folder / RETURNS, ignore_errors=True)
    for check in result.returns:
        returns.save(check, folder / RETURNS / check.name)
    about = {
        "council": result.council,
        "as_of": result.as_of.isoformat(),
        "standards": dict(result.standards),
    }
    (folder / ABOUT_REVIEW).write_text(json.dumps(about, indent=2), encoding="utf-8")


def open_review(folder: Path) -> Review:
    """Open a saved review. Raises FileNotFoundError where there is none."""
    about = json.loads((folder / ABOUT_REVIEW).read_text(encoding="utf-8"))
    frames = {name: pl.read_parquet(folder / f"{name}.parquet") for name in FRAMES}
    return Review(
        council=about["council"],
        as_of=date.fromisoformat(about["as_of"]),
        standards=about["standards"],
        returns=open_returns(folder),
        **frames,
    )


def open_returns(folder: Path) -> tuple[CheckedReturn, ...]:
    """The checks of returns of a saved review alone; none where there is no review."""
    held = sorted(folder.glob(f"{RETURNS}/*/{returns.ABOUT}"))
    return tuple(returns.open_check(path.parent) for path in held)


__all__ = ["ABOUT_REVIEW", "FRAMES", "Review", "open_returns", "open_review", "review", "save"]
