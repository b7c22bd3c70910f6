"""allauth's forms about passwords, in everycase's words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp

AGAIN = "Type the new password again"
CODE = "Six-digit code from your phone"


class SignIn(forms.LoginForm):  # type: ignore[misc] # allauth has no types
    """Email address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Email address"
        self.fields["password"].help_text = ""


class ChangePassword(forms.ChangePasswordForm):  # type: ignore[misc]
    """The present password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Your present password"
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].label, self.fields["password2"].label = "New password", AGAIN


class PasswordByLink(forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A password, twice, by a link that was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*args, **kwargs)
        self.fields["password1"].label, self.fields["password2"].label = "New password", AGAIN


class AskForLink(forms.ResetPasswordForm):  # type: ignore[misc]
    """The address to which a link is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Email address"


class CodeToSignIn(codes.AuthenticateForm):  # type: ignore[misc]
    """A code from the phone, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*args, **kwargs)
        _describe(self, "Without your phone, type one of your recovery codes.")


class CodeToConfirm(codes.ReauthenticateForm):  # type: ignore[misc]
    """The same, once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*args, **kwargs)
        _describe(self, "Without your phone, type one of your recovery codes.")


class FirstCode(totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a phone that is being set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*args, **kwargs)
        _describe(self, "The app on your phone shows a new one every 30 seconds.")


def _describe(form: Any, hint: str) -> None:  # noqa: ANN401 - one of those above
    code = form.fields["code"]
    code.label, code.help_text = CODE, hint
    code.widget.attrs |= {"inputmode": "numeric", "class": "govuk-input--width-10", "autofocus": True}
