"""Questions about an assessment that a person reads the case to answer."""

from everycase.standards.language import Area, Aspect, Question
from everycase.standards.words import AUDIT_THEME

ADULTS_IN_HOME = Question(
    id="adults-in-home-known",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    group="safety now",
    question="Do we know who lives in or visits the home and what risk they carry?",
    good_looks_like="Every adult is named with checks done, including new partners and people who visit "
    "often.",
    red_line=True,
    source=AUDIT_THEME,
)

BABIES_OBSERVED = Question(
    id="babies-observed",
    area=Area.ASSESSMENT,
    aspect=Aspect.VOICE,
    group="voice",
    question="For a baby or child who does not speak, is what they show us described?",
    good_looks_like="Observation of handling, mood, responses and development, not just 'appeared well'.",
    red_line=False,
    source=AUDIT_THEME,
)

PACE = Question(
    id="assessment-timely",
    area=Area.ASSESSMENT,
    aspect=Aspect.TIMELINESS,
    group="assessment",
    question="Was the assessment finished at a pace that fitted the child?",
    good_looks_like="Not simply within the limit: urgent matters quick, complex matters given time, "
    "reasons for delay written.",
    red_line=False,
    source=AUDIT_THEME,
)

HISTORY = Question(
    id="history-used",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    group="assessment",
    question="Is the family's history used to understand what is happening now?",
    good_looks_like="Chronology is current, earlier patterns and earlier help are weighed.",
    red_line=False,
    source=AUDIT_THEME,
)

ANALYSIS = Question(
    id="analysis-not-description",
    area=Area.ASSESSMENT,
    aspect=Aspect.PLANS,
    group="assessment",
    question="Does the assessment explain what it means for the child, not just describe events?",
    good_looks_like="It says what is likely to happen if nothing changes, what is working, and how sure "
    "the worker is.",
    red_line=False,
    source=AUDIT_THEME,
)

FATHERS = Question(
    id="fathers-included",
    area=Area.ASSESSMENT,
    aspect=Aspect.PARTNERS,
    group="assessment",
    question="Were both parents, and important partners, properly involved?",
    good_looks_like="Fathers and non-resident parents were found, spoken to and checked, or the attempts "
    "are recorded.",
    red_line=False,
    source=AUDIT_THEME,
)

CAPACITY_TO_CHANGE = Question(
    id="parents-capacity-to-change",
    area=Area.ASSESSMENT,
    aspect=Aspect.PLANS,
    group="assessment",
    question="Is the parents' ability to change judged on evidence?",
    good_looks_like="Past change, response to help and insight are weighed; agreeing is not treated as "
    "change.",
    red_line=False,
    source=AUDIT_THEME,
)

FAMILY_NETWORK = Question(
    id="family-network-explored",
    area=Area.ASSESSMENT,
    aspect=Aspect.PARTNERS,
    group="assessment",
    question="Was the wider family brought in early?",
    good_looks_like="A family meeting was offered, possible carers are named and the family's plan is on "
    "file.",
    red_line=False,
    source=AUDIT_THEME,
)

UPDATED = Question(
    id="assessment-updated",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    group="assessment",
    question="Has the assessment been updated after a big change?",
    good_looks_like="A birth, move, new partner, separation or new allegation led to fresh thinking.",
    red_line=False,
    source=AUDIT_THEME,
)

NEGLECT_MEASURED = Question(
    id="neglect-tools-used",
    area=Area.ASSESSMENT,
    aspect=Aspect.PLANS,
    group="assessment",
    question="For neglect, was long-term impact measured, not single events?",
    good_looks_like="A tool or a timeline shows day-to-day care and its trend.",
    red_line=False,
    source=AUDIT_THEME,
)

INDEPENDENT_SIGN_OFF = Question(
    id="sign-off-independent",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    group="oversight and supervision",
    question="Was work signed off by someone other than its author who had read it?",
    good_looks_like="Comments show it was read; returned when not good enough.",
    red_line=False,
    source=AUDIT_THEME,
)

IDENTITY = Question(
    id="identity-understood",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    group="diversity",
    question="Are race, culture, faith, language, sexuality and disability understood, and do they shape "
    "the help?",
    good_looks_like="Specific to this child; not left at a tick box.",
    red_line=False,
    source=AUDIT_THEME,
)

BIAS = Question(
    id="bias-checked",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    group="diversity",
    question="Is there any sign the child was seen as older, tougher or less at risk than they are?",
    good_looks_like="Assumptions about age, race, sex or disability were noticed and tested.",
    red_line=False,
    source=AUDIT_THEME,
)

INTERPRETER = Question(
    id="interpreter-used",
    area=Area.ASSESSMENT,
    aspect=Aspect.PARTNERS,
    group="diversity",
    question="Were interpreters used, and family members not used in their place?",
    good_looks_like="Booked ahead, same person where possible.",
    red_line=False,
    source=AUDIT_THEME,
)
