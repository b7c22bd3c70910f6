"""What a person asks of the case of a child in care."""

from everycase.standards.language import Area, Aspect, Question

THEME = "Own words; theme from Ofsted ILACS evaluation criteria (text not checked)"

MISSING_RESPONSE = Question(
    id="missing-response",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.VOICE,
    group="safety now",
    question="When the child was missing, did we find out why, and did anything change?",
    good_looks_like="Each time, a return interview was offered and what it said was used; patterns were "
    "looked for.",
    red_line=True,
    source=THEME,
)

CARERS_SAFE = Question(
    id="carers-safe",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    group="safety now",
    question="Is the child safe where they live now?",
    good_looks_like="The home is registered or the carers approved, their checks are current, and any "
    "allegation about them was dealt with.",
    red_line=True,
    source=THEME,
)

PLACED_LAWFULLY = Question(
    id="placed-lawfully",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    group="safety now",
    question="Is there lawful authority for where the child lives, and for any limit on their liberty?",
    good_looks_like="The consent or order is on the file, in date, and fits how the child really lives.",
    red_line=True,
    source="Own words; Children Act 1989 s20, s31, s25 and court orders on deprivation of liberty",
)

ADVOCACY_OFFERED = Question(
    id="advocacy-offered",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.VOICE,
    group="voice",
    question="Was the child offered an advocate at the times that matter?",
    good_looks_like="At conferences, reviews and complaints it was offered and explained, and the answer "
    "noted.",
    red_line=False,
    source=THEME,
)

CHILD_TOLD = Question(
    id="child-told-decisions",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.VOICE,
    group="voice",
    question="Has the child been told what was decided and why, in words they understand?",
    good_looks_like="A letter, a talk or a piece of life story work shows it.",
    red_line=False,
    source=THEME,
)

CARE_PLAN_MEETS_NEEDS = Question(
    id="care-plan-meets-needs",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    group="plan",
    question="Does the care plan meet the child's needs today: health, school, family and identity?",
    good_looks_like="Every part is up to date, and the review has tested it.",
    red_line=False,
    source=THEME,
)

EDUCATION_PLAN_WORKS = Question(
    id="education-plan-works",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    group="plan",
    question="Does the education plan make a difference?",
    good_looks_like="It sets targets, the pupil premium is spent on them, and attendance and progress are "
    "looked at each term.",
    red_line=False,
    source=THEME,
)

WORKER_RELATIONSHIP = Question(
    id="worker-relationship",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.VOICE,
    group="visits",
    question="Does the child have a worker whom they know and trust?",
    good_looks_like="Few changes of worker, with goodbyes and introductions done with care.",
    red_line=False,
    source=THEME,
)

CHALLENGE = Question(
    id="iro-chair-challenge",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    group="oversight and supervision",
    question="Did the reviewing officer or conference chair challenge where they should have?",
    good_looks_like="Concerns were raised formally, and resolved in time.",
    red_line=False,
    source=THEME,
)

HEALTH_NEEDS_MET = Question(
    id="health-needs-met",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PARTNERS,
    group="partners",
    question="Are the child's health and emotional needs met without long waits?",
    good_looks_like="Assessments are on time, and what they ask for was done.",
    red_line=False,
    source=THEME,
)

WRITTEN_FOR_CHILD = Question(
    id="written-for-child",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    group="recording",
    question="Is the record written as if the child will read it one day?",
    good_looks_like="Warm, fair and honest, without labels.",
    red_line=False,
    source=THEME,
)

EDUCATION_AND_ACTIVITIES = Question(
    id="education-and-activities",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    group="outcomes",
    question="Is the child doing well at school, and having a childhood?",
    good_looks_like="Attendance, friends and interests are known and supported.",
    red_line=False,
    source=THEME,
)

PERMANENCE_EARLY = Question(
    id="permanence-early",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    group="permanence",
    question="Was a permanent home planned for from the start, with more than one way to it at once?",
    good_looks_like="There was a plan by the second review, brothers and sisters were thought of, and any "
    "delay is explained.",
    red_line=False,
    source=THEME,
)

FAMILY_TIME_RIGHT = Question(
    id="family-time-right",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PLANS,
    group="permanence",
    question="Is the child's time with family safe, and right for the child?",
    good_looks_like="It follows the child's needs, is reviewed, and is supported.",
    red_line=False,
    source=THEME,
)
