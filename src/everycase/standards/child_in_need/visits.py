"""Seeing the child: visits to a child in need, and to one who has come off a plan or gone home."""

from everycase.record.schema import (
    care_periods,
    child_in_need_plans,
    child_in_need_visits,
    child_protection_plans,
    children,
    sights,
    visits,
)
from everycase.record.schema.terms import (
    AS_OF,
    any_of,
    calendar_days,
    none_of,
    weeks,
    working_days,
)
from everycase.standards.child_in_need.plans import STEP_DOWN_ENDED, STEPPED_DOWN
from everycase.standards.language import (
    EVERY,
    Area,
    Aspect,
    Clock,
    Confidence,
    Rule,
    Severity,
)
from everycase.standards.words import (
    LOCAL_DATA_QUALITY,
    LOCAL_PRACTICE,
    NO_LONGER_A_CHILD,
    SEEN,
    UNBORN,
    not_ended,
)

OPEN_PLAN = child_in_need_plans.where(not_ended(child_in_need_plans.ended_on) & ~UNBORN)

EVERY_20_WORKING_DAYS = Clock(
    id="cin-visit-every-20-working-days",
    title="Child in need visited and seen",
    area=Area.ASSESSMENT,
    aspect=Aspect.TIMELINESS,
    # A baby can be seen from birth on: a plan made before it counts from that day.
    starts=child_in_need_plans.started_on.not_before(children.born_on),
    until=child_in_need_plans.ended_on,
    until_age=18,
    ends=SEEN,
    within=working_days(20),
    links=EVERY,
    unless=UNBORN,
    exceptions="A disabled child whose plan is for short breaks only may have a longer interval agreed.",
    local_default="20 working days (4 weeks; 6 weeks seen)",
    source=LOCAL_PRACTICE,
)

FIRST_VISIT = Clock(
    id="cin-first-visit-5-working-days",
    title="First visit after the child in need plan starts",
    area=Area.ASSESSMENT,
    aspect=Aspect.TIMELINESS,
    starts=child_in_need_plans.started_on,
    until=child_in_need_plans.ended_on,
    until_age=18,
    ends=visits.visited_on,
    within=working_days(5),
    confidence=Confidence.UNCERTAIN,
    local_default="5 working days (10 seen)",
    source=LOCAL_PRACTICE,
)

AFTER_STEP_DOWN = Clock(
    id="step-down-to-cin-visit-10-working-days",
    title="Visit after step-down from child protection",
    area=Area.ASSESSMENT,
    aspect=Aspect.TIMELINESS,
    starts=child_protection_plans.ended_on,
    until=STEP_DOWN_ENDED,
    until_age=18,
    ends=visits.visited_on,
    within=working_days(10),
    unless=~STEPPED_DOWN,
    confidence=Confidence.UNCERTAIN,
    exceptions="The case closed with the plan, or the child came into care.",
    local_default="10 working days",
    source=LOCAL_PRACTICE,
)

AFTER_RETURN_HOME = Clock(
    id="reunification-visits-weekly-first-month",
    title="Child returned home from care visited",
    area=Area.ASSESSMENT,
    aspect=Aspect.TIMELINESS,
    # The end of a short break is no return home from care.
    starts=care_periods.ended_on.where(
        care_periods.end_reason.is_in(["E4A", "E4B"]) & ~care_periods.short_breaks.certain()
    ),
    until=care_periods.ended_on + weeks(4),
    ends=visits.visited_on,
    within=weeks(1),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    exceptions="The stay was one of a series of short breaks.",
    local_default="weekly for 4 weeks, then every 4 weeks",
    source=LOCAL_PRACTICE,
)

NO_VISIT = Rule(
    id="cin-plan-no-visit",
    title="Child in need plan with no visits",
    area=Area.ASSESSMENT,
    aspect=Aspect.TIMELINESS,
    looks_at=child_in_need_plans.where(
        not_ended(child_in_need_plans.ended_on) & (child_in_need_plans.started_on + working_days(20) < AS_OF)
    ),
    wrong=none_of(sights, since=child_in_need_plans.started_on, to=AS_OF),
    says="The child in need plan has been open since {child_in_need_plans.started_on} and nobody has visited "
    "since.",
    condition="A child in need plan has been open for over 20 working days and no visit is recorded since it "
    "began, nor that the child was seen.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)

SEEN_NOT_SAID = Rule(
    id="cin-visit-no-child-seen",
    title="Child in need visit that doesn't say whether the child was seen",
    area=Area.ASSESSMENT,
    aspect=Aspect.VOICE,
    looks_at=child_in_need_visits,
    wrong=child_in_need_visits.seen.is_missing(),
    says="The visit of {child_in_need_visits.visited_on} doesn't say whether the child was seen.",
    condition="A visit's answer to whether the child was seen is empty. An empty answer is not a no.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)

SIXTY_DAYS_AGO = AS_OF - calendar_days(60)

NOT_SEEN = Rule(
    id="cin-child-not-seen-60-days",
    title="Child in need not seen for 60 days",
    area=Area.ASSESSMENT,
    aspect=Aspect.VOICE,
    looks_at=OPEN_PLAN.where(~NO_LONGER_A_CHILD),
    wrong=none_of(SEEN, since=SIXTY_DAYS_AGO, to=AS_OF)
    & ((child_in_need_plans.started_on < SIXTY_DAYS_AGO) | any_of(SEEN, where=sights.on < SIXTY_DAYS_AGO)),
    says="The child in need plan of {child_in_need_plans.started_on} is open and the child has not been seen "
    "in the last 60 days.",
    condition="A child in need plan is open and the child was last seen over 60 days ago, or has never been "
    "seen and the plan is over 60 days old. Unborn children are left out.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)
