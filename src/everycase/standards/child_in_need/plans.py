"""The child in need plan: made after the assessment, reviewed, and not left to drift."""

from everycase.record.schema import (
    assessments,
    care_periods,
    child_in_need_plans,
    child_protection_plans,
    open_cases,
)
from everycase.record.schema.fields import another
from everycase.record.schema.terms import (
    any_of,
    earliest_of,
    key_of,
    latest_of,
    months,
    none_of,
    weeks,
    working_days,
)
from everycase.standards.language import (
    EVERY,
    LATER,
    Area,
    Aspect,
    Clock,
    Confidence,
    Rule,
    Severity,
    event,
)
from everycase.standards.words import (
    CENSUS_RULES,
    LOCAL_DATA_QUALITY,
    LOCAL_PRACTICE,
    going_on,
    impossible_dates,
    not_ended,
    written,
)

OTHER = another(child_in_need_plans)

SERVICES_ONLY = (
    assessments.outcomes.holds("PROV_OF_SERVICES_FLAG")
    & ~assessments.outcomes.holds("NFA_FLAG")
    & ~assessments.outcomes.holds("STRATEGY_DISCUSSION_FLAG")
    & ~assessments.outcomes.holds("CLA_REQUEST_FLAG")
    & ~assessments.outcomes.holds("LEGAL_ACTION_FLAG")
)
"""The assessment led to services, and to nothing that calls for another kind of plan."""


HAS_A_PLAN = (
    any_of(
        child_in_need_plans,
        where=going_on(
            assessments.authorised_on, child_in_need_plans.started_on, child_in_need_plans.ended_on
        ),
    )
    | any_of(
        child_protection_plans,
        where=going_on(
            assessments.authorised_on, child_protection_plans.started_on, child_protection_plans.ended_on
        ),
    )
    | any_of(
        care_periods,
        where=going_on(assessments.authorised_on, care_periods.started_on, care_periods.ended_on),
    )
)

IN_PLACE = Clock(
    id="cin-plan-10-working-days-after-assessment",
    title="Child in need plan in place after the assessment",
    area=Area.ASSESSMENT,
    aspect=Aspect.PLANS,
    starts=assessments.authorised_on.where(SERVICES_ONLY),
    ends=child_in_need_plans.started_on,
    within=working_days(10),
    unless=HAS_A_PLAN,
    confidence=Confidence.UNCERTAIN,
    exceptions="The assessment led to no further action, to child protection or to care, or the child had a "
    "plan already.",
    local_default="10 working days",
    source=LOCAL_PRACTICE,
)

FIRST_REVIEW = Clock(
    id="cin-first-review-6-weeks",
    title="First child in need review",
    area=Area.ASSESSMENT,
    aspect=Aspect.PLANS,
    starts=child_in_need_plans.started_on,
    until=child_in_need_plans.ended_on,
    until_age=18,
    ends=event("child-in-need-review-held"),
    within=weeks(6),
    confidence=Confidence.UNCERTAIN,
    local_default="6 weeks (4 to 12 seen)",
    source=LOCAL_PRACTICE,
)

REVIEWED = Clock(
    id="cin-review-every-12-weeks",
    title="Child in need plan reviewed",
    area=Area.ASSESSMENT,
    aspect=Aspect.PLANS,
    starts=child_in_need_plans.started_on,
    until=child_in_need_plans.ended_on,
    until_age=18,
    ends=event("child-in-need-review-held"),
    within=weeks(12),
    links=LATER,
    local_default="12 weeks (6 weeks to 6 months seen)",
    source=f"{LOCAL_PRACTICE}; Working Together 2018 and 2023 ask for regular review without a number",
)

LONG_PLAN_REVIEWED = Clock(
    id="cin-drift-9-months",
    title="Child in need plan open 9 months has a senior review",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    starts=child_in_need_plans.started_on,
    until=child_in_need_plans.ended_on,
    until_age=18,
    ends=event("senior-review"),
    within=months(9),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    exceptions="A long-term plan for a disabled child.",
    local_default="9 months (6 to 12 seen)",
    source=LOCAL_PRACTICE,
)

CASE_OPEN = any_of(
    open_cases, where=going_on(child_protection_plans.ended_on, open_cases.opened_on, open_cases.closed_on)
)
IN_CARE = any_of(
    care_periods,
    where=going_on(child_protection_plans.ended_on, care_periods.started_on, care_periods.ended_on),
)
STEPPED_DOWN = CASE_OPEN & ~IN_CARE
"""The case goes on after the protection plan, and the child is not in care."""
STEP_DOWN_ENDED = earliest_of(
    open_cases.closed_on, open_cases, where=open_cases.closed_on >= child_protection_plans.ended_on
)

STEP_DOWN_REVIEWED = Clock(
    id="step-down-cin-plan-minimum-3-months",
    title="Child in need plan kept and reviewed after step-down from child protection",
    area=Area.ASSESSMENT,
    aspect=Aspect.PLANS,
    starts=child_protection_plans.ended_on,
    until=STEP_DOWN_ENDED,
    until_age=18,
    ends=event("step-down-review"),
    within=months(3),
    unless=~STEPPED_DOWN,
    confidence=Confidence.UNCERTAIN,
    exceptions="The family withdrew consent and a manager recorded the decision on risk; the case closed, or "
    "the child came into care.",
    local_default="3 months, the least time that the plan is kept",
    source=LOCAL_PRACTICE,
)

NO_REVIEW = Rule(
    id="cin-plan-no-review-date",
    title="Child in need plan with no review date",
    area=Area.ASSESSMENT,
    aspect=Aspect.PLANS,
    looks_at=child_in_need_plans.where(not_ended(child_in_need_plans.ended_on)),
    # A booking counts where a file of events holds one; without such a file it proves nothing.
    wrong=none_of(event("child-in-need-review-held"), since=child_in_need_plans.started_on)
    & ~any_of(event("child-in-need-review-booked"), since=child_in_need_plans.started_on).certain(),
    says="The child in need plan has been open since {child_in_need_plans.started_on} and no review has been "
    "held or booked.",
    condition="A child in need plan is open and no review has been held or booked since it began. No extract "
    "holds these reviews, so the council's own record of them is needed.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)

BEGINS_WITHIN_PROTECTION = child_in_need_plans.ended_on.is_missing() | (
    child_protection_plans.started_on < child_in_need_plans.ended_on
)
PROTECTION_GOES_ON = child_protection_plans.ended_on.is_missing() | (
    child_protection_plans.ended_on > child_in_need_plans.started_on
)
WITH_PROTECTION = BEGINS_WITHIN_PROTECTION & PROTECTION_GOES_ON

ALONGSIDE_PROTECTION = Rule(
    id="cin-plan-alongside-cp-plan",
    title="Child in need plan open during a child protection plan",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=child_in_need_plans,
    wrong=any_of(child_protection_plans, where=WITH_PROTECTION),
    shows={
        "protection": written(
            latest_of(child_protection_plans.started_on, child_protection_plans, where=WITH_PROTECTION)
        )
    },
    says="The child in need plan of {child_in_need_plans.started_on} is open at the same time as the "
    "protection plan of {protection}.",
    condition="A child in need plan and a child protection plan overlap. One that begins on the day the "
    "other ends does not overlap.",
    severity=Severity.MEDIUM,
    source=CENSUS_RULES,
)

BEGUN_BEFORE = (OTHER.started_on < child_in_need_plans.started_on) | (
    (OTHER.started_on == child_in_need_plans.started_on) & (key_of(OTHER) < key_of(child_in_need_plans))
)
OTHER_GOES_ON = OTHER.ended_on.is_missing() | (OTHER.ended_on >= child_in_need_plans.started_on)

OVERLAP = Rule(
    id="cin-plans-overlap",
    title="Two child in need plans at once",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=child_in_need_plans,
    wrong=any_of(OTHER, where=BEGUN_BEFORE & OTHER_GOES_ON),
    shows={"before": written(latest_of(OTHER.started_on, OTHER, where=BEGUN_BEFORE & OTHER_GOES_ON))},
    says="The child in need plan of {child_in_need_plans.started_on} begins before the one of {before} has "
    "ended.",
    condition="Two child in need plans of a child overlap, or both are open. The census counts one that "
    "begins on the very day the other ends as an overlap.",
    severity=Severity.MEDIUM,
    source=CENSUS_RULES,
)

SAME_DAY = Rule(
    id="cin-plan-same-day",
    title="Child in need plan starts and ends on one day",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=child_in_need_plans.where(child_in_need_plans.ended_on.is_present()),
    wrong=child_in_need_plans.started_on == child_in_need_plans.ended_on,
    says="The child in need plan begins and ends on one day, {child_in_need_plans.started_on}.",
    condition="The plan's start and its end are the same day.",
    severity=Severity.LOW,
    source=CENSUS_RULES,
)

IMPOSSIBLE_DATES = Rule(
    id="cin-plan-dates-impossible",
    title="Child in need plan with dates that can't be right",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=child_in_need_plans,
    wrong=impossible_dates(child_in_need_plans.started_on, child_in_need_plans.ended_on),
    says="The child in need plan is dated from {child_in_need_plans.started_on} to "
    "{child_in_need_plans.ended_on}, which can't be right.",
    condition="A child in need plan neither ends before it starts nor starts after the date of the "
    "files. While it does, nothing that is due by these dates can be told.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)
