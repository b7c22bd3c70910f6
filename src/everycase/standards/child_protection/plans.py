"""Child protection plans: core groups, the written plan, plans that last, and how plans are recorded."""

from everycase.record.schema import (
    care_periods,
    child_protection_plans,
    child_protection_reviews,
    children,
    initial_conferences,
    referrals,
)
from everycase.record.schema.fields import Field, another
from everycase.record.schema.terms import (
    AS_OF,
    Term,
    any_of,
    calendar_days,
    key_of,
    months,
    none_of,
    weeks,
    working_days,
    years,
)
from everycase.standards.child_protection.common import (
    ANOTHER_AUTHORITYS_PLAN,
    CENSUS_RULES,
    LOCAL_DATA_QUALITY,
    LOCAL_PROCEDURES,
    OPEN_PLAN,
    SINCE_2013,
    WORKING_TOGETHER,
    WORKING_TOGETHER_EXPECTS,
)
from everycase.standards.language import (
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
from everycase.standards.words import impossible_dates

ANOTHER_PLAN = another(child_protection_plans)

FIRST_CORE_GROUP = Clock(
    id="core-group-first-10-working-days",
    title="First core group meeting",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PLANS,
    starts=child_protection_plans.started_on,
    until=child_protection_plans.ended_on,
    until_age=18,
    ends=event("core-group-held"),
    within=working_days(10),
    unless=ANOTHER_AUTHORITYS_PLAN,
    force=Force.GUIDANCE,
    in_force=SINCE_2013,
    counting="10 working days after the initial conference, on which the plan begins; that day is day 0; "
    "weekends and England's bank holidays are not counted",
    source=WORKING_TOGETHER,
)

LATER_CORE_GROUPS = Clock(
    id="core-group-every-6-weeks",
    title="Later core group meetings",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PLANS,
    starts=child_protection_plans.started_on,
    until=child_protection_plans.ended_on,
    until_age=18,
    ends=event("core-group-held"),
    within=weeks(6),
    links=LATER,
    unless=ANOTHER_AUTHORITYS_PLAN,
    local_default="6 weeks (4 weeks seen)",
    source=f"{LOCAL_PROCEDURES}; monthly, but at most every 6 weeks, is the published Wales procedure",
)

DETAILED_PLAN = Clock(
    id="detailed-cp-plan-10-working-days",
    title="Detailed child protection plan written at first core group",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PLANS,
    starts=child_protection_plans.started_on,
    until=child_protection_plans.ended_on,
    until_age=18,
    ends=event("protection-plan-detailed"),
    within=working_days(10),
    unless=ANOTHER_AUTHORITYS_PLAN,
    local_default="10 working days",
    source=LOCAL_PROCEDURES,
)

SENIOR_REVIEW = Clock(
    id="cp-plan-15-months-senior-review",
    title="Plan lasting 15 months has a senior or legal review",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.OVERSIGHT,
    starts=child_protection_plans.started_on,
    until=child_protection_plans.ended_on,
    until_age=18,
    ends=event("senior-review"),
    within=months(15),
    unless=ANOTHER_AUTHORITYS_PLAN,
    confidence=Confidence.UNCERTAIN,
    local_default="15 months (9, 12 and 18 seen)",
    source=LOCAL_PROCEDURES,
)

TWO_YEARS = Clock(
    id="cp-plan-2-years",
    title="Plan lasting two years (national indicator threshold)",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.OVERSIGHT,
    starts=child_protection_plans.started_on,
    ends=child_protection_plans.ended_on,
    within=months(24),
    unless=ANOTHER_AUTHORITYS_PLAN,
    force=Force.GUIDANCE,
    in_force=since(2008, 4, 1),
    source="DfE children in need statistics (plans lasting two years or more; formerly NI 64)",
)

NO_CONFERENCE = Rule(
    id="cp-plan-no-conference",
    title="Plan with no initial conference",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=child_protection_plans.where(~ANOTHER_AUTHORITYS_PLAN),
    wrong=none_of(
        initial_conferences,
        # Either id or the day is enough: not every extract joins the two.
        where=(
            (initial_conferences.conference_id == child_protection_plans.conference_id)
            | (initial_conferences.plan_id == child_protection_plans.plan_id)
        ).or_else(False)  # noqa: FBT003
        | (initial_conferences.held_on == child_protection_plans.started_on).or_else(False),  # noqa: FBT003
        since=child_protection_plans.started_on - calendar_days(31),
        to=child_protection_plans.started_on,
    )
    & none_of(
        initial_conferences,
        where=initial_conferences.transfer_in.or_else(False),  # noqa: FBT003 - blank is an ordinary conference
        since=child_protection_plans.started_on,
        to=AS_OF,
    ),
    says="The protection plan that began on {child_protection_plans.started_on} has no initial conference.",
    condition="A protection plan comes of an initial conference on the day that it began, or within the "
    "month before, or is for a child who moved in on another authority's plan.",
    severity=Severity.HIGH,
    source=f"{CENSUS_RULES}: more plans than conferences",
)


def _not_a_category(category: Field) -> Term:
    return category.is_missing() | ~category.is_in(list(category.codes))


NO_CATEGORY = Rule(
    id="cp-plan-no-category",
    title="Plan with no category of abuse",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=child_protection_plans,
    wrong=_not_a_category(child_protection_plans.initial_category)
    | _not_a_category(child_protection_plans.latest_category),
    says="The protection plan that began on {child_protection_plans.started_on} lacks a category of abuse: "
    "first {child_protection_plans.initial_category}, latest {child_protection_plans.latest_category}.",
    condition="A protection plan has a first and a latest category of abuse, both from the national list.",
    severity=Severity.HIGH,
    source=CENSUS_RULES,
)

TWO_AT_ONCE = Rule(
    id="cp-plans-overlap",
    title="Two plans at once",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=child_protection_plans,
    wrong=any_of(
        ANOTHER_PLAN,
        where=(
            (ANOTHER_PLAN.started_on < child_protection_plans.started_on)
            | (
                (ANOTHER_PLAN.started_on == child_protection_plans.started_on)
                & (key_of(ANOTHER_PLAN) < key_of(child_protection_plans))
            )
        )
        & (ANOTHER_PLAN.ended_on.is_missing() | (ANOTHER_PLAN.ended_on > child_protection_plans.started_on)),
    ),
    says="A protection plan began on {child_protection_plans.started_on} while an earlier one was still "
    "open.",
    condition="A protection plan begins only once the child's earlier ones have ended; the day that one "
    "ends is soon enough.",
    severity=Severity.HIGH,
    source=CENSUS_RULES,
)

SAME_DAY = Rule(
    id="cp-plan-same-day",
    title="Plan starts and ends on one day",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=child_protection_plans.where(child_protection_plans.ended_on.is_present()),
    wrong=child_protection_plans.started_on == child_protection_plans.ended_on,
    says="The protection plan began and ended on {child_protection_plans.started_on}.",
    condition="A protection plan lasts beyond the day that it begins.",
    severity=Severity.MEDIUM,
    source=CENSUS_RULES,
)

# Exceptions that the record shows. Where it shows none of them, none is taken to hold: the reason that a
# plan ended is in no extract.
DIED = (children.died_on <= child_protection_plans.ended_on + months(1)).or_else(False)  # noqa: FBT003
GREW_UP = (children.born_on + years(18) <= child_protection_plans.ended_on).or_else(False)  # noqa: FBT003
MOVED_AWAY = any_of(
    referrals,
    where=(
        (referrals.close_reason == "RC5") & (referrals.closed_on >= child_protection_plans.ended_on)
    ).or_else(
        False  # noqa: FBT003
    ),
).or_else(False)  # noqa: FBT003

ENDED_WITHOUT_REVIEW = Rule(
    id="cp-plan-ended-without-review",
    title="Plan ended without a review conference",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.OVERSIGHT,
    looks_at=child_protection_plans.where(
        child_protection_plans.ended_on.is_present()
        & ~ANOTHER_AUTHORITYS_PLAN
        & ~DIED
        & ~GREW_UP
        & ~MOVED_AWAY
    ),
    wrong=none_of(
        child_protection_reviews,
        where=child_protection_reviews.held_on.is_present() & ~child_protection_reviews.plan_continues,
        since=child_protection_plans.ended_on,
        to=child_protection_plans.ended_on,
    ),
    since=child_protection_plans.ended_on,
    says="The protection plan ended on {child_protection_plans.ended_on}, and no review that day decided "
    "to end it.",
    condition="A protection plan ends on the day of a review conference that decides so, unless the child "
    "has died, turned 18 or moved to another authority.",
    severity=Severity.HIGH,
    source=WORKING_TOGETHER_EXPECTS,
)

SECOND_PLAN = Rule(
    id="cp-plan-repeat",
    title="Second or later plan",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.OVERSIGHT,
    looks_at=child_protection_plans,
    # A stated number of earlier plans reaches further back than the files do.
    wrong=(child_protection_plans.earlier_plans > 0).or_else(
        any_of(
            ANOTHER_PLAN,
            where=(ANOTHER_PLAN.started_on < child_protection_plans.started_on)
            & (ANOTHER_PLAN.ended_on <= child_protection_plans.started_on),
        )
    ),
    says="The protection plan that began on {child_protection_plans.started_on} is not the child's first.",
    condition="Counts plans of children who have had one before: help that didn't last is worth asking "
    "about. National figures count second and later plans, ever and within two years.",
    severity=Severity.INFO,
    source="DfE children in need statistics (measure from knowledge)",
)

PLAN_AND_CARE = Rule(
    id="cp-plan-and-care",
    title="Plan still open after coming into care",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=child_protection_plans.where(
        OPEN_PLAN & (child_protection_plans.started_on + months(3) < AS_OF)
    ),
    wrong=any_of(
        care_periods,
        where=(care_periods.started_on + months(3) < AS_OF)
        & (care_periods.ended_on.is_missing() | (care_periods.ended_on > AS_OF))
        & ~care_periods.short_breaks.or_else(False),  # noqa: FBT003 - blank: no status says short breaks
    ),
    says="A protection plan has been open since {child_protection_plans.started_on} while the child has "
    "been in care for over three months.",
    condition="A child in care for more than three months has no open protection plan (short breaks left "
    "out): two plans at once should be rare, with reasons.",
    severity=Severity.MEDIUM,
    source=f"{LOCAL_DATA_QUALITY}; dual planning should be rare and reasoned",
)

IMPOSSIBLE_DATES = Rule(
    id="cp-plan-dates-impossible",
    title="Protection plan with dates that can't be right",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=child_protection_plans,
    wrong=impossible_dates(child_protection_plans.started_on, child_protection_plans.ended_on),
    says="The protection plan is dated from {child_protection_plans.started_on} to "
    "{child_protection_plans.ended_on}, which can't be right.",
    condition="A protection plan neither ends before it starts nor starts after the date of the "
    "files. While it does, nothing that is due by these dates can be told.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)
