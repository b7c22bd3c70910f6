"""Cases that close, and cases that should have closed or moved on."""

from everycase.record.schema import (
    assessments,
    care_leavers,
    care_periods,
    child_in_need_plans,
    child_protection_plans,
    children,
    disabilities,
    initial_conferences,
    open_cases,
    referrals,
    section_47_enquiries,
)
from everycase.record.schema.fields import Field, Table
from everycase.record.schema.terms import (
    AS_OF,
    Term,
    any_of,
    latest_of,
    none_of,
    working_days,
    years,
)
from everycase.standards.language import (
    Area,
    Aspect,
    Clock,
    Confidence,
    Rule,
    Severity,
    event,
)
from everycase.standards.words import (
    CENSUS_RULES,
    CHILD_LISTS,
    LOCAL_DATA_QUALITY,
    LOCAL_PRACTICE,
    ends_before,
    not_ended,
    says,
    says_yes,
)

CLOSED = referrals.where(referrals.closed_on.is_present())
ASSESSMENT_OF_IT = (referrals.referral_id, assessments.referral_id)
ENQUIRY_OF_IT = (referrals.referral_id, section_47_enquiries.referral_id)
PROTECTION_OF_IT = (referrals.referral_id, child_protection_plans.referral_id)
PLAN_OF_IT = (referrals.referral_id, child_in_need_plans.referral_id)
CONFERENCE_OF_IT = (referrals.referral_id, initial_conferences.referral_id)

CLOSING_RECORD = Clock(
    id="case-closure-record-10-working-days",
    title="Closing summary and chronology finished",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    starts=event("closure-decided"),
    ends=referrals.closed_on,
    within=working_days(10),
    confidence=Confidence.UNCERTAIN,
    local_default="10 working days",
    source=LOCAL_PRACTICE,
)

NO_REASON = Rule(
    id="closed-with-no-reason",
    title="Closed with no reason, or reason with no date",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=referrals,
    wrong=referrals.closed_on.is_present() != referrals.close_reason.is_present(),
    says="The referral of {referrals.referred_on} has a closing date of {referrals.closed_on} and a reason "
    "of {referrals.close_reason}: there should be both or neither.",
    condition="A case has a closing date without a reason, or a reason without a date.",
    severity=Severity.MEDIUM,
    source=CENSUS_RULES,
)

CLOSED_BEFORE_REFERRAL = Rule(
    id="closed-before-referral",
    title="Closed before it was referred",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=referrals,
    wrong=ends_before(referrals.closed_on, referrals.referred_on),
    says="The case is closed on {referrals.closed_on}, before its referral of {referrals.referred_on}.",
    condition="The closing date is before the date of the referral.",
    severity=Severity.HIGH,
    source=CENSUS_RULES,
)


def _after_closing(table: Table, started_on: Field, link: tuple[Field, Field]) -> Term:
    """Whether work on the referral begins after its closing; null where the files don't reach back to it."""
    return any_of(table, where=started_on > referrals.closed_on, link=link, since=referrals.closed_on)


WORK_AFTER_CLOSING = Rule(
    id="activity-after-closure",
    title="Work dated after closure",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=CLOSED,
    wrong=_after_closing(assessments, assessments.started_on, ASSESSMENT_OF_IT)
    | _after_closing(child_protection_plans, child_protection_plans.started_on, PROTECTION_OF_IT)
    | _after_closing(child_in_need_plans, child_in_need_plans.started_on, PLAN_OF_IT)
    | _after_closing(section_47_enquiries, section_47_enquiries.started_on, ENQUIRY_OF_IT),
    since=referrals.closed_on,
    says="The case closed on {referrals.closed_on}, and an assessment, plan or enquiry on it begins later.",
    condition="An assessment, a plan or a section 47 enquiry on the referral begins after its closing date.",
    severity=Severity.HIGH,
    source=f"{CENSUS_RULES}: activity shown after a case has been closed",
)

DIED_WITHOUT_DATE = Rule(
    id="closed-died-with-no-death-date",
    title="Closed because the child died, with no date of death",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=referrals.where(says(referrals.close_reason, "RC2")),
    wrong=children.died_on.is_missing(),
    says="The case of {referrals.referred_on} closed because the child died, and the date of death is not "
    "recorded.",
    condition="The reason for closing is that the child died, and there is no date of death.",
    severity=Severity.HIGH,
    source=CENSUS_RULES,
)

LAST_UNFINISHED_ENQUIRY = latest_of(
    section_47_enquiries.started_on,
    section_47_enquiries,
    where=section_47_enquiries.ended_on.is_missing(),
    link=ENQUIRY_OF_IT,
)
LAST_CONFERENCE = latest_of(initial_conferences.held_on, initial_conferences, link=CONFERENCE_OF_IT)
HAS_UNFINISHED_ENQUIRY = any_of(
    section_47_enquiries, where=section_47_enquiries.ended_on.is_missing(), link=ENQUIRY_OF_IT
)

CLOSED_UNFINISHED = Rule(
    id="closed-with-open-assessment-or-s47",
    title="Closed while an assessment or section 47 enquiry is still open",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=CLOSED,
    wrong=any_of(assessments, where=assessments.authorised_on.is_missing(), link=ASSESSMENT_OF_IT)
    | (HAS_UNFINISHED_ENQUIRY & (LAST_CONFERENCE.is_missing() | (LAST_CONFERENCE < LAST_UNFINISHED_ENQUIRY))),
    since=referrals.closed_on,
    says="The case closed on {referrals.closed_on} with an assessment not authorised or a section 47 enquiry "
    "not ended.",
    condition="The referral is closed, and an assessment on it has no date of authorisation or a section 47 "
    "enquiry on it has neither an end nor a conference.",
    severity=Severity.HIGH,
    source=CENSUS_RULES,
)

PLAN_OPEN = any_of(child_in_need_plans, where=not_ended(child_in_need_plans.ended_on))
PROTECTION_OPEN = any_of(child_protection_plans, where=not_ended(child_protection_plans.ended_on))

NOTHING_UNDER_WAY = Rule(
    id="open-no-assessment-no-plan",
    title="Open case with neither an assessment under way nor a plan",
    area=Area.ASSESSMENT,
    aspect=Aspect.PLANS,
    looks_at=open_cases.where(
        not_ended(open_cases.closed_on) & (open_cases.opened_on + working_days(45) < AS_OF)
    ),
    wrong=none_of(assessments, where=not_ended(assessments.authorised_on))
    & ~PLAN_OPEN
    & ~PROTECTION_OPEN
    & none_of(care_periods, where=not_ended(care_periods.ended_on))
    & none_of(care_leavers),
    says="The case has been open since {open_cases.opened_on}, with no assessment under way, no plan and no "
    "time in care.",
    condition="A case has been open over 45 working days with no open assessment, no child in need plan, no "
    "child protection plan and no care, and the young person is not a care leaver.",
    severity=Severity.HIGH,
    source=CHILD_LISTS,
)

PAST_18 = Rule(
    id="open-case-past-18",
    title="Child in need case open after 18th birthday",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=open_cases.where(not_ended(open_cases.closed_on)),
    wrong=(children.born_on.age_on(AS_OF) >= 18)
    & none_of(care_leavers)
    & none_of(disabilities, where=disabilities.disability != "NONE")
    & ~says_yes(children.disabled).certain(),
    since=children.born_on + years(18),
    says="Born on {children.born_on}, over 18, with the case of {open_cases.opened_on} still open.",
    condition="A case is open for somebody of 18 or over who is not a care leaver and has no disability.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)
