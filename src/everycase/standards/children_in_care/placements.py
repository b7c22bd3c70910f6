"""Where children in care live: notices, moves, distance, and what the record of a placement must hold."""

from everycase.record.schema import care_periods, children, missing_episodes, placements
from everycase.record.schema.fields import another
from everycase.record.schema.terms import (
    AS_OF,
    any_of,
    calendar_days,
    count_of,
    key_of,
    months,
    none_of,
    working_days,
)
from everycase.standards.children_in_care.common import (
    A_HOME,
    A_SHORT_BREAKS_CHILD,
    CARE_PLANNING,
    IN_CARE,
    LEFT_PLACEMENT,
    LIVES_THERE_NOW,
    LOCAL_DATA_QUALITY,
    LOCAL_PROCEDURES,
    ONLY_RENAMED,
    RETURN_GUIDE,
    SHORT_BREAKS,
    SINCE_2011,
)
from everycase.standards.language import (
    Area,
    Around,
    Aspect,
    Clock,
    Confidence,
    Direction,
    Force,
    Rule,
    Severity,
    event,
)
from everycase.standards.words import ends_before

DISTANT_MILES = 20
"""As the looked-after return's measure of children placed far from home."""

UNPLANNED = ("ALLEG", "STAND", "APPRR", "CLOSE", "CREQB", "CREQO", "CHILD", "LAREQ")
"""Reasons for a move that no care plan foresaw: an allegation, a closure, somebody's wish that it end."""

HOMES = ("K1", "K2", "K3", "S1", "R3")
"""Settings that Ofsted registers or inspects under a number of their own."""
FOSTERING = ("U1", "U2", "U3", "U4", "U5", "U6")
AGENCIES = ("PR3", "PR4", "PR5")
WITHOUT_REGULATION = ("K3", "H5", "P2", "INDEPENDENT")
"""Supported, semi-independent or independent living: not homes with care, and not for children under 16."""

_OTHER = another(placements)
MOVED_ON = any_of(
    _OTHER,
    where=(_OTHER.started_on >= placements.ended_on)
    & (_OTHER.started_on <= placements.ended_on + calendar_days(1)),
)

NOTICE_OF_PLACEMENT = Clock(
    id="cla-placement-notification-5-working-days",
    title="Written notice of a placement given to those entitled",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PARTNERS,
    starts=placements.started_on.where(A_HOME),
    until=LEFT_PLACEMENT,
    ends=event("placement-notice-sent"),
    within=Around(months(1), working_days(5)),
    unless=A_SHORT_BREAKS_CHILD | ONLY_RENAMED,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    counting="By 5 working days after the placement starts; that day is day 0; weekends and England's bank "
    "holidays are not counted. Notice given in the month before counts.",
    exceptions="The 5 days are for an emergency: otherwise notice is due before the placement. It may be "
    "kept from some people if it would put the child at risk of significant harm, or where it was not "
    "reasonably practicable.",
    source=f"{CARE_PLANNING} reg 13(1)",
)

NOTICE_OF_END = Clock(
    id="cla-placement-end-notice-10-working-days",
    title="Written notice given that a placement has ended",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.PARTNERS,
    starts=placements.ended_on.where(A_HOME & ~(placements.change_reason == "PLACE").certain()),
    ends=event("placement-end-notice-sent"),
    within=Around(months(1), working_days(10)),
    unless=A_SHORT_BREAKS_CHILD,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    counting="By 10 working days after the placement ended; that day is day 0; weekends and England's bank "
    "holidays are not counted. Notice given in the month before counts.",
    exceptions="For where earlier notice was not practicable; not in the cases of reg 14(5).",
    source=f"{CARE_PLANNING} reg 14(4)",
)

DISRUPTION_MEETING = Clock(
    id="placement-disruption-meeting-20-working-days",
    title="Disruption meeting held after an unplanned move",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    starts=placements.ended_on.where(placements.change_reason.is_in(UNPLANNED)),
    ends=event("disruption-meeting"),
    within=working_days(20),
    # With no reason recorded, a move may have been unplanned; leaving care is no move.
    unless=A_SHORT_BREAKS_CHILD | (placements.change_reason.is_missing() & ~MOVED_ON),
    confidence=Confidence.UNCERTAIN,
    local_default="20 working days (28 days seen)",
    source=LOCAL_PROCEDURES,
)

DISTANT_PLACEMENT_APPROVED = Clock(
    id="out-of-area-placement-decision",
    title="Distant placement approved before it started",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    starts=placements.started_on.where(A_HOME & (placements.distance > DISTANT_MILES)),
    until=LEFT_PLACEMENT,
    ends=event("distant-placement-approved"),
    within=calendar_days(0),
    direction=Direction.BEFORE,
    unless=A_SHORT_BREAKS_CHILD | ONLY_RENAMED,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    counting="On the day that the placement starts or before it, by the director or an officer named for it.",
    approximate="The duty is for placements outside the council's area and those beside it; over 20 miles "
    "from home stands for that.",
    exceptions="In an emergency, approval within 5 working days (not checked).",
    source=f"{CARE_PLANNING} reg 11 (as amended 2014); emergency limit not checked",
)

NO_PLACEMENT = Rule(
    id="cla-no-placement",
    title="Child in care with no current placement",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    looks_at=care_periods.where(IN_CARE & ~SHORT_BREAKS),
    wrong=none_of(
        placements,
        where=(placements.ended_on.is_missing() | (placements.ended_on >= AS_OF))
        & (placements.started_on <= AS_OF),
    )
    & none_of(
        missing_episodes,
        where=~(missing_episodes.to_on <= AS_OF).certain() & (missing_episodes.from_on <= AS_OF),
    ),
    says="In care since {care_periods.started_on}; no placement is recorded for today, and the child is not "
    "recorded as missing.",
    condition="A child in care who isn't missing has a placement today.",
    severity=Severity.CRITICAL,
    red_line=True,
    source=RETURN_GUIDE,
)

PLACEMENTS_OVERLAP = Rule(
    id="cla-placements-overlap",
    title="Two placements at once",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    looks_at=placements.where(A_HOME & placements.started_on.is_present()),
    wrong=any_of(
        _OTHER.where(~_OTHER.kind.is_in(("T0", "T1", "T2", "T3", "T4")).certain()),
        where=(
            (_OTHER.started_on > placements.started_on)
            | ((_OTHER.started_on == placements.started_on) & (key_of(_OTHER) > key_of(placements)))
        )
        & ~(placements.ended_on <= _OTHER.started_on).certain(),
    ),
    says="The placement that began on {placements.started_on} goes on after another one began.",
    condition="Two placements share no more than the day of the move. A hospital stay or holiday, while the "
    "child's place is kept, is no second placement.",
    severity=Severity.MEDIUM,
    source=RETURN_GUIDE,
)

NO_URN = Rule(
    id="cla-placement-no-urn",
    title="Children's home or agency placement with no URN",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    looks_at=placements.where(
        placements.kind.is_in(HOMES)
        | (placements.kind.is_in(FOSTERING) & placements.provider.is_in(AGENCIES)).certain()
    ),
    wrong=placements.urn.is_missing(),
    says="{placements.kind}, from {placements.started_on}: Ofsted's number for it is not recorded. Check "
    "today that it is registered.",
    condition="A placement in a home, or with an agency's carers, has Ofsted's number for it. Without one, "
    "whether the setting is registered is checked the same day.",
    severity=Severity.HIGH,
    source=RETURN_GUIDE,
)

UNDER_16 = Rule(
    id="under-16-in-unregulated",
    title="Child under 16 in independent or semi-independent setting",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    looks_at=placements.where(LIVES_THERE_NOW & placements.kind.is_in(WITHOUT_REGULATION)),
    wrong=children.born_on.age_on(AS_OF) < 16,
    says="The child, born on {children.born_on}, has lived in '{placements.kind}' since "
    "{placements.started_on}.",
    condition="No child under 16 lives in supported, semi-independent or independent accommodation.",
    severity=Severity.CRITICAL,
    red_line=True,
    source="Care Planning, Placement and Case Review (England) Regulations 2010 as amended from September "
    "2021 (Bolton guide seen: under 16s cannot be placed in unregulated independent placements)",
)

A_YEAR_AGO = AS_OF - months(12)
STARTED_IN_YEAR = count_of(placements, where=A_HOME, since=A_YEAR_AGO, to=AS_OF)
BEGAN_THE_YEAR_IN_ONE = any_of(
    placements,
    where=A_HOME & (placements.started_on < A_YEAR_AGO) & ~(placements.ended_on < A_YEAR_AGO).certain(),
)

THREE_PLACEMENTS = Rule(
    id="cla-three-placements",
    title="Three or more placements in 12 months",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    looks_at=care_periods.where(IN_CARE & ~SHORT_BREAKS),
    wrong=(STARTED_IN_YEAR >= 3) | ((STARTED_IN_YEAR == 2) & BEGAN_THE_YEAR_IN_ONE),
    says="{moves} placements began in the last 12 months, counting neither hospital stays nor holidays.",
    shows={"moves": STARTED_IN_YEAR},
    condition="A child in care lived in fewer than three placements in the last 12 months, the one at the "
    "start of the year included and temporary ones left out.",
    severity=Severity.MEDIUM,
    source=RETURN_GUIDE,
)

FAR_FROM_HOME = Rule(
    id="cla-placed-over-20-miles",
    title="Placed over 20 miles from home",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.OVERSIGHT,
    looks_at=placements.where(LIVES_THERE_NOW & A_HOME),
    wrong=(placements.distance > DISTANT_MILES)
    & none_of(event("distant-placement-approved"), since=placements.started_on - months(3), to=AS_OF),
    says="Placed {placements.distance} miles from home since {placements.started_on}, with no approval of a "
    "distant placement.",
    condition="A placement over 20 miles from home has an approval of a distant placement.",
    severity=Severity.INFO,
    source=RETURN_GUIDE,
)

IMPOSSIBLE_DATES = Rule(
    id="placement-dates-impossible",
    title="Placement with dates that can't be right",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    looks_at=placements,
    wrong=ends_before(placements.ended_on, placements.started_on),
    says="The placement is dated from {placements.started_on} to {placements.ended_on}, "
    "which can't be right.",
    condition="A placement does not end before it starts; it may be entered ahead. While "
    "it does, nothing that is due by these dates can be told.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)
