"""How the standards for disabled children are broken: education plans, needs, short breaks."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.record.schema.fields import Format
from everycase.record.schema.terms import Span, calendar_days, months, weeks
from everycase.synthetic.planting.acts import LATE, NOT_DONE, OVERDUE, TOO_SOON, Act, answers
from everycase.synthetic.planting.common import OF_EPISODES, VISIT_TABLES, VISITS, ago, days
from everycase.synthetic.planting.ground import child
from everycase.synthetic.planting.waiting import Hasty, Start, Unheard, lapsed, late
from everycase.synthetic.planting.writing import Gone, Made, Twice, Wrong

DISABLED_NEED = Start(
    source="child_in_need_plans", ends="ended_on", where=child("disabled") & child("in_need")
)
IN_SCHOOL = child("age").is_between(5, 17)


def _asked(standard: str, asked: str, answered: str, within: Span, value: str | None = None) -> Unheard:
    return Unheard(
        standard=standard, kind=asked, answers=answers(answered), within=within, who=IN_SCHOOL, value=value
    )


EDUCATION: tuple[Act, ...] = (
    Wrong(
        standard="ehc-decision-to-assess-6-weeks",
        source="ehc_requests",
        where=pl.col("decided_on").is_not_null() & (pl.col("requested_on") < ago(80)),
        values={"decided_on": pl.col("requested_on") + days(60)},
        what=LATE,
    ),
    _asked("ehc-social-care-advice-6-weeks", "ehc-advice-requested", "ehc-advice-sent", weeks(6)),
    Wrong(
        standard="ehc-refusal-16-weeks",
        source="ehc_assessments",
        where=pl.col("outcome") == "N",
        values={"decided_on": pl.col("decided_on") + days(60)},
        what=LATE,
    ),
    Wrong(
        standard="ehc-plan-20-weeks",
        source="ehc_named_plans",
        where=(pl.col("started_on") < ago(150)) & (pl.col("started_on") > ago(1_500)),
        values={"started_on": pl.col("started_on") + days(110)},
        what=LATE,
    ),
    Hasty(
        standard="ehc-draft-15-days",
        starts="ehc-draft-sent",
        kind="ehc-draft-answered",
        within=calendar_days(15),
        who=IN_SCHOOL,
    ),
    Wrong(
        standard="ehc-plan-dates-impossible",
        source="ehc_named_plans",
        where=pl.col("started_on") > ago(2_000),
        values={"ceased_on": pl.col("started_on") - days(30)},
    ),
    lapsed(
        "ehc-annual-review-12-months",
        Start(source="ehc_named_plans", ends="ceased_on", where=pl.col("started_on") > date(2014, 9, 1)),
        answers("ehc-review-decided", "ehc_active_plans"),
        months(12),
    ),
    _asked("ehc-review-decision-4-weeks", "ehc-review-meeting", "ehc-review-decided", weeks(4)),
    _asked("ehc-amended-plan-12-weeks", "ehc-review-meeting", "ehc-plan-amended", weeks(12), "amend"),
)

NEEDS: tuple[Act, ...] = (
    lapsed(
        "disabled-child-cin-review-6-months", DISABLED_NEED, answers("child-in-need-review-held"), months(6)
    ),
    lapsed("disabled-child-visit-every-12-weeks", DISABLED_NEED, VISITS, weeks(12)),
    Gone(
        standard="transition-plan-by-14",
        sources=("transition-plan",),
        who=child("disabled")
        & child("open")
        & (child("opened_on") < child("born_on").dt.offset_by("14y"))
        & (child("age") >= 15),
        what=OVERDUE,
        reads=("referrals",),
        minds=("disabilities",),
    ),
    _asked(
        "health-accommodated-3-months-notice",
        "accommodated-by-health-or-education",
        "accommodation-notice-received",
        months(3),
    ),
    Made(
        standard="disability-none-with-others",
        source="disabilities",
        who=child("disabled"),
        values={"disability": "NONE"},
    ),
    Twice(
        standard="disability-duplicate",
        source="disabilities",
        where=pl.col("disability") != "NONE",
        hidden_from=frozenset({Format.CIN_CENSUS}),  # read as one: the census' own rule finds it
    ),
    Gone(
        standard="disabled-child-no-ehc-link",
        sources=("special_educational_needs",),
        who=child("disabled") & child("open") & (child("age") >= 2),
    ),
)

IN_SERIES = child("short_breaks")
FIRST_STAY = Start(
    source="care_episodes",
    on="entered_care_on",
    where=IN_SERIES & (pl.col("entered_care_on") == child("first_care_on")),
)
LONG_SERIES = IN_SERIES & child("first_care_on").is_between(ago(1_800), ago(420))
SHORT: tuple[Act, ...] = (
    Wrong(
        standard="short-breaks-single-stay-17-days",
        source="placements",
        where=IN_SERIES & pl.col("ended_on").is_not_null() & (pl.col("started_on") < ago(60)),
        values={"ended_on": pl.col("started_on") + days(25)},
        hidden_from=OF_EPISODES,
        what=LATE,
    ),
    Wrong(
        standard="short-breaks-limit-75-days",
        source="placements",
        where=IN_SERIES & pl.col("ended_on").is_not_null() & (pl.col("started_on") < ago(130)),
        values={"ended_on": pl.col("started_on") + days(100)},
        hidden_from=OF_EPISODES,
        what=TOO_SOON,
    ),
    late("short-breaks-first-visit-3-months", FIRST_STAY, VISITS, months(3)),
    Gone(
        standard="short-breaks-visit-every-6-months",
        sources=VISIT_TABLES,
        who=LONG_SERIES,
        since=child("first_care_on") + days(95),
        what=NOT_DONE,
    ),
    late("short-breaks-first-review-3-months", FIRST_STAY, answers("care_reviews"), months(3)),
    Gone(
        standard="short-breaks-review-every-6-months",
        sources=("care_reviews",),
        who=LONG_SERIES,
        since=child("first_care_on") + days(95),
        what=NOT_DONE,
    ),
)

DISABLED_CHILDREN: tuple[Act, ...] = (*EDUCATION, *NEEDS, *SHORT)
