"""Allegations, serious incidents and what partners learn from them."""

from everycase.record.schema.terms import months, working_days
from everycase.standards.language import (
    Area,
    Aspect,
    Clock,
    Force,
    Severity,
    event,
    since,
)

ALLEGATION_REPORTED = Clock(
    id="lado-referral-1-working-day",
    title="Employer reports an allegation about a person in a position of trust to the designated officer",
    area=Area.FRONT_DOOR,
    aspect=Aspect.PARTNERS,
    starts=event("allegation-known"),
    ends=event("designated-officer-told"),
    within=working_days(1),
    force=Force.GUIDANCE,
    in_force=since(2013, 4, 15),
    source="Working Together 2018 chapter 2 (people in positions of trust): 'within one working day'; also "
    "Keeping Children Safe in Education practice",
)

SERIOUS_INCIDENT_NOTIFIED = Clock(
    id="serious-incident-notification-5-working-days",
    title="Serious incident notified to the national Panel",
    area=Area.FRONT_DOOR,
    aspect=Aspect.PARTNERS,
    starts=event("serious-incident-known"),
    ends=event("serious-incident-notified"),
    within=working_days(5),
    force=Force.STATUTORY,
    severity=Severity.HIGH,
    in_force=since(2018, 6, 29),
    source="Children Act 2004 s16C; five-working-day limit in Working Together 2018 and 2023 chapter on "
    "learning",
)

RAPID_REVIEW = Clock(
    id="rapid-review-15-working-days",
    title="Rapid review completed by safeguarding partners",
    area=Area.FRONT_DOOR,
    aspect=Aspect.PARTNERS,
    starts=event("serious-incident-known"),
    ends=event("rapid-review-sent"),
    within=working_days(15),
    force=Force.GUIDANCE,
    in_force=since(2018, 6, 29),
    source="Working Together 2018 and 2023, chapter on learning from serious incidents",
)

PRACTICE_REVIEW_PUBLISHED = Clock(
    id="local-safeguarding-review-6-months",
    title="Local child safeguarding practice review published",
    area=Area.FRONT_DOOR,
    aspect=Aspect.PARTNERS,
    starts=event("safeguarding-review-started"),
    ends=event("safeguarding-review-published"),
    within=months(6),
    force=Force.GUIDANCE,
    in_force=since(2018, 6, 29),
    exceptions="Delayed for criminal proceedings, with the reasons given.",
    source="Working Together 2018 and 2023, chapter on learning ('no later than six months')",
)
