"""Children of the census, as the rules' weaknesses need them, and right in everything.

Each starts from a child with one episode of need and one assessment, both dated anew in the census year.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from everycase.returns.cin_census.tables import TABLES
from everycase.synthetic.planting.returns.acts import Act, Value, add, both, drop, put
from everycase.synthetic.planting.returns.case import Case, Form, every, last
from everycase.synthetic.planting.returns.days import END, START

FORM = Form(
    child="LAchildID",
    person="ChildIdentifiers",
    born="PersonBirthDate",
    dates="%Y-%m-%d",
    columns={
        name: tuple(column.name for column in table.columns if column.name != "AssessmentFactors")
        for name, table in TABLES.items()
    },
    order=("CINdetailsID", "AssessmentID", "CPPID"),
    ids=9_100_000,
)
HELD = (START + 52).weekday
"""The initial conference, and the day that the protection plan began."""


def in_need(case: Case) -> bool:
    """One episode that led to something, one assessment, a pupil number, and nothing of protection."""
    none = ("ChildProtectionPlans", "Section47", "PreProceedings")
    (person,) = case.tables["ChildIdentifiers"]
    return (
        len(case.tables["CINdetails"]) == len(case.tables["Assessments"]) == 1
        and case.tables["CINdetails"][0]["ReferralNFA"] == "false"
        and len(case.tables["Disabilities"]) == 1
        and len(case.tables["AssessmentFactorsList"]) > 0
        and not any(row["AssessmentFactor"] == "21" for row in case.tables["AssessmentFactorsList"])
        and not any(case.tables[name] for name in none)
        and all(person[name] for name in ("UPN", "PersonBirthDate"))
        and person["PersonDeathDate"] is None
    )


KINDS: Mapping[str, Callable[[Case], bool]] = {"": in_need}


def person(**values: Value) -> Act:
    """Set fields of the child's identifiers."""
    return put("ChildIdentifiers", every, **values)


def need(**values: Value) -> Act:
    """Set fields of the last episode of need."""
    return put("CINdetails", last, **values)


def assessed(**values: Value) -> Act:
    """Set fields of the last assessment."""
    return put("Assessments", last, **values)


def more(table: str, **values: Value) -> Act:
    """A row more under the first episode of need."""
    return add(table, CINdetailsID="1", **values)


OPEN = both(
    person(PersonBirthDate=END.years(-8) - 100),
    need(
        CINreferralDate=START + 40,
        CINclosureDate=None,
        ReasonForClosure=None,
        DateOfInitialCPC=None,
        PrimaryNeedCode="N1",
    ),
    assessed(
        AssessmentActualStartDate=START + 40,
        AssessmentInternalReviewDate=None,
        AssessmentAuthorisationDate=START + 70,
    ),
    drop("CINplanDates"),
)
"""Referred in the year, assessed, and the case is open."""
CLOSED = both(OPEN, need(CINclosureDate=START + 200, ReasonForClosure="RC7"))
"""Closed in the year."""
PLANNED = both(OPEN, more("CINplanDates", CINPlanStartDate=START + 75))
"""A child in need plan that is open."""
ENDED = both(OPEN, more("CINplanDates", CINPlanStartDate=START + 75, CINPlanEndDate=START + 120))
"""A child in need plan that ended."""
ASKED = both(OPEN, more("Section47", S47ActualStartDate=START + 41, ICPCnotRequired="true"))
"""An enquiry under section 47 that needed no conference."""
CONFERRED = both(
    OPEN,
    more(
        "Section47",
        S47ActualStartDate=START + 41,
        InitialCPCtarget=HELD,
        DateOfInitialCPC=HELD,
        ICPCnotRequired="false",
    ),
)
"""An enquiry that led to a conference."""


def protection_plan(number: str = "1", **values: Value) -> Act:
    """A protection plan more."""
    usual = {"InitialCategoryOfAbuse": "NEG", "LatestCategoryOfAbuse": "NEG", "NumberOfPreviousCPP": "0"}
    return more("ChildProtectionPlans", **{"CPPID": number, **usual, **values})


PROTECTED = both(
    CONFERRED,
    protection_plan(CPPstartDate=HELD),
    more("Reviews", CPPID="1", CPPreviewDate=START + 130),
)
"""A protection plan that is open, and was reviewed."""
UNBORN = both(
    OPEN,
    person(PersonBirthDate=None, ExpectedPersonBirthDate=END + 60, Sex="U", UPN=None),
    need(CINreferralDate=END - 90),
    assessed(AssessmentActualStartDate=END - 90, AssessmentAuthorisationDate=END - 60),
)
"""Not born by the end of the year."""
NO_ACTION = both(
    OPEN,
    drop("Assessments", "AssessmentFactorsList"),
    need(ReferralNFA="true", PrimaryNeedCode=None, CINclosureDate=START + 45, ReasonForClosure="RC7"),
)
"""A referral that led to nothing."""


def died(days: int = 300) -> Act:
    """The child died, so many days after 1 April, and the case was closed."""
    return both(
        person(PersonDeathDate=START + days),
        need(CINclosureDate=START + days, ReasonForClosure="RC2"),
    )


def again(**values: Value) -> Act:
    """Another episode of need, from a referral in autumn."""
    usual: dict[str, Value] = {
        "CINdetailsID": "2",
        "CINreferralDate": START + 210,
        "ReferralSource": "1A",
        "PrimaryNeedCode": "N1",
        "ReferralNFA": "false",
    }
    return add("CINdetails", **{**usual, **values})
