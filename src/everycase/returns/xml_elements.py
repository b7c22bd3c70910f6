"""An XML return as a table: one row an element, in the order of the document.

The parser (lxml, with entities and the network off) says whether the file is whole; a second pass with
Polars lays its elements out, because a tree of Python objects costs ten times the time and memory. A
document type declaration is refused before any parser sees it: entities are how a small file is made to
fill a machine, and no return needs them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any, NoReturn, cast

import polars as pl
from lxml import etree

from everycase.returns.files import Opened
from everycase.returns.problems import Problem, UnreadableError

_ODD = re.compile(
    r"""<!--.*?-->                                                                # comment
      | <!\[CDATA\[(?P<verbatim>.*?)\]\]>
      | <\?.*?\?>                                                                 # declaration
      | (?P<tag><[^\s<>/!?]+)(?P<attributes>(?:\s+[^\s=<>]+\s*=\s*(?:"[^"]*"|'[^']*'))+)
    """,
    re.DOTALL | re.VERBOSE,
)
_ODD_SIGNS = ("<!", "<?")
_ATTRIBUTE = re.compile(r"""=\s*["']""")
_START = re.compile(r"\s*(?:<\?.*?\?>)?\s*<[^!?>]*>", re.DOTALL)
_NUMBER = re.compile(r"&#x?[0-9A-Fa-f]+;")
_ESCAPES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


@dataclass(frozen=True)
class Elements:
    """The elements of a document.

    frame: `tag` (no namespace), `text` (trimmed; null where empty), `depth` (1 for the root), `parent`
    (row of the element around it; null for the root), `line` (1-based), `element` (its own row).
    """

    frame: pl.DataFrame
    problems: Sequence[Problem]

    @property
    def root(self) -> str:
        """The tag of the outermost element."""
        return str(self.frame.item(0, "tag"))


class _NoTree:
    """A target that keeps nothing: the parser only checks that the document is well formed."""

    def close(self) -> None:
        """Nothing to give back."""


def read_elements(opened: Opened) -> Elements:
    """The elements of an XML file. Raises UnreadableError where it isn't whole, or declares entities."""
    text = opened.text.lstrip("\ufeff")
    if "!" in text and ("<!DOCTYPE" in text or "<!ENTITY" in text):
        raise UnreadableError(
            f"{opened.name} has a document type declaration (DOCTYPE), which a return never has and which "
            "can be used to do harm; it was not read. Ask for the file as the case system writes it."
        )
    _check_whole(opened.name, text)
    tokens = _tokens(_plain(text))
    return Elements(_with_parents(tokens), [*opened.problems, *_stray_text(opened.name, tokens)])


def _check_whole(name: str, text: str) -> None:
    declared = re.match(r"\s*<\?xml.*?\?>", text, re.DOTALL)
    body = text[declared.end() :] if declared else text  # what it says of its encoding no longer holds
    parser = etree.XMLParser(
        target=cast("Any", _NoTree()), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        etree.fromstring(body.encode(), parser)
    except etree.XMLSyntaxError as error:
        _refuse(name, error, 1 + text[: len(text) - len(body)].count("\n"))


def _refuse(name: str, error: etree.XMLSyntaxError, first_line: int) -> NoReturn:
    line = (error.lineno or 1) + first_line - 1
    reason = re.sub(r",? ?line \d+", "", (error.msg or "not XML").split(", column")[0])
    hint = " The file looks cut short." if "Premature end" in reason or "Couldn't find end" in reason else ""
    raise UnreadableError(f"{name} is not whole XML: at line {line:,}, {reason}.{hint}") from error


def _plain(text: str) -> str:
    """The document with nothing but tags and text, each on the line where it was."""
    start = _START.match(text)
    opening = start.end() if start else 0
    rest = text[opening:]
    if _is_odd(rest):
        return _numbered(_ODD.sub(_in_place, text))
    return _ODD.sub(_in_place, text[:opening]) + _numbered(rest)


def _is_odd(text: str) -> bool:
    """Whether there is anything but tags and text: a comment, a declaration, an attribute."""
    # One letter is found in no time, two take longer, and the pattern longer still.
    if not any(mark in text for mark in "!?\"'"):
        return False
    return any(sign in text for sign in _ODD_SIGNS) or ("=" in text and bool(_ATTRIBUTE.search(text)))


def _numbered(text: str) -> str:
    """Text with characters written as numbers (&#233;) put as themselves; < and & stay escaped."""
    if "&#" not in text:
        return text
    return _NUMBER.sub(lambda number: escape(unescape(number.group()), quote=False), text)


def _in_place(odd: re.Match[str]) -> str:
    lines = "\n" * odd.group().count("\n")
    if (verbatim := odd["verbatim"]) is not None:
        return verbatim.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return (odd["tag"] or "") + lines


def _tokens(text: str) -> pl.DataFrame:
    """Every tag, opening or closing, with the text that follows it: tag, text, shuts, line, depth."""
    pieces = pl.DataFrame({"piece": [text]}).select(pl.col("piece").str.split("<").explode())
    newlines = pl.col("piece").str.count_matches("\n", literal=True)
    parts = pieces.select(
        pl.col("piece").str.splitn(">", 2).struct.rename_fields(["head", "text"]).alias("parts"),
        line=1 + newlines.cum_sum() - newlines,
    ).unnest("parts")
    tokens = parts.slice(1)
    tag = pl.col("head").str.strip_chars("/ \t\r\n")
    if tokens["head"].str.contains(":", literal=True).any():
        tag = tag.str.split(":").list.last()  # the namespace's short name says nothing more
    trimmed = pl.col("text").str.strip_chars()
    return tokens.with_columns(
        tag.alias("tag"),
        trimmed.str.replace_many(_ESCAPES) if "&" in text else trimmed,
        shuts=pl.col("head").str.starts_with("/"),
        alone=pl.col("head").str.ends_with("/"),
    ).with_columns(depth=_depth())


def _depth() -> pl.Expr:
    """How many elements a tag stands in, its own counted."""
    step = pl.when("shuts").then(-1).when("alone").then(0).otherwise(1).cast(pl.Int32)
    return step.cum_sum() + pl.col("alone").cast(pl.Int32)


def _with_parents(tokens: pl.DataFrame) -> pl.DataFrame:
    """Opening tags only, each with the row of the element around it."""
    elements = tokens.filter(~pl.col("shuts")).with_row_index("element")
    depth, row = pl.col("depth"), pl.col("element")
    around = [
        pl.when(depth == level).then(pl.when(depth == level - 1).then(row).forward_fill())
        for level in range(2, int(elements["depth"].max() or 1) + 1)  # type: ignore[arg-type]
    ]
    return elements.select(
        "element",
        "tag",
        pl.when(pl.col("text") != "").then("text").alias("text"),
        "depth",
        "line",
        parent=pl.coalesce(around) if around else pl.lit(None, pl.UInt32),
    )


def _stray_text(name: str, tokens: pl.DataFrame) -> list[Problem]:
    """Text that stands between elements instead of in one."""
    opens_next = ~pl.col("shuts").shift(-1).fill_null(value=True)
    between = pl.col("shuts") | pl.col("alone") | opens_next
    stray = tokens.filter(between & (pl.col("text") != "")).head(1000)
    return [
        Problem(
            file=name,
            row=line,
            kind="not placed",
            found=text[:200],
            expected="text inside an element",
            says=f"Text stands beside the element {tag}, in none of its own; it was not read.",
        )
        for tag, text, line in stray.select("tag", "text", "line").iter_rows()
    ]
