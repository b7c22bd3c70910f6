"""Nothing that a council can meet lacks its place in the reference, which is what the program says now."""

import re
from typing import Any

import pytest
import typer
from docs.pages import record
from docs.pages.commands import commands as every_command
from docs.pages.events import WHOSE

from docs import generate
from everycase.cli.main import app
from everycase.record.reading import PROBLEM_KINDS
from everycase.record.schema import TABLES
from everycase.record.schema.events import event_kinds
from everycase.review.compare import STATUSES
from everycase.review.states import STATES
from everycase.standards.catalogue import catalogue
from everycase.standards.council import SECTIONS, CouncilFile


def headings(pattern):
    """Every heading of the committed pages that `pattern` names."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in generate.REFERENCE.glob(pattern))
    return set(re.findall(r"^#+ (.+)$", text, re.MULTILINE))


def inside(sections):
    return {name for model in sections.values() for name in model.model_fields}


def commands():
    group: Any = typer.main.get_command(app)
    return dict(every_command(group))


@pytest.mark.parametrize(
    ("pages", "named"),
    [
        ("standards/*.md", set(catalogue())),
        ("settings.md", {*CouncilFile.model_fields, *inside(SECTIONS)} - {*SECTIONS}),
        ("commands.md", {f"everycase {name}" for name in commands()}),
        ("record/*.md", set(TABLES)),
        ("events.md", set(event_kinds())),
        ("problems.md", set(PROBLEM_KINDS)),
        ("states.md", {*STATES, *STATUSES}),
    ],
    ids=["standards", "settings", "commands", "tables", "events", "problems", "states"],
)
def test_each_has_a_heading_of_its_own(pages, named):
    assert named - headings(pages) == set()


def test_every_option_of_every_command_is_there():
    page = (generate.REFERENCE / "commands.md").read_text(encoding="utf-8")
    for name, command in commands().items():
        section = page.split(f"## everycase {name}\n")[1].split("\n## ")[0]
        missing = [opt for p in command.params if p.param_type_name == "option" for opt in p.opts]
        assert [opt for opt in missing if f"`{opt}`" not in section] == []


def test_every_field_of_every_table_is_there():
    for module in record.GROUPS:
        page = (generate.REFERENCE / "record" / f"{module}.md").read_text(encoding="utf-8")
        for table in record.tables_of(module):
            section = page.split(f"## {table.name}\n")[1].split("\n## ")[0]
            assert [name for name in table.fields() if f"| `{name}` |" not in section] == []


def test_every_kind_of_event_is_about_somebody_whom_the_page_names():
    assert {kind.about for kind in event_kinds().values()} == set(WHOSE)


def test_the_committed_reference_is_what_the_program_says_now():
    committed = {
        path.relative_to(generate.REFERENCE).as_posix(): path.read_text(encoding="utf-8")
        for path in generate.there()
    }
    now = generate.pages()
    differ = sorted(path for path in {*committed, *now} if committed.get(path) != now.get(path))
    assert differ == [], "run `make docs`, and commit what it writes"


def test_pages_that_nothing_writes_any_more_are_removed(tmp_path):
    old = tmp_path / "standards" / "housing.md"
    old.parent.mkdir()
    old.write_text("# Housing")
    by_hand = tmp_path / "housing_choices.md"
    by_hand.write_text("# Choices")
    generate.write(tmp_path)
    assert not old.exists()
    assert by_hand.is_file()
    assert (tmp_path / "standards" / "front-door.md").is_file()
