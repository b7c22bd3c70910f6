"""The pages of fixed words: kinds of problem, states of obligations, statuses of findings."""

from __future__ import annotations

from collections.abc import Mapping

from docs.pages.markdown import code, page, sentence, table

from everycase.analysis.untold import REMEDIES
from everycase.analysis.worklist import SEVERITY_WORDS
from everycase.record.reading import PROBLEM_KINDS
from everycase.review.compare import STATUSES
from everycase.review.measures import BUCKET
from everycase.review.states import STATES
from everycase.standards.language import GRADES, Confidence, Force

COUNTED = {
    "right": "right",
    "wrong": "wrong",
    "cannot_tell": "apart, as what can't be told",
    "waiting": "not yet: it hasn't fallen due",
}
IN_A_FINDING = {"overdue", "too soon"}
CONFIDENCE = {
    Confidence.VERIFIED: "the number was read in its source",
    Confidence.QUOTED: "many publications quote it; the source itself wasn't read",
    Confidence.UNCERTAIN: "no source settles it: off until a council sets it",
}
FORCES = {
    Force.STATUTORY: "an act or regulations",
    Force.GUIDANCE: "statutory or national guidance",
    Force.LOCAL: "local practice: councils differ, and set their own",
}
ANSWERS = {
    "yes": "some file holds every field that it reads",
    "in part": "something that it reads is missing; what can't be told because of it says so",
    "no": "no file holds what it needs",
    "a person": "a question: somebody reads the case",
}


def problems() -> str:
    """The page of the kinds of problem that a load lists."""
    return page(
        "Problems that a load lists",
        "A load drops nothing silently. What isn't understood, or wants a look, is listed with its file, "
        "sheet, row, column, child, what was found and what was expected. `everycase load --json` lists "
        "every one; `everycase export` writes them to `problems.csv`.",
        *_each(PROBLEM_KINDS),
    )


def states() -> str:
    """The page of states, statuses, and the other fixed words of a review."""
    counted = ((code(s), means, COUNTED[BUCKET[s]], _listed(s)) for s, means in STATES.items())
    return page(
        "States and statuses",
        "## States of an obligation",
        table(("State", "Means", "Counts as", "A finding"), counted),
        "A share is what is right, of what is right or wrong. What can't be told is in neither; its count "
        "stands beside every share.",
        *_each(STATES, "### "),
        "## Statuses of a finding between two reviews",
        *_each(STATUSES, "### "),
        "## Why something can't be told",
        table(("Reason", "What would supply it"), REMEDIES.items()),
        "Where no file holds a field at all, the reason is “no supplied file holds what would show it”, and "
        "`everycase standards ID` names the formats that would.",
        "## How much a finding matters",
        table(("Severity", "In words"), SEVERITY_WORDS.items()),
        "## Whether files can answer a standard",
        table(("Answer", "Means"), ANSWERS.items()),
        "## What stands behind a time limit",
        table(("Force", "Means"), FORCES.items()),
        "## How sure its number is",
        table(("Confidence", "Means"), CONFIDENCE.items()),
        "## Grades of an answered question",
        ", ".join(map(code, GRADES)) + ".",
    )


def _listed(state: str) -> str:
    return "yes" if state in IN_A_FINDING else ""


def _each(words: Mapping[str, str], level: str = "## ") -> list[str]:
    return [part for word, means in words.items() for part in (f"{level}{word}", sentence(means))]
