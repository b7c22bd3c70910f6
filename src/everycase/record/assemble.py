"""Several readings made into one record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate

import polars as pl

from everycase import __version__
from everycase.record.called import called, under_one_id
from everycase.record.cross_checks import cross_checks
from everycase.record.history import with_history
from everycase.record.identity import merges, moved, numbered, repeated, with_keys
from everycase.record.last_seen import without_visits_elsewhere
from everycase.record.merge import TRUST, merge, under_kept_ids
from everycase.record.reading import PROBLEMS, Reading
from everycase.record.schema import STORED, Format
from everycase.record.snapshot import NOTHING_LATEST, Compared, FileTaken, Manifest, Record, Stretch


def assemble(
    readings: Sequence[Reading],
    council: str,
    *,
    as_of: date | None = None,
    before: Record | None = None,
    passed_over: Sequence[str] = (),
) -> Record:
    """One record from what the readers took, most trusted first, joined on the child's id.

    before: the record of the extract before, for each row's history. passed_over: what lay beside the
    files and was not read, in words. Raises ValueError without readings.
    """
    if not readings:
        raise ValueError("no reading to make a record from")
    ordered = sorted(readings, key=lambda reading: TRUST.index(reading.format))
    day = as_of or max(reading.as_of for reading in ordered)
    moves, merge_problems = merges([reading.tables for reading in ordered])
    tables, problems = _merged(ordered, moves)
    checks, compared = cross_checks(list(zip(ordered, _masks(ordered), strict=True)), moves)
    tables["cross_checks"] = _aligned("cross_checks", checks)
    keyed = {name: with_keys(STORED[name], frame) for name, frame in tables.items()}
    with_numbers, orphans = numbered(keyed)
    aligned = {name: _aligned(name, frame) for name, frame in with_numbers.items()}
    manifest = _manifest(ordered, council, day, aligned, compared)
    history = with_history(aligned, manifest, before, moves)
    stored = {name: _in_order(name, frame) for name, frame in history.tables.items()}
    listed = [
        *(reading.problems for reading in ordered),
        merge_problems,
        *problems,
        orphans,
        _one_file_only(ordered, moves),
        _not_read(passed_over),
    ]
    own_problems = pl.concat([frame.cast(pl.Schema(PROBLEMS)).select(PROBLEMS.keys()) for frame in listed])
    return Record(
        manifest=manifest,
        frames={name: frame.lazy() for name, frame in stored.items()},
        latest=_latest(ordered, moves, stored["children"]).lazy(),
        problems=own_problems.lazy(),
        changes=history.changes.lazy(),
        seen={name: frame.lazy() for name, frame in history.seen.items()},
    )


def _merged(
    readings: Sequence[Reading], moves: Mapping[str, str]
) -> tuple[dict[str, pl.DataFrame], list[pl.DataFrame]]:
    """Each table of the record from every reading that has it."""
    by_table: dict[str, list[pl.DataFrame]] = {"children": []}
    first_file, problems = 0, []
    for number, (bit, reading) in enumerate(zip(_first_bits(readings), readings, strict=True)):
        earlier = [trusted.tables for trusted in readings[:number]]
        named = under_one_id(moved(reading.tables, moves), called(earlier))
        own, elsewhere = without_visits_elsewhere(named, earlier)
        for name, frame in own.items():
            by_table.setdefault(name, []).append(_stamped(name, frame, bit, first_file))
        first_file += len(reading.files)
        problems += [repeated(reading.tables, str(reading.format)), elsewhere]
    merged = {
        name: merge(STORED[name], frames or [STORED[name].empty()]) for name, frames in by_table.items()
    }
    problems += [found.problems for found in merged.values()]
    rows = {name: found.rows for name, found in merged.items()}
    return under_kept_ids(rows, {name: found.ids for name, found in merged.items()}), problems


def _bits(reading: Reading) -> int:
    """How many bits a reading needs: one, or one for each list that holds other fields of the same table."""
    return max((len(parts) for parts in reading.parts.values()), default=1)


def _first_bits(readings: Sequence[Reading]) -> list[int]:
    """The number of each reading's first bit."""
    return list(accumulate((_bits(reading) for reading in readings), initial=0))[:-1]


def _masks(readings: Sequence[Reading]) -> list[int]:
    """All bits of each reading."""
    first = _first_bits(readings)
    return [((1 << _bits(reading)) - 1) << bit for bit, reading in zip(first, readings, strict=True)]


def _stamped(name: str, frame: pl.DataFrame, bit: int, first_file: int) -> pl.DataFrame:
    """A reading's table with every column of the record's, its source as a bit, its files numbered."""
    part = pl.col("part").cast(pl.Int64) if "part" in frame.columns else pl.lit(0)
    file = (pl.col("file") + first_file).cast(pl.UInt16) if "file" in frame.columns else pl.lit(first_file)
    row = pl.col("row") if "row" in frame.columns else pl.lit(None)
    source = pl.lit(2, dtype=pl.Int64) ** (part + bit)
    return _aligned(name, frame.with_columns(file.alias("file"), row.alias("row"), source.alias("sources")))


def _aligned(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    columns = STORED[name].columns()
    return frame.select(
        (pl.col(c) if c in frame.columns else pl.lit(None)).cast(t).alias(c) for c, t in columns.items()
    )


def _in_order(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows by child and day, so that one child's are together and row order of the files changes nothing."""
    when = [STORED[name].when] if STORED[name].when else []
    return frame.sort("child", *when, "key", nulls_last=True)


def _latest(readings: Sequence[Reading], moves: Mapping[str, str], children: pl.DataFrame) -> pl.DataFrame:
    rows = pl.concat([reading.latest for reading in readings])
    if moves:
        rows = rows.with_columns(pl.col("child_id").replace(dict(moves)))
    joined = rows.join(children.select("child_id", "child"), on="child_id", how="inner")
    # Two readings that each hold the latest row: the earlier date is known to be followed by nothing else.
    return joined.select(NOTHING_LATEST.keys()).group_by("table", "child", "kind").agg(pl.col("since").max())


def _one_file_only(readings: Sequence[Reading], moves: Mapping[str, str]) -> pl.DataFrame:
    """A problem for each child that the most trusted format's lists of children lack and another's have."""
    by_format: dict[Format, pl.Series] = {}
    for reading in readings:
        if "children" in reading.tables:
            ids = reading.tables["children"]["child_id"].drop_nulls().replace(dict(moves))
            by_format[reading.format] = pl.concat([by_format.get(reading.format, ids.clear()), ids]).unique()
    found = [pl.DataFrame(schema=dict(PROBLEMS))]
    (mine, ids), *others = by_format.items() or [(readings[0].format, pl.Series([], dtype=pl.String))]
    for theirs, more in others:
        found.append(_missing_from(str(mine), str(theirs), more.filter(~more.is_in(ids.implode())).sort()))
    return pl.concat(found)


def _not_read(passed_over: Sequence[str]) -> pl.DataFrame:
    """A problem for each file that lay beside the others and is in no known format."""
    rows = pl.DataFrame({"says": list(passed_over)}, schema={"says": pl.String})
    return rows.select(
        *(pl.lit(None, dtype=t).alias(c) for c, t in PROBLEMS.items() if c not in {"kind", "says"}),
        pl.lit("extra file").alias("kind"),
        "says",
    )


def _missing_from(mine: str, theirs: str, ids: pl.Series) -> pl.DataFrame:
    return (
        pl.DataFrame({"child_id": ids})
        .select(
            pl.lit(theirs).alias("file"),
            pl.lit("").alias("sheet"),
            pl.lit(None, dtype=pl.UInt32).alias("row"),
            pl.lit("child_id").alias("column"),
            "child_id",
            pl.lit("one file only").alias("kind"),
            pl.col("child_id").alias("found"),
            pl.lit(f"the child in the {mine} files too").alias("expected"),
            pl.format(f"Child {{}} is in the {theirs} files and not in the {mine} files.", "child_id").alias(
                "says"
            ),
        )
        .cast(pl.Schema(PROBLEMS))
    )


def _manifest(
    readings: Sequence[Reading],
    council: str,
    as_of: date,
    tables: Mapping[str, pl.DataFrame],
    compared: Sequence[Compared],
) -> Manifest:
    supplied: dict[str, dict[str, int]] = {}
    reach: dict[str, list[Stretch]] = {}
    for bit, reading in zip(_first_bits(readings), readings, strict=True):
        for name, whole in reading.supplied.items():
            own = supplied.setdefault(name, {})
            for number, fields in enumerate(reading.parts.get(name, (whole,))):
                for field in fields:
                    own[field] = own.get(field, 0) | 1 << (bit + number)
        for window in reading.windows:
            reach.setdefault(window.table, []).append(Stretch(since=window.since, to=window.to))
    if any(one.compared for one in compared):
        every = sum(_masks(readings))
        supplied["cross_checks"] = dict.fromkeys(STORED["cross_checks"].fields(), every)
        reach["cross_checks"] = [Stretch(since=date.min, to=as_of)]
    return Manifest(
        council=council,
        as_of=as_of,
        everycase=__version__,
        sources=[reading.format for reading in readings for _ in range(_bits(reading))],
        dates=[reading.as_of for reading in readings for _ in range(_bits(reading))],
        files=[_taken(reading, n) for reading in readings for n in range(len(reading.files))],
        rows={name: frame.height for name, frame in tables.items()},
        supplied=supplied,
        reach=reach,
        notes=[note for reading in readings for note in reading.notes],
        compared=list(compared),
    )


def _taken(reading: Reading, number: int) -> FileTaken:
    file = reading.files[number]
    return FileTaken(
        format=reading.format,
        path=file.path,
        sheet=file.sheet,
        sha256=file.sha256,
        rows=file.rows,
        columns={column: dict(counts) for column, counts in file.columns.items()},
    )
