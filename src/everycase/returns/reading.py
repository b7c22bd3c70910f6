"""What reading a return's files gives: its tables as they stand, and what could not be understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from everycase.returns.problems import Problem, UnreadableError


@dataclass(frozen=True)
class ReadFile:
    """One file of the return: which table it holds (empty for an XML with all of them)."""

    path: str
    name: str
    table: str
    sha256: str
    encoding: str
    year_folder: str
    """Name of the folder that holds it, which councils often name by the return's year."""


@dataclass(frozen=True)
class Reading:
    """A return as it was supplied.

    tables: name → frame of the columns that the files hold, as text, blank cells null.
    places: name → frame as tall as the table, with `file` (UInt16, index into `files`) and `row`
        (UInt32, row of the CSV with the header as 1, or line of the XML).
    problems: what could not be understood; columns as in `returns.problems.PROBLEMS`.
    """

    tables: Mapping[str, pl.DataFrame]
    problems: pl.DataFrame
    places: Mapping[str, pl.DataFrame]
    files: Sequence[ReadFile]


def files_of(paths: str | Path | Iterable[str | Path], suffixes: Sequence[str]) -> list[Path]:
    """The files meant: those named, and those with one of `suffixes` in folders named, at any depth.

    In order of path, each once. Raises UnreadableError where a path isn't there or there is no file.
    """
    named = [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]
    found: dict[Path, None] = {}
    for path in named:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in suffixes and p.is_file())
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            raise UnreadableError(f"{path} isn't there.")
    if not found:
        wanted = " or ".join(suffix.removeprefix(".").upper() for suffix in suffixes)
        raise UnreadableError(
            f"There is no {wanted} file in {', '.join(map(str, named)) or 'what was named'}."
        )
    return list(found)


def given_twice(name: str, first: str) -> Problem:
    """A file with the same content as one already read."""
    return Problem(
        file=name,
        kind="duplicate",
        found=f"the same content as {first}",
        expected="each file once",
        says=f"The file is the same as {first}, so it was read once.",
    )
