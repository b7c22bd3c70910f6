"""Write the reference pages that are generated from the program itself: commands and standards."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).parent / "reference"
EVERYCASE = Path(sys.executable).with_name("everycase")
NOTE = "<!-- Written by `make docs`; changes made by hand are lost. -->\n\n"


def main() -> None:
    """Write both pages."""
    REFERENCE.mkdir(exist_ok=True)
    (REFERENCE / "commands.md").write_text(NOTE + commands(), encoding="utf-8")
    (REFERENCE / "standards.md").write_text(NOTE + standards(), encoding="utf-8")


def commands() -> str:
    """Every command with its help, as typer tells it."""
    tool = [sys.executable, "-m", "typer", "everycase.cli.main", "utils", "docs", "--name", "everycase"]
    return run(tool)


def standards() -> str:
    """Every standard with all that `everycase standards --json` says of it, by area."""
    found: list[dict[str, Any]] = json.loads(run([str(EVERYCASE), "standards", "--json"]))
    lines = ["# Standards", "", f"{len(found)} standards."]
    for area in dict.fromkeys(str(standard.get("area", "Other")) for standard in found):
        lines += ["", f"## {area.replace('_', ' ').capitalize()}"]
        for standard in found:
            if str(standard.get("area", "Other")) == area:
                lines += ["", *section(standard)]
    return "\n".join(lines) + "\n"


def section(standard: dict[str, Any]) -> Iterator[str]:
    """One standard: its title, then each thing known about it on a line."""
    yield f"### {standard.get('title', standard['id'])}"
    yield ""
    for name, value in standard.items():
        if name not in {"title", "area"} and value not in (None, "", [], {}):
            yield f"- **{name.replace('_', ' ')}**: {in_words(value)}"


def in_words(value: object) -> str:
    """A JSON value as a reader would write it."""
    if isinstance(value, list):
        return ", ".join(in_words(part) for part in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {in_words(part)}" for name, part in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def run(command: list[str]) -> str:
    """What a command prints."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


if __name__ == "__main__":
    main()
