"""What a move, a comment or a note asks of the person who makes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from everycase.web.actions.arrows import Arrow
from everycase.web.people.roles import May

LONGEST = timedelta(days=366)
"""Nothing is set aside for longer than a year without being looked at again."""


class MoveForm(forms.Form):
    """The reason for a move, and until when it is set aside: one place to write, several buttons.

    arrows: those offered, or the one that was pressed.
    """

    why = forms.CharField(
        label="What did you do, or why?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what you did, or why, so that the next person understands."},
    )
    until = forms.DateField(
        label="If you agree to set it aside: until when?",
        help_text="A year at the longest. Then it’s looked at again.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Say until when it is set aside."},
    )

    def __init__(self, *args: Any, arrows: Sequence[Arrow], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        if arrows and not any(arrow.may is May.PUT_RIGHT for arrow in arrows):
            self.fields["why"].label = "Your reason, if you don’t agree"
        if self.is_bound:
            self.fields["why"].required = all(arrow.reason for arrow in arrows)
            self.fields["until"].required = all(arrow.verb == "set aside" for arrow in arrows)
        if not any(arrow.verb == "set aside" for arrow in arrows):
            del self.fields["until"]

    def clean_until(self) -> Any:  # noqa: ANN401 - a date, as Django cleaned it
        """A day after today, and within a year."""
        until = self.cleaned_data["until"]
        today = timezone.localdate()
        if until is not None and not today < until <= today + LONGEST:
            raise forms.ValidationError("Give a date after today, and within a year.")
        return until


class CommentForm(forms.Form):
    """Something to say about an action."""

    text = forms.CharField(
        label="Say something",
        help_text="Mention a colleague with @ and their email’s first part, such as @jo.shaw. What belongs "
        "in the child’s record is to be written in the case system.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
