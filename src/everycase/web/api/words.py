"""What programs send and get: each with its meaning."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from everycase.record.schema.events import event_kinds
from everycase.web.actions.models import State

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=200)]
"""Text as a database takes it: without the character NUL."""
By = Literal["area", "aspect", "standard", "team", "month"]
StateName = Literal[
    "open",
    "waiting for check",
    "waiting for proof",
    "asked to set aside",
    "set aside",
    "signed off, not in the record",
    "proved",
    "out of reach",
    "ended",
]


class Exact(Schema):
    """What a program sends. A name that isn't known is refused: `tema=T1` must not mean every team."""

    model_config = ConfigDict(extra="forbid")


class Problem(Schema):
    """Why a request was refused."""

    detail: str | list[dict[str, Any]]


class MeasuresAsked(Exact):
    """Which measures, and how they are summed."""

    by: list[By] = Field(["area", "aspect"], description="What each sum is of.")
    area: Text | None = None
    aspect: Text | None = None
    standard: Text | None = None
    team: Text | None = Field(None, description="The team's key in the case-management system.")
    since: date | None = Field(None, description="Due in this month or later.")
    until: date | None = Field(None, description="Due in this month or earlier.")
    limit: int = Field(500, ge=1, le=5000)
    offset: int = Field(0, ge=0, le=10_000_000)


class Measure(Schema):
    """How much is right of how much. What it isn't summed by is null."""

    area: str | None = None
    aspect: str | None = None
    standard: str | None = None
    team: str | None = None
    month: date | None = Field(None, description="First day of the month in which it fell due.")
    numerator: int = Field(description="Right.")
    denominator: int = Field(description="Can be told and has fallen due. Nothing may be told: 0.")
    cannot_tell: int = Field(description="Can't be told from the files; in neither of the two.")
    waiting: int = Field(description="Not yet due; in neither of the two.")


class Measures(Schema):
    """Sums of one review. count: how many there are, of which `items` holds a part."""

    as_of: date = Field(description="The date that the review tells of.")
    count: int
    items: list[Measure]


class FindingsAsked(Exact):
    """Which findings. Without a state: those that the newest extract still shows."""

    state: list[StateName] = Field([], description="States, in words.")
    area: Text | None = None
    aspect: Text | None = None
    standard: Text | None = None
    team: Text | None = Field(None, description="The key of the team that holds the case now.")
    child_id: Text | None = None
    red_line: bool | None = None
    limit: int = Field(100, ge=1, le=500)
    offset: int = Field(0, ge=0, le=10_000_000)


class FindingOut(Schema):
    """One weakness in one child's record. No name, and nothing that a person wrote."""

    key: str
    child_id: str
    team: str | None = Field(description="The key of the team that holds the case now.")
    standard: str
    title: str
    area: str
    aspect: str
    severity: int = Field(description="From 0, for information, to 4, critical.")
    red_line: bool
    subject: str = Field(description="Table and key of the row that it is about.")
    says: str
    since: date | None
    due_on: date | None
    late: int | None = Field(description="How late, in `unit`.")
    unit: str
    state: str
    state_since: datetime
    back_again: bool
    seen_first: date
    seen_last: date

    @staticmethod
    def resolve_child_id(finding: Any) -> str:  # noqa: ANN401 - a row of the database
        """The child's id in the case-management system."""
        return str(finding.child.child_id)

    @staticmethod
    def resolve_team(finding: Any) -> str | None:  # noqa: ANN401 - a row of the database
        """The team's key."""
        return finding.team.key if finding.team else None


class Findings(Schema):
    """A page of findings: the most pressing first. count: how many there are in all."""

    count: int
    items: list[FindingOut]


KINDS = sorted(kind.kind for kind in event_kinds().values() if kind.about == "child")


def _of_a_child(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError("not one of the kinds of event about a child")
    return kind


Kind = Annotated[str, AfterValidator(_of_a_child), WithJsonSchema({"type": "string", "enum": KINDS})]


class EventIn(Exact):
    """Something that happened which no extract holds. kind: one of those in `events.csv` about a child."""

    child_id: Text
    kind: Kind
    happened_on: date = Field(description="Not ahead of today.")
    by: Annotated[Text, Field(max_length=100)] = Field(
        "", description="The worker, by their id in the record."
    )
    value: Text = ""


class EventOut(Schema):
    """An event as it was noted; the next review reads it."""

    id: int
    child_id: str
    kind: str
    happened_on: date
    by: str
    value: str
    noted_at: datetime

    @staticmethod
    def resolve_child_id(event: Any) -> str:  # noqa: ANN401 - a row of the database
        """The child's id in the case-management system."""
        return str(event.child.child_id)


assert set(State.values) == set(StateName.__args__)  # type: ignore[attr-defined]  # noqa: S101 - one list, twice
