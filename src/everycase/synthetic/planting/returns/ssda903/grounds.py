"""Children of the looked-after return, as the rules' weaknesses need them, and right in everything.

Each starts from a child fostered all year in one placement, under a care order or as it may be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from everycase.returns.ssda903.tables import TABLES
from everycase.synthetic.planting.returns.acts import Act, Value, add, both, drop, put
from everycase.synthetic.planting.returns.case import Case, Form, Row, Rows, every, last, years_before
from everycase.synthetic.planting.returns.days import BORN, START
from everycase.synthetic.planting.returns.ssda903.elsewhere import NEAR, NEXT

FORM = Form(
    child="CHILD",
    person="Header",
    born="DOB",
    dates="%d/%m/%Y",
    columns={name: table.submitted for name, table in TABLES.items()},
)
FOSTERED = ("U1", "U2", "U3", "U4", "U5", "U6")
BREAKS = "short breaks"
HEALTH = {"IMMUNISATIONS": "1", "TEETH_CHECK": "1", "HEALTH_ASSESSMENT": "1", "SUBSTANCE_MISUSE": "0"}
LATER = ("OC2", "OC3", "AD1", "PlacedAdoption", "PrevPerm", "Missing", "DoLo", "UASC")
ADOPTION = {
    "FOSTER_CARE": "0",
    "NB_ADOPTR": "2",
    "SEX_ADOPTR": "MF",
    "LS_ADOPTR": "L11",
}


def in_foster_care_all_year(case: Case) -> bool:
    """One episode, begun before this year and last year's, with a foster carer, and nothing unusual."""
    now, before = case.tables["Episodes"], case.tables.get("Episodes_last", [])
    unusual = ("UASC", "Missing", "DoLo", "AD1", "PlacedAdoption", "OC3")
    return (
        len(now) == len(before) == len(case.tables["OC2"]) == 1
        and now[0]["DEC"] is None
        and now[0]["PLACE"] in FOSTERED
        and now[0]["LS"] in {"C1", "C2", "V2"}
        and not any(case.tables.get(name) for table in unusual for name in (table, f"{table}_last"))
    )


def on_short_breaks(case: Case) -> bool:
    """Short breaks only."""
    now = case.tables["Episodes"]
    return bool(now) and all(row["LS"] == "V3" for row in [*now, *case.tables.get("Episodes_last", [])])


KINDS: Mapping[str, Callable[[Case], bool]] = {"": in_foster_care_all_year, BREAKS: on_short_breaks}


def episode(**values: Value) -> Act:
    """Set fields of the child's last episode."""
    return put("Episodes", last, **values)


def header(**values: Value) -> Act:
    """Set fields of Header."""
    return put("Header", every, **values)


def health(**values: Value) -> Act:
    """Set fields of OC2."""
    return put("OC2", every, **values)


def born(day: Value) -> Act:
    """Another date of birth, in every table of both years that has one."""

    def act(case: Case) -> Rows:
        rows = [row for rows in case.tables.values() for row in rows if "DOB" in row]
        told = day(case, {}) if callable(day) else day
        for row in rows:
            row["DOB"] = told
        return rows

    return act


def aged(years: int, days: int = 100) -> Act:
    """So many years and days old on 31 March, with what is asked of a child of that age."""

    def act(case: Case) -> Rows:
        day = years_before(case.end, years, days)
        rows = born(day.strftime(case.form.dates))(case)
        for row in case.tables["OC2"]:
            row |= {
                "SDQ_SCORE": "10" if 4 <= years <= 17 else None,
                "SDQ_REASON": None,
                "CONVICTED": "0" if years >= 10 else None,
                "HEALTH_CHECK": "1" if years < 5 else None,
            }
        for row in case.tables["Reviews"]:
            row["REVIEW_CODE"] = "PN1" if case.day(row["REVIEW"]) >= BORN.years(4).told(case, row) else "PN0"
        return rows

    return act


def girl(mother: str | None = "0", **values: Value) -> Act:
    """A girl, in both years."""
    return both(*(put(name, SEX="F", MOTHER=mother, **values) for name in ("Header", "Header_last")))


BOY = both(*(put(name, SEX="M", MOTHER=None, MC_DOB=None) for name in ("Header", "Header_last")))


def last_year_forgotten(case: Case) -> Rows:
    """Nothing of the child in last year's return."""
    for name in case.tables:
        if name.endswith("_last"):
            case.tables[name] = []
    return []


def came_in(day: Value = START + 20) -> Act:
    """Came into care in the year, and is in care for less than all of it."""
    return both(
        last_year_forgotten,
        drop(*LATER, "Reviews", "SWEpisodes"),
        episode(DECOM=day, RNE="S"),
        add("PrevPerm", PREV_PERM="Z1"),
        add("SWEpisodes", SW_ID="SW12345", SW_DECOM=day, SW_REASON="FCONTA"),
    )


def left(day: Value = START + 200, reason: str = "E4A") -> Act:
    """Left care in the year."""
    return both(drop(*LATER[:-1], "Reviews"), episode(DEC=day, REC=reason))


def then(day: Value = START + 100, reason: str = "P", **values: Value) -> Act:
    """Another episode follows on the last, which ends as the new one begins."""

    def act(case: Case) -> Rows:
        one = case.tables["Episodes"][-1]
        told = day(case, one) if callable(day) else day
        moved = {"REASON_PLACE_CHANGE": "CARPL" if reason in {"P", "T", "U", "B"} else None}
        ends: Row = {"DEC": told, "REC": "X1", **moved}
        new: Row = {**one, "DECOM": told, "RNE": reason}
        case.tables["Episodes"].append(new)
        one |= ends
        for name, value in values.items():
            new[name] = value(case, new) if callable(value) else value
        return [new]

    return act


ELSEWHERE: Mapping[str, Value] = {"PL_POST": lambda _, row: NEXT if row["PL_POST"] == NEAR else NEAR}
"""Another postcode of the council than that of the row."""

TEMPORARY: Mapping[str, Value] = {"PLACE": "T1", "PLACE_PROVIDER": None, "URN": None}


def to_hospital(since: Value = START + 100, back: Value | None = START + 110) -> Act:
    """Away for a while, and back with the carer that the child had."""

    def act(case: Case) -> Rows:
        before = dict(case.tables["Episodes"][-1])
        away = then(since, "P", **TEMPORARY)(case)
        case.tables["Episodes"][-2]["REASON_PLACE_CHANGE"] = None
        if back is not None:
            same = {name: before[name] for name in ("PLACE", "PLACE_PROVIDER", "URN", "PL_POST")}
            then(back, "P", **same)(case)
            away[0]["REASON_PLACE_CHANGE"] = None
        return away

    return act


def with_adopters(place: str = "A4") -> Act:
    """Came into care, and is placed for adoption from the first day, under a placement order."""
    day = START + 20
    return both(
        aged(2),
        came_in(day),
        episode(LS="E1", PLACE=place, PLACE_PROVIDER="PR1"),
        add("PlacedAdoption", DATE_PLACED=day),
    )


def adopted(place: str = "A4") -> Act:
    """Placed for adoption, and adopted in the year."""
    return both(
        with_adopters(place),
        episode(DEC=START + 200, REC="E11"),
        add("AD1", DATE_INT=START + 20, DATE_MATCH=START + 20, **ADOPTION),
    )


CARE_LEAVER = both(
    aged(19, 30),
    put("Episodes_last", last, DEC=START - 200, REC="E17"),
    drop(*LATER, "Episodes", "Reviews", "SWEpisodes"),
    put("Header", MOTHER=None),
    add("OC3", IN_TOUCH="YES", ACTIV="F2", ACCOM="U1"),
)
"""A young person of 19 who left care last year, and of whom the return has what became of them."""

SEEKING_ASYLUM = both(
    aged(16),
    episode(HOME_POST=None),
    put("Episodes_last", last, HOME_POST=None),
    add("UASC", SEX=lambda case, _: case.tables["Header"][0]["SEX"], DUC=BORN.years(18)),
    add("UASC_last", SEX=lambda case, _: case.tables["Header"][0]["SEX"], DUC=BORN.years(18)),
)
"""Seeking asylum alone, in both years."""

BREAK = both(
    last_year_forgotten,
    drop("Episodes", which=lambda rows: list(rows[1:])),
    episode(DECOM=START + 60, DEC=START + 64),
)
"""One short break of four days."""


def also(**values: Value) -> Act:
    """The same values this year and last in the child's last episode."""
    return both(*(put(name, last, **values) for name in ("Episodes", "Episodes_last")))
