"""The examples in the pages work: settings load, events are understood, standards' ids exist."""

import ast
import re
import textwrap
import tomllib
from datetime import date
from pathlib import Path

import pytest

from everycase.record.readers import events
from everycase.standards.catalogue import catalogue
from everycase.standards.council import CouncilFile

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = [*sorted((DOCS / "how-to").glob("*.md")), *sorted((DOCS / "decisions").glob("*.md"))]
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def examples(kind):
    found = [
        pytest.param(textwrap.dedent(text), id=f"{page.stem}-{number}")
        for page in PAGES
        for number, (_, language, text) in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")))
        if language == kind
    ]
    assert found
    return found


@pytest.mark.parametrize("text", examples("toml"))
def test_settings_load_and_name_standards_that_exist(text):
    file = CouncilFile.model_validate(tomllib.loads(text))
    named = {*file.allowances, *file.due_soon, *file.standards_on, *file.standards_off} - {"all"}
    assert named <= set(catalogue())


@pytest.mark.parametrize("text", examples("csv"))
def test_events_are_understood_to_the_last_cell(text, tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(text, encoding="utf-8")
    reading = events.read(path, date(2026, 10, 31))
    assert reading.problems.is_empty()
    assert reading.tables["events"].height == len(text.splitlines()) - 1


@pytest.mark.parametrize("text", examples("python"))
def test_python_is_whole(text):
    ast.parse(text)
