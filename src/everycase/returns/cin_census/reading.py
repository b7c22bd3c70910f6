"""Reading the census: XML to a table a module, with the ordinals that stand for ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from everycase.returns.cin_census.modules import modules
from everycase.returns.cin_census.places import known_in
from everycase.returns.cin_census.tables import TABLES
from everycase.returns.files import open_text
from everycase.returns.problems import Problem, UnreadableError, as_frame
from everycase.returns.reading import ReadFile, Reading, files_of, given_twice
from everycase.returns.xml_document import Document
from everycase.returns.xml_elements import Elements, read_elements

ROOT = "Message"


def read(paths: str | Path | Iterable[str | Path]) -> Reading:
    """The census in `paths`: XML files, or folders that hold them.

    Tables are named and their columns spelled as in the DfE's specification; values are text as it
    stands, the ordinals Int64, `AssessmentFactors` a list of text. All modules are there, empty where
    the file has none. Raises UnreadableError where a file isn't whole XML, or isn't a census.
    """
    files: list[ReadFile] = []
    parts: list[tuple[dict[str, pl.DataFrame], list[Problem]]] = []
    problems: list[Problem] = []
    for path in files_of(paths, [".xml"]):
        opened = open_text(path)
        twin = next((file for file in files if file.sha256 == opened.sha256), None)
        if twin:
            problems.append(given_twice(opened.name, twin.name))
            continue
        parts.append(_read_one(opened.name, read_elements(opened), len(files)))
        files.append(ReadFile(opened.path, opened.name, "", opened.sha256, opened.encoding, path.parent.name))
    problems += [problem for _, found in parts for problem in found]
    whole = {name: _joined([tables[name] for tables, _ in parts]) for name in TABLES}
    return Reading(
        tables={name: frame.drop("file", "row") for name, frame in whole.items()},
        problems=as_frame(problems),
        places={name: frame.select("file", "row") for name, frame in whole.items()},
        files=files,
    )


def _joined(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """One table from several files; the ordinals of each file go on from the file before."""
    if len(frames) == 1 or "CINdetailsID" not in frames[0].columns:
        return pl.concat(frames)
    step = 1 + max((int(f["CINdetailsID"].max() or 0) for f in frames), default=0)  # type: ignore[arg-type]
    return pl.concat(
        frame.with_columns(pl.col("CINdetailsID") + place * step) for place, frame in enumerate(frames)
    )


def _read_one(name: str, elements: Elements, file: int) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    if elements.root != ROOT:
        raise UnreadableError(
            f"{name} is not a Children in Need census: its outermost element is {elements.root}; "
            f"{ROOT} was expected."
        )
    document = Document(name, elements, known_in)
    numbered = {
        module: frame.with_columns(pl.lit(file, pl.UInt16).alias("file"))
        for module, frame in modules(document).items()
    }
    return numbered, document.problems
