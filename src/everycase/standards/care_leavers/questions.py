"""What a person asks of a care leaver's case."""

from everycase.standards.language import Area, Aspect, Question

THEME = "Own words; theme from Ofsted ILACS evaluation criteria (text not checked)"

PLAN_THEIR_OWN = Question(
    id="pathway-plan-young-persons",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.PLANS,
    group="plan",
    question="Is the pathway plan the young person's own?",
    good_looks_like="It was written with them, covers money, home, health, work and the people whom they can "
    "rely on, and says what happens if things go wrong.",
    red_line=False,
    source=THEME,
)

SETTLED = Question(
    id="care-leaver-settled",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.TIMELINESS,
    group="outcomes",
    question="Is the care leaver in a suitable home, in touch, and in work, study or training?",
    good_looks_like="Contact is regular, problems are acted on, and they know their rights.",
    red_line=False,
    source=THEME,
)
