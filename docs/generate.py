"""Write the reference pages, `docs/reference/`, from the program itself."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # run as a script, Python looks beside this file and not in the project

from docs.pages import (  # noqa: E402
    access,
    commands,
    environment,
    events,
    files,
    record,
    returns,
    settings,
    standards,
    words,
)

REFERENCE = ROOT / "docs" / "reference"
BY_HAND = "*_choices.md"
"""Pages that people write: what was chosen where sources differ."""
NOTE = "<!-- Written by `make docs`; changes made by hand are lost. -->\n\n"


def pages() -> Mapping[str, str]:
    """Every reference page: its path under `docs/reference/` → its text."""
    found = {
        "access.md": access.page_of_access(),
        "commands.md": commands.page_of_commands(),
        "settings.md": settings.page_of_settings(),
        "environment.md": environment.page_of_environment(),
        "events.md": events.page_of_kinds(),
        "problems.md": words.problems(),
        "states.md": words.states(),
        "kept-files.md": files.page_of_files(),
        **standards.pages(),
        **record.pages(),
        **returns.pages(),
    }
    return {path: NOTE + text.rstrip() + "\n" for path, text in sorted(found.items())}


def there(folder: Path = REFERENCE) -> set[Path]:
    """The pages under `folder` that the program writes, or once wrote."""
    return set(folder.rglob("*.md")) - set(folder.rglob(BY_HAND))


def write(folder: Path = REFERENCE) -> None:
    """Write every page under `folder`, and remove pages that nothing writes any more."""
    written = {folder / path: text for path, text in pages().items()}
    for path in there(folder) - set(written):
        path.unlink()
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
