"""``kiosk backend centre``: the county's own services, windows and hours."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.county.server.cli_database import audited, database_option, transact_on

if TYPE_CHECKING:
    from kiosk.county.server.centre_file import CentreFile


@click.group()
def centre() -> None:
    """The centre itself: services with letters, windows, hours, what to bring, notices."""


@centre.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@database_option
def import_(file: Path, dry_run: bool, database: str) -> None:
    """Let the centre in FILE, a TOML, take the place of what is there, sample or not.

    Every mistake in it is named, and nothing is changed then. Terminals hear of it with their next
    look. Letters are best changed while nobody waits. assets/centre-sample.toml shows the form.
    """
    from kiosk.county.server.centre_file import CentreFileError, read_centre
    from kiosk.county.server.centre_import import changes_of, put_centre

    try:
        wanted = read_centre(file.read_text(encoding="utf-8"))
    except CentreFileError as error:
        raise click.ClickException("\n".join([f"{file}:", *error.mistakes])) from None
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file}: {error}") from None
    _begin(database)
    changes = transact_on(database, lambda found: changes_of(found, wanted), write=False)
    if changes and not dry_run:
        deed = audited("centre.import", _summary(wanted), lambda found: put_centre(found, wanted))
        transact_on(database, deed)
    for line in changes or ["nothing changes"]:
        click.echo(line)
    if changes:
        click.echo("Nothing was changed." if dry_run else f"{_summary(wanted)} are in force.")


def _begin(database: str) -> None:
    from kiosk.county.server.centre_import import begin_centre
    from kiosk.county.server.database import make_engine, upgrade
    from kiosk.county.server.sample import has_centre

    engine = make_engine(database, write=True)
    try:
        upgrade(engine)
        with engine.begin() as connection:
            if not has_centre(connection):
                begin_centre(connection)
    finally:
        engine.dispose()


def _summary(wanted: "CentreFile") -> str:
    windows = {window for service in wanted.services for window in service.windows}
    return f"{len(wanted.services)} services at {len(windows)} windows"
