"""Adoption: the decision, the adopters, and episodes that end or begin with it; previous permanence."""

from __future__ import annotations

from everycase.synthetic.planting.returns.acts import Act, Value, add, both, drop, put, weakness
from everycase.synthetic.planting.returns.case import every, first, last
from everycase.synthetic.planting.returns.days import BORN, END, START, of
from everycase.synthetic.planting.returns.ssda903.grounds import (
    ADOPTION,
    adopted,
    aged,
    born,
    came_in,
    episode,
    left,
    then,
    with_adopters,
)

EPISODE, EPISODES, AD1, DECISION = (
    ("Episodes", last),
    ("Episodes", every),
    ("AD1", every),
    ("PlacedAdoption", every),
)
PLACED = with_adopters()
ADOPTED = adopted()
DECIDED = both(aged(3), came_in(), add("PlacedAdoption", DATE_PLACED=START + 30))
"""Decided that the child should be placed for adoption, but not placed yet."""
KNOWN = both(
    aged(3),
    add("PlacedAdoption", DATE_PLACED=START - 30),
    add("PlacedAdoption_last", DATE_PLACED=START - 30),
)
"""In care in both years, and decided last year."""


def adopters(**values: Value) -> Act:
    """Set fields of AD1."""
    return put("AD1", every, **values)


def decision(**values: Value) -> Act:
    """Set fields of the latest decision."""
    return put("PlacedAdoption", last, **values)


def reversed_on(day: Value) -> Act:
    """The decision is reversed."""
    return decision(DATE_PLACED_CEASED=day, REASON_PLACED_CEASED="RD1")


ADOPTERS = (
    weakness("112", ADOPTED, adopters(DATE_INT="31/02/2026")),
    weakness("113", ADOPTED, adopters(DATE_MATCH="31/02/2026")),
    weakness("114", ADOPTED, adopters(FOSTER_CARE="2")),
    weakness("151", ADOPTED, adopters(NB_ADOPTR=None)),
    weakness("175", ADOPTED, adopters(NB_ADOPTR="3")),
    weakness("176", ADOPTED, adopters(SEX_ADOPTR="XX")),
    weakness("177", ADOPTED, adopters(LS_ADOPTR="L9")),
    weakness("331", ADOPTED, adopters(DATE_MATCH=START + 21), shows=(EPISODE, AD1)),
    weakness("333", ADOPTED, adopters(DATE_MATCH=START + 19)),
    weakness("334", ADOPTED, adopters(DATE_INT=START + 19), shows=(EPISODE, AD1)),
    weakness("335", ADOPTED, adopters(FOSTER_CARE="1"), shows=(EPISODE, AD1)),
    weakness("511", ADOPTED, adopters(SEX_ADOPTR="F1")),
    weakness("514", ADOPTED, adopters(LS_ADOPTR="L0")),
    weakness("517", ADOPTED, adopters(LS_ADOPTR="L3", SEX_ADOPTR="MM")),
    weakness("518", ADOPTED, adopters(LS_ADOPTR="L4")),
    weakness("519", ADOPTED, adopters(LS_ADOPTR="L2", SEX_ADOPTR="M1")),
    weakness("520", ADOPTED, adopters(SEX_ADOPTR="FF")),
    weakness("521", ADOPTED, adopters(DATE_INT=START + 21), shows=(EPISODE, AD1)),
    weakness("523", ADOPTED, adopters(DATE_INT=START + 19), shows=(AD1, DECISION)),
    weakness("524", ADOPTED, adopters(LS_ADOPTR="L12")),
    weakness("525", ADOPTED, reversed_on(START + 190), shows=(AD1, DECISION)),
    weakness("582", ADOPTED, adopters(DATE_MATCH=START + 200), shows=(EPISODE, AD1)),
    weakness("601", ADOPTED, adopters(LS_ADOPTR=None), shows=(EPISODE, AD1)),
    weakness("602", PLACED, add("AD1", DATE_INT=START + 20, DATE_MATCH=START + 20, **ADOPTION)),
)

DECISIONS = (
    weakness("115", DECIDED, decision(DATE_PLACED="31/02/2026")),
    weakness("116", DECIDED, reversed_on("31/02/2027")),
    weakness("117", DECIDED, decision(DATE_PLACED=END + 1), shows=(EPISODE, DECISION)),
    weakness("118", KNOWN, reversed_on(START - 1), shows=(EPISODE, DECISION)),
    weakness("119", DECIDED, decision(DATE_PLACED_CEASED=START + 90)),
    weakness("120", DECIDED, reversed_on(START + 90), decision(REASON_PLACED_CEASED="RD9")),
    weakness("184", DECIDED, decision(DATE_PLACED=BORN - 1)),
    weakness("522", DECIDED, reversed_on(START + 29)),
    weakness("559", KNOWN, drop("PlacedAdoption_last"), shows=DECISION),
    weakness("560", KNOWN, decision(DATE_PLACED=START - 29)),
    weakness(
        "561",
        KNOWN,
        put("PlacedAdoption_last", DATE_PLACED_CEASED=START - 10, REASON_PLACED_CEASED="RD1"),
        shows=DECISION,
    ),
    weakness("563", DECIDED, reversed_on(START + 90), decision(DATE_PLACED=None)),
    weakness("579", DECIDED, reversed_on(START + 90), add("PlacedAdoption", DATE_PLACED=START + 89)),
    weakness("583", DECIDED, add("PlacedAdoption", DATE_PLACED=START + 90), shows=("PlacedAdoption", first)),
    weakness(
        "584",
        KNOWN,
        put("PlacedAdoption_last", DATE_PLACED_CEASED=START - 10, REASON_PLACED_CEASED="RD1"),
        decision(DATE_PLACED=START + 10),
        decision(DATE_PLACED=START - 40),
    ),
    weakness("1003", DECIDED, decision(DATE_PLACED=START + 19), shows=(("Episodes", first), DECISION)),
)

PLACEMENTS = (
    weakness("217", adopted("A5"), episode(RNE="L")),
    weakness(
        "336", aged(3), came_in(), episode(PLACE="K2"), then(PLACE="A5", PLACE_PROVIDER="PR1", URN=None)
    ),
    weakness("386", ADOPTED, born((START + 200).years(-18)), shows=EPISODE),
    weakness("390", ADOPTED, episode(PLACE="U1")),
    weakness("408", PLACED, episode(PLACE="A5", LS="C2")),
    weakness("551", PLACED, drop("PlacedAdoption"), shows=EPISODE),
    weakness("552", PLACED, decision(DATE_PLACED=START + 21), shows=(EPISODE, DECISION)),
    weakness("553", PLACED, drop("PlacedAdoption"), shows=EPISODE),
    weakness("554", PLACED, decision(DATE_PLACED=START + 21), shows=(EPISODE, DECISION)),
    weakness("557", PLACED, episode(DEC=START + 200, REC="E4A"), shows=(EPISODE, DECISION)),
    weakness("558", ADOPTED, decision(DATE_PLACED_CEASED=START + 190), shows=(EPISODE, DECISION)),
    weakness("446", aged(30), episode(LS="E1", DECOM="30/11/2005")),
    weakness(
        "407",
        aged(18),
        left(END - 10),
        episode(REC="E45", DEC=BORN.years(18)),
        shows=EPISODE,
    ),
    weakness("516", aged(8), left(), episode(PLACE="K2", REC="E45")),
)

NEW = both(aged(8), came_in())


def permanence(**values: Value) -> Act:
    """Set fields of PrevPerm."""
    return put("PrevPerm", every, **values)


PREVIOUS = (
    weakness("630", NEW, drop("PrevPerm"), shows=("Episodes", first)),
    weakness("631", NEW, permanence(PREV_PERM="P9")),
    weakness(
        "632",
        NEW,
        permanence(PREV_PERM="P1", LA_PERM="999", DATE_PERM="ZZ/ZZ/2020"),
        permanence(DATE_PERM=of("Episodes", first, "DECOM")),
        shows=(("PrevPerm", every), ("Episodes", first)),
    ),
    weakness("633", NEW, permanence(PREV_PERM="P1", DATE_PERM="ZZ/ZZ/2020"), permanence(LA_PERM="000")),
    weakness(
        "634",
        aged(17),
        put("Episodes", every, DECOM="31/03/2016"),
        drop("PrevPerm"),
        add("PrevPerm", PREV_PERM="Z1"),
        shows=(("PrevPerm", every), EPISODES),
    ),
    weakness("635", NEW, permanence(LA_PERM="999")),
)

WEAKNESSES = (*ADOPTERS, *DECISIONS, *PLACEMENTS, *PREVIOUS)
