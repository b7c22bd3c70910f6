"""Children as people's work needs them, the loads that they come from, and who was let in.

No copy of the record: a case page reads that child's rows in the snapshot. What is here is what lists and
access need: who the child is, and who holds the case now.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from everycase.web.people.models import Team, User


class Child(models.Model):
    """A child known to the council, as of the last load.

    in_record: whether the newest record holds the child. status: in words, such as "On a protection plan".
    """

    child_id = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True)
    status = models.CharField(max_length=200, blank=True)
    worker_key = models.CharField(max_length=100, blank=True, db_index=True)
    worker_name = models.CharField(max_length=200, blank=True)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="children")
    open_now = models.BooleanField(default=False, db_index=True)
    in_record = models.BooleanField(default=True)
    family_key = models.CharField(max_length=100, blank=True, db_index=True)

    class Meta:
        ordering: ClassVar = ["child_id"]
        indexes: ClassVar = [models.Index(fields=["name"], name="child_by_name")]

    def __str__(self) -> str:
        return self.child_id


class Assignment(models.Model):
    """A case given to a person who doesn't hold it: an auditor, a reviewing officer."""

    person = models.ForeignKey(User, models.CASCADE, related_name="assignments")
    child = models.ForeignKey(Child, models.CASCADE, related_name="assignments")
    why = models.CharField(max_length=200)
    given_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="None: by the record.",
    )
    given_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "child"], condition=Q(ended_at=None), name="one_open_assignment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.child} to {self.person}"


class Restriction(models.Model):
    """A case that only named people may open, beside the one who holds it."""

    child = models.OneToOneField(Child, models.CASCADE, related_name="restriction")
    people = models.ManyToManyField(User, related_name="restricted_cases")
    why = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.child} is restricted"


class BrokenGlass(models.Model):
    """A case opened by one who may not see it otherwise, for a reason and a day."""

    person = models.ForeignKey(User, models.PROTECT, related_name="glass_broken")
    child = models.ForeignKey(Child, models.CASCADE, related_name="glass_broken")
    why = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="glass_is_broken_for_a_reason"),
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="broken_glass_ends_later"),
        ]

    def __str__(self) -> str:
        return f"{self.child} opened by {self.person}"


class Load(models.Model):
    """One load of the council's files: asked for, read, reviewed and compared, or failed with its reason."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "Waiting to start"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    files = models.JSONField(default=list)
    as_of = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    step = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    told = models.JSONField(
        default=dict, help_text="Counts of rows, problems and findings; the reason of a failure."
    )

    class Meta:
        ordering: ClassVar = ["-asked_at"]

    def __str__(self) -> str:
        return f"Load {self.pk}: {self.state}"


class Look(models.Model):
    """One view of a child by a person. Added to and never changed; each carries the hash of the one before.

    ground: why they were let in, or refused. The hash is over this row's values and the previous hash, so
    a row that is changed or taken out shows.
    """

    at = models.DateTimeField()
    person = models.ForeignKey(User, models.PROTECT, related_name="looks")
    child = models.ForeignKey(Child, models.PROTECT, related_name="looks")
    page = models.CharField(max_length=60)
    ground = models.CharField(max_length=30)
    allowed = models.BooleanField()
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.person} looked at {self.child}, {self.at:%Y-%m-%d %H:%M}"


class LookChain(models.Model):
    """Where the chain of looks ends: one row, locked while a look is added."""

    last = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.last
