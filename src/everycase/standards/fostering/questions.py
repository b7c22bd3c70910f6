"""Questions about foster care that a person answers by reading the case."""

from everycase.standards.language import Area, Aspect, Question

OUR_OWN = "Own words; theme from Ofsted ILACS evaluation criteria (text not checked)"

MATCH_AND_SUPPORT = Question(
    id="match-and-support",
    area=Area.FOSTERING,
    aspect=Aspect.PLANS,
    group="permanence",
    question="Was the match with carers good and is support enough to last?",
    good_looks_like="Needs matched with skills; gaps planned for; carers trained and supported.",
    red_line=False,
    source=OUR_OWN,
)
