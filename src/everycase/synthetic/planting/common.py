"""What several areas' acts have in common: the rows that duties start from, and what answers them."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from everycase.record.schema.fields import Format
from everycase.synthetic.planting.acts import Answer, answers
from everycase.synthetic.planting.ground import child
from everycase.synthetic.planting.waiting import Start

VISIT_TABLES = ("child_in_need_visits", "child_protection_visits", "care_visits")
WITH_BEDROOMS = ("child_in_need_visits", "child_protection_visits")

VISITS = answers(*VISIT_TABLES)
SIGHTS = (*VISIT_TABLES, "child-seen")
NOT_SEEN = (
    *(Answer(source=table, without={"seen": False, "seen_alone": False}) for table in VISIT_TABLES),
    *answers("child-seen"),
)
SEEN = answers(*SIGHTS)
NOT_ALONE = tuple(Answer(source=table, without={"seen_alone": False}) for table in VISIT_TABLES)
NO_BEDROOM = tuple(Answer(source=table, without={"bedroom_seen": False}) for table in WITH_BEDROOMS)
SUPERVISION = answers("supervision")
OF_EPISODES = frozenset({Format.SSDA903})
"""The return has statuses and placements as parts of one row of episodes: none has an end of its own."""

CASE = Start(source="referrals", where=~pl.col("no_further_action").fill_null(value=False), ends="closed_on")
IN_NEED = Start(source="child_in_need_plans", ends="ended_on")
ON_PLAN = Start(source="child_protection_plans", ends="ended_on")
HELPED = Start(source="early_help", ends="ended_on")
ONLY_IN_NEED = child("in_need") & ~child("on_plan") & ~child("in_care")
ONE_CASE = child("referrals") == 1


def days(count: int) -> timedelta:
    """So many days."""
    return timedelta(days=count)


def ago(count: int) -> pl.Expr:
    """The day so many days before the plan's."""
    return pl.col("~as_of") - timedelta(days=count)


def in_last(count: int, on: pl.Expr) -> pl.Expr:
    """Whether a day is one of so many before the plan's."""
    return on > ago(count)
