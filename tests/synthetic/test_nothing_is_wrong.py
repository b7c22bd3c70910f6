"""Of a made-up council in which nothing is planted, the whole catalogue has nothing to say."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from everycase.record.schema import STORED, Format
from everycase.record.schema.events import event_kinds
from everycase.record.snapshot import Manifest, Record, Stretch
from everycase.review.review import review
from everycase.standards.catalogue import catalogue
from everycase.standards.council import CouncilFile, Settings
from everycase.synthetic.council import Council, make_council

SINCE = date(1990, 1, 1)
ONLY_LATEST = "immunisations"


def whole_record(council: Council) -> Record:
    """The council's tables as a record that holds everything of every table and event since 1990."""
    people = [frame["child_id"] for frame in council.tables.values() if "child_id" in frame.columns]
    people.append(council.tables["prospective_adopters"]["adopter_id"])
    ids = pl.concat(people).drop_nulls().unique().sort()
    numbers = pl.DataFrame({"person": ids, "child": pl.Series(range(len(ids)), dtype=pl.UInt32)})
    held = [name for name in STORED if name != ONLY_LATEST] + [f"events:{kind}" for kind in event_kinds()]
    manifest = Manifest(
        council="Made up",
        as_of=council.as_of,
        everycase="test",
        sources=[Format.SSD],
        files=[],
        rows={name: frame.height for name, frame in council.tables.items()},
        supplied={name: dict.fromkeys(table.fields(), 1) for name, table in STORED.items()},
        reach={name: [Stretch(since=SINCE, to=council.as_of)] for name in held},
    )
    return Record(manifest, {name: _stored(name, council, numbers).lazy() for name in STORED})


def _stored(name: str, council: Council, numbers: pl.DataFrame) -> pl.DataFrame:
    """A table with the columns that every stored table carries beside its own."""
    table, rows = STORED[name], council.tables[name]
    person = next((column for column in ("child_id", "adopter_id") if column in rows.columns), None)
    if person:
        rows = rows.join(numbers, left_on=person, right_on="person", how="left", maintain_order="left")
    key = (
        pl.col(table.key_field()) if table.key_field() else pl.format("{}#{}", person, pl.int_range(pl.len()))
    )
    known = rows.with_columns(
        key=key, sources=1, file=0, row=pl.int_range(pl.len()), first_seen=pl.lit(council.as_of)
    )
    columns = [
        (pl.col(column) if column in known.columns else pl.lit(None)).cast(kind).alias(column)
        for column, kind in table.columns().items()
    ]
    return known.select(columns).sort("child", maintain_order=True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "as_of"), [(1, date(2026, 9, 30)), (2, date(2026, 10, 31)), (3, date(2025, 12, 27))]
)
def test_no_standard_finds_anything(seed: int, as_of: date) -> None:
    council = make_council(seed=seed, children=1500, as_of=as_of)
    found = review(whole_record(council), catalogue(), Settings(CouncilFile(standards_on=["all"])))
    assert found.findings.select("standard", "says").rows() == []
    missed = found.obligations.filter(pl.col("state").is_in(["met late", "overdue", "not done"]))
    assert missed.select("standard", "subject", "due_on", "done_on").rows() == []
    # The review is not silent because it saw nothing.
    assert found.obligations.filter(pl.col("state") == "met").height > 60_000
    assert found.obligations["standard"].n_unique() > 150
