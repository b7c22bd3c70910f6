"""The code lists of the two returns.

Source: the DfE's guides to the SSDA903 collection and the children in need census, as carried by the
public rule engines of data-to-insight (csc-validator-be-903 and csc-validator-be-cin); codes.csv
holds them. Crown copyright, Open Government Licence.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def lists(of_return: str) -> Mapping[str, Mapping[str, str]]:
    """Every code list of a return ("cin_census" or "ssda903"): its name → code → meaning, where known."""
    found: dict[str, dict[str, str]] = {}
    text = files("everycase.returns").joinpath("codes.csv").read_text(encoding="utf-8")
    for line in csv.DictReader(text.splitlines()):
        if line["return"] == of_return:
            found.setdefault(line["list"], {})[line["code"]] = line["meaning"]
    return found


def codes(of_return: str, name: str) -> tuple[str, ...]:
    """The codes of one list, in order. Raises KeyError where the return has no such list."""
    return tuple(lists(of_return)[name])
