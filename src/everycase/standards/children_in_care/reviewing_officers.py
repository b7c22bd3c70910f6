"""Independent reviewing officers: named early, known to the child, and free to challenge."""

from everycase.record.schema import (
    care_episodes,
    care_periods,
    care_reviews,
    involvements,
    reviewing_officer_caseloads,
)
from everycase.record.schema.fields import another
from everycase.record.schema.terms import (
    AS_OF,
    any_of,
    count_of,
    earliest_of,
    latest_of,
    months,
    none_of,
    setting,
    working_days,
)
from everycase.standards.children_in_care.common import (
    CARE_PLANNING,
    HANDBOOK,
    HELD_REVIEWS,
    IN_CARE,
    LEFT_CARE,
    LOCAL_PROCEDURES,
    SHORT_BREAKS,
    SINCE_2011,
)
from everycase.standards.language import (
    EVERY,
    Area,
    Around,
    Aspect,
    Clock,
    Force,
    Rule,
    Severity,
    event,
)
from everycase.standards.words import NOBODY_CAN_TELL, began_as

# Extracts keep only the latest contact, and repeat it on every episode. One in time is proof; a later one
# may have followed another that can't be seen.
CONTACT = care_episodes.last_reviewing_officer_contact_on
TWENTY_DAYS_IN = care_episodes.entered_care_on.or_else(care_episodes.started_on) + working_days(20)
CONTACT_BEFORE_FIRST_REVIEW = CONTACT.where((CONTACT <= TWENTY_DAYS_IN) | NOBODY_CAN_TELL)
CONTACT_THAT_MAY_BE_A_CHECK = CONTACT.where(NOBODY_CAN_TELL)
CONTACTS_ARE_HELD = any_of(care_episodes, where=CONTACT.is_present() | CONTACT.is_missing())
"""Some file has the column; null where none has, though episodes are there."""
SPOKE, CHECK = event("reviewing-officer-spoke-with-child"), event("midpoint-check")
TALKS_NOT_TOLD = ~(CONTACTS_ARE_HELD | (count_of(SPOKE, since=care_periods.started_on) >= 0))

OFFICER_NAMED = began_as("IRO")
LIMIT = setting("reviewing_officer_caseload_limit")

APPOINTED = Clock(
    id="iro-appointed-5-working-days",
    title="Independent reviewing officer appointed",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=(OFFICER_NAMED, event("reviewing-officer-appointed")),
    # An officer who chaired the child's conferences, or knew them in care before, may be named ahead.
    within=Around(months(1), working_days(5)),
    unless=SHORT_BREAKS,
    severity=Severity.HIGH,
    force=Force.GUIDANCE,
    in_force=SINCE_2011,
    local_default="48 hours seen",
    counting="By 5 working days after entering care; that day is day 0; weekends and England's bank holidays "
    "are not counted. An officer named in the month before counts.",
    exceptions="Short breaks may differ.",
    source=f"{HANDBOOK} (paragraph not checked)",
)

SPOKE_BEFORE_FIRST_REVIEW = Clock(
    id="iro-meets-child-before-first-review",
    title="Reviewing officer spoke with the child before the first review",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.VOICE,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=(SPOKE, CONTACT_BEFORE_FIRST_REVIEW),
    within=working_days(20),
    unless=SHORT_BREAKS | TALKS_NOT_TOLD,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    exceptions="A child who understands and refuses; the reviewing officer finds it inappropriate. The duty "
    "comes again before each review.",
    source=f"{CARE_PLANNING} reg 36(1) (not displayed); {HANDBOOK}; the 20 working days are those of the "
    "first review",
)

DISPUTE_RESOLVED = Clock(
    id="iro-dispute-20-working-days",
    title="Reviewing officer's dispute resolved within the council",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    starts=event("reviewing-officer-dispute-raised"),
    ends=event("reviewing-officer-dispute-resolved"),
    within=working_days(20),
    severity=Severity.HIGH,
    force=Force.GUIDANCE,
    in_force=SINCE_2011,
    exceptions="The reviewing officer may refer the case to Cafcass at any point.",
    source=f"{HANDBOOK} (dispute resolution chapter; paragraph not checked)",
)

_OTHER = another(care_reviews)
NEXT_REVIEW = earliest_of(
    _OTHER.held_on,
    _OTHER,
    where=(_OTHER.held_on > care_reviews.held_on) & ~_OTHER.cancelled.certain(),
)
CARE_ENDED = latest_of(
    care_periods.ended_on,
    care_periods,
    where=~(care_periods.started_on > care_reviews.held_on).certain()
    & (care_periods.ended_on >= care_reviews.held_on),
)
UNTIL_NEXT_REVIEW = NEXT_REVIEW.earlier_of(CARE_ENDED)
# The latest contact, if it came after the next review, stands where one between the two would have stood.
CONTACT_WRITTEN_OVER = any_of(care_episodes, where=CONTACT > UNTIL_NEXT_REVIEW)
CHECKS_NOT_TOLD = ~(
    (CONTACTS_ARE_HELD & ~CONTACT_WRITTEN_OVER.certain()) | (count_of(CHECK, since=care_reviews.held_on) >= 0)
)

MIDPOINT_CHECK = Clock(
    id="iro-midpoint-check-3-months",
    title="Reviewing officer checked progress between reviews",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    starts=HELD_REVIEWS,
    until=UNTIL_NEXT_REVIEW,
    ends=(CHECK, CONTACT_THAT_MAY_BE_A_CHECK),
    unless=CHECKS_NOT_TOLD,
    within=months(3),
    links=EVERY,
    same_day_counts=False,
    local_default="3 months",
    exceptions="The next review ends it.",
    source=f"{LOCAL_PROCEDURES}; the handbook asks for monitoring between reviews without a number",
)

NONE_NAMED = Rule(
    id="cla-no-iro",
    title="Child in care with no reviewing officer",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    looks_at=care_periods.where(
        IN_CARE & ~SHORT_BREAKS & (care_periods.started_on + working_days(5) < AS_OF)
    ),
    wrong=none_of(
        OFFICER_NAMED,
        where=~(involvements.to_on < AS_OF).certain() & (involvements.from_on <= AS_OF),
    ),
    says="In care since {care_periods.started_on} and no reviewing officer is named today.",
    condition="A child in care for more than 5 working days has a reviewing officer today.",
    severity=Severity.HIGH,
    source=f"{CARE_PLANNING} reg 5(d): the care plan names the reviewing officer (verified); timing from the "
    "handbook",
)

TOO_MANY_CHILDREN = Rule(
    id="iro-caseload-over-70",
    title="Reviewing officer holds too many children",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    looks_at=reviewing_officer_caseloads,
    # More than a full post's number is too many whatever the share; fewer may be, where it isn't recorded.
    wrong=(reviewing_officer_caseloads.children_held > LIMIT)
    | (reviewing_officer_caseloads.children_held / reviewing_officer_caseloads.full_time_equivalent > LIMIT),
    says="Reviewing officer {reviewing_officer_caseloads.worker_id} holds "
    "{reviewing_officer_caseloads.children_held} children in care; share of a full-time post: "
    "{reviewing_officer_caseloads.full_time_equivalent}.",
    condition="A full-time reviewing officer holds no more children than the council's limit (70 if it has "
    "set none; the handbook's range is 50 to 70), a part-time one no more than their share of it.",
    severity=Severity.MEDIUM,
    team_level=True,
    source=f"{HANDBOOK} (caseload of 50 to 70 for a full-time officer; paragraph not checked)",
)
