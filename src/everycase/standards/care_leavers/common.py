"""Where the standards of care leavers come from, and the conditions that they share."""

from everycase.record.schema import care_leavers, care_periods, children
from everycase.record.schema.terms import any_of, weeks, years
from everycase.standards.language import since
from everycase.standards.words import NOBODY_CAN_TELL

CARE_LEAVERS_REGULATIONS = "Care Leavers (England) Regulations 2010 (SI 2010/2571)"
CARE_PLANNING = "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959)"
RETURN_GUIDE = "SSDA903 collection guide (from knowledge; text not checked)"
LOCAL_PROCEDURES = "Local practice standard: no national source; commonly seen in published local procedures"

SINCE_2011 = since(2011, 4, 1)
"""When the Care Leavers Regulations came into force."""

TURNS_14 = children.born_on + years(14)
TURNS_16 = children.born_on + years(16)
TURNS_18 = children.born_on + years(18)
TURNS_21 = children.born_on + years(21)
TURNS_25 = children.born_on + years(25)

# Time in care before an earlier return home counts as well; it is not added up here.
ELIGIBLE_ON = TURNS_16.at_earliest(TURNS_14.at_earliest(care_periods.started_on) + weeks(13))
"""When a child in care becomes eligible: at 16, after 13 weeks in care since the age of 14. Null, and so
"cannot tell", without a date of birth."""

AGE_NOT_TOLD = NOBODY_CAN_TELL & ~children.born_on.is_present().certain()
"""Nobody can tell when a duty that comes with an age began."""

STILL_IN_CARE_THEN = ~(care_periods.ended_on < ELIGIBLE_ON).certain() & ~care_periods.short_breaks.certain()

OUT_OF_CONTACT = ("DIED", "REFU", "NREQ", "RHOM")
"""The young person has died, refuses contact, needs no more help, or has gone back to parents for good."""

STAYS_IN_CONTACT = ~care_leavers.in_touch.is_in(OUT_OF_CONTACT).certain()
"""None of these is recorded."""

# Some systems write "No Current Eligibility" where nothing is recorded, so a blank is judged and this is not.
ENTITLED = ~care_leavers.eligibility.is_in(("Qualifying", "No Current Eligibility")).certain()
"""Eligible, relevant or formerly relevant, or the category is not recorded."""

HAS_LEFT = ~(care_leavers.eligibility == "Eligible").certain()
"""No longer in care: an eligible child still is."""

IS_CARE_LEAVER = any_of(care_leavers.where(ENTITLED & STAYS_IN_CONTACT)).certain()
HAS_LEFT_CARE = any_of(care_leavers.where(ENTITLED & HAS_LEFT & STAYS_IN_CONTACT)).certain()
"""The same beside a row of another table."""
