"""Reviews of children in care: when they are held, what comes of them, and the child's part in them."""

from everycase.record.schema import care_periods, care_reviews, children
from everycase.record.schema.fields import another
from everycase.record.schema.terms import calendar_days, key_of, months, none_of, working_days
from everycase.standards.children_in_care.common import (
    CARE_PLANNING,
    HANDBOOK,
    HELD_REVIEWS,
    IN_CARE_NOW,
    LEFT_CARE,
    LOCAL_DATA_QUALITY,
    RETURN_GUIDE,
    REVIEW_HELD,
    SHORT_BREAKS,
    SINCE_2011,
)
from everycase.standards.language import (
    FROM_THIRD,
    SECOND,
    Area,
    Aspect,
    Clock,
    Confidence,
    Force,
    Rule,
    Severity,
    event,
)

FIRST_REVIEW = Clock(
    id="cla-review-first-20-working-days",
    title="First review of a child in care held",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=HELD_REVIEWS,
    within=working_days(20),
    unless=SHORT_BREAKS,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    counting="20 working days after entering care; that day is day 0; weekends and England's bank holidays "
    "are not counted. It is not 28 days.",
    exceptions="Short breaks; a child who leaves care first; a cancelled review is not one held. The "
    "reviewing officer may ask for an earlier one.",
    source=f"{CARE_PLANNING} reg 33(1)",
)

SECOND_REVIEW = Clock(
    id="cla-review-second-3-months",
    title="Second review of a child in care held",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=HELD_REVIEWS,
    within=months(3),
    links=SECOND,
    unless=SHORT_BREAKS,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    counting="The same day of the month 3 months after the first review held, or the month's last day if it "
    "has none. Counted from that review, not from entering care.",
    exceptions="Short breaks.",
    source=f"{CARE_PLANNING} reg 33(2)",
)

LATER_REVIEWS = Clock(
    id="cla-review-every-6-months",
    title="Later review of a child in care held",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=HELD_REVIEWS,
    within=months(6),
    links=FROM_THIRD,
    unless=SHORT_BREAKS,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    exceptions="Short breaks. Sooner where the reviewing officer asks, or in the cases of reg 33(3).",
    source=f"{CARE_PLANNING} reg 33(2)",
)

DECISIONS_SENT = Clock(
    id="cla-review-decisions-5-working-days",
    title="Review decisions sent to the team manager",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    starts=HELD_REVIEWS,
    ends=event("review-decisions-sent"),
    within=working_days(5),
    force=Force.GUIDANCE,
    in_force=SINCE_2011,
    source=f"{HANDBOOK} (outcomes chapter; paragraph not checked)",
)

DECISIONS_AGREED = Clock(
    id="cla-review-decisions-agreed-10-working-days",
    title="Review decisions agreed or challenged by the manager",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    starts=HELD_REVIEWS,
    ends=event("review-decisions-agreed"),
    within=working_days(10),
    force=Force.GUIDANCE,
    confidence=Confidence.UNCERTAIN,
    in_force=SINCE_2011,
    exceptions="In the handbook, silence counts as agreement.",
    source=f"{HANDBOOK} (paragraph not checked: the manager has 5 working days after receiving the "
    "decisions)",
)

RECORD_FINISHED = Clock(
    id="cla-review-record-15-working-days",
    title="Full record of the review finished",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    starts=HELD_REVIEWS,
    ends=event("review-record-finished"),
    within=working_days(15),
    force=Force.GUIDANCE,
    in_force=SINCE_2011,
    source=f"{HANDBOOK} (paragraph not checked)",
)

RECORD_SENT = Clock(
    id="cla-review-record-sent-20-working-days",
    title="Full record of the review sent to everybody",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    starts=HELD_REVIEWS,
    ends=event("review-record-sent"),
    within=working_days(20),
    force=Force.GUIDANCE,
    in_force=SINCE_2011,
    source=f"{HANDBOOK} (paragraph not checked)",
)

NO_PARTICIPATION = Rule(
    id="cla-review-no-participation",
    title="No participation code on review",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.VOICE,
    looks_at=care_reviews.where(REVIEW_HELD & (children.born_on.age_on(care_reviews.held_on) >= 4)),
    # The extracts have no place for why a child took no part: PN7 is always "with no reason".
    wrong=care_reviews.participation.is_missing() | (care_reviews.participation == "PN7"),
    says="How the child took part in the review on {care_reviews.held_on}: {care_reviews.participation}.",
    condition="A review of a child of 4 or over records how the child took part, and that they did so in "
    "some way or why not.",
    severity=Severity.HIGH,
    source=f"{RETURN_GUIDE}: participation codes PN0 to PN7",
)

_OTHER = another(care_reviews)
# A cancelled review may have no date of its own, and its new date may lie before it was due: whatever
# falls after four weeks before the due date may be the new one.
CANCELLED_ON = care_reviews.held_on.or_else(care_reviews.due_on - calendar_days(28))

NOT_REBOOKED = Rule(
    id="cla-review-cancelled-not-rebooked",
    title="Review cancelled and not rebooked",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    looks_at=care_reviews.where(care_reviews.cancelled.certain() & IN_CARE_NOW),
    wrong=none_of(
        _OTHER,
        where=(key_of(_OTHER) != key_of(care_reviews))
        & ((_OTHER.held_on > CANCELLED_ON) | (_OTHER.due_on > CANCELLED_ON)).certain(),
    )
    & CANCELLED_ON.is_present(),
    says="The review due by {care_reviews.due_on} was cancelled, and there is no later one.",
    condition="After a review that was cancelled there is a later one, held or booked, while the child is in "
    "care.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)
