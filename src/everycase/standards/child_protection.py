"""Keeping a child safe from harm."""

from everycase.record.schema import (
    child_protection_plans,
    child_protection_visits,
    children,
    initial_conferences,
    section_47_enquiries,
)
from everycase.record.schema.terms import AS_OF, none_of, working_days
from everycase.standards.language import (
    EVERY,
    Area,
    Aspect,
    Clock,
    Confidence,
    Force,
    Rule,
    Severity,
    event,
    since,
)

WORKING_TOGETHER = "Working Together to Safeguard Children 2023"

UNBORN = children.born_on.is_missing() & children.expected_on.is_present()

INITIAL_CONFERENCE = Clock(
    id="initial-child-protection-conference-15-working-days",
    title="Initial child protection conference held",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=section_47_enquiries.started_on.where(section_47_enquiries.outcomes.holds("CP_CONFERENCE_FLAG")),
    ends=initial_conferences.held_on.where(~initial_conferences.transfer_in.or_else(False)),  # noqa: FBT003
    within=working_days(15),
    force=Force.GUIDANCE,
    in_force=since(2013, 4, 15),
    source=WORKING_TOGETHER,
)

VISIT_EVERY_10_WORKING_DAYS = Clock(
    id="cp-visit-every-10-working-days",
    title="Child on a plan visited and seen",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=child_protection_plans.started_on,
    until=child_protection_plans.ended_on,
    ends=child_protection_visits.visited_on.where(child_protection_visits.seen),
    within=working_days(10),
    links=EVERY,
    unless=UNBORN,
    red_line=True,
    severity=Severity.CRITICAL,
    source="Local practice standard",
)

FIRST_CORE_GROUP = Clock(
    id="core-group-first-10-working-days",
    title="First core group meeting",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PLANS,
    starts=child_protection_plans.started_on,
    until=child_protection_plans.ended_on,
    ends=event("core-group-held"),
    within=working_days(10),
    force=Force.GUIDANCE,
    in_force=since(2013, 4, 15),
    source=WORKING_TOGETHER,
)

ENQUIRY_COMPLETE = Clock(
    id="s47-enquiry-complete-15-working-days",
    title="s47 enquiry completed",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=section_47_enquiries.started_on,
    ends=section_47_enquiries.ended_on,
    within=working_days(15),
    confidence=Confidence.QUOTED,
    source="Local practice standard",
)

CHILD_NEVER_SEEN = Rule(
    id="cp-child-never-seen",
    title="Child on plan not seen since it started",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.VOICE,
    looks_at=child_protection_plans.where(
        child_protection_plans.ended_on.is_missing()
        & (child_protection_plans.started_on + working_days(10) < AS_OF)
        & ~UNBORN
    ),
    wrong=none_of(
        child_protection_visits,
        where=child_protection_visits.seen,
        since=child_protection_plans.started_on,
        to=AS_OF,
    ),
    says="On a protection plan since {child_protection_plans.started_on} and not seen since.",
    condition="Plan open over 10 working days and no visit with the child seen on or after its start.",
    severity=Severity.CRITICAL,
    red_line=True,
    source="Working Together to Safeguard Children 2023: see the child",
)
