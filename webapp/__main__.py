"""The program: `python -m webapp COMMAND`; `-h` lists the commands."""

import logging
import os
import signal
import sys
from pathlib import Path
from typing import Any

import click
from flask import Flask

from webapp.accounts import commands as of_accounts
from webapp.accounts.forms import AccountForm
from webapp.accounts.models import User
from webapp.accounts.registration import first_words, is_only_here
from webapp.application import create_app
from webapp.core import backups, commands, database, schema, serving
from webapp.core.clock import now
from webapp.core.config import ConfigError, Settings
from webapp.core.database import db
from webapp.core.faults import UnusableDatabase
from webapp.core.forms import MAX_FILE
from webapp.example.filling import NO_ROOM, fill

THREADS = 8
MAX_CONNECTIONS, IDLE = 500, 30  # at once, and seconds that one may say nothing


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def program(context: click.Context) -> None:
    """Round Two: the app for the day of a second interview."""
    os.umask(serving.FOR_THE_OWNER)
    try:
        context.obj = Settings.from_environment()
    except ConfigError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        sys.exit(2)
    context.meta[of_accounts.OPENER] = migrated


@program.command()
@click.pass_obj
def serve(settings: Settings) -> None:
    """Apply migrations, then serve until stopped."""
    import waitress

    try:
        serving.claim(settings.database_url)
    except UnusableDatabase as error:
        raise click.ClickException(str(error)) from error
    app, sockets = sound(migrated(settings)), dict[int, Any]()
    try:
        server = waitress.create_server(
            app,
            map=sockets,
            listen=settings.listens_at,
            threads=THREADS,
            ident=None,
            clear_untrusted_proxy_headers=not settings.trusted_proxies,  # ProxyFix reads them then
            # Many may be slow; a thread is taken only once a request is whole.
            connection_limit=MAX_CONNECTIONS,
            channel_timeout=IDLE,
            asyncore_use_poll=True,
            # What is too large, but not by much, still gets our page.
            max_request_body_size=3 * MAX_FILE,
        )
    except OSError as error:
        raise click.ClickException(
            f"can't listen on {settings.listens_at}: {error.strerror}"
        ) from error
    logging.basicConfig(format="%(asctime)s %(name)s %(message)s", level=logging.WARNING)
    logging.getLogger("webapp.security").setLevel(logging.INFO)
    click.echo(f"Round Two is at {settings.address}")
    for words in [] if is_only_here(settings) else first_words(app, settings):
        click.echo(words)
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit()
    )  # waitress answers what it has, and returns
    server.run()
    waitress.wasyncore.close_all(sockets)


@program.command()
@click.pass_obj
def migrate(settings: Settings) -> None:
    """Bring the database to the newest form."""
    sound(migrated(settings))
    click.echo("The database is up to date.")


@program.command()
@click.argument("email")
@click.pass_obj
def account(settings: Settings, email: str) -> None:
    """Make an account; its password is asked for, or read from standard input."""
    form = AccountForm(data={"email": email, "password": asked_password()})
    with migrated(settings).app_context():
        if not form.validate():
            raise click.ClickException(
                " ".join(error for errors in form.errors.values() for error in errors)
            )
        if User.register(form.email.data, form.password.data, at=now()) is None:
            raise click.ClickException(f"{email} has an account already.")
        db.session.commit()
    click.echo(f"{email} can sign in.")


@program.command()
@click.argument("email")
@click.pass_obj
def example(settings: Settings, email: str) -> None:
    """Fill an account with the worked example."""
    with migrated(settings).app_context():
        user = User.with_email(email)
        if user is None:
            raise click.ClickException(f"{email} has no account.")
        if not fill(user.id, at=now()):
            raise click.ClickException(NO_ROOM)
        db.session.commit()
    click.echo(f"{email} now has the worked example.")


@program.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def backup(settings: Settings, file: Path) -> None:
    """Copy the SQLite database to FILE while the server runs, and check the copy."""
    try:
        rows = backups.back_up(settings.database_url, file)
    except backups.BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: whole, {rows} accounts.")


for one in (*of_accounts.commands, *commands.COMMANDS):
    program.add_command(one)


def migrated(settings: Settings) -> Flask:
    """The application on a database that is up to date; its connections are closed at the end."""
    try:
        app = create_app(settings)
        click.get_current_context().call_on_close(lambda: database.close(app))
        schema.migrate(app)
    except (ConfigError, UnusableDatabase) as error:
        raise click.ClickException(str(error)) from error
    return app


def sound(app: Flask) -> Flask:
    """Refuses at the start what a server that is running would go on with."""
    for words in serving.notes(app):
        raise click.ClickException(words)
    return app


def asked_password() -> str:
    if sys.stdin.isatty():
        return click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return sys.stdin.readline().rstrip("\r\n")


if __name__ == "__main__":
    program(prog_name="python -m webapp")
