"""Where the standards for disabled children come from, and whom they are about."""

from everycase.record.schema import children, disabilities
from everycase.record.schema.terms import any_of
from everycase.standards.language import since

LOCAL_PROCEDURES = "Local practice standard: no national source; commonly seen in published local procedures"
LOCAL_DATA_QUALITY = "Local data-quality practice; no national source"
SEND_REGULATIONS = "Special Educational Needs and Disability Regulations 2014 (SI 2014/1530)"
CARE_PLANNING_REGULATIONS = (
    "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959)"
)

SINCE_2014 = since(2014, 9, 1)
SINCE_2011 = since(2011, 4, 1)

HAS_A_DISABILITY_CODE = any_of(disabilities, where=disabilities.disability != "NONE")

# Annex A says yes or no; the other files give the kinds.
DISABLED = children.disabled.or_else(HAS_A_DISABILITY_CODE)
