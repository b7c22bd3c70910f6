"""How the standards of early help are broken."""

from __future__ import annotations

import polars as pl

from everycase.record.schema.terms import months, weeks, working_days
from everycase.synthetic.planting.acts import Act, answers
from everycase.synthetic.planting.common import HELPED, SUPERVISION, ago, days
from everycase.synthetic.planting.ground import child
from everycase.synthetic.planting.waiting import Start, lapsed, late, missed
from everycase.synthetic.planting.writing import Made, Wrong

STILL_HELPED = child("helped") & (pl.col("happened_on") >= child("helped_on"))
WORKER = "H1"

EARLY_HELP: tuple[Act, ...] = (
    missed(
        "early-help-contact-to-allocation-5-working-days",
        HELPED,
        answers("early-help-worker-named"),
        working_days(5),
    ),
    missed(
        "early-help-first-visit-10-working-days", HELPED, answers("early-help-first-visit"), working_days(10)
    ),
    missed(
        "early-help-assessment-30-working-days",
        HELPED,
        answers("early-help-assessment-completed"),
        working_days(30),
    ),
    missed(
        "early-help-plan-10-working-days-after-assessment",
        Start(source="early-help-assessment-completed", where=STILL_HELPED),
        answers("early-help-plan-agreed"),
        working_days(10),
        reads=("early_help",),
    ),
    lapsed(
        "early-help-review-every-12-weeks",
        Start(source="early-help-plan-agreed", where=STILL_HELPED),
        answers("early-help-review-held"),
        weeks(12),
        reads=("early_help",),
    ),
    lapsed("early-help-supervision-every-month", HELPED, SUPERVISION, months(1)),
    missed("early-help-drift-12-months", HELPED, answers("early-help-manager-review"), months(12)),
    late(
        "step-down-to-early-help-handover-10-working-days",
        Start(source="referrals", on="closed_on", where=pl.col("close_reason") == "RC9"),
        answers("early_help", "early-help-handover"),
        working_days(10),
    ),
    Made(
        standard="early-help-open-with-social-care",
        source="early_help",
        who=child("open") & ~child("helped"),
        values={"started_on": pl.col("~day") - days(3), "reason": "Parenting", "worker_id": WORKER},
        needs=("joint-working-agreed",),
    ),
    Wrong(
        standard="early-help-dates-impossible",
        source="early_help",
        where=pl.col("ended_on").is_not_null(),
        values={"ended_on": pl.col("started_on") - days(30)},
    ),
    Wrong(
        standard="early-help-no-end-reason",
        source="early_help",
        where=pl.col("ended_on").is_not_null(),
        values={"end_reason": None},
    ),
    Wrong(
        standard="early-help-no-worker",
        source="early_help",
        where=pl.col("ended_on").is_null(),
        values={"worker_id": None},
    ),
    Made(
        standard="early-help-escalated-3-months",
        source="early_help",
        who=child("open") & ~child("helped") & (child("opened_on") > ago(1_800)),
        day=child("opened_on"),
        values={
            "started_on": pl.col("~day") - days(38),
            "ended_on": pl.col("~day") - days(32),
            "reason": "Parenting",
            "end_reason": "Needs met",
            "worker_id": WORKER,
        },
    ),
)
