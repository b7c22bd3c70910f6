"""Initial child protection conferences, and what goes out before and after a conference."""

from everycase.record.schema import (
    child_protection_plans,
    child_protection_reviews,
    children,
    initial_conferences,
    section_47_enquiries,
)
from everycase.record.schema.terms import any_of, none_of, weeks, working_days
from everycase.standards.child_protection.common import (
    CENSUS_RULES,
    LOCAL_PROCEDURES,
    SINCE_2013,
    WORKING_TOGETHER,
)
from everycase.standards.language import (
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

TRANSFER_IN = initial_conferences.transfer_in.or_else(False)  # noqa: FBT003 - blank is an ordinary conference

# The Standard Safeguarding Dataset lists what was decided. Annex A and the census have instead whether a
# conference was found unnecessary.
LED_TO_CONFERENCE = section_47_enquiries.outcomes.holds("CP_CONFERENCE_FLAG").or_else(
    ~section_47_enquiries.conference_not_needed
)

PRE_BIRTH_CONFERENCE = Clock(
    id="pre-birth-conference-10-weeks-before-birth",
    title="Pre-birth child protection conference held in time",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=children.expected_on.where(
        any_of(
            section_47_enquiries,
            where=LED_TO_CONFERENCE & (section_47_enquiries.started_on < children.expected_on),
        )
    ),
    ends=initial_conferences.held_on,
    within=weeks(10),
    direction=Direction.BEFORE,
    looks_back=280,
    confidence=Confidence.UNCERTAIN,
    local_default="10 weeks before the expected date of birth (8 to 12 seen)",
    counting="Counted back 10 times seven days from the expected date of birth. The 15 working days from "
    "the strategy discussion hold as well: the earlier of the two dates governs.",
    exceptions="A late or concealed pregnancy; an early birth expected.",
    source=LOCAL_PROCEDURES,
)

INITIAL_CONFERENCE = Clock(
    id="initial-child-protection-conference-15-working-days",
    title="Initial child protection conference held",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=section_47_enquiries.started_on.where(LED_TO_CONFERENCE),
    ends=initial_conferences.held_on.where(~TRANSFER_IN),
    each_its_own=True,
    within=working_days(15),
    severity=Severity.CRITICAL,
    red_line=True,
    force=Force.GUIDANCE,
    in_force=SINCE_2013,
    counting="15 working days after the strategy discussion that began the enquiry, not a later one; that "
    "day is day 0; weekends and England's bank holidays are not counted. One conference may answer several "
    "enquiries that began before the first was due; one held after a later enquiry began answers that one",
    exceptions="An enquiry that ended without a conference has no clock; a conference for a child moving "
    "in on another authority's plan has its own.",
    source=WORKING_TOGETHER,
)

TRANSFER_IN_CONFERENCE = Clock(
    id="transfer-in-conference-15-working-days",
    title="Transfer-in conference for child on another authority's plan",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=event("moved-in-on-plan"),
    ends=initial_conferences.held_on.where(initial_conferences.transfer_in),
    each_its_own=True,
    within=working_days(15),
    local_default="15 working days",
    exceptions="The child is staying here only for a time.",
    source="Regional procedures (for example London Child Protection Procedures); not found in Working "
    "Together text",
)

REPORT_SHARED = Clock(
    id="conference-report-to-parents-2-working-days-before",
    title="Initial conference report shared with parents and child before the meeting",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PARTNERS,
    starts=initial_conferences.held_on,
    until=initial_conferences.held_on,
    ends=event("conference-report-shared"),
    within=working_days(2),
    direction=Direction.BEFORE,
    looks_back=28,
    confidence=Confidence.UNCERTAIN,
    local_default="2 working days before an initial conference, 5 before a review",
    counting="Counted back: the day of the conference is day 0, so that two clear working days lie before it",
    exceptions="A conference called in an emergency.",
    source=LOCAL_PROCEDURES,
)

DECISIONS_SENT = Clock(
    id="conference-decisions-1-working-day",
    title="Conference decisions and outline plan sent out",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    starts=(initial_conferences.held_on, child_protection_reviews.held_on),
    ends=event("conference-decisions-sent"),
    within=working_days(1),
    severity=Severity.LOW,
    confidence=Confidence.UNCERTAIN,
    local_default="1 working day (up to 5 seen)",
    source=LOCAL_PROCEDURES,
)

MINUTES_SENT = Clock(
    id="conference-minutes-20-working-days",
    title="Full conference record sent out",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    starts=(initial_conferences.held_on, child_protection_reviews.held_on),
    ends=event("conference-minutes-sent"),
    within=working_days(20),
    severity=Severity.LOW,
    confidence=Confidence.UNCERTAIN,
    local_default="20 working days (15 seen)",
    source=LOCAL_PROCEDURES,
)

AT_WEEKEND = Rule(
    id="conference-on-weekend",
    title="Conference dated at a weekend",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=initial_conferences,
    wrong=(initial_conferences.held_on.is_present() & (initial_conferences.held_on.weekday() >= 6))
    # A blank target isn't a weekend: what the record does say is judged.
    | (initial_conferences.target_on.weekday() >= 6).or_else(False),  # noqa: FBT003
    says="A conference date is at a weekend: held on {initial_conferences.held_on}, due by "
    "{initial_conferences.target_on}.",
    condition="Neither the date of an initial conference nor the date that it was due is a Saturday or "
    "Sunday.",
    severity=Severity.LOW,
    source=CENSUS_RULES,
)

DECIDED_BUT_NO_PLAN = Rule(
    id="conference-says-plan-but-none",
    title="Conference decided a plan but no plan exists",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=initial_conferences.where(
        initial_conferences.held_on.is_present()
        & initial_conferences.made_plan.or_else(initial_conferences.outcomes.holds("CP_FLAG"))
    ),
    wrong=none_of(child_protection_plans, since=initial_conferences.held_on, to=initial_conferences.held_on),
    says="The conference on {initial_conferences.held_on} decided on a protection plan, and none begins "
    "that day.",
    condition="Where an initial conference decides on a protection plan, one begins on the day of the "
    "conference.",
    severity=Severity.CRITICAL,
    red_line=True,
    source=f"{CENSUS_RULES}: the plan should start on the day of the conference",
)
