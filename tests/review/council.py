"""A made-up catalogue of two standards, and reviews of small tables by it."""

from __future__ import annotations

from typing import Any

from tests.tables import given

from everycase.record.schema import child_protection_plans as plans
from everycase.record.schema import child_protection_visits as visits
from everycase.record.schema import referrals
from everycase.record.schema.terms import calendar_days
from everycase.record.snapshot import Record
from everycase.review.review import Review, review
from everycase.standards.council import CouncilFile, Settings
from everycase.standards.language import Area, Aspect, Clock, Rule, Severity, Standard

VISITED = Clock(
    id="visited-10-days",
    title="Child seen",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.TIMELINESS,
    starts=plans.started_on,
    until=plans.ended_on,
    ends=visits.visited_on.where(visits.seen),
    within=calendar_days(10),
    severity=Severity.HIGH,
    source="made up",
)
DECIDED = Rule(
    id="referral-no-need",
    title="The reason for a referral is recorded",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=referrals,
    wrong=referrals.primary_need.is_missing(),
    says="The referral of {referrals.referred_on} has no reason.",
    severity=Severity.LOW,
    source="made up",
    condition="no primary need",
)
CATALOGUE: dict[str, Standard] = {VISITED.id: VISITED, DECIDED.id: DECIDED}


def reviewed(record: Record, catalogue: dict[str, Standard] | None = None, **settings: Any) -> Review:
    """The review of a record by the catalogue."""
    return review(record, CATALOGUE if catalogue is None else catalogue, Settings(CouncilFile(**settings)))


def of_tables(as_of: str, catalogue: dict[str, Standard] | None = None, **tables: Any) -> Review:
    """The review of small tables."""
    return reviewed(given(as_of, **tables), catalogue)
