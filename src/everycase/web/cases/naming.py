"""What a child is called on screen: by name for those who may know it, else by id."""

from __future__ import annotations

from datetime import date

from everycase.web.cases.models import Child
from everycase.web.people.models import User
from everycase.web.people.roles import May


def called(child: Child | None, person: User, today: date) -> str:
    """'Amira K, 4', or 'Child C1' for one whose role sees no names; the team where there is no child."""
    if child is None:
        return "The team"
    if not child.name or not person.may(May.SEE_NAMES):
        return f"Child {child.child_id}"
    first, *others = child.name.split()
    initial = f" {others[-1][0]}" if others else ""
    age = _age(child.born_on, today)
    return f"{first}{initial}{age}"


def _age(born_on: date | None, today: date) -> str:
    if born_on is None or born_on > today:
        return ""
    years = today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    return f", {years}"
