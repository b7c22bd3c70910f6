"""A small made-up council in every format, and `everycase` run as it is from a terminal."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from everycase.cli import console, synth
from everycase.cli.main import main
from everycase.record.loading import load
from everycase.record.schema import Format
from everycase.record.store import Store
from everycase.standards.council import written_out
from everycase.synthetic.council import make_council

AS_OF = date(2026, 11, 24)


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, and what it printed, spaces and line breaks as one space."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        return " ".join(self.out.split())

    @property
    def error(self) -> str:
        return " ".join(self.err.split())

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def everycase(capsys, monkeypatch):
    """Run a command by way of `main`, as the installed program does. No command may end in a traceback."""
    monkeypatch.setattr(console.out, "width", 100)

    def run(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["everycase", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 0, printed.out, printed.err)

    return run


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Extracts of a made-up council of about 40 children, by format."""
    folder = tmp_path_factory.mktemp("made")
    tables = make_council(seed=9, children=40, as_of=AS_OF, years=2).tables
    synth.write(tables, AS_OF, folder, list(Format))
    return synth.places(AS_OF, folder)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory, made):
    """A council's folder that holds the record of 24 November 2026, and no review."""
    store = Store(tmp_path_factory.mktemp("loaded") / "council")
    store.folder.mkdir()
    store.settings_path.write_text(written_out("Riverside Council"), encoding="utf-8")
    load(store, [str(made[Format.SSD]), str(made[Format.EVENTS])], "Riverside Council", as_of=AS_OF)
    return store.folder


@pytest.fixture
def council(tmp_path, loaded):
    """A copy of that folder, for a test to change."""
    return Path(shutil.copytree(loaded, tmp_path / "council"))


@pytest.fixture
def empty_council(tmp_path):
    """A council's folder with settings alone."""
    store = Store(tmp_path / "council")
    store.folder.mkdir()
    store.settings_path.write_text(written_out("Riverside Council"), encoding="utf-8")
    return store.folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, byte for byte."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
