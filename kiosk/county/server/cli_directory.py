"""``kiosk backend directory``: publish whom one can turn to in the county."""

from datetime import datetime
from pathlib import Path

import click

from kiosk.county.server.cli_database import audited, database_option, transact_on


@click.group()
def directory() -> None:
    """The county's directory: lawyers, offices, the adviser of each village."""


@directory.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day of the list; today without it."
)
@database_option
def publish(file: Path, as_of: datetime | None, database: str) -> None:
    """Publish the list in FILE, a CSV: terminals fetch it with their next heartbeat.

    It takes the place of the one before. Nothing is published of a list with a mistake in it.
    """
    from kiosk.county.contract import Directory
    from kiosk.county.directory import version_of
    from kiosk.county.server.directory import publish_directory
    from kiosk.library.directory.reading import ListError, read_list
    from kiosk.zone import CENTRE_ZONE

    try:
        entries = read_list(file.read_bytes())
    except ListError as error:
        raise click.ClickException("\n".join(error.mistakes)) from None
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from None
    day = (as_of or datetime.now(CENTRE_ZONE)).date()
    whole = Directory(version=version_of(entries, day), date=day, entries=entries)
    deed = audited(
        "directory.publish",
        f"{len(entries)} entries of {day}",
        lambda transaction: publish_directory(transaction, whole),
    )
    transact_on(database, deed)
    click.echo(f"{len(entries)} entries of {day} are published.")
