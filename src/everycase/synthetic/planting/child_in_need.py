"""How the standards for a child in need are broken: visits, plans, oversight, workers, closing."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.record.schema.fields import Format
from everycase.record.schema.terms import Span, calendar_days, months, weeks, working_days
from everycase.synthetic.planting.acts import LATE, Act, answers
from everycase.synthetic.planting.common import (
    CASE,
    IN_NEED,
    ONE_CASE,
    ONLY_IN_NEED,
    SEEN,
    SIGHTS,
    SUPERVISION,
    VISITS,
    ago,
    days,
)
from everycase.synthetic.planting.ground import child, worker
from everycase.synthetic.planting.waiting import Start, Unheard, lapsed, late, missed
from everycase.synthetic.planting.writing import Gone, Made, Twice, Wrong

NEED = Start(source="child_in_need_plans", ends="ended_on", where=ONLY_IN_NEED)
STEPPED_DOWN = Start(
    source="child_protection_plans",
    on="ended_on",
    where=child("open") & ONE_CASE & ~child("been_in_care"),
)
HOLDS = (pl.col("role") == "ALLOCATED") & pl.col("to_on").is_null() & child("open")

VISITING: tuple[Act, ...] = (
    lapsed("cin-visit-every-20-working-days", NEED, SEEN, working_days(20)),
    late("cin-first-visit-5-working-days", NEED, VISITS, working_days(5), by=6),
    late("step-down-to-cin-visit-10-working-days", STEPPED_DOWN, VISITS, working_days(10), by=6),
    late(
        "reunification-visits-weekly-first-month",
        Start(
            source="care_episodes",
            on="ended_on",
            where=pl.col("end_reason").is_in(["E4A", "E4B"]) & ~child("in_care"),
            ends=pl.col("ended_on") + days(28),
        ),
        VISITS,
        weeks(1),
        by=5,
    ),
    Gone(
        standard="cin-plan-no-visit",
        sources=SIGHTS,
        who=ONLY_IN_NEED & child("in_need_on").is_between(ago(1_800), ago(45)) & ~child("unborn"),
        since=child("in_need_on"),
    ),
    Wrong(standard="cin-visit-no-child-seen", source="child_in_need_visits", values={"seen": None}),
    Gone(
        standard="cin-child-not-seen-60-days",
        sources=SIGHTS,
        who=ONLY_IN_NEED & (child("in_need_on") < ago(150)) & ~child("unborn"),
        since=ago(75),
    ),
)

OVERSIGHT: tuple[Act, ...] = (
    lapsed("supervision-every-2-months-child-in-need", NEED, SUPERVISION, months(2)),
    missed(
        "supervision-record-5-working-days",
        Start(source="supervision"),
        answers("supervision-note-finished"),
        working_days(5),
    ),
    missed(
        "audit-actions-done-20-working-days",
        Start(source="audit-signed-off"),
        answers("audit-action-closed"),
        working_days(20),
    ),
    Unheard(
        standard="audit-red-line-same-day",
        kind="audit-red-line",
        answers=answers("manager-decision"),
        within=calendar_days(0),
        who=child("open"),
    ),
    Gone(
        standard="supervision-note-missing",
        sources=("supervision",),
        who=child("open") & (child("opened_on") < ago(150)),
        since=ago(66),
        reads=("referrals",),
    ),
)

RECORDS: tuple[Act, ...] = (
    missed(
        "case-note-2-working-days",
        Start(source="child_in_need_visits"),
        answers("case-note-entered"),
        working_days(2),
    ),
    lapsed("chronology-update-3-months", CASE, answers("chronology-updated"), months(3)),
    lapsed("case-summary-update-3-months", CASE, answers("case-summary-updated"), months(3)),
    Wrong(
        standard="late-entry-over-5-days",
        source="record-entered",
        where=pl.col("happened_on") < ago(30),
        values={"happened_on": pl.col("happened_on") + days(20)},
    ),
    Made(
        standard="future-dated-event",
        source="child_in_need_visits",
        who=child("been_in_need"),
        values={
            "visited_on": pl.col("~day") + days(10),
            "seen": True,
            "seen_alone": True,
            "bedroom_seen": True,
        },
    ),
    Made(
        standard="date-far-past",
        source="care_plans",
        who=child("in_care"),
        values={"from_on": date(1980, 1, 4)},
    ),
    Wrong(
        standard="orphan-row",
        source="involvements",
        where=pl.col("to_on").is_not_null(),
        values={"referral_id": pl.format("{}0", "child_id")},
    ),
    Made(
        standard="copy-paste-visits",
        source="visit-note",
        who=child("open"),
        day=ago(40),
        drops=("visit-note",),
        again_after=20,
        values={
            "happened_on": pl.col("~day"),
            "value": "Seen at home with Mum, who was well. All is settled.",
        },
    ),
    Gone(
        standard="open-no-activity-60-days",
        sources=(*SIGHTS, "child_protection_reviews", "initial_conferences", "assessments"),
        who=ONLY_IN_NEED & ~child("been_in_care") & (child("in_need_on") < ago(150)) & ~child("unborn"),
        since=ago(75),
    ),
)

WORKERS: tuple[Act, ...] = (
    Wrong(
        standard="open-case-no-allocated-worker",
        source="involvements",
        where=HOLDS & pl.col("from_on").is_between(ago(1_800), ago(60)),
        values={"to_on": pl.col("~day") - days(25)},
        reads=("referrals",),
    ),
    Wrong(
        standard="reallocation-after-worker-leaves-1-working-day",
        source="involvements",
        where=HOLDS
        & (pl.col("from_on") > child("opened_on") + days(20))
        & pl.col("from_on").is_between(ago(1_800), ago(60)),
        values={"from_on": pl.col("from_on") + days(7)},
        what=LATE,
        reads=("referrals",),
    ),
    Wrong(
        standard="transfer-handover-10-working-days",
        source="involvements",
        where=HOLDS
        & (pl.col("from_on") > child("opened_on") + days(20))
        & pl.col("from_on").is_between(ago(1_800), ago(60)),
        values={"from_on": pl.col("from_on") + days(24)},
        what=LATE,
    ),
    Twice(
        standard="two-current-case-holders",
        source="involvements",
        where=HOLDS & (pl.col("from_on") < ago(20)),
        values={"from_on": pl.col("from_on") + days(5), "worker_id": "A3"},
        with_workers=("A3",),
    ),
    Wrong(
        standard="worker-caseload-over-limit",
        source="workers",
        where=worker("cases") >= 2,
        values={"full_time_equivalent": 0.05},
    ),
    Twice(
        standard="many-changes-of-worker",
        source="involvements",
        where=HOLDS & (pl.col("from_on") < ago(250)),
        times=2,
        values={
            "from_on": pl.when(pl.col("~n") == 0).then("from_on").otherwise(pl.col("~day") - days(200)),
            "to_on": pl.when(pl.col("~n") == 0)
            .then(pl.col("~day") - days(200))
            .otherwise(pl.col("~day") - days(100)),
            "worker_id": pl.when(pl.col("~n") == 0).then(pl.lit("A1")).otherwise(pl.lit("A2")),
        },
        own={"from_on": pl.col("~day") - days(100)},
        with_workers=("A1", "A2"),
    ),
    Wrong(
        standard="worker-record-missing",
        source="involvements",
        where=pl.col("to_on").is_not_null(),
        values={"worker_id": "A0"},
    ),
)

PLANS: tuple[Act, ...] = (
    Wrong(
        standard="cin-plan-dates-impossible",
        source="child_in_need_plans",
        where=pl.col("ended_on").is_not_null(),
        values={"ended_on": pl.col("started_on") - pl.duration(days=30)},
    ),
    Wrong(
        standard="cin-plan-10-working-days-after-assessment",
        source="child_in_need_plans",
        where=ONE_CASE
        & ~child("been_on_plan")
        & ~child("been_in_care")
        & (pl.col("started_on") < ago(60))
        & (pl.col("ended_on").is_null() | (pl.col("ended_on") > pl.col("started_on") + days(60))),
        values={"started_on": pl.col("started_on") + days(21)},
        what=LATE,
    ),
    late("cin-first-review-6-weeks", IN_NEED, answers("child-in-need-review-held"), weeks(6)),
    lapsed("cin-review-every-12-weeks", IN_NEED, answers("child-in-need-review-held"), weeks(12)),
    missed("cin-drift-9-months", IN_NEED, answers("senior-review"), months(9)),
    missed("step-down-cin-plan-minimum-3-months", STEPPED_DOWN, answers("step-down-review"), months(3)),
    Gone(
        standard="cin-plan-no-review-date",
        sources=("child-in-need-review-held", "child-in-need-review-booked"),
        who=child("in_need"),
        since=child("in_need_on"),
        reads=("child_in_need_plans",),
    ),
    Made(
        standard="cin-plan-alongside-cp-plan",
        source="child_in_need_plans",
        who=child("on_plan") & (child("on_plan_on") < ago(10)),
        values={"started_on": pl.col("~day") - days(3), "ended_on": pl.col("~day") - days(1)},
    ),
    Twice(
        standard="cin-plans-overlap",
        source="child_in_need_plans",
        where=pl.col("ended_on").is_null() | (pl.col("ended_on") - pl.col("started_on") > days(5)),
        values={"started_on": pl.col("started_on") + days(1)},
    ),
    Made(
        standard="cin-plan-same-day",
        source="child_in_need_plans",
        who=child("assessed") & ~child("in_need") & ~child("on_plan"),
        values={"started_on": pl.col("~day") - days(3), "ended_on": pl.col("~day") - days(3)},
    ),
)

CLOSED = pl.col("closed_on").is_not_null()
CLOSING: tuple[Act, ...] = (
    Wrong(
        standard="case-closure-record-10-working-days",
        source="closure-decided",
        values={"happened_on": pl.col("happened_on") - days(21)},
        what=LATE,
        reads=("referrals",),
    ),
    Wrong(standard="closed-with-no-reason", source="referrals", where=CLOSED, values={"close_reason": None}),
    Wrong(
        standard="closed-before-referral",
        source="referrals",
        where=CLOSED & ONE_CASE & ~child("assessed"),
        values={"closed_on": pl.col("referred_on") - days(5)},
    ),
    Twice(
        standard="activity-after-closure",
        source="child_in_need_plans",
        where=pl.col("ended_on").is_not_null() & ~child("open") & ONE_CASE & (pl.col("ended_on") < ago(30)),
        values={"started_on": pl.col("~day") - days(6), "ended_on": pl.col("~day") - days(2)},
    ),
    Wrong(
        standard="closed-died-with-no-death-date",
        source="referrals",
        where=CLOSED & (pl.col("close_reason") != "RC9"),
        values={"close_reason": "RC2"},
    ),
    Wrong(
        standard="closed-with-open-assessment-or-s47",
        source="assessments",
        where=pl.col("authorised_on").is_not_null() & ~child("open") & ONE_CASE,
        values={
            "authorised_on": None,
            "factors": None,
            "outcomes": None,
            "no_further_action": None,
            "needs_support": None,
        },
        shown_in=frozenset({Format.SSD}),
    ),
    Wrong(
        standard="open-no-assessment-no-plan",
        source="child_in_need_plans",
        where=pl.col("ended_on").is_null()
        & ONLY_IN_NEED
        & ~child("leaver")
        & (child("assessed_on") >= child("assessment_on"))
        & (child("opened_on") < ago(80)),
        values={"ended_on": pl.col("~day") - days(5)},
        minds=("assessments", "child_protection_plans", "care_leavers"),
    ),
    Wrong(
        standard="open-case-past-18",
        source="children",
        where=child("open")
        & (child("age") >= 12)
        & ~child("been_in_care")
        & ~child("leaver")
        & ~child("disabled"),
        values={"born_on": pl.col("~day") - days(18 * 366 + 30)},
        alone=True,
    ),
)


def _asked(standard: str, asked: str, answered: str, within: Span) -> Unheard:
    return Unheard(standard=standard, kind=asked, answers=answers(answered), within=within)


COMPLAINTS: tuple[Act, ...] = (
    _asked(
        "complaint-stage-1-10-working-days", "complaint-received", "complaint-stage-1-reply", working_days(10)
    ),
    _asked(
        "complaint-stage-2-25-working-days",
        "complaint-stage-2-requested",
        "complaint-stage-2-reply",
        working_days(25),
    ),
    _asked(
        "complaint-stage-2-65-working-days",
        "complaint-stage-2-requested",
        "complaint-stage-2-reply",
        working_days(65),
    ),
    _asked(
        "complaint-stage-3-panel-30-working-days",
        "complaint-panel-requested",
        "complaint-panel-held",
        working_days(30),
    ),
    _asked(
        "complaint-stage-3-reply-15-working-days",
        "complaint-panel-report",
        "complaint-stage-3-reply",
        working_days(15),
    ),
    _asked("subject-access-1-month", "records-requested", "records-given", months(1)),
)

CHILD_IN_NEED: tuple[Act, ...] = (*VISITING, *OVERSIGHT, *RECORDS, *WORKERS, *PLANS, *CLOSING, *COMPLAINTS)
