"""How the standards of adoption are broken: decisions, children placed, adopters, guardianship."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.record.schema.fields import Format
from everycase.record.schema.terms import Span, months, weeks, working_days
from everycase.synthetic.planting.acts import LATE, Act, answers
from everycase.synthetic.planting.common import ago, days
from everycase.synthetic.planting.ground import child
from everycase.synthetic.planting.together import Average
from everycase.synthetic.planting.waiting import Hasty, Start, Unheard, lapsed, late, missed
from everycase.synthetic.planting.writing import Made, Wrong

DECIDED = pl.col("decided_on").is_not_null()
PLACED = pl.col("placed_on").is_not_null()
MATCHED = pl.col("matched_on").is_not_null()
DECISION = Start(source="permanence", where=DECIDED)
SETTLED = pl.min_horizontal("order_on", "reversed_on")
MOVED_IN = Start(source="permanence", on="placed_on", ends=SETTLED)
NOT_YET = pl.min_horizontal("order_on", "reversed_on", "placed_on")
FREED = Start(source="permanence", on="placement_order_on", ends=NOT_YET)
REVIEWED = answers("care_reviews")
VISITED = answers("care_visits")
ADOPTABLE = child("in_care") & ~child("adopting") & ~child("short_breaks")

DECISIONS: tuple[Act, ...] = (
    Unheard(
        standard="adoption-adm-decision-7-working-days",
        kind="adoption-panel-minutes",
        answers=answers("permanence"),
        within=working_days(7),
        who=ADOPTABLE,
    ),
    missed(
        "adoption-parents-told-orally-2-working-days",
        DECISION,
        answers("parents-told-decision"),
        working_days(2),
    ),
    missed(
        "adoption-decision-written-5-working-days", DECISION, answers("decision-letter-sent"), working_days(5)
    ),
    Unheard(
        standard="adoption-plan-to-adm-2-months",
        kind="adoption-chosen-at-review",
        answers=answers("permanence"),
        within=months(2),
        who=ADOPTABLE,
    ),
    Wrong(
        standard="adoption-match-6-months",
        source="permanence",
        where=MATCHED & DECIDED & (pl.col("decided_on") < ago(260)),
        values={"matched_on": pl.col("decided_on") + days(220)},
        what=LATE,
    ),
    missed(
        "adoption-link-register-3-months",
        Start(
            source="permanence",
            where=DECIDED,
            ends=pl.min_horizontal("order_on", "reversed_on", "matched_on"),
        ),
        answers("national-matching-referral"),
        months(3),
    ),
    Made(
        standard="adoption-decision-no-match-12-months",
        source="permanence",
        who=ADOPTABLE & (child("care_on") < ago(450)),
        values={"decided_on": pl.col("~day") - days(400)},
    ),
    Wrong(
        standard="adoption-dates-out-of-order",
        source="permanence",
        where=MATCHED & DECIDED,
        values={"matched_on": pl.col("decided_on") - days(10)},
    ),
    Wrong(
        standard="adoption-reversed-no-reason",
        source="permanence",
        where=DECIDED & ~PLACED,
        values={"reversed_on": pl.col("decided_on") + days(30), "reversed_reason": None},
        elsewhere={"reversed_on": date(2025, 1, 6), "reversed_reason": "RD1"},
    ),
)

CHILDREN: tuple[Act, ...] = (
    late("adoption-placed-first-visit-1-week", MOVED_IN, VISITED, weeks(1), by=4),
    late(
        "adoption-placed-weekly-visits",
        Start(source="permanence", on="placed_on", ends=SETTLED, later=8),
        VISITED,
        weeks(1),
        by=4,
        dated=False,
    ),
    late("adoption-placed-first-review-4-weeks", MOVED_IN, REVIEWED, weeks(4), by=6),
    late(
        "adoption-placed-second-review-3-months",
        Start(source="permanence", on="placed_on", ends=SETTLED, later=30),
        REVIEWED,
        months(3),
        by=6,
        dated=False,
    ),
    lapsed("adoption-placed-review-every-6-months", MOVED_IN, REVIEWED, months(6)),
    late("adoption-not-placed-first-review-3-months", FREED, REVIEWED, months(3), by=6),
    lapsed("adoption-not-placed-review-every-6-months", FREED, REVIEWED, months(6)),
    Hasty(
        standard="adoption-court-application-10-weeks",
        starts=MOVED_IN,
        kind="adoption-application-possible",
        within=weeks(10),
        days=20,
    ),
    missed(
        "adoption-life-story-book-10-working-days",
        Start(source="adoption-celebration"),
        answers("life-story-book-given"),
        working_days(10),
    ),
    Hasty(
        standard="adoption-records-kept-100-years",
        starts=Start(source="permanence", on="order_on", where=pl.col("order_type") == "Adoption"),
        kind="record-destroyed",
        within=months(1200),
        days=20,
    ),
    Wrong(
        standard="adoption-placed-without-authority",
        source="permanence",
        where=PLACED,
        values={"placement_order_on": None},
        needs=("adoption-consent",),
    ),
    Wrong(standard="sibling-group-apart", source="permanence", values={"siblings_apart": 1}),
)

LIKE = "adopter-enquiry"


def _asked(standard: str, asked: str, answered: str, within: Span, *, dated: bool = True) -> Unheard:
    return Unheard(
        standard=standard, kind=asked, answers=answers(answered), within=within, like=LIKE, dated=dated
    )


def _stage(standard: str, ended: str, values: dict[str, pl.Expr]) -> Wrong:
    return Wrong(
        standard=standard,
        source="prospective_adopters",
        where=pl.col(ended).is_not_null() & (pl.col(ended) < ago(250)),
        values=values,
        what=LATE,
    )


ADOPTERS: tuple[Act, ...] = (
    _asked("adopter-enquiry-5-working-days", "adopter-enquiry", "adopter-information-sent", working_days(5)),
    _asked(
        "adopter-registration-5-working-days",
        "adopter-interest-registered",
        "adopter-registration-decided",
        working_days(5),
    ),
    _stage(
        "adopter-stage-1-2-months",
        "stage_1_ended_on",
        {"stage_1_ended_on": pl.col("stage_1_started_on") + days(75)},
    ),
    _stage(
        "adopter-stage-gap-6-months",
        "stage_2_started_on",
        {"stage_2_started_on": pl.col("stage_1_ended_on") + days(200)},
    ),
    _stage(
        "adopter-stage-2-4-months",
        "stage_2_ended_on",
        {"stage_2_ended_on": pl.col("stage_2_started_on") + days(140)},
    ),
    _asked(
        "adopter-representations-40-working-days",
        "adopter-refusal-proposed",
        "adopter-representations",
        working_days(40),
        dated=False,
    ),
    missed(
        "adopter-review-every-12-months",
        Start(
            source="prospective_adopters",
            on="approved_on",
            ends=pl.min_horizontal("left_on", "matched_on", "placed_on"),
        ),
        answers("adopter-review-held"),
        months(12),
    ),
)

GUARDIANSHIP: tuple[Act, ...] = (
    Hasty(
        standard="sgo-notice-3-months",
        starts="guardianship-notice",
        kind="guardianship-application",
        within=months(3),
        who=child("age").is_between(3, 12),
        days=20,
    ),
    lapsed(
        "sgo-support-plan-review-12-months",
        Start(
            source="permanence",
            on="order_on",
            where=(pl.col("order_type") == "Special Guardianship") & (child("age") < 17),
        ),
        answers("guardianship-support-review"),
        months(12),
    ),
)

LONG_IN_CARE = ADOPTABLE & (child("care_on") < ago(1_030))
WITH_A_DECISION = frozenset({Format.ANNEX_A})
"""Annex A lists the children of whom adoption was decided in the last year, and none besides."""
JUST_FREED = pl.col("~day") - days(25)
JUST_PLACED = pl.col("~day") - days(5)
# Placed so lately that neither a visit nor a review is due yet.
AVERAGES: tuple[Act, ...] = (
    Average(
        standard="adoption-a1-426-days",
        source="permanence",
        among=PLACED,
        who=LONG_IN_CARE,
        hidden_from=WITH_A_DECISION,
        values={"placement_order_on": JUST_FREED, "placed_on": JUST_PLACED},
    ),
    Average(
        standard="adoption-a10-426-days",
        source="permanence",
        among=PLACED,
        who=LONG_IN_CARE,
        hidden_from=WITH_A_DECISION,
        values={
            "placement_order_on": JUST_FREED,
            "placed_on": JUST_PLACED,
            "placed_with_foster_carer_on": pl.col("~day") - days(10),
            "adopted_by_carer": True,
        },
    ),
    Average(
        standard="adoption-a2-121-days",
        source="permanence",
        among=MATCHED & pl.col("placement_order_on").is_not_null(),
        who=LONG_IN_CARE,
        hidden_from=WITH_A_DECISION,
        values={"placement_order_on": pl.col("~day") - days(1_010), "matched_on": pl.col("~day") - days(5)},
    ),
)

ADOPTION: tuple[Act, ...] = (*DECISIONS, *CHILDREN, *ADOPTERS, *GUARDIANSHIP, *AVERAGES)
