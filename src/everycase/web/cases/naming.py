"""What a child is called on screen: by name for those who may know it, else by id."""

from __future__ import annotations

from datetime import date

from everycase.web.cases.models import Child
from everycase.web.kept import council_settings
from everycase.web.people.models import User
from everycase.web.people.roles import May


def by_name(person: User) -> bool:
    """Whether this person's pages call children by name: their role and the council's setting let them."""
    return person.may(May.SEE_NAMES) and council_settings().file.names_on_screen


def called(child: Child | None, person: User, today: date) -> str:
    """'Amira K, 4', or 'Child C1' where no name is shown; the team where there is no child."""
    if child is None:
        return "The team"
    if not child.name or not by_name(person):
        return f"Child {child.child_id}"
    first, *others = child.name.split()
    initial = f" {others[-1][0]}" if others else ""
    years = age(child.born_on, today)
    return f"{first}{initial}{f', {years}' if years is not None else ''}"


def in_full(child: Child, person: User) -> str:
    """'Amira Khan', or 'Child C1' where no name is shown."""
    return child.name if child.name and by_name(person) else f"Child {child.child_id}"


def age(born_on: date | None, today: date) -> int | None:
    """Years since birth; None for one not born by then, or with no date of birth."""
    if born_on is None or born_on > today:
        return None
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def age_in_words(born_on: date | None, today: date) -> str:
    """'4 years old'; months under two, days under a month. Says what isn't known."""
    years = age(born_on, today)
    if born_on is None:
        return "Date of birth not recorded"
    if years is None:
        return f"To be born {born_on:%-d %B %Y}"
    months = (today.year - born_on.year) * 12 + today.month - born_on.month - (today.day < born_on.day)
    days = (today - born_on).days
    for count, unit, least in ((years, "year", 2), (months, "month", 1), (days, "day", 0)):
        if count >= least:
            return f"{count} {unit}{'' if count == 1 else 's'} old"
    raise AssertionError(born_on)
