"""The pages of the record: an index of its tables, one page a group of them, and the code lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docs.pages.markdown import code, page, sentence, table

from everycase.record import codes
from everycase.record.schema import TABLES
from everycase.record.schema.fields import PROVENANCE, Field, Format, Kind, Table
from everycase.standards.answers import FORMAT_NAMES

GROUPS: Mapping[str, str] = {
    "people": "Children, families and workers",
    "need": "Contacts, early help, assessment and help in need",
    "protection": "Protection, missing episodes and court",
    "care": "Children in care",
    "permanence": "Permanence, leaving care and special needs",
    "cross_checks": "What two files say of the same child",
    "events": "Events that no format holds",
    "derived": "Tables that the record implies",
}
"""Module of the schema, and page → its title."""

SCHEMA = "everycase.record.schema"

PROVENANCE_MEANS = {
    "child": "the child's number in this snapshot, quick to join by; it means nothing outside it",
    "key": "the row's own id; where the case system makes ids anew, child, day and rank",
    "sources": "which of the load's sources hold the row, as bits",
    "file": "which of the load's files the row was taken from",
    "row": "its row in that file",
    "first_seen": "the date of the first extract that held the row",
    "unread": "the fields of which the file says something that could not be understood: empty here, and not "
    "blank there, so that nobody is told that they are missing",
    "unseen_on": "the date of the extract just before that one, where it would have held the row and didn't; "
    "empty where it wouldn't have, so that nobody can tell when the row was written down",
}
INTRODUCTION = (
    "What the council wrote down, as of a date: a table for each kind of thing, a row for each time that it "
    "happened. Stored tables come from the council's files; derived ones are worked out from them at every "
    "review. A field that no file holds is not “no”: it can't be told."
)


def pages() -> dict[str, str]:
    """Path → text."""
    groups = {f"record/{name}.md": _group(name, title) for name, title in GROUPS.items()}
    return {"record/README.md": _index(), **groups, "record/codes.md": _codes()}


def tables_of(module: str) -> list[Table]:
    """The tables that a module of the schema declares, in its order."""
    return [one for one in TABLES.values() if type(one).__module__ == f"{SCHEMA}.{module}"]


def _index() -> str:
    rows = [
        (f"[{code(t.name)}]({name}.md#{t.name})", _meaning(t), title)
        for name, title in GROUPS.items()
        for t in tables_of(name)
    ]
    own = ((code(name), PROVENANCE_MEANS[name]) for name in PROVENANCE)
    return page(
        "The record",
        INTRODUCTION,
        table(("Table", "What a row is", "Page"), rows),
        "## Columns that every stored table has",
        table(("Column", "What it holds"), own),
    )


def _meaning(one: Table) -> str:
    return (type(one).__doc__ or "").strip().split("\n\n")[0]


def _group(module: str, title: str) -> str:
    return page(title, *(part for one in tables_of(module) for part in _table(one)))


def _table(one: Table) -> Iterator[str | list[str]]:
    yield f"## {one.name}"
    yield "\n\n".join(sentence(part) for part in (type(one).__doc__ or "").strip().split("\n\n"))
    dated = [f"dated by {code(one.when)}"] if one.when else []
    dated += [f"ends with {code(one.until)}"] if one.until else []
    dated += [f"the dataset's {code(one.ssd)}"] if one.ssd else []
    yield sentence("; ".join(dated)) if dated else ""
    yield table(("Field", "Meaning", "Type", "Where it is held"), map(_field, one.fields().values()))


def _field(field: Field) -> tuple[str, str, str, str]:
    unit = f" ({field.unit})" if field.unit not in ("", "key") else ""
    return code(field.name), f"{field.meaning}{unit}", _type(field), _held(field)


def _type(field: Field) -> str:
    if field.unit == "key":
        return "the row's own id"
    if field.refers_to:
        return f"an id in {code(field.refers_to)}"
    timed = ", with its time where there is one" if field.timed else ""
    kind = "yes or no" if field.kind is Kind.FLAG else field.kind
    return f"{kind}{timed}{_codes_of(field)}"


def _codes_of(field: Field) -> str:
    if not field.codes:
        return ""
    name = next((name for name, known in codes.code_lists().items() if known is field.codes), "")
    if name:
        return f": [{name}](codes.md#{name})"
    if str(field) == "events.kind":
        return ": [kinds of event](../events.md)"
    return ": " + ", ".join(f"{code(value)} {label}" for value, label in field.codes.items())


def _held(field: Field) -> str:
    places = [f"{FORMAT_NAMES[fmt]}: {_places(fmt, names)}" for fmt, names in field.held.items()]
    return "; ".join(places) or "worked out, or in no format"


def _places(fmt: Format, names: tuple[str, ...]) -> str:
    if fmt is not Format.ANNEX_A:
        return ", ".join(map(code, names))
    lists: dict[str, list[str]] = {}
    for name in names:
        number, _, header = name.partition(": ")
        lists.setdefault(header, []).append(number)
    return "; ".join(f"list {', '.join(numbers)}: “{header}”" for header, numbers in lists.items())


def _codes() -> str:
    parts: list[str | list[str]] = []
    for name, known in codes.code_lists().items():
        parts += [f"## {name}", table(("Code", "Means"), ((code(c), label) for c, label in known.items()))]
    return page("Code lists", "Values outside a list are kept as found, and listed as problems.", *parts)
