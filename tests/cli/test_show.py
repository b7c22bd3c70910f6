"""`everycase show`: one case as a chronology."""

import pytest
from tests.analysis.council import SECOND, record
from tests.tables import given

from everycase.record.store import Store

CASE = given(
    "2026-11-24",
    children="child_id | forename | surname | born_on\nAmira | Amira | Shah | 2014-05-02",
    workers="worker_id | full_name\nW1 | Jo Reed",
    referrals="referral_id | child_id | referred_on | closed_on | source\nR1 | Amira | 2025-12-30 | | 2A",
    child_protection_plans="plan_id | child_id | started_on | ended_on\nP1 | Amira | 2026-10-05 |",
    child_protection_visits="""
        visit_id | child_id | plan_id | visited_on | seen
        V1       | Amira    | P1      | 2026-10-07 | yes
    """,
    events="child_id | kind | happened_on | by | value\nAmira | supervision | 2026-10-07 | W1 | plan agreed",
)


@pytest.fixture
def case(empty_council):
    Store(empty_council).keep(CASE)
    return empty_council


def lines(ended):
    return [" ".join(line.split()) for line in ended.out.splitlines() if line.strip()]


def test_a_case_reads_as_a_chronology(everycase, case):
    told = lines(everycase("show", "Amira", "--council", case))
    assert told[:2] == [
        "Child Amira · Amira Shah · born 2 May 2014 · as of 24 November 2026",
        "Not reviewed yet: `everycase review` says what was due and what is wrong.",
    ]
    start = told.index("2025")
    assert told[start : start + 2] == ["2025", "30 Dec │ Referral received · who referred: Schools"]
    year = told.index("2026")
    assert told[year + 1].startswith("5 Oct │ Child protection plan: plan began")
    assert told[year + 2] == "7 Oct │ Child protection visit: visited · the child was seen: yes"
    assert told[year + 3] == "│ The case discussed in supervision · plan agreed; by Jo Reed"


def test_what_is_wrong_stands_first_and_in_its_place(everycase, case):
    everycase("review", "--council", case)
    ended = everycase("show", "Amira", "--council", case)
    wrong = "Child on a plan visited and seen: due by 21 October 2026, not done; late by 24 working days."
    assert f"▲ Red line: {wrong}" in ended.words
    assert "21 Oct ▲ Child on a plan visited and seen" in ended.words


def test_what_was_met_in_time_or_cannot_be_told_is_counted_and_shown_when_asked(everycase, case):
    everycase("review", "--council", case)
    short = everycase("show", "Amira", "--council", case)
    long = everycase("show", "Amira", "--council", case, "--all")
    assert "(--all shows them)" in short.words
    assert "can't tell:" not in short.words
    assert "can't tell:" in long.words
    assert "(--all shows them)" not in long.words


def test_only_since_a_date(everycase, case):
    ended = everycase("show", "Amira", "--council", case, "--since", "2026-10-07")
    assert "7 Oct" in ended.words
    assert "5 Oct" not in ended.words
    assert "30 Dec" not in ended.words


def test_json_is_a_list_of_entries(everycase, case):
    told = everycase("show", "Amira", "--council", case, "--json").json
    assert {entry["kind"] for entry in told} == {"record"}
    assert [entry["day"] for entry in told] == sorted(entry["day"] for entry in told)


def long_case(*years):
    """A child with 99 events in each year, and two in 2019."""
    in_a_year = [f"{month:02}-{day:02}" for month in range(1, 12) for day in range(1, 28, 3)]
    days = [f"{year}-{day}" for year in years for day in in_a_year]
    lines = [f"Amira | supervision | {day}" for day in ["2019-02-01", "2019-03-07", *days]]
    return given(
        "2026-11-24",
        children="child_id | born_on\nAmira | 2014-05-02",
        events="\n".join(["child_id | kind | happened_on", *lines]),
    )


def test_of_a_long_case_the_years_before_the_last_120_lines_are_a_line_each(everycase, empty_council):
    Store(empty_council).keep(long_case(2024, 2025, 2026))
    told = lines(everycase("show", "Amira", "--council", empty_council))
    assert told[2:5] == [
        "2019 2 lines, 1 February to 7 March",
        "2024 99 lines, 1 January to 25 November",
        "2025",
    ]
    assert sum("supervision" in line for line in told) == 198
    whole = f"everycase show Amira --since 2019-01-01 --council {empty_council}"
    assert told[-1] == f"Those years in full: {whole}"
    again = everycase(*whole.split()[1:])
    assert sum("supervision" in line for line in lines(again)) == 299
    assert "in full" not in again.out


def test_a_case_that_fills_no_three_screens_is_shown_whole(everycase, empty_council):
    Store(empty_council).keep(long_case(2026))
    told = lines(everycase("show", "Amira", "--council", empty_council))
    assert sum("supervision" in line for line in told) == 101
    assert "in full" not in " ".join(told)


@pytest.mark.parametrize("child", ["Nobody", "amira", "", "[bold]", "A\nB"])
def test_a_child_who_is_not_there_is_told(everycase, case, child):
    ended = everycase("show", child, "--council", case)
    assert ended.code == 3
    shown = child.replace("\n", "\\n")
    assert " ".join(f"child {shown} is not in the record as of 24 November 2026".split()) in ended.error


def test_a_date_that_is_none_is_told(everycase, case):
    ended = everycase("show", "Amira", "--council", case, "--since", "October")
    assert (ended.code, "--since: found 'October'" in ended.error) == (2, True)


def test_a_date_without_a_record_is_told(everycase, empty_council):
    Store(empty_council).keep(record(SECOND))
    assert everycase("show", "Ben", "--council", empty_council, "--as-of", "2026-01-05").code == 3
