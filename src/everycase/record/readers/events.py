"""A council's own events.csv: what happened that no extract holds, as a `Reading`.

Columns child, event, date, by, value, in any case and order. An event's name may have spaces or underscores
for its dashes. How far back a kind is complete is not in the file: it is taken from its earliest row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from everycase.record.readers.annex_a_date import date_of
from everycase.record.readers.problems import problem, problems, problems_of, together
from everycase.record.readers.safe import SafeCsv, read_csv
from everycase.record.readers.values import ROW, read_table
from everycase.record.reading import LATEST, FileRead, Reading, UnreadableError, Window
from everycase.record.schema import Format, events
from everycase.record.schema.events import event_kinds

COLUMNS: Mapping[str, str] = {
    "child": "child_id",
    "event": "kind",
    "date": "happened_on",
    "by": "by",
    "value": "value",
}
"""Header → field."""
NEEDED = ("child", "event", "date")


def read(path: Path, as_of: date | None = None, *, whole: bool = True) -> Reading:
    """The events, and what could not be understood.

    as_of: the file's date; taken from its name or its latest event where not given. whole: whether the file
    holds every event of its kinds; of what people wrote down one by one, that an event is missing says
    nothing. Raises UnreadableError where it is no CSV, or lacks one of the columns child, event and date.
    """
    csv = read_csv(path)
    headers = _headers(path, csv)
    fields = {COLUMNS[name]: header for name, header in headers.items()}
    once, repeated = _once(csv.frame, path.name)
    known, unknown = _known(once, headers, path.name)
    table = read_table(events, known, fields, file=path.name)
    frame, not_placed = _placed(table.frame, known, headers, path.name)
    day, dated = (as_of, f"Dated {as_of}, as given.") if as_of else _dated(path, frame)
    return Reading(
        format=Format.EVENTS,
        as_of=day,
        tables={"events": frame},
        supplied={"events": _supplied(frame)},
        windows=_windows(frame, day) if whole else [],
        latest=pl.DataFrame(schema=dict(LATEST)),
        problems=together(
            [csv.problems, _extra(csv, headers, path.name), repeated, unknown, table.problems, not_placed]
        ),
        files=[FileRead(str(path), "", csv.sha256, csv.frame.height, table.columns)],
        notes=[dated],
    )


def _headers(path: Path, csv: SafeCsv) -> dict[str, str]:
    """Our name of each column → its header as found; the first where two are the same."""
    found: dict[str, str] = {}
    for header in csv.headers:
        found.setdefault(header.strip().strip('"').lower(), header)
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise UnreadableError(
            f"{path.name} has no column {', '.join(missing)}. Found: {', '.join(csv.headers)}. Expected: "
            "child, event, date, by, value."
        )
    return {name: found[name] for name in COLUMNS if name in found}


def _once(rows: pl.DataFrame, file: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    first = rows.select(pl.struct(pl.exclude(ROW)).is_first_distinct()).to_series()
    says = pl.lit("the same row stands above, word for word; it was taken once")
    return rows.filter(first), problems_of(
        rows.filter(~first).rename({ROW: "row"}), "duplicate", says, file=file
    )


def _known(rows: pl.DataFrame, headers: Mapping[str, str], file: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows whose kind of event is known or blank, with its own name; and a problem for each of the rest.

    Nothing is guessed from part of a name: "supervision-note" is not "supervision".
    """
    name = pl.col(headers["event"])
    dashed = name.str.strip_chars().str.to_lowercase().str.replace_all(r"[\s_–—-]+", "-")
    is_known = dashed.is_in(list(event_kinds()))
    unknown = rows.filter(~is_known).with_columns(row=pl.col(ROW), child_id=pl.col(headers["child"]))
    near = {
        text: ", ".join(get_close_matches(text.lower(), event_kinds(), n=3, cutoff=0.6))
        for text in unknown[headers["event"]].unique()
    }
    meant = name.replace_strict(near, default="", return_dtype=pl.String) if near else pl.lit("")
    listed = problems_of(
        unknown,
        "not understood",
        pl.format("'{}' is no kind of event, so the row was left out{}", name, _hint(meant)),
        file=file,
        column=headers["event"],
        found=name,
        expected="the name of a kind of event",
    )
    return rows.filter(is_known.fill_null(value=True)).with_columns(dashed.alias(headers["event"])), listed


def _hint(meant: pl.Expr) -> pl.Expr:
    return pl.when(meant != "").then(pl.format("; names near to it: {}", meant)).otherwise(pl.lit(""))


def _placed(
    frame: pl.DataFrame, known: pl.DataFrame, headers: Mapping[str, str], file: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows with a child, an event and a date; and a problem for each cell of the others that is blank."""
    blank = known.select(pl.col(headers[name]).is_null().alias(name) for name in NEEDED)
    found = [
        problems_of(
            frame.filter(blank[name]),
            "not placed",
            pl.lit("nothing there, so the row was left out"),
            file=file,
            column=headers[name],
            expected=name,
        )
        for name in NEEDED
    ]
    whole = pl.all_horizontal(pl.col(COLUMNS[name]).is_not_null() for name in NEEDED)
    return frame.filter(whole), together(found)


def _extra(csv: SafeCsv, headers: Mapping[str, str], file: str) -> pl.DataFrame:
    return problems(
        problem(
            "extra column",
            f"{file}: column '{header}' is not one of child, event, date, by, value and was not read",
            file=file,
            column=header,
            found=header,
        )
        for header in csv.headers
        if header not in headers.values()
    )


def _dated(path: Path, frame: pl.DataFrame) -> tuple[date, str]:
    return date_of(path.stem, (), [frame["happened_on"]])


def _supplied(frame: pl.DataFrame) -> frozenset[str]:
    fields = [name for name in events.fields() if name in frame.columns]
    return frozenset(name for name in fields if frame.is_empty() or frame[name].null_count() < frame.height)


def _windows(frame: pl.DataFrame, as_of: date) -> list[Window]:
    """Each kind's stretch, from its earliest event. Kinds that the file lacks are not reached."""
    earliest = frame.group_by("kind", maintain_order=True).agg(pl.col("happened_on").min()).sort("kind")
    return [Window(f"events:{kind}", since, as_of) for kind, since in earliest.iter_rows()]
