"""How the front door's standards are broken: contacts, referrals, and who the child is."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from everycase.record.schema.fields import Format
from everycase.record.schema.terms import Span, months, working_days
from everycase.synthetic.planting.acts import LATE, Act, answers
from everycase.synthetic.planting.ground import child
from everycase.synthetic.planting.waiting import Start, Unheard, late, missed
from everycase.synthetic.planting.writing import Alike, Gone, Twice, Wrong

CONTACT, REFERRAL = Start(source="contacts"), Start(source="referrals")
THE_PUBLIC = ("1", "1A", "1B", "1C", "1D", "9", "10")
DAYS = timedelta
TAKES_NO_BLANK = frozenset({Format.ANNEX_A, Format.CIN_CENSUS})
"""Formats that have a code for a sex that isn't known, and take a birth to come for an expected one."""


def _triaged_late(standard: str, rating: str, days: int) -> Wrong:
    return Wrong(
        standard=standard,
        source="contact-triaged",
        where=(pl.col("value") == rating)
        & (child("contacts") == 1)
        & (pl.col("happened_on") < pl.col("~as_of") - DAYS(30)),
        values={"happened_on": pl.col("happened_on") + DAYS(days), "happened_on_time": None},
        what=LATE,
        reads=("contacts",),
    )


def _incident(standard: str, start: str, answer: str, within: Span) -> Unheard:
    return Unheard(standard=standard, kind=start, answers=answers(answer), within=within)


CONTACTS: tuple[Act, ...] = (
    missed("contact-decision-1-working-day", CONTACT, answers("contact-decision"), working_days(1)),
    late("contact-decision-1-working-day", CONTACT, answers("contact-decision"), working_days(1)),
    _triaged_late("front-door-red-4-hours", "red", 6),
    _triaged_late("front-door-amber-24-hours", "amber", 8),
    _triaged_late("front-door-green-72-hours", "green", 12),
    Wrong(
        standard="contact-no-outcome",
        source="contacts",
        where=pl.col("received_on") < pl.col("~as_of") - DAYS(10),
        values={"outcomes": None},
    ),
)

REFERRALS: tuple[Act, ...] = (
    missed("referral-decision-1-working-day", REFERRAL, answers("referral-decision"), working_days(1)),
    late("referral-decision-1-working-day", REFERRAL, answers("referral-decision"), working_days(1)),
    missed(
        "referrer-feedback-5-working-days",
        Start(source="referrals", where=~pl.col("source").is_in(THE_PUBLIC)),
        answers("referrer-told"),
        working_days(5),
    ),
    Wrong(
        standard="referral-to-allocation-1-working-day",
        source="involvements",
        where=(pl.col("role") == "ALLOCATED")
        & (child("referrals") == 1)
        & (pl.col("from_on") - child("first_referred_on") <= DAYS(3))
        & (pl.col("to_on").is_null() | (pl.col("to_on") - pl.col("from_on") > DAYS(30)))
        & (pl.col("from_on") < pl.col("~as_of") - DAYS(40)),
        values={"from_on": pl.col("from_on") + DAYS(14)},
        what=LATE,
        reads=("referrals",),
    ),
    Wrong(
        standard="management-decision-missing",
        source="referral-decision",
        where=(child("referrals") == 1) & (pl.col("happened_on") > pl.col("~as_of") - DAYS(1_800)),
        values={"by": None},
        reads=("referrals",),
    ),
    Wrong(
        standard="referral-source-missing",
        source="referrals",
        values={"source": None, "source_as_written": None},
    ),
    Wrong(
        standard="referral-no-outcome",
        source="referrals",
        where=pl.col("no_further_action")
        & (child("referrals") == 1)
        & ~child("assessed")
        & (pl.col("referred_on") < pl.col("~as_of") - DAYS(10)),
        values={"outcomes": None, "no_further_action": None, "closed_on": None, "close_reason": None},
        alone=True,
    ),
    Twice(
        standard="repeat-referral-12-months",
        source="referrals",
        where=child("referrals") == 1,
        values={
            "referred_on": pl.col("referred_on") - DAYS(90),
            "no_further_action": True,
            "closed_on": None,
            "close_reason": None,
            "outcomes": None,
        },
    ),
    Wrong(
        standard="nfa-referral-has-activity",
        source="referrals",
        where=child("assessed") & (child("referrals") == 1) & ~child("open") & ~child("been_in_care"),
        values={"no_further_action": True},
        hidden_from=frozenset({Format.ANNEX_A}),  # its list of open cases leaves them out
    ),
    Twice(
        standard="overlapping-referrals",
        source="referrals",
        where=(child("referrals") == 1)
        & ~child("open")
        & (pl.col("closed_on") - pl.col("referred_on") > DAYS(40)),
        values={
            "referred_on": pl.col("referred_on") + DAYS(1),
            "closed_on": pl.col("closed_on"),
        },
    ),
    Wrong(
        standard="referral-over-40-weeks-before-birth",
        source="children",
        where=child("unborn") & (child("referrals") > 0),
        values={"expected_on": pl.col("~day") + DAYS(330)},
        alone=True,
    ),
)

INCIDENTS: tuple[Act, ...] = (
    Unheard(
        standard="lado-referral-1-working-day",
        kind="allegation-known",
        like="allegation-known",
        answers=answers("designated-officer-told"),
        within=working_days(1),
    ),
    _incident(
        "serious-incident-notification-5-working-days",
        "serious-incident-known",
        "serious-incident-notified",
        working_days(5),
    ),
    _incident(
        "rapid-review-15-working-days",
        "serious-incident-known",
        "rapid-review-sent",
        working_days(15),
    ),
    _incident(
        "local-safeguarding-review-6-months",
        "safeguarding-review-started",
        "safeguarding-review-published",
        months(6),
    ),
)

IDENTITY: tuple[Act, ...] = (
    Wrong(
        standard="ethnicity-missing", source="children", where=~child("unborn"), values={"ethnicity": None}
    ),
    Wrong(
        standard="ethnicity-not-yet-obtained",
        source="children",
        where=~child("unborn") & (child("assessed_on") > pl.col("~as_of") - DAYS(1_800)),
        values={"ethnicity": "NOBT"},
    ),
    Gone(
        standard="disability-missing",
        sources=("disabilities",),
        who=child("open") & ~child("unborn"),
        blank={"children": {"disabled": None}},
    ),
    Wrong(standard="sex-missing", source="children", values={"sex": None}, hidden_from=TAKES_NO_BLANK),
    Wrong(
        standard="dob-missing",
        source="children",
        where=~child("unborn"),
        values={"born_on": None},
        alone=True,
    ),
    Wrong(
        standard="dob-after-snapshot",
        source="children",
        where=~child("unborn") & ~child("assessed"),
        values={"born_on": pl.col("~day") + DAYS(30)},
        alone=True,
        hidden_from=TAKES_NO_BLANK,
    ),
    Wrong(
        standard="upn-missing-school-age",
        source="children",
        where=child("age") >= 5,
        values={"upn": None, "upn_unknown": None},
    ),
    Wrong(
        standard="activity-after-death",
        source="children",
        where=(child("first_referred_on") > pl.col("~as_of") - DAYS(1_800))
        & ~child("open")
        & ~child("been_in_care")
        & (child("born_on") < child("first_referred_on") - DAYS(60)),
        day=child("first_referred_on"),
        values={"died_on": pl.col("~day") - DAYS(30)},
        alone=True,
    ),
    Alike(standard="upn-shared", source="children", fields=("upn",), where=pl.lit(value=True), pairs=True),
    Alike(
        standard="duplicate-person",
        source="children",
        fields=("born_on", "forename", "surname"),
        where=child("age").is_between(7, 14) & ~child("assessed") & ~child("helped"),
        alone=True,
        pairs=True,
    ),
    Gone(standard="address-missing", sources=("addresses",), who=child("open")),
    Wrong(
        standard="referral-without-family-link",
        source="families",
        where=child("open") & (child("family_open") > 1),
        values={"family_id": pl.format("apart-{}", "child_id")},
        relatives=True,
    ),
)

FRONT_DOOR: tuple[Act, ...] = (*CONTACTS, *REFERRALS, *INCIDENTS, *IDENTITY)
