"""Special guardianship: notice of an application, and support afterwards."""

from everycase.record.schema import children, permanence
from everycase.record.schema.terms import months, years
from everycase.standards.adoption.common import SINCE_2005
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
)

NOTICE = Clock(
    id="sgo-notice-3-months",
    title="Notice of a special guardianship application given three months ahead",
    area=Area.ADOPTION,
    aspect=Aspect.PARTNERS,
    starts=event("guardianship-notice"),
    ends=event("guardianship-application"),
    within=months(3),
    direction=Direction.NOT_BEFORE,
    force=Force.STATUTORY,
    in_force=SINCE_2005,
    counting="The application comes no sooner than the same day of the month 3 months after notice was given "
    "to the council, or the month's last day if it has none. A least time, not a deadline.",
    exceptions="The court gives leave; care proceedings.",
    source="Children Act 1989 s14A(7)",
)

SUPPORT_REVIEWED = Clock(
    id="sgo-support-plan-review-12-months",
    title="Special guardianship support plan reviewed",
    area=Area.ADOPTION,
    aspect=Aspect.PLANS,
    starts=permanence.order_on.where(permanence.order_type == "Special Guardianship"),
    until=children.born_on + years(18),
    ends=event("guardianship-support-review"),
    within=months(12),
    links=EVERY,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.UNCERTAIN,
    in_force=SINCE_2005,
    source="Special Guardianship Regulations 2005 reg 17 (annual statement); not displayed",
)
