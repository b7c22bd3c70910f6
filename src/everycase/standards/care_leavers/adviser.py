"""Somebody to turn to: personal advisers, keeping in touch, and supervision of the work."""

from everycase.record.schema import birthdays, care_leavers, care_periods, children
from everycase.record.schema.terms import AS_OF, any_of, calendar_days, latest_of, months
from everycase.standards.care_leavers.common import (
    AGE_NOT_TOLD,
    CARE_LEAVERS_REGULATIONS,
    ELIGIBLE_ON,
    HAS_LEFT_CARE,
    IS_CARE_LEAVER,
    LOCAL_PROCEDURES,
    RETURN_GUIDE,
    SINCE_2011,
    STAYS_IN_CONTACT,
    STILL_IN_CARE_THEN,
    TURNS_18,
    TURNS_21,
    TURNS_25,
)
from everycase.standards.language import (
    EVERY,
    LATER,
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
    since,
)
from everycase.standards.words import began_as

CONTACTS = (event("adviser-visit"), care_leavers.latest_contact_on)
"""The column is the nearest that the extracts have to a visit."""

LEFT_CARE_ON = latest_of(care_periods.ended_on, care_periods)
IN_CARE_ON_BIRTHDAY = any_of(
    care_periods,
    where=(care_periods.started_on <= birthdays.on) & ~(care_periods.ended_on <= birthdays.on).certain(),
).certain()

ADVISER_NAMED = Clock(
    id="personal-adviser-named-by-16-plus-3-months",
    title="Personal adviser named",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.OVERSIGHT,
    starts=care_periods.started_on.where(STILL_IN_CARE_THEN).not_before(ELIGIBLE_ON),
    unless=AGE_NOT_TOLD,
    until=care_periods.ended_on.earlier_of(TURNS_18),
    ends=began_as("ADVISER"),
    within=Around(months(12), months(3)),
    confidence=Confidence.UNCERTAIN,
    in_force=SINCE_2011,
    local_default="by 16 and 3 months",
    counting="The same day of the month 3 months after the 16th birthday, or after becoming eligible, or the "
    "month's last day if it has none. An adviser named in the year before counts.",
    source="Children Act 1989 Schedule 2 para 19C (duty); the date is local",
)

FIRST_VISIT_AFTER_MOVE = Clock(
    id="personal-adviser-first-visit-7-days-after-move",
    title="Adviser visited after a move to a home that the council arranged",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.TIMELINESS,
    starts=event("moved-to-arranged-home"),
    ends=CONTACTS,
    within=calendar_days(7),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    source=f"{CARE_LEAVERS_REGULATIONS} reg 8(2) (not displayed)",
)

VISITS = Clock(
    id="personal-adviser-visit-every-2-months",
    title="Adviser visited the young person",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.TIMELINESS,
    # A chain of all contacts since 16 or leaving care: the first interval is from the first of them.
    starts=birthdays.on.where(birthdays.age == 16).not_before(LEFT_CARE_ON),
    unless=~HAS_LEFT_CARE,
    until=TURNS_18,
    ends=CONTACTS,
    within=months(2),
    links=LATER,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    local_default="8 weeks",
    counting="The same day of the month 2 months after the last visit, or the month's last day if it has "
    "none. Often shown as 8 weeks, which is a little stricter.",
    exceptions="From 18 on, the duty is to keep in touch, and how often is local: see the rule about care "
    "leavers who are not in touch.",
    source=f"{CARE_LEAVERS_REGULATIONS} reg 8(2) (not displayed) and Children Act 1989 guidance volume 3",
)

IN_TOUCH_AROUND_BIRTHDAY = Clock(
    id="care-leaver-in-touch-birthday-window",
    title="In touch with the care leaver around their birthday",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.TIMELINESS,
    starts=birthdays.on.where(
        (birthdays.age >= 17)
        & (birthdays.age <= 21)
        & (birthdays.on - months(3) <= AS_OF)  # the window has opened
    ),
    unless=~HAS_LEFT_CARE | IN_CARE_ON_BIRTHDAY,
    ends=CONTACTS,
    within=Around(months(3), months(1)),
    direction=Direction.AROUND,
    force=Force.GUIDANCE,
    in_force=since(2014, 4, 1),
    counting="Between 3 months before the 17th to 21st birthday and 1 month after it. The birthday of "
    "somebody born on 29 February is taken to be the 28th.",
    exceptions="Refused contact, no longer wants support, or has died.",
    source="SSDA903 guide (care leaver contact window)",
)

OFFER_AT_21 = Clock(
    id="care-leaver-21-plus-offer-yearly",
    title="Support offered to the care leaver of 21 to 24",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.TIMELINESS,
    starts=birthdays.on.where(birthdays.age == 21),
    unless=~HAS_LEFT_CARE,
    until=TURNS_25,
    ends=event("support-offer"),
    within=months(12),
    links=EVERY,
    force=Force.GUIDANCE,
    in_force=since(2018, 4, 1),
    counting="The same day of the month 12 months after the 21st birthday, then after each offer, up to 25.",
    exceptions="Asked not to be contacted.",
    source="Children Act 1989 s23CZB (in force April 2018) and statutory guidance on extending adviser "
    "support to 25 (yearly offer)",
)

SUPERVISION = Clock(
    id="supervision-care-leavers-3-months",
    title="Care leaver's case discussed in supervision",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.OVERSIGHT,
    starts=care_periods.ended_on.where(
        STILL_IN_CARE_THEN & (care_periods.ended_on >= ELIGIBLE_ON) & IS_CARE_LEAVER
    ),
    until=TURNS_21,
    ends=event("supervision"),
    within=months(3),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    local_default="2 to 3 months",
    source=LOCAL_PROCEDURES,
)

NO_ADVISER = Rule(
    id="care-leaver-no-adviser",
    title="Care leaver with no personal adviser",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.OVERSIGHT,
    looks_at=care_leavers.where(
        care_leavers.eligibility.is_in(("Eligible", "Relevant", "Former Relevant"))
        & (children.born_on.age_on(AS_OF) < 21)
        & ~(care_leavers.in_touch == "DIED").certain()
    ),
    wrong=care_leavers.adviser_id.is_missing(),
    says="{care_leavers.eligibility}, and no personal adviser is named.",
    condition="A young person under 21 who is eligible, relevant or formerly relevant has a personal "
    "adviser.",
    severity=Severity.HIGH,
    source="Children Act 1989 s23B and s23CA (named in Care Leavers (England) Regulations 2010 reg 2, "
    "verified)",
)

NOT_IN_TOUCH = Rule(
    id="care-leaver-not-in-touch",
    title="Care leaver not in touch",
    area=Area.CARE_LEAVERS,
    aspect=Aspect.TIMELINESS,
    looks_at=care_leavers.where(STAYS_IN_CONTACT),
    wrong=(care_leavers.in_touch == "NO")
    | care_leavers.in_touch.is_missing()
    | (care_leavers.latest_contact_on + months(2) < AS_OF),
    says="In touch: {care_leavers.in_touch}. Latest contact: {care_leavers.latest_contact_on}.",
    condition="The council is in touch with a care leaver, and the latest contact was in the last 2 months. "
    "Young people who refuse, need no more help, or have gone back to parents for good are left out.",
    severity=Severity.HIGH,
    source=RETURN_GUIDE,
)
