"""Chains of events keep to their limits; Easter 2024 was 31 March, with holidays on 29 March and 1 April."""

from datetime import date

import polars as pl
import pytest

from everycase.synthetic.dates import (
    at_work,
    at_work_by,
    chain,
    within_days,
    within_months,
    within_working_days,
    working_days_after,
)


def day(expression: pl.Expr) -> str:
    return str(pl.select(expression).item())


def on(text: str) -> pl.Expr:
    return pl.lit(date.fromisoformat(text))


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2024-03-27", 1, "2024-03-28"),
        ("2024-03-28", 1, "2024-04-02"),  # over Easter
        ("2024-03-30", 1, "2024-04-02"),  # from a Saturday: the next working day is day 1
        ("2024-03-30", 0, "2024-04-02"),  # no days after a closed day is the next open one
        ("2024-03-28", 0, "2024-03-28"),
        ("2024-04-02", -1, "2024-03-28"),
        ("2024-03-31", -1, "2024-03-28"),
    ],
)
def test_working_days_are_counted_round_weekends_and_holidays(start: str, count: int, expected: str) -> None:
    assert day(working_days_after(on(start), count)) == expected
    if count >= 0:
        assert day(working_days_after(on(start), pl.lit(count))) == expected


def test_a_closed_day_moves_to_the_next_or_the_last_open_one() -> None:
    assert day(at_work(on("2024-03-29"))) == "2024-04-02"
    assert day(at_work_by(on("2024-03-31"))) == "2024-03-28"


def links(start: str, end: str, **how: object) -> list[str]:
    spell = pl.DataFrame({"start": [date.fromisoformat(start)], "end": [date.fromisoformat(end)]})
    return chain(spell, "start", "end", **how)["on"].cast(pl.String).to_list()


def test_each_event_is_due_from_the_one_before() -> None:
    assert links("2024-03-04", "2024-05-07", due=within_working_days(10)) == [
        "2024-03-18",
        "2024-04-03",  # 10 working days, two of the weekdays between being holidays
        "2024-04-17",
        "2024-05-01",
    ]


def test_an_event_that_would_fall_on_a_closed_day_is_earlier() -> None:
    # 31 August and three months is 30 November, a Saturday.
    assert links("2024-08-31", "2024-12-31", due=within_months(3)) == ["2024-11-29"]


def test_the_first_may_have_a_limit_of_its_own() -> None:
    found = links("2024-05-06", "2024-07-01", due=within_days(28), first_due=within_days(7))
    assert found == ["2024-05-13", "2024-06-10"]


def test_events_may_be_done_early_but_never_twice_on_a_day() -> None:
    found = links("2024-03-25", "2024-04-12", due=within_days(7), early=2)
    assert found == sorted(set(found))
    gaps = [
        (date.fromisoformat(b) - date.fromisoformat(a)).days
        for a, b in zip(["2024-03-25", *found], found, strict=False)
    ]
    assert all(0 < gap <= 7 for gap in gaps)


def test_nothing_is_after_the_end_and_nothing_comes_of_no_start() -> None:
    spells = pl.DataFrame(
        {"start": [date(2024, 5, 6), None], "end": [date(2024, 5, 8), date(2024, 12, 31)]},
        schema={"start": pl.Date, "end": pl.Date},
    )
    assert chain(spells, "start", "end", within_days(7)).height == 0


def test_a_chain_that_stands_still_is_refused() -> None:
    with pytest.raises(ValueError, match="does not move on"):
        links("2024-05-06", "2024-05-31", due=within_days(0))
