"""Children who may be placed for adoption: visits, reviews, the order, and what is kept for them."""

from everycase.record.schema import care_reviews, care_visits, permanence
from everycase.record.schema.terms import count_of, earliest_of, months, none_of, weeks, working_days
from everycase.standards.adoption.common import (
    ADOPTION_SETTLED,
    GUIDANCE,
    HELD_REVIEWS,
    MINIMUM_STANDARDS,
    REGULATIONS,
    SINCE_2005,
    SINCE_2011,
)
from everycase.standards.language import (
    FROM_THIRD,
    LATER,
    SECOND,
    Area,
    Aspect,
    Clock,
    Confidence,
    Direction,
    Force,
    Rule,
    Severity,
    event,
)

FIRST_REVIEW_ON = earliest_of(
    care_reviews.held_on,
    care_reviews.where(~care_reviews.cancelled.certain()),
    since=permanence.placed_on,
)
# Null, and so "cannot tell", where the files don't hold every review since the child was placed.
REVIEWS_NOT_TOLD = count_of(care_reviews, since=permanence.placed_on) < 0

FIRST_VISIT = Clock(
    id="adoption-placed-first-visit-1-week",
    title="Child and adopters visited after the child moved in",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=permanence.placed_on,
    until=ADOPTION_SETTLED,
    ends=care_visits.visited_on,
    within=weeks(1),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2005,
    source=f"{REGULATIONS} reg 36(4)(a)",
)

WEEKLY_VISITS = Clock(
    id="adoption-placed-weekly-visits",
    title="Child placed for adoption visited each week until the first review",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=permanence.placed_on,
    until=ADOPTION_SETTLED.earlier_of(FIRST_REVIEW_ON),
    ends=care_visits.visited_on,
    within=weeks(1),
    links=LATER,
    unless=REVIEWS_NOT_TOLD,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2005,
    exceptions="After the first review, as often as the review decides.",
    source=f"{REGULATIONS} reg 36(4)(a)",
)

FIRST_REVIEW = Clock(
    id="adoption-placed-first-review-4-weeks",
    title="First review held after the child was placed for adoption",
    area=Area.ADOPTION,
    aspect=Aspect.PLANS,
    starts=permanence.placed_on,
    until=ADOPTION_SETTLED,
    ends=HELD_REVIEWS,
    within=weeks(4),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2005,
    exceptions="The child came back, or the order was made, first.",
    source=f"{REGULATIONS} reg 36(3)(a)",
)

SECOND_REVIEW = Clock(
    id="adoption-placed-second-review-3-months",
    title="Second review held after the child was placed for adoption",
    area=Area.ADOPTION,
    aspect=Aspect.PLANS,
    starts=permanence.placed_on,
    until=ADOPTION_SETTLED,
    ends=HELD_REVIEWS,
    within=months(3),
    links=SECOND,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2005,
    source=f"{REGULATIONS} reg 36(3)(b)",
)

LATER_REVIEWS = Clock(
    id="adoption-placed-review-every-6-months",
    title="Later review held after the child was placed for adoption",
    area=Area.ADOPTION,
    aspect=Aspect.PLANS,
    starts=permanence.placed_on,
    until=ADOPTION_SETTLED,
    ends=HELD_REVIEWS,
    within=months(6),
    links=FROM_THIRD,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2005,
    source=f"{REGULATIONS} reg 36(3)(c)",
)

NOT_PLACED_FIRST_REVIEW = Clock(
    id="adoption-not-placed-first-review-3-months",
    title="First review held of a child who may be placed for adoption and isn't yet",
    area=Area.ADOPTION,
    aspect=Aspect.PLANS,
    starts=permanence.placement_order_on,
    until=ADOPTION_SETTLED.earlier_of(permanence.placed_on),
    ends=HELD_REVIEWS,
    within=months(3),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2005,
    counting="The same day of the month 3 months after the placement order gave authority to place, or the "
    "month's last day if it has none.",
    source=f"{REGULATIONS} reg 36(1)(a)",
)

NOT_PLACED_LATER_REVIEWS = Clock(
    id="adoption-not-placed-review-every-6-months",
    title="Later review held of a child who may be placed for adoption and isn't yet",
    area=Area.ADOPTION,
    aspect=Aspect.PLANS,
    starts=permanence.placement_order_on,
    until=ADOPTION_SETTLED.earlier_of(permanence.placed_on),
    ends=HELD_REVIEWS,
    within=months(6),
    links=LATER,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2005,
    source=f"{REGULATIONS} reg 36(1)(b)",
)

APPLICATION_TO_COURT = Clock(
    id="adoption-court-application-10-weeks",
    title="Child lived with the adopters long enough before they applied to court",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=permanence.placed_on,
    ends=event("adoption-application-possible"),
    within=weeks(10),
    direction=Direction.NOT_BEFORE,
    force=Force.STATUTORY,
    in_force=SINCE_2005,
    counting="10 times 7 days after the child moved in, at least; that day is day 0. A least time, not a "
    "deadline.",
    exceptions="Other lengths of time hold where no agency placed the child.",
    source="Adoption and Children Act 2002 s42(2)",
)

LIFE_STORY_BOOK = Clock(
    id="adoption-life-story-book-10-working-days",
    title="Life story book and later life letter given",
    area=Area.ADOPTION,
    aspect=Aspect.VOICE,
    starts=event("adoption-celebration"),
    ends=event("life-story-book-given"),
    within=working_days(10),
    force=Force.GUIDANCE,
    in_force=SINCE_2011,
    local_default="first stage by the second review",
    source=f"{MINIMUM_STANDARDS}; {GUIDANCE} (paragraph not checked)",
)

RECORD_KEPT = Clock(
    id="adoption-records-kept-100-years",
    title="Adoption record kept for 100 years after the order",
    area=Area.ADOPTION,
    aspect=Aspect.RECORDS,
    starts=permanence.order_on.where(
        (permanence.order_type == "Adoption").or_else(permanence.placed_on.is_present())
    ),
    ends=event("record-destroyed"),
    within=months(1200),
    direction=Direction.NOT_BEFORE,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2005,
    counting="100 years after the adoption order; the record is not destroyed before then.",
    source="Disclosure of Adoption Information (Post-Commencement Adoptions) Regulations 2005",
)

WITHOUT_AUTHORITY = Rule(
    id="adoption-placed-without-authority",
    title="Placed for adoption with no placement order or consent",
    area=Area.ADOPTION,
    aspect=Aspect.RECORDS,
    looks_at=permanence.where(permanence.placed_on.is_present()),
    wrong=permanence.placement_order_on.is_missing()
    & none_of(event("adoption-consent"), to=permanence.placed_on),
    since=permanence.placed_on,
    says="Placed for adoption on {permanence.placed_on}; no placement order is recorded, nor the parents' "
    "consent.",
    condition="A child placed for adoption has a placement order, or the parents' consent is recorded.",
    severity=Severity.CRITICAL,
    source="Adoption and Children Act 2002 s18-21 (text not checked)",
)

SIBLINGS_APART = Rule(
    id="sibling-group-apart",
    title="Siblings placed apart",
    area=Area.ADOPTION,
    aspect=Aspect.OVERSIGHT,
    looks_at=permanence.where(permanence.siblings_apart.is_present()),
    wrong=permanence.siblings_apart > 0,
    says="Brothers or sisters placed apart: {permanence.siblings_apart}. A recorded sibling assessment "
    "should say why.",
    condition="Brothers and sisters are placed together, or an assessment on the file says why not.",
    severity=Severity.INFO,
    source="Ofsted ILACS evaluation criteria (theme; text not checked)",
)
