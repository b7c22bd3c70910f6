"""Every variable that the code or a file for servers names is on the reference page, and no other."""

import re
from pathlib import Path

import pytest
import typer
from docs.pages.commands import commands as every_command

from docs import generate
from everycase.cli.main import app
from everycase.web.environment import VARIABLES

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"\bEVERYCASE_[A-Z][A-Z_]*[A-Z]\b")
DECLARED = ROOT / "src/everycase/web/environment.py"
FOR_SERVERS = sorted((ROOT / "deploy").iterdir())


def named_in(*files: Path) -> set[str]:
    return {name for file in files for name in NAME.findall(file.read_text(encoding="utf-8"))}


def test_what_the_code_reads_is_declared_and_what_is_declared_is_read():
    code = [file for file in (ROOT / "src").rglob("*.py") if file != DECLARED]
    assert named_in(*code) == set(VARIABLES)


def test_each_has_a_heading_of_its_own():
    page = (generate.REFERENCE / "environment.md").read_text(encoding="utf-8")
    assert [name for name in VARIABLES if f"\n### {name}\n" not in page] == []


@pytest.mark.parametrize(
    "page", [*FOR_SERVERS, *(ROOT / "docs").rglob("*.md")], ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_pages_and_files_for_servers_name_no_other(page):
    assert named_in(page) - set(VARIABLES) == set()


@pytest.mark.parametrize("file", FOR_SERVERS, ids=lambda file: file.name)
def test_files_for_servers_start_it_with_options_that_there_are(file):
    text = file.read_text(encoding="utf-8").replace('", "', " ")
    serve = dict(every_command(typer.main.get_command(app)))["serve"]
    known = {option for param in serve.params for option in param.opts}
    for line in re.findall(r"everycase serve(.*)", text):
        assert set(re.findall(r"--[a-z-]+", line)) - known == set()
