"""Emergency powers, work before proceedings, and care proceedings."""

from everycase.record.schema import legal_statuses, pre_proceedings
from everycase.record.schema.terms import (
    AS_OF,
    Term,
    any_of,
    calendar_days,
    hours,
    weeks,
    working_days,
)
from everycase.standards.child_protection.common import LOCAL_DATA_QUALITY, LOCAL_PROCEDURES
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

SINCE_1991 = since(1991, 10, 14)


def _told_by_an_event(kind: str) -> Term:
    """Whether an event within a day already says what this legal status says: one start, not two."""
    beside = any_of(
        event(kind),
        since=legal_statuses.from_on - calendar_days(1),
        to=legal_statuses.from_on + calendar_days(1),
    )
    return beside.or_else(False)  # noqa: FBT003 - no events supplied, so none says it


POLICE_PROTECTION = Clock(
    id="police-protection-72-hours",
    title="Police protection ends",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=(
        event("police-protection-began"),
        legal_statuses.from_on.where(
            (legal_statuses.status == "L1") & ~_told_by_an_event("police-protection-began")
        ),
    ),
    ends=(event("police-protection-ended"), legal_statuses.to_on.where(legal_statuses.status == "L1")),
    within=hours(72),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_1991,
    source="Children Act 1989 s46(6)",
)

EMERGENCY_PROTECTION_ORDER = Clock(
    id="emergency-protection-order-8-days",
    title="Emergency protection order ends",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=legal_statuses.from_on.where(legal_statuses.status == "L2"),
    ends=legal_statuses.to_on,
    within=calendar_days(8),
    first_day_counts=True,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_1991,
    counting="8 days of the order's own; the day it was made is day 1; every day is counted. Check with "
    "legal",
    exceptions="The court may extend it once, by up to 7 days.",
    source="Children Act 1989 s45(1) and (6)",
)

CHILD_ASSESSMENT_ORDER = Clock(
    id="child-assessment-order-7-days",
    title="Child assessment order ends",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=(
        event("child-assessment-order-began"),
        legal_statuses.from_on.where(
            (legal_statuses.status == "L3") & ~_told_by_an_event("child-assessment-order-began")
        ),
    ),
    ends=(event("child-assessment-order-ended"), legal_statuses.to_on.where(legal_statuses.status == "L3")),
    within=calendar_days(7),
    first_day_counts=True,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_1991,
    counting="7 days beginning with the date that the order names: that day is day 1; every day is counted",
    source="Children Act 1989 s43(5)",
)

# The decision date itself says that the panel chose pre-proceedings; a gateway outcome may say that it
# stayed with the current plan (A) or went straight to court (C).
DECIDED_OTHERWISE = pre_proceedings.gateway_outcome.is_in(["A", "C"]).or_else(False)  # noqa: FBT003
CONCLUDED = pre_proceedings.step_decision_on.earlier_of(pre_proceedings.issue_letter_on)

PRE_PROCEEDINGS_CONCLUDED = Clock(
    id="pre-proceedings-16-weeks",
    title="Pre-proceedings (PLO) concluded",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=pre_proceedings.letter_on,
    ends=(pre_proceedings.step_decision_on, pre_proceedings.issue_letter_on),
    within=weeks(16),
    force=Force.GUIDANCE,
    in_force=since(2021, 3, 1),
    local_default="12 to 16 weeks",
    exceptions="A senior manager extends it, with reasons.",
    source="Public Law Working Group best practice report on pre-proceedings (2021): paragraph not checked",
)

FIRST_MEETING = Clock(
    id="pre-proceedings-meeting-10-working-days",
    title="First pre-proceedings meeting held",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=pre_proceedings.decided_on,
    ends=pre_proceedings.first_meeting_on,
    within=working_days(10),
    unless=DECIDED_OTHERWISE,
    confidence=Confidence.UNCERTAIN,
    local_default="10 working days (up to 15 seen)",
    exceptions="The parents need time to find a solicitor.",
    source=LOCAL_PROCEDURES,
)

MIDPOINT_REVIEW = Clock(
    id="pre-proceedings-midpoint-review-8-weeks",
    title="Pre-proceedings reviewed at midpoint",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.OVERSIGHT,
    starts=pre_proceedings.first_meeting_on,
    until=CONCLUDED,
    ends=event("pre-proceedings-review-held"),
    within=weeks(8),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    local_default="6 to 8 weeks",
    source=LOCAL_PROCEDURES,
)

LETTER_SENT = Clock(
    id="legal-gateway-to-letter-10-working-days",
    title="Letter before proceedings sent after legal gateway decision",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=pre_proceedings.decided_on,
    ends=pre_proceedings.letter_on,
    within=working_days(10),
    unless=DECIDED_OTHERWISE,
    confidence=Confidence.UNCERTAIN,
    local_default="5 to 10 working days",
    source=LOCAL_PROCEDURES,
)

PROCEEDINGS_ISSUED = Clock(
    id="issue-proceedings-after-decision-5-working-days",
    title="Proceedings issued after decision to issue",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=pre_proceedings.step_decision_on.where(
        pre_proceedings.outcome == "Decision to Issue Care Proceedings"
    ),
    ends=event("proceedings-issued"),
    within=working_days(5),
    confidence=Confidence.UNCERTAIN,
    local_default="5 working days (10 seen)",
    exceptions="In an emergency, the same day.",
    source=LOCAL_PROCEDURES,
)

PROCEEDINGS_CONCLUDED = Clock(
    id="care-proceedings-26-weeks",
    title="Care or supervision proceedings disposed of",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=event("proceedings-issued"),
    # A full care order or a placement order. Other final orders leave no legal status of care behind.
    ends=(event("final-order"), legal_statuses.from_on.where(legal_statuses.status.is_in(["C2", "E1"]))),
    within=weeks(26),
    first_day_counts=True,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=since(2014, 4, 22),
    counting="26 times seven days, beginning with the day on which the application was issued: that day is "
    "day 1",
    exceptions="The court may extend by up to 8 weeks at a time where it must to be just.",
    source="Children Act 1989 s32(1)(a)(ii) and s32(8), inserted by Children and Families Act 2014 s14",
)

CASE_MANAGEMENT_HEARING = Clock(
    id="case-management-hearing-18-working-days",
    title="Case management hearing held",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=event("proceedings-issued"),
    ends=event("case-management-hearing"),
    within=working_days(18),
    first_day_counts=True,
    force=Force.GUIDANCE,
    in_force=since(2014, 4, 22),
    counting="18 working days, the day of issue being day 1 (and not before day 12); weekends and "
    "England's bank holidays are not counted",
    exceptions="An urgent hearing is sooner.",
    source="Family Procedure Rules Practice Direction 12A (Public Law Outline)",
)

NO_OUTCOME = Rule(
    id="pre-proceedings-no-outcome",
    title="Pre-proceedings open with no outcome after 16 weeks",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.OVERSIGHT,
    looks_at=pre_proceedings.where(pre_proceedings.letter_on + weeks(16) < AS_OF),
    wrong=pre_proceedings.outcome.is_missing()
    & pre_proceedings.step_decision_on.is_missing()
    & pre_proceedings.issue_letter_on.is_missing(),
    since=pre_proceedings.letter_on + weeks(16),
    says="The letter before proceedings went out on {pre_proceedings.letter_on}, and no outcome is recorded.",
    condition="Within 16 weeks of the letter before proceedings the record says how it ended: an outcome, "
    "or a date of stepping down or going to court.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)
