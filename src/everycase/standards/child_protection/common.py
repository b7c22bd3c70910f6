"""Where the standards of child protection come from, and the conditions that they share."""

from everycase.record.schema import child_protection_plans, children
from everycase.record.schema.terms import AS_OF
from everycase.standards.language import since

WORKING_TOGETHER = (
    "Working Together to Safeguard Children (2013, 2015, 2018 and 2023 editions, chapter on individual "
    "children's cases; paragraph numbers differ by edition; 2026 edition not seen)"
)
WORKING_TOGETHER_EXPECTS = (
    "Working Together to Safeguard Children 2018 and 2023 (expectation; paragraph not checked)"
)
LOCAL_PROCEDURES = "Local practice standard: no national source; commonly seen in published local procedures"
LOCAL_DATA_QUALITY = "Local data-quality practice; no national source"
CENSUS_RULES = (
    "DfE children in need census validation rules as coded in data-to-insight/csc-validator-be-cin "
    "(message text read)"
)

SINCE_2013 = since(2013, 4, 15)
"""When Working Together 2013 took effect."""

# An estimated date of birth may stand in the expected date (as for many unaccompanied children): such a
# child has been born.
UNBORN = (
    children.born_on.is_missing()
    & children.expected_on.is_present()
    & ~children.birth_estimated.or_else(False)  # noqa: FBT003
)
"""Not born yet, as far as the record says."""

BORN = children.born_on
"""A plan may begin before the birth: a duty to see the child counts from the birth."""

OPEN_PLAN = child_protection_plans.ended_on.is_missing() | (child_protection_plans.ended_on > AS_OF)

# Blank is "ours": extracts leave the flag empty for the council's own plans, and the lists that lack it
# hold only the council's own.
ANOTHER_AUTHORITYS_PLAN = child_protection_plans.other_authority.or_else(False)  # noqa: FBT003
"""The plan is owned by another authority, which holds its conferences and core groups."""
