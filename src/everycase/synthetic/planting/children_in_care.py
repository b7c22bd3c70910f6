"""How the standards for children in care are broken: visits, reviews, plans, health, officers, liberty."""

from __future__ import annotations

import polars as pl

from everycase.record.schema.fields import Format
from everycase.record.schema.terms import Span, calendar_days, months, weeks, working_days
from everycase.synthetic.planting.acts import NOT_DONE, OVERDUE, Act, Answer, answers
from everycase.synthetic.planting.common import NOT_SEEN, OF_EPISODES, SUPERVISION, ago, days
from everycase.synthetic.planting.ground import child, worker
from everycase.synthetic.planting.waiting import (
    Hasty,
    Start,
    Unanswered,
    Unheard,
    Unmet,
    lapsed,
    late,
    missed,
)
from everycase.synthetic.planting.writing import Gone, Made, Twice, Wrong

ONE_AT_A_TIME = OF_EPISODES | {Format.ANNEX_A}
"""Formats in which a child has one status and one placement on any day."""
IN_CARE = child("in_care") & ~child("short_breaks") & (child("age") < 18)
VISITED = answers("care_visits")
REVIEWED = answers("care_reviews")
HELD = pl.col("held_on").is_not_null() & ~pl.col("cancelled").fill_null(value=False)
ORDINARY = ~pl.col("kind").is_in(["T0", "T1", "T2", "T3", "T4", "P1", "U3", "R2", "R5"]) & ~child(
    "short_breaks"
)
CURRENT = pl.col("ended_on").is_null()
LONG_TERM = pl.col("kind").is_in(["U1", "U4"])
NOT_ALONE = (Answer(source="care_visits", without={"seen_alone": False}),)


def _care(where: pl.Expr = IN_CARE, not_before: pl.Expr | None = None) -> Start:
    """The latest whole period of care."""
    entered = pl.col("entered_care_on")
    return Start(
        source="care_episodes",
        on="entered_care_on",
        where=where & (entered == child("care_on")) & (pl.col("started_on") == entered),
        ends=child("left_care_on"),
        not_before=not_before,
    )


def _placed(where: pl.Expr, not_before: pl.Expr | None = None) -> Start:
    return Start(source="placements", where=where, ends="ended_on", not_before=not_before)


IN_CARE_LATELY = child("been_in_care") & ~child("short_breaks")
NO_ORDER_SINCE = ~child("parents_assessed") & (
    (child("status") == "V2") | ((child("status") != "C1") & (child("status_on") < pl.col("started_on")))
)
NOT_LONG_TERM = ORDINARY & ~LONG_TERM & CURRENT
A_YEAR_ON = pl.col("started_on").dt.offset_by("1y")
VISITS: tuple[Act, ...] = (
    late("cla-first-visit-1-week", _placed(ORDINARY & CURRENT), VISITED, weeks(1), by=4),
    lapsed("cla-visit-every-6-weeks", _placed(NOT_LONG_TERM), VISITED, weeks(6)),
    lapsed("cla-visit-every-3-months-long-term", _placed(CURRENT & LONG_TERM, A_YEAR_ON), VISITED, months(3)),
    lapsed(
        "cla-visit-long-term-foster-6-months", _placed(CURRENT & LONG_TERM, A_YEAR_ON), VISITED, months(6)
    ),
    lapsed("cla-seen-alone-each-visit", _care(), NOT_ALONE, weeks(6)),
    missed(
        "cla-visit-record-5-working-days",
        Start(source="care_visits"),
        answers("visit-written-up"),
        working_days(5),
    ),
    Unmet(
        standard="cla-child-not-seen",
        starts=_care(IN_CARE & (child("care_on") < ago(230)), ago(210)),
        answers=NOT_SEEN,
    ),
    Unmet(
        standard="cla-child-not-seen-alone",
        starts=_care(IN_CARE & (child("care_on") < ago(130)) & (child("age") >= 5), ago(100)),
        answers=NOT_ALONE,
    ),
    late(
        "cla-visit-placed-with-parents-before-assessment-weekly",
        _placed(CURRENT & NO_ORDER_SINCE & (pl.col("started_on") > ago(700))),
        VISITED,
        weeks(1),
        by=4,
        sets={"kind": "P1"},
        needs=("parents-assessed-for-placement",),
        minds=("legal_statuses", "care_reviews", "care_episodes"),
    ),
    lapsed(
        "cla-visit-placed-with-parents-before-assessment-6-weeks",
        _placed(
            CURRENT & NO_ORDER_SINCE & (pl.col("started_on") > ago(700)) & (pl.col("started_on") < ago(250))
        ),
        VISITED,
        weeks(6),
        sets={"kind": "P1"},
        needs=("parents-assessed-for-placement",),
        minds=("legal_statuses", "care_reviews"),
    ),
    late(
        "cla-visit-connected-person-weekly",
        _placed(CURRENT & (child("status") == "C1") & (pl.col("started_on") >= child("status_on"))),
        VISITED,
        weeks(1),
        by=4,
        sets={"kind": "P1"},
        minds=("legal_statuses", "care_reviews"),
    ),
    lapsed(
        "cla-visit-connected-person-4-weeks",
        _placed(CURRENT & (child("status") == "C1") & (pl.col("started_on") >= child("status_on"))),
        VISITED,
        weeks(4),
        sets={"kind": "P1"},
        dated=False,
        minds=("legal_statuses", "care_reviews"),
    ),
    late(
        "cla-visit-care-order-at-home-1-week",
        _placed(
            CURRENT & (child("status") == "C2") & (pl.col("started_on") < child("status_on")),
            child("status_on"),
        ),
        VISITED,
        weeks(1),
        by=4,
        sets={"kind": "P1"},
        minds=("legal_statuses",),
    ),
    lapsed(
        "cla-visit-care-order-at-home-6-weeks",
        _placed(
            CURRENT & (child("status") == "C2") & (pl.col("started_on") < child("status_on")),
            child("status_on"),
        ),
        VISITED,
        weeks(6),
        sets={"kind": "P1"},
        minds=("legal_statuses",),
    ),
    late(
        "cla-visit-living-arrangements-others-1-week",
        _placed(ORDINARY & CURRENT),
        VISITED,
        weeks(1),
        by=4,
        sets={"kind": "R2"},
    ),
)

FIRST_REVIEW = Start(
    source="care_reviews",
    where=HELD & IN_CARE & (pl.col("held_on") == child("first_review_on")),
)


def _after_review(standard: str, answered: str, within: Span) -> Unanswered:
    return missed(
        standard, Start(source="care_reviews", where=HELD & ~child("short_breaks")), answers(answered), within
    )


REVIEWS: tuple[Act, ...] = (
    late("cla-review-first-20-working-days", _care(), REVIEWED, working_days(20)),
    late("cla-review-second-3-months", FIRST_REVIEW, REVIEWED, months(3)),
    lapsed("cla-review-every-6-months", _care(IN_CARE & (child("care_on") < ago(420))), REVIEWED, months(6)),
    _after_review("cla-review-decisions-5-working-days", "review-decisions-sent", working_days(5)),
    _after_review("cla-review-decisions-agreed-10-working-days", "review-decisions-agreed", working_days(10)),
    _after_review("cla-review-record-15-working-days", "review-record-finished", working_days(15)),
    _after_review("cla-review-record-sent-20-working-days", "review-record-sent", working_days(20)),
    Wrong(
        standard="cla-review-no-participation",
        source="care_reviews",
        where=HELD & (child("born_on") < pl.col("held_on") - days(1_500)),
        values={"participation": "PN7"},
    ),
    Made(
        standard="cla-review-cancelled-not-rebooked",
        source="care_reviews",
        who=IN_CARE,
        values={"due_on": pl.col("~day") + days(210), "cancelled": True},
    ),
)

LEGAL: tuple[Act, ...] = (
    Wrong(
        standard="legal-status-dates-impossible",
        source="legal_statuses",
        where=pl.col("to_on").is_not_null() & ~child("in_care"),
        values={"to_on": pl.col("from_on") - days(30)},
        hidden_from=OF_EPISODES,
    ),
    Wrong(
        standard="cla-episode-dates-impossible",
        source="care_episodes",
        where=pl.col("ended_on").is_not_null() & ~child("in_care"),
        values={"ended_on": pl.col("started_on") - days(30)},
    ),
    missed(
        "section-20-consent-before-placement",
        Start(source="legal_statuses", where=pl.col("status") == "V2", ends="to_on"),
        answers("section-20-consent"),
        calendar_days(0),
        before=True,
        early=days(70),
    ),
    lapsed(
        "section-20-review-every-3-months",
        Start(
            source="legal_statuses",
            where=(pl.col("status") == "V2") & ~child("unaccompanied"),
            ends="to_on",
        ),
        answers("section-20-review"),
        months(3),
        hidden_from=frozenset({Format.SSD, Format.EVENTS}),
    ),
    Wrong(
        standard="cla-no-legal-status",
        source="legal_statuses",
        where=pl.col("to_on").is_null() & IN_CARE & (pl.col("from_on") < ago(40)),
        values={"to_on": pl.col("~day") - days(20)},
        hidden_from=OF_EPISODES,
    ),
    Twice(
        standard="legal-status-overlap",
        source="legal_statuses",
        where=pl.col("to_on").is_null() & (pl.col("status") == "C2"),
        values={"from_on": pl.col("from_on") + days(1)},
        hidden_from=ONE_AT_A_TIME,
    ),
    Wrong(
        standard="legal-status-gap",
        source="legal_statuses",
        where=IN_CARE
        & (pl.col("from_on") == child("care_on"))
        & (pl.col("from_on") < ago(10))
        & (pl.col("status") != "V2")
        & (pl.col("to_on").is_null() | (pl.col("to_on") > pl.col("from_on") + days(3))),
        values={"from_on": pl.col("from_on") + days(3)},
    ),
    Twice(
        standard="cla-episodes-overlap",
        source="care_episodes",
        where=CURRENT & IN_CARE & (pl.col("started_on") < ago(10)),
        values={"started_on": pl.col("started_on") + days(1), "start_reason": "L"},
    ),
    Wrong(
        standard="cla-ended-no-reason",
        source="care_episodes",
        where=pl.col("ended_on").is_not_null() & IN_CARE,
        values={"end_reason": None},
        hidden_from=frozenset({Format.ANNEX_A}),  # it has only why a whole time in care ended
    ),
    Gone(
        standard="s20-over-6-months-no-plan",
        sources=("care_plans", "section-20-review"),
        who=IN_CARE & (child("status") == "V2") & (child("status_on") < ago(220)),
        since=child("status_on") + days(14),
        minds=("legal_statuses",),
    ),
)

NEW = ~pl.col("kind").is_in(["T0", "T1", "T2", "T3", "T4"]) & ~child("short_breaks")
UNPLANNED = ["ALLEG", "STAND", "APPRR", "CLOSE", "CREQB", "CREQO", "CHILD", "LAREQ"]
A_MONTH = days(31)
ENDED_PLACEMENT = Start(
    source="placements",
    on="ended_on",
    where=NEW & (pl.col("change_reason") != "PLACE").fill_null(value=True),
)
PLACEMENTS: tuple[Act, ...] = (
    Wrong(
        standard="placement-dates-impossible",
        source="placements",
        where=pl.col("ended_on").is_not_null() & ~child("in_care"),
        values={"ended_on": pl.col("started_on") - days(30)},
        hidden_from=OF_EPISODES,
    ),
    missed(
        "cla-placement-notification-5-working-days",
        _placed(NEW & CURRENT),
        answers("placement-notice-sent"),
        working_days(5),
        early=A_MONTH,
    ),
    missed(
        "cla-placement-end-notice-10-working-days",
        ENDED_PLACEMENT,
        answers("placement-end-notice-sent"),
        working_days(10),
        early=A_MONTH,
    ),
    missed(
        "placement-disruption-meeting-20-working-days",
        Start(source="placements", on="ended_on", where=pl.col("change_reason").is_in(UNPLANNED)),
        answers("disruption-meeting"),
        working_days(20),
    ),
    missed(
        "out-of-area-placement-decision",
        _placed(NEW & (pl.col("distance") > 20)),
        answers("distant-placement-approved"),
        calendar_days(0),
        before=True,
        early=days(90),
    ),
    Wrong(
        standard="cla-no-placement",
        source="placements",
        where=CURRENT & IN_CARE & (pl.col("started_on") < ago(40)),
        values={"ended_on": pl.col("~day") - days(20), "change_reason": "CARPL"},
        minds=("missing_episodes",),
        hidden_from=OF_EPISODES,
    ),
    Twice(
        standard="cla-placements-overlap",
        source="placements",
        where=CURRENT & ORDINARY & (pl.col("started_on") < ago(20)),
        values={"started_on": pl.col("started_on") + days(1)},
        hidden_from=ONE_AT_A_TIME,
    ),
    Wrong(
        standard="cla-placement-no-urn",
        source="placements",
        where=pl.col("kind").is_in(["K1", "K2", "S1", "R3"]) & pl.col("urn").is_not_null(),
        values={"urn": None},
    ),
    Wrong(
        standard="under-16-in-unregulated",
        source="placements",
        where=CURRENT & ORDINARY & (child("age") < 15),
        values={"kind": "H5"},
    ),
    Twice(
        standard="cla-three-placements",
        source="placements",
        where=CURRENT & ORDINARY & (pl.col("started_on") < ago(280)),
        times=2,
        hidden_from=OF_EPISODES,
        values={
            "started_on": pl.when(pl.col("~n") == 0).then("started_on").otherwise(pl.col("~day") - days(200)),
            "ended_on": pl.when(pl.col("~n") == 0)
            .then(pl.col("~day") - days(200))
            .otherwise(pl.col("~day") - days(100)),
            "change_reason": "CARPL",
        },
        own={"started_on": pl.col("~day") - days(100)},
    ),
    Wrong(
        standard="cla-placed-over-20-miles",
        source="placements",
        where=CURRENT & ORDINARY & (pl.col("distance") < 15),
        values={"distance": 35.0},
        needs=("distant-placement-approved",),
    ),
)

MADE_ASSESSMENTS = ["INITIAL", "REVIEW", "ASSESSMENT"]
HEALTH: tuple[Act, ...] = (
    late(
        "initial-health-assessment-20-working-days",
        _care(),
        (Answer(source="health_checks", where=pl.col("kind").is_in(["INITIAL", "ASSESSMENT"])),),
        working_days(20),
        by=5,
    ),
    missed("health-referral-5-working-days", _care(), answers("health-referral-sent"), working_days(5)),
    lapsed(
        "health-assessment-by-age",
        _care(IN_CARE & (child("age") >= 6)),
        (Answer(source="health_checks", where=pl.col("kind").is_in(MADE_ASSESSMENTS)),),
        months(12),
    ),
    lapsed(
        "dental-check-every-12-months",
        _care(),
        (Answer(source="health_checks", where=pl.col("kind") == "DENTAL"),),
        months(12),
    ),
    Wrong(
        standard="immunisations-up-to-date-12-months",
        source="immunisations",
        where=IN_CARE & child("care_on").is_between(ago(4_000), ago(450)),
        values={"status_on": pl.col("~day") - days(400)},
        what=OVERDUE,
    ),
    lapsed(
        "sdq-every-12-months-age-4-to-16",
        _care(IN_CARE & child("age").is_between(6, 15)),
        answers("strengths_and_difficulties"),
        months(12),
    ),
    Gone(
        standard="cla-health-missing",
        sources=("health_checks",),
        who=IN_CARE & (child("care_on") < ago(380)),
        since=ago(380),
    ),
    Gone(
        standard="cla-sdq-missing-no-reason",
        sources=("strengths_and_difficulties",),
        who=IN_CARE & (child("care_on") < ago(380)) & child("age").is_between(6, 15),
        since=ago(380),
    ),
)

SPOKE_LATER = (pl.col("last_reviewing_officer_contact_on") > pl.col("entered_care_on") + days(45)).fill_null(
    value=True
)
"""The extract's own date of the latest talk isn't that of the first."""
OFFICER = (pl.col("role") == "IRO") & pl.col("to_on").is_null()
OFFICERS: tuple[Act, ...] = (
    late(
        "iro-appointed-5-working-days",
        _care(IN_CARE_LATELY),
        (
            Answer(source="involvements", where=pl.col("role") == "IRO"),
            *answers("reviewing-officer-appointed"),
        ),
        working_days(5),
        early=A_MONTH,
    ),
    late(
        "iro-meets-child-before-first-review",
        _care(IN_CARE & SPOKE_LATER & (child("care_on") > ago(1_800))),
        answers("reviewing-officer-spoke-with-child"),
        working_days(20),
        by=3,
    ),
    Unheard(
        standard="iro-dispute-20-working-days",
        kind="reviewing-officer-dispute-raised",
        answers=answers("reviewing-officer-dispute-resolved"),
        within=working_days(20),
        who=IN_CARE,
    ),
    Gone(
        standard="iro-midpoint-check-3-months",
        sources=("midpoint-check",),
        who=IN_CARE & (child("care_on") < ago(700)) & (child("care_on") > ago(1_800)),
        what=NOT_DONE,
        reads=("care_reviews",),
    ),
    Wrong(
        standard="cla-no-iro",
        source="involvements",
        where=OFFICER & IN_CARE & (child("care_on") < ago(20)),
        values={"to_on": pl.col("~day") - days(10)},
    ),
    Wrong(
        standard="iro-caseload-over-70",
        source="workers",
        where=worker("in_care") >= 3,
        values={"full_time_equivalent": 0.02},
    ),
)

NO_PERMANENCE = (
    *answers("permanence-plan-agreed"),
    Answer(source="care_plans", without={"permanence": None}),
)
OVER_TWO_REVIEWS = IN_CARE & (child("care_on") < ago(200))
PLANS: tuple[Act, ...] = (
    late(
        "cla-care-plan-10-working-days",
        _care(),
        answers("care_plans"),
        working_days(10),
        by=8,
        early=days(95),
    ),
    missed(
        "cla-placement-plan-5-working-days",
        _placed(NEW & CURRENT),
        answers("placement-plan-recorded"),
        working_days(5),
        early=A_MONTH,
    ),
    missed(
        "family-visit-agreement-first-review",
        _placed(NEW & CURRENT),
        answers("family-time-plan"),
        working_days(10),
    ),
    missed("permanence-plan-by-second-review", _care(OVER_TWO_REVIEWS), NO_PERMANENCE, months(4)),
    Wrong(
        standard="cla-care-plan-dates-impossible",
        source="care_plans",
        where=pl.col("to_on").is_not_null() & ~child("in_care"),
        values={"to_on": pl.col("from_on") - days(30)},
    ),
    Gone(standard="cla-no-care-plan", sources=("care_plans",), who=IN_CARE & (child("care_on") < ago(40))),
    Gone(
        standard="cla-care-plan-stale",
        sources=("care_plans",),
        who=IN_CARE & (child("care_on") < ago(500)) & (child("care_on") > ago(1_800)),
        since=child("care_on") + days(25),
    ),
    Unmet(standard="cla-no-permanence-plan", starts=_care(OVER_TWO_REVIEWS), answers=NO_PERMANENCE),
    missed(
        "pep-initial-10-working-days",
        _care(IN_CARE & (child("born_on") < child("care_on") - days(1_500))),
        answers("education-plan-recorded"),
        working_days(10),
    ),
    lapsed(
        "pep-review-termly",
        _care(IN_CARE & child("age").is_between(5, 17)),
        answers("education-plan-recorded"),
        months(4),
    ),
    missed("advocacy-offer-10-working-days", _care(), answers("advocate-offered"), working_days(10)),
    missed("life-story-work-start-3-months", _care(), answers("life-story-work"), months(3)),
    lapsed("supervision-every-2-months-children-in-care", _care(), SUPERVISION, months(2)),
)


def _event(
    standard: str, happened: str, answered: str, within: Span, who: pl.Expr = IN_CARE, *, after: int = 0
) -> Unheard:
    return Unheard(
        standard=standard, kind=happened, answers=answers(answered), within=within, who=who, once_after=after
    )


OLDER = child("been_in_care") & (child("age") >= 14)
LIBERTY: tuple[Act, ...] = (
    Made(
        standard="deprivation-of-liberty-dates-impossible",
        source="deprivations_of_liberty",
        who=IN_CARE & (child("care_on") < ago(400)),
        values={"from_on": pl.col("~day") - days(300), "to_on": pl.col("~day") - days(330)},
    ),
    Made(
        standard="deprivation-of-liberty-monthly-review",
        source="deprivations_of_liberty",
        who=IN_CARE & (child("care_on") < ago(400)),
        values={"from_on": pl.col("~day") - days(300)},
        needs=("liberty-review",),
        what=OVERDUE,
    ),
    _event("secure-accommodation-72-hours", "placed-in-secure", "secure-ended", calendar_days(3)),
    _event("secure-accommodation-review-1-month", "placed-in-secure", "secure-review-held", months(1)),
    _event(
        "secure-accommodation-review-every-3-months",
        "placed-in-secure",
        "secure-review-held",
        months(3),
        after=20,
    ),
    _event(
        "detained-former-cla-visit-10-working-days", "detained", "detention-visit", working_days(10), OLDER
    ),
    _event(
        "remand-detention-placement-plan-10-working-days",
        "remanded",
        "detention-placement-plan",
        working_days(10),
        OLDER,
    ),
    _event("school-place-20-school-days", "school-place-needed", "school-place-started", working_days(20)),
    _event("contact-refusal-7-days", "family-contact-refused", "family-contact-settled", calendar_days(7)),
    _event(
        "unaccompanied-child-transfer-10-working-days",
        "transfer-scheme-referral",
        "transfer-made",
        working_days(10),
        IN_CARE & (child("placed_on") < ago(60)),
    ),
    _event("age-assessment-28-days", "age-disputed", "age-assessed", calendar_days(28), OLDER),
    lapsed(
        "unaccompanied-child-status-check-3-months",
        Start(source="immigration_statuses", ends="to_on"),
        answers("immigration-check"),
        months(3),
    ),
    Wrong(
        standard="immigration-status-dates-impossible",
        source="immigration_statuses",
        where=pl.col("from_on") > ago(2_000),
        values={"to_on": pl.col("from_on") - days(30)},
    ),
    Gone(
        standard="nationality-or-immigration-missing",
        sources=("immigration_statuses",),
        who=IN_CARE,
        hidden_from=frozenset({Format.SSD}),
    ),
    missed("reg-44-visit-monthly", Start(source="home-visited"), answers("home-visited"), calendar_days(61)),
    missed(
        "reg-45-review-6-months",
        Start(source="home-quality-review"),
        answers("home-quality-review"),
        months(6),
    ),
    Hasty(
        standard="cla-records-kept-75-years",
        starts=Start(source="children", on="born_on", where=child("in_care") & (child("age") >= 15)),
        kind="record-destroyed",
        within=months(900),
        days=5_300,
    ),
)

CHILDREN_IN_CARE: tuple[Act, ...] = (
    *VISITS,
    *REVIEWS,
    *LEGAL,
    *PLACEMENTS,
    *HEALTH,
    *OFFICERS,
    *PLANS,
    *LIBERTY,
)
