"""Where the standards of adoption come from, and the conditions that they share."""

from everycase.record.schema import care_reviews, permanence
from everycase.standards.language import since

GUIDANCE = "Statutory Guidance on Adoption, July 2013"
MINIMUM_STANDARDS = "Adoption: National Minimum Standards 2011 (updated 2014)"
REGULATIONS = "Adoption Agencies Regulations 2005 (SI 2005/389)"
SCORECARDS = "DfE adoption scorecards"
RETURN_GUIDE = "SSDA903 collection guide (from knowledge; text not checked)"
LOCAL_DATA_QUALITY = "Local data-quality practice; no national source"

SINCE_2005 = since(2005, 12, 30)
"""When the Adoption and Children Act 2002 came fully into force."""
SINCE_2011 = since(2011, 4, 1)
SINCE_2013 = since(2013, 7, 1)
"""When adopters' assessment became two stages."""

ADOPTION_SETTLED = permanence.order_on.earlier_of(permanence.reversed_on)
"""When the duties to a child with an adoption plan end: an order, or a decision against adoption."""

HELD_REVIEWS = care_reviews.held_on.where(
    ~care_reviews.cancelled.certain() & care_reviews.held_on.is_present()
)
"""Reviews that took place: blank about being cancelled is an ordinary review."""
