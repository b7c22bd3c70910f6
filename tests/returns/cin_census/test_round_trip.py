"""A census read, written and read again is the same, however its XML is dressed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from everycase.returns import cin_census
from everycase.synthetic.council import make_council
from everycase.synthetic.planting.returns.cin_census.document import write_census
from everycase.synthetic.writers import write_cin_census

END = date(2026, 3, 31)
Tables = dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    council = make_council(seed=3, children=120, as_of=END)
    return write_cin_census(council.tables, END, tmp_path_factory.mktemp("census") / "census.xml")


def tables(path: Path) -> Tables:
    reading = cin_census.read(path)
    assert reading.problems.is_empty()
    return dict(reading.tables)


def assert_same(found: Tables, expected: Tables) -> None:
    assert found.keys() == expected.keys() == cin_census.TABLES.keys()
    for name, frame in expected.items():
        assert found[name].equals(frame, null_equal=True), name


def test_every_module_is_written_and_read_again(written: Path, tmp_path: Path) -> None:
    before = tables(written)
    empty = {name for name, frame in before.items() if frame.is_empty()}
    assert empty <= {"PreProceedings"}, "the made-up council has rows of all but this module"
    assert_same(tables(write_census(before, tmp_path / "again.xml")), before)


def prefixed(text: str) -> str:
    spaced = re.sub(r"<(/?)(\w)", r"<\1cin:\2", text)
    return spaced.replace("<cin:Message>", '<cin:Message xmlns:cin = "http://example.org/cin?a>b">')


def with_attributes(text: str) -> str:
    return re.sub(r"<(\w+)", r"""<\1 note="a > b" more =\n  'c="d"'""", text)


def with_comments(text: str) -> str:
    return re.sub(r"(</\w+>)", r"\1<!-- <Sex>M</Sex> it's --><?next step?>", text)


def spread(text: str) -> str:
    return re.sub(r">([^<]+)</", ">\r\n\t \\1 \r\n</", text).replace("</Child>", "</Child\n>")


def in_numbers(text: str) -> str:
    """Every 2 of a value as the number of its character."""
    return re.sub(r">([^<>]+)</", lambda value: value.group().replace("2", "&#50;"), text)


def verbatim(text: str) -> str:
    return re.sub(r">([^<\s][^<]*)</", r"><![CDATA[\1]]></", text)


def with_empty_elements(text: str) -> str:
    """What is left out of an episode or plan, written with nothing in it."""
    for group, value in (("CINdetails", "CINclosureDate"), ("ChildProtectionPlans", "CPPendDate")):
        without = rf"<{group}>((?:(?!<{value}>|</{group}>).)*)</{group}>"
        text = re.sub(without, rf"<{group}>\1<{value} /></{group}>", text, flags=re.DOTALL)
    return text


@pytest.mark.parametrize(
    "dressed",
    [prefixed, with_attributes, with_comments, spread, in_numbers, verbatim, with_empty_elements],
)
def test_how_the_xml_is_dressed_changes_nothing(dressed, written: Path, tmp_path: Path) -> None:
    plain = written.read_text(encoding="utf-8")
    other = dressed(plain)
    assert other != plain
    path = tmp_path / "dressed.xml"
    path.write_text(other, encoding="utf-8", newline="")
    assert_same(tables(path), tables(written))
