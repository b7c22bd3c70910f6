"""What a person asks of the case of a child for whom adoption is planned."""

from everycase.standards.language import Area, Aspect, Question

THEME = "Own words; theme from Ofsted ILACS evaluation criteria (text not checked)"

SIBLINGS_CONSIDERED = Question(
    id="siblings-considered",
    area=Area.ADOPTION,
    aspect=Aspect.PLANS,
    group="permanence",
    question="Were brothers and sisters considered, together and apart, on evidence?",
    good_looks_like="There is a sibling assessment, and any parting of them is explained.",
    red_line=False,
    source=THEME,
)

LIFE_STORY = Question(
    id="life-story",
    area=Area.ADOPTION,
    aspect=Aspect.VOICE,
    group="permanence",
    question="Does the child understand their own story?",
    good_looks_like="Life story work is under way or done, and it is honest.",
    red_line=False,
    source=THEME,
)
