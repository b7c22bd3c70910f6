"""Visits to children in care at home, with newly found carers, or where others decide how they live."""

from everycase.record.schema import care_reviews, care_visits, events, legal_statuses, placements
from everycase.record.schema.terms import any_of, count_of, earliest_of, months, none_of, weeks
from everycase.standards.children_in_care.common import (
    A_SHORT_BREAKS_CHILD,
    CARE_PLANNING,
    LEFT_PLACEMENT,
    REVIEW_HELD,
    SINCE_2011,
    TURNS_18,
)
from everycase.standards.language import (
    EVERY,
    LATER,
    Area,
    Aspect,
    Clock,
    Confidence,
    Force,
    Severity,
    event,
)

WITH_PARENTS = placements.kind.is_in(("P1", "PARENTS"))
WITH_RELATIVE_OR_FRIEND = placements.kind == "U3"
"""Not U1 and U2: those carers are approved for the long term, or as adopters."""

CARE_ORDER_MADE_THERE = earliest_of(
    legal_statuses.from_on,
    legal_statuses.where(legal_statuses.status == "C2"),
    since=placements.started_on,
)
"""When a full care order was made while the child lived at home."""

ON_INTERIM_ORDER = any_of(
    legal_statuses.where(legal_statuses.status == "C1"),
    where=(legal_statuses.from_on <= placements.started_on)
    & ~(legal_statuses.to_on <= placements.started_on).certain(),
)
NOT_ASSESSED = none_of(event("parents-assessed-for-placement"), to=placements.started_on)
TEMPORARILY_APPROVED = any_of(
    event("connected-person-temporarily-approved"),
    since=placements.started_on - months(1),
    to=placements.started_on + months(1),
)
FULLY_APPROVED = earliest_of(
    events.happened_on,
    event("connected-person-approved"),
    since=placements.started_on,
)

HOME_ON_INTERIM_ORDER = WITH_PARENTS & ON_INTERIM_ORDER
HOME_BEFORE_ASSESSMENT = WITH_PARENTS & ~ON_INTERIM_ORDER & CARE_ORDER_MADE_THERE.is_missing() & NOT_ASSESSED
WITH_NEW_CARER = WITH_RELATIVE_OR_FRIEND & TEMPORARILY_APPROVED
WITH_CLOSER_EYE = WITH_NEW_CARER | HOME_ON_INTERIM_ORDER

VISITED_MORE_OFTEN = (
    HOME_ON_INTERIM_ORDER
    | HOME_BEFORE_ASSESSMENT
    | WITH_NEW_CARER
    | (WITH_PARENTS & CARE_ORDER_MADE_THERE.is_present())
).certain()
"""The record shows that a closer interval holds. Where it can't be told, the ordinary one holds at least."""

CONTROLLED_BY_OTHERS = placements.kind.is_in(("R2", "R5"))
"""Hospital or custody: somebody else decides how the child lives."""

FIRST_REVIEW = earliest_of(
    care_reviews.held_on,
    care_reviews.where(REVIEW_HELD),
    since=placements.started_on,
)
# Null, and so "cannot tell", where the files don't hold every review since the placement began: the first
# that they hold might not be the first.
REVIEWS_NOT_TOLD = count_of(care_reviews, since=placements.started_on) < 0

AT_HOME_THEN = any_of(
    placements.where(WITH_PARENTS),
    where=(placements.started_on <= legal_statuses.from_on)
    & ~(placements.ended_on <= legal_statuses.from_on).certain(),
)
LEFT_HOME = earliest_of(
    placements.ended_on,
    placements.where(WITH_PARENTS),
    where=(placements.started_on <= legal_statuses.from_on) & (placements.ended_on > legal_statuses.from_on),
)
ORDER_AT_HOME_ENDED = legal_statuses.to_on.earlier_of(LEFT_HOME).earlier_of(TURNS_18)

BEFORE_ASSESSMENT_WEEKLY = Clock(
    id="cla-visit-placed-with-parents-before-assessment-weekly",
    title="Child placed with parents before their assessment visited each week",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=placements.started_on.where(WITH_PARENTS),
    until=LEFT_PLACEMENT.earlier_of(FIRST_REVIEW).earlier_of(CARE_ORDER_MADE_THERE),
    ends=care_visits.visited_on,
    within=weeks(1),
    links=EVERY,
    unless=~HOME_BEFORE_ASSESSMENT | A_SHORT_BREAKS_CHILD | REVIEWS_NOT_TOLD,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    exceptions="Ends at the first review; visits are then due every 6 weeks.",
    source=f"{CARE_PLANNING} reg 28(3)(a)",
)

BEFORE_ASSESSMENT_6_WEEKS = Clock(
    id="cla-visit-placed-with-parents-before-assessment-6-weeks",
    title="Child placed with parents before their assessment visited after the first review",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=placements.started_on.where(HOME_BEFORE_ASSESSMENT & FIRST_REVIEW.is_present()).not_before(
        FIRST_REVIEW
    ),
    until=LEFT_PLACEMENT.earlier_of(CARE_ORDER_MADE_THERE),
    ends=care_visits.visited_on,
    within=weeks(6),
    links=EVERY,
    unless=~HOME_BEFORE_ASSESSMENT | FIRST_REVIEW.is_missing() | A_SHORT_BREAKS_CHILD | REVIEWS_NOT_TOLD,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    counting="6 times 7 days after the first review held in the placement, then after each visit; that day "
    "is day 0; every day is counted.",
    source=f"{CARE_PLANNING} reg 28(3)(b)",
)

NEW_CARER_WEEKLY = Clock(
    id="cla-visit-connected-person-weekly",
    title="Child with a temporarily approved carer, or at home on an interim care order, visited each week",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=placements.started_on.where(WITH_PARENTS | WITH_RELATIVE_OR_FRIEND),
    until=LEFT_PLACEMENT.earlier_of(FIRST_REVIEW)
    .earlier_of(FULLY_APPROVED)
    .earlier_of(CARE_ORDER_MADE_THERE),
    ends=care_visits.visited_on,
    within=weeks(1),
    links=EVERY,
    unless=~WITH_CLOSER_EYE | A_SHORT_BREAKS_CHILD | REVIEWS_NOT_TOLD,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    exceptions="Ends at the first review, or when the carer has full approval or a care order is made.",
    source=f"{CARE_PLANNING} reg 28(4)(a)",
)

NEW_CARER_4_WEEKS = Clock(
    id="cla-visit-connected-person-4-weeks",
    title="Child with a temporarily approved carer, or at home on an interim order, visited after the first "
    "review",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=placements.started_on.where(WITH_PARENTS | WITH_RELATIVE_OR_FRIEND).not_before(FIRST_REVIEW),
    until=LEFT_PLACEMENT.earlier_of(FULLY_APPROVED).earlier_of(CARE_ORDER_MADE_THERE),
    ends=care_visits.visited_on,
    within=weeks(4),
    links=EVERY,
    unless=~WITH_CLOSER_EYE | FIRST_REVIEW.is_missing() | A_SHORT_BREAKS_CHILD | REVIEWS_NOT_TOLD,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    counting="4 times 7 days after the first review held in the placement, then after each visit; that day "
    "is day 0; every day is counted.",
    exceptions="Ends when the carer has full approval or a care order is made.",
    source=f"{CARE_PLANNING} reg 28(4)(b)",
)

CARE_ORDER_AT_HOME_FIRST = Clock(
    id="cla-visit-care-order-at-home-1-week",
    title="Child at home when a care order was made visited for the first time",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=legal_statuses.from_on.where((legal_statuses.status == "C2") & AT_HOME_THEN),
    until=ORDER_AT_HOME_ENDED,
    ends=care_visits.visited_on,
    within=weeks(1),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    source=f"{CARE_PLANNING} reg 28(5)(a)",
)

CARE_ORDER_AT_HOME_6_WEEKS = Clock(
    id="cla-visit-care-order-at-home-6-weeks",
    title="Child at home on a care order visited again",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=legal_statuses.from_on.where((legal_statuses.status == "C2") & AT_HOME_THEN),
    until=ORDER_AT_HOME_ENDED,
    ends=care_visits.visited_on,
    within=weeks(6),
    links=LATER,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    source=f"{CARE_PLANNING} reg 28(5)(b)",
)

CONTROLLED_BY_OTHERS_FIRST = Clock(
    id="cla-visit-living-arrangements-others-1-week",
    title="Child in care whose living arrangements others control visited for the first time",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=placements.started_on.where(CONTROLLED_BY_OTHERS),
    until=LEFT_PLACEMENT,
    ends=care_visits.visited_on,
    within=weeks(1),
    unless=A_SHORT_BREAKS_CHILD,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    exceptions="Told from the kind of placement: a hospital or other health setting, or custody.",
    source=f"{CARE_PLANNING} reg 28(6) (paragraph seen in part)",
)
