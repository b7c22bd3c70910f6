"""Ofsted's workbook of a made-up council: read back as any that Ofsted publishes."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.returns.providers import providers_in
from everycase.synthetic.planting.returns import named_providers
from everycase.synthetic.writers import providers_of, write_providers

PLACEMENTS = pl.DataFrame(
    [
        ("P2", "SC1", "K2", "PR4", "OX1 1AB", date(2026, 2, 1)),
        ("P1", "SC1", "S1", "PR1", "OX1 1AA", date(2026, 1, 1)),
        ("P3", "SC1", "K2", "PR4", "OX1 1AB", date(2026, 3, 1)),
        ("P4", None, "P1", "PR0", "OX1 1AC", date(2026, 1, 1)),
        ("P5", "SC2", "U6", None, None, date(2026, 1, 1)),
    ],
    schema=["placement_id", "urn", "kind", "provider", "postcode", "started_on"],
    orient="row",
)


def test_a_provider_offers_all_that_it_is_named_with_and_lies_where_its_first_placement_was(tmp_path):
    path = write_providers(providers_of({"placements": PLACEMENTS}), tmp_path / "providers.xlsx")
    assert providers_in([path]).rows() == [
        ("SC1", ["K2", "S1"], ["PR1", "PR4"], None, "OX11AA"),
        ("SC2", ["U6"], [], None, None),
    ]


def test_a_day_of_closing_is_a_day(tmp_path):
    path = write_providers(named_providers(["K2", "U6", "K2"], date(2027, 3, 31)), tmp_path / "named.xlsx")
    rows = {row["urn"]: row for row in providers_in([path]).to_dicts()}
    assert rows["SC000009"]["closed_on"] == date(2026, 4, 10)
    assert rows["SC000008"]["closed_on"] is None
    assert rows["SC000007"]["placement_codes"] == ["K2", "U6"]
