"""A whole made-up council comes back from each format without loss or surprise."""

from datetime import date

import polars as pl
import polars.selectors as cs
import pytest
from polars.testing import assert_frame_equal

from everycase.record.readers import annex_a, cin_census, events, ssd, ssda903
from everycase.record.schema import STORED, Format
from everycase.synthetic.council import make_council
from everycase.synthetic.writers.annex_a import write_annex_a
from everycase.synthetic.writers.cin_census import write_cin_census
from everycase.synthetic.writers.events import write_events
from everycase.synthetic.writers.ssd import write_ssd
from everycase.synthetic.writers.ssd_window import in_window
from everycase.synthetic.writers.ssda903 import write_ssda903

AS_OF, YEAR_END = date(2026, 10, 24), date(2026, 3, 31)
IN_ORDER = cs.by_dtype(
    pl.List(pl.String)
).list.sort()  # outcomes are a set: the file has them in its own order
NEVER = ["not understood", "not placed", "orphan", "missing column", "disagreement"]


@pytest.fixture(scope="module")
def tables():
    return make_council(seed=7, children=200, as_of=AS_OF).tables


@pytest.fixture(scope="module")
def extract(tables, tmp_path_factory):
    folder = tmp_path_factory.mktemp("ssd")
    write_ssd(tables, AS_OF, folder)
    return ssd.read(folder, as_of=AS_OF)


def test_every_row_of_the_extract_is_read(tables, extract):
    written = {name: rows.height for name, rows in in_window(tables, AS_OF).items() if STORED[name].ssd}
    # A care visit that stands among the child in need visits too is one visit: the reader says so.
    twice = extract.problems.filter(pl.col("kind") == "merged").height
    written["child_in_need_visits"] -= twice
    assert {name: extract.tables[name].height for name in written} == written


def test_every_fact_of_the_extract_is_the_same(tables, extract):
    kept = in_window(tables, AS_OF)
    for name in ("referrals", "assessments", "child_protection_plans", "care_episodes", "care_visits"):
        fields = [name for name, field in STORED[name].fields().items() if Format.SSD in field.held]
        key = STORED[name].key_field()
        found, expected = (
            frame.select(fields).with_columns(IN_ORDER).sort(key)
            for frame in (extract.tables[name], kept[name])
        )
        assert_frame_equal(found, expected)


def test_nothing_written_is_misunderstood_in_any_format(tables, extract, tmp_path):
    write_ssda903(tables, YEAR_END, tmp_path / "2025-26")
    readings = [
        extract,
        annex_a.read(write_annex_a(tables, AS_OF, tmp_path / "Annex_A.xlsx"), AS_OF),
        cin_census.read(write_cin_census(tables, YEAR_END, tmp_path / "census.xml")),
        ssda903.read(tmp_path / "2025-26"),
        events.read(write_events(tables, AS_OF, tmp_path / "events.csv"), AS_OF),
    ]
    odd = pl.concat([reading.problems.filter(pl.col("kind").is_in(NEVER)) for reading in readings])
    assert odd["says"].to_list() == []
