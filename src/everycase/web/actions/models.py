"""Findings as people work on them, what they did, and every move that a finding made."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from everycase.web.cases.models import Child
from everycase.web.people.models import Team, User


class State(models.TextChoices):
    """Where a finding is on its way to being right."""

    OPEN = "open", "To put right"
    WAITING_CHECK = "waiting for check", "Waiting for check"
    WAITING_PROOF = "waiting for proof", "Waiting for proof"
    ASKED = "asked to set aside", "Asked to set aside"
    SET_ASIDE = "set aside", "Set aside"
    NOT_IN_RECORD = "signed off, not in the record", "Signed off, not in the record"
    PROVED = "proved", "Proved right"
    OUT_OF_REACH = "out of reach", "Can't be told any more"
    ENDED = "ended", "No longer applies"


STILL_WRONG = (
    State.OPEN,
    State.WAITING_CHECK,
    State.WAITING_PROOF,
    State.ASKED,
    State.NOT_IN_RECORD,
)
"""States in which the newest extract still shows the weakness, and somebody is to do something."""
MAYBE_UNSAFE = (*STILL_WRONG, State.OUT_OF_REACH)
"""States of a red line in which the child isn't known to be safe: not being told proves nothing."""


class Action(models.Model):
    """What one visit to the record can put right: the findings about one row of one child's record.

    owner: who is to do it; None where nobody with an account holds the case (then the team's manager does).
    """

    child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="actions")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="actions")
    about = models.CharField(max_length=200, help_text="Table and key of the row.")
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(User, models.SET_NULL, null=True, related_name="actions")
    due_on = models.DateField(null=True, db_index=True)
    reassigned = models.BooleanField(default=False, help_text="Given to somebody by hand: a load leaves it.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["child", "about"], name="one_action_a_row"),
            models.UniqueConstraint(
                fields=["team", "about"], condition=Q(child=None), name="one_action_a_teams_row"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page on which it is put right."""
        return reverse("action", args=[self.pk])


class Finding(models.Model):
    """One weakness in one child's record, and where it is on its way to being right.

    key: the review's identity of the finding; it changes when the case system makes a row's key anew.
    state_since: since when it is in its state. seen_first, seen_last: dates of extracts that showed it.
    """

    key = models.CharField(max_length=40, unique=True)
    action = models.ForeignKey(Action, models.PROTECT, related_name="findings")
    child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="findings")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="findings")
    worker_key = models.CharField(max_length=100, blank=True, db_index=True)
    standard = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    area = models.CharField(max_length=40)
    aspect = models.CharField(max_length=20)
    severity = models.SmallIntegerField()
    red_line = models.BooleanField(default=False)
    subject = models.CharField(max_length=200)
    says = models.TextField()
    since = models.DateField(null=True)
    due_on = models.DateField(null=True)
    late = models.IntegerField(null=True)
    unit = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=40, choices=State, default=State.OPEN)
    state_since = models.DateTimeField()
    back_again = models.BooleanField(default=False)
    seen_first = models.DateField()
    seen_last = models.DateField()

    class Meta:
        ordering: ClassVar = ["-red_line", "-severity", "since", "key"]
        indexes: ClassVar = [
            models.Index(
                fields=["team", "state"], name="wrong_by_team", condition=Q(state__in=list(STILL_WRONG))
            ),
            models.Index(fields=["child", "state"], name="finding_by_child"),
            models.Index(fields=["red_line"], name="red_lines", condition=Q(red_line=True)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="finding_state_is_known")
        ]

    def __str__(self) -> str:
        return self.says

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("finding", args=[self.key])


class Transition(models.Model):
    """One move of one finding: from, to, when, who, why. By a person, or by an extract of a date.

    verb: the arrow's name in `everycase.web.actions.arrows`, or what the comparison of extracts said.
    """

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="transitions")
    from_state = models.CharField(max_length=40, choices=State, blank=True)
    to_state = models.CharField(max_length=40, choices=State)
    verb = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="transitions")
    extract = models.DateField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["extract"], name="moves_of_an_extract", condition=Q(by=None))
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(by=None, extract__isnull=False) | Q(by__isnull=False, extract=None),
                name="moved_by_a_person_or_an_extract",
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class SetAside(models.Model):
    """A finding said to be right already, or not to apply; agreed by another person, until a date."""

    class Ground(models.TextChoices):
        """Why it is set aside."""

        RIGHT_ALREADY = "right already", "It's right already"
        DOES_NOT_APPLY = "does not apply", "The standard doesn't apply"

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="set_asides")
    ground = models.CharField(max_length=20, choices=Ground)
    why = models.TextField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, agreed=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, agreed__isnull=False),
                name="set_aside_decided_by_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=F("decided_by")) | Q(decided_by=None),
                name="nobody_agrees_with_themselves",
            ),
            models.CheckConstraint(
                condition=~Q(agreed=True) | Q(until__isnull=False), name="set_aside_until_a_date"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="set_aside_for_a_reason"),
            models.UniqueConstraint(
                fields=["finding"], condition=Q(agreed=None), name="one_request_to_set_aside_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.ground}"


class Comment(models.Model):
    """Something said about an action. Not a place for the record: that is the case system's."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="comments")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField(max_length=2000)
    mentions = models.ManyToManyField(User, related_name="mentioned_in")

    class Meta:
        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return self.text[:40]


class InHand(models.Model):
    """A red line that a named manager has taken in hand, with what was done to make the child safe."""

    finding = models.OneToOneField(Finding, models.CASCADE, related_name="in_hand")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done = models.TextField(help_text="What was done to make the child safe.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(done=""), name="in_hand_says_what_was_done")
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} in hand"


class Escalation(models.Model):
    """A red line that nobody took in hand in time, told to those above."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="escalations")
    level = models.SmallIntegerField(help_text="0: the team's manager; 1: service manager; 2: director.")
    at = models.DateTimeField()
    told = models.ManyToManyField(User, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["finding", "level"], name="each_level_is_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}, level {self.level}"


class SecondReading(models.Model):
    """A sign-off read again by a second manager, who agrees or doesn't."""

    sign_off = models.OneToOneField(Transition, models.CASCADE, related_name="second_reading")
    sampled_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)
    agrees = models.BooleanField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(by=None, at=None, agrees=None)
                | Q(by__isnull=False, at__isnull=False, agrees__isnull=False),
                name="second_reading_by_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"Second reading of {self.sign_off_id}"


class Challenge(models.Model):
    """A reviewing officer questions a finding or its sign-off; the team's manager answers."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="challenges")
    by = models.ForeignKey(User, models.PROTECT, related_name="challenges")
    at = models.DateTimeField(auto_now_add=True)
    says = models.TextField()
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None, answer="")
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
                name="answered_by_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(by=F("answered_by")) | Q(answered_by=None), name="nobody_answers_themselves"
            ),
        ]

    def __str__(self) -> str:
        return self.says[:40]


class NotedEvent(models.Model):
    """What no extract holds, written down here and read by the next review as an event."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="noted_events")
    kind = models.CharField(max_length=60)
    happened_on = models.DateField()
    by = models.CharField(max_length=100, blank=True, help_text="Worker, by their id in the record.")
    value = models.CharField(max_length=200, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-happened_on"]

    def __str__(self) -> str:
        return f"{self.kind}, {self.happened_on}"


class Notice(models.Model):
    """Something that a person is told: on their screen, and in a daily letter until they have seen it.

    No child's name is in it: the letter goes by email. link: where to read more, inside everycase.
    """

    person = models.ForeignKey(User, models.CASCADE, related_name="notices")
    says = models.CharField(max_length=300)
    link = models.CharField(max_length=200)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["person", "at"], name="notices_not_seen", condition=Q(seen_at=None))
        ]

    def __str__(self) -> str:
        return self.says
