"""Standing by children in care: advocates, life story, family, supervision, homes, and keeping records."""

from everycase.record.schema import care_periods, children
from everycase.record.schema.terms import any_of, calendar_days, months, working_days
from everycase.standards.children_in_care.common import (
    CARE_PLANNING,
    LEFT_CARE,
    LOCAL_PROCEDURES,
    SHORT_BREAKS,
    SINCE_2011,
)
from everycase.standards.children_in_care.legal import SINCE_THE_ACT
from everycase.standards.language import (
    EVERY,
    Area,
    Aspect,
    Clock,
    Confidence,
    Direction,
    Force,
    Severity,
    event,
    since,
)

ADVOCATE_OFFERED = Clock(
    id="advocacy-offer-10-working-days",
    title="Advocate and independent visitor offered",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.VOICE,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=event("advocate-offered"),
    within=working_days(10),
    unless=SHORT_BREAKS,
    confidence=Confidence.UNCERTAIN,
    local_default="10 working days",
    source=LOCAL_PROCEDURES,
)

LIFE_STORY = Clock(
    id="life-story-work-start-3-months",
    title="Life story work begun",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.VOICE,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=event("life-story-work"),
    within=months(3),
    unless=SHORT_BREAKS,
    confidence=Confidence.UNCERTAIN,
    local_default="3 months",
    source=LOCAL_PROCEDURES,
)

SUPERVISION = Clock(
    id="supervision-every-2-months-children-in-care",
    title="Case of a child in care discussed in supervision",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=event("supervision"),
    within=months(2),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    local_default="2 months (1 to 3 seen)",
    exceptions="3 months for a child settled for the long term.",
    source=LOCAL_PROCEDURES,
)

CONTACT_REFUSED = Clock(
    id="contact-refusal-7-days",
    title="Family contact restored, or a court order made, after an urgent refusal",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PARTNERS,
    starts=event("family-contact-refused"),
    ends=event("family-contact-settled"),
    within=calendar_days(7),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_THE_ACT,
    source="Children Act 1989 s34(6)",
)

# needs: a length of time to the end of the next calendar month, which would be exact.
HOME_VISITED = Clock(
    id="reg-44-visit-monthly",
    title="Children's home visited by an independent person",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    starts=event("home-visited"),
    ends=event("home-visited"),
    within=calendar_days(61),
    same_day_counts=False,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=since(2015, 4, 1),
    counting="At least once in each calendar month, not counted from the last visit. 61 days after a visit, "
    "a whole calendar month has gone without one for certain.",
    approximate="A month can be missed with fewer than 61 days between two visits.",
    source="Children's Homes (England) Regulations 2015 (SI 2015/541) reg 44(1)",
)

HOME_REVIEWED = Clock(
    id="reg-45-review-6-months",
    title="Quality of care in a children's home reviewed",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    starts=event("home-quality-review"),
    ends=event("home-quality-review"),
    within=months(6),
    same_day_counts=False,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=since(2015, 4, 1),
    counting="The same day of the month 6 months after the last review, or the month's last day if it has "
    "none.",
    source="Children's Homes (England) Regulations 2015 reg 45 (number not displayed)",
)

RECORD_KEPT = Clock(
    id="cla-records-kept-75-years",
    title="Record of a child in care kept to their 75th birthday",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    starts=children.born_on.where(any_of(care_periods).certain()),
    ends=event("record-destroyed"),
    within=months(900),
    direction=Direction.NOT_BEFORE,
    # For a child who died before 18 it is 15 years from the death.
    unless=(children.died_on < children.born_on + months(216)).certain(),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    counting="The 75th birthday; the record is not destroyed before it.",
    exceptions="For a child who dies before 18, 15 years from the death.",
    source=f"{CARE_PLANNING} reg 50, in force since {SINCE_2011.since:%-d %B %Y}",
)
