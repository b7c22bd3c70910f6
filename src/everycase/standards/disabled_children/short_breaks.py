"""Series of short breaks (legal status V3 or V4): how long, how many days, visits and reviews."""

from everycase.record.schema import (
    care_reviews,
    care_visits,
    legal_statuses,
    placements,
    short_break_series,
    visits,
)
from everycase.record.schema.terms import AS_OF, any_of, calendar_days, count_of, months
from everycase.standards.disabled_children.common import CARE_PLANNING_REGULATIONS, SINCE_2011
from everycase.standards.language import (
    LATER,
    Area,
    Aspect,
    Clock,
    Confidence,
    Direction,
    Force,
    Severity,
)

# Under V3 each stay is recorded. Under V4 only the agreement is, so that a placement isn't one stay.
A_RECORDED_STAY = any_of(
    legal_statuses,
    where=(legal_statuses.status == "V3")
    & (legal_statuses.from_on <= placements.started_on)
    & (
        legal_statuses.to_on.is_missing()
        | (legal_statuses.to_on > placements.started_on)
        | (legal_statuses.from_on == placements.started_on)
    ),
)

# The first stay in the files begins the series only where no stay can have come before it.
SERIES_BEGAN = short_break_series.started_on
SERIES_START_NOT_TOLD = count_of(placements, since=SERIES_BEGAN - months(6), to=SERIES_BEGAN) < 0

# The looked-after return has no reviews of a child in short breaks only, so that where it stands alone
# their absence tells nothing. Files that have all reviews tell of visits too, and it doesn't.
REVIEWS_NOT_TOLD = count_of(care_visits, since=AS_OF, to=AS_OF) < 0

HELD = care_reviews.held_on.where(~care_reviews.cancelled.or_else(False))  # noqa: FBT003 - blank: went ahead

DAYS_IN_A_YEAR = Clock(
    id="short-breaks-limit-75-days",
    title="Short breaks stay within 75 days in 12 months",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.OVERSIGHT,
    starts=short_break_series.busiest_from_on,
    # A year that is still running has not been kept yet.
    ends=short_break_series.past_limit_or_year_on.where(short_break_series.past_limit_or_year_on <= AS_OF),
    same=(short_break_series.started_on, short_break_series.started_on),
    within=months(12),
    direction=Direction.NOT_BEFORE,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    counting="The day on which a child has spent a 76th day in short breaks may not come within 12 months "
    "of the first of those days. Nights are counted, and one day for a stay without a night; a stay still "
    "going on counts as one day until it ends",
    exceptions="Above the limit the full rules for children in care apply.",
    approximate="The regulations don't say whether nights or part-days are counted.",
    source=f"{CARE_PLANNING_REGULATIONS} reg 48(2)(c)(iii)",
)

SINGLE_STAY = Clock(
    id="short-breaks-single-stay-17-days",
    title="No single short break longer than 17 days",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.OVERSIGHT,
    starts=placements.started_on.where(A_RECORDED_STAY),
    ends=placements.ended_on,
    within=calendar_days(17),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    source=f"{CARE_PLANNING_REGULATIONS} reg 48(2)(c)(i)",
)

FIRST_VISIT = Clock(
    id="short-breaks-first-visit-3-months",
    title="Child visited in short break, first visit",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.TIMELINESS,
    starts=short_break_series.started_on,
    until=short_break_series.ended_on,
    ends=visits.visited_on,
    within=months(3),
    unless=SERIES_START_NOT_TOLD,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    exceptions="On a day when the child is placed: as soon after the three months as that can be.",
    source=f"{CARE_PLANNING_REGULATIONS} reg 48(3)(c) (in part displayed: visits on days when placed; the 3 "
    "months from knowledge)",
)

LATER_VISITS = Clock(
    id="short-breaks-visit-every-6-months",
    title="Child visited in short breaks, later visits",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.TIMELINESS,
    starts=short_break_series.started_on,
    until=short_break_series.ended_on,
    ends=visits.visited_on,
    within=months(6),
    links=LATER,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    exceptions="Another interval agreed with the reviewing officer and the parents.",
    source=f"{CARE_PLANNING_REGULATIONS} reg 48(3)(c)",
)

FIRST_REVIEW = Clock(
    id="short-breaks-first-review-3-months",
    title="First review of short breaks case",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.PLANS,
    starts=short_break_series.started_on,
    until=short_break_series.ended_on,
    ends=HELD,
    within=months(3),
    unless=SERIES_START_NOT_TOLD | REVIEWS_NOT_TOLD,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    source=f"{CARE_PLANNING_REGULATIONS} reg 48(3)(d) (not displayed)",
)

LATER_REVIEWS = Clock(
    id="short-breaks-review-every-6-months",
    title="Later reviews of short breaks case",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.PLANS,
    starts=short_break_series.started_on,
    until=short_break_series.ended_on,
    ends=HELD,
    within=months(6),
    unless=REVIEWS_NOT_TOLD,
    links=LATER,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    source=f"{CARE_PLANNING_REGULATIONS} reg 48(3)(d) (not displayed)",
)
