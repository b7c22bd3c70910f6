"""The law that a child is in care by: legal statuses and consent, and care with no gaps or overlaps."""

from everycase.record.schema import (
    care_episodes,
    care_periods,
    care_plans,
    children,
    immigration_statuses,
    legal_cover,
    legal_statuses,
)
from everycase.record.schema.fields import another
from everycase.record.schema.terms import (
    AS_OF,
    Term,
    any_of,
    calendar_days,
    count_of,
    key_of,
    months,
    none_of,
    working_days,
)
from everycase.standards.children_in_care.common import (
    IN_CARE,
    LOCAL_DATA_QUALITY,
    LOCAL_PROCEDURES,
    RETURN_GUIDE,
    STATUS_TODAY,
)
from everycase.standards.language import (
    EVERY,
    Area,
    Aspect,
    Clock,
    Confidence,
    Direction,
    Force,
    Rule,
    Severity,
    event,
    since,
)
from everycase.standards.words import NOBODY_CAN_TELL, ends_before, impossible_dates, written

BY_AGREEMENT = ("V2", "V3", "V4")
BY_ORDER = ("C1", "C2", "D1", "E1", "L1", "L2")
CARE_ORDERS = ("C1", "C2")
SINCE_THE_ACT = since(1991, 10, 14)
"""When the Children Act 1989 came into force."""

SECTION_20 = legal_statuses.status == "V2"

_EARLIER = another(legal_statuses)
# A row is added at each move in some systems: the same agreement goes on.
AGREEMENT_GOES_ON = any_of(
    _EARLIER.where(_EARLIER.status == "V2"),
    where=(_EARLIER.from_on < legal_statuses.from_on)
    & (_EARLIER.to_on >= legal_statuses.from_on - calendar_days(1)),
).certain()

CONSENT = Clock(
    id="section-20-consent-before-placement",
    title="Agreement to section 20 care recorded",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    starts=legal_statuses.from_on.where(SECTION_20 & ~AGREEMENT_GOES_ON),
    until=legal_statuses.to_on,
    ends=event("section-20-consent"),
    within=calendar_days(0),
    direction=Direction.BEFORE,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_THE_ACT,
    local_default="signed within 1 working day",
    counting="On the day that care under section 20 begins, or before it.",
    exceptions="A young person of 16 or 17 agrees for themselves; a child who was abandoned, or for whom "
    "nobody has parental responsibility.",
    source="Children Act 1989 s20(7)-(11); Williams v Hackney LBC [2018] UKSC 37",
)

SECTION_20_REVIEW = Clock(
    id="section-20-review-every-3-months",
    title="Section 20 care reviewed so that it does not drift",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    starts=legal_statuses.from_on.where(SECTION_20 & ~AGREEMENT_GOES_ON),
    until=legal_statuses.to_on,
    ends=event("section-20-review"),
    within=months(3),
    links=EVERY,
    # Where no file says who is unaccompanied, a list of immigration statuses does.
    unless=children.unaccompanied.or_else(any_of(immigration_statuses)),
    confidence=Confidence.UNCERTAIN,
    local_default="3 months (6 to 12 weeks seen)",
    exceptions="Respite; unaccompanied children.",
    source=LOCAL_PROCEDURES,
)

NO_STATUS = Rule(
    id="cla-no-legal-status",
    title="Child in care with no current legal status",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    looks_at=care_periods.where(IN_CARE),
    wrong=none_of(legal_statuses, where=STATUS_TODAY & legal_statuses.status.is_present()),
    says="In care since {care_periods.started_on}, and no legal status is recorded for today.",
    condition="A child in care has a legal status today.",
    severity=Severity.CRITICAL,
    red_line=True,
    source=RETURN_GUIDE,
)

_OTHER = another(legal_statuses)


def _cannot_stand_together() -> Term:
    """Two statuses of which a child can have one at a time.

    A care order and a placement order may both stand; so may an order and a remand.
    """
    mine, other = legal_statuses.status, _OTHER.status
    return (
        (mine == other)
        | (mine.is_in(BY_AGREEMENT) & other.is_in(BY_AGREEMENT + BY_ORDER))
        | (mine.is_in(BY_ORDER) & other.is_in(BY_AGREEMENT))
        | (mine.is_in(CARE_ORDERS) & other.is_in(CARE_ORDERS))
    )


STATUSES_OVERLAP = Rule(
    id="legal-status-overlap",
    title="Two legal statuses at once",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    looks_at=legal_statuses.where(legal_statuses.from_on.is_present()),
    wrong=any_of(
        _OTHER,
        where=(
            (_OTHER.from_on > legal_statuses.from_on)
            | ((_OTHER.from_on == legal_statuses.from_on) & (key_of(_OTHER) > key_of(legal_statuses)))
        )
        & ~(legal_statuses.to_on <= _OTHER.from_on).certain()
        & _cannot_stand_together(),
    ),
    says="'{legal_statuses.status}', from {legal_statuses.from_on}, goes on after another status began that "
    "cannot stand beside it.",
    condition="Two legal statuses that a child can't have at once share no more than the day on which one "
    "follows the other.",
    severity=Severity.HIGH,
    source=RETURN_GUIDE,
)

# Null, and so "cannot tell", where care began before the files, or they don't hold every status since.
NOT_COVERED = (legal_cover.uncovered_on <= AS_OF).or_else(
    legal_cover.started_on.is_missing() & NOBODY_CAN_TELL
)
STATUSES_NOT_TOLD = count_of(legal_statuses, since=legal_cover.started_on) < 0
STATUSES_CAN_BE_RIGHT = none_of(
    legal_statuses, where=(legal_statuses.to_on < legal_statuses.from_on).certain()
)
"""Never false: one whose dates can't be right may cover any day, so that it can't be told."""

STATUS_GAP = Rule(
    id="legal-status-gap",
    title="Gap in legal status",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    # Of care whose dates can't be right, no day can be told.
    looks_at=legal_cover.where(legal_cover.started_on <= AS_OF),
    wrong=NOT_COVERED & ~STATUSES_NOT_TOLD & STATUSES_CAN_BE_RIGHT,
    since=legal_cover.uncovered_on,
    says="In care from {legal_cover.started_on}; no legal status covers {legal_cover.uncovered_on}.",
    condition="Every day in care, up to the day of leaving, has a legal status. (Having none today is "
    "another rule.)",
    severity=Severity.HIGH,
    source=RETURN_GUIDE,
)

_LATER = another(care_episodes)

EPISODES_OVERLAP = Rule(
    id="cla-episodes-overlap",
    title="Care episodes overlap",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    looks_at=care_episodes.where(care_episodes.started_on.is_present()),
    wrong=any_of(
        _LATER,
        where=(
            (_LATER.started_on > care_episodes.started_on)
            | ((_LATER.started_on == care_episodes.started_on) & (key_of(_LATER) > key_of(care_episodes)))
        )
        & ~(care_episodes.ended_on <= _LATER.started_on).certain(),
    ),
    says="The episode of care that began on {care_episodes.started_on} goes on after another one began.",
    condition="Two episodes of care share no more than the day on which one follows the other.",
    severity=Severity.HIGH,
    source=RETURN_GUIDE,
)

ENDED_WITHOUT_REASON = Rule(
    id="cla-ended-no-reason",
    title="Care episode ended with no reason",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    looks_at=care_episodes.where(care_episodes.ended_on.is_present()),
    wrong=care_episodes.end_reason.is_missing(),
    says="The episode of care ended on {care_episodes.ended_on}, and why is not recorded.",
    condition="An episode of care that has ended says why.",
    since=care_episodes.ended_on,
    severity=Severity.MEDIUM,
    source=RETURN_GUIDE,
)

SECTION_20_DRIFT = Rule(
    id="s20-over-6-months-no-plan",
    title="Voluntary care over 6 months with no legal review",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    looks_at=legal_statuses.where(SECTION_20 & STATUS_TODAY & (legal_statuses.from_on + months(6) < AS_OF)),
    # The plan made on entering care changes nothing: a change is a plan begun after the first plan was due.
    wrong=none_of(care_plans, where=care_plans.from_on > legal_statuses.from_on + working_days(10))
    & ~any_of(event("section-20-review"), since=legal_statuses.from_on, to=AS_OF).certain(),
    says="In care under section 20 since {legal_statuses.from_on}, with no legal review and no change of "
    "plan.",
    condition="Care under section 20 that has lasted over 6 months has had a legal review or a new plan. "
    "Short breaks are left out.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)

EPISODE_BEGAN = care_episodes.started_on.or_else(care_episodes.entered_care_on)

IMPOSSIBLE_DATES = Rule(
    id="cla-episode-dates-impossible",
    title="Care episode with dates that can't be right",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    looks_at=care_episodes,
    wrong=impossible_dates(EPISODE_BEGAN, care_episodes.ended_on),
    says="The episode of care is dated from {began} to {care_episodes.ended_on}, which can't be right.",
    shows={"began": written(EPISODE_BEGAN)},
    condition="An episode of care neither ends before it starts nor starts after the date of the "
    "files. While it does, nothing that is due by these dates can be told.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)

IMPOSSIBLE_STATUS = Rule(
    id="legal-status-dates-impossible",
    title="Legal status with dates that can't be right",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    looks_at=legal_statuses,
    wrong=ends_before(legal_statuses.to_on, legal_statuses.from_on),
    says="The legal status is dated from {legal_statuses.from_on} to {legal_statuses.to_on}, "
    "which can't be right.",
    condition="A legal status does not end before it starts; it may be entered ahead. While "
    "it does, nothing that is due by these dates can be told.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)
