"""Care plans, placement plans and plans for permanence."""

from everycase.record.schema import care_periods, care_plans, care_reviews, placements
from everycase.record.schema.terms import (
    AS_OF,
    any_of,
    count_of,
    latest_of,
    months,
    none_of,
    working_days,
)
from everycase.standards.children_in_care.common import (
    A_HOME,
    A_SHORT_BREAKS_CHILD,
    CARE_PLANNING,
    IN_CARE,
    LEFT_CARE,
    LEFT_PLACEMENT,
    LOCAL_DATA_QUALITY,
    LOCAL_PROCEDURES,
    ONLY_RENAMED,
    REVIEW_HELD,
    SHORT_BREAKS,
    SINCE_2011,
)
from everycase.standards.language import (
    Area,
    Around,
    Aspect,
    Clock,
    Confidence,
    Force,
    Rule,
    Severity,
    event,
)
from everycase.standards.words import ends_before, written

PLAN_TODAY = ~(care_plans.to_on < AS_OF).certain() & (care_plans.from_on <= AS_OF)
SAYS_PERMANENCE = care_plans.permanence.is_present() & (care_plans.permanence.size() > 0)

CARE_PLAN = Clock(
    id="cla-care-plan-10-working-days",
    title="First care plan prepared",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=care_plans.from_on,
    within=Around(months(3), working_days(10)),
    unless=SHORT_BREAKS,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    counting="By 10 working days after the first placement starts; that day is day 0; weekends and England's "
    "bank holidays are not counted. A plan made in the 3 months before counts.",
    exceptions="It should be made before the placement if practicable. A plan that a court has approved "
    "(section 31A) is outside this limit, and short breaks have their own.",
    source=f"{CARE_PLANNING} reg 4(2)",
)

PLACEMENT_PLAN = Clock(
    id="cla-placement-plan-5-working-days",
    title="Placement plan agreed",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    starts=placements.started_on.where(A_HOME),
    until=LEFT_PLACEMENT,
    ends=event("placement-plan-recorded"),
    within=Around(months(1), working_days(5)),
    unless=A_SHORT_BREAKS_CHILD | ONLY_RENAMED,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    local_default="before the placement; 72 hours seen",
    counting="By 5 working days after the placement starts; that day is day 0; weekends and England's bank "
    "holidays are not counted. A plan made in the month before counts.",
    exceptions="It should be made before the placement if practicable; short breaks have none.",
    source=f"{CARE_PLANNING} reg 9 and Schedule 2 (five-day text from knowledge; reg 9 body not displayed)",
)

FAMILY_TIME_PLAN = Clock(
    id="family-visit-agreement-first-review",
    title="Family time plan written",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PARTNERS,
    starts=placements.started_on.where(A_HOME),
    until=LEFT_PLACEMENT,
    ends=event("family-time-plan"),
    within=working_days(10),
    unless=A_SHORT_BREAKS_CHILD | ONLY_RENAMED,
    confidence=Confidence.UNCERTAIN,
    local_default="10 working days",
    source=LOCAL_PROCEDURES,
)

PERMANENCE_PLAN = Clock(
    id="permanence-plan-by-second-review",
    title="Permanence plan agreed by the second review",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=(event("permanence-plan-agreed"), care_plans.from_on.where(SAYS_PERMANENCE)),
    within=months(4),
    unless=SHORT_BREAKS,
    severity=Severity.HIGH,
    force=Force.GUIDANCE,
    in_force=SINCE_2011,
    counting="The same day of the month 4 months after entering care, or the month's last day if it has "
    "none.",
    approximate="The real limit is the second review: 20 working days and 3 months, close to 4 months.",
    source="Children Act 1989 guidance volume 2 (care planning) and IRO Handbook: plan for permanence by the "
    "second review",
)

NO_CARE_PLAN = Rule(
    id="cla-no-care-plan",
    title="Child in care with no current care plan",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    looks_at=care_periods.where(
        IN_CARE & ~SHORT_BREAKS & (care_periods.started_on + working_days(10) < AS_OF)
    ),
    wrong=none_of(care_plans, where=PLAN_TODAY),
    says="In care since {care_periods.started_on}, and no care plan is current today.",
    condition="A child in care for more than 10 working days has a care plan that is current today.",
    severity=Severity.CRITICAL,
    confidence=Confidence.VERIFIED,
    source=f"{CARE_PLANNING} reg 4(2) (verified)",
)

LAST_REVIEW = latest_of(
    care_reviews.held_on, care_reviews.where(REVIEW_HELD), where=care_reviews.held_on <= AS_OF
)
# Reads the value before it, so the two stand in this order wherever they are used.
LAST_BUT_ONE = latest_of(
    care_reviews.held_on, care_reviews.where(REVIEW_HELD), where=care_reviews.held_on < LAST_REVIEW
)
LATEST_PLAN = latest_of(care_plans.from_on, care_plans, where=care_plans.from_on <= AS_OF)

CARE_PLAN_STALE = Rule(
    id="cla-care-plan-stale",
    title="Care plan older than last review",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    looks_at=care_periods.where(IN_CARE & ~SHORT_BREAKS),
    # Having no plan at all is another rule.
    wrong=LAST_REVIEW.is_present()
    & LAST_BUT_ONE.is_present()
    & (care_periods.started_on <= LAST_BUT_ONE)
    & LATEST_PLAN.is_present()
    & (LATEST_PLAN < LAST_BUT_ONE),
    says="The latest care plan is of {plan}; reviews have been held since, on {before} and {last}.",
    shows={
        "plan": written(LATEST_PLAN),
        "before": written(LAST_BUT_ONE),
        "last": written(LAST_REVIEW),
    },
    condition="The latest care plan of a child in care is from the last review but one, or later.",
    severity=Severity.HIGH,
    confidence=Confidence.VERIFIED,
    source=f"{CARE_PLANNING} reg 32(2) (review before significant change; verified)",
)

REVIEWS_IN_CARE = count_of(
    care_reviews,
    where=REVIEW_HELD & (care_reviews.held_on >= care_periods.started_on) & (care_reviews.held_on <= AS_OF),
)

NO_PERMANENCE_PLAN = Rule(
    id="cla-no-permanence-plan",
    title="No permanence plan by the second review",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    looks_at=care_periods.where(IN_CARE & ~SHORT_BREAKS & (REVIEWS_IN_CARE >= 2)),
    # A council without an events file records permanence in the care plan: no event is no doubt.
    wrong=none_of(
        care_plans,
        where=SAYS_PERMANENCE & ~(care_plans.to_on < care_periods.started_on).certain(),
    )
    & ~any_of(event("permanence-plan-agreed"), since=care_periods.started_on, to=AS_OF).certain(),
    says="{reviews} reviews held since entering care on {care_periods.started_on}, and no permanence plan.",
    shows={"reviews": REVIEWS_IN_CARE},
    condition="A child in care whose second review has been held has a plan for permanence.",
    severity=Severity.HIGH,
    confidence=Confidence.VERIFIED,
    source=f"{CARE_PLANNING} reg 5(a): the care plan includes the plan for permanence (verified); timing "
    "from guidance",
)

IMPOSSIBLE_DATES = Rule(
    id="cla-care-plan-dates-impossible",
    title="Care plan with dates that can't be right",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    looks_at=care_plans,
    # A file that says only what the plan is for has no dates that could be wrong.
    wrong=care_plans.from_on.is_present().certain() & ends_before(care_plans.to_on, care_plans.from_on),
    says="The care plan is dated from {care_plans.from_on} to {care_plans.to_on}, which can't be right.",
    condition="A care plan does not end before it starts; it may be entered ahead. While "
    "it does, nothing that is due by these dates can be told.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)
