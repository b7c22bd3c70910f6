"""Foster carers: assessment and approval, reviews, visits, training and checks."""

from everycase.record.schema import events
from everycase.record.schema.terms import calendar_days, months, none_of, weeks, working_days
from everycase.standards.fostering.common import (
    CARER_LEFT,
    FOSTERING_REGULATIONS,
    LOCAL_PROCEDURES,
    MINIMUM_STANDARDS,
    SINCE_2011,
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
    other_event,
    since,
)

FIRST_REVIEW = Clock(
    id="foster-carer-first-review-12-months",
    title="Foster carer's first review",
    area=Area.FOSTERING,
    aspect=Aspect.OVERSIGHT,
    starts=event("carer-approved"),
    until=CARER_LEFT,
    ends=event("carer-review-held"),
    within=months(12),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    exceptions="The first review goes to the fostering panel.",
    source=f"{FOSTERING_REGULATIONS} reg 28(2)",
)

LATER_REVIEWS = Clock(
    id="foster-carer-review-every-12-months",
    title="Foster carer's later reviews",
    area=Area.FOSTERING,
    aspect=Aspect.OVERSIGHT,
    starts=event("carer-approved"),
    until=CARER_LEFT,
    ends=event("carer-review-held"),
    within=months(12),
    links=LATER,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    exceptions="Sooner after an allegation or a large change.",
    source=f"{FOSTERING_REGULATIONS} reg 28(2)",
)

UNANNOUNCED_VISIT = Clock(
    id="foster-carer-unannounced-visit-every-12-months",
    title="Unannounced visit to foster carer",
    area=Area.FOSTERING,
    aspect=Aspect.OVERSIGHT,
    starts=event("carer-approved"),
    until=CARER_LEFT,
    ends=event("carer-unannounced-visit"),
    within=months(12),
    links=EVERY,
    force=Force.GUIDANCE,
    in_force=SINCE_2011,
    local_default="12 months (two visits a year seen)",
    source=f"{MINIMUM_STANDARDS} standard 21",
)

SUPERVISION_VISIT = Clock(
    id="foster-carer-supervision-every-6-weeks",
    title="Supervising social worker visits foster carer",
    area=Area.FOSTERING,
    aspect=Aspect.OVERSIGHT,
    starts=event("carer-approved"),
    until=CARER_LEFT,
    ends=event("carer-supervision-visit"),
    within=weeks(6),
    links=EVERY,
    local_default="4 to 6 weeks",
    exceptions="Carers who have been settled for long: every 8 to 12 weeks.",
    source=f"{LOCAL_PROCEDURES}; standard 21 of the national minimum standards asks for regular meetings, "
    "with no number",
)

DECISION_AFTER_PANEL = Clock(
    id="foster-panel-decision-7-working-days",
    title="Decision after fostering panel",
    area=Area.FOSTERING,
    aspect=Aspect.TIMELINESS,
    starts=event("fostering-panel-minutes"),
    ends=event("fostering-decision"),
    within=working_days(7),
    force=Force.GUIDANCE,
    in_force=SINCE_2011,
    source=f"{MINIMUM_STANDARDS} standard 14",
)

ASSESSMENT = Clock(
    id="foster-assessment-8-months",
    title="Fostering assessment to panel",
    area=Area.FOSTERING,
    aspect=Aspect.TIMELINESS,
    starts=event("fostering-application"),
    ends=event("fostering-panel"),
    within=months(8),
    force=Force.GUIDANCE,
    in_force=SINCE_2011,
    local_default="4 to 6 months",
    source=f"{MINIMUM_STANDARDS} standard 14; Children Act 1989 guidance volume 4",
)

STAGE_1_TOLD = Clock(
    id="foster-stage-1-notify-10-working-days",
    title="Applicant told stage 1 outcome",
    area=Area.FOSTERING,
    aspect=Aspect.TIMELINESS,
    starts=event("fostering-stage-1-complete"),
    ends=event("fostering-stage-1-told"),
    within=working_days(10),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=since(2013, 7, 1),
    source=f"{FOSTERING_REGULATIONS} reg 26 as amended 2013 (not displayed)",
)

REPRESENTATIONS = Clock(
    id="foster-applicant-representations-28-days",
    title="Applicant's time to reply to proposed refusal",
    area=Area.FOSTERING,
    aspect=Aspect.TIMELINESS,
    starts=event("fostering-refusal-proposed"),
    ends=event("fostering-representations"),
    within=calendar_days(28),
    # The time is the applicant's: one who doesn't reply has broken nothing, and nobody is late.
    unless=none_of(other_event("fostering-representations"), since=events.happened_on),
    severity=Severity.LOW,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    counting="28 days after the notice was sent; that day is day 0 (the wording should be checked); every "
    "day is counted. Only where the applicant replied or asked for an independent review",
    source=f"{FOSTERING_REGULATIONS} reg 27 (not displayed)",
)

TRAINING_STANDARDS = Clock(
    id="foster-tsd-standards-12-months",
    title="Foster carer finishes training, support and development standards",
    area=Area.FOSTERING,
    aspect=Aspect.RECORDS,
    starts=event("carer-approved"),
    until=CARER_LEFT,
    ends=event("carer-training-standards"),
    within=months(12),
    force=Force.GUIDANCE,
    in_force=SINCE_2011,
    exceptions="Carers who are family or friends: 18 months.",
    source=f"{MINIMUM_STANDARDS} standard 20",
)

# The first check comes before approval, so each check starts its own clock.
FROM_EACH_CHECK = (
    "36 months after each check; the same day of the month, or the month's last day if it has none"
)

CRIMINAL_RECORD_CHECK = Clock(
    id="foster-dbs-every-3-years",
    title="Carer household criminal records checks refreshed",
    area=Area.FOSTERING,
    aspect=Aspect.RECORDS,
    starts=event("carer-criminal-record-check"),
    until=CARER_LEFT,
    ends=event("carer-criminal-record-check"),
    within=months(36),
    same_day_counts=False,
    confidence=Confidence.UNCERTAIN,
    local_default="36 months",
    counting=FROM_EACH_CHECK,
    exceptions="Those in the household subscribe to the update service.",
    source=LOCAL_PROCEDURES,
)

MEDICAL = Clock(
    id="foster-medical-every-3-years",
    title="Carer medical refreshed",
    area=Area.FOSTERING,
    aspect=Aspect.RECORDS,
    starts=event("carer-medical"),
    until=CARER_LEFT,
    ends=event("carer-medical"),
    within=months(36),
    same_day_counts=False,
    confidence=Confidence.UNCERTAIN,
    local_default="36 months (2 to 5 years seen)",
    counting=FROM_EACH_CHECK,
    source=LOCAL_PROCEDURES,
)
