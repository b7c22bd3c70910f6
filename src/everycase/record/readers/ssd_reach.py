"""How far an extract of the Standard Safeguarding Dataset reaches, and which fields it holds at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from everycase import calendar
from everycase.record.readers.problems import problem, problems
from everycase.record.readers.ssd_rows import Tables
from everycase.record.reading import LATEST, Window
from everycase.record.schema import STORED, Format
from everycase.record.schema.people import ROLES_TOLD_APART, reach_of_role

IN_NEED, PROTECTED, IN_CARE = "child_in_need_plans", "child_protection_plans", "care_episodes"
POPULATION: Mapping[str, str] = {
    "child_in_need_visits": IN_NEED,
    **dict.fromkeys(("child_protection_visits", "child_protection_reviews"), PROTECTED),
    **dict.fromkeys(("care_visits", "care_reviews", "placements", "legal_statuses", "care_plans"), IN_CARE),
    **dict.fromkeys(("health_checks", "strengths_and_difficulties", "substance_misuse"), IN_CARE),
    **dict.fromkeys(("convictions", "previous_permanence", "permanence"), IN_CARE),
    **dict.fromkeys(("assessments", "involvements", "section_47_enquiries"), "referrals"),
    "child_protection_plans": "initial_conferences",
}
"""Whose rows a table holds: empty beside children who should have some, it was not filled."""

RARE = frozenset(
    {"children.died_on", "children.expected_on", "permanence.reversed_on", "permanence.order_on"}
)
"""Dates that may well be empty in every row though the extract holds them."""

ENOUGH_ROWS = 100
"""Rows from which on a table's earliest date says where the extract begins."""
OPEN_PLANS = 10
"""Open plans that must all be without a visit before the visits are taken to be missing."""
SETTLED_DAYS = 60
EVER = date(1900, 1, 1)


@dataclass(frozen=True)
class SsdReach:
    """Parts of the Reading: fields held, stretches with nothing missing, latest rows, and what was noted."""

    supplied: Mapping[str, frozenset[str]]
    windows: Sequence[Window]
    latest: pl.DataFrame
    problems: pl.DataFrame


def reach_of(
    tables: Tables,
    empty: frozenset[str],
    columns: Mapping[str, frozenset[str]],
    as_of: date,
    months: int,
) -> SsdReach:
    """How far the tables reach.

    empty: tables that came with no rows (one may also be emptied, where its rows were another's too).
    columns: table → fields that have a column. months: length of the window before `as_of`.
    """
    unfilled = {name: why for name in tables if (why := _unfilled(name, empty, tables, as_of))}
    windows, notes = [], [problem("trap", why, file=STORED[name].ssd) for name, why in unfilled.items()]
    for name, rows in tables.items():
        if name in unfilled or _latest_only(name):
            continue
        since, note = _since(name, rows, as_of, months)
        windows.append(Window(name, since, as_of))
        notes += note
    windows += _roles(tables, windows)
    supplied = {
        name: frozenset() if name in empty and name in unfilled else _held(name, rows, columns[name])
        for name, rows in tables.items()
    }
    return SsdReach(
        supplied, windows, _latest(tables, calendar.months_before(as_of, months)), problems(notes)
    )


def _roles(tables: Mapping[str, pl.DataFrame], windows: Sequence[Window]) -> list[Window]:
    """Roles that the extract holds as far back as its involvements: those of which there is some row."""
    rows = tables.get("involvements", pl.DataFrame())
    found = set(rows["role"]) if "role" in rows.columns else set()
    whole = [window for window in windows if window.table == "involvements"]
    return [
        replace(window, table=reach_of_role(role))
        for window in whole
        for role in ROLES_TOLD_APART
        if role in found
    ]


def _latest_only(name: str) -> bool:
    reach = STORED[name].reach.get(Format.SSD)
    return reach is not None and reach.depth == "latest"


def _held(name: str, rows: pl.DataFrame, columns: frozenset[str]) -> frozenset[str]:
    """Fields with a value in some row; an end may be empty in all, where nothing has ended."""
    until = STORED[name].until
    filled = {c for c in rows.columns if rows[c].null_count() < rows.height}
    credible = {c for c in columns if c == until or f"{name}.{c}" in RARE}
    own = STORED[name].fields().keys()
    return frozenset(columns if rows.is_empty() else (filled | credible) & own)


def _unfilled(name: str, empty: frozenset[str], tables: Tables, as_of: date) -> str:
    """Why a table tells nothing though it was supplied; empty where it tells something."""
    population = POPULATION.get(name, "children")
    people = tables.get(population, pl.DataFrame())
    if name in empty and name != population and (people.height or population not in tables):
        beside = f" beside {people.height:,} in {STORED[population].ssd}" if people.height else ""
        return (
            f"{STORED[name].ssd} has no rows{beside}: it was probably not filled. What it would hold "
            "can't be told."
        )
    if name == "child_in_need_visits" and _no_open_plan_visited(tables[name], people, as_of):
        return (
            "No child with an open child in need plan has a visit since the plan began: one script leaves "
            "out the visits of open plans. Visits to children in need can't be told."
        )
    return ""


def _no_open_plan_visited(visits: pl.DataFrame, plans: pl.DataFrame, as_of: date) -> bool:
    """Eclipse's script keeps a visit only if it is before the plan's end, which an open plan has not."""
    if not {"started_on", "ended_on"} <= set(plans.columns) or "visited_on" not in visits.columns:
        return False
    settled = pl.col("started_on") <= pl.lit(as_of).dt.offset_by(f"-{SETTLED_DAYS}d")
    open_plans = plans.filter(pl.col("ended_on").is_null() & settled).select("child_id", "started_on")
    visited = open_plans.join(visits.select("child_id", "visited_on"), on="child_id").filter(
        pl.col("visited_on") >= pl.col("started_on")
    )
    return open_plans.height >= OPEN_PLANS and visited.is_empty()


def _since(name: str, rows: pl.DataFrame, as_of: date, months: int) -> tuple[date, list[dict[str, object]]]:
    """The window's start: as many months back as agreed, or where the rows begin, if over a year later."""
    agreed = calendar.months_before(as_of, months)
    when = STORED[name].when
    first = rows[when].min() if when in rows.columns and rows.height >= ENOUGH_ROWS else None
    if not isinstance(first, date) or (first - agreed).days <= 366:
        return agreed, []
    says = (
        f"{STORED[name].ssd} begins on {first:%-d %B %Y}, not {months} months before {as_of:%-d %B %Y}: "
        "what came earlier can't be told."
    )
    return first, [problem("trap", says, file=STORED[name].ssd, found=str(first), expected=str(agreed))]


def _latest(tables: Tables, since_day: date) -> pl.DataFrame:
    """For tables with a child's latest row only: since when nothing else happened.

    A child without a row may have had one that is older than the extract: nothing happened since it begins.
    """
    rows = [pl.DataFrame(schema=dict(LATEST))]
    for name, table in tables.items():
        if not _latest_only(name) or table.is_empty():
            continue
        dates = [c for c, kind in table.schema.items() if kind == pl.Date]
        since = pl.max_horizontal(*dates) if dates else pl.lit(None, pl.Date)
        rows += [
            _since_when(name, table, since.fill_null(EVER)),
            _since_when(name, _without(table, tables), pl.lit(since_day)),
        ]
    return pl.concat(rows)


def _without(table: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Children who have no row in a table that others have one in."""
    everyone = tables.get("children", table.head(0)).select("child_id").drop_nulls().unique()
    return pl.concat([table.head(0), everyone.join(table, on="child_id", how="anti")], how="diagonal")


def _since_when(name: str, rows: pl.DataFrame, since: pl.Expr) -> pl.DataFrame:
    return rows.select(
        pl.lit(name).alias("table"),
        "child_id",
        pl.lit(None, dtype=pl.String).alias("kind"),
        since.alias("since"),
    )
