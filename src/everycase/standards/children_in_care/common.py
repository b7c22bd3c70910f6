"""Where the standards of children in care come from, and the conditions that they share."""

from everycase.record.schema import (
    care_periods,
    care_reviews,
    children,
    health_checks,
    legal_statuses,
    placements,
)
from everycase.record.schema.fields import another
from everycase.record.schema.terms import AS_OF, any_of, latest_of, weeks, years
from everycase.standards.language import since
from everycase.standards.words import HAS_DIED

CARE_PLANNING = "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959)"
HANDBOOK = "IRO Handbook 2010 (statutory guidance)"
HEALTH_GUIDANCE = (
    "Promoting the health and well-being of looked-after children, statutory guidance, March 2015"
)
EDUCATION_GUIDANCE = (
    "Promoting the education of looked-after and previously looked-after children, statutory guidance, "
    "February 2018"
)
SECURE_ACCOMMODATION = "Children (Secure Accommodation) Regulations 1991"
RETURN_GUIDE = "SSDA903 collection guide (from knowledge; text not checked)"
LOCAL_PROCEDURES = "Local practice standard: no national source; commonly seen in published local procedures"
LOCAL_DATA_QUALITY = "Local data-quality practice; no national source"

SINCE_2011 = since(2011, 4, 1)
"""When the Care Planning Regulations came into force."""

TURNS_18 = children.born_on + years(18)

# An exception has to be recorded to apply: with no legal status, or none in the files, the child is in care
# like any other, and the missing status is a finding of its own.
SHORT_BREAKS = care_periods.short_breaks.certain()
"""A period of care that is a series of short breaks."""

A_SHORT_BREAKS_CHILD = any_of(care_periods.where(care_periods.short_breaks)).certain()
"""The same beside a row of another table."""

LEFT_CARE = care_periods.ended_on.earlier_of(TURNS_18)
"""When the duty to a child in care ends: on leaving care, and at 18 whatever the record says."""

GOES_ON = care_periods.ended_on.is_missing() | (care_periods.ended_on > AS_OF)
IN_CARE = GOES_ON & ~(care_periods.started_on > AS_OF).certain() & ~HAS_DIED
"""The period of care goes on today. One without a start began before the files do. An empty end says "not
ended" only in a file of the day: of an old one it can't be told. It is over when the child has died."""

IN_CARE_NOW = any_of(care_periods.where(IN_CARE))
"""The same beside a row of another table."""

# A placement is sometimes written down as begun some days before the care that it is part of.
BEGUN_BEFORE_CARE = weeks(2)
CARE_ENDED_AFTER_PLACEMENT = latest_of(
    care_periods.ended_on,
    care_periods.where(~SHORT_BREAKS),
    where=~(care_periods.started_on - BEGUN_BEFORE_CARE > placements.started_on).certain()
    & (care_periods.ended_on >= placements.started_on),
)

# Placements are sometimes left open when care ends: the end of care ends the duty as well.
LEFT_PLACEMENT = placements.ended_on.earlier_of(CARE_ENDED_AFTER_PLACEMENT).earlier_of(TURNS_18)
"""When a duty that comes with a placement ends."""

LIVES_THERE_NOW = (placements.ended_on.is_missing() | (placements.ended_on > AS_OF)) & (
    placements.started_on <= AS_OF
)
"""The placement goes on today; of an old file it can't be told."""

TEMPORARY = placements.kind.is_in(("T0", "T1", "T2", "T3", "T4"))
"""A hospital stay, holiday or few days elsewhere, while the child's own placement is kept for them."""

_BEFORE = another(placements)
ONLY_RENAMED = any_of(
    _BEFORE.where(_BEFORE.change_reason == "PLACE"), where=_BEFORE.ended_on == placements.started_on
).certain()
"""The child stayed with the same carers: only the status of the placement changed."""

A_HOME = ~TEMPORARY.certain()

REVIEW_HELD = ~care_reviews.cancelled.certain() & care_reviews.held_on.is_present()
"""The review took place: it has a date and isn't marked cancelled (blank is an ordinary review)."""

HELD_REVIEWS = care_reviews.held_on.where(REVIEW_HELD)

CHECK_DONE = ~health_checks.status.is_in(("Planned", "Refused", "Cancelled")).certain()
HEALTH_ASSESSMENTS = health_checks.checked_on.where(
    health_checks.kind.is_in(("INITIAL", "REVIEW", "ASSESSMENT")) & CHECK_DONE
).reaching("health_checks:ASSESSMENT")
DENTAL_CHECKS = health_checks.checked_on.where((health_checks.kind == "DENTAL") & CHECK_DONE).reaching(
    "health_checks:DENTAL"
)

STATUS_TODAY = ~(legal_statuses.to_on < AS_OF).certain() & (legal_statuses.from_on <= AS_OF)
"""The legal status covers today."""
