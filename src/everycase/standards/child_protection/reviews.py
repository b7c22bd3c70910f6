"""Review child protection conferences."""

from everycase.record.schema import child_protection_plans, child_protection_reviews, children
from everycase.record.schema.terms import AS_OF, any_of, months, none_of
from everycase.standards.child_protection.common import (
    ANOTHER_AUTHORITYS_PLAN,
    CENSUS_RULES,
    LOCAL_DATA_QUALITY,
    OPEN_PLAN,
    SINCE_2013,
    WORKING_TOGETHER,
)
from everycase.standards.language import LATER, Area, Aspect, Clock, Force, Rule, Severity

# A review that was not quorate has to be held again. Only a plain "no" says so: most files lack the flag.
QUORATE_REVIEW = child_protection_reviews.held_on.where(
    child_protection_reviews.quorate.or_else(True)  # noqa: FBT003
)

FIRST_REVIEW = Clock(
    id="cp-first-review-3-months",
    title="First child protection review conference",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PLANS,
    starts=child_protection_plans.started_on,
    until=child_protection_plans.ended_on,
    until_age=18,
    ends=QUORATE_REVIEW,
    within=months(3),
    same_day_counts=False,
    unless=ANOTHER_AUTHORITYS_PLAN,
    severity=Severity.HIGH,
    force=Force.GUIDANCE,
    in_force=SINCE_2013,
    counting="3 months after the initial conference, on which the plan begins; the same day of the month, "
    "or the month's last day if it has none. Some reports count 91 or 92 days instead",
    exceptions="A plan that moved in from another authority counts from the transfer-in conference.",
    source=WORKING_TOGETHER,
)

LATER_REVIEWS = Clock(
    id="cp-review-every-6-months",
    title="Later child protection review conferences",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PLANS,
    starts=child_protection_plans.started_on,
    until=child_protection_plans.ended_on,
    until_age=18,
    ends=QUORATE_REVIEW,
    within=months(6),
    links=LATER,
    same_day_counts=False,
    unless=ANOTHER_AUTHORITYS_PLAN,
    severity=Severity.HIGH,
    force=Force.GUIDANCE,
    in_force=SINCE_2013,
    counting="6 months after the last review that was held; the same day of the month, or the month's last "
    "day if it has none. Some reports count 183 days instead",
    source=WORKING_TOGETHER,
)

BEFORE_PLAN = Rule(
    id="cp-review-before-plan",
    title="Review on or before plan start",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=child_protection_reviews.with_parent(
        child_protection_plans, child_protection_reviews.plan_id, child_protection_plans.plan_id
    ).where(child_protection_reviews.held_on.is_present()),
    wrong=child_protection_reviews.held_on <= child_protection_plans.started_on,
    says="The review on {child_protection_reviews.held_on} is not after its plan began, on "
    "{child_protection_plans.started_on}.",
    condition="A review conference is held after the day that its plan began.",
    severity=Severity.MEDIUM,
    source=CENSUS_RULES,
)

# Booked reviews are in the Standard Safeguarding Dataset only. So are conference ids: a plan whose files
# have a place for one can be judged, and others can't be told.
BOOKINGS_ARE_KEPT = (
    child_protection_plans.conference_id.is_present() | child_protection_plans.conference_id.is_missing()
)
OF_THIS_PLAN = (child_protection_plans.plan_id, child_protection_reviews.plan_id)

NO_DATE = Rule(
    id="cp-review-no-date",
    title="Review row without a date, or no next review booked",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PLANS,
    looks_at=child_protection_plans.where(~ANOTHER_AUTHORITYS_PLAN),
    wrong=BOOKINGS_ARE_KEPT
    & (
        any_of(
            child_protection_reviews,
            link=OF_THIS_PLAN,
            where=child_protection_reviews.held_on.is_missing()
            & (child_protection_reviews.due_on < AS_OF)
            # A review booked for after the plan's end was never needed.
            & (child_protection_reviews.due_on <= child_protection_plans.ended_on.or_else(AS_OF)),
        )
        | (
            OPEN_PLAN
            & none_of(
                child_protection_reviews, link=OF_THIS_PLAN, where=child_protection_reviews.due_on >= AS_OF
            )
        )
    ),
    says="The protection plan that began on {child_protection_plans.started_on} has a review that was due "
    "and has no date, or has no next review booked.",
    condition="Each review of a protection plan that has fallen due has the date on which it was held, and "
    "an open plan has its next review booked.",
    severity=Severity.HIGH,
    source=f"{CENSUS_RULES}: review record has a missing date",
)

NOT_QUORATE = Rule(
    id="cp-review-not-quorate",
    title="Review not quorate",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PARTNERS,
    looks_at=child_protection_reviews.where(child_protection_reviews.held_on.is_present()),
    wrong=child_protection_reviews.quorate.not_yes(),
    says="The review on {child_protection_reviews.held_on} was not quorate, or does not say that it was.",
    condition="A review conference that was held says that enough agencies were there.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)

NO_PARTICIPATION = Rule(
    id="cp-review-no-participation",
    title="No participation code on review",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.VOICE,
    looks_at=child_protection_reviews.where(
        child_protection_reviews.held_on.is_present()
        & (children.born_on.age_on(child_protection_reviews.held_on) >= 4)
    ),
    wrong=child_protection_reviews.participation.is_missing(),
    says="The review on {child_protection_reviews.held_on} does not say how the child took part.",
    condition="Where a child was 4 or older on the day of a review conference, it says how the child took "
    "part.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)
