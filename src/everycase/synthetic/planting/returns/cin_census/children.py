"""The header, who the child is, and disabilities."""

from __future__ import annotations

from collections.abc import Callable

from everycase.synthetic.planting.returns.acts import Act, add, drop, put, twice, weakness
from everycase.synthetic.planting.returns.case import Case, Rows, every, last
from everycase.synthetic.planting.returns.cin_census.grounds import (
    CLOSED,
    ENDED,
    FORM,
    OPEN,
    PROTECTED,
    UNBORN,
    died,
    person,
)
from everycase.synthetic.planting.returns.days import BORN, END, START

IDENTIFIERS, NEED = ("ChildIdentifiers", every), ("CINdetails", every)
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def renamed(child: str | None) -> Act:
    """Another id in all rows."""

    def act(case: Case) -> Rows:
        for rows in case.tables.values():
            for row in rows:
                row[FORM.child] = child
        return case.tables[FORM.person]

    return act


def upn_with(change: Callable[[str], str]) -> Act:
    """The pupil number changed."""
    return person(UPN=lambda _, row: change(row["UPN"] or ""))


def wrong_letter(upn: str) -> str:
    """Another letter than the digits ask for."""
    return LETTERS[(LETTERS.index(upn[0]) + 1) % 23] + upn[1:]


PEOPLE = (
    weakness("1510", OPEN, upn_with(wrong_letter)),
    weakness("1520", OPEN, twice("ChildIdentifiers", every, LAchildID="9100000")),
    weakness("1530", OPEN, person(UPN="F000123456789")),
    weakness("1540", OPEN, upn_with(lambda upn: f"{upn[:6]}X{upn[7:]}")),
    weakness("1550", OPEN, upn_with(lambda upn: f"{upn[:12]}S")),
    weakness("1560Q", OPEN, person(FormerUPN="A12345")),
    weakness("1570", OPEN, renamed("X" * 21)),
    weakness("1580", OPEN, renamed("9100-1580")),
    weakness("4180", OPEN, person(Sex="X")),
    weakness("4220", OPEN, put("ChildCharacteristics", every, Ethnicity="XXXX")),
    weakness("8500", OPEN, renamed(None)),
    weakness("8510", OPEN, twice("ChildIdentifiers", every)),
    weakness("8520", OPEN, person(PersonBirthDate=END + 1)),
    weakness("8525Q", OPEN, person(ExpectedPersonBirthDate=END + 30)),
    weakness("8530Q", UNBORN, person(ExpectedPersonBirthDate=END + 276)),
    weakness("8535Q", CLOSED, died(), person(PersonDeathDate=BORN - 1)),
    weakness("8545Q", CLOSED, died(), person(PersonDeathDate=END + 1)),
    weakness("8555Q", CLOSED, died(), person(PersonDeathDate=START + 39), shows=(IDENTIFIERS, NEED)),
    weakness("8585Q", CLOSED, died(), person(PersonDeathDate=None), shows=(IDENTIFIERS, NEED)),
    weakness(
        "8590",
        OPEN,
        drop("CINdetails", "Assessments", "AssessmentFactorsList"),
        shows=IDENTIFIERS,
    ),
    weakness("8606", OPEN, person(PersonBirthDate=START + 321), shows=(IDENTIFIERS, NEED)),
    weakness("8750", UNBORN, person(Sex="F")),
    weakness("8770Q", OPEN, person(UPN=None, UPNunknown="UN1"), shows=IDENTIFIERS),
    weakness("8772", OPEN, person(UPN=None, UPNunknown="UN7"), shows=(IDENTIFIERS, NEED)),
    weakness("8775Q", OPEN, person(PersonBirthDate=END.years(-25) - 1), shows=(IDENTIFIERS, NEED)),
    weakness(
        "4008",
        ENDED,
        died(),
        person(PersonDeathDate=START + 74),
        shows=(IDENTIFIERS, ("CINplanDates", every)),
    ),
    weakness(
        "4009Q",
        ENDED,
        died(),
        person(PersonDeathDate=START + 119),
        shows=(IDENTIFIERS, ("CINplanDates", every)),
    ),
    weakness(
        "8915",
        PROTECTED,
        died(),
        person(PersonDeathDate=START + 51),
        shows=(IDENTIFIERS, ("ChildProtectionPlans", every)),
    ),
    weakness(
        "8920",
        PROTECTED,
        put("ChildProtectionPlans", last, CPPendDate=START + 200),
        died(),
        person(PersonDeathDate=START + 199),
        shows=(IDENTIFIERS, ("ChildProtectionPlans", every)),
    ),
)

DISABILITY = (
    weakness(
        "8540",
        OPEN,
        put("Disabilities", every, Disability="XX"),
        shows=(IDENTIFIERS, ("Disabilities", every)),
    ),
    weakness(
        "8790", OPEN, put("Disabilities", every, Disability="NONE"), add("Disabilities", Disability="LD")
    ),
    weakness("8794", OPEN, put("Disabilities", every, Disability="NONE"), twice("Disabilities", every)),
)

WEAKNESSES = (*PEOPLE, *DISABILITY)
