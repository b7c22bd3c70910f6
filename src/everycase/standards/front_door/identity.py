"""Who the child is: the facts that every record begins with."""

from everycase.record.schema import (
    assessments,
    child_in_need_plans,
    child_protection_plans,
    children,
    disabilities,
    open_cases,
    referrals,
)
from everycase.record.schema.terms import AS_OF, any_of, earliest_of, months, none_of
from everycase.standards.language import Area, Aspect, Rule, Severity
from everycase.standards.words import (
    CENSUS_RULES,
    UNBORN,
    not_ended,
    says,
    written,
)

HAS_OPEN_CASE = any_of(open_cases, where=not_ended(open_cases.closed_on))
# An assessment authorised before the birth couldn't ask.
ASSESSED_SINCE_BIRTH = assessments.authorised_on.is_present() & (
    assessments.authorised_on >= children.born_on
)
BOTH_DATES = children.born_on.is_present() & children.expected_on.is_present()

ETHNICITY_MISSING = Rule(
    id="ethnicity-missing",
    title="Ethnicity missing or invalid",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=children.where(~UNBORN),
    wrong=children.ethnicity.is_missing() | ~children.ethnicity.is_in(children.ethnicity.codes),
    says="The ethnic group is {children.ethnicity}, which is no code of the list.",
    condition="The ethnic group is empty or not in the code list. 'Not obtained' and 'refused' are answers, "
    "counted apart. Unborn children are left out.",
    severity=Severity.MEDIUM,
    source=f"{CENSUS_RULES}: ethnicity is missing or invalid",
)

ETHNICITY_NOT_OBTAINED = Rule(
    id="ethnicity-not-yet-obtained",
    title="Ethnicity still 'not obtained' after assessment",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    # The census takes no blank, and so has 'not obtained' of a child who isn't born.
    looks_at=children.where(says(children.ethnicity, "NOBT") & ~UNBORN),
    wrong=any_of(assessments, where=ASSESSED_SINCE_BIRTH, since=children.born_on - months(9)),
    since=earliest_of(assessments.authorised_on, assessments, where=ASSESSED_SINCE_BIRTH),
    shows={
        "assessed": written(earliest_of(assessments.authorised_on, assessments, where=ASSESSED_SINCE_BIRTH))
    },
    says="The ethnic group is still 'not obtained', though an assessment was authorised on {assessed}.",
    condition="The ethnic group is 'not obtained' and an assessment has been authorised since the birth.",
    severity=Severity.LOW,
    source=f"{CENSUS_RULES}: ethnicity is missing or invalid",
)

DISABILITY_MISSING = Rule(
    id="disability-missing",
    title="Disability not recorded",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=children.where(~UNBORN & HAS_OPEN_CASE),
    # A yes or no on the child is an answer too, where a file holds one.
    wrong=none_of(disabilities) & ~children.disabled.is_present().certain(),
    says="The case is open and nothing says whether the child has a disability.",
    condition="A child who has been born has an open case and no disability recorded: there should be a row "
    "that says none, where there is none.",
    severity=Severity.MEDIUM,
    source=f"{CENSUS_RULES}: disability is missing or invalid",
)

SEX_MISSING = Rule(
    id="sex-missing",
    title="Sex missing",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=children,
    wrong=children.sex.is_missing()
    | ~children.sex.is_in(["M", "F", "U"])
    | (UNBORN & says(children.sex, "M"))
    | (UNBORN & says(children.sex, "F")),
    says="The sex is {children.sex}; it should be male or female, or unknown for an unborn child.",
    condition="Sex is empty or not M, F or U, or an unborn child's is not U. The DfE asks about it when over "
    "2 percent of a return is missing.",
    severity=Severity.MEDIUM,
    source=f"{CENSUS_RULES}: sex must be M, F or U",
)

BIRTH_DATE_MISSING = Rule(
    id="dob-missing",
    title="Neither birth date nor expected birth date, or both",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=children,
    # Where no file holds the expected date, the record can't have both.
    wrong=(children.born_on.is_missing() & children.expected_on.is_missing()) | BOTH_DATES.certain(),
    says="The date of birth is {children.born_on} and the expected date of birth is {children.expected_on}: "
    "there should be one of the two.",
    condition="Exactly one of the date of birth and the expected date of birth should be there.",
    severity=Severity.HIGH,
    source=f"{CENSUS_RULES}: either, not both",
)

BORN_IN_THE_FUTURE = Rule(
    id="dob-after-snapshot",
    title="Birth date in the future",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=children.where(children.born_on.is_present()),
    wrong=children.born_on > AS_OF,
    says="The date of birth is {children.born_on}, which is still to come.",
    condition="The date of birth is after the date of the record.",
    severity=Severity.HIGH,
    source=CENSUS_RULES,
)

PUPIL_NUMBER_MISSING = Rule(
    id="upn-missing-school-age",
    title="Unique pupil number missing for a school-age child",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=children.where(~UNBORN & (children.born_on.age_on(AS_OF) >= 5)),
    wrong=children.upn.is_missing() & children.upn_unknown.is_missing(),
    says="Born on {children.born_on}, with no unique pupil number and no reason for having none.",
    condition="A child of 5 or over has neither a unique pupil number nor a reason for having none.",
    severity=Severity.LOW,
    source=CENSUS_RULES,
)

DEAD = children.where(children.died_on.is_present())
AFTER_DEATH = {
    "referral": referrals.referred_on > children.died_on,
    "assessment": assessments.started_on > children.died_on,
    "protection plan": child_protection_plans.started_on > children.died_on,
    "child in need plan": child_in_need_plans.started_on > children.died_on,
}
FIRST_AFTER_DEATH = (
    earliest_of(referrals.referred_on, referrals, where=AFTER_DEATH["referral"])
    .earlier_of(earliest_of(assessments.started_on, assessments, where=AFTER_DEATH["assessment"]))
    .earlier_of(
        earliest_of(
            child_protection_plans.started_on,
            child_protection_plans,
            where=AFTER_DEATH["protection plan"],
        )
    )
    .earlier_of(
        earliest_of(
            child_in_need_plans.started_on, child_in_need_plans, where=AFTER_DEATH["child in need plan"]
        )
    )
)

AFTER_A_DEATH = Rule(
    id="activity-after-death",
    title="Activity dated after death",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=DEAD,
    wrong=any_of(referrals, where=AFTER_DEATH["referral"], since=children.died_on)
    | any_of(assessments, where=AFTER_DEATH["assessment"], since=children.died_on)
    | any_of(child_protection_plans, where=AFTER_DEATH["protection plan"], since=children.died_on)
    | any_of(child_in_need_plans, where=AFTER_DEATH["child in need plan"], since=children.died_on),
    since=FIRST_AFTER_DEATH,
    shows={"first": written(FIRST_AFTER_DEATH)},
    says="The child died on {children.died_on}, and work is dated {first}.",
    condition="A referral, an assessment or a plan begins after the recorded date of death.",
    severity=Severity.HIGH,
    source=CENSUS_RULES,
)
