"""Questions about a disabled child's case that a person answers by reading it."""

from everycase.standards.language import Area, Aspect, Question

OUR_OWN = "Own words; theme from Ofsted ILACS evaluation criteria (text not checked)"

COMMUNICATION_NEEDS_MET = Question(
    id="communication-needs-met",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.VOICE,
    group="voice",
    question="Did we communicate in the way that works for this child?",
    good_looks_like="Interpreter, symbols, advocate or trusted person used; parents were not the only "
    "interpreters.",
    red_line=False,
    source=OUR_OWN,
)

DISABILITY_AND_HEALTH_CONSIDERED = Question(
    id="disability-and-health-considered",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.RECORDS,
    group="assessment",
    question="Are health, disability and development properly covered?",
    good_looks_like="Health partners contributed; behaviour is not put down to disability without question.",
    red_line=False,
    source=OUR_OWN,
)

TRANSITION_PLANNED = Question(
    id="transition-planned",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.PLANS,
    group="plan",
    question="Is the move to adulthood planned early?",
    good_looks_like="Adult services involved from about 14 and the young person knows what will come.",
    red_line=False,
    source=OUR_OWN,
)
