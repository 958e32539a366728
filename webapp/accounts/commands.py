"""What whoever runs the server may do with accounts, without reading what is in them."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import url_for
from flask.globals import app_ctx

from webapp.accounts.links import LASTS, Link, LinkKind
from webapp.accounts.models import User
from webapp.accounts.people import people_here
from webapp.accounts.registration import address_of, first_link
from webapp.core.clock import now
from webapp.core.database import commit_early
from webapp.core.sqlite_files import empty_write_log

OPENER = "webapp.opener"  # in the context: makes the application, its database up to date


@contextmanager
def opened() -> Iterator[None]:
    """The database; what is done in it is kept."""
    context = click.get_current_context()
    settings = context.obj
    with context.meta[OPENER](settings).test_request_context(base_url=address_of(settings)):
        yield
        commit_early()


def user_with(email: str) -> User:
    user = User.with_email(email)
    if user is None:
        raise click.ClickException(f"{email} has no account.")
    return user


@click.command()
def invite() -> None:
    """Print a link with which one account can be made, within a week; or the first account."""
    context = click.get_current_context()
    settings = context.obj
    if settings.registration != "invite":
        link = first_link(context.meta[OPENER](settings), settings)
        if link is None:
            raise click.ClickException("links to register are taken with REGISTRATION=invite only.")
        click.echo(f"{link}\nGood for the first account.")
        return
    with opened():
        token = Link.make(LinkKind.INVITATION, at=now())
        address = url_for("accounts.new", invitation=token, _external=True)
    click.echo(f"{address}\nGood for one account, for {LASTS[LinkKind.INVITATION].days} days.")


@click.command()
@click.argument("email")
def password(email: str) -> None:
    """Print a link with which the person of EMAIL can choose a new password, within a day."""
    with opened():
        token = Link.make(LinkKind.PASSWORD, at=now(), user=user_with(email))
        address = url_for("forgotten.edit", link=token, _external=True)
    click.echo(f"{address}\nGood once, for a day. Give it to nobody but {email}.")


@click.command()
def people() -> None:
    """List who has an account, when they changed something last, and how much is in it."""
    with opened():
        lines = [str(person) for person in people_here()]
    click.echo("\n".join(lines) or "Nobody has an account.")


@click.command()
@click.argument("email")
@click.option("--yes", is_flag=True, help="Don’t ask.")
def delete(email: str, yes: bool) -> None:
    """Delete the account of EMAIL with everything in it."""
    with opened():
        user = user_with(email)
        if not yes and User.with_email(click.prompt("Write the address again")) is not user:
            raise click.ClickException("that is another address. Nothing was deleted.")
        user.delete()
        app = app_ctx.app
    empty_write_log(app)
    click.echo(f"The account of {email} is deleted.")


@click.command("sign-out")
@click.argument("email")
def sign_out(email: str) -> None:
    """End every sign-in of the account of EMAIL."""
    with opened():
        user_with(email).end_sign_ins()
    click.echo(f"{email} is signed out on every device.")


commands = (invite, password, people, delete, sign_out)
