"""Returns written from a record that somebody changed: each contradiction is found, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl

from everycase.record.loading import load
from everycase.record.store import Store
from everycase.synthetic.council import make_council
from everycase.synthetic.writers import write_cin_census, write_ssd, write_ssda903

AS_OF, YEAR_END = date(2026, 11, 24), date(2026, 3, 31)
SSD, CENSUS, RETURN = "Standard Safeguarding Dataset", "CIN census", "SSDA903 return"
OPEN = pl.col("ended_on").is_null() | (pl.col("ended_on") > date(2026, 6, 1))


def some(tables: Mapping[str, pl.DataFrame], table: str, condition: pl.Expr, many: int) -> list[str]:
    """Children with one row that meets a condition, and no other in the table; the same each time."""
    once = tables[table].filter(pl.len().over("child_id") == 1)
    return [str(child) for child in once.filter(condition)["child_id"].unique().sort().head(many)]


def test_each_contradiction_is_found_between_the_files_that_have_it_and_nothing_else(tmp_path: Path) -> None:
    tables = dict(make_council(seed=4, children=3_000, as_of=AS_OF).tables)
    in_care = some(tables, "care_episodes", OPEN & (pl.col("started_on") < date(2026, 1, 1)), 3)
    on_plan = some(tables, "child_protection_plans", OPEN & (pl.col("started_on") < date(2026, 1, 1)), 3)
    born, gone, status = in_care
    category, began, no_plan = on_plan
    write_ssd(tables, AS_OF, tmp_path / "ssd")
    another = pl.when(pl.col("status") == "C2").then(pl.lit("C1")).otherwise(pl.lit("C2"))
    returned = {
        **tables,
        "children": _set(tables["children"], born, "born_on", pl.col("born_on") + pl.duration(days=1)),
        "legal_statuses": _set(tables["legal_statuses"], status, "status", another),
    }
    for name in ("care_episodes", "placements", "legal_statuses"):
        returned[name] = returned[name].filter(pl.col("child_id") != gone)
    plans = tables["child_protection_plans"]
    plans = _set(plans, category, "initial_category", pl.lit("SAB"))
    plans = _set(plans, began, "started_on", pl.col("started_on") + pl.duration(days=1))
    counted = {**tables, "child_protection_plans": plans.filter(pl.col("child_id") != no_plan)}
    write_ssda903(returned, YEAR_END, tmp_path / "ssda903")
    write_cin_census(counted, YEAR_END, tmp_path / "cin.xml")

    files = [str(tmp_path / name) for name in ("ssd", "ssda903", "cin.xml")]
    record = load(Store(tmp_path / "council"), files, "Made up", as_of=AS_OF)
    differ = record.scan("cross_checks").filter(~pl.col("agrees"))
    found = differ.select("child_id", "fact", "first_source", "second_source").collect()
    assert set(found.rows()) == {
        (born, "date of birth", SSD, RETURN),
        (born, "date of birth", CENSUS, RETURN),
        (gone, "looked after", SSD, RETURN),
        (status, "legal status", SSD, RETURN),
        (category, "initial category", SSD, CENSUS),
        (began, "protection plan from", SSD, CENSUS),
        (no_plan, "protection plan", SSD, CENSUS),
    }
    assert found.height == 7


def _set(frame: pl.DataFrame, child: str, column: str, value: pl.Expr) -> pl.DataFrame:
    mine = pl.col("child_id") == child
    return frame.with_columns(pl.when(mine).then(value).otherwise(column).alias(column))
