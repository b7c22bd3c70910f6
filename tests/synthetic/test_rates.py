"""Figures come with their sources, and shares are shares."""

import csv
from importlib.resources import files

import pytest

from everycase.synthetic import rates
from everycase.synthetic.rates import Path


def rows() -> list[dict[str, str]]:
    text = files("everycase.synthetic").joinpath("data/england.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_every_figure_says_what_it_is_of_when_and_from_where() -> None:
    for row in rows():
        assert all(row.values()), row["name"]
        assert float(row["value"]) > 0
    assert len({row["name"] for row in rows()}) == len(rows())


@pytest.mark.parametrize("shares", [rates.first_paths(), rates.later_paths()])
def test_every_share_of_families_is_above_nothing(shares: dict[str, float]) -> None:
    assert all(share > 0 for share in shares.values())
    assert sum(shares.values()) <= 1 + 1e-9


def test_families_go_every_way_at_first() -> None:
    assert set(rates.first_paths()) == {path.value for path in Path}
    assert sum(rates.first_paths().values()) == pytest.approx(1)


def test_of_ten_referrals_three_or_four_lead_to_an_enquiry_and_one_to_a_plan() -> None:
    # 189.3, 50.8 and 519.4 for every 10,000 children in the year to March 2025.
    assert rates.per_referral("section-47") == pytest.approx(0.364, abs=0.001)
    assert rates.per_referral("protection-plans-starting") == pytest.approx(0.098, abs=0.001)


def test_august_and_christmas_are_quiet_and_demand_rises() -> None:
    assert rates.season(8, 0) < 0.8
    assert rates.season(12, 0) < 0.85
    assert rates.season(3, 5) > rates.season(3, 0) * 1.1
