"""Postcodes and providers that weaknesses name, and no child of the made-up council has.

What they are is for the reference data to say that the return is compared with.
"""

TOO_FAR = "FAR 9ZZ"
"""A postcode more than 999.9 miles from the council, as none is."""
FAR = "FAR 1AA"
"""In another council, and more than 350 miles away."""
NEAR, NEXT = "EV1 1AA", "EV1 1AB"
"""In the council."""
NOWHERE = "NO1 1WH"
"""Not a postcode."""

CLOSED = "SC000009"
"""A provider whose registration ended on 10 April of the collection year."""
ANOTHERS = "SC000008"
"""A provider in another council."""
OUR_OTHER = "SC000007"
"""A provider in the council, at the postcode NEAR."""
UNLISTED = "SC999999"
"""Not in Ofsted's list."""
