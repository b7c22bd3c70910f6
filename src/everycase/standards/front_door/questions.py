"""Questions about the front door that a person reads the case to answer."""

from everycase.standards.language import Area, Aspect, Question
from everycase.standards.words import AUDIT_THEME

IMMEDIATE_RISK = Question(
    id="immediate-risk-acted-on",
    area=Area.FRONT_DOOR,
    aspect=Aspect.TIMELINESS,
    group="safety now",
    question="When danger was immediate, did someone act the same day?",
    good_looks_like="Strategy discussion, police or legal action followed at once; waiting for a meeting "
    "slot did not delay protection.",
    red_line=True,
    source=AUDIT_THEME,
)

THRESHOLD = Question(
    id="threshold-right",
    area=Area.FRONT_DOOR,
    aspect=Aspect.OVERSIGHT,
    group="safety now",
    question="Was the decision on what help or protection to give the right one?",
    good_looks_like="The reasons fit the facts and the history, and a manager's name is against the "
    "decision.",
    red_line=True,
    source=AUDIT_THEME,
)

CONSENT = Question(
    id="consent-clear",
    area=Area.FRONT_DOOR,
    aspect=Aspect.PARTNERS,
    group="partners",
    question="Is it clear what information was shared and on what basis?",
    good_looks_like="Consent or reason for going without it is recorded.",
    red_line=False,
    source=AUDIT_THEME,
)

REASONS = Question(
    id="reasons-recorded",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    group="recording",
    question="Are reasons for decisions written at the time?",
    good_looks_like="What was weighed and why other options were not taken.",
    red_line=False,
    source=AUDIT_THEME,
)
