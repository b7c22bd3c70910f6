"""Whether an assessment's own record hangs together: its dates, its worker, its referral, its team."""

from everycase.record.schema import (
    assessment_paces,
    assessments,
    children,
    open_cases,
    referrals,
)
from everycase.record.schema.fields import another
from everycase.record.schema.terms import (
    AS_OF,
    any_of,
    calendar_days,
    key_of,
    latest_of,
    none_of,
)
from everycase.standards.language import Area, Aspect, Rule, Severity, event
from everycase.standards.words import (
    CENSUS_RULES,
    INSPECTION_THEME,
    LOCAL_DATA_QUALITY,
    UNBORN,
    ends_before,
    not_ended,
    written,
)

OTHER = another(assessments)

STILL_UNBORN = Rule(
    id="still-unborn-past-due-date",
    title="Unborn child past the due date",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=children.where(UNBORN),
    wrong=children.expected_on + calendar_days(14) < AS_OF,
    since=children.expected_on + calendar_days(15),
    says="The baby was expected on {children.expected_on}, and no birth is recorded.",
    condition="The expected date of birth is more than 14 days past and no date of birth is recorded.",
    severity=Severity.HIGH,
    source=f"{LOCAL_DATA_QUALITY}; DfE also checks the range of expected dates",
)

NO_LANGUAGE = Rule(
    id="language-or-communication-not-recorded",
    title="First language or communication need not recorded",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=children.where(any_of(open_cases, where=not_ended(open_cases.closed_on))),
    wrong=none_of(event("language-recorded")),
    says="The case is open and the child's first language or way of communicating is not recorded.",
    condition="A child with an open case has no first language or communication need recorded. No extract "
    "holds it, so the council's own record of it is needed.",
    severity=Severity.MEDIUM,
    source=INSPECTION_THEME,
)

NO_PRIMARY_NEED = Rule(
    id="primary-need-missing",
    title="Primary need missing",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=referrals.where(referrals.no_further_action.not_yes()),
    wrong=referrals.primary_need.is_missing(),
    says="The referral of {referrals.referred_on} led to more work and has no main reason for help.",
    condition="A referral that led to further action has no primary need code.",
    severity=Severity.MEDIUM,
    source=CENSUS_RULES,
)

ENDS_BEFORE_START = Rule(
    id="assessment-end-before-start",
    title="Assessment ends before it starts",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=assessments,
    wrong=ends_before(assessments.authorised_on, assessments.started_on),
    says="The assessment is said to begin on {assessments.started_on} and to have been authorised before "
    "that, on {assessments.authorised_on}.",
    condition="The date of authorisation is before the start.",
    severity=Severity.HIGH,
    source=CENSUS_RULES,
)

BEFORE_REFERRAL = Rule(
    id="assessment-before-referral",
    title="Assessment starts before the referral",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=assessments.with_parent(referrals, assessments.referral_id, referrals.referral_id),
    wrong=assessments.started_on < referrals.referred_on,
    says="The assessment begins on {assessments.started_on}, before its referral of {referrals.referred_on}.",
    condition="The assessment's start is before the date of its referral.",
    severity=Severity.MEDIUM,
    source=CENSUS_RULES,
)

BEGUN_BEFORE = (OTHER.started_on < assessments.started_on) | (
    (OTHER.started_on == assessments.started_on) & (key_of(OTHER) < key_of(assessments))
)
OTHER_UNFINISHED = OTHER.authorised_on.is_missing() | (OTHER.authorised_on > assessments.started_on)
SAME_REFERRAL = (assessments.referral_id, OTHER.referral_id)

OVERLAP = Rule(
    id="assessments-overlap",
    title="Two assessments open at once",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=assessments,
    wrong=any_of(OTHER, where=BEGUN_BEFORE & OTHER_UNFINISHED, link=SAME_REFERRAL),
    shows={
        "before": written(
            latest_of(OTHER.started_on, OTHER, where=BEGUN_BEFORE & OTHER_UNFINISHED, link=SAME_REFERRAL)
        )
    },
    says="The assessment of {assessments.started_on} begins while the one of {before} is still open.",
    condition="Two assessments on one referral have overlapping dates, or both are open. One that begins on "
    "the day the other was authorised does not overlap.",
    severity=Severity.MEDIUM,
    source=CENSUS_RULES,
)

NO_WORKER = Rule(
    id="assessment-no-worker",
    title="Assessment with no worker or team",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=assessments,
    wrong=assessments.worker_id.is_missing() | assessments.team_id.is_missing(),
    says="The assessment begun on {assessments.started_on} has worker {assessments.worker_id} and team "
    "{assessments.team_id}: both should be there.",
    condition="The assessment's worker or its team is empty.",
    severity=Severity.LOW,
    source=LOCAL_DATA_QUALITY,
)

BUNCHED = Rule(
    id="assessment-day-45-spike",
    title="Assessments bunch at day 45",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    # A share of fewer than ten says nothing: three late ones in a team of three are no pattern.
    looks_at=assessment_paces.where(assessment_paces.authorised >= 10),
    wrong=assessment_paces.in_last_days / 3 > assessment_paces.in_busiest_days,
    says="Team {assessment_paces.team_id} authorises far more assessments on working days 43 to 45 than in "
    "any three days before ({assessment_paces.authorised} assessments). Why?",
    condition="Of a team's authorised assessments (ten or more), the share authorised on working days 43 to "
    "45 is over 3 times the share in any three days running before. It asks a question, and does not show "
    "that anything is wrong.",
    severity=Severity.INFO,
    team_level=True,
    source=LOCAL_DATA_QUALITY,
)
