"""A disabled child's plan and visits, the move to adulthood, and how a disability is recorded."""

from everycase.record.schema import (
    birthdays,
    child_in_need_plans,
    children,
    disabilities,
    open_cases,
    special_educational_needs,
    visits,
)
from everycase.record.schema.fields import another
from everycase.record.schema.terms import (
    AS_OF,
    any_of,
    calendar_days,
    key_of,
    months,
    none_of,
    weeks,
)
from everycase.standards.disabled_children.common import (
    DISABLED,
    HAS_A_DISABILITY_CODE,
    LOCAL_DATA_QUALITY,
    LOCAL_PROCEDURES,
    SINCE_2014,
)
from everycase.standards.language import (
    EVERY,
    Area,
    Aspect,
    Clock,
    Confidence,
    Direction,
    Force,
    Rule,
    Severity,
    event,
    since,
)

CENSUS_RULES = (
    "DfE children in need census validation rules as coded in data-to-insight/csc-validator-be-cin "
    "(message text read)"
)

ANOTHER_DISABILITY = another(disabilities)

PLAN_REVIEWED = Clock(
    id="disabled-child-cin-review-6-months",
    title="Child in need plan of disabled child reviewed",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.PLANS,
    starts=child_in_need_plans.started_on.where(DISABLED),
    until=child_in_need_plans.ended_on,
    until_age=18,
    ends=event("child-in-need-review-held"),
    within=months(6),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    local_default="6 months",
    exceptions="A plan of short breaks only may be reviewed yearly.",
    source=LOCAL_PROCEDURES,
)

VISITED = Clock(
    id="disabled-child-visit-every-12-weeks",
    title="Disabled child on child in need plan visited",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.TIMELINESS,
    starts=child_in_need_plans.started_on.where(DISABLED),
    until=child_in_need_plans.ended_on,
    until_age=18,
    ends=visits.visited_on,
    within=weeks(12),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    local_default="6 to 12 weeks",
    exceptions="Higher need: every 4 to 6 weeks.",
    source=LOCAL_PROCEDURES,
)

OPEN_AT_YEARS_END = any_of(
    open_cases,
    where=(open_cases.opened_on <= birthdays.school_year_ends_on)
    & (open_cases.closed_on.is_missing() | (open_cases.closed_on > birthdays.school_year_ends_on)),
)

TRANSITION_PLANNED = Clock(
    id="transition-plan-by-14",
    title="Transition to adulthood planned from year 9",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.PLANS,
    starts=birthdays.school_year_ends_on.where(birthdays.age == 14),
    ends=event("transition-plan"),
    within=calendar_days(0),
    direction=Direction.BEFORE,
    unless=~(DISABLED & OPEN_AT_YEARS_END),
    # A plan from before year 7 is too old to be one for adulthood.
    looks_back=3 * 366,
    force=Force.GUIDANCE,
    in_force=SINCE_2014,
    counting="By 31 August at the end of the school year (year 9) in which the child turns 14. Children "
    "with a disability whose case is open then",
    source="SEND code of practice: 0 to 25 years (2015), preparing for adulthood from year 9",
)

HEALTH_OR_EDUCATION_NOTICE = Clock(
    id="health-accommodated-3-months-notice",
    title="Hospital, school or care home tells authority a child has lived there 3 months (s85/86)",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.PARTNERS,
    starts=event("accommodated-by-health-or-education"),
    ends=event("accommodation-notice-received"),
    within=months(3),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=since(1991, 10, 14),
    source="Children Act 1989 s85 and s86",
)

NONE_WITH_OTHERS = Rule(
    id="disability-none-with-others",
    title="Disability says none and something else",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.RECORDS,
    looks_at=disabilities.where(disabilities.disability == "NONE"),
    wrong=any_of(ANOTHER_DISABILITY, where=ANOTHER_DISABILITY.disability != "NONE"),
    says="The record says both that the child has no disability and that the child has one.",
    condition="A child recorded as having no disability has none recorded.",
    severity=Severity.LOW,
    source=f"{CENSUS_RULES}: both None and other values",
)

SAME_TWICE = Rule(
    id="disability-duplicate",
    title="Same disability code twice",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.RECORDS,
    looks_at=disabilities,
    wrong=any_of(
        ANOTHER_DISABILITY,
        where=(ANOTHER_DISABILITY.disability == disabilities.disability)
        & (key_of(ANOTHER_DISABILITY) < key_of(disabilities)),
    ),
    says="The disability is recorded twice: {disabilities.disability}.",
    condition="Each disability of a child is recorded once.",
    severity=Severity.LOW,
    source=CENSUS_RULES,
)

NO_EDUCATION_LINK = Rule(
    id="disabled-child-no-ehc-link",
    title="Disabled child in open case with no education plan link",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.RECORDS,
    looks_at=children.where(
        HAS_A_DISABILITY_CODE
        & (children.born_on.age_on(AS_OF) >= 2)
        & any_of(open_cases, where=open_cases.closed_on.is_missing() | (open_cases.closed_on > AS_OF))
    ),
    wrong=none_of(special_educational_needs),
    says="The child has a disability and an open case, and no link to a special educational needs record.",
    condition="A child of 2 or older with a disability and an open case is linked to the special "
    "educational needs service's record, where an education, health and care plan would be.",
    severity=Severity.LOW,
    source=LOCAL_DATA_QUALITY,
)
