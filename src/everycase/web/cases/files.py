"""The files of a load: what a set of them is known by, and whether it is still the same."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any


class ChangedMeanwhileError(Exception):
    """The files changed while they were read."""


def fingerprint(folder: Path) -> str:
    """What the files of a folder are known by: their names, sizes and times. Empty where there are none."""
    told = []
    for path in taken(folder):
        stat = path.stat()
        told.append(f"{path.relative_to(folder)}|{stat.st_size}|{stat.st_mtime_ns}")
    return sha256("\n".join(told).encode()).hexdigest() if told else ""


def listed(folder: Path) -> list[dict[str, Any]]:
    """Name and size in bytes of each file."""
    return [{"name": str(p.relative_to(folder)), "size": p.stat().st_size} for p in taken(folder)]


def taken(folder: Path) -> list[Path]:
    """Files as a load takes them: hidden ones, and copies of a program that has one open, are left out."""
    return sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith((".", "~$")))


def refuse_changed(folder: Path, before: str) -> None:
    """Raises ChangedMeanwhileError where the files are no longer those of this fingerprint."""
    if fingerprint(folder) != before:
        message = (
            "The files in the watched folder changed while they were read. "
            "They will be read when they have stopped changing."
        )
        raise ChangedMeanwhileError(message)
