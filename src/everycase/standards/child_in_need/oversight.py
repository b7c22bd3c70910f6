"""Supervision, management and audit: whether somebody else looks, and acts on what they find."""

from everycase.record.schema import child_in_need_plans, open_cases
from everycase.record.schema.terms import (
    AS_OF,
    calendar_days,
    months,
    none_of,
    working_days,
)
from everycase.standards.language import (
    EVERY,
    Area,
    Aspect,
    Clock,
    Confidence,
    Rule,
    Severity,
    event,
)
from everycase.standards.words import LOCAL_DATA_QUALITY, LOCAL_PRACTICE, not_ended

SUPERVISION = Clock(
    id="supervision-every-2-months-child-in-need",
    title="Case discussed in supervision (child in need)",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    starts=child_in_need_plans.started_on,
    until=child_in_need_plans.ended_on,
    until_age=18,
    ends=event("supervision"),
    within=months(2),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    counting="2 months after the plan began, then after each supervision that was held; the same day number "
    "of the month, or its last day; the start day is day 0",
    local_default="1 to 2 months",
    source=LOCAL_PRACTICE,
)

NOTE_FINISHED = Clock(
    id="supervision-record-5-working-days",
    title="Supervision note on the child's file",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    starts=event("supervision"),
    ends=event("supervision-note-finished"),
    within=working_days(5),
    confidence=Confidence.UNCERTAIN,
    local_default="5 working days (2 seen)",
    source=LOCAL_PRACTICE,
)

AUDIT_ACTION = Clock(
    id="audit-actions-done-20-working-days",
    title="Audit action finished",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    starts=event("audit-signed-off"),
    ends=event("audit-action-closed"),
    within=working_days(20),
    confidence=Confidence.UNCERTAIN,
    exceptions="An action where the child may be unsafe is due the same day.",
    local_default="20 working days",
    source=LOCAL_PRACTICE,
)

AUDIT_RED_LINE = Clock(
    id="audit-red-line-same-day",
    title="Audit finds that the child may be unsafe: a manager acts",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    starts=event("audit-red-line"),
    ends=event("manager-decision"),
    within=calendar_days(0),
    counting="Due on the same day.",
    severity=Severity.CRITICAL,
    red_line=True,
    confidence=Confidence.UNCERTAIN,
    local_default="the same day",
    source=LOCAL_PRACTICE,
)

NO_SUPERVISION = Rule(
    id="supervision-note-missing",
    title="No supervision note found for an open case",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    looks_at=open_cases.where(not_ended(open_cases.closed_on) & (open_cases.opened_on + months(2) < AS_OF)),
    wrong=none_of(event("supervision"), since=AS_OF - months(2), to=AS_OF),
    says="The case has been open since {open_cases.opened_on} and no supervision is recorded in the last two "
    "months.",
    condition="A case has been open for over 2 months and no supervision is recorded in the last 2 months, "
    "the longest interval of the clocks. No extract holds supervision, so the council's own record of it is "
    "needed.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)
