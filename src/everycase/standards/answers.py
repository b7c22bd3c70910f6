"""Which standards a set of files can answer, what they lack, and what would supply it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from everycase.record.derive import DERIVERS
from everycase.record.schema import TABLES, Field, Format, children, cross_checks
from everycase.record.schema.events import event_kinds
from everycase.record.schema.fields import ANOTHER
from everycase.record.schema.terms import Moment, Related, Term
from everycase.record.snapshot import Manifest
from everycase.standards.language import Clock, Question, Rule, Standard

FORMAT_NAMES: Mapping[Format, str] = {
    Format.SSD: "Standard Safeguarding Dataset",
    Format.ANNEX_A: "Annex A workbook",
    Format.CIN_CENSUS: "CIN census",
    Format.SSDA903: "SSDA903 return",
    Format.EVENTS: "events file",
}


COMPARED = {Format.SSD, Format.ANNEX_A, Format.CIN_CENSUS, Format.SSDA903}
"""Formats that are compared with each other, fact by fact."""


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
    lacking = [fld for fld in _needed(standard) if not _supplied(manifest, fld)]
    every_kind = _kinds(standard)
    # Where a standard reads events of a kind, the kind is what a reader can ask for, not the column.
    lacks = [
        _in_words(fld) for fld in lacking if not every_kind or fld.table.removesuffix(ANOTHER) != "events"
    ]
    kinds = [kind for kind in every_kind if f"events:{kind}" not in manifest.reach]
    lacks += [f"events of the kind '{kind}' ({event_kinds()[kind].meaning.lower()})" for kind in kinds]
    if not lacks:
        return Answer(standard.id, "yes", (), ())
    told = _told_in_part(manifest, standard)
    return Answer(standard.id, "in part" if told else "no", tuple(sorted(lacks)), _suppliers(lacking, kinds))


def _needed(standard: Clock | Rule) -> frozenset[Field]:
    """What it reads. Without a date of death it holds all the same, unless it is about that."""
    about = standard.wrong.reads if isinstance(standard, Rule) else standard.reads
    return standard.reads if children.died_on in about else standard.reads - {children.died_on}


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
    """Kinds of event that a standard reads, those that only its conditions ask about included."""
    moments = (*standard.start_moments, *standard.end_moments) if isinstance(standard, Clock) else ()
    named = {m.reach for m in moments} | {related.reach for related in _related(_terms(standard))}
    return sorted(reach.removeprefix("events:") for reach in named if reach.startswith("events:"))


def _terms(standard: Clock | Rule) -> Iterator[Term | None]:
    """Every term of a standard."""
    if isinstance(standard, Rule):
        yield from (standard.wrong, standard.rows.condition, standard.since, *standard.shown)
        return
    yield from (standard.unless, standard.until)
    for moment in (*standard.start_moments, *standard.end_moments):
        yield from (moment.condition, moment.earliest)


def _related(terms: Iterable[Term | None]) -> Iterator[Related]:
    """The related rows that terms look at, and those that these look at in turn."""
    for term in terms:
        for related in term.related if term is not None else ():
            yield related
            yield from _related(
                (related.rows.condition, related.value, related.where, related.since, related.to)
            )


def _supplied(manifest: Manifest, fld: Field) -> bool:
    table = fld.table.removesuffix(ANOTHER)
    if table in DERIVERS:
        deriver = DERIVERS[table]
        needed = [reach.partition(":")[0] for reach in deriver.reaches or deriver.parts]
        return any(manifest.supplied.get(part) for part in needed)
    return fld.name in manifest.supplied.get(table, {})


def _in_words(fld: Field) -> str:
    return f"{fld.table.removesuffix(ANOTHER).replace('_', ' ')}: {fld.meaning.lower()}"


def _suppliers(lacking: Sequence[Field], kinds: Sequence[str]) -> tuple[str, ...]:
    formats = {fmt for fld in lacking for stored in _stored(fld) for fmt in stored.held}
    formats |= {Format.EVENTS} if kinds else set()
    # A second file of the same children, whichever.
    formats |= COMPARED if any(fld.table == cross_checks.name for fld in lacking) else set()
    return tuple(FORMAT_NAMES[fmt] for fmt in Format if fmt in formats)


def _stored(fld: Field) -> Iterator[Field]:
    """The field, or, for one of a derived table, every field of what that is made from."""
    table = fld.table.removesuffix(ANOTHER)
    if table not in DERIVERS:
        yield fld
        return
    for part in DERIVERS[table].parts:
        yield from (TABLES[part].fields().values() if part not in DERIVERS else ())
