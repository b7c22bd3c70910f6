"""Which other standards an act may break: losing a visit also loses that the child was seen alone."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def also_broken() -> Mapping[str, tuple[str, ...]]:
    """Standard that is broken on purpose → standards that the same act may break as well."""
    text = files("everycase.synthetic.planting").joinpath("data/also.csv").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        found[row["planted"]] = (*found.get(row["planted"], ()), row["also"])
    return found
