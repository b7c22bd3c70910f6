"""Markdown as the reference pages need it: tables, lists, and text that can't break either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence


def cell(value: object) -> str:
    """A value inside a table: one line, with nothing that would end the cell."""
    return " ".join(str(value).split()).replace("|", "\\|")


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A table's lines."""
    lines = [list(columns), ["---"] * len(columns), *([cell(value) for value in row] for row in rows)]
    return [f"| {' | '.join(line)} |" for line in lines]


def facts(of: Mapping[str, object]) -> Iterator[str]:
    """A bullet for each fact that there is; those that are empty are left out."""
    for name, value in of.items():
        said = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
        if said:
            yield f"- **{name}**: {' '.join(said.split())}"


def code(text: object) -> str:
    """A name as the program spells it."""
    return f"`{text}`"


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop."""
    whole = " ".join(text.split())
    return whole[:1].upper() + whole[1:] + ("" if whole.endswith((".", "?", "!")) else ".")


def page(title: str, *parts: str | Iterable[str]) -> str:
    """A page: its title, then paragraphs (texts) and blocks (lists of lines), a blank line between."""
    blocks = [part if isinstance(part, str) else "\n".join(part) for part in parts]
    return "\n\n".join([f"# {title}", *(block for block in blocks if block)])
