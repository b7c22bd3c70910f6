"""People, their teams and services, and who stands in for whom."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from everycase.web.people.roles import ROLES, May, Role


class Service(models.Model):
    """A part of the department, with teams of its own."""

    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team, by the key that the council's record gives it."""

    key = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True, related_name="teams")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["User"]):
    """Makes accounts: only an administrator's pages and commands call it."""

    def create_user(self, email: str, password: str | None = None, **details: object) -> User:
        """A person who signs in by email. Without a password, only through the council's provider."""
        person = self.model(email=self.normalize_email(email).lower(), **details)
        person.set_password(password)
        person.save(using=self._db)
        return person


class User(AbstractBaseUser):
    """A person with an account, one role, and the worker that they are in the record, if any.

    teams: the teams that a team manager manages. services: those of a service manager.
    sign_outs: how often all of their sessions were ended at once.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    role_key = models.CharField("role", max_length=30, choices=[(r.key, r.title) for r in ROLES.values()])
    worker_key = models.CharField(
        max_length=100, blank=True, db_index=True, help_text="Their id in the case-management system."
    )
    teams = models.ManyToManyField(Team, blank=True, related_name="managers")
    services = models.ManyToManyField(Service, blank=True, related_name="managers")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    sign_outs = models.PositiveIntegerField(default=0)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_key"], condition=~Q(worker_key=""), name="one_account_a_worker"
            ),
            models.CheckConstraint(condition=Q(role_key__in=list(ROLES)), name="role_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def role(self) -> Role:
        """What they see and may do."""
        return ROLES[self.role_key]

    @property
    def with_role(self) -> str:
        """'Jo Shaw, team manager'."""
        return f"{self.name}, {self.role.title.lower()}"

    def may(self, what: May) -> bool:
        """Whether their role lets them do this, for the children whom they see."""
        return self.is_active and what in self.role.may

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django ends a session whose hash is another: so it ends with the password, the role, and at will.
        holds = f"{self.password}|{self.role_key}|{self.sign_outs}"
        return salted_hmac(
            "everycase.web.people.session", holds, secret=secret, algorithm="sha256"
        ).hexdigest()


class Changed(models.TextChoices):
    """What was done to an account."""

    MADE = "made", "Account made"
    CHANGED = "changed", "Account changed"
    CLOSED = "closed", "Account closed"
    OPENED = "opened", "Account opened again"
    SECOND_FACTOR = "second factor", "Second step of signing in reset"
    LINK = "link", "Link to set a password sent"
    TOKEN_MADE = "token made", "API token made"
    TOKEN_REVOKED = "token revoked", "API token revoked"


class AccountChange(models.Model):
    """One change of an account, by whom and what. by: None where it was done on the server itself."""

    account = models.ForeignKey(User, models.PROTECT, related_name="account_changes")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=20, choices=Changed)
    says = models.TextField(blank=True, help_text="What differs, in words: before → after.")

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(what__in=Changed.values), name="account_change_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.what}"


class Deputy(models.Model):
    """One person stands in for another between two dates, both included, unless taken back."""

    absent = models.ForeignKey(User, models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(User, models.CASCADE, related_name="stands_in_for")
    since = models.DateField()
    until = models.DateField()
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-since"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="absence_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(absent=F("deputy")), name="nobody_is_their_own_deputy"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.absent}, {self.since} to {self.until}"


def stood_in_for(person: User, today: date) -> models.QuerySet[User]:
    """Those for whom a person stands in today."""
    return User.objects.filter(
        deputies__deputy=person,
        deputies__since__lte=today,
        deputies__until__gte=today,
        deputies__taken_back_at=None,
    ).distinct()
