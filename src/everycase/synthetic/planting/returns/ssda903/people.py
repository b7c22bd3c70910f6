"""Who the child is: identity, seeking asylum alone, and mothers."""

from __future__ import annotations

from collections.abc import Mapping

from everycase.synthetic.planting.returns.acts import Act, Value, add, drop, put, twice, weakness
from everycase.synthetic.planting.returns.case import every, first, last
from everycase.synthetic.planting.returns.days import BORN, END, START
from everycase.synthetic.planting.returns.ssda903.grounds import (
    BOY,
    BREAK,
    BREAKS,
    CARE_LEAVER,
    SEEKING_ASYLUM,
    aged,
    born,
    came_in,
    episode,
    girl,
    header,
    left,
)

HEADER, OC3, UASC = ("Header", every), ("OC3", every), ("UASC", every)
EPISODES = ("Episodes", every)

IDENTITY = (
    weakness("101", header(SEX="X")),
    weakness("102", header(DOB="31/02/2015")),
    weakness("103", header(ETHNIC="XXXX")),
    weakness("168", header(UPN="A12345")),
    weakness("202", girl(None), header(SEX="U")),
    weakness("203", put("Header_last", DOB=BORN - 1), shows=HEADER),
    weakness("204", header(ETHNIC="WBRI"), put("Header_last", ETHNIC="WBRI"), header(ETHNIC="BCRB")),
    weakness("208", header(UPN="A001999999999")),
    weakness("209", aged(8), put("Header_last", UPN="UN1"), header(UPN="UN1")),
    weakness("210", aged(3), header(UPN="UN4"), shows=("Episodes", last)),
    weakness("232", header(SEX="U")),
    weakness("301", born(END + 1), shows=HEADER),
    weakness("302", came_in(START + 20), born(START + 21), shows=(("Episodes", first), HEADER)),
    weakness("351", born(START.years(-25) - 1), shows=HEADER),
    weakness("352", came_in(START + 20), born((START + 20).years(-18)), shows=("Episodes", first)),
    weakness("442", header(UPN=None)),
    weakness("444", twice("Header", every, CHILD="9000000", SEX="M")),
    weakness(
        "EPI", drop("Episodes", "OC2", "Reviews", "SWEpisodes", "PrevPerm", "Episodes_last"), shows=HEADER
    ),
)

ASYLUM = (
    weakness("104", SEEKING_ASYLUM, put("UASC", DUC="31/02/2027")),
    weakness("205A", SEEKING_ASYLUM, drop("UASC"), shows=HEADER),
    weakness("205B", SEEKING_ASYLUM, put("UASC", DUC=BORN.years(18) - 30), shows=HEADER),
    weakness("205D", SEEKING_ASYLUM, drop("UASC_last"), shows=HEADER),
    weakness("231", SEEKING_ASYLUM, aged(9), shows=HEADER),
    weakness("304", SEEKING_ASYLUM, put("UASC", DUC=BORN.years(18) + 1)),
    weakness(
        "1014",
        SEEKING_ASYLUM,
        aged(18),
        episode(DEC=START - 5, REC="E4A"),
        add("OC3", IN_TOUCH="YES", ACTIV="F2", ACCOM="U1"),
        shows=(UASC, OC3),
    ),
    weakness("INT21", SEEKING_ASYLUM, put("UASC", SEX="U")),
)

MOTHERS = (
    weakness("165", BOY, header(MOTHER="1")),
    weakness("171", aged(16), girl("1"), header(MC_DOB="31/02/2026")),
    weakness("174", BOY, header(MC_DOB=START + 30)),
    weakness("207", aged(16), girl("1", MC_DOB=START - 100), header(MOTHER="0")),
    weakness("393", girl(), header(MOTHER=None)),
    weakness(
        "399",
        girl(None),
        BREAK,
        drop("Reviews"),
        header(MOTHER="0"),
        shows=(EPISODES, HEADER),
        kind=BREAKS,
    ),
    weakness("607", girl(), left(), header(MOTHER=None), shows=(("Episodes", last), HEADER)),
    weakness("611", aged(16), girl(), header(MOTHER="1")),
    weakness("612", aged(16), girl(), header(MC_DOB=START + 30)),
    weakness("620", aged(11), girl(), header(MOTHER="1", MC_DOB=START + 30)),
    weakness("621", aged(16), girl("1"), header(MC_DOB=BORN)),
    weakness("624", aged(16), girl("1", MC_DOB=START - 100), header(MC_DOB=START - 99)),
    weakness("625", aged(16), girl(), header(MOTHER="1", MC_DOB=END + 1)),
    weakness("626", aged(16), girl("0"), header(MOTHER="1", MC_DOB=START - 1)),
    weakness("628", CARE_LEAVER, girl(None), header(MOTHER="0")),
)

IN_HEADER: Mapping[str, tuple[str, Mapping[str, Value] | None]] = {
    "INT01": ("AD1", {}),
    "INT02": ("PlacedAdoption", {"DATE_PLACED": START + 30}),
    "INT03": ("Episodes", None),
    "INT04": ("Missing", {"MISSING": "M", "MIS_START": START + 30, "MIS_END": START + 31}),
    "INT05": ("OC2", None),
    "INT06": ("OC3", {}),
    "INT07": ("PrevPerm", {"PREV_PERM": "Z1"}),
    "INT08": ("Reviews", {"REVIEW": START + 30, "REVIEW_CODE": "PN1"}),
    "INT09": ("UASC", {"SEX": "M"}),
}
"""Rule → a table, and the row that the child is to have there; None where it has some already."""
BORN_ALIKE = {
    "INT11": "INT01",
    "INT12": "INT02",
    "INT13": "INT04",
    "INT14": "INT05",
    "INT15": "INT06",
    "INT16": "INT07",
    "INT17": "INT08",
    "INT18": "INT09",
}
ONCE = {"INT31": "INT01", "INT33": "INT05", "INT34": "INT06", "INT35": "INT07", "INT36": "INT09"}


def _with(rule: str) -> list[Act]:
    table, values = IN_HEADER[rule]
    return [] if values is None else [drop(table), add(table, **values)]


EVERY_TABLE = (
    *(
        weakness(rule, *_with(rule), drop("Header"), shows=(table, every))
        for rule, (table, _) in IN_HEADER.items()
    ),
    *(
        weakness(rule, *_with(like), put(IN_HEADER[like][0], last, DOB=BORN - 1))
        for rule, like in BORN_ALIKE.items()
    ),
    weakness("INT32", twice("Header")),
    *(weakness(rule, *_with(like), twice(IN_HEADER[like][0])) for rule, like in ONCE.items()),
)

WEAKNESSES = (*IDENTITY, *ASYLUM, *MOTHERS, *EVERY_TABLE)
