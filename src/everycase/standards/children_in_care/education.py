"""Education of children in care: personal education plans and school places."""

from everycase.record.schema import care_periods, children
from everycase.record.schema.terms import months, working_days
from everycase.standards.children_in_care.common import EDUCATION_GUIDANCE, LEFT_CARE, SHORT_BREAKS
from everycase.standards.language import LATER, Area, Aspect, Clock, Force, event, since

SINCE_2014 = since(2014, 7, 1)

FIRST_EDUCATION_PLAN = Clock(
    id="pep-initial-10-working-days",
    title="First personal education plan started",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=event("education-plan-recorded"),
    within=working_days(10),
    unless=SHORT_BREAKS | (children.born_on.age_on(care_periods.started_on) < 3).certain(),
    force=Force.GUIDANCE,
    in_force=SINCE_2014,
    exceptions="It must be ready for the first review at 20 working days. Children under 3 on entering care, "
    "too young for early education, are left out.",
    source=f"{EDUCATION_GUIDANCE} (paragraph not checked): started within 10 working days and ready for the "
    "first review",
)

EDUCATION_PLAN_REVIEWED = Clock(
    id="pep-review-termly",
    title="Personal education plan reviewed",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=event("education-plan-recorded"),
    within=months(4),
    links=LATER,
    unless=SHORT_BREAKS,
    force=Force.GUIDANCE,
    in_force=SINCE_2014,
    local_default="3 in each school year",
    counting="The same day of the month 4 months after the plan was started or last reviewed, or the month's "
    "last day if it has none.",
    approximate="The rule is once in each school term; 4 months stand for it where no term dates are held.",
    source=EDUCATION_GUIDANCE,
)

SCHOOL_PLACE = Clock(
    id="school-place-20-school-days",
    title="School place found for a child in care who has to move school",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=event("school-place-needed"),
    ends=event("school-place-started"),
    within=working_days(20),
    force=Force.GUIDANCE,
    in_force=SINCE_2014,
    approximate="The limit is 20 school days; working days stand for them where no school calendar is held.",
    source=f"{EDUCATION_GUIDANCE} (20 school days; paragraph not checked)",
)
