"""Children whose liberty is limited: secure accommodation, deprivation of liberty, custody and remand."""

from everycase.record.schema import deprivations_of_liberty, events, placements
from everycase.record.schema.terms import (
    AS_OF,
    calendar_days,
    earliest_of,
    latest_of,
    months,
    working_days,
    years,
)
from everycase.standards.children_in_care.common import (
    CARE_PLANNING,
    LIVES_THERE_NOW,
    LOCAL_DATA_QUALITY,
    LOCAL_PROCEDURES,
    SECURE_ACCOMMODATION,
)
from everycase.standards.children_in_care.legal import SINCE_THE_ACT
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
    other_event,
    since,
)
from everycase.standards.words import ends_before

LEFT_SECURE_HOME = earliest_of(
    placements.ended_on,
    placements.where(placements.kind == "K1"),
    where=placements.ended_on >= events.happened_on,
)
LIVES_IN_SECURE_HOME = latest_of(
    placements.started_on,
    placements.where((placements.kind == "K1") & LIVES_THERE_NOW),
    where=placements.started_on <= AS_OF,
)
SECURE_ENDED = other_event("secure-ended")
SECURE_ENDED_ON = earliest_of(
    SECURE_ENDED.field, SECURE_ENDED, where=SECURE_ENDED.field >= events.happened_on
)
# The event says that the stay ended or that a court made an order, and an order doesn't end the reviews: what
# the record holds of a secure home goes first. An end in a hundred years is no end.
NO_LONGER_SECURE = LEFT_SECURE_HOME.or_else(LIVES_IN_SECURE_HOME + years(100)).or_else(SECURE_ENDED_ON)
"""When the reviews end: on leaving the secure home, or with the event where no secure home is recorded."""

LIBERTY_REVIEWED = Clock(
    id="deprivation-of-liberty-monthly-review",
    title="Deprivation of liberty reviewed",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    starts=deprivations_of_liberty.from_on,
    until=deprivations_of_liberty.to_on,
    ends=event("liberty-review"),
    within=months(1),
    links=EVERY,
    severity=Severity.HIGH,
    confidence=Confidence.UNCERTAIN,
    local_default="1 month; the court commonly reviews at about 3 months",
    exceptions="The dates in the order govern.",
    source=f"{LOCAL_PROCEDURES}; High Court inherent jurisdiction orders set their own dates",
)

SECURE_WITHOUT_ORDER = Clock(
    id="secure-accommodation-72-hours",
    title="Secure accommodation ended, or a court order made",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=event("placed-in-secure"),
    ends=event("secure-ended"),
    within=calendar_days(3),
    severity=Severity.CRITICAL,
    red_line=True,
    force=Force.STATUTORY,
    in_force=SINCE_THE_ACT,
    counting="72 hours in all, in any 28 days running. With dates only, the day of placing is day 0 and the "
    "whole of day 3 is in time.",
    approximate="The limit is in hours; the record has days. Stays that add up over 28 days are not added "
    "up.",
    source=f"{SECURE_ACCOMMODATION} reg 10",
)

SECURE_FIRST_REVIEW = Clock(
    id="secure-accommodation-review-1-month",
    title="First secure accommodation review held",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    starts=event("placed-in-secure"),
    until=NO_LONGER_SECURE,
    ends=event("secure-review-held"),
    within=months(1),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_THE_ACT,
    source=f"{SECURE_ACCOMMODATION} reg 15",
)

SECURE_LATER_REVIEWS = Clock(
    id="secure-accommodation-review-every-3-months",
    title="Later secure accommodation review held",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    starts=event("placed-in-secure"),
    until=NO_LONGER_SECURE,
    ends=event("secure-review-held"),
    within=months(3),
    links=LATER,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_THE_ACT,
    source=f"{SECURE_ACCOMMODATION} reg 15",
)

DETAINED_CHILD_VISITED = Clock(
    id="detained-former-cla-visit-10-working-days",
    title="Detained child who was in section 20 care visited",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=event("detained"),
    ends=event("detention-visit"),
    within=working_days(10),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=since(2011, 4, 1),
    source="Visits to Former Looked After Children in Detention (England) Regulations 2010",
)

REMAND_PLAN = Clock(
    id="remand-detention-placement-plan-10-working-days",
    title="Detention placement plan recorded for a remanded child",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    starts=event("remanded"),
    ends=event("detention-placement-plan"),
    within=working_days(10),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=since(2013, 4, 29),
    source=f"{CARE_PLANNING} reg 47C (inserted 2013; not displayed)",
)

IMPOSSIBLE_DATES = Rule(
    id="deprivation-of-liberty-dates-impossible",
    title="Deprivation of liberty with dates that can't be right",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    looks_at=deprivations_of_liberty,
    wrong=ends_before(deprivations_of_liberty.to_on, deprivations_of_liberty.from_on),
    says="The order that deprives the child of liberty is dated from "
    "{deprivations_of_liberty.from_on} to {deprivations_of_liberty.to_on}, which can't be right.",
    condition="An order that deprives a child of liberty does not end before it starts; it may be entered "
    "ahead. While it does, nothing that is due by these dates can be told.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)
