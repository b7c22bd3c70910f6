"""How much each worker carries: children, their weight by the council's own scale, and what is to be done.

In alphabetical order: a load says who needs help, and never who is better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from everycase.analysis.wording import number
from everycase.standards.council import CaseWeights
from everycase.web.actions.models import Finding, State
from everycase.web.actions.work import IN_A_RETURN, TO_DO
from everycase.web.cases.models import Child

NOBODY = "Nobody: cases that are closed, or that nobody holds"


class ToDo(NamedTuple):
    """Findings to be put right, those of them that are late, and those that wait for a manager."""

    to_put_right: int = 0
    late: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class WorkerLine:
    """What one worker has in hand.

    load: the weight of the children held; most: the weight for their share of a post. None for nobody.
    share_known: whether the record says the share; where it doesn't, a full post is taken.
    """

    name: str
    children: int
    to_do: ToDo
    load: float | None = None
    most: float | None = None
    share_known: bool = True

    @property
    def over(self) -> str:
        """By how much the load is more than it may be; nothing where it isn't."""
        if self.load is None or self.most is None or self.load <= self.most:
            return ""
        return number(round(self.load - self.most, 1))

    @property
    def carries(self) -> str:
        """'14.5 of 18'."""
        if self.load is None or self.most is None:
            return ""
        return f"{number(round(self.load, 1))} of {number(round(self.most, 1))}"


def workers(
    children: QuerySet[Child], findings: QuerySet[Finding], today: date, weights: CaseWeights
) -> list[WorkerLine]:
    """Each worker of these children, in alphabetical order, and last what nobody holds."""
    counted = _to_do(findings, today)
    held = children.filter(open_now=True).values("worker_key", "worker_name", "worker_share", "work")
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for row in held.annotate(children=Count("pk")).order_by("worker_name", "worker_key", "work"):
        rows.setdefault(row["worker_key"], []).append(row)
    nobodys = rows.pop("", [])
    lines = [_line(several, counted.get(key, ToDo()), weights) for key, several in rows.items()]
    if nobodys or "" in counted:
        held_by_nobody = sum(row["children"] for row in nobodys)
        lines.append(WorkerLine(NOBODY, held_by_nobody, counted.get("", ToDo())))
    return lines


def _to_do(findings: QuerySet[Finding], today: date) -> Mapping[str, ToDo]:
    """Worker → what is to be done, of cases and not of returns; without those who have nothing to do."""
    rows = (
        findings.filter(state__in=[*TO_DO, State.WAITING_CHECK, State.ASKED])
        .exclude(IN_A_RETURN)
        .order_by()
        .values_list("worker_key")
        .annotate(
            to_put_right=Count("pk", filter=Q(state__in=TO_DO)),
            late=Count("pk", filter=Q(state__in=TO_DO, action__due_on__lt=today)),
            waiting=Count("pk", filter=Q(state__in=[State.WAITING_CHECK, State.ASKED])),
        )
    )
    return {key: ToDo(*counts) for key, *counts in rows if any(counts)}


def _line(rows: Sequence[Mapping[str, Any]], counts: ToDo, weights: CaseWeights) -> WorkerLine:
    first = rows[0]
    return WorkerLine(
        first["worker_name"] or first["worker_key"],
        sum(row["children"] for row in rows),
        counts,
        load=sum(row["children"] * weights.of(row["work"]) for row in rows),
        most=weights.full_load * (first["worker_share"] or 1),
        share_known=first["worker_share"] is not None,
    )
