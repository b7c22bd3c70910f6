"""Children merged in the case system: what people did about either is kept under the one that is left."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from django.utils import timezone

from everycase.web.cases.models import Assignment, BrokenGlass, Child, Restriction, RestrictionChange


def follow_merges(merged: pl.DataFrame) -> Mapping[str, str]:
    """Move what is known of merged children (MERGED), and give id → id now of those who keep a row.

    A child of whom only the old id is known keeps everything, under the id now.
    """
    olds = {child.child_id: child for child in Child.objects.filter(child_id__in=merged["was"].to_list())}
    kept = {}
    for was, now in merged.iter_rows():
        old = olds.get(was)
        if old is None:
            continue
        new = Child.objects.filter(child_id=now).first()
        if new is None:
            Child.objects.filter(pk=old.pk).update(child_id=now)
        else:
            _into(old, new)
            kept[was] = now
    return kept


def _into(old: Child, new: Child) -> None:
    """Looks stay where they are: their chain says of whom they were."""
    _restriction(old, new)
    already = set(new.assignments.filter(ended_at=None).values_list("person_id", flat=True))
    old.assignments.filter(ended_at=None, person__in=already).update(ended_at=timezone.now())
    Assignment.objects.filter(child=old).update(child=new)
    BrokenGlass.objects.filter(child=old).update(child=new)
    old.noted_events.update(child=new)
    old.findings.update(child=new)
    _actions(old, new)


def _restriction(old: Child, new: Child) -> None:
    """The one that is left is restricted if either was; to those named by both, if both were."""
    first = Restriction.objects.filter(child=old).first()
    second = Restriction.objects.filter(child=new).first()
    if first is None:
        return
    if second is None:
        first.child = new
        first.save()
    else:
        first, second = second, first
        first.people.set(first.people.filter(pk__in=second.people.values("pk")))
        second.delete()
    why = f"The record {old.child_id}, which was restricted, was merged into this one."
    change = RestrictionChange.objects.create(
        child=new, what=RestrictionChange.What.RESTRICTED, why=why, by=first.by
    )
    change.people.set(first.people.all())


def _actions(old: Child, new: Child) -> None:
    """Their actions, those about one and the same row joined."""
    same = {action.about: action for action in new.actions.all()}
    for action in old.actions.all():
        other = same.get(action.about)
        if other is None:
            action.child = new
            action.save()
        else:
            action.findings.update(action=other)
            action.comments.update(action=other)
            action.delete()
