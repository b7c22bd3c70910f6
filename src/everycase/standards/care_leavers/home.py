"""A home, and something to do: where care leavers live, what they do, and help to set up."""

from everycase.record.schema import care_leavers
from everycase.record.schema.terms import calendar_days, working_days
from everycase.standards.care_leavers.common import (
    CARE_LEAVERS_REGULATIONS,
    LOCAL_PROCEDURES,
    RETURN_GUIDE,
    STAYS_IN_CONTACT,
)
from everycase.standards.language import (
    Area,
    Aspect,
    Clock,
    Confidence,
    Rule,
    Severity,
    event,
)

NOT_A_HOME = ("X", "S", "W")
"""Custody, no fixed abode, bed and breakfast."""

HOME_JUDGED = Clock(
    id="care-leaver-accommodation-suitability-7-days",
    title="Young person's new home judged suitable or not",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.RECORDS,
    starts=(event("moved-to-arranged-home"), event("care-leaver-moved")),
    ends=event("accommodation-judged"),
    within=calendar_days(7),
    local_default="7 calendar days",
    source=f"{CARE_LEAVERS_REGULATIONS} reg 9(2) (the council must be satisfied that it is suitable; the "
    "number is local)",
)

GRANT_DECIDED = Clock(
    id="setting-up-home-grant-decision-10-working-days",
    title="Setting up home allowance decided",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.TIMELINESS,
    starts=event("home-grant-requested"),
    ends=event("home-grant-decided"),
    within=working_days(10),
    confidence=Confidence.UNCERTAIN,
    local_default="10 working days",
    source=LOCAL_PROCEDURES,
)

UNSUITABLE_HOME = Rule(
    id="care-leaver-unsuitable-home",
    title="Care leaver in unsuitable accommodation",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.OVERSIGHT,
    looks_at=care_leavers.where(STAYS_IN_CONTACT),
    wrong=(care_leavers.suitable == "2")
    | care_leavers.suitable.is_missing()
    | care_leavers.accommodation.is_in(NOT_A_HOME).certain(),
    says="Lives in: {care_leavers.accommodation}. Suitable: {care_leavers.suitable}.",
    condition="A care leaver's home is recorded as suitable, and is not custody, bed and breakfast or no "
    "home at all.",
    severity=Severity.HIGH,
    source=f"{CARE_LEAVERS_REGULATIONS} reg 9(2) (verified)",
)

ACTIVITY_MISSING = Rule(
    id="care-leaver-activity-missing",
    title="Care leaver activity missing",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.RECORDS,
    looks_at=care_leavers.where(STAYS_IN_CONTACT),
    wrong=care_leavers.activity.is_missing(),
    says="Whether the young person is in education, training or work is not recorded.",
    condition="The record says whether a care leaver is in education, training or work.",
    severity=Severity.MEDIUM,
    source=RETURN_GUIDE,
)
