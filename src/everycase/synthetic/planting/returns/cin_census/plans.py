"""Child in need plans, enquiries and conferences, protection plans and their reviews."""

from __future__ import annotations

from everycase.synthetic.planting.returns.acts import Act, Value, put, weakness
from everycase.synthetic.planting.returns.case import Case, Row, every, last
from everycase.synthetic.planting.returns.cin_census.grounds import (
    ASKED,
    CLOSED,
    CONFERRED,
    ENDED,
    HELD,
    PLANNED,
    PROTECTED,
    more,
    need,
    protection_plan,
)
from everycase.synthetic.planting.returns.days import END, START

NEEDS, NEED_PLANS, ENQUIRIES, PLANS, REVIEWS = (
    (table, every) for table in ("CINdetails", "CINplanDates", "Section47", "ChildProtectionPlans", "Reviews")
)
SATURDAY = 5


def need_plan(**values: Value) -> Act:
    """Set fields of the last child in need plan."""
    return put("CINplanDates", last, **values)


def enquiry(**values: Value) -> Act:
    """Set fields of the last enquiry."""
    return put("Section47", last, **values)


def plan(**values: Value) -> Act:
    """Set fields of the last protection plan."""
    return put("ChildProtectionPlans", last, **values)


def saturday(case: Case, row: Row) -> str:
    """The Saturday at the end of the week in which the conference might have been."""
    day = START + 52
    return (day + (SATURDAY - day.told(case, row).weekday()) % 7)(case, row)


IN_NEED = (
    weakness(
        "4003",
        PROTECTED,
        more("CINplanDates", CINPlanStartDate=START + 120, CINPlanEndDate=START + 140),
        shows=(NEED_PLANS, REVIEWS),
    ),
    weakness(
        "4001", PROTECTED, more("CINplanDates", CINPlanStartDate=START + 140), shows=(NEED_PLANS, PLANS)
    ),
    weakness("4004", PLANNED, more("CINplanDates", CINPlanStartDate=START + 140), shows=NEED_PLANS),
    weakness("4010", PLANNED, need_plan(CINPlanStartDate=END + 1)),
    weakness("4011", ENDED, need_plan(CINPlanEndDate=START + 74)),
    weakness("4012Q", ENDED, need_plan(CINPlanEndDate=START + 75)),
    weakness("4013", ENDED, need_plan(CINPlanEndDate=END + 1)),
    weakness("4014", ENDED, more("CINplanDates", CINPlanStartDate=START + 120), shows=NEED_PLANS),
    weakness("4015", PLANNED, need_plan(CINPlanStartDate=START + 39), shows=(NEEDS, NEED_PLANS)),
    weakness(
        "4016",
        PROTECTED,
        plan(CPPendDate=START + 200),
        more("CINplanDates", CINPlanStartDate=START + 199),
        shows=(NEED_PLANS, PLANS),
    ),
    weakness(
        "4017",
        PROTECTED,
        more("CINplanDates", CINPlanStartDate=HELD, CINPlanEndDate=HELD + 1),
        shows=(NEED_PLANS, PLANS),
    ),
)

ENQUIRED = (
    weakness("1104", CONFERRED, need(CINreferralDate=HELD + 1), shows=(NEEDS, ENQUIRIES)),
    weakness("2884", CONFERRED, need(DateOfInitialCPC=HELD), shows=(NEEDS, ENQUIRIES)),
    weakness("2889", ASKED, enquiry(S47ActualStartDate=START + 39), shows=(NEEDS, ENQUIRIES)),
    weakness("8615", CONFERRED, enquiry(S47ActualStartDate=HELD + 1)),
    weakness("8675Q", CONFERRED, enquiry(DateOfInitialCPC=None)),
    weakness("8715", CONFERRED, enquiry(DateOfInitialCPC=(END + 1).weekday)),
    weakness("8740", CONFERRED, enquiry(S47ActualStartDate=START - 1, DateOfInitialCPC=None)),
    weakness(
        "8839",
        CONFERRED,
        enquiry(S47ActualStartDate=END - 8, DateOfInitialCPC=None),
        more("Section47", S47ActualStartDate=END - 5, ICPCnotRequired="false"),
        shows=ENQUIRIES,
    ),
    weakness(
        "8868",
        CLOSED,
        more("Section47", S47ActualStartDate=START + 41, ICPCnotRequired="false"),
        shows=(NEEDS, ENQUIRIES),
    ),
    weakness("8870Q", CONFERRED, enquiry(InitialCPCtarget=saturday)),
    weakness("8875", CONFERRED, enquiry(DateOfInitialCPC=saturday)),
    weakness(
        "8890",
        CONFERRED,
        more("Section47", S47ActualStartDate=HELD, ICPCnotRequired="true"),
        shows=("Section47", last),
    ),
)

PROTECTION = (
    weakness("1105", PROTECTED, need(CINreferralDate=HELD + 1), shows=(NEEDS, PLANS)),
    weakness("2885", PROTECTED, plan(CPPstartDate=HELD + 1), shows=(ENQUIRIES, PLANS)),
    weakness("8720", PROTECTED, plan(CPPstartDate=END + 1)),
    weakness("8730", PROTECTED, plan(NumberOfPreviousCPP=None)),
    weakness("8840", PROTECTED, plan(CPPendDate=HELD)),
    weakness("8841", PROTECTED, put("Reviews", every, CPPreviewDate=HELD), shows=(PLANS, REVIEWS)),
    weakness("8842Q", PROTECTED, put("Reviews", every, CPPreviewDate=None)),
    weakness("8905", PROTECTED, plan(InitialCategoryOfAbuse="XXX")),
    weakness("8910", PROTECTED, plan(LatestCategoryOfAbuse=None)),
    weakness("8925", PROTECTED, plan(CPPendDate=HELD - 1)),
    weakness("8930", PROTECTED, plan(CPPendDate=END + 1)),
    weakness("8935", PROTECTED, protection_plan("2", CPPstartDate=START + 200), shows=PLANS),
    weakness(
        "8940",
        PROTECTED,
        plan(CPPendDate=START + 200),
        protection_plan("2", CPPstartDate=START + 200),
        shows=("ChildProtectionPlans", last),
    ),
)

WEAKNESSES = (*IN_NEED, *ENQUIRED, *PROTECTION)
