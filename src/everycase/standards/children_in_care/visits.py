"""Visits to children in care: how soon, how often, and whether the child was seen."""

from everycase.record.schema import care_periods, care_visits, children, events, placements, sights
from everycase.record.schema.fields import another
from everycase.record.schema.terms import (
    AS_OF,
    any_of,
    earliest_of,
    latest_of,
    months,
    none_of,
    weeks,
    working_days,
)
from everycase.standards.children_in_care.common import (
    A_HOME,
    A_SHORT_BREAKS_CHILD,
    CARE_PLANNING,
    IN_CARE,
    LEFT_CARE,
    LEFT_PLACEMENT,
    LOCAL_PROCEDURES,
    ONLY_RENAMED,
    SHORT_BREAKS,
    SINCE_2011,
)
from everycase.standards.children_in_care.visits_at_home import (
    CONTROLLED_BY_OTHERS,
    VISITED_MORE_OFTEN,
)
from everycase.standards.language import (
    EVERY,
    LATER,
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
from everycase.standards.words import SEEN, written

LONG_TERM_FOSTERING = ("U1", "U4")
ONE_YEAR_ON = placements.started_on + months(12)

AGREED_TO_LAST = event("long-term-placement-agreed")
AGREED_TO_LAST_ON = earliest_of(events.happened_on, AGREED_TO_LAST, since=placements.started_on)
MEANT_TO_LAST = (placements.kind.is_in(LONG_TERM_FOSTERING) | AGREED_TO_LAST_ON.is_present()).certain()
"""It is recorded that the placement is meant to last to 18; until it is, the ordinary interval holds."""

_SAME = another(placements)
# Null but for long-term fostering: only there does the first year's interval end at the anniversary.
LONG_TERM_ANNIVERSARY = latest_of(
    _SAME.started_on + months(12),
    _SAME.where(_SAME.kind.is_in(LONG_TERM_FOSTERING)),
    where=(_SAME.kind == placements.kind) & (_SAME.started_on == placements.started_on),
)
SETTLED_ON = LONG_TERM_ANNIVERSARY.earlier_of(AGREED_TO_LAST_ON.at_earliest(ONE_YEAR_ON))
"""When a placement meant to last to 18 has lasted a year; null for any other."""

FIRST_VISIT = Clock(
    id="cla-first-visit-1-week",
    title="Child visited after a placement starts",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=placements.started_on.where(A_HOME),
    until=LEFT_PLACEMENT,
    ends=care_visits.visited_on,
    within=weeks(1),
    unless=A_SHORT_BREAKS_CHILD | ONLY_RENAMED | VISITED_MORE_OFTEN | CONTROLLED_BY_OTHERS.certain(),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    counting="7 days after the placement starts; that day is day 0; every day is counted. Each new "
    "placement, a move to new carers too, starts a new clock; a hospital stay or holiday, or a change in the "
    "placement's status alone, does not.",
    exceptions="Children with their parents, with a carer who has temporary approval, or whose living "
    "arrangements others control, and short breaks: they have clocks of their own.",
    source=f"{CARE_PLANNING} reg 28(2)(a)",
)

EVERY_6_WEEKS = Clock(
    id="cla-visit-every-6-weeks",
    title="Child in care visited again",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=placements.started_on.where(A_HOME),
    until=LEFT_PLACEMENT.earlier_of(SETTLED_ON),
    ends=care_visits.visited_on,
    within=weeks(6),
    links=LATER,
    unless=A_SHORT_BREAKS_CHILD | VISITED_MORE_OFTEN,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    local_default="4 to 6 weeks",
    counting="6 times 7 days after the last visit made in this placement; that day is day 0; every day is "
    "counted.",
    exceptions="From one year on, a placement recorded as meant to last to 18 has a longer interval; any "
    "other stays at 6 weeks.",
    source=f"{CARE_PLANNING} reg 28(2)(b) and (c)(ii)",
)

EVERY_3_MONTHS_LONG_TERM = Clock(
    id="cla-visit-every-3-months-long-term",
    title="Child in a placement meant to last to 18 visited after its first year",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=placements.started_on.where(MEANT_TO_LAST).not_before(ONE_YEAR_ON),
    until=LEFT_PLACEMENT,
    ends=care_visits.visited_on,
    within=months(3),
    links=EVERY,
    unless=A_SHORT_BREAKS_CHILD,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2011,
    local_default="some councils keep to 6 weeks",
    counting="The same day of the month 3 months after the last visit, or the month's last day if it has "
    "none; at the start, after the placement's anniversary. 12 or 13 weeks only come near it.",
    exceptions="The placement has to be recorded as meant to last to 18: a long-term fostering placement, or "
    "a decision in the events file.",
    source=f"{CARE_PLANNING} reg 28(2)(c)(i)",
)

EVERY_6_MONTHS_LONG_TERM_FOSTER = Clock(
    id="cla-visit-long-term-foster-6-months",
    title="Child settled in long-term fostering visited",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.TIMELINESS,
    starts=placements.started_on.where(placements.kind.is_in(LONG_TERM_FOSTERING)).not_before(ONE_YEAR_ON),
    until=LEFT_PLACEMENT,
    ends=care_visits.visited_on,
    within=months(6),
    links=EVERY,
    unless=A_SHORT_BREAKS_CHILD,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.UNCERTAIN,
    in_force=since(2015, 4, 1),
    exceptions="Only where the child understands enough, agrees to fewer visits, and has lived there for "
    "over a year: until that is decided, visits are due every 3 months.",
    source=f"{CARE_PLANNING} reg 28 as amended by SI 2015/495 (that it was amended was seen; its wording was "
    "not)",
)

SEEN_ALONE = Clock(
    id="cla-seen-alone-each-visit",
    title="Child in care spoken to in private",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.VOICE,
    starts=care_periods.started_on,
    until=LEFT_CARE,
    ends=care_visits.visited_on.where(care_visits.seen_alone),
    within=weeks(6),
    links=LATER,
    unless=SHORT_BREAKS,
    local_default="6 weeks",
    in_force=SINCE_2011,
    counting="6 times 7 days after the last visit at which the child was seen alone; that day is day 0; "
    "every day is counted.",
    exceptions="A child who understands and refuses; a child too young for it; a visit at which it was not "
    "possible.",
    source=f"{CARE_PLANNING} reg 29 asks for it at each visit (not displayed); the 6 weeks are a local "
    "stand-in",
)

WRITTEN_UP = Clock(
    id="cla-visit-record-5-working-days",
    title="Visit to a child in care written up",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.RECORDS,
    starts=care_visits.visited_on,
    ends=event("visit-written-up"),
    within=working_days(5),
    severity=Severity.LOW,
    confidence=Confidence.UNCERTAIN,
    local_default="5 working days (2 seen)",
    approximate="A record that does not name its visit is taken to be of the visit before it.",
    source=LOCAL_PROCEDURES,
)

LAST_VISIT = latest_of(care_visits.visited_on, care_visits, where=care_visits.visited_on <= AS_OF)
# Reads the value before it, so the two stand in this order wherever they are used.
LAST_BUT_ONE = latest_of(care_visits.visited_on, care_visits, where=care_visits.visited_on < LAST_VISIT)

NOT_SEEN_TWICE = Rule(
    id="cla-child-not-seen",
    title="Child in care not seen at last two visits",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.VOICE,
    looks_at=care_periods.where(IN_CARE),
    wrong=LAST_VISIT.is_present()
    & LAST_BUT_ONE.is_present()
    & (care_periods.started_on <= LAST_BUT_ONE)
    & none_of(
        care_visits,
        where=(care_visits.visited_on >= LAST_BUT_ONE)
        & (care_visits.visited_on <= AS_OF)
        & care_visits.seen.is_present()  # blank is not a yes; a column that no file holds is neither
        & care_visits.seen,
    )
    # Seen since then on another kind of visit, or as the events file says: no "not seen" is true.
    & ~any_of(SEEN, where=(sights.on >= LAST_BUT_ONE) & (sights.on <= AS_OF)).certain(),
    says="In care since {care_periods.started_on}. The child was not seen at the latest two visits, on "
    "{before} and {last}.",
    shows={"last": written(LAST_VISIT), "before": written(LAST_BUT_ONE)},
    condition="At one at least of the latest two visits to a child in care, the record says that the child "
    "was seen; or the child was seen otherwise since the earlier of the two.",
    severity=Severity.CRITICAL,
    red_line=True,
    confidence=Confidence.VERIFIED,
    source=f"{CARE_PLANNING} reg 28 (verified) with reg 29",
)

NOT_SEEN_ALONE = Rule(
    id="cla-child-not-seen-alone",
    title="Child in care not seen alone for three months",
    area=Area.CHILDREN_IN_CARE,
    aspect=Aspect.VOICE,
    looks_at=care_periods.where(
        IN_CARE
        & ~SHORT_BREAKS
        & (children.born_on.age_on(AS_OF) >= 4)
        & (care_periods.started_on + months(3) <= AS_OF)
    ),
    wrong=none_of(care_visits, where=care_visits.seen_alone, since=AS_OF - months(3), to=AS_OF),
    says="In care since {care_periods.started_on}, and no visit in the last three months says that the child "
    "was seen alone.",
    condition="A child of 4 or over who has been in care for 3 months was seen alone at a visit in the last "
    "3 months.",
    severity=Severity.HIGH,
    source=f"{CARE_PLANNING} reg 29 (not displayed)",
)
