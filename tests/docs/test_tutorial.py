"""Every command of the tutorial runs, and what the page shows of its output is what the command prints."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from everycase.cli import console
from everycase.cli.main import app

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "first-review.md"
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BEFORE = ("make install", "source .venv/bin/activate", "mkdir ../first-review", "cd ../first-review")
"""What sets the tutorial's ground; a test stands on it already."""
LEFT_OUT = "…"


def steps():
    """The page's commands in order, each with the lines that the page shows of what it prints."""
    found: list[tuple[str, list[str]]] = []
    for kind, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        lines = text.splitlines()
        if kind == "sh":
            found += [(line, []) for line in lines if line not in BEFORE]
        else:
            found[-1][1].extend(line for line in lines if line.strip() and line.strip() != LEFT_OUT)
    return found


def run(command):
    if not command.startswith("everycase "):
        assert shlex.split(command)[0] == "sed"
        return subprocess.run(shlex.split(command), check=True, capture_output=True, text=True).stdout
    result = CliRunner().invoke(app, shlex.split(command)[1:])
    assert result.exit_code == 0, f"{command}\n{result.output}\n{result.exception!r}"
    return result.stdout


def plain(line):
    """A line without what a terminal's width or a later version may change: spaces, rules, digits."""
    return re.sub(r"\d[\d,]*", "0", re.sub(r"[\s─━┏┳┓┡╇┩└┴┘]+", " ", line)).strip()


@pytest.mark.slow
def test_every_command_runs_and_prints_what_the_page_shows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console.out, "width", 100)
    for command, shown in steps():
        printed = run(command)
        lines = [plain(line) for line in printed.splitlines()]
        for line in shown:
            assert plain(line) in lines, f"after `{command}` the page shows\n{line}\nand it prints\n{printed}"
            lines = lines[lines.index(plain(line)) + 1 :]


def test_the_page_uses_every_command_that_a_council_does():
    used = {command.split()[1] for command, _ in steps() if command.startswith("everycase ")}
    assert used == {"synth", "init", "load", "review", "compare", "show", "standards", "export"}
