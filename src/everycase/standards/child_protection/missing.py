"""Children who go missing, and children at risk of exploitation."""

from everycase.record.schema import events, missing_episodes, open_cases
from everycase.record.schema.fields import another
from everycase.record.schema.terms import (
    AS_OF,
    any_of,
    calendar_days,
    count_of,
    earliest_of,
    hours,
    months,
    working_days,
)
from everycase.standards.child_protection.common import LOCAL_DATA_QUALITY, LOCAL_PROCEDURES
from everycase.standards.language import (
    Area,
    Aspect,
    Clock,
    Confidence,
    Force,
    Rule,
    Severity,
    event,
    since,
)
from everycase.standards.words import NOBODY_CAN_TELL, impossible_dates, not_ended

ANOTHER_EPISODE = another(missing_episodes)

# "No" to an interview counts only where it is written: a blank is no refusal, and files without the
# column can't tell.
DECLINED_INTERVIEW = (
    missing_episodes.interview_accepted.is_present()
    & (missing_episodes.interview_offered == "Y")
    & (missing_episodes.interview_accepted == "N")
)

RETURN_INTERVIEW = Clock(
    id="return-home-interview-72-hours",
    title="Independent return interview offered and held after missing episode",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.VOICE,
    starts=missing_episodes.to_on,
    ends=event("return-interview-held"),
    each_its_own=True,
    within=hours(72),
    unless=DECLINED_INTERVIEW,
    severity=Severity.HIGH,
    force=Force.GUIDANCE,
    in_force=since(2014, 1, 1),
    exceptions="The child declines (the offer is recorded). Each missing episode has its own clock.",
    source="Statutory guidance on children who run away or go missing from home or care, DfE January 2014: "
    "interview within 72 hours of return",
)

NINETY_DAYS_BACK = missing_episodes.from_on - calendar_days(90)

# The third, whether or not two began on one day: fewer than three before it, three or more with it.
THIRD_IN_90_DAYS = (
    count_of(
        ANOTHER_EPISODE,
        since=NINETY_DAYS_BACK,
        to=missing_episodes.from_on,
        where=ANOTHER_EPISODE.from_on < missing_episodes.from_on,
    )
    < 3
) & (count_of(ANOTHER_EPISODE, since=NINETY_DAYS_BACK, to=missing_episodes.from_on) >= 3)

MEETING_AFTER_THREE = Clock(
    id="missing-strategy-meeting-3-episodes-90-days",
    title="Meeting held after third missing episode in 90 days",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.OVERSIGHT,
    starts=missing_episodes.from_on.where(THIRD_IN_90_DAYS),
    ends=event("missing-strategy-meeting"),
    within=working_days(5),
    confidence=Confidence.UNCERTAIN,
    local_default="5 working days",
    source=LOCAL_PROCEDURES,
)

_CASE_AROUND_IT = (open_cases.opened_on <= events.happened_on) & ~(
    open_cases.closed_on < events.happened_on
).certain()
CASE_CLOSED = earliest_of(open_cases.closed_on, open_cases, where=_CASE_AROUND_IT)
# A file of events may go further back than the extract: of a case that isn't there, nobody can tell the end.
CASE_NOT_TOLD = NOBODY_CAN_TELL & ~any_of(open_cases, where=_CASE_AROUND_IT).certain()

EXPLOITATION_REVIEW = Clock(
    id="exploitation-risk-review-3-months",
    title="Exploitation risk plan reviewed",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.OVERSIGHT,
    starts=event("exploitation-risk-assessed"),
    until=CASE_CLOSED,
    unless=CASE_NOT_TOLD,
    ends=event("exploitation-risk-assessed"),
    within=months(3),
    same_day_counts=False,
    confidence=Confidence.UNCERTAIN,
    local_default="3 months; 4 weeks where the risk is high",
    counting="3 months after each assessment or review that was done; the same day of the month, or the "
    "month's last day if it has none",
    exceptions="High risk: every month.",
    source=LOCAL_PROCEDURES,
)

NATIONAL_REFERRAL = Clock(
    id="nrm-referral-2-working-days",
    title="Suspected trafficking referred to the national referral mechanism",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.PARTNERS,
    starts=event("trafficking-suspected"),
    ends=event("national-referral-made"),
    within=working_days(2),
    severity=Severity.HIGH,
    confidence=Confidence.UNCERTAIN,
    local_default="2 working days",
    source=f"{LOCAL_PROCEDURES}; national guidance says as soon as possible, number not verified",
)

STILL_MISSING = Rule(
    id="missing-episode-no-end",
    title="Missing episode with no end",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=missing_episodes.where(missing_episodes.from_on + calendar_days(3) < AS_OF),
    wrong=not_ended(missing_episodes.to_on),  # a return dated in the future hasn't happened
    says="Missing since {missing_episodes.from_on}: still missing, or the return was not recorded.",
    condition="A child missing for more than 3 days is back, and the day is recorded: if not, either the "
    "child is still missing and somebody must act now, or the record was never closed.",
    severity=Severity.CRITICAL,
    red_line=True,
    source=LOCAL_DATA_QUALITY,
)

NOT_OFFERED_INTERVIEW = Rule(
    id="missing-no-return-interview-offer",
    title="Missing child not offered an interview",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.VOICE,
    looks_at=missing_episodes.where(missing_episodes.to_on.is_present()),
    wrong=missing_episodes.interview_offered.is_missing() | (missing_episodes.interview_offered == "N"),
    since=missing_episodes.to_on,
    says="Missing from {missing_episodes.from_on} to {missing_episodes.to_on}, and no return interview is "
    "recorded as offered.",
    condition="A child who was missing and came back was offered a return interview.",
    severity=Severity.HIGH,
    source="Statutory guidance on missing children, January 2014",
)

IMPOSSIBLE_DATES = Rule(
    id="missing-dates-impossible",
    title="Missing episode with dates that can't be right",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.RECORDS,
    looks_at=missing_episodes,
    wrong=impossible_dates(missing_episodes.from_on, missing_episodes.to_on),
    says="The missing episode is dated from {missing_episodes.from_on} to "
    "{missing_episodes.to_on}, which can't be right.",
    condition="A missing episode neither ends before it starts nor starts after the date of the "
    "files. While it does, nothing that is due by these dates can be told.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)
