"""When an assessment begins, is checked, is finished and is shared."""

from everycase.record.schema import (
    assessment_limits,
    assessments,
    children,
    open_cases,
    referrals,
)
from everycase.record.schema.terms import (
    AS_OF,
    any_of,
    count_of,
    months,
    none_of,
    weeks,
    working_days,
)
from everycase.standards.language import (
    EVERY,
    LATER,
    Area,
    Aspect,
    Clock,
    Confidence,
    Direction,
    Force,
    event,
    since,
)
from everycase.standards.words import CASES_CHAPTER, LOCAL_PRACTICE, NOBODY_CAN_TELL, SEEN, unborn_on

BEFORE_2013 = since(2013, 4, 14).since

COMPLETED_WITHIN = working_days(45)
COUNTED_FROM = assessment_limits.counted_from
# The first assessment in the files is the first after the referral only where the files go back to the
# referral. One finished in time from there is in time from anywhere.
FIRST_NOT_TOLD = (
    assessment_limits.from_referral
    & ~(assessment_limits.authorised_on <= COUNTED_FROM + COMPLETED_WITHIN).certain()
    & (count_of(assessments, since=COUNTED_FROM, to=assessment_limits.started_on) < 0)
)

COMPLETED = Clock(
    id="assessment-45-working-days",
    title="Social work (child and family) assessment completed",
    area=Area.ASSESSMENT,
    aspect=Aspect.TIMELINESS,
    starts=assessment_limits.counted_from,
    until=assessment_limits.closed_on,
    ends=assessment_limits.authorised_on,
    within=COMPLETED_WITHIN,
    unless=FIRST_NOT_TOLD,
    force=Force.GUIDANCE,
    in_force=since(2013, 4, 15),
    counting="45 working days after the start; the start day is day 0; weekends and England's bank holidays "
    "are not counted. The first assessment after a referral is counted from the referral, as Working "
    "Together says; a later one on the same open case from its own start. The census is understood to count "
    "every one from its own start, so its figures can differ.",
    exceptions="When the limit is passed the reason must be recorded. 45 days is a maximum: the pace should "
    "fit the child.",
    local_default="35 working days seen as a stretch",
    source=f"{CASES_CHAPTER}; replaced 10-day initial and 35-day core assessments",
)

INITIAL = Clock(
    id="initial-assessment-10-working-days-historic",
    title="Until April 2013: initial assessment completed",
    area=Area.ASSESSMENT,
    aspect=Aspect.TIMELINESS,
    starts=open_cases.opened_on,
    until=open_cases.closed_on,
    ends=event("initial-assessment-completed"),
    within=working_days(10),
    force=Force.GUIDANCE,
    in_force=since(2010, 4, 1, BEFORE_2013),
    exceptions="A referral of which nothing further came: no assessment followed from it. Authorities that "
    "tried out Professor Munro's flexible limits.",
    source="Working Together 2010; duration named in Community Care article of 22 Sept 2011; exact "
    "commencement date in 2010 not checked",
)

CORE = Clock(
    id="core-assessment-35-working-days-historic",
    title="Until April 2013: core assessment completed",
    area=Area.ASSESSMENT,
    aspect=Aspect.TIMELINESS,
    starts=event("core-assessment-started"),
    ends=event("core-assessment-completed"),
    within=working_days(35),
    force=Force.GUIDANCE,
    in_force=since(2000, 4, 1, BEFORE_2013),
    source="Framework for the Assessment of Children in Need 2000; duration named in Community Care article "
    "of 22 Sept 2011; start date not checked",
)

CHILD_SEEN = Clock(
    id="child-seen-in-assessment-5-working-days",
    title="Child seen after the referral",
    area=Area.ASSESSMENT,
    aspect=Aspect.VOICE,
    starts=open_cases.opened_on,
    until=open_cases.closed_on,
    ends=SEEN,
    within=working_days(5),
    unless=unborn_on(open_cases.opened_on),
    confidence=Confidence.UNCERTAIN,
    exceptions="A child not yet born when the referral came in.",
    local_default="5 working days (10 seen); the same day where the risk is immediate",
    source=f"{LOCAL_PRACTICE}; Working Together expects the child to be seen without this number",
)

CHECKPOINT = Clock(
    id="assessment-manager-checkpoint-10-working-days",
    title="Manager's checkpoint early in the assessment",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    starts=assessments.started_on,
    until=assessments.authorised_on,
    ends=event("assessment-checkpoint"),
    within=working_days(10),
    confidence=Confidence.UNCERTAIN,
    local_default="10 working days (also at 20 or 30)",
    source=LOCAL_PRACTICE,
)

SIGNED_OFF = Clock(
    id="assessment-sign-off-3-working-days",
    title="Finished assessment authorised by a manager",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    starts=event("assessment-submitted"),
    ends=assessments.authorised_on,
    within=working_days(3),
    confidence=Confidence.UNCERTAIN,
    local_default="3 working days",
    source=LOCAL_PRACTICE,
)

SHARED = Clock(
    id="assessment-shared-with-family-5-working-days",
    title="Assessment shared with parents and child",
    area=Area.ASSESSMENT,
    aspect=Aspect.PARTNERS,
    starts=assessments.authorised_on,
    ends=event("assessment-shared"),
    within=working_days(5),
    confidence=Confidence.UNCERTAIN,
    exceptions="Sharing it would put the child at risk.",
    local_default="5 working days",
    source=LOCAL_PRACTICE,
)

REFRESHED = Clock(
    id="assessment-refresh-12-months",
    title="Open child's assessment refreshed",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    starts=open_cases.opened_on,
    until=open_cases.closed_on,
    ends=assessments.authorised_on,
    within=months(12),
    links=LATER,
    confidence=Confidence.UNCERTAIN,
    local_default="12 months, or on any significant change",
    source=LOCAL_PRACTICE,
)

BY_20_WEEKS = children.expected_on - weeks(20)
# With no referral at all, nobody can tell when the council was told.
REFERRED_TOO_LATE = none_of(referrals, since=children.expected_on - weeks(42), to=BY_20_WEEKS) & (
    any_of(referrals, since=BY_20_WEEKS, to=AS_OF) | NOBODY_CAN_TELL
)
"""No referral in the first half of the pregnancy, as far as every file that might hold one says."""

PRE_BIRTH = Clock(
    id="pre-birth-assessment-start-by-20-weeks-pregnant",
    title="Pre-birth assessment started by about 20 weeks of pregnancy",
    area=Area.ASSESSMENT,
    aspect=Aspect.TIMELINESS,
    starts=children.expected_on,
    ends=assessments.started_on,
    within=weeks(20),
    direction=Direction.BEFORE,
    looks_back=280,
    unless=REFERRED_TOO_LATE,
    confidence=Confidence.UNCERTAIN,
    counting="Counted back 20 weeks from the expected date of birth, every day counted. Where the referral "
    "came later than that, the assessment's own limit from the referral holds instead.",
    exceptions="The council was told of the pregnancy late, or it was concealed.",
    local_default="start at 12 to 20 weeks of pregnancy",
    source=LOCAL_PRACTICE,
)

YOUNG_CARER = Clock(
    id="young-carer-assessment-45-working-days",
    title="Young carer's needs assessed",
    area=Area.ASSESSMENT,
    aspect=Aspect.TIMELINESS,
    starts=event("young-carer-assessment-requested"),
    ends=event("young-carer-assessment-completed"),
    within=working_days(45),
    confidence=Confidence.UNCERTAIN,
    in_force=since(2015, 4, 1),
    local_default="45 working days",
    source="Duty: Children Act 1989 s17ZA and Young Carers (Needs Assessments) (England) Regulations 2015; "
    "no national number of days found",
)

HOMELESS = Clock(
    id="homeless-16-17-assessment-10-working-days",
    title="Homeless young person of 16 or 17 assessed under section 17 or 20",
    area=Area.ASSESSMENT,
    aspect=Aspect.TIMELINESS,
    starts=event("presented-as-homeless"),
    ends=event("homeless-assessment-decided"),
    within=working_days(10),
    confidence=Confidence.UNCERTAIN,
    in_force=since(2018, 4, 1),
    exceptions="Somewhere to stay is given at once if there is nowhere safe tonight.",
    local_default="10 working days; joint triage the same day",
    source="Duty: s20 and the 2018 joint guidance on homeless 16 and 17 year olds; day count not verified",
)

SUPERVISION = Clock(
    id="supervision-every-month-assessment",
    title="Case discussed in supervision during the assessment",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    starts=assessments.started_on,
    until=assessments.authorised_on,
    ends=event("supervision"),
    within=months(1),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    local_default="every 2 to 4 weeks",
    source=LOCAL_PRACTICE,
)
