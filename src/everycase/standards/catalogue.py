"""Every standard, by id."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

import everycase.standards
from everycase.standards.language import Area, Clock, Question, Rule, Standard

ORDER = tuple(Area)


@cache
def catalogue() -> Mapping[str, Standard]:
    """Every standard by its id, in the order of the areas. Raises ValueError where two share an id."""
    found: dict[str, Standard] = {}
    for standard in _declared():
        if found.setdefault(standard.id, standard) is not standard:
            raise ValueError(f"two standards are called {standard.id}")
    in_order = sorted(found.values(), key=lambda s: (ORDER.index(s.area), s.kind))
    return MappingProxyType({standard.id: standard for standard in in_order})


def _declared() -> Iterator[Standard]:
    """Every standard that a module under `everycase.standards` declares."""
    package = everycase.standards
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Clock | Rule | Question):
                yield value
