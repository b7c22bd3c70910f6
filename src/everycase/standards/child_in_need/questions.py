"""Questions about help for a child in need that a person reads the case to answer."""

from everycase.standards.language import Area, Aspect, Question
from everycase.standards.words import AUDIT_THEME

CHILD_KNOWN = Question(
    id="child-seen-and-known",
    area=Area.ASSESSMENT,
    aspect=Aspect.VOICE,
    group="voice",
    question="Would a stranger reading this file come to know this child?",
    good_looks_like="Likes, worries, relationships and daily life come through, in the child's own words "
    "or behaviour.",
    red_line=False,
    source=AUDIT_THEME,
)

VIEWS_COUNT = Question(
    id="views-changed-something",
    area=Area.ASSESSMENT,
    aspect=Aspect.VOICE,
    group="voice",
    question="Did what the child said change a decision or plan?",
    good_looks_like="You can trace a view to a change, or see a clear explanation of why not.",
    red_line=False,
    source=AUDIT_THEME,
)

PLAN_SPECIFIC = Question(
    id="plan-specific",
    area=Area.ASSESSMENT,
    aspect=Aspect.PLANS,
    group="plan",
    question="Does the plan say what will change, who will do it, by when and how we will know?",
    good_looks_like="Few actions, in plain words, tied to each risk, with named people.",
    red_line=False,
    source=AUDIT_THEME,
)

PLAN_UNDERSTOOD = Question(
    id="plan-family-understand",
    area=Area.ASSESSMENT,
    aspect=Aspect.PLANS,
    group="plan",
    question="Would the parents be able to tell you what the plan asks of them?",
    good_looks_like="They have a copy in language they use and their comments are there.",
    red_line=False,
    source=AUDIT_THEME,
)

VISITS_PURPOSEFUL = Question(
    id="visits-purposeful",
    area=Area.ASSESSMENT,
    aspect=Aspect.TIMELINESS,
    group="visits",
    question="Did each visit have a purpose tied to the plan?",
    good_looks_like="Notes say what was looked for, found and done next.",
    red_line=False,
    source=AUDIT_THEME,
)

SUPERVISION_REGULAR = Question(
    id="supervision-regular",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    group="oversight and supervision",
    question="Is supervision regular and recorded?",
    good_looks_like="At the interval the standard sets, with decisions and dates.",
    red_line=False,
    source=AUDIT_THEME,
)

SUPERVISION_REFLECTIVE = Question(
    id="supervision-reflective",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    group="oversight and supervision",
    question="Does supervision help the worker think?",
    good_looks_like="Risk is weighed, other explanations are tried, the worker's feelings are heard.",
    red_line=False,
    source=AUDIT_THEME,
)

STEP_DOWN_SAFE = Question(
    id="step-down-safe",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    group="oversight and supervision",
    question="Was stepping down or closing safe and planned?",
    good_looks_like="Change has lasted, the family and partners agreed, and support is in place.",
    red_line=True,
    source=AUDIT_THEME,
)

FILE_CURRENT = Question(
    id="file-current",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    group="recording",
    question="Is the file up to date, complete and readable?",
    good_looks_like="Summary, chronology and family tree are current; a duty worker could act on it tonight.",
    red_line=False,
    source=AUDIT_THEME,
)

FACTS_AND_OPINION = Question(
    id="facts-and-opinion",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    group="recording",
    question="Are facts and opinions kept apart?",
    good_looks_like="Who said what is clear; judgements are marked as such and respectful.",
    red_line=False,
    source=AUDIT_THEME,
)

CHILD_BETTER_OFF = Question(
    id="child-better-off",
    area=Area.ASSESSMENT,
    aspect=Aspect.PLANS,
    group="outcomes",
    question="Is the child better off because of our work?",
    good_looks_like="Things measured at the start have moved and the child agrees, or we say honestly they "
    "have not.",
    red_line=False,
    source=AUDIT_THEME,
)
