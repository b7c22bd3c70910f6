"""Strategy discussions and section 47 enquiries."""

from everycase.record.schema import (
    assessments,
    events,
    initial_conferences,
    referrals,
    section_47_enquiries,
)
from everycase.record.schema.fields import another
from everycase.record.schema.terms import AS_OF, any_of, hours, key_of, none_of, working_days
from everycase.standards.child_protection.common import (
    BORN,
    CENSUS_RULES,
    LOCAL_DATA_QUALITY,
    LOCAL_PROCEDURES,
    UNBORN,
    WORKING_TOGETHER_EXPECTS,
)
from everycase.standards.language import Area, Aspect, Clock, Confidence, Rule, Severity, event
from everycase.standards.words import SEEN, impossible_dates

ANOTHER_ENQUIRY = another(section_47_enquiries)

# Annex A and the census don't say when an enquiry ended, only whether it ended without a conference.
STILL_OPEN = (section_47_enquiries.ended_on.is_missing() | (section_47_enquiries.ended_on > AS_OF)).or_else(
    ~section_47_enquiries.conference_not_needed
)

STRATEGY_DISCUSSION = Clock(
    id="strategy-discussion-1-working-day",
    title="Strategy discussion held once significant harm is suspected",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=event("harm-suspected"),
    ends=(event("strategy-discussion"), section_47_enquiries.started_on),
    each_its_own=True,
    within=working_days(1),
    severity=Severity.CRITICAL,
    red_line=True,
    local_default="1 working day (24 hours to 3 days by risk)",
    exceptions="Held the same day when the danger is immediate.",
    source=f"{LOCAL_PROCEDURES}; Working Together asks for it 'whenever there is reasonable cause to "
    "suspect', with no number",
)

STRATEGY_RECORD_SHARED = Clock(
    id="strategy-record-shared-1-working-day",
    title="Strategy discussion decisions recorded and sent to partners",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    starts=event("strategy-discussion"),
    ends=event("strategy-record-shared"),
    within=working_days(1),
    severity=Severity.LOW,
    confidence=Confidence.UNCERTAIN,
    local_default="1 working day",
    source=LOCAL_PROCEDURES,
)

CHILD_SEEN = Clock(
    id="s47-child-seen-24-hours",
    title="Child seen once s47 enquiry starts",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.VOICE,
    starts=section_47_enquiries.started_on.not_before(BORN),
    ends=SEEN,
    within=hours(24),
    unless=UNBORN,
    severity=Severity.CRITICAL,
    red_line=True,
    confidence=Confidence.UNCERTAIN,
    local_default="24 hours (1 working day)",
    exceptions="A joint interview planned with the police for a later time.",
    source=LOCAL_PROCEDURES,
)

ENQUIRY_COMPLETE = Clock(
    id="s47-enquiry-complete-15-working-days",
    title="s47 enquiry completed",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=section_47_enquiries.started_on,
    ends=section_47_enquiries.ended_on,
    within=working_days(15),
    local_default="10 working days, 15 at most (it must leave time for the conference)",
    source=f"{LOCAL_PROCEDURES}; follows from the 15 working days to the conference",
)

NO_ASSESSMENT = Rule(
    id="s47-no-assessment",
    title="s47 enquiry with no assessment",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=section_47_enquiries.with_parent(
        referrals, section_47_enquiries.referral_id, referrals.referral_id
    ),
    wrong=none_of(
        assessments,
        link=(section_47_enquiries.referral_id, assessments.referral_id),
        since=referrals.referred_on,
        to=AS_OF,
    ),
    says="The section 47 enquiry that began on {section_47_enquiries.started_on} has no assessment on its "
    "referral.",
    condition="A section 47 enquiry belongs to a referral that has an assessment.",
    severity=Severity.MEDIUM,
    source=CENSUS_RULES,
)

OPEN_TOO_LONG = Rule(
    id="s47-open-over-15-days-no-conference",
    title="s47 open over 15 working days with no conference and no closing",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    looks_at=section_47_enquiries.where(
        (section_47_enquiries.started_on + working_days(15) < AS_OF) & STILL_OPEN
    ),
    wrong=none_of(
        initial_conferences,
        where=initial_conferences.held_on.is_present(),
        since=section_47_enquiries.started_on,
        to=AS_OF,
    ),
    since=section_47_enquiries.started_on + working_days(15),
    says="The section 47 enquiry that began on {section_47_enquiries.started_on} is open, with no "
    "conference held.",
    condition="A section 47 enquiry that began more than 15 working days ago has led to a conference or "
    "been closed.",
    severity=Severity.HIGH,
    red_line=True,
    source=CENSUS_RULES,
)

TWO_AT_ONCE = Rule(
    id="s47-overlap",
    title="Two s47 enquiries at once",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=section_47_enquiries,
    wrong=any_of(
        ANOTHER_ENQUIRY,
        where=(
            (ANOTHER_ENQUIRY.started_on < section_47_enquiries.started_on)
            | (
                (ANOTHER_ENQUIRY.started_on == section_47_enquiries.started_on)
                & (key_of(ANOTHER_ENQUIRY) < key_of(section_47_enquiries))
            )
        )
        & (
            ANOTHER_ENQUIRY.ended_on.is_missing()
            | (ANOTHER_ENQUIRY.ended_on > section_47_enquiries.started_on)
        ),
    ),
    says="A section 47 enquiry began on {section_47_enquiries.started_on} while an earlier one was still "
    "open.",
    condition="A section 47 enquiry begins only once the child's earlier ones have ended; the day that one "
    "ends is soon enough.",
    severity=Severity.MEDIUM,
    source=CENSUS_RULES,
)

NO_OUTCOME = Rule(
    id="s47-no-outcome",
    title="Closed s47 with no outcome",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=section_47_enquiries.where(section_47_enquiries.ended_on.is_present()),
    wrong=(section_47_enquiries.outcomes.is_missing() | (section_47_enquiries.outcomes.size() == 0))
    & section_47_enquiries.no_further_action.not_yes(),
    since=section_47_enquiries.ended_on,
    says="The section 47 enquiry that ended on {section_47_enquiries.ended_on} has no outcome.",
    condition="A section 47 enquiry that has ended says what was decided, or that nothing more was needed.",
    severity=Severity.HIGH,
    red_line=True,
    source=LOCAL_DATA_QUALITY,
)

NO_STRATEGY_RECORD = Rule(
    id="s47-no-strategy-record",
    title="s47 with no strategy discussion record",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PARTNERS,
    looks_at=section_47_enquiries,
    wrong=none_of(
        event("strategy-discussion"),
        where=events.value.mentions("police") & events.value.mentions("health"),
        since=section_47_enquiries.started_on - working_days(5),
        to=section_47_enquiries.started_on + working_days(1),
    ),
    says="The section 47 enquiry that began on {section_47_enquiries.started_on} has no record of a "
    "strategy discussion with the police and health.",
    condition="From five working days before a section 47 enquiry began to one after, a strategy "
    "discussion is recorded that names the police and health among those present.",
    severity=Severity.HIGH,
    source=WORKING_TOGETHER_EXPECTS,
)

IMPOSSIBLE_DATES = Rule(
    id="s47-dates-impossible",
    title="Section 47 enquiry with dates that can't be right",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=section_47_enquiries,
    wrong=impossible_dates(section_47_enquiries.started_on, section_47_enquiries.ended_on),
    says="The section 47 enquiry is dated from {section_47_enquiries.started_on} to "
    "{section_47_enquiries.ended_on}, which can't be right.",
    condition="A section 47 enquiry neither ends before it starts nor starts after the date of the "
    "files. While it does, nothing that is due by these dates can be told.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)
