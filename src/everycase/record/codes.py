"""Code lists that the record uses, read once from `data/codes.csv` (each with its source)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def code_lists() -> Mapping[str, Mapping[str, str]]:
    """Every list by name: code to label."""
    lists: dict[str, dict[str, str]] = {}
    text = files("everycase.record").joinpath("data/codes.csv").read_text(encoding="utf-8")
    for entry in csv.DictReader(text.splitlines()):
        lists.setdefault(entry["list"], {})[entry["code"]] = entry["label"]
    return {name: MappingProxyType(codes) for name, codes in lists.items()}


def codes(name: str) -> Mapping[str, str]:
    """The list called `name`. Raises KeyError where there is none."""
    return code_lists()[name]
