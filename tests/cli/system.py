"""A council's system outside the test's process: its folder, its database, and commands run on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
EVERYCASE = ("-c", "from everycase.cli.main import main; main()")


@dataclass(frozen=True)
class System:
    """A council's folder and its database, each asked in a process of its own.

    database: a URL, or blank for SQLite.
    """

    folder: Path
    database: str = ""

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("EVERYCASE", "DJANGO"))}
        environment = {
            **kept,
            "EVERYCASE_LOCAL": "yes",
            "EVERYCASE_LOG_LEVEL": "CRITICAL",
            "EVERYCASE_COUNCIL": str(self.folder),
            "EVERYCASE_DATABASE_URL": self.database,
        }
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(
            command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
        )

    def everycase(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return self.run(*EVERYCASE, *arguments, "--council", self.folder)

    def fill(self) -> None:
        ended = self.run("-m", "tests.web.small_system", "fill")
        assert ended.returncode == 0, ended.stderr

    def told(self, what: str = "tell") -> dict[str, Any]:
        ended = self.run("-m", "tests.web.small_system", what)
        assert ended.returncode == 0, ended.stderr
        told: dict[str, Any] = json.loads(ended.stdout)
        return told
