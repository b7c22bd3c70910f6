"""Where the standards of fostering come from, and how the duties to a carer or child end."""

from everycase.record.schema import events
from everycase.record.schema.fields import another
from everycase.record.schema.terms import Term, earliest_of
from everycase.standards.language import other_event, since

LOCAL_PROCEDURES = "Local practice standard: no national source; commonly seen in published local procedures"
FOSTERING_REGULATIONS = "Fostering Services (England) Regulations 2011 (SI 2011/581)"
MINIMUM_STANDARDS = "Fostering Services: National Minimum Standards 2011"
CARE_PLANNING_REGULATIONS = (
    "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959)"
)
PRIVATE_FOSTERING_REGULATIONS = (
    "Children (Private Arrangements for Fostering) Regulations 2005 (SI 2005/1533)"
)

SINCE_2011 = since(2011, 4, 1)
SINCE_2005 = since(2005, 7, 1)

_LATER = another(events)


def first_later(kind: str) -> Term:
    """The day of the first event of this kind on or after the event that it stands beside; null if none."""
    return earliest_of(_LATER.happened_on, other_event(kind), where=_LATER.happened_on >= events.happened_on)


CARER_LEFT = first_later("carer-left")
PRIVATE_FOSTERING_ENDED = first_later("private-fostering-ended")
