"""The manager's report: one HTML file that needs nothing else, to read at the end of a day or to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined

from everycase.analysis import picture, wording
from everycase.analysis.charts import late_entry_chart, months_chart, wrong_chart
from everycase.analysis.evidence import Evidence
from everycase.analysis.last_year import FEW, first_month
from everycase.analysis.untold import red_lines_untold, untold
from everycase.analysis.worklist import AHEAD, due_next, of_cases, with_team
from everycase.record.schema import TABLES, Format
from everycase.record.snapshot import FileTaken
from everycase.review.compare import BACK, NEW, NEW_BY_CHANGE, PROVED, STATUSES, STILL_OPEN
from everycase.review.return_tally import rules_that_fire, tally, unjudged_by_reason
from everycase.review.returns import CheckedReturn
from everycase.standards.answers import FORMAT_NAMES
from everycase.standards.language import Aspect

RED_LINES_OPEN = 40
WORST = 12
LISTED = 20
AREA_STATUSES = (NEW, BACK, STILL_OPEN, PROVED)

Rows = list[dict[str, Any]]


def write_report(evidence: Evidence, path: Path) -> Path:
    """Write the report to `path`, replacing what is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(evidence), encoding="utf-8")
    return path


def render(evidence: Evidence) -> str:
    """The report as HTML."""
    page = _environment().get_template("report.html")
    return page.render(
        council=evidence.review.council,
        as_of=evidence.as_of,
        since=first_month(evidence.as_of),
        ahead=AHEAD,
        few=FEW,
        css=_environment().get_template("report.css").render(),
        made_with=evidence.manifest.everycase,
        now=_now(evidence),
        grid=_grid(evidence),
        worst=_worst(evidence),
        changes=_changes(evidence),
        months=_months(evidence),
        teams=picture.by_team(evidence).to_dicts(),
        returns=[_return(check) for check in evidence.review.returns],
        returns_changed=_changed_in_returns(evidence),
        returns_by_team=picture.returns_by_team(evidence).to_dicts(),
        lag=_lag(evidence),
        made_timely=_made_timely(evidence),
        averages=_averages(evidence),
        untold=_untold(evidence),
        files=_files(evidence),
    )


def _environment() -> Environment:
    # Everything that a record holds is escaped. The template marks the CSS and the charts, whose text was
    # escaped when they were drawn, as safe.
    made = Environment(
        loader=PackageLoader("everycase.analysis", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        number=wording.number,
        day=wording.day,
        short_day=wording.short_day,
        share=wording.share,
        percent=wording.percent,
        capital=wording.capital,
    )
    made.globals["plural"] = wording.plural
    return made


def _now(evidence: Evidence) -> dict[str, Any]:
    """What needs somebody now, and the numbers at the head of the page."""
    findings = of_cases(with_team(evidence))
    red = findings.filter("red_line").with_columns(
        evidence.names.team("team"), evidence.names.worker("worker_now")
    )
    open_now = findings.filter(pl.col("severity") > 0)
    kinds = red.group_by("title", maintain_order=True).agg(
        pl.len().alias("findings"), pl.col("child_id").n_unique().alias("children")
    )
    return {
        "red": red.head(RED_LINES_OPEN).to_dicts(),
        "more_red": red.slice(RED_LINES_OPEN).to_dicts(),
        "red_count": red.height,
        "red_children": red["child_id"].n_unique(),
        "red_kinds": kinds.sort("findings", "title", descending=[True, False]).to_dicts(),
        "findings": open_now.height,
        "children": open_now["child_id"].drop_nulls().n_unique(),
        "due": due_next(evidence).height,
        "red_untold": red_lines_untold(
            evidence.answers.values(), evidence.standards, evidence.review.standards
        ),
        "untold": int(evidence.review.measures["cannot_tell"].sum()),
    }


def _grid(evidence: Evidence) -> dict[str, Any]:
    """The areas by the aspects that anything is measured of."""
    cells = picture.area_aspect(evidence).to_dicts()
    for cell in cells:
        cell["shade"], cell["words"] = wording.band(cell)
    aspects = [str(a) for a in Aspect if any(cell["aspect"] == a for cell in cells)]
    areas: dict[str, dict[str, Any]] = {}
    for cell in cells:
        areas.setdefault(cell["area"], {})[cell["aspect"]] = cell
    return {"aspects": aspects, "areas": areas}


def _worst(evidence: Evidence) -> dict[str, Any]:
    most, lowest = picture.by_standard(evidence), picture.lowest_share(evidence)
    shown = most.head(WORST)
    told = "; ".join(f"{title}, {wrong:,}" for title, wrong in shown.select("title", "wrong").iter_rows())
    chart = wrong_chart(shown, "worst", f"Bars of how many are wrong of each standard: {told}.")
    return {
        "most": shown.to_dicts(),
        "lowest": lowest.head(WORST).to_dicts(),
        "standards": most.height,
        "chart": chart if shown.height else "",
    }


def _changes(evidence: Evidence) -> dict[str, Any] | None:
    if evidence.comparison is None:
        return None
    counted = {row["status"]: row for row in picture.changed(evidence).to_dicts()}
    areas: dict[str, dict[str, int]] = {}
    for row in picture.changed(evidence, ["area"]).iter_rows(named=True):
        areas.setdefault(row["area"], {})[row["status"]] = row["findings"]
    worse = (
        of_cases(evidence.comparison)
        .filter(
            (pl.col("red_line") & pl.col("status").is_in([NEW, NEW_BY_CHANGE])) | (pl.col("status") == BACK)
        )
        .with_columns(evidence.names.worker("worker_now"))
    )
    return {
        "with": evidence.compared_with,
        "counts": {status: counted.get(status, {}).get("findings", 0) for status in STATUSES},
        "statuses": [(s, STATUSES[s], counted[s]) for s in STATUSES if s in counted],
        "areas": areas,
        "area_statuses": AREA_STATUSES,
        "worse": worse.head(LISTED).to_dicts(),
        "worse_count": worse.height,
    }


def _return(check: CheckedReturn) -> dict[str, Any]:
    """One return that was checked: how much its rules flag, which flag most, and which could not be run."""
    told, fired = tally(check), rules_that_fire(check).to_dicts()
    return {
        "name": FORMAT_NAMES[Format(check.name)],
        "year": check.collection_year,
        "as_of": check.as_of,
        "errors": told.errors,
        "queries": told.queries,
        "children": told.children,
        "kept": told.clear,
        "rules": check.rules.height,
        "fired": fired[:LISTED],
        "more": fired[LISTED:],
        "reasons": unjudged_by_reason(check).select("reason", "len").iter_rows(),
        "not_run": told.unjudged,
    }


def _changed_in_returns(evidence: Evidence) -> list[tuple[str, str, dict[str, Any]]]:
    counted = {row["status"]: row for row in picture.changed_in_returns(evidence).to_dicts()}
    return [(status, STATUSES[status], counted[status]) for status in STATUSES if status in counted]


def _months(evidence: Evidence) -> Rows:
    """One figure for each area that has time limits: its chart and the table beside it."""
    rows = picture.by_month(evidence)
    areas = rows["area"].unique(maintain_order=True)
    return [_month_figure(evidence, n, area, rows.filter(area=area)) for n, area in enumerate(areas)]


def _month_figure(evidence: Evidence, place: int, area: str, rows: pl.DataFrame) -> dict[str, Any]:
    told = [
        {**row, "name": wording.month(row["month"], evidence.as_of)} for row in rows.iter_rows(named=True)
    ]
    said = "; ".join(f"{row['name']}, {wording.share(row)}" for row in told)
    alt_text = f"Line of the share right by month, {area}: {said}."
    chart = months_chart(rows, evidence.as_of, f"months-{place}", alt_text)
    return {"area": area, "rows": told, "chart": chart}


def _lag(evidence: Evidence) -> dict[str, Any] | None:
    teams = picture.late_entry(evidence)
    if teams.is_empty():
        return None
    told = "; ".join(
        f"{team or 'No team'}, {wording.percent(share)} of {rows:,}"
        for team, rows, share in teams.select("team", "rows", "share").iter_rows()
    )
    alt_text = f"Bars of the share recorded more than 5 working days after the event, by team: {told}."
    kinds = evidence.lag.with_columns(
        evidence.names.team("team"), pl.col("kind").replace(_table_names()).alias("kind")
    )
    return {
        "teams": teams.to_dicts(),
        "kinds": picture.by_name(kinds.sort("kind")).to_dicts(),
        "chart": late_entry_chart(teams, "lag", alt_text),
    }


def _table_names() -> Mapping[str, str]:
    return {name: name.replace("_", " ") for name in TABLES}


def _made_timely(evidence: Evidence) -> dict[str, Any]:
    rows = evidence.made_timely.sort("seen_on", "child_id", descending=[True, False])
    said = rows.with_columns(
        pl.col("standard").replace(evidence.titles()).alias("title"),
        pl.col("field").replace(_meanings(rows["field"].unique())).alias("field"),
    ).to_dicts()
    return {"rows": said[:LISTED], "more": said[LISTED:], "count": len(said)}


def _meanings(fields: Iterable[str]) -> dict[str, str]:
    """table.field → what the field means."""
    found = {}
    for name in fields:
        table, _, field = name.partition(".")
        known = TABLES[table].fields() if table in TABLES else {}
        found[name] = f"{table.replace('_', ' ')}: {known[field].meaning.lower()}" if field in known else name
    return found


def _averages(evidence: Evidence) -> Rows:
    rows = evidence.review.averages.with_columns(pl.col("standard").replace(evidence.titles()).alias("title"))
    return rows.to_dicts()


def _untold(evidence: Evidence) -> dict[str, Any]:
    rows = untold(evidence).to_dicts()
    judged = [answer for answer in evidence.answers.values() if answer.answer != "a person"]
    suppliers = Counter(name for answer in judged if answer.answer != "yes" for name in answer.supplied_by)
    return {
        "rows": rows[:LISTED],
        "more": rows[LISTED:],
        "answers": Counter(answer.answer for answer in judged),
        "suppliers": suppliers.most_common(),
    }


def _files(evidence: Evidence) -> Rows:
    """How many files and rows of each format the record was made from."""
    taken: dict[str, list[FileTaken]] = {}
    for file in evidence.manifest.files:
        taken.setdefault(FORMAT_NAMES[file.format], []).append(file)
    return [
        {"format": name, "files": len({f.path for f in files}), "rows": sum(f.rows for f in files)}
        for name, files in taken.items()
    ]
