"""Health of children in care: assessments, teeth, immunisations, and how they feel."""

from everycase.record.schema import (
    care_periods,
    children,
    health_checks,
    immunisations,
    strengths_and_difficulties,
)
from everycase.record.schema.terms import AS_OF, any_of, months, none_of, working_days, years
from everycase.standards.children_in_care.common import (
    CARE_PLANNING,
    CHECK_DONE,
    DENTAL_CHECKS,
    HEALTH_ASSESSMENTS,
    HEALTH_GUIDANCE,
    IN_CARE,
    LEFT_CARE,
    LOCAL_PROCEDURES,
    RETURN_GUIDE,
    SHORT_BREAKS,
    SINCE_2011,
)
from everycase.standards.language import (
    EVERY,
    LATER,
    Area,
    Aspect,
    ByAge,
    Clock,
    Force,
    Rule,
    Severity,
    event,
    since,
)

SINCE_2015 = since(2015, 3, 1)
"""When the guidance on health was published."""

INITIAL_ASSESSMENT = Clock(
    id="initial-health-assessment-20-working-days",
    title="Initial health assessment done",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    # Annex A doesn't say which kind of assessment it was: the first one in care is the initial one.
    ends=health_checks.checked_on.where(
        health_checks.kind.is_in(("INITIAL", "ASSESSMENT")) & CHECK_DONE
    ).reaching("health_checks:ASSESSMENT"),
    within=working_days(20),
    unless=SHORT_BREAKS,
    severity=Severity.HIGH,
    force=Force.GUIDANCE,
    in_force=SINCE_2015,
    local_default="referral to health within 5 working days",
    counting="20 working days after entering care, so that the report is ready for the first review; that "
    "day is day 0; weekends and England's bank holidays are not counted.",
    exceptions="A recent assessment that does the same; a child who understands and refuses.",
    source=f"{HEALTH_GUIDANCE}; {CARE_PLANNING} reg 7 requires it before placement or as soon as practicable",
)

HEALTH_TOLD = Clock(
    id="health-referral-5-working-days",
    title="Health team told of a child new to care",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PARTNERS,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=event("health-referral-sent"),
    within=working_days(5),
    unless=SHORT_BREAKS,
    local_default="5 working days (2 to 3 seen)",
    exceptions="The request counts once consent has been sent with it.",
    source=LOCAL_PROCEDURES,
)

REVIEW_ASSESSMENTS = Clock(
    id="health-assessment-by-age",
    title="Review health assessment done",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=HEALTH_ASSESSMENTS,
    within=ByAge(((0, months(6)), (5, months(12)))),
    links=LATER,
    unless=SHORT_BREAKS,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    counting="After the last assessment: 6 months while the child is under 5 when those are up, 12 months "
    "from age 5; the same day of the month, or the month's last day if it has none.",
    exceptions="A child who understands and refuses.",
    source=f"{CARE_PLANNING} reg 7(3); reported in SSDA903",
    also=("health-assessment-under-5-every-6-months", "health-assessment-5-and-over-every-12-months"),
)

DENTAL_CHECK = Clock(
    id="dental-check-every-12-months",
    title="Dental check done",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=DENTAL_CHECKS,
    within=months(12),
    links=EVERY,
    unless=SHORT_BREAKS,
    force=Force.GUIDANCE,
    in_force=SINCE_2015,
    local_default="6 months seen",
    counting="The same day of the month 12 months after entering care, then after each check, or the month's "
    "last day if it has none.",
    exceptions="A child under 1 in the return's practice (to be checked); refusal.",
    source=f"{HEALTH_GUIDANCE}; SSDA903 asks whether teeth were checked in the year",
)

IMMUNISATIONS_CHECKED = Clock(
    id="immunisations-up-to-date-12-months",
    title="Immunisations looked at",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=immunisations.status_on,
    within=months(12),
    links=EVERY,
    unless=SHORT_BREAKS,
    force=Force.GUIDANCE,
    in_force=SINCE_2015,
    counting="The same day of the month 12 months after entering care, then each time they are looked at, or "
    "the month's last day if it has none.",
    source=f"{HEALTH_GUIDANCE}; SSDA903 outcome item",
)

QUESTIONNAIRE = Clock(
    id="sdq-every-12-months-age-4-to-16",
    title="Strengths and difficulties questionnaire done",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.VOICE,
    starts=care_periods.started_on.not_before(children.born_on + years(4)),
    until=LEFT_CARE.earlier_of(children.born_on + years(17)),
    ends=strengths_and_difficulties.completed_on,
    within=months(12),
    links=EVERY,
    unless=SHORT_BREAKS,
    force=Force.GUIDANCE,
    in_force=since(2008, 4, 1),
    counting="The same day of the month 12 months after entering care or turning 4, then after each "
    "questionnaire, while the child is 4 to 16.",
    exceptions="A dated reason why none was done counts as one.",
    source=f"SSDA903 guide (children looked after 12 months, aged 4 to 16); {HEALTH_GUIDANCE}",
)

OVER_A_YEAR = IN_CARE & ~SHORT_BREAKS & (care_periods.started_on + months(12) <= AS_OF)
AGE = children.born_on.age_on(AS_OF)

NO_ASSESSMENT = Rule(
    id="cla-health-missing",
    title="No health assessment in last year",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    looks_at=care_periods.where(OVER_A_YEAR),
    wrong=none_of(HEALTH_ASSESSMENTS, since=AS_OF - months(12), to=AS_OF)
    | ((AGE < 5) & none_of(HEALTH_ASSESSMENTS, since=AS_OF - months(6), to=AS_OF)),
    says="In care since {care_periods.started_on}; no health assessment is recorded in the last 12 months, "
    "or 6 for a child under 5.",
    condition="A child in care for 12 months has had a health assessment in the last 12 months, or in the "
    "last 6 if under 5.",
    severity=Severity.HIGH,
    source=f"{CARE_PLANNING} reg 7",
)

SCORED = strengths_and_difficulties.score.is_present() & (
    strengths_and_difficulties.completed_on >= AS_OF - months(12)
)
# Where there is no questionnaire there is often no date: a reason without one is taken to be this year's.
EXPLAINED = (
    strengths_and_difficulties.reason.is_present()
    & ~(strengths_and_difficulties.completed_on < AS_OF - months(12)).certain()
)

NO_QUESTIONNAIRE = Rule(
    id="cla-sdq-missing-no-reason",
    title="No SDQ and no reason",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.VOICE,
    looks_at=care_periods.where(OVER_A_YEAR & (AGE >= 4) & (AGE <= 16)),
    wrong=~any_of(strengths_and_difficulties, where=SCORED | EXPLAINED),
    says="In care since {care_periods.started_on}; in the last 12 months there is neither a strengths and "
    "difficulties score nor a reason for none.",
    condition="A child of 4 to 16 who has been in care for 12 months has a strengths and difficulties score "
    "in the last 12 months, or a reason why not.",
    severity=Severity.MEDIUM,
    source=RETURN_GUIDE,
)
