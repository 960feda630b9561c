"""``kiosk backend audit``: what staff did at the backend, and whether it is all there."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.county.server.cli_database import database_option, transact_on

if TYPE_CHECKING:
    from kiosk.county.server.transactions import Transaction


@click.group()
def audit() -> None:
    """What staff did: who, when, what, on which record. It is only ever added to.

    Windows work under their own name, the command line under the account that is logged in.
    """


@audit.command("list")
@click.option("--last", default=50, show_default=True, type=click.IntRange(1), help="So many.")
@database_option
def list_command(last: int, database: str) -> None:
    """Show what was done last."""
    from kiosk.audit import describe
    from kiosk.county.server.audit import read_last
    from kiosk.zone import CENTRE_ZONE

    found = transact_on(database, lambda transaction: read_last(transaction, last), write=False)
    for line in describe(found, CENTRE_ZONE):
        click.echo(line)


@audit.command()
@click.option(
    "--archive",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of archived entries, to be looked at as well; may be repeated.",
)
@database_option
def verify(files: tuple[Path, ...], database: str) -> None:
    """Tell whether an entry was changed, removed or put in between. Exit code 1: yes."""
    from kiosk.audit_files import verify_all
    from kiosk.county.server.audit import read_chain

    click.echo(verify_all(transact_on(database, read_chain, write=False), files))


@audit.command()
@click.argument("file", type=click.Path(exists=False, dir_okay=False, path_type=Path))
@database_option
def archive(file: Path, database: str) -> None:
    """Move entries older than five years into FILE, a new one; keep it with the others."""
    from kiosk.audit import account
    from kiosk.audit_files import write_archive
    from kiosk.county.server.audit import take_out_old

    def command(transaction: "Transaction") -> int:
        old = take_out_old(transaction, account())
        # Before the commit that deletes them: on the disk twice rather than not at all.
        write_archive(file, old)
        return len(old)

    click.echo(f"{transact_on(database, command)} entries are in {file}.")
