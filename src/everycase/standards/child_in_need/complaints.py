"""Answering families: complaints under the Children Act, and requests to see records."""

from dataclasses import dataclass

import polars as pl

from everycase import calendar
from everycase.record.schema.terms import Span, working_days
from everycase.standards.language import (
    Area,
    Aspect,
    Clock,
    Force,
    Severity,
    event,
    since,
)

PROCEDURE = "Children Act 1989 Representations Procedure (England) Regulations 2006 (SI 2006/1738)"


@dataclass(frozen=True)
class ToAWorkingDay(Span):
    """A length of time whose last day, where offices are closed on it, moves to the next working day."""

    def after(self, start: pl.Expr) -> pl.Expr:
        """The date this long after `start`, or the next working day."""
        return calendar.add_working_days(calendar.add_days(super().after(start), -1), 1)


STAGE_1 = Clock(
    id="complaint-stage-1-10-working-days",
    title="Children Act complaint: stage 1 reply",
    area=Area.ASSESSMENT,
    aspect=Aspect.PARTNERS,
    starts=event("complaint-received"),
    ends=event("complaint-stage-1-reply"),
    within=working_days(10),
    force=Force.STATUTORY,
    severity=Severity.HIGH,
    in_force=since(2006, 9, 1),
    exceptions="10 working days more for a complex complaint.",
    source=f"{PROCEDURE} reg 14 (Family Rights Group; council pages)",
)

STAGE_2 = Clock(
    id="complaint-stage-2-25-working-days",
    title="Children Act complaint: stage 2 investigation",
    area=Area.ASSESSMENT,
    aspect=Aspect.PARTNERS,
    starts=event("complaint-stage-2-requested"),
    ends=event("complaint-stage-2-reply"),
    within=working_days(25),
    force=Force.STATUTORY,
    severity=Severity.HIGH,
    in_force=since(2006, 9, 1),
    exceptions="Up to 65 working days for a complex complaint.",
    source=f"{PROCEDURE} reg 17 (council pages)",
)

STAGE_2_LIMIT = Clock(
    id="complaint-stage-2-65-working-days",
    title="Children Act complaint: outer limit of stage 2",
    area=Area.ASSESSMENT,
    aspect=Aspect.PARTNERS,
    starts=event("complaint-stage-2-requested"),
    ends=event("complaint-stage-2-reply"),
    within=working_days(65),
    force=Force.STATUTORY,
    severity=Severity.HIGH,
    in_force=since(2006, 9, 1),
    source=f"{PROCEDURE} reg 17 (council pages)",
)

PANEL_HELD = Clock(
    id="complaint-stage-3-panel-30-working-days",
    title="Children Act complaint: stage 3 panel held",
    area=Area.ASSESSMENT,
    aspect=Aspect.PARTNERS,
    starts=event("complaint-panel-requested"),
    ends=event("complaint-panel-held"),
    within=working_days(30),
    force=Force.STATUTORY,
    severity=Severity.HIGH,
    in_force=since(2006, 9, 1),
    source=f"{PROCEDURE} reg 19 (not displayed)",
)

PANEL_REPLY = Clock(
    id="complaint-stage-3-reply-15-working-days",
    title="Children Act complaint: reply after the panel",
    area=Area.ASSESSMENT,
    aspect=Aspect.PARTNERS,
    starts=event("complaint-panel-report"),
    ends=event("complaint-stage-3-reply"),
    within=working_days(15),
    force=Force.STATUTORY,
    severity=Severity.HIGH,
    in_force=since(2006, 9, 1),
    exceptions="The panel's own report is due within 5 working days.",
    source=f"{PROCEDURE} reg 20 (Family Rights Group page says 15 days)",
)

RECORDS_GIVEN = Clock(
    id="subject-access-1-month",
    title="Request to see records answered",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    starts=event("records-requested"),
    ends=event("records-given"),
    within=ToAWorkingDay(1, "months"),
    force=Force.STATUTORY,
    severity=Severity.HIGH,
    in_force=since(2018, 5, 25),
    counting="1 month from the day the request came in: the same day number of the next month, or its last "
    "day; where offices are closed on it, the next working day",
    exceptions="Up to two more months for a complex request.",
    source="UK GDPR article 12(3); Data Protection Act 2018; ICO guidance (roll-forward)",
)
