"""Which standards a set of files can answer, what they lack, and what would supply it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from everycase.record.derive import DERIVERS
from everycase.record.schema import Field, Format
from everycase.record.schema.events import event_kinds
from everycase.record.schema.fields import ANOTHER
from everycase.record.schema.terms import Moment
from everycase.record.snapshot import Manifest
from everycase.standards.language import Clock, Question, Rule, Standard

FORMAT_NAMES: Mapping[Format, str] = {
    Format.SSD: "Standard Safeguarding Dataset",
    Format.ANNEX_A: "Annex A workbook",
    Format.CIN_CENSUS: "CIN census",
    Format.SSDA903: "SSDA903 return",
    Format.EVENTS: "events file",
}


@dataclass(frozen=True)
class Answer:
    """Whether the files can answer a standard: `yes`, `in part` or `no`; or `a person` for a question."""

    standard: str
    answer: str
    lacks: tuple[str, ...]
    supplied_by: tuple[str, ...]


def answers(manifest: Manifest, catalogue: Mapping[str, Standard]) -> list[Answer]:
    """The answer for every standard, in the catalogue's order."""
    return [answer(manifest, standard) for standard in catalogue.values()]


def answer(manifest: Manifest, standard: Standard) -> Answer:
    """Whether one standard can be answered from the files that a record was made from."""
    if isinstance(standard, Question):
        return Answer(standard.id, "a person", (), ())
    lacking = [fld for fld in standard.reads if not _supplied(manifest, fld)]
    lacks = [*(_in_words(fld) for fld in lacking if fld.table.removesuffix(ANOTHER) != "events")]
    kinds = [kind for kind in _kinds(standard) if f"events:{kind}" not in manifest.reach]
    lacks += [f"events of the kind '{kind}' ({event_kinds()[kind].meaning.lower()})" for kind in kinds]
    if not lacks:
        return Answer(standard.id, "yes", (), ())
    told = _told_in_part(manifest, standard)
    return Answer(standard.id, "in part" if told else "no", tuple(sorted(lacks)), _suppliers(lacking, kinds))


def _told_in_part(manifest: Manifest, standard: Clock | Rule) -> bool:
    """A clock needs one of its starts and one of its ends; a rule needs the rows that it looks at."""
    if isinstance(standard, Rule):
        table = standard.rows.table.name
        return any(_supplied(manifest, fld) for fld in standard.reads if fld.table == table)
    starts = any(_moment_supplied(manifest, moment) for moment in standard.start_moments)
    return starts and any(_moment_supplied(manifest, moment) for moment in standard.end_moments)


def _moment_supplied(manifest: Manifest, moment: Moment) -> bool:
    an_event = moment.reach.startswith("events:")
    return moment.reach in manifest.reach if an_event else _supplied(manifest, moment.field)


def _kinds(standard: Clock | Rule) -> Sequence[str]:
    """Kinds of event that a standard reads."""
    moments: Iterable[Moment] = ()
    if isinstance(standard, Clock):
        moments = (*standard.start_moments, *standard.end_moments)
    named = [m.reach for m in moments]
    terms = [standard.wrong] if isinstance(standard, Rule) else [standard.unless, standard.until]
    named += [related.reach for term in terms if term is not None for related in term.related]
    return sorted({reach.removeprefix("events:") for reach in named if reach.startswith("events:")})


def _supplied(manifest: Manifest, fld: Field) -> bool:
    table = fld.table.removesuffix(ANOTHER)
    if table in DERIVERS:
        return any(manifest.supplied.get(part) for part in DERIVERS[table].parts)
    return fld.name in manifest.supplied.get(table, {})


def _in_words(fld: Field) -> str:
    return f"{fld.table.removesuffix(ANOTHER).replace('_', ' ')}: {fld.meaning.lower()}"


def _suppliers(lacking: Iterable[Field], kinds: Sequence[str]) -> tuple[str, ...]:
    formats = {fmt for fld in lacking for fmt in fld.held} - {Format.EVENTS}
    formats |= {Format.EVENTS} if kinds else set()
    return tuple(FORMAT_NAMES[fmt] for fmt in Format if fmt in formats)
