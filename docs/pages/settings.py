"""The page of the settings in `council.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from docs.pages.markdown import code, facts, page, sentence
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from everycase.standards.council import SECTIONS, CouncilFile, written_out

INTRODUCTION = (
    "A council's own limits, in `council.toml` in the folder that `everycase init` makes. Everything is "
    "optional. An unknown name or a value that can't be right is told in words, and nothing runs until it is "
    "put right. How to use them: [set local limits](../how-to/set-local-limits.md)."
)
LISTS = {"providers": "a list of names of files"}
KINDS = {"str": "text", "int": "whole number", "float": "number", "bool": "true or false"}


def page_of_settings() -> str:
    """The page: every setting, its default and why, and the file as `init` writes it."""
    top = [part for name, info in CouncilFile.model_fields.items() for part in _setting(name, info)]
    tables = [part for table, model in SECTIONS.items() for part in _table(table, model)]
    written = ["```toml", *written_out("Our council").rstrip().splitlines(), "```"]
    return page(
        "Settings",
        INTRODUCTION,
        *top,
        *tables,
        "## The file as init writes it",
        written,
    )


def _table(table: str, model: type[BaseModel]) -> Iterator[str | list[str]]:
    yield f"## In the table [{table}]"
    for name, info in model.model_fields.items():
        yield from _setting(name, info)


def _setting(name: str, info: FieldInfo) -> Iterator[str | list[str]]:
    default = info.get_default(call_default_factory=True)
    if isinstance(default, BaseModel):  # a table of settings, which has headings of its own
        return
    yield f"### {name}"
    yield sentence(info.description or "")
    yield list(facts({"Default": code(_toml(default)), "Value": _kind(name, info), "Bounds": _bounds(info)}))


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _kind(name: str, info: FieldInfo) -> str:
    inside = [KINDS[part.__name__] for part in map(_bare, get_args(info.annotation))]
    if info.annotation == dict[str, list[str]]:
        return "a table: a service's name = a list of its teams"
    if get_origin(info.annotation) is dict:
        length = "a length of time, in quotation marks"
        return f"a table: a standard's id = {length if inside[1] == 'text' else 'a ' + inside[1]}"
    if get_origin(info.annotation) is list:
        return LISTS.get(name, "a list of standards' ids")
    return KINDS[getattr(info.annotation, "__name__", "")]


def _bare(kind: Any) -> type:  # noqa: ANN401 - a type, or one with bounds beside it
    bare: type = get_args(kind)[0] if get_args(kind) else kind
    return bare


BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


def _bounds(info: FieldInfo) -> str:
    found: list[Any] = [
        (words, getattr(m, name, None)) for m in info.metadata for name, words in BOUNDS.items()
    ]
    return ", ".join(f"{words} {bound}" for words, bound in found if bound is not None)
