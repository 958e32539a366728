"""The forms of an account. Passwords are taken as typed: no trimming."""

from typing import Any

from wtforms import EmailField, Field, HiddenField, PasswordField
from wtforms.validators import DataRequired, Regexp, ValidationError

from webapp.accounts import passwords
from webapp.accounts.guessable import is_guessable
from webapp.accounts.models import User, normal
from webapp.core.forms import Form, at_most

NEW, CURRENT = {"autocomplete": "new-password"}, {"autocomplete": "current-password"}


def email_field() -> EmailField:
    return EmailField(
        "Email",
        [
            DataRequired("Write your email address."),
            at_most(User.email, "An email address", as_kept=normal),
            Regexp(r"[^@\s]+@[^@\s]+\Z", message="An email address looks like name@example.org."),
        ],
        render_kw={"autocomplete": "username", "inputmode": "email", "autocapitalize": "none"},
    )


def good_password(form: Form, field: Field) -> None:
    """At least 8 and at most 1024 characters, and not one that is guessed first, by who knows the
    address either."""
    length = len(passwords.prepared(field.data or ""))
    if length < passwords.MIN_LENGTH:
        raise ValidationError(
            f"Use at least {passwords.MIN_LENGTH} characters. A few words together are easy to keep."
        )
    if length > passwords.MAX_LENGTH:
        raise ValidationError(
            f"A password can be {passwords.MAX_LENGTH:,} characters long; this has {length:,}."
        )
    if is_guessable(field.data, form.email.data if "email" in form else form.address):
        raise ValidationError("This one is guessed first. Use something only you would think of.")


def given(message: str) -> DataRequired:
    return DataRequired(message)


class SignInForm(Form):
    email = email_field()
    password = PasswordField("Password", [given("Write your password.")], render_kw=CURRENT)
    next = HiddenField()

    def refuse(self) -> None:
        """The one message for a wrong address and a wrong password."""
        self.password.errors = [
            "That address and password don’t go together. Check both and try again."
        ]


class AccountForm(Form):
    email = email_field()
    password = PasswordField("Password", [good_password], render_kw=NEW)


class NewPasswordForm(Form):
    def __init__(self, *values: Any, address: str, **more: Any) -> None:
        super().__init__(*values, **more)
        self.address = address  # of the account

    password = PasswordField("New password", [good_password], render_kw=NEW)


class PasswordForm(NewPasswordForm):
    current = PasswordField(
        "Current password", [given("Write the password you have now.")], render_kw=CURRENT
    )

    def refuse(self) -> None:
        self.current.errors = ["That isn’t your current password."]


class DeletionForm(Form):
    password = PasswordField(
        "Password", [given("Write your password to delete the account.")], render_kw=CURRENT
    )

    def refuse(self) -> None:
        self.password.errors = ["That isn’t your password. Nothing was deleted."]
