"""What a load asks of the analyst."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from everycase.web.cases.loading_uploads import wrong_with


class SeveralFiles(forms.ClearableFileInput):
    """One place for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each of which must be one that can be taken."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:  # noqa: ANN401, ARG002 - Django's own
        """The files. Raises ValidationError, in sentences, where one can't be taken."""
        files: Sequence[UploadedFile[Any]] = [file for file in data or [] if file]
        if not files:
            raise forms.ValidationError("Choose the files of the extract.")
        if told := wrong_with(files):
            raise forms.ValidationError(told)
        return list(files)


class LoadForm(forms.Form):
    """The files of one extract, and what they don't say."""

    extract = FilesField(label="The files of the extract")
    as_of = forms.DateField(
        label="What date are the files as of?",
        help_text="Only where the files don’t say it. For example, 24 11 2026.",
        required=False,
        error_messages={"invalid": "Enter a date, such as 24 November 2026."},
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    fewer_is_right = forms.BooleanField(
        label="It’s right if these files hold far fewer children than the last extract", required=False
    )

    def clean_as_of(self) -> date | None:
        """Not in the future."""
        day: date | None = self.cleaned_data["as_of"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError("The date of an extract can’t be in the future.")
        return day
