"""Finding the code that a text means: the code, its label, a known spelling, or a code before a label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import polars as pl


def squeezed(text: pl.Expr) -> pl.Expr:
    """Lower case with nothing but letters and digits: how two spellings are compared."""
    return text.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")


def squeezed_text(text: str) -> str:
    """The same for one text."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


CUT = 40
"""Long labels are cut at 100 characters or so by some systems: this many letters are compared too."""


def spellings_of(codes: Mapping[str, str], extra: Mapping[str, str]) -> dict[str, str]:
    """Squeezed spelling → code: labels of one code only (whole and cut), over them codes, then `extra`."""
    labels = Counter(squeezed_text(label) for label in codes.values())
    by_label = {
        squeezed_text(label): code
        for code, label in codes.items()
        if label and labels[squeezed_text(label)] == 1
    }
    long = {label: code for label, code in by_label.items() if len(label) > CUT}
    starts = Counter(label[:CUT] for label in long)
    by_start = {label[:CUT]: code for label, code in long.items() if starts[label[:CUT]] == 1}
    by_code = {squeezed_text(code): code for code in codes}
    return {
        **by_start,
        **by_label,
        **by_code,
        **{squeezed_text(spelling): code for spelling, code in extra.items()},
    }


LIST_LETTER = r"^[A-Za-z0-9]{1,2}\)\s*"
"""The letter of a form's list before an answer, as in "a) Yes"."""
_BEFORE = r"^([^\s:–—-]+)\s*(?:[-–—:]|\s[-–—:])"
_AFTER = r"^[^\s:–—-]+\s*[-–—:]\s*(.+)$"
_BRACKETED = r"\(([^()]+)\)\s*$"


def code_of(text: pl.Expr, spellings: Mapping[str, str]) -> pl.Expr:
    """The code that each text means; null where it means none.

    Tried in order: the whole text; without a form's list letter ("t) NOBT"); what stands before a
    dash or colon ("N1 - Abuse or neglect"), after it, and in closing brackets ("White British (WBRI)");
    then the same by their first letters, for labels that were cut off.
    """
    bare = text.str.replace(LIST_LETTER, "")
    tries = (
        text,
        bare,
        bare.str.extract(_BEFORE),
        bare.str.extract(_AFTER),
        bare.str.extract(_BRACKETED),
        text.str.extract(r"^([A-Za-z0-9]{1,2})\)"),
    )
    known = dict(spellings)
    plain = [squeezed(attempt) for attempt in tries]
    return pl.coalesce(
        attempt.replace_strict(known, default=None, return_dtype=pl.String)
        for attempt in (*plain, *(start.str.slice(0, CUT) for start in plain))
    )
