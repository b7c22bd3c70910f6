"""From a referral to somebody taking it on."""

from everycase.record.schema import (
    assessments,
    case_holders,
    child_protection_plans,
    children,
    open_cases,
    referrals,
    section_47_enquiries,
)
from everycase.record.schema.events import events
from everycase.record.schema.fields import another
from everycase.record.schema.terms import (
    AS_OF,
    any_of,
    count_of,
    key_of,
    latest_of,
    months,
    none_of,
    weeks,
    working_days,
)
from everycase.standards.language import (
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
from everycase.standards.words import (
    CASES_CHAPTER,
    CENSUS_RULES,
    EXPECTATION,
    INSPECTION_THEME,
    LOCAL_PRACTICE,
    began_as,
    going_on,
    nothing_chosen,
    says_yes,
    written,
)

OTHER = another(referrals)
THE_PUBLIC = ("1", "1A", "1B", "1C", "1D", "9", "10")
"""Sources with no professional to answer: family, neighbours, the child, nobody named."""

DECISION = Clock(
    id="referral-decision-1-working-day",
    title="Referral: a social worker decides on the response and tells the referrer it arrived",
    area=Area.FRONT_DOOR,
    aspect=Aspect.TIMELINESS,
    starts=referrals.referred_on,
    ends=event("referral-decision"),
    within=working_days(1),
    force=Force.GUIDANCE,
    in_force=since(2013, 4, 15),
    exceptions="A child who needs protecting at once never waits for the decision.",
    source=CASES_CHAPTER,
)

REFERRER_TOLD = Clock(
    id="referrer-feedback-5-working-days",
    title="Referrer told the outcome of the referral",
    area=Area.FRONT_DOOR,
    aspect=Aspect.PARTNERS,
    starts=referrals.referred_on,
    ends=event("referrer-told"),
    within=working_days(5),
    unless=referrals.source.is_in(THE_PUBLIC),
    confidence=Confidence.UNCERTAIN,
    exceptions="A member of the public or somebody unnamed referred, or telling would raise the risk.",
    local_default="5 working days (1 to 10 seen)",
    source=f"{LOCAL_PRACTICE}; feedback itself is expected by Working Together without this number",
)

ALLOCATION = Clock(
    id="referral-to-allocation-1-working-day",
    title="Social worker allocated after a referral is accepted",
    area=Area.FRONT_DOOR,
    aspect=Aspect.OVERSIGHT,
    starts=open_cases.opened_on,
    until=open_cases.closed_on,
    ends=began_as("ALLOCATED"),
    within=working_days(1),
    # A child who had a worker already needs none; one given a worker on the day is allocated in time.
    unless=any_of(
        case_holders,
        where=going_on(open_cases.opened_on, case_holders.from_on, case_holders.to_on)
        & (case_holders.from_on < open_cases.opened_on),
    ),
    confidence=Confidence.UNCERTAIN,
    exceptions="The child already had an allocated worker.",
    local_default="1 working day (2 seen)",
    source=LOCAL_PRACTICE,
)

NO_MANAGER = Rule(
    id="management-decision-missing",
    title="Referral decision with no manager named",
    area=Area.FRONT_DOOR,
    aspect=Aspect.OVERSIGHT,
    looks_at=referrals.where(~nothing_chosen(referrals.outcomes)),
    wrong=none_of(event("referral-decision"), where=events.by.is_present(), since=referrals.referred_on),
    says="The referral of {referrals.referred_on} has an outcome, and no manager's decision with a name.",
    condition="A referral has an outcome, and no decision with a manager's name is recorded since it came "
    "in. Needs the council's own record of decisions.",
    severity=Severity.MEDIUM,
    source=INSPECTION_THEME,
)

SOURCE_MISSING = Rule(
    id="referral-source-missing",
    title="Referral source missing",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=referrals,
    wrong=referrals.source.is_missing() | ~referrals.source.is_in(referrals.source.codes),
    says="The referral of {referrals.referred_on} doesn't say who made it, in a code that the census knows: "
    "{referrals.source}.",
    condition="Who referred is empty, or is not in the code list.",
    severity=Severity.MEDIUM,
    source=CENSUS_RULES,
)

# A strategy discussion in a file of events counts as work where there is one; no such file proves nothing.
DISCUSSED = any_of(event("strategy-discussion"), since=referrals.referred_on).certain()

NO_OUTCOME = Rule(
    id="referral-no-outcome",
    title="Referral with no outcome after 2 working days",
    area=Area.FRONT_DOOR,
    aspect=Aspect.OVERSIGHT,
    looks_at=referrals.where(referrals.referred_on + working_days(2) < AS_OF),
    wrong=nothing_chosen(referrals.outcomes)
    & ~says_yes(referrals.no_further_action).certain()
    & referrals.closed_on.is_missing()
    & none_of(assessments, since=referrals.referred_on)
    & none_of(section_47_enquiries, since=referrals.referred_on)
    & ~DISCUSSED,
    says="The referral of {referrals.referred_on} has no outcome, and no assessment, strategy discussion or "
    "closure has followed.",
    condition="A referral is more than 2 working days old with no outcome, no assessment, no strategy "
    "discussion and no closure.",
    severity=Severity.HIGH,
    source=EXPECTATION,
)

EARLIER = (OTHER.referred_on < referrals.referred_on) & (
    OTHER.referred_on >= referrals.referred_on - months(12)
)

REPEAT = Rule(
    id="repeat-referral-12-months",
    title="Referred again within 12 months",
    area=Area.FRONT_DOOR,
    aspect=Aspect.OVERSIGHT,
    looks_at=referrals,
    wrong=any_of(
        OTHER,
        where=OTHER.referred_on < referrals.referred_on,
        since=referrals.referred_on - months(12),
        to=referrals.referred_on,
    ),
    shows={"before": written(latest_of(OTHER.referred_on, OTHER, where=EARLIER))},
    says="Referred on {referrals.referred_on}, within 12 months of the referral of {before}.",
    condition="A referral comes in within 12 months of an earlier one for the same child. A fact to learn "
    "from, not a failing.",
    severity=Severity.INFO,
    source="DfE children in need statistics (re-referral measure; text not checked)",
)

OF_THIS_REFERRAL = {
    "assessment": any_of(assessments, link=(referrals.referral_id, assessments.referral_id)),
    "plan": any_of(child_protection_plans, link=(referrals.referral_id, child_protection_plans.referral_id)),
    "enquiry": any_of(section_47_enquiries, link=(referrals.referral_id, section_47_enquiries.referral_id)),
}

# A census of the year in which a case closed lacks the work of the year before.
WORK_NOT_TOLD = (
    (count_of(assessments, since=referrals.referred_on) < 0)
    | (count_of(child_protection_plans, since=referrals.referred_on) < 0)
    | (count_of(section_47_enquiries, since=referrals.referred_on) < 0)
)

NO_ACTION_BUT_WORK = Rule(
    id="nfa-referral-has-activity",
    title="No further action referral with work on it",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=referrals.where(says_yes(referrals.no_further_action)),
    wrong=OF_THIS_REFERRAL["assessment"]
    | OF_THIS_REFERRAL["plan"]
    | OF_THIS_REFERRAL["enquiry"]
    | WORK_NOT_TOLD,
    says="The referral of {referrals.referred_on} says no further action, and has an assessment, a "
    "protection plan or a section 47 enquiry on it.",
    condition="A referral marked no further action has an assessment, a child protection plan or a section "
    "47 enquiry on it.",
    severity=Severity.HIGH,
    source=CENSUS_RULES,
)

BEFORE_THIS = (OTHER.referred_on < referrals.referred_on) | (
    (OTHER.referred_on == referrals.referred_on) & (key_of(OTHER) < key_of(referrals))
)
STILL_OPEN = (OTHER.closed_on > referrals.referred_on) | (
    OTHER.closed_on.is_missing() & OTHER.no_further_action.not_yes()
)

OVERLAP = Rule(
    id="overlapping-referrals",
    title="Two referrals open at once",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=referrals,
    wrong=any_of(OTHER, where=BEFORE_THIS & STILL_OPEN),
    shows={"before": written(latest_of(OTHER.referred_on, OTHER, where=BEFORE_THIS & STILL_OPEN))},
    says="The referral of {referrals.referred_on} begins while the referral of {before} is still open.",
    condition="A referral begins while an earlier one of the same child is open. One that begins on the day "
    "the other was closed does not overlap, and one with no further action and no closure is not open.",
    severity=Severity.HIGH,
    source=f"{CENSUS_RULES}: dates on the episodes overlap",
)

BORN_OR_DUE = children.born_on.or_else(children.expected_on)

LONG_BEFORE_BIRTH = Rule(
    id="referral-over-40-weeks-before-birth",
    title="Referral too long before birth",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=referrals,
    wrong=referrals.referred_on < BORN_OR_DUE - weeks(40),
    shows={"born": written(BORN_OR_DUE)},
    says="Referred on {referrals.referred_on}, over 40 weeks before the birth date, {born}.",
    condition="The referral is dated over 40 weeks before the date of birth, or before the expected date.",
    severity=Severity.MEDIUM,
    source=CENSUS_RULES,
)
