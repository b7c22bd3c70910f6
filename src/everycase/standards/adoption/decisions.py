"""From the plan for adoption to the match: decisions, who is told, and the national averages."""

from everycase.record.schema import care_periods, permanence
from everycase.record.schema.terms import AS_OF, any_of, calendar_days, months, working_days
from everycase.standards.adoption.common import (
    ADOPTION_SETTLED,
    GUIDANCE,
    LOCAL_DATA_QUALITY,
    MINIMUM_STANDARDS,
    REGULATIONS,
    RETURN_GUIDE,
    SCORECARDS,
    SINCE_2005,
    SINCE_2011,
    SINCE_2013,
)
from everycase.standards.language import (
    Area,
    Aspect,
    Clock,
    Force,
    Rule,
    Severity,
    event,
    since,
)

DECISION_AFTER_PANEL = Clock(
    id="adoption-adm-decision-7-working-days",
    title="Decision made after the adoption panel",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=event("adoption-panel-minutes"),
    ends=(permanence.decided_on, permanence.matched_on),
    within=working_days(7),
    force=Force.GUIDANCE,
    in_force=SINCE_2011,
    source=f"{GUIDANCE} and {MINIMUM_STANDARDS}: decision within 7 working days of the recommendation and "
    "final minutes",
)

PARENTS_TOLD = Clock(
    id="adoption-parents-told-orally-2-working-days",
    title="Parents told of the adoption decision in person or by phone",
    area=Area.ADOPTION,
    aspect=Aspect.PARTNERS,
    starts=permanence.decided_on,
    ends=event("parents-told-decision"),
    within=working_days(2),
    force=Force.GUIDANCE,
    in_force=SINCE_2011,
    source=f"{MINIMUM_STANDARDS} (standard number not checked)",
)

DECISION_IN_WRITING = Clock(
    id="adoption-decision-written-5-working-days",
    title="Written notice of the adoption decision sent",
    area=Area.ADOPTION,
    aspect=Aspect.PARTNERS,
    starts=permanence.decided_on,
    ends=event("decision-letter-sent"),
    within=working_days(5),
    force=Force.GUIDANCE,
    in_force=SINCE_2011,
    source=f"{MINIMUM_STANDARDS} (standard number not checked)",
)

DECISION_AFTER_REVIEW = Clock(
    id="adoption-plan-to-adm-2-months",
    title="Decision made that the child should be placed, after a review chose adoption",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=event("adoption-chosen-at-review"),
    ends=permanence.decided_on,
    within=months(2),
    force=Force.GUIDANCE,
    in_force=SINCE_2005,
    source=f"{GUIDANCE} (timescales; paragraph not checked)",
)

MATCH = Clock(
    id="adoption-match-6-months",
    title="Child matched with adopters after the decision",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=permanence.decided_on,
    until=ADOPTION_SETTLED,
    ends=permanence.matched_on,
    within=months(6),
    force=Force.GUIDANCE,
    in_force=SINCE_2005,
    exceptions="Where the court has yet to make a placement order, counted from the order where the guidance "
    "allows.",
    source=f"{GUIDANCE} (timescales; paragraph not checked)",
)

NATIONAL_MATCHING = Clock(
    id="adoption-link-register-3-months",
    title="Child referred for national matching",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=permanence.decided_on,
    until=ADOPTION_SETTLED.earlier_of(permanence.matched_on),
    ends=event("national-matching-referral"),
    within=months(3),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2013,
    exceptions="A link is already being pursued: a match made by then shows it.",
    source=f"{REGULATIONS} reg 19A (existence displayed; number not; the register service has since changed)",
)

SINCE_SCORECARDS = since(2013, 4, 1)
PLACED_FROM_THIS_CARE = any_of(
    permanence,
    where=(permanence.placed_on >= care_periods.started_on)
    & ~(permanence.placed_on > care_periods.ended_on).certain(),
).certain()
OWN_CARER = permanence.adopted_by_carer.certain()

A1 = Clock(
    id="adoption-a1-426-days",
    title="A1: from entering care to moving in with adopters, on average",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=care_periods.started_on.where(PLACED_FROM_THIS_CARE),
    until=care_periods.ended_on,
    ends=permanence.placed_on,
    within=calendar_days(426),
    average_over=True,
    force=Force.GUIDANCE,
    in_force=SINCE_SCORECARDS,
    counting="An average over the children of three years against a threshold of 426 days, about 14 months; "
    "not a limit for one child. Every day is counted; the day of entering care is day 0.",
    exceptions="Where the child's foster carer adopts, A10 is the fairer one.",
    source=f"{SCORECARDS}: threshold 14 months for 2013 to 2016 (gov.uk, Jan 2014); 426 days is the usual "
    "form in days and is not displayed",
)

A10 = Clock(
    id="adoption-a10-426-days",
    title="A10: as A1, to moving in with the foster carer where that carer adopts, on average",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=care_periods.started_on.where(PLACED_FROM_THIS_CARE),
    until=care_periods.ended_on,
    ends=(
        permanence.placed_with_foster_carer_on.where(OWN_CARER),
        permanence.placed_on.where(~OWN_CARER),
    ),
    within=calendar_days(426),
    average_over=True,
    force=Force.GUIDANCE,
    in_force=SINCE_SCORECARDS,
    counting="An average over children against a threshold of 426 days; not a limit for one child. Every day "
    "is counted; the day of entering care is day 0.",
    source=f"{SCORECARDS}: A10 described in Wolverhampton analysis (2015); threshold as A1",
)

A2 = Clock(
    id="adoption-a2-121-days",
    title="A2: from placement order to match, on average",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=permanence.placement_order_on,
    until=ADOPTION_SETTLED,
    ends=permanence.matched_on,
    within=calendar_days(121),
    average_over=True,
    force=Force.GUIDANCE,
    in_force=SINCE_SCORECARDS,
    counting="An average over children against a threshold of 121 days, about 4 months; not a limit for one "
    "child. Every day is counted; a match before the order counts as no days.",
    exceptions="Children without a placement order are left out.",
    source=f"{SCORECARDS}: threshold 4 months for 2013 to 2016 (gov.uk, Jan 2014); zero rule from LG Inform "
    "Plus; 121 days not displayed",
)

NO_MATCH = Rule(
    id="adoption-decision-no-match-12-months",
    title="Adoption decision over 12 months old with no match and no reversal",
    area=Area.ADOPTION,
    aspect=Aspect.OVERSIGHT,
    looks_at=permanence.where(
        (permanence.decided_on + months(12) < AS_OF) & ~permanence.order_on.is_present().certain()
    ),
    wrong=permanence.matched_on.is_missing() & permanence.reversed_on.is_missing(),
    says="Decided on {permanence.decided_on} that the child should be placed for adoption; no match and no "
    "other decision since.",
    condition="12 months after the decision that a child should be placed for adoption, there is a match, or "
    "a decision that the child should no longer be placed.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)

# A date that isn't there is in no order.
MATCHED_TOO_SOON = (permanence.matched_on < permanence.decided_on).certain()
PLACED_TOO_SOON = (permanence.placed_on < permanence.matched_on).certain()
ORDERED_TOO_SOON = (permanence.order_on < permanence.placed_on).certain()
SOMETHING_TO_COMPARE = (
    (permanence.matched_on.is_present() & permanence.decided_on.is_present())
    | (permanence.placed_on.is_present() & permanence.matched_on.is_present())
    | (permanence.order_on.is_present() & permanence.placed_on.is_present())
).certain()

OUT_OF_ORDER = Rule(
    id="adoption-dates-out-of-order",
    title="Adoption dates out of order",
    area=Area.ADOPTION,
    aspect=Aspect.RECORDS,
    looks_at=permanence.where(SOMETHING_TO_COMPARE),
    wrong=MATCHED_TOO_SOON | PLACED_TOO_SOON | ORDERED_TOO_SOON,
    says="Decided {permanence.decided_on}, matched {permanence.matched_on}, placed {permanence.placed_on}, "
    "order {permanence.order_on}: not in that order.",
    condition="The decision comes first, then the match, then moving in, then the order; two may fall on one "
    "day.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)

REVERSED_WITHOUT_REASON = Rule(
    id="adoption-reversed-no-reason",
    title="Adoption decision reversed with no reason",
    area=Area.ADOPTION,
    aspect=Aspect.RECORDS,
    looks_at=permanence.where(permanence.reversed_on.is_present().certain()),
    wrong=permanence.reversed_reason.is_missing(),
    since=permanence.reversed_on,
    says="Decided on {permanence.reversed_on} that the child should no longer be placed for adoption, and "
    "why is not recorded.",
    condition="A decision that a child should no longer be placed for adoption says why.",
    severity=Severity.MEDIUM,
    source=RETURN_GUIDE,
)
