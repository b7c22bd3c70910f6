"""Children as people's work needs them, the loads that they come from, and who was let in.

No copy of the record: a case page reads that child's rows in the snapshot. What is here is what lists and
access need: who the child is, and who holds the case now.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from everycase.web.people.models import Team, User


class Child(models.Model):
    """A child known to the council, as of the last load.

    in_record: whether the newest record holds the child. status: in words, such as "On a protection plan".
    team_by: who says which team; the record, where it names one. work: the kind that goes on, as the weights
    of cases call it. worker_share: the worker's share of a full-time post; None where it isn't told.
    """

    class TeamBy(models.TextChoices):
        """Who says which team holds a child."""

        RECORD = "", "By the record"
        DUTY = "duty", "on duty: the record names no team"
        HAND = "hand", "given by a manager: the record names no team"

    child_id = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True)
    status = models.CharField(max_length=200, blank=True)
    worker_key = models.CharField(max_length=100, blank=True, db_index=True)
    worker_name = models.CharField(max_length=200, blank=True)
    worker_share = models.FloatField(null=True)
    work = models.CharField(max_length=20, blank=True)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="children")
    team_by = models.CharField(max_length=4, blank=True, default=TeamBy.RECORD, choices=TeamBy)
    open_now = models.BooleanField(default=False, db_index=True)
    in_record = models.BooleanField(default=True)
    family_key = models.CharField(max_length=100, blank=True, db_index=True)

    class Meta:
        ordering: ClassVar = ["child_id"]
        indexes: ClassVar = [models.Index(fields=["name"], name="child_by_name")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(team_by__in=["", "duty", "hand"]), name="who_says_which_team_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.child_id

    def get_absolute_url(self) -> str:
        """The case's page."""
        return reverse("child", args=[self.child_id])


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
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="None: by the record, or not ended."
    )

    class Meta:
        ordering: ClassVar = ["-given_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "child"], condition=Q(ended_at=None), name="one_open_assignment"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False), name="assignment_ended_by_and_when"
            ),
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

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(why=""), name="restricted_for_a_reason")]

    def __str__(self) -> str:
        return f"{self.child} is restricted"


class RestrictionChange(models.Model):
    """One restriction, change of names or lifting: when, by whom, why, and whom it named.

    Kept when the restriction itself is gone.
    """

    class What(models.TextChoices):
        """What was done."""

        RESTRICTED = "restricted", "Restricted"
        CHANGED = "changed", "Names changed"
        LIFTED = "lifted", "Restriction lifted"

    child = models.ForeignKey(Child, models.PROTECT, related_name="restriction_changes")
    what = models.CharField(max_length=10, choices=What)
    people = models.ManyToManyField(User, related_name="+")
    why = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="restriction_changed_for_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.child}: {self.what}"


class BrokenGlass(models.Model):
    """A case opened by one who may not see it otherwise, for a reason and a day.

    told: the managers who were told. read_by: the first of the case's managers to say that they know.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="glass_broken")
    child = models.ForeignKey(Child, models.CASCADE, related_name="glass_broken")
    why = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    was_restricted = models.BooleanField(default=False)
    told = models.ManyToManyField(User, related_name="+")
    read_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="glass_is_broken_for_a_reason"),
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="broken_glass_ends_later"),
            models.CheckConstraint(
                condition=Q(read_by=None, read_at=None) | Q(read_by__isnull=False, read_at__isnull=False),
                name="broken_glass_read_by_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(person=F("read_by")) | Q(read_by=None),
                name="nobody_reads_their_own_broken_glass",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child} opened by {self.person}"


class Load(models.Model):
    """One load of the council's files: asked for, read, reviewed and compared, or failed with its reason.

    places: what to read, as paths. files: what people know it by, each with its name and size in bytes.
    asked_as_of: the extract's date, where a person gave it. fewer_is_right: a person says that it is right if
    it holds far fewer children than the last. tries: how often it was begun. fingerprint: of
    the files in a watched folder, by which they are known to be the same ones.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "Waiting to start"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    class Way(models.TextChoices):
        """How the files came."""

        UPLOAD = "upload", "Uploaded"
        FOLDER = "folder", "From the watched folder"
        COMMAND = "command", "By a command"

    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_as_of = models.DateField(null=True)
    fewer_is_right = models.BooleanField(default=False)
    way = models.CharField(max_length=10, choices=Way, default=Way.UPLOAD)
    places = models.JSONField(default=list)
    files = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, blank=True)
    tries = models.SmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    as_of = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    step = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    told = models.JSONField(
        default=dict, help_text="Counts of rows, problems and findings; the reason of a failure."
    )

    class Meta:
        ordering: ClassVar = ["-asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="running"), name="one_load_runs_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(as_of__isnull=False), name="load_that_is_done_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return f"Load {self.pk}: {self.state}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen with it."""
        return self.state in {self.State.DONE, self.State.FAILED}


class Look(models.Model):
    """One view of a child by a person. Added to and never changed; each carries the hash of the one before.

    ground: why they were let in, or refused. The hash is over this row's values and the previous hash, so
    a row that is changed or taken out shows. The database refuses both, by triggers (migration 0002).
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
        indexes: ClassVar = [models.Index(fields=["at"], name="look_by_day")]

    def __str__(self) -> str:
        return f"{self.person} looked at {self.child}, {self.at:%Y-%m-%d %H:%M}"


class LookChain(models.Model):
    """Where the chain of looks ends: one row, locked while a look is added."""

    last = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.last


class LookCheck(models.Model):
    """The whole chain of looks read through, once.

    broken: the first that was changed, or that follows one taken out. cut_short: the newest were taken out.
    """

    at = models.DateTimeField(auto_now_add=True)
    looks = models.PositiveBigIntegerField()
    broken = models.ForeignKey(Look, models.PROTECT, null=True, related_name="+")
    cut_short = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.looks} looks: {'they hold' if self.holds else 'changed or taken out'}"

    @property
    def holds(self) -> bool:
        """Whether nothing was changed or taken out."""
        return self.broken_id is None and not self.cut_short
