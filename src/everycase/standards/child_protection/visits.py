"""Visits to a child on a protection plan: seen, seen alone, and the bedroom seen."""

from everycase.record.schema import child_protection_plans, child_protection_visits, children, visits
from everycase.record.schema.terms import AS_OF, none_of, weeks, working_days, years
from everycase.standards.child_protection.common import (
    BORN,
    LOCAL_DATA_QUALITY,
    LOCAL_PROCEDURES,
    OPEN_PLAN,
    UNBORN,
    WORKING_TOGETHER_EXPECTS,
)
from everycase.standards.language import EVERY, Area, Aspect, Clock, Confidence, Rule, Severity, event
from everycase.standards.words import NO_LONGER_A_CHILD, SEEN

# A child who lives here on another authority's plan is seen like any other: none of these leave them out.
CAN_BE_SEEN_FROM = child_protection_plans.started_on.later_of(BORN)
FOURTH_BIRTHDAY = children.born_on + years(4)

VISIT_EVERY_10_WORKING_DAYS = Clock(
    id="cp-visit-every-10-working-days",
    title="Child on a plan visited and seen",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=child_protection_plans.started_on.not_before(BORN),
    until=child_protection_plans.ended_on,
    until_age=18,
    ends=SEEN,
    within=working_days(10),
    links=EVERY,
    unless=UNBORN,
    severity=Severity.CRITICAL,
    red_line=True,
    local_default="10 working days (4 weeks is the other common standard)",
    counting="10 working days after the plan began (or the birth, if that was later), then after each "
    "visit on which the child was seen; the start day is day 0; weekends and England's bank holidays are "
    "not counted. A visit on which the child was not seen neither stops nor restarts the clock",
    exceptions="The plan states another interval; the child is abroad or missing (record it and tell a "
    "manager).",
    source=f"{LOCAL_PROCEDURES}; Working Together sets no interval; Buckinghamshire, Knowsley and Surrey "
    "procedures set local ones",
)

SEEN_ALONE_EVERY_4_WEEKS = Clock(
    id="cp-child-seen-alone-every-4-weeks",
    title="Child on a plan seen alone",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.VOICE,
    starts=child_protection_plans.started_on.not_before(FOURTH_BIRTHDAY),
    until=child_protection_plans.ended_on,
    until_age=18,
    ends=visits.visited_on.where(visits.seen_alone),
    within=weeks(4),
    links=EVERY,
    unless=UNBORN,
    local_default="4 weeks",
    exceptions="A child under 4; an older child who is too young for it, or doesn't wish it, with the "
    "reason recorded.",
    source=LOCAL_PROCEDURES,
)

FIRST_VISIT = Clock(
    id="cp-first-visit-5-working-days",
    title="First visit after plan starts",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=child_protection_plans.started_on,
    until=child_protection_plans.ended_on,
    until_age=18,
    ends=visits.visited_on,
    within=working_days(5),
    confidence=Confidence.UNCERTAIN,
    local_default="5 working days (10 seen)",
    source=LOCAL_PROCEDURES,
)

BEDROOM_EVERY_4_WEEKS = Clock(
    id="cp-bedroom-seen-every-4-weeks",
    title="Child's bedroom seen",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=child_protection_plans.started_on.not_before(BORN),
    until=child_protection_plans.ended_on,
    until_age=18,
    ends=visits.visited_on.where(visits.bedroom_seen),
    within=weeks(4),
    links=EVERY,
    unless=UNBORN,
    confidence=Confidence.UNCERTAIN,
    local_default="4 weeks (12 weeks seen)",
    source=LOCAL_PROCEDURES,
)

WRITTEN_UP = Clock(
    id="cp-visit-record-2-working-days",
    title="Child protection visit written up",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    starts=child_protection_visits.visited_on,
    ends=event("visit-written-up"),
    within=working_days(2),
    severity=Severity.LOW,
    confidence=Confidence.UNCERTAIN,
    local_default="2 working days",
    source=LOCAL_PROCEDURES,
)

NEVER_SEEN = Rule(
    id="cp-child-never-seen",
    title="Child on plan not seen since it started",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.VOICE,
    looks_at=child_protection_plans.where(
        OPEN_PLAN & (CAN_BE_SEEN_FROM + working_days(10) < AS_OF) & ~UNBORN & ~NO_LONGER_A_CHILD
    ),
    wrong=none_of(SEEN, since=child_protection_plans.started_on, to=AS_OF),
    says="On a protection plan since {child_protection_plans.started_on} and not seen since.",
    condition="A child on a protection plan for more than 10 working days (or born that long ago, if "
    "later) has been seen since the plan began, on a visit or as the events file says. Unborn children are "
    "left out.",
    severity=Severity.CRITICAL,
    red_line=True,
    source=WORKING_TOGETHER_EXPECTS,
)

NEVER_SEEN_ALONE = Rule(
    id="cp-child-never-seen-alone",
    title="Child on plan never seen alone",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.VOICE,
    looks_at=child_protection_plans.where(
        OPEN_PLAN
        & (child_protection_plans.started_on + weeks(4) < AS_OF)
        & ~UNBORN
        & ~NO_LONGER_A_CHILD
        & (children.born_on.age_on(AS_OF) >= 4)
    ),
    wrong=none_of(visits, where=visits.seen_alone, since=child_protection_plans.started_on, to=AS_OF),
    says="On a protection plan since {child_protection_plans.started_on} and never seen alone.",
    condition="A child of 4 or older who has been on a protection plan for more than 4 weeks has been seen "
    "alone since it began.",
    severity=Severity.HIGH,
    source=WORKING_TOGETHER_EXPECTS,
)

BEDROOM_NEVER_SEEN = Rule(
    id="cp-bedroom-never-seen",
    title="Bedroom never seen",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.VOICE,
    looks_at=child_protection_plans.where(
        OPEN_PLAN & (CAN_BE_SEEN_FROM + weeks(4) < AS_OF) & ~UNBORN & ~NO_LONGER_A_CHILD
    ),
    wrong=none_of(visits, where=visits.bedroom_seen, since=child_protection_plans.started_on, to=AS_OF),
    says="On a protection plan since {child_protection_plans.started_on}, and the child's bedroom has not "
    "been seen.",
    condition="Where a child has been on a protection plan for more than 4 weeks (or born that long ago, "
    "if later), the bedroom has been seen since the plan began. Unborn children are left out.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)
