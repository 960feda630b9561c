"""What every command of ``kiosk backend`` shares: database, transaction, who gives it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from kiosk.county.server.transactions import Transaction

T = TypeVar("T")


def _check_url(_context: click.Context, _option: click.Parameter, url: str) -> str:
    from kiosk.county.server.database import parse_url

    try:
        parse_url(url)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    return url


database_option = click.option(
    "--db",
    "database",
    default="sqlite:///data/county.sqlite3",
    show_default=True,
    envvar="KIOSK_COUNTY_DB",
    callback=_check_url,
    help="sqlite:///FILE or postgresql://USER@HOST/NAME.",
)


def transact_on(
    database: str,
    command: "Callable[[Transaction], T]",
    *,
    sample: bool = False,
    write: bool = True,
) -> T:
    """Run one command on the database as the server would; a refusal ends the program with 1.

    ``sample`` sets up the sample centre where there is none. A long look at much should not
    ``write``: no ticket then waits for it.
    """
    from kiosk.county.server.database import is_up_to_date, make_engine, upgrade
    from kiosk.county.server.problems import Refusal
    from kiosk.county.server.sample import ensure_centre
    from kiosk.county.server.transactions import Sources, transact

    writer, reader = (make_engine(database, write=kind) for kind in (True, False))
    try:
        if write or not is_up_to_date(reader):
            upgrade(writer)
        if sample:
            ensure_centre(writer)
        return transact(writer if write else reader, Sources(), command, write=write)
    except Refusal as refusal:
        raise click.ClickException(refusal.detail) from None
    finally:
        writer.dispose()
        reader.dispose()


def audited(
    what: str, record: str, command: "Callable[[Transaction], T]"
) -> "Callable[[Transaction], T]":
    """Return ``command`` so that it is written down with the account of whoever gives it."""

    def act(transaction: "Transaction") -> T:
        from kiosk.audit import account
        from kiosk.county.server.audit import write

        result = command(transaction)
        write(transaction, account(), what, record)
        return result

    return act
