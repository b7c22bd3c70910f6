"""Help for a family before social care is needed, and after it has stepped back."""

from everycase.record.schema import early_help, open_cases, referrals
from everycase.record.schema.events import events
from everycase.record.schema.terms import (
    AS_OF,
    any_of,
    earliest_of,
    months,
    none_of,
    weeks,
    working_days,
)
from everycase.standards.language import (
    EVERY,
    Area,
    Aspect,
    Clock,
    Confidence,
    Question,
    Rule,
    Severity,
    event,
)
from everycase.standards.words import (
    AUDIT_THEME,
    LOCAL_DATA_QUALITY,
    LOCAL_PRACTICE,
    NOBODY_CAN_TELL,
    going_on,
    impossible_dates,
    not_ended,
    written,
)

OPEN = not_ended(early_help.ended_on)
AROUND_IT = (early_help.started_on <= events.happened_on) & ~(
    early_help.ended_on < events.happened_on
).certain()
SPELL_ENDED = earliest_of(early_help.ended_on, early_help, where=AROUND_IT)
"""For a clock that an event starts: when the spell of early help around it ended."""

# A file of events may go further back than the extract: of a spell that isn't there, nobody can tell the end.
SPELL_NOT_TOLD = NOBODY_CAN_TELL & ~any_of(early_help, where=AROUND_IT).certain()

WORKER_NAMED = Clock(
    id="early-help-contact-to-allocation-5-working-days",
    title="Early help worker allocated",
    area=Area.EARLY_HELP,
    aspect=Aspect.TIMELINESS,
    starts=early_help.started_on,
    until=early_help.ended_on,
    ends=event("early-help-worker-named"),
    within=working_days(5),
    confidence=Confidence.UNCERTAIN,
    exceptions="The family withdrew consent.",
    local_default="5 working days",
    source=LOCAL_PRACTICE,
)

FIRST_VISIT = Clock(
    id="early-help-first-visit-10-working-days",
    title="First early help visit or family meeting",
    area=Area.EARLY_HELP,
    aspect=Aspect.TIMELINESS,
    starts=early_help.started_on,
    until=early_help.ended_on,
    ends=event("early-help-first-visit"),
    within=working_days(10),
    confidence=Confidence.UNCERTAIN,
    exceptions="The family declined.",
    local_default="10 working days",
    source=LOCAL_PRACTICE,
)

ASSESSMENT = Clock(
    id="early-help-assessment-30-working-days",
    title="Early help assessment completed",
    area=Area.EARLY_HELP,
    aspect=Aspect.TIMELINESS,
    starts=early_help.started_on,
    until=early_help.ended_on,
    ends=event("early-help-assessment-completed"),
    within=working_days(30),
    confidence=Confidence.UNCERTAIN,
    exceptions="The family declined, or the child was stepped up to social care.",
    local_default="30 working days (20 to 45 seen)",
    source=LOCAL_PRACTICE,
)

PLAN = Clock(
    id="early-help-plan-10-working-days-after-assessment",
    title="Early help plan agreed with the family",
    area=Area.EARLY_HELP,
    aspect=Aspect.PLANS,
    starts=event("early-help-assessment-completed"),
    until=SPELL_ENDED,
    ends=event("early-help-plan-agreed"),
    unless=SPELL_NOT_TOLD,
    within=working_days(10),
    confidence=Confidence.UNCERTAIN,
    local_default="10 working days",
    source=LOCAL_PRACTICE,
)

REVIEW = Clock(
    id="early-help-review-every-12-weeks",
    title="Early help plan reviewed by the team around the family",
    area=Area.EARLY_HELP,
    aspect=Aspect.PLANS,
    starts=event("early-help-plan-agreed"),
    until=SPELL_ENDED,
    ends=event("early-help-review-held"),
    unless=SPELL_NOT_TOLD,
    within=weeks(12),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    local_default="12 weeks (6 to 12 seen)",
    source=LOCAL_PRACTICE,
)

SUPERVISION = Clock(
    id="early-help-supervision-every-month",
    title="Early help case discussed in supervision",
    area=Area.EARLY_HELP,
    aspect=Aspect.OVERSIGHT,
    starts=early_help.started_on,
    until=early_help.ended_on,
    ends=event("supervision"),
    within=months(1),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    local_default="1 month",
    source=LOCAL_PRACTICE,
)

LONG_SPELL_REVIEWED = Clock(
    id="early-help-drift-12-months",
    title="Early help open over 12 months has a manager's review",
    area=Area.EARLY_HELP,
    aspect=Aspect.OVERSIGHT,
    starts=early_help.started_on,
    until=early_help.ended_on,
    ends=event("early-help-manager-review"),
    within=months(12),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    exceptions="Long-term support has been agreed.",
    local_default="12 months",
    source=LOCAL_PRACTICE,
)

HANDOVER_FROM_SOCIAL_CARE = Clock(
    id="step-down-to-early-help-handover-10-working-days",
    title="Handover to early help when social care steps back",
    area=Area.EARLY_HELP,
    aspect=Aspect.PARTNERS,
    starts=referrals.closed_on.where(referrals.close_reason == "RC9"),
    ends=(early_help.started_on, event("early-help-handover")),
    within=working_days(10),
    unless=any_of(
        early_help, where=going_on(referrals.closed_on, early_help.started_on, early_help.ended_on)
    ),
    confidence=Confidence.UNCERTAIN,
    exceptions="The family did not agree to early help, or it had begun before social care closed the case.",
    local_default="10 working days",
    source=LOCAL_PRACTICE,
)

OPEN_WITH_SOCIAL_CARE = Rule(
    id="early-help-open-with-social-care",
    title="Early help and social care both open",
    area=Area.EARLY_HELP,
    aspect=Aspect.RECORDS,
    looks_at=early_help.where(OPEN),
    wrong=any_of(open_cases, where=not_ended(open_cases.closed_on))
    & none_of(event("joint-working-agreed"), since=early_help.started_on),
    says="Early help has been open since {early_help.started_on} while a social care case is open too, "
    "with no joint role agreed.",
    condition="Early help is open while a social care case is open, and no joint role has been agreed since "
    "early help began. It may be normal where family help is one service.",
    severity=Severity.LOW,
    source=f"{LOCAL_DATA_QUALITY}; may be normal under family help (2026 reforms; not checked)",
)

ENDED_WITHOUT_REASON = Rule(
    id="early-help-no-end-reason",
    title="Early help ended with no reason",
    area=Area.EARLY_HELP,
    aspect=Aspect.RECORDS,
    looks_at=early_help.where(early_help.ended_on.is_present()),
    wrong=early_help.end_reason.is_missing(),
    since=early_help.ended_on,
    says="Early help ended on {early_help.ended_on} and no reason is recorded.",
    condition="Early help has an end date and the reason for ending is empty.",
    severity=Severity.LOW,
    source=LOCAL_DATA_QUALITY,
)

NO_WORKER = Rule(
    id="early-help-no-worker",
    title="Early help open with no worker",
    area=Area.EARLY_HELP,
    aspect=Aspect.OVERSIGHT,
    looks_at=early_help.where(OPEN),
    wrong=early_help.worker_id.is_missing(),
    says="Early help has been open since {early_help.started_on} and no worker is named.",
    condition="Early help is open and the worker is empty.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)

BACK_TO_SOCIAL_CARE = Rule(
    id="early-help-escalated-3-months",
    title="Referred to social care within 3 months of early help closing",
    area=Area.EARLY_HELP,
    aspect=Aspect.OVERSIGHT,
    looks_at=early_help.where(early_help.ended_on.is_present()),
    wrong=any_of(
        referrals, since=early_help.ended_on, to=(early_help.ended_on + months(3)).earlier_of(AS_OF)
    ),
    since=earliest_of(referrals.referred_on, referrals, since=early_help.ended_on),
    shows={"referred": written(earliest_of(referrals.referred_on, referrals, since=early_help.ended_on))},
    says="Early help ended on {early_help.ended_on} and the child was referred to social care on {referred}.",
    condition="A referral to social care comes in within 3 months of the end of early help. A fact to learn "
    "from, not a failing.",
    severity=Severity.INFO,
    source=LOCAL_DATA_QUALITY,
)

IMPOSSIBLE_DATES = Rule(
    id="early-help-dates-impossible",
    title="Early help with dates that can't be right",
    area=Area.EARLY_HELP,
    aspect=Aspect.RECORDS,
    looks_at=early_help,
    wrong=impossible_dates(early_help.started_on, early_help.ended_on),
    says="Early help is dated from {early_help.started_on} to {early_help.ended_on}, which can't be right.",
    condition="Early help neither ends before it starts nor starts after the date of the files. While "
    "it does, nothing that is due by these dates can be told.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)

RIGHT_HELP_RIGHT_TIME = Question(
    id="right-help-right-time",
    area=Area.EARLY_HELP,
    aspect=Aspect.TIMELINESS,
    group="outcomes",
    question="Did the family get the right help soon enough?",
    good_looks_like="No repeated referrals before help; earlier help was used.",
    red_line=False,
    source=AUDIT_THEME,
)
