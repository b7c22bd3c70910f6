"""When somebody first tells the front door about a child."""

from datetime import date

from everycase.record.schema import contacts
from everycase.record.schema.events import events
from everycase.record.schema.terms import (
    AS_OF,
    Term,
    any_of,
    calendar_days,
    earliest_of,
    hours,
    working_days,
)
from everycase.standards.language import Area, Aspect, Clock, Confidence, Rule, Severity, event
from everycase.standards.words import LOCAL_DATA_QUALITY, LOCAL_PRACTICE, nothing_chosen

TRIAGED = event("contact-triaged")
NEVER = date(9999, 12, 31)


def _rated(rating: str) -> Term:
    """The first triage since the contact gave it this rating. A later contact's triage is not its own."""
    first = earliest_of(events.happened_on, TRIAGED, since=contacts.received_on)
    rated = earliest_of(
        events.happened_on, TRIAGED, where=events.value.mentions(rating), since=contacts.received_on
    )
    return any_of(TRIAGED, since=contacts.received_on) & (rated.or_else(NEVER) == first)


RED, AMBER = _rated("red"), _rated("amber")

BY_THE_DAY = "Where the extract has dates without times, the whole of the last day is in time."

DECISION = Clock(
    id="contact-decision-1-working-day",
    title="Contact: a manager decides what happens next",
    area=Area.FRONT_DOOR,
    aspect=Aspect.TIMELINESS,
    starts=contacts.received_on,
    ends=event("contact-decision"),
    within=working_days(1),
    exceptions="A contact received out of hours starts on the next working day for the decision, but "
    "immediate risk is acted on at once.",
    local_default="1 working day (the national one-day limit is on the referral)",
    source=f"{LOCAL_PRACTICE}; the one-working-day limit itself is the referral decision in Working Together",
)

RED_TRIAGED = Clock(
    id="front-door-red-4-hours",
    title="Highest-risk contact triaged",
    area=Area.FRONT_DOOR,
    aspect=Aspect.TIMELINESS,
    starts=contacts.received_on.where(RED),
    ends=TRIAGED,
    within=hours(4),
    approximate=BY_THE_DAY,
    confidence=Confidence.UNCERTAIN,
    local_default="4 hours (red rating of a multi-agency safeguarding hub)",
    source=LOCAL_PRACTICE,
)

AMBER_TRIAGED = Clock(
    id="front-door-amber-24-hours",
    title="Medium-risk contact triaged",
    area=Area.FRONT_DOOR,
    aspect=Aspect.TIMELINESS,
    starts=contacts.received_on.where(AMBER),
    ends=TRIAGED,
    within=hours(24),
    approximate=BY_THE_DAY,
    confidence=Confidence.UNCERTAIN,
    local_default="24 hours (amber rating of a multi-agency safeguarding hub)",
    source=LOCAL_PRACTICE,
)

GREEN_TRIAGED = Clock(
    id="front-door-green-72-hours",
    title="Lower-risk contact triaged",
    area=Area.FRONT_DOOR,
    aspect=Aspect.TIMELINESS,
    starts=contacts.received_on.where(~(RED | AMBER)),
    ends=TRIAGED,
    within=hours(72),
    approximate=BY_THE_DAY,
    confidence=Confidence.UNCERTAIN,
    exceptions="A contact that has no rating yet is held to this, the longest of the three limits.",
    local_default="72 hours (green rating of a multi-agency safeguarding hub)",
    source=LOCAL_PRACTICE,
)

NO_OUTCOME = Rule(
    id="contact-no-outcome",
    title="Contact with no outcome",
    area=Area.FRONT_DOOR,
    aspect=Aspect.TIMELINESS,
    looks_at=contacts.where(contacts.received_on + working_days(1) < AS_OF),
    wrong=nothing_chosen(contacts.outcomes),
    since=contacts.received_on + working_days(1) + calendar_days(1),
    says="The contact of {contacts.received_on} has no outcome.",
    condition="A contact is more than 1 working day old and no outcome is recorded.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)
