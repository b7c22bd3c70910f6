"""Leaving care: the needs assessment, and the pathway plan and its reviews."""

from everycase.record.schema import birthdays, care_leavers, care_periods
from everycase.record.schema.terms import AS_OF, any_of, calendar_days, months, working_days
from everycase.standards.care_leavers.common import (
    AGE_NOT_TOLD,
    CARE_LEAVERS_REGULATIONS,
    CARE_PLANNING,
    ELIGIBLE_ON,
    ENTITLED,
    IS_CARE_LEAVER,
    SINCE_2011,
    STAYS_IN_CONTACT,
    STILL_IN_CARE_THEN,
    TURNS_18,
    TURNS_21,
)
from everycase.standards.language import (
    EVERY,
    LATER,
    Area,
    Aspect,
    Clock,
    Confidence,
    Force,
    Rule,
    Severity,
    event,
    since,
)

PLAN_DATES = (
    event("pathway-plan-reviewed"),
    event("pathway-plan-written"),
    care_leavers.pathway_plan_reviewed_on,
)

NOT_RELEVANT = (
    *("E2", "E3", "E15", "E16"),  # died, another council's care, found to be an adult, abroad
    *("E11", "E12", "E41", "E45", "E46", "E47", "E48"),  # adoption and other orders
    *("E4A", "E4B"),  # home to parents
)
"""Ways of leaving care at 16 or 17 after which a young person is not a relevant child."""

NEEDS_ASSESSED = Clock(
    id="pathway-needs-assessment-16-plus-3-months",
    title="Needs of a young person in care assessed for leaving it",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.TIMELINESS,
    starts=care_periods.started_on.where(STILL_IN_CARE_THEN).not_before(ELIGIBLE_ON),
    unless=AGE_NOT_TOLD,
    until=care_periods.ended_on.earlier_of(TURNS_18),
    ends=event("leaving-care-needs-assessed"),
    within=months(3),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    counting="The same day of the month 3 months after the 16th birthday, or after 13 weeks in care since "
    "the age of 14 if that is later, or the month's last day if it has none.",
    exceptions="Children in short breaks are not eligible (reg 40(2)). Time in an earlier period of care "
    "counts too, and is not added up here.",
    source=f"{CARE_PLANNING} reg 42(1)",
)

RELEVANT_CHILD_ASSESSED = Clock(
    id="relevant-child-assessment-3-months",
    title="Needs of a young person who left care at 16 or 17 assessed",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.TIMELINESS,
    starts=care_periods.ended_on.where(
        STILL_IN_CARE_THEN
        & (care_periods.ended_on >= ELIGIBLE_ON)
        & (care_periods.ended_on < TURNS_18)
        & ~care_periods.end_reason.is_in(NOT_RELEVANT).certain()
    ),
    ends=event("leaving-care-needs-assessed"),
    within=months(3),
    unless=any_of(event("leaving-care-needs-assessed"), to=care_periods.ended_on),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    exceptions="Already assessed when eligible; home to parents, or left care by an order or for another "
    "council's care; died.",
    source=f"{CARE_LEAVERS_REGULATIONS} reg 5 (number not displayed)",
)

PLAN_WRITTEN = Clock(
    id="pathway-plan-after-assessment",
    title="Pathway plan written",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.PLANS,
    starts=event("leaving-care-needs-assessed"),
    ends=PLAN_DATES,
    within=working_days(20),
    confidence=Confidence.UNCERTAIN,
    in_force=SINCE_2011,
    local_default="20 working days",
    counting="20 working days after the assessment; that day is day 0; weekends and England's bank holidays "
    "are not counted. The regulations say as soon as possible; 20 is a local stand-in.",
    source=f"{CARE_PLANNING} regs 41 and 43",
)

PLAN_REVIEWED = Clock(
    id="pathway-plan-review-every-6-months",
    title="Pathway plan reviewed",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.PLANS,
    # A chain of all plans and reviews from 16 on: the first interval is from the first of them.
    starts=birthdays.on.where(birthdays.age == 16),
    until=TURNS_21,
    unless=~IS_CARE_LEAVER,
    ends=PLAN_DATES,
    within=months(6),
    links=LATER,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    exceptions="Sooner if the young person or the adviser asks, or on moving to housing that nobody "
    "regulates. Counted to 21.",
    source=f"{CARE_LEAVERS_REGULATIONS} reg 7",
)

PLAN_REVIEWED_AFTER_MOVE = Clock(
    id="pathway-plan-review-28-days-after-move",
    title="Pathway plan reviewed after a move to a home that the council arranged",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.PLANS,
    starts=event("moved-to-arranged-home"),
    ends=(event("pathway-plan-reviewed"), care_leavers.pathway_plan_reviewed_on),
    within=calendar_days(28),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    source=f"{CARE_LEAVERS_REGULATIONS} reg 7(3) (number not displayed)",
)

STAYING_PUT_REVIEWED = Clock(
    id="staying-put-review-6-months",
    title="Staying put arrangement reviewed",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.PLANS,
    starts=event("staying-put-began"),
    until=TURNS_21,
    ends=event("staying-put-reviewed"),
    within=months(6),
    links=EVERY,
    in_force=since(2014, 5, 13),
    local_default="6 months, with the pathway plan's review",
    source="Children Act 1989 s23CZA (duty); the interval is local",
)

NO_PLAN_REVIEW = Rule(
    id="care-leaver-no-pathway-plan",
    title="Care leaver with no pathway plan review date",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.PLANS,
    looks_at=care_leavers.where(ENTITLED & STAYS_IN_CONTACT),
    wrong=care_leavers.pathway_plan_reviewed_on.is_missing()
    | (care_leavers.pathway_plan_reviewed_on + months(6) < AS_OF),
    says="The pathway plan was last made or reviewed on: {care_leavers.pathway_plan_reviewed_on}.",
    condition="A care leaver's pathway plan was made or reviewed in the last 6 months.",
    severity=Severity.HIGH,
    source=f"{CARE_LEAVERS_REGULATIONS} reg 7 (not displayed)",
)
