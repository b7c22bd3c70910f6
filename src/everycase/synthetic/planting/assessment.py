"""How the standards of assessment are broken: when it is done, and what it holds."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.record.schema.fields import Format
from everycase.record.schema.terms import months, working_days
from everycase.synthetic.planting.acts import LATE, OVERDUE, Act, Answer, answers
from everycase.synthetic.planting.common import (
    CASE,
    NOT_ALONE,
    ONE_CASE,
    SEEN,
    SUPERVISION,
    days,
    in_last,
)
from everycase.synthetic.planting.ground import child
from everycase.synthetic.planting.together import Heap
from everycase.synthetic.planting.waiting import Start, Unheard, Unmet, lapsed, late, missed
from everycase.synthetic.planting.writing import Gone, Twice, Wrong

FINISHED = pl.col("authorised_on").is_not_null()
LATEST = pl.col("started_on") == child("assessment_on")
BEGUN = Start(source="assessments", ends="authorised_on")
BORN_BEFORE = child("born_on") < pl.col("referred_on")
NOTHING = {"outcomes": None, "no_further_action": None, "needs_support": None}
IN_DATASET = frozenset({Format.SSD})
SOME_MONTHS = frozenset({Format.ANNEX_A, Format.CIN_CENSUS})
"""Formats that hold no assessment as old as one that should have been followed by another."""
BEFORE_APRIL_2013 = date(2012, 3, 5)
"""A day on which a referral still asked for an initial assessment."""
UNFINISHED = {"authorised_on": None, "factors": None, **NOTHING}

WHEN: tuple[Act, ...] = (
    Wrong(
        standard="assessment-45-working-days",
        source="assessments",
        where=FINISHED & LATEST & child("open") & (pl.col("started_on") < pl.col("~as_of") - days(90)),
        values=UNFINISHED,
        shown_in=IN_DATASET,
        what=OVERDUE,
    ),
    Wrong(
        standard="assessment-45-working-days",
        source="assessments",
        where=FINISHED & LATEST & ONE_CASE & (pl.col("started_on") < pl.col("~as_of") - days(120)),
        values={"authorised_on": pl.col("started_on") + days(75)},
        what=LATE,
    ),
    Wrong(
        standard="initial-assessment-10-working-days-historic",
        source="referrals",
        # A case open since then is the one such referral that an extract of six years holds.
        where=~pl.col("no_further_action") & pl.col("closed_on").is_null() & ONE_CASE & (child("age") >= 15),
        values={"referred_on": BEFORE_APRIL_2013},
        needs=("initial-assessment-completed",),
        what=OVERDUE,
        due_on=pl.lit(date(2012, 3, 19)),
    ),
    Unheard(
        standard="core-assessment-35-working-days-historic",
        kind="core-assessment-started",
        answers=answers("core-assessment-completed"),
        within=working_days(35),
        who=child("age") >= 15,
        ago=5_100,
    ),
    late(
        "child-seen-in-assessment-5-working-days",
        Start(source="referrals", where=~pl.col("no_further_action") & BORN_BEFORE, ends="closed_on"),
        SEEN,
        working_days(5),
        by=8,
    ),
    missed(
        "assessment-manager-checkpoint-10-working-days",
        BEGUN,
        answers("assessment-checkpoint"),
        working_days(10),
    ),
    Wrong(
        standard="assessment-sign-off-3-working-days",
        source="assessment-submitted",
        where=~child("open") & in_last(1_800, pl.col("happened_on")),
        values={"happened_on": pl.col("happened_on") - days(14)},
        what=LATE,
        reads=("assessments",),
    ),
    missed(
        "assessment-shared-with-family-5-working-days",
        Start(source="assessments", on="authorised_on"),
        answers("assessment-shared"),
        working_days(5),
    ),
    lapsed(
        "assessment-refresh-12-months",
        CASE,
        (Answer(source="assessments", on="authorised_on"),),
        months(12),
        hidden_from=SOME_MONTHS,
    ),
    Wrong(
        standard="pre-birth-assessment-start-by-20-weeks-pregnant",
        source="assessments",
        where=child("unborn") & (child("expected_on") - pl.col("started_on") > days(142)),
        values={
            "started_on": pl.col("started_on") + days(40),
            "authorised_on": pl.col("authorised_on") + days(40),
        },
        what=LATE,
    ),
    Unheard(
        standard="young-carer-assessment-45-working-days",
        kind="young-carer-assessment-requested",
        answers=answers("young-carer-assessment-completed"),
        within=working_days(45),
        who=child("age") >= 7,
    ),
    Unheard(
        standard="homeless-16-17-assessment-10-working-days",
        kind="presented-as-homeless",
        answers=answers("homeless-assessment-decided"),
        within=working_days(10),
        who=child("age").is_between(16, 17),
    ),
    late("supervision-every-month-assessment", BEGUN, SUPERVISION, months(1), by=4),
)

HOLDS_TOGETHER: tuple[Act, ...] = (
    Wrong(
        standard="still-unborn-past-due-date",
        source="children",
        where=child("unborn"),
        values={"expected_on": pl.col("~day") - days(30)},
        alone=True,
    ),
    Gone(
        standard="language-or-communication-not-recorded",
        sources=("language-recorded",),
        who=child("open"),
        reads=("referrals",),
    ),
    Wrong(
        standard="primary-need-missing",
        source="referrals",
        where=~pl.col("no_further_action"),
        values={"primary_need": None},
    ),
    Wrong(
        standard="assessment-end-before-start",
        source="assessments",
        where=FINISHED & LATEST,
        values={"authorised_on": pl.col("started_on") - days(10)},
    ),
    Wrong(
        standard="assessment-before-referral",
        source="assessments",
        where=ONE_CASE & FINISHED & (pl.col("started_on") - child("first_referred_on") < days(6)),
        values={"started_on": pl.col("started_on") - days(8)},
    ),
    Twice(
        standard="assessments-overlap",
        source="assessments",
        where=FINISHED & (pl.col("authorised_on") - pl.col("started_on") > days(10)),
        values={"started_on": pl.col("started_on") + days(1)},
    ),
    Wrong(standard="assessment-no-worker", source="assessments", values={"worker_id": None}),
)

FINISHED_ONES: tuple[Act, ...] = (
    Wrong(
        standard="assessment-no-outcome",
        source="assessments",
        where=FINISHED,
        values=NOTHING,
        shown_in=IN_DATASET,
    ),
    Wrong(
        standard="assessment-child-not-seen",
        source="assessments",
        where=FINISHED & (child("born_on") <= pl.col("authorised_on")),
        values={"child_seen": False},
    ),
    Unmet(
        standard="assessment-child-not-seen-alone",
        starts=Start(
            source="assessments",
            where=FINISHED & (child("born_on") < pl.col("started_on") - days(1_830)),
            ends="authorised_on",
        ),
        answers=NOT_ALONE,
    ),
    Wrong(standard="assessment-no-factors", source="assessments", where=FINISHED, values={"factors": None}),
    Wrong(
        standard="assessment-no-factors-code-with-others",
        source="assessments",
        where=FINISHED,
        values={"factors": ["21", "4A"]},
    ),
    Wrong(
        standard="assessment-old-factor-codes",
        source="assessments",
        where=FINISHED,
        values={"factors": ["18A"]},
    ),
    Wrong(
        standard="assessment-signed-off-by-author",
        source="assessment-signed-off",
        where=(pl.col("happened_on") == child("assessed_on")) & in_last(1_800, child("assessed_on")),
        says=child("assessed_by"),
        values={"by": pl.col("~says")},
        reads=("assessments",),
    ),
    Wrong(
        standard="assessment-no-sign-off",
        source="assessments",
        where=FINISHED & LATEST & child("open") & ~in_last(30, pl.col("authorised_on")),
        values={"authorised_on": None},
        needs=("assessment-submitted",),
    ),
    Wrong(
        standard="assessment-same-day",
        source="assessments",
        where=FINISHED & LATEST,
        values={"authorised_on": pl.col("started_on")},
    ),
    Heap(standard="assessment-day-45-spike", team="T990"),
)

ASSESSMENT: tuple[Act, ...] = (*WHEN, *HOLDS_TOGETHER, *FINISHED_ONES)
