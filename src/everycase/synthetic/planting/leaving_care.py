"""How the standards for care leavers are broken: plans, advisers, homes."""

from __future__ import annotations

import polars as pl

from everycase.record.schema.terms import calendar_days, months, working_days
from everycase.synthetic.planting.acts import LATE, NOT_DONE, OVERDUE, Act, answers
from everycase.synthetic.planting.common import SUPERVISION, ago, days
from everycase.synthetic.planting.ground import child
from everycase.synthetic.planting.waiting import Start, Unheard, missed
from everycase.synthetic.planting.writing import Gone, Wrong

YOUNG = child("leaver") & (child("age") < 21)
LONG_AGO = {
    "care_leavers": {
        "latest_contact_on": pl.col("~day") - days(10),
        "pathway_plan_reviewed_on": pl.col("~day") - days(10),
    }
}
"""Extracts keep the latest of each only: both say how far they tell."""
PLAN_EVENTS = ("pathway-plan-reviewed", "pathway-plan-written")

NOT_RELEVANT = [
    "E2",
    "E3",
    "E4",
    "E4A",
    "E4B",
    "E11",
    "E12",
    "E13",
    "E41",
    "E43",
    "E44",
    "E45",
    "E46",
    "E47",
    "E48",
]
"""Ways of leaving care that leave no duty behind: died, adopted, home, an order, another council."""

PLANS: tuple[Act, ...] = (
    Gone(
        standard="pathway-needs-assessment-16-plus-3-months",
        sources=("leaving-care-needs-assessed",),
        who=child("in_care") & (child("born_on") < ago(16 * 366 + 130)) & (child("care_on") < ago(400)),
        what=OVERDUE,
        reads=("care_episodes",),
    ),
    Gone(
        standard="relevant-child-assessment-3-months",
        sources=("leaving-care-needs-assessed",),
        who=~child("in_care")
        & ~child("left_because").is_in(NOT_RELEVANT)
        & (child("left_care_on") < ago(120))
        & child("left_care_on").is_between(
            child("born_on").dt.offset_by("16y"), child("born_on").dt.offset_by("17y11mo")
        )
        & (child("left_care_on") > ago(1_800)),
        what=OVERDUE,
        reads=("care_episodes",),
    ),
    Gone(
        standard="pathway-plan-after-assessment",
        sources=PLAN_EVENTS,
        who=child("needs_assessed_on").is_between(ago(1_500), ago(60)),
        since=child("needs_assessed_on"),
        what=OVERDUE,
        blank=LONG_AGO,
    ),
    Wrong(
        standard="care-leaver-no-pathway-plan",
        source="care_leavers",
        values={"pathway_plan_reviewed_on": None},
    ),
    Gone(
        standard="pathway-plan-review-every-6-months",
        sources=PLAN_EVENTS,
        who=YOUNG,
        since=ago(220),
        what=OVERDUE,
        blank=LONG_AGO,
    ),
    Unheard(
        standard="pathway-plan-review-28-days-after-move",
        kind="moved-to-arranged-home",
        answers=answers("pathway-plan-reviewed"),
        within=calendar_days(28),
        who=YOUNG,
        blank=LONG_AGO,
    ),
    missed(
        "staying-put-review-6-months",
        Start(source="staying-put-began", where=YOUNG),
        answers("staying-put-reviewed"),
        months(6),
        reads=("children",),
    ),
)

ADVISERS: tuple[Act, ...] = (
    Wrong(
        standard="personal-adviser-named-by-16-plus-3-months",
        source="involvements",
        where=(pl.col("role") == "ADVISER")
        & child("in_care")
        & (child("born_on") < ago(16 * 366 + 200))
        & (child("care_on") < ago(400)),
        values={"from_on": pl.col("~day") - days(5)},
        what=LATE,
    ),
    Unheard(
        standard="personal-adviser-first-visit-7-days-after-move",
        kind="moved-to-arranged-home",
        answers=answers("adviser-visit"),
        within=calendar_days(7),
        who=YOUNG,
        blank=LONG_AGO,
    ),
    Gone(
        standard="personal-adviser-visit-every-2-months",
        sources=("adviser-visit",),
        who=child("leaver")
        & child("left_care_on").is_between(
            child("born_on").dt.offset_by("16y"), child("born_on").dt.offset_by("17y6mo")
        )
        & (child("left_care_on") < ago(170)),
        since=child("left_care_on") + days(70),
        what=NOT_DONE,
        blank=LONG_AGO,
    ),
    Gone(
        standard="care-leaver-in-touch-birthday-window",
        sources=("adviser-visit",),
        who=YOUNG & (child("age") >= 18),
        since=child("born_on").dt.offset_by("17y6mo"),
        what=OVERDUE,
        blank=LONG_AGO,
    ),
    Gone(
        standard="care-leaver-21-plus-offer-yearly",
        sources=("support-offer",),
        who=child("leaver") & (child("age") >= 22),
        what=OVERDUE,
        reads=("care_leavers",),
    ),
    missed(
        "supervision-care-leavers-3-months",
        Start(
            source="care_episodes",
            on="ended_on",
            where=YOUNG & ~child("in_care") & (pl.col("ended_on") == child("left_care_on")),
        ),
        SUPERVISION,
        months(3),
    ),
    Wrong(
        standard="care-leaver-no-adviser",
        source="care_leavers",
        where=child("age") < 21,
        values={"adviser_id": None},
    ),
    Wrong(standard="care-leaver-not-in-touch", source="care_leavers", values={"in_touch": "NO"}),
)

HOMES: tuple[Act, ...] = (
    Unheard(
        standard="care-leaver-accommodation-suitability-7-days",
        kind="moved-to-arranged-home",
        answers=answers("accommodation-judged"),
        within=calendar_days(7),
        who=child("leaver"),
        ago=40,
    ),
    Unheard(
        standard="setting-up-home-grant-decision-10-working-days",
        kind="home-grant-requested",
        answers=answers("home-grant-decided"),
        within=working_days(10),
        who=child("leaver"),
    ),
    Wrong(standard="care-leaver-unsuitable-home", source="care_leavers", values={"suitable": "2"}),
    Wrong(standard="care-leaver-activity-missing", source="care_leavers", values={"activity": None}),
)

LEAVING_CARE: tuple[Act, ...] = (*PLANS, *ADVISERS, *HOMES)
