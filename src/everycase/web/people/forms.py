"""Forms about accounts and absences."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from everycase.web.people.models import Deputy, Service, Team, User
from everycase.web.people.roles import ROLES

DAYS = ["%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"]
"""How a day may be typed."""
NEEDS_TEAMS, NEEDS_SERVICES = "team_manager", "service_manager"


class DayField(forms.DateField):
    """A day, typed as people here write it."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(
            input_formats=DAYS,
            widget=forms.DateInput(
                format="%d/%m/%Y", attrs={"class": "govuk-input--width-10", "autocomplete": "off"}
            ),
            error_messages={
                "invalid": "Type a day such as 27/3/2027",
                "required": f"Type the {given['label'].lower()}",
            },
            help_text=given.pop("help_text", "For example, 27/3/2027"),
            **given,
        )


class AccountForm(forms.ModelForm[User]):
    """An account, as an administrator makes or changes it."""

    class Meta:
        model = User
        fields: ClassVar = ["name", "email", "role_key", "worker_key", "teams", "services"]
        widgets: ClassVar = {
            "teams": forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
            "services": forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        }
        labels: ClassVar = {
            "name": "Full name",
            "email": "Email address",
            "role_key": "Role",
            "worker_key": "Worker’s id in the case system",
            "teams": "Teams that they manage",
            "services": "Services that they manage",
        }
        help_texts: ClassVar = {
            "email": "They sign in with it.",
            "worker_key": "For those to whom children are allocated: the id that the extract gives them.",
            "teams": "Only for a team manager, who needs at least one.",
            "services": "Only for a service manager, who needs at least one.",
        }
        error_messages: ClassVar = {
            "name": {"required": "Type their full name"},
            "email": {"required": "Type their email address", "invalid": "Type a whole email address"},
            "role_key": {"required": "Choose a role"},
        }

    def clean_email(self) -> str:
        """In small letters; nobody else's, in whatever letters."""
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("There is an account with this address already")
        return email

    def clean_worker_key(self) -> str:
        """Without spaces around; nobody else's."""
        key = str(self.cleaned_data["worker_key"]).strip()
        theirs = User.objects.filter(worker_key=key).exclude(pk=self.instance.pk).first() if key else None
        if theirs is not None:
            raise forms.ValidationError(f"{theirs.name} is this worker already")
        return key

    def clean(self) -> dict[str, Any]:
        """A manager manages something; nobody else does."""
        values: dict[str, Any] = super().clean() or {}
        role = values.get("role_key")
        for field, whose in (("teams", NEEDS_TEAMS), ("services", NEEDS_SERVICES)):
            if role == whose and not values.get(field):
                self.add_error(
                    field, f"Choose at least one: without, a {ROLES[whose].title.lower()} sees no child"
                )
            elif role != whose:
                values[field] = values[field].none() if field in values else []
        return values


class ServiceForm(forms.ModelForm[Service]):
    """A service, by name, with its teams."""

    teams = forms.ModelMultipleChoiceField(
        Team.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        label="Its teams",
        help_text="A team is in one service: choosing it here takes it from another.",
    )

    class Meta:
        model = Service
        fields: ClassVar = ["name"]
        labels: ClassVar = {"name": "Name of the service"}
        error_messages: ClassVar = {
            "name": {"required": "Type its name", "unique": "There is a service of this name already"}
        }


class AbsenceForm(forms.Form):
    """From when until when somebody is away, and who stands in."""

    absent = forms.ModelChoiceField(
        User.objects.none(), label="Who is away", error_messages={"required": "Choose who is away"}
    )
    deputy = forms.ModelChoiceField(
        User.objects.none(),
        label="Who stands in",
        help_text="They see the same children meanwhile, except restricted cases.",
        error_messages={"required": "Choose who stands in"},
    )
    since = DayField(label="First day")
    until = DayField(label="Last day")

    def __init__(self, *args: Any, absent: QuerySet[User], deputies: QuerySet[User], **given: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **given)
        self._field("absent").queryset = absent
        self._field("deputy").queryset = deputies

    def _field(self, name: str) -> forms.ModelChoiceField[User]:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        return field

    def clean(self) -> dict[str, Any]:
        """The last day isn't before the first, or past; the deputy is there meanwhile."""
        values: dict[str, Any] = super().clean() or {}
        since, until, deputy = values.get("since"), values.get("until"), values.get("deputy")
        if since and until and until < since:
            self.add_error("until", "The last day is before the first")
        elif until and until < timezone.localdate():
            self.add_error("until", "The last day is past already")
        elif since and until and deputy and (away := _away(deputy, since, until)):
            self.add_error("deputy", f"{deputy.name} is away from {away.since:%-d %B} to {away.until:%-d %B}")
        return values


def _away(person: User, since: date, until: date) -> Deputy | None:
    """An absence of this person that falls between two days, if there is one."""
    overlaps = Q(since__lte=until, until__gte=since, taken_back_at=None)
    return Deputy.objects.filter(overlaps, absent=person).first()
