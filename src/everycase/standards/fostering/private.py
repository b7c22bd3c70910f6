"""Private fostering: notice, visits and the assessment of whether it suits the child."""

from everycase.record.schema import events
from everycase.record.schema.terms import AS_OF, as_rows, none_of, weeks, working_days, years
from everycase.standards.fostering.common import (
    LOCAL_PROCEDURES,
    PRIVATE_FOSTERING_ENDED,
    PRIVATE_FOSTERING_REGULATIONS,
    SINCE_2005,
)
from everycase.standards.language import (
    EVERY,
    Area,
    Aspect,
    Clock,
    Confidence,
    Direction,
    Force,
    Rule,
    Severity,
    event,
    other_event,
)

# The first year runs from when the council became aware, not from when the child moved.
FIRST_YEAR_ENDS = events.happened_on + years(1)

FIRST_VISIT = Clock(
    id="private-fostering-first-visit-7-working-days",
    title="Private fostering: officer visits after notice",
    area=Area.FOSTERING,
    aspect=Aspect.TIMELINESS,
    starts=event("private-fostering-notice"),
    until=PRIVATE_FOSTERING_ENDED,
    ends=event("private-fostering-visit"),
    within=working_days(7),
    severity=Severity.CRITICAL,
    red_line=True,
    force=Force.STATUTORY,
    in_force=SINCE_2005,
    source=f"{PRIVATE_FOSTERING_REGULATIONS} regs 4 and 7 (number not displayed)",
)

VISITS_IN_FIRST_YEAR = Clock(
    id="private-fostering-visits-6-weeks",
    title="Private fostering: visits in first year",
    area=Area.FOSTERING,
    aspect=Aspect.TIMELINESS,
    starts=event("private-fostering-notice"),
    until=FIRST_YEAR_ENDS.earlier_of(PRIVATE_FOSTERING_ENDED),
    ends=event("private-fostering-visit"),
    within=weeks(6),
    links=EVERY,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2005,
    counting="6 weeks after the council became aware, then after each visit, for a year from when it "
    "became aware (not from when the child moved); the start day is day 0; seven days for each week. The "
    "child is spoken to alone",
    exceptions="And whenever the child, carer or parent asks for a visit.",
    source=f"{PRIVATE_FOSTERING_REGULATIONS} reg 8(1)(a), 8(3) and 8(6)",
)

VISITS_IN_LATER_YEARS = Clock(
    id="private-fostering-visits-12-weeks",
    title="Private fostering: visits in later years",
    area=Area.FOSTERING,
    aspect=Aspect.TIMELINESS,
    starts=event("private-fostering-notice").not_before(FIRST_YEAR_ENDS),
    until=PRIVATE_FOSTERING_ENDED,
    ends=event("private-fostering-visit"),
    within=weeks(12),
    links=EVERY,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2005,
    counting="12 weeks after the first year ended, then after each visit; the start day is day 0; seven "
    "days for each week",
    source=f"{PRIVATE_FOSTERING_REGULATIONS} reg 8(1)(b)",
)

NOTICE_BEFORE = Clock(
    id="private-fostering-notice-6-weeks-before",
    title="Private foster carer gives notice before arrangement",
    area=Area.FOSTERING,
    aspect=Aspect.PARTNERS,
    starts=event("private-fostering-due-to-begin"),
    ends=event("private-fostering-notice"),
    within=weeks(6),
    direction=Direction.BEFORE,
    looks_back=365,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2005,
    counting="Counted back from the day that the arrangement begins: at least six times seven days before, "
    "or at once if it begins sooner",
    exceptions="The duty is the carer's, not the council's.",
    source=f"{PRIVATE_FOSTERING_REGULATIONS} reg 3 (explanatory note)",
)

ASSESSMENT = Clock(
    id="private-fostering-assessment-45-working-days",
    title="Private fostering suitability assessment finished",
    area=Area.FOSTERING,
    aspect=Aspect.TIMELINESS,
    starts=event("private-fostering-notice"),
    until=PRIVATE_FOSTERING_ENDED,
    ends=event("private-fostering-assessment"),
    within=working_days(45),
    confidence=Confidence.UNCERTAIN,
    local_default="45 working days (42 days seen)",
    source=LOCAL_PROCEDURES,
)

NO_VISIT = Rule(
    id="private-fostering-no-visit",
    title="Private fostering with no visit recorded",
    area=Area.FOSTERING,
    aspect=Aspect.TIMELINESS,
    looks_at=as_rows(event("private-fostering-notice")).where(events.happened_on + working_days(7) < AS_OF),
    wrong=none_of(other_event("private-fostering-visit"), since=events.happened_on, to=AS_OF)
    # Ended before a visit was due: none was needed.
    & (events.happened_on + working_days(7) < PRIVATE_FOSTERING_ENDED).or_else(True),  # noqa: FBT003
    says="Known to be privately fostered since {events.happened_on}, and no visit is recorded.",
    condition="A child whom the council has known to be privately fostered for more than 7 working days "
    "has been visited since.",
    severity=Severity.HIGH,
    source="Children (Private Arrangements for Fostering) Regulations 2005 reg 8 (verified)",
)
