"""Episodes of need: referral, closure, assessment and factors; referrals that led to nothing."""

from __future__ import annotations

from everycase.synthetic.planting.returns.acts import Act, both, drop, put, twice, weakness
from everycase.synthetic.planting.returns.case import every, first, last
from everycase.synthetic.planting.returns.cin_census.grounds import (
    CLOSED,
    CONFERRED,
    NO_ACTION,
    OPEN,
    again,
    assessed,
    more,
    need,
    protection_plan,
)
from everycase.synthetic.planting.returns.days import END, START

NEEDS, ASSESSMENTS, FACTORS = (
    ("CINdetails", every),
    ("Assessments", every),
    ("AssessmentFactorsList", every),
)
AGAIN = again(CINclosureDate=START + 240, ReasonForClosure="RC7")


def factor(code: str) -> Act:
    """A factor more."""
    return more("AssessmentFactorsList", AssessmentID="1", AssessmentFactor=code)


def only_factor(code: str) -> Act:
    """No factor but this."""
    return both(drop("AssessmentFactorsList"), factor(code))


EPISODES = (
    weakness("8568", OPEN, need(ReferralNFA=None)),
    weakness("8569Q", OPEN, need(CINreferralDate=START - 10, ReferralNFA="true")),
    weakness("8600", OPEN, need(CINreferralDate=END + 1)),
    weakness("8610", OPEN, need(PrimaryNeedCode=None)),
    weakness("8620", CLOSED, need(CINclosureDate=END + 1)),
    weakness("8630", CLOSED, need(CINclosureDate=START + 39)),
    weakness("8640", CLOSED, need(ReasonForClosure="RC10")),
    weakness("8650", OPEN, need(PrimaryNeedCode="N10")),
    weakness("8805", CLOSED, need(ReasonForClosure=None)),
    weakness("8810", CLOSED, need(CINclosureDate=None)),
    weakness("8815", OPEN, again(), shows=NEEDS),
    weakness(
        "8816",
        CLOSED,
        AGAIN,
        put("CINdetails", first, CINclosureDate=None, ReasonForClosure=None),
        shows=NEEDS,
    ),
    weakness("8820", CLOSED, again(CINreferralDate=START + 199), shows=("CINdetails", last)),
    weakness("8866", OPEN, need(ReferralSource="9Z")),
    weakness("8565", CLOSED, assessed(AssessmentAuthorisationDate=START + 201), shows=(NEEDS, ASSESSMENTS)),
)

ASSESSED = (
    weakness("1103", OPEN, assessed(AssessmentActualStartDate=START + 39), shows=(NEEDS, ASSESSMENTS)),
    weakness("8608", OPEN, assessed(AssessmentActualStartDate=START + 71)),
    weakness("8614", OPEN, factor("1A"), assessed(AssessmentAuthorisationDate=None)),
    weakness("8670Q", OPEN, drop("AssessmentFactorsList"), assessed(AssessmentAuthorisationDate=None)),
    weakness("8696", OPEN, assessed(AssessmentAuthorisationDate=END + 1)),
    weakness(
        "8736",
        OPEN,
        drop("AssessmentFactorsList"),
        assessed(AssessmentActualStartDate=START - 1, AssessmentAuthorisationDate=None),
    ),
    weakness("8825Q", CLOSED, drop("Assessments", "AssessmentFactorsList"), need(ReasonForClosure="RC8")),
    weakness(
        "8863Q",
        OPEN,
        twice(
            "Assessments",
            every,
            AssessmentID="2",
            AssessmentActualStartDate=START + 70,
            AssessmentAuthorisationDate=START + 90,
        ),
        shows=("Assessments", last),
    ),
    weakness("8867", CLOSED, assessed(AssessmentAuthorisationDate=None), shows=(NEEDS, ASSESSMENTS)),
    weakness(
        "8896",
        OPEN,
        drop("AssessmentFactorsList"),
        assessed(AssessmentActualStartDate=END - 30, AssessmentAuthorisationDate=None),
        twice("Assessments", every, AssessmentID="2", AssessmentActualStartDate=END - 20),
    ),
    weakness("8897Q", OPEN, drop("AssessmentFactorsList"), shows=ASSESSMENTS),
    weakness("8869", OPEN, only_factor("1A"), factor("21"), shows=ASSESSMENTS),
    weakness("8873Q", CLOSED, only_factor("21"), shows=(NEEDS, ASSESSMENTS)),
    weakness(
        "8898", OPEN, only_factor("1A"), twice("AssessmentFactorsList", every), shows=(ASSESSMENTS, FACTORS)
    ),
    weakness("8945Q", OPEN, factor("18A"), shows=ASSESSMENTS),
    weakness("8950Q", OPEN, factor("19A"), shows=ASSESSMENTS),
)

NOTHING_DONE = (
    weakness(
        "2990",
        CLOSED,
        more("CINplanDates", CINPlanStartDate=START + 80, CINPlanEndDate=START + 90),
        need(ReasonForClosure="RC8"),
        shows=(NEEDS, ("CINplanDates", every)),
    ),
    weakness("2991Q", CONFERRED, drop("Assessments", "AssessmentFactorsList"), shows=("Section47", every)),
    weakness(
        "4000",
        NO_ACTION,
        more("CINplanDates", CINPlanStartDate=START + 42, CINPlanEndDate=START + 44),
        shows=(NEEDS, ("CINplanDates", every)),
    ),
    weakness(
        "8831",
        NO_ACTION,
        more("Section47", S47ActualStartDate=START + 41, ICPCnotRequired="true"),
        shows=(NEEDS, ("Section47", every)),
    ),
    weakness(
        "8832",
        NO_ACTION,
        protection_plan(CPPstartDate=START + 42, CPPendDate=START + 44),
        shows=(NEEDS, ("ChildProtectionPlans", every)),
    ),
)

WEAKNESSES = (*EPISODES, *ASSESSED, *NOTHING_DONE)
