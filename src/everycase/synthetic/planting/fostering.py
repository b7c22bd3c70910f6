"""How the standards of fostering are broken: carers, children with connected persons, private fostering."""

from __future__ import annotations

import polars as pl

from everycase.record.schema.terms import Span, calendar_days, months, weeks, working_days
from everycase.synthetic.planting.acts import OVERDUE, WRONG, Act, answers
from everycase.synthetic.planting.common import ago, days
from everycase.synthetic.planting.ground import child
from everycase.synthetic.planting.waiting import Start, Unanswered, Unheard, lapsed, missed
from everycase.synthetic.planting.writing import Gone, Made

APPROVED = Start(source="carer-approved")
LIKE = "carer-approved"


def _asked(standard: str, asked: str, answered: str, within: Span) -> Unheard:
    return Unheard(standard=standard, kind=asked, answers=answers(answered), within=within, like=LIKE)


def _stopped(standard: str, answered: str, within: Span) -> Unanswered:
    return lapsed(standard, APPROVED, answers(answered), within, goes_on_unless="carer-left")


def _never(standard: str, answered: str, within: Span) -> Unanswered:
    return missed(standard, APPROVED, answers(answered), within, goes_on_unless="carer-left")


def _again(standard: str, kind: str, within: Span) -> Unanswered:
    return missed(standard, Start(source=kind), answers(kind), within, goes_on_unless="carer-left")


CARERS: tuple[Act, ...] = (
    _never("foster-carer-first-review-12-months", "carer-review-held", months(12)),
    _stopped("foster-carer-review-every-12-months", "carer-review-held", months(12)),
    _stopped("foster-carer-unannounced-visit-every-12-months", "carer-unannounced-visit", months(12)),
    _stopped("foster-carer-supervision-every-6-weeks", "carer-supervision-visit", weeks(6)),
    _asked(
        "foster-panel-decision-7-working-days",
        "fostering-panel-minutes",
        "fostering-decision",
        working_days(7),
    ),
    _asked("foster-assessment-8-months", "fostering-application", "fostering-panel", months(8)),
    _asked(
        "foster-stage-1-notify-10-working-days",
        "fostering-stage-1-complete",
        "fostering-stage-1-told",
        working_days(10),
    ),
    Unheard(
        standard="foster-applicant-representations-28-days",
        kind="fostering-refusal-proposed",
        answers=answers("fostering-representations"),
        within=calendar_days(28),
        like=LIKE,
        ago=60,
        late_by=20,
    ),
    _never("foster-tsd-standards-12-months", "carer-training-standards", months(12)),
    _again("foster-dbs-every-3-years", "carer-criminal-record-check", months(36)),
    _again("foster-medical-every-3-years", "carer-medical", months(36)),
)

IN_CARE_NOW = child("in_care") & ~child("short_breaks")
CONNECTED: tuple[Act, ...] = (
    Gone(
        standard="connected-person-temporary-approval-16-weeks",
        sources=("connected-person-approved", "temporary-approval-extended"),
        who=IN_CARE_NOW & (child("placed_as") == "U3") & child("placed_on").is_between(ago(1_800), ago(130)),
        what=OVERDUE,
        reads=("placements",),
    ),
    Made(
        standard="connected-person-extension-8-weeks",
        source="temporary-approval-extended",
        who=IN_CARE_NOW & child("placed_on").is_between(ago(1_800), ago(200)) & (child("placed_as") == "U3"),
        day=child("placed_on"),
        values={"happened_on": pl.col("~day") + days(100)},
        drops=("connected-person-approved",),
        what=OVERDUE,
        reads=("placements",),
    ),
    Unheard(
        standard="emergency-foster-placement-6-working-days",
        kind="emergency-placement",
        answers=answers("emergency-placement-settled"),
        within=working_days(6),
        who=IN_CARE_NOW & (child("placed_on") < ago(60)),
        minds=("placements",),
    ),
)


def _private(standard: str, within: Span, what: str = OVERDUE) -> Unheard:
    return Unheard(
        standard=standard,
        kind="private-fostering-notice",
        answers=answers("private-fostering-visit", "private-fostering-assessment"),
        within=within,
        who=child("age").is_between(8, 14) & ~child("been_in_care"),
        ago=20,
        what=what,
        dated=what == OVERDUE,
    )


PRIVATE: tuple[Act, ...] = (
    _private("private-fostering-first-visit-7-working-days", working_days(7)),
    _private("private-fostering-visits-6-weeks", weeks(6)),
    Unheard(
        standard="private-fostering-visits-12-weeks",
        kind="private-fostering-notice",
        answers=answers("private-fostering-visit"),
        within=months(15),
        who=child("age").is_between(8, 14) & ~child("been_in_care"),
        ago=20,
        dated=False,
    ),
    Made(
        standard="private-fostering-notice-6-weeks-before",
        source="private-fostering-due-to-begin",
        who=child("age").is_between(8, 14) & ~child("been_in_care"),
        values={"happened_on": pl.col("~day") - days(30)},
        what=OVERDUE,
    ),
    _private("private-fostering-assessment-45-working-days", working_days(45)),
    _private("private-fostering-no-visit", working_days(9), what=WRONG),
)

FOSTERING: tuple[Act, ...] = (*CARERS, *CONNECTED, *PRIVATE)
