"""A made-up council with weaknesses in it, put through the whole chain: files, load, review."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import polars as pl

from everycase.record.loading import load
from everycase.record.schema import STORED
from everycase.record.snapshot import Record
from everycase.record.store import Store
from everycase.review.review import Review, review
from everycase.review.states import MET_LATE, NOT_DONE, OVERDUE, TOO_SOON
from everycase.standards.catalogue import catalogue
from everycase.standards.council import CouncilFile, Settings
from everycase.synthetic.council import make_council
from everycase.synthetic.planting import Planted, carry_out, plan
from everycase.synthetic.planting.acts import COUNCIL, OVER_LIMIT, alone
from everycase.synthetic.planting.acts_by_area import ACTS
from everycase.synthetic.planting.plant import ENOUGH, truth
from everycase.synthetic.writers.annex_a import write_annex_a
from everycase.synthetic.writers.cin_census import write_cin_census
from everycase.synthetic.writers.events import write_events
from everycase.synthetic.writers.ssd import write_ssd
from everycase.synthetic.writers.ssda903 import write_ssda903

AS_OF = date(2026, 11, 24)
YEAR_END = date(2026, 3, 31)
HEARD_OF, KEPT = 4_000, 540
BAD = (OVERDUE, MET_LATE, NOT_DONE, TOO_SOON)

Tables = Mapping[str, pl.DataFrame]

RARE: Mapping[str, int] = {
    "permanence": 30,
    "pre_proceedings": 25,
    "care_leavers": 30,
    "ehc_requests": 25,
    "missing_episodes": 15,
    "immigration_statuses": 10,
    "care_episodes": 70,
    "child_protection_plans": 40,
    "special_educational_needs": 20,
    "early_help": 60,
    "child_in_need_plans": 50,
}
"""Children of whom a table has rows, and how many of them are kept: a council of this size has few."""


def few_of_many(tables: Tables, seed: int) -> Tables:
    """Some of the children of a large council, those in rare circumstances first.

    A large council has somebody in most circumstances; to review everybody would take long.
    """
    chance = random.Random(seed)
    kept: set[str] = set(_ids(tables["child_protection_plans"].filter(pl.col("ended_on").is_null()))[:45])
    for table, most in RARE.items():
        have = _ids(tables[table])
        kept |= set(have if len(have) <= most else chance.sample(have, most))
    for (_,), rows in tables["events"].group_by("kind", maintain_order=True):
        kept |= set(_ids(rows)[:6])
    kept |= set(_ids(tables["referrals"].filter(pl.col("closed_on").is_null()))[:50])
    kept |= set(_ids(tables["children"].filter(pl.col("born_on").is_null()))[:10])
    rest = _ids(tables["children"])
    chance.shuffle(rest)
    kept |= set(rest[: max(0, KEPT - len(kept))])
    known = tables["children"]["child_id"]
    gone = known.filter(~known.is_in(list(kept))).implode()
    return {
        name: rows.filter(~pl.col("child_id").is_in(gone)) if "child_id" in rows.columns else rows
        for name, rows in tables.items()
    }


def _ids(rows: pl.DataFrame) -> list[str]:
    return sorted(rows["child_id"].unique().to_list())


@lru_cache(maxsize=1)
def clean(seed: int, as_of: date = AS_OF) -> Tables:
    """The council as it is: the same for the same seed."""
    return few_of_many(make_council(seed=seed, children=HEARD_OF, as_of=as_of).tables, seed)


def planted_in(tables: Tables, as_of: date, name: str, seed: int, folder: Path) -> Planted:
    """Weaknesses that files of one format can show alone, in rows that such a file holds."""
    acts = [act for act in ACTS if name in alone(act)]
    held = _held(tables, loaded(tables, as_of, [name], folder))
    chosen = plan(tables, as_of, acts, seed=seed, rows=held, enough=ENOUGH)
    return Planted(carry_out(tables, acts, chosen), truth(tables, acts, chosen), chosen)


def _held(tables: Tables, record: Record) -> pl.Series:
    """Ids of the rows that a record holds as well, told by child and day, and of its children."""
    ids = [record.scan("children").select(id="child_id").collect()]
    for name, table in STORED.items():
        if not table.key_field() or "child_id" not in table.fields():
            continue
        same = ["child_id", *([table.when] if table.when else [])]
        there = record.scan(name).select(same).collect()
        mine = tables[name].join(there, on=same, how="semi", nulls_equal=True)
        ids.append(mine.select(id=table.key_field()))
    return pl.concat(ids).to_series().drop_nulls().unique()


def _returns(tables: Tables, _as_of: date, folder: Path) -> None:
    for year in (2024, 2025, 2026):
        write_ssda903(tables, date(year, 3, 31), folder / f"{year - 1}-{year % 100}")


FORMATS: Mapping[str, Callable[[Tables, date, Path], object]] = {
    "ssd": lambda tables, as_of, folder: write_ssd(tables, as_of, folder / "ssd"),
    "events": lambda tables, as_of, folder: write_events(tables, as_of, folder / "events.csv"),
    "annex_a": lambda tables, as_of, folder: write_annex_a(tables, as_of, folder / "annex a.xlsx"),
    "cin_census": lambda tables, _, folder: write_cin_census(tables, YEAR_END, folder / "census.xml"),
    "ssda903": _returns,
}


def reviewed(tables: Tables, as_of: date, formats: Sequence[str], folder: Path) -> Review:
    """What the review says of these tables, written in these formats and loaded."""
    record = loaded(tables, as_of, formats, folder)
    return review(record, catalogue(), Settings(CouncilFile(standards_on=["all"])))


def loaded(tables: Tables, as_of: date, formats: Sequence[str], folder: Path) -> Record:
    """These tables written in these formats and loaded, in a folder of their own."""
    files = folder / "files"
    files.mkdir(parents=True)
    for name in formats:
        FORMATS[name](tables, as_of, files)
    store = Store(folder / "council")
    store.folder.mkdir()
    return load(store, sorted(str(path) for path in files.iterdir()), "Test council", as_of=as_of)


def broken(result: Review) -> pl.DataFrame:
    """standard, child_id, what, due_on of all that a review finds wrong, past lateness included.

    `child_id` is the worker's, team's, carer's or home's id in what is about one, and COUNCIL in an
    average that is past its limit.
    """
    obligations = result.obligations.filter(pl.col("state").is_in(BAD))
    clocks = obligations.select("standard", _about(), what="state", due_on="due_on")
    rules = result.findings.filter(pl.col("kind") == "rule").select(
        "standard", _about(), what=pl.lit("wrong"), due_on=pl.lit(None, dtype=pl.Date)
    )
    over = result.averages.filter(pl.col("days") > pl.col("threshold_days")).select(
        "standard",
        child_id=pl.lit(COUNCIL),
        what=pl.lit(OVER_LIMIT),
        due_on=pl.lit(None, dtype=pl.Date),
    )
    return pl.concat([clocks, rules, over])


def judged(result: Review) -> pl.DataFrame:
    """standard, child_id of what a review says anything of: that it is right, wrong, due or can't be told."""
    named = result.checks.select("standard", "child_id")
    return pl.concat([result.obligations.select("standard", _about()), named]).drop_nulls().unique()


def untold(result: Review) -> pl.DataFrame:
    """standard, child_id of what can't be told."""
    clocks = result.obligations.filter(pl.col("state") == "cannot tell").select("standard", _about())
    rules = result.checks.filter(pl.col("cannot_tell") > 0).select("standard", "child_id")
    return pl.concat([clocks, rules]).drop_nulls().unique()


def _about() -> pl.Expr:
    """The child, or the worker, carer or home that the row itself is of."""
    own = pl.col("subject").str.split("/").list.last().str.split("@").list.first()
    return pl.coalesce("child_id", own).alias("child_id")
