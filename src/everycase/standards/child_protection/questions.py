"""Questions about protecting a child that a person answers by reading the case."""

from everycase.standards.language import Area, Aspect, Question

OUR_OWN = "Own words; theme from Ofsted ILACS evaluation criteria (text not checked)"

SAFE_TODAY = Question(
    id="safe-today",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.OVERSIGHT,
    group="safety now",
    question="Is the child safe today, on what the file shows?",
    good_looks_like="Current risks are named, someone is acting on each one, and the child has been seen "
    "recently enough for those risks. If the answer is no or cannot tell, escalate before finishing the "
    "audit.",
    red_line=True,
    source=OUR_OWN,
)

HARM_OUTSIDE_HOME_SEEN = Question(
    id="harm-outside-home-seen",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PLANS,
    group="safety now",
    question="Is risk outside the home (exploitation, peers, online) recognised and planned for?",
    good_looks_like="The plan names places, people and online spaces, and partners disrupt those who harm.",
    red_line=True,
    source=OUR_OWN,
)

INJURY_OR_DISCLOSURE_FOLLOWED_UP = Question(
    id="injury-or-disclosure-followed-up",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    group="safety now",
    question="Was every injury or disclosure followed up properly?",
    good_looks_like="The child was spoken to, health advice was sought and a strategy discussion was held "
    "where needed.",
    red_line=True,
    source=OUR_OWN,
)

SAFETY_PLAN_REAL = Question(
    id="safety-plan-real",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PLANS,
    group="safety now",
    question="Does the safety plan rest on people who can and will carry it out?",
    good_looks_like="Named people have agreed their part, it has been tested, and it does not rely on the "
    "child or on a promise by the person who harmed them.",
    red_line=True,
    source=OUR_OWN,
)

CHILD_SEEN_ALONE = Question(
    id="child-seen-alone",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.VOICE,
    group="voice",
    question="Was the child seen alone, and as often as they should be?",
    good_looks_like="Seen alone at home and elsewhere; where not, the reason and the next attempt are "
    "written.",
    red_line=True,
    source=OUR_OWN,
)

PLAN_PROGRESSING = Question(
    id="plan-progressing",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PLANS,
    group="plan",
    question="Is the plan making the child safer, or is it drifting?",
    good_looks_like="Change is visible at each meeting; if not, something different was tried.",
    red_line=True,
    source=OUR_OWN,
)

CONTINGENCY_PLAN = Question(
    id="contingency-plan",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PLANS,
    group="plan",
    question="Is there a clear plan B, with a trigger and date?",
    good_looks_like="Everyone knows what happens if there is no change.",
    red_line=False,
    source=OUR_OWN,
)

CORE_GROUP_WORKS = Question(
    id="core-group-works",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PARTNERS,
    group="plan",
    question="Do the core group and reviews move the plan on?",
    good_looks_like="The right people come, actions are checked, disagreement is resolved.",
    red_line=False,
    source=OUR_OWN,
)

VISITS_OFTEN_ENOUGH = Question(
    id="visits-often-enough",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    group="visits",
    question="Were visits as often as this child's risk required?",
    good_looks_like="At least the standard, and more often at times of risk; missed visits were chased.",
    red_line=False,
    source=OUR_OWN,
)

UNANNOUNCED_VISITS = Question(
    id="unannounced-visits",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    group="visits",
    question="Were some visits unannounced and the home properly seen?",
    good_looks_like="Bedroom and kitchen seen, and conditions described.",
    red_line=False,
    source=OUR_OWN,
)

FALSE_COMPLIANCE = Question(
    id="false-compliance",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.OVERSIGHT,
    group="visits",
    question="Did the worker notice when a family looked compliant but was not?",
    good_looks_like="Claims were checked against other sources.",
    red_line=True,
    source=OUR_OWN,
)

MANAGER_GRIP = Question(
    id="manager-grip",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.OVERSIGHT,
    group="oversight and supervision",
    question="Did managers spot and stop drift?",
    good_looks_like="Clear direction, followed up; late work is asked about.",
    red_line=True,
    source=OUR_OWN,
)

LEGAL_ADVICE_TIMELY = Question(
    id="legal-advice-timely",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    group="oversight and supervision",
    question="Was legal advice sought at the right time?",
    good_looks_like="Pre-proceedings used to help change, not as delay; court not left too late.",
    red_line=True,
    source=OUR_OWN,
)

PARTNERS_CONTRIBUTE = Question(
    id="partners-contribute",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PARTNERS,
    group="partners",
    question="Did police, health and school share what they know and do their part?",
    good_looks_like="Present at key decisions; absences chased; disagreement escalated.",
    red_line=False,
    source=OUR_OWN,
)

ESCALATION_USED = Question(
    id="escalation-used",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PARTNERS,
    group="partners",
    question="Where partners disagreed, was it settled in good time?",
    good_looks_like="The escalation steps were used and the result reached the file.",
    red_line=False,
    source=OUR_OWN,
)
