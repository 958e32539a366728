"""The commands for what is done to the whole database, and around it: `restore`, `copy`,
`recipe`."""

from pathlib import Path

import click

from webapp.core.clock import now
from webapp.core.config import Settings, database_url
from webapp.core.copying import copy as copy_all
from webapp.core.faults import UnusableDatabase
from webapp.core.recipes import NAMES
from webapp.core.recipes import recipe as filled_in
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


@click.command()
@click.option("--to", "target", metavar="DATABASE_URL", required=True)
@click.pass_obj
def copy(settings: Settings, target: str) -> None:
    """Copy everything into another database, which is empty, and check each row."""
    try:
        rows = copy_all(settings.database_url, database_url(target))
    except (UnusableDatabase, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{rows} rows are copied, and each is the same. Now start with that DATABASE_URL.")


@click.command()
@click.argument("name", type=click.Choice(NAMES))
@click.argument("domain")
def recipe(name: str, domain: str) -> None:
    """Print what to put beside the program for DOMAIN: a web server, a service, backups."""
    try:
        click.echo(filled_in(name, domain), nl=False)
    except ValueError as error:
        raise click.ClickException(str(error)) from error


COMMANDS = (restore, copy, recipe)
