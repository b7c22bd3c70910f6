"""Unaccompanied children: transfers, immigration status and age."""

from everycase.record.schema import children, immigration_statuses, placements
from everycase.record.schema.terms import AS_OF, calendar_days, months, none_of, working_days
from everycase.standards.children_in_care.common import LOCAL_DATA_QUALITY, LOCAL_PROCEDURES
from everycase.standards.language import (
    EVERY,
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
from everycase.standards.words import ends_before

TRANSFER = Clock(
    id="unaccompanied-child-transfer-10-working-days",
    title="Unaccompanied child moved under the National Transfer Scheme",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PARTNERS,
    starts=event("transfer-scheme-referral"),
    ends=(event("transfer-made"), placements.started_on),
    within=working_days(10),
    same_day_counts=False,
    force=Force.GUIDANCE,
    confidence=Confidence.UNCERTAIN,
    in_force=since(2021, 12, 1),
    local_default="5 working days for port areas (to be checked)",
    exceptions="A transfer that isn't in the child's interests; a child who is already settled.",
    source="National Transfer Scheme protocol (Home Office): figure changed between editions, not verified",
)

STATUS_CHECKED = Clock(
    id="unaccompanied-child-status-check-3-months",
    title="Immigration status and legal advice checked",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    starts=immigration_statuses.from_on,
    until=immigration_statuses.to_on,
    ends=event("immigration-check"),
    within=months(3),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    local_default="at each review",
    exceptions="Settled status has been granted.",
    source=LOCAL_PROCEDURES,
)

AGE_ASSESSED = Clock(
    id="age-assessment-28-days",
    title="Age assessment finished",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=event("age-disputed"),
    ends=event("age-assessed"),
    within=calendar_days(28),
    confidence=Confidence.UNCERTAIN,
    local_default="28 calendar days (45 working days seen)",
    source=LOCAL_PROCEDURES,
)

NO_IMMIGRATION_STATUS = Rule(
    id="nationality-or-immigration-missing",
    title="Immigration status missing for unaccompanied child",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    # A blank about being unaccompanied is every other child: only a yes is judged.
    looks_at=children.where(children.unaccompanied.certain()),
    wrong=none_of(
        immigration_statuses,
        where=immigration_statuses.status.is_present() & ~(immigration_statuses.to_on < AS_OF).certain(),
    ),
    says="Recorded as unaccompanied, and no immigration status is current today.",
    condition="A child recorded as unaccompanied has an immigration status that is current today.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)

IMPOSSIBLE_DATES = Rule(
    id="immigration-status-dates-impossible",
    title="Immigration status with dates that can't be right",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    looks_at=immigration_statuses,
    wrong=ends_before(immigration_statuses.to_on, immigration_statuses.from_on),
    says="The immigration status is dated from {immigration_statuses.from_on} to "
    "{immigration_statuses.to_on}, which can't be right.",
    condition="An immigration status does not end before it starts; it may be entered ahead. While "
    "it does, nothing that is due by these dates can be told.",
    severity=Severity.LOW,
    source=LOCAL_DATA_QUALITY,
)
