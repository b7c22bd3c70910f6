"""`everycase review` and `everycase compare` on a small council whose weaknesses are known."""

import re

import polars as pl
import pytest
from tests.analysis.council import FIRST, SECOND, record
from tests.analysis.council import reviewed as reviewed_on
from tests.cli.conftest import bytes_of
from tests.tables import given

from everycase.cli import console
from everycase.cli import review as reviewing
from everycase.record.store import Store
from everycase.review import nightly

CORA_NOT_SEEN = "Child @Cora: Child on a plan visited and seen: due by "


@pytest.fixture
def two(empty_council):
    """A council with records of two dates, and no review."""
    store = Store(empty_council)
    for day in (FIRST, SECOND):
        store.keep(record(day))
    return empty_council


def test_red_lines_come_first_with_whose_they_are(everycase, two):
    ended = everycase("review", "--council", two)
    assert ended.code == 0
    assert CORA_NOT_SEEN in ended.words
    assert ended.out.index("red line") < ended.out.index("Children worked with in the last year")


def test_whoever_holds_the_case_is_called_by_name(everycase, two):
    red = red_lines(everycase("review", "--council", two))
    cora = next(line for line in red if line.startswith("Child @Cora"))
    assert cora.endswith('Now with =HYPERLINK("http://example.invalid").')


def test_that_nobody_holds_the_case_is_said_once(everycase, two):
    assert "Child Esme: The case has been open since 5 January 2026 and nobody holds it now." in red_lines(
        everycase("review", "--council", two)
    )


def test_a_worker_without_a_name_is_called_by_id_and_none_is_said(everycase, empty_council):
    plans = "plan_id | child_id | started_on | ended_on\nP1 | Amira | 2026-10-01 |\nP2 | Ben | 2026-10-01 |"
    held = "child_id | worker_id | role | from_on | to_on\nAmira | W9 | ALLOCATED | 2026-09-01 |"
    tables = {
        "involvements": held,
        "child_protection_plans": plans,
        "child_protection_visits": "visit_id | child_id | visited_on",
    }
    Store(empty_council).keep(given(SECOND.isoformat(), **tables))
    red = red_lines(everycase("review", "--council", empty_council))
    assert {line.rpartition("; ")[2].partition(". ")[2] for line in red if "visited and seen" in line} == {
        "Now with W9.",
        "No worker now.",
    }


def red_lines(ended):
    """The red lines, each as one line of text."""
    listed = " ".join(re.split(r"\n +\? Of ", ended.out)[0].split()).split("▲ ")[1:]
    return [line.strip() for line in listed]


def test_json_is_the_whole_of_it(everycase, two):
    told = everycase("review", "--council", two, "--json").json
    assert told["as_of"] == SECOND.isoformat()
    kept = pl.read_parquet(two / "reviews" / SECOND.isoformat() / "findings.parquet")
    assert told["findings"] == kept.height
    assert {row["child_id"] for row in told["red_lines"]} == set(kept.filter("red_line")["child_id"])
    assert {"area", "aspect", "numerator", "denominator", "cannot_tell"} <= set(told["areas"][0])


def test_an_earlier_record_is_reviewed_by_its_date(everycase, two):
    assert everycase("review", "--council", two, "--as-of", FIRST.isoformat(), "--json").code == 0
    assert Store(two).reviews() == [FIRST]


def test_a_date_without_a_record_is_told(everycase, two):
    ended = everycase("review", "--council", two, "--as-of", "2026-01-05")
    assert ended.code == 3
    assert "2026-01-05" in ended.error


@pytest.mark.parametrize("width", [80, 120])
def test_it_fits_the_terminal_and_breaks_no_word(everycase, two, width, monkeypatch):
    monkeypatch.setattr(console.out, "width", width)
    ended = everycase("review", "--council", two)
    lines = [line.rstrip() for line in ended.out.splitlines()]
    assert [x for x in lines if len(x) > width and not x.startswith(("Kept", "Next", "One case"))] == []
    for word in ("timeliness", "oversight", "Assessment", "protection"):
        assert word in ended.out.replace("Timeliness", "timeliness").replace("Oversight", "oversight")


def test_a_share_is_all_of_them_only_where_it_is(everycase, empty_council):
    assert reviewing._share({"numerator": 999, "denominator": 1000, "share": 0.999}) == "99%"
    assert reviewing._share({"numerator": 1000, "denominator": 1000, "share": 1.0}) == "100%"
    assert reviewing._share({"numerator": 0, "denominator": 0, "share": None}) == "–"


def test_a_review_that_fails_half_way_leaves_the_one_before(everycase, two, monkeypatch):
    everycase("review", "--council", two)
    before = bytes_of(two)

    def full(_record):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(nightly, "recording_lag", full)
    ended = everycase("review", "--council", two)
    assert ended.code == 2
    assert "no space left on device" in ended.error
    assert bytes_of(two) == before


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory):
    return reviewed_on(tmp_path_factory.mktemp("reviewed") / "council", FIRST, SECOND).folder


def test_compare_says_what_became_of_each_finding(everycase, reviewed):
    told = everycase("compare", "--council", reviewed, "--json").json
    assert (told["before"], told["after"]) == (FIRST.isoformat(), SECOND.isoformat())
    assert sum(told["summary"].values()) == len(told["findings"])
    ended = everycase("compare", "--council", reviewed)
    assert "From 23 October 2026 to 24 November 2026" in ended.words
    for status, count in told["summary"].items():
        assert (f"{count} {status} " in ended.words) == (count > 0)


def test_red_lines_that_are_still_open_are_named(everycase, reviewed):
    ended = everycase("compare", "--council", reviewed)
    assert "not proved right: these children may be unsafe. Look at them first." in ended.words
    assert CORA_NOT_SEEN in ended.words


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--before", "last month"), 2, "--before: found 'last month', expected a date such as 2026-11-24"),
        (("--after", "24/11/26"), 2, "--after: found '24/11/26', expected a date"),
        (("--before", "2026-01-05"), 3, "no review of 5 January 2026; there are 2 reviews (23 October 2026,"),
        (("--before", "2026-11-24", "--after", "2026-10-23"), 2, "--before must be a date before --after"),
        (("--after", "2026-10-23"), 3, "two reviews are needed, one before the other"),
    ],
)
def test_what_cannot_be_compared_is_told(everycase, reviewed, arguments, code, said):
    ended = everycase("compare", "--council", reviewed, *arguments)
    assert ended.code == code
    assert said in ended.error


def test_one_review_is_not_enough(everycase, two):
    everycase("review", "--council", two)
    ended = everycase("compare", "--council", two)
    assert ended.code == 3
    assert (
        "holds 1 review (24 November 2026): load and review an extract of another date first" in ended.error
    )


def test_a_comparison_outlives_a_second_review(everycase, reviewed):
    comparison = reviewed / "reviews" / SECOND.isoformat() / "comparison.parquet"
    kept = comparison.read_bytes()
    assert everycase("review", "--council", reviewed).code == 0
    assert comparison.read_bytes() == kept
