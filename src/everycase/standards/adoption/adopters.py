"""People who wish to adopt: answered, assessed and decided on in time, and kept ready."""

from everycase.record.schema import prospective_adopters
from everycase.record.schema.terms import months, working_days
from everycase.standards.adoption.common import (
    GUIDANCE,
    MINIMUM_STANDARDS,
    REGULATIONS,
    SINCE_2013,
)
from everycase.standards.language import (
    EVERY,
    Area,
    Aspect,
    Clock,
    Confidence,
    Force,
    Severity,
    event,
)

LEFT = prospective_adopters.left_on

ENQUIRY_ANSWERED = Clock(
    id="adopter-enquiry-5-working-days",
    title="Information sent to people who asked about adopting",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=event("adopter-enquiry"),
    ends=event("adopter-information-sent"),
    within=working_days(5),
    force=Force.GUIDANCE,
    in_force=SINCE_2013,
    source=f"{MINIMUM_STANDARDS}; {GUIDANCE} (paragraph not checked)",
)

REGISTRATION_DECIDED = Clock(
    id="adopter-registration-5-working-days",
    title="Decision on a registration of interest sent",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=event("adopter-interest-registered"),
    ends=event("adopter-registration-decided"),
    within=working_days(5),
    force=Force.GUIDANCE,
    in_force=SINCE_2013,
    exceptions="Exceptional circumstances.",
    source=f"{GUIDANCE} (paragraph not checked)",
)

STAGE_1 = Clock(
    id="adopter-stage-1-2-months",
    title="Adopters' stage 1 finished",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=prospective_adopters.stage_1_started_on,
    until=LEFT,
    ends=prospective_adopters.stage_1_ended_on,
    within=months(2),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2013,
    exceptions="The applicants wish for longer; a good reason, such as slow checks.",
    source=f"{REGULATIONS} reg 27 as substituted 2013 (number from York council and agency pages)",
)

BETWEEN_STAGES = Clock(
    id="adopter-stage-gap-6-months",
    title="Adopters asked to start stage 2",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=prospective_adopters.stage_1_ended_on,
    until=LEFT,
    ends=prospective_adopters.stage_2_started_on,
    within=months(6),
    severity=Severity.LOW,  # the time is the applicants' own
    force=Force.STATUTORY,
    in_force=SINCE_2013,
    source=f"{REGULATIONS} as amended 2013 (Duncan Lewis and York council summaries)",
)

STAGE_2 = Clock(
    id="adopter-stage-2-4-months",
    title="Adopters' suitability decided",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=prospective_adopters.stage_2_started_on,
    until=LEFT,
    ends=prospective_adopters.stage_2_ended_on,
    within=months(4),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2013,
    exceptions="Exceptional circumstances; at the adopters' request (reg 30B(2)).",
    source=f"{REGULATIONS} reg 30B(1) and (2)",
)

REPRESENTATIONS = Clock(
    id="adopter-representations-40-working-days",
    title="Adopters answered a proposed refusal",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=event("adopter-refusal-proposed"),
    ends=event("adopter-representations"),
    within=working_days(40),
    first_day_counts=True,
    severity=Severity.INFO,  # the time is the applicants' own, and they need not answer
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2013,
    source=f"{REGULATIONS} reg 30B(5)(c): 'within 40 working days beginning with the date on which the "
    "notification was sent'",
)

REVIEWED = Clock(
    id="adopter-review-every-12-months",
    title="Approved adopters who are not matched reviewed",
    area=Area.ADOPTION,
    aspect=Aspect.OVERSIGHT,
    starts=prospective_adopters.approved_on,
    until=LEFT.earlier_of(prospective_adopters.matched_on).earlier_of(prospective_adopters.placed_on),
    ends=event("adopter-review-held"),
    within=months(12),
    links=EVERY,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2013,
    exceptions="A child has been matched or placed with them.",
    source=f"{REGULATIONS} reg 30D (not displayed)",
)
