"""The commands for what is done to the whole database: `restore`."""

from pathlib import Path

import click

from webapp.core.clock import now
from webapp.core.config import Settings
from webapp.core.faults import UnusableDatabase
from webapp.core.restoring import restore as put_back

A_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=A_FILE)
@click.pass_obj
def restore(settings: Settings, file: Path) -> None:
    """Put the backup in FILE in the place of the SQLite database, and keep what was there."""
    try:
        restored = put_back(settings.database_url, file, at=now())
    except UnusableDatabase as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file} is restored: whole, {restored.accounts} accounts.")
    if restored.kept:
        click.echo(f"What was there is in {restored.kept}.")


COMMANDS = (restore,)
