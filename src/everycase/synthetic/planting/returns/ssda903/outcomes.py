"""Health and strengths and difficulties (OC2), and what became of care leavers (OC3)."""

from __future__ import annotations

from everycase.synthetic.planting.returns.acts import Act, Value, add, both, drop, put, weakness
from everycase.synthetic.planting.returns.case import every, first, last
from everycase.synthetic.planting.returns.days import END, START
from everycase.synthetic.planting.returns.ssda903.grounds import (
    CARE_LEAVER,
    aged,
    born,
    came_in,
    episode,
    health,
    left,
)

OC2, OC3, AD1 = ("OC2", every), ("OC3", every), ("AD1", every)
IN_TOUCH = {"IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "U1"}


def leaver(**values: Value) -> Act:
    """Set fields of OC3."""
    return put("OC3", every, **values)


SHORT_TIME = both(aged(12), came_in(), add("OC2"))
"""In care for part of the year, with nothing entered in OC2."""

STRENGTHS = (
    weakness("157", aged(12), health(SDQ_SCORE=None, SDQ_REASON="SDQ1")),
    weakness("180", aged(12), health(SDQ_SCORE="41")),
    weakness("185", SHORT_TIME, health(SDQ_SCORE="10")),
    weakness("186", aged(12), health(SDQ_SCORE=None)),
    weakness("188", aged(3), health(SDQ_SCORE="10")),
    weakness("189", born(START.years(-17)), health(SDQ_SCORE=None, SDQ_REASON=None), health(SDQ_SCORE="10")),
    weakness("196", aged(12), health(SDQ_SCORE=None, SDQ_REASON="SDQ6")),
    weakness("197a", aged(12), health(SDQ_REASON="SDQ1")),
    weakness("197B", aged(17), health(SDQ_SCORE=None)),
    weakness("198", SHORT_TIME, health(SDQ_REASON="SDQ1")),
)

HEALTHY = (
    weakness(
        "158",
        aged(12),
        health(SUBSTANCE_MISUSE="1", INTERVENTION_RECEIVED="1"),
        health(INTERVENTION_OFFERED="0"),
    ),
    weakness("159", aged(12), health(SUBSTANCE_MISUSE="1", INTERVENTION_RECEIVED="0")),
    weakness("181", aged(12), health(TEETH_CHECK="2")),
    weakness("182", aged(12), health(TEETH_CHECK=None)),
    weakness("187", aged(17), add("OC3", **IN_TOUCH)),
    weakness("190", SHORT_TIME, health(CONVICTED="0")),
    weakness("191", aged(12), drop("OC2"), shows=("Episodes", first)),
    weakness("192", aged(12), health(SUBSTANCE_MISUSE="1")),
    weakness("193", aged(12), health(INTERVENTION_OFFERED="1")),
    weakness("215", CARE_LEAVER, add("OC2"), health(CONVICTED="0"), shows=(OC2, OC3)),
    weakness("542", aged(9), health(CONVICTED="0")),
    weakness("543", aged(10, 0), health(CONVICTED=None)),
    weakness("544", aged(12), health(CONVICTED="1"), health(IMMUNISATIONS=None)),
    weakness("545", aged(4), health(HEALTH_CHECK=None)),
    weakness("546", aged(5, 0), health(HEALTH_CHECK="1")),
    weakness("547", aged(3), health(HEALTH_ASSESSMENT=None)),
)

AFTER_CARE = (
    weakness("131", CARE_LEAVER, leaver(IN_TOUCH="MAYBE")),
    weakness("132", CARE_LEAVER, leaver(ACTIV="F9")),
    weakness("133", CARE_LEAVER, leaver(ACCOM="Q1")),
    weakness("134", CARE_LEAVER, add("AD1", DATE_INT=START - 100)),
    weakness("153", CARE_LEAVER, leaver(ACTIV=None)),
    weakness("344", CARE_LEAVER, leaver(IN_TOUCH="DIED", ACTIV="0")),
    weakness("345", CARE_LEAVER, leaver(ACTIV="0")),
    weakness("347", CARE_LEAVER, born(START.years(-18) + 1), leaver(ACCOM="T1")),
    weakness("348", CARE_LEAVER, add("OC3_last", IN_TOUCH="DIED", ACTIV="0", ACCOM="0"), shows=OC3),
    weakness("391", CARE_LEAVER, born(END.years(-17) + 1), shows=OC3),
    weakness("1000", CARE_LEAVER, put("Episodes_last", last, REC="E2"), shows=OC3),
    weakness("1001", CARE_LEAVER, put("Episodes_last", DECOM=START - 260, DEC=START - 200), shows=OC3),
    weakness("1002", CARE_LEAVER, drop("Episodes_last"), shows=OC3),
    weakness("1007", aged(18), add("OC3", **IN_TOUCH)),
    weakness("1010", CARE_LEAVER, put("Episodes_last", last, DEC=None, REC=None), shows=OC3),
    weakness("1011", aged(17), left(END - 100, "E4A"), add("OC3", **IN_TOUCH), episode(REC="E3"), shows=OC3),
    weakness("1012", CARE_LEAVER, add("Reviews", REVIEW=START + 30, REVIEW_CODE="PN1")),
    weakness("1016", aged(17), left(END - 20, "E4A"), add("OC3", **IN_TOUCH)),
    weakness("3001", CARE_LEAVER, born(START.years(-17) + 30), leaver(ACCOM="Z1")),
)

WEAKNESSES = (*STRENGTHS, *HEALTHY, *AFTER_CARE)
