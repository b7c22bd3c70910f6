"""The page of the environment's variables."""

from __future__ import annotations

from collections.abc import Iterator

from docs.pages.markdown import facts, page

from everycase.web.environment import SUBJECTS, Subject

INTRODUCTION = (
    "What differs from machine to machine is given by the environment, and so are secrets: nothing of it "
    "stands in a file of the council's folder. What a council decides (limits, services, which standards are "
    "on) is in [council.toml](settings.md). How it all goes together: "
    "[run the web system](../how-to/run-the-web-system.md)."
)


def page_of_environment() -> str:
    """The page: every variable by subject, what it is for, and what holds without it."""
    return page("Environment variables", INTRODUCTION, *(part for one in SUBJECTS for part in _subject(one)))


def _subject(subject: Subject) -> Iterator[str | list[str]]:
    yield f"## {subject.title}"
    for variable in subject.variables:
        yield f"### {variable.name}"
        yield variable.meaning
        told = {"Without it": variable.without, "Secret": "yes" if variable.secret else ""}
        if any(told.values()):
            yield list(facts(told))
