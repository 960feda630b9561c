"""``kiosk backend``: serve, work a window, enrol, look after terminals."""

import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.county.server.cli_database import database_option, transact_on
from kiosk.county.server.cli_directory import directory
from kiosk.county.server.cli_matters import matters, ratings

if TYPE_CHECKING:
    from kiosk.county.server.transactions import Transaction

_FILE = click.Path(exists=True, dir_okay=False)
_ACTIONS = ("next", "recall", "serve", "missed", "done", "transfer", "restore", "open", "close")


@click.group()
def backend() -> None:
    """The reference county backend: tickets, windows, matters, terminals."""


backend.add_command(directory)
backend.add_command(matters)
backend.add_command(ratings)


@backend.command()
@database_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--sample/--no-sample",
    default=True,
    show_default=True,
    help="Set up the sample centre where the database has none.",
)
@click.option(
    "--until-eof",
    is_flag=True,
    help="End when standard input closes: a terminal's own backend ends with the terminal.",
)
@click.option("--openapi", is_flag=True, help="Describe the contract under /openapi.json.")
@click.option(
    "--rate-limit/--no-rate-limit",
    default=True,
    show_default=True,
    help="Refuse who asks too often; without it, for tests under load alone.",
)
@click.option(
    "--proxy",
    default="127.0.0.1",
    show_default=True,
    help="Address of the proxy whose X-Forwarded-For tells who asks.",
)
@click.option("--tls-certificate", type=_FILE, help="PEM file; serves https by itself.")
@click.option("--tls-key", type=_FILE, help="PEM file of the certificate's key.")
@click.option("--tls-clients", type=_FILE, help="PEM file: asks terminals for a certificate of it.")
def serve(
    database: str,
    host: str,
    port: int,
    sample: bool,
    until_eof: bool,
    openapi: bool,
    rate_limit: bool,
    proxy: str,
    tls_certificate: str | None,
    tls_key: str | None,
    tls_clients: str | None,
) -> None:
    """Serve the county backend until stopped; the tables are brought up to date first.

    \b
    Off this machine it has to be https: behind a proxy on this machine (--host
    127.0.0.1), or with --tls-certificate and --tls-key.
    """
    import ssl

    import uvicorn

    from kiosk.events.log import set_up

    set_up("info")

    if until_eof:
        threading.Thread(target=_end_at_eof, daemon=True).start()

    from kiosk.county.server.app import create_app
    from kiosk.county.server.protocol import GuardedProtocol
    from kiosk.county.server.rates import Rates

    rates = Rates() if rate_limit else None
    uvicorn.run(
        create_app(database, sample=sample, rates=rates, openapi=openapi),
        host=host,
        port=port,
        loop="uvloop",
        http=GuardedProtocol,
        forwarded_allow_ips=proxy,
        ssl_certfile=tls_certificate,
        ssl_keyfile=tls_key,
        ssl_ca_certs=tls_clients,
        ssl_cert_reqs=ssl.CERT_REQUIRED if tls_clients else ssl.CERT_NONE,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
    )


@backend.command()
@click.argument("window", type=click.IntRange(min=1))
@click.argument("action", type=click.Choice(_ACTIONS))
@click.option("--to", help="Service to transfer to.")
@click.option("--ticket", help="Number of the missed ticket to restore or recall, such as A012.")
@database_option
def window(window: int, action: str, to: str | None, ticket: str | None, database: str) -> None:
    """Work a WINDOW: call the next, recall, finish …

    next: call whoever is next. recall: call again (with --ticket: a missed one). serve: the citizen
    has come. missed: nobody came. done: finished. transfer --to SERVICE: pass on, same number.
    restore --ticket N: put a missed one back at the end. open, close: the window itself.
    """
    from kiosk.county.contract import WindowAction, WindowOrder
    from kiosk.county.server.self_check_words import describe_self_check
    from kiosk.county.server.staff_text import describe_help, describe_overdue, describe_window
    from kiosk.county.server.terminals import open_help
    from kiosk.county.server.windows import act_at_window, show_self_check

    order = WindowOrder(to=to, ticket=ticket)
    state, helps, now = transact_on(
        database,
        lambda transaction: (
            show_self_check(
                transaction, act_at_window(transaction, window, WindowAction(action), order)
            ),
            open_help(transaction),
            transaction.now,
        ),
    )
    click.echo(describe_window(state))
    for line in (
        *describe_self_check(state.self_check),
        *describe_overdue(state),
        *describe_help(helps, now),
    ):
        click.echo(line)


@backend.command()
@click.option("--terminal", help="Id of the terminal to enrol.")
@click.option("--letter", help="Letter of the terminal's own offline numbers.")
@click.option("--window", type=click.IntRange(min=1), help="Number of the window to enrol.")
@click.option(
    "--secrets",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the credential into this TOML file instead of printing it.",
)
@click.option("--sample", is_flag=True, help="Set up the sample centre where there is none.")
@database_option
def enrol(
    terminal: str | None,
    letter: str | None,
    window: int | None,
    secrets: Path | None,
    sample: bool,
    database: str,
) -> None:
    """Give a terminal or a window a credential. It is shown once; an earlier one is revoked."""
    from kiosk.county.server.terminals import enrol_terminal, enrol_window
    from kiosk.secrets import SecretsError, load_secrets, save_secrets

    if (terminal is None) == (window is None) or (terminal is None) != (letter is None):
        raise click.UsageError("either --terminal with --letter, or --window")

    def act(transaction: "Transaction") -> str:
        if window is not None:
            return enrol_window(transaction, window)
        return enrol_terminal(transaction, str(terminal), str(letter))

    try:
        if secrets is not None:
            load_secrets(secrets)  # before the old credential is revoked: can it be written?
        credential = transact_on(database, act, sample=sample)
        if secrets is None:
            click.echo(credential)
        else:
            save_secrets(secrets, credential=credential)
    except SecretsError as error:
        raise click.ClickException(str(error)) from None


@backend.command()
@click.option("--terminal", help="Id of the terminal.")
@click.option("--window", type=click.IntRange(min=1), help="Number of the window.")
@database_option
def revoke(terminal: str | None, window: int | None, database: str) -> None:
    """Make the credential of a terminal or a window worthless, at once."""
    from kiosk.county.server import auth

    if (terminal is None) == (window is None):
        raise click.UsageError("either --terminal or --window")
    role = auth.Role.WINDOW if terminal is None else auth.Role.TERMINAL
    subject = str(window) if terminal is None else terminal
    if not transact_on(database, lambda transaction: auth.revoke(transaction, role, subject)):
        raise click.ClickException(f"{role} {subject} has no credential")


@backend.command()
@database_option
def terminals(database: str) -> None:
    """Show how each terminal is: last heard of, clock, faults, what was set aside."""
    from kiosk.county.server.staff_text import describe_help, describe_terminals
    from kiosk.county.server.terminals import open_help, read_terminals

    known, helps, now = transact_on(
        database,
        lambda transaction: (
            read_terminals(transaction),
            open_help(transaction),
            transaction.now,
        ),
    )
    for line in (*describe_terminals(known, now), *describe_help(helps, now)):
        click.echo(line)


@backend.command()
@click.argument("terminal")
@click.option("--pause/--resume", "paused", default=None, help="Take out of service, or back.")
@click.option("--message", nargs=2, metavar="CHINESE ENGLISH", help="Show a message on it.")
@click.option("--no-message", is_flag=True, help="Show the message no longer.")
@click.option("--helped", is_flag=True, help="Somebody has gone to the citizen there.")
@database_option
def terminal(
    terminal: str,
    paused: bool | None,
    message: tuple[str, str] | None,
    no_message: bool,
    helped: bool,
    database: str,
) -> None:
    """Pause a TERMINAL, show a message on it, or answer its call for help."""
    from kiosk.county.contract import Words
    from kiosk.county.server.terminals import answer_help, set_message, set_pause

    def act(transaction: "Transaction") -> None:
        if paused is not None:
            set_pause(transaction, terminal, paused=paused)
        if message or no_message:
            words = Words(zh=message[0], en=message[1]) if message else None
            set_message(transaction, terminal, words)
        if helped:
            answer_help(transaction, terminal)

    transact_on(database, act)


@backend.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@database_option
def legal_aid_pack(file: Path, database: str) -> None:
    """Publish the rule pack in FILE: terminals fetch it and go by it from the next visit on.

    It must be sound, and newer than the one in force.
    """
    import json

    from kiosk.county.contract import RulePack
    from kiosk.county.server.rule_packs import publish_pack
    from kiosk.legal_aid.pack import PackError, load_pack

    try:
        text = file.read_text(encoding="utf-8")
        pack = load_pack(text)
    except PackError as error:
        raise click.ClickException("\n".join(error.mistakes)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file}: {error}") from None
    delivery = RulePack(
        version=pack.version, date=pack.date, sha256=pack.checksum, content=json.loads(text)
    )
    transact_on(database, lambda transaction: publish_pack(transaction, delivery))
    click.echo(f"Version {pack.version} of {pack.date} is published.")


def _end_at_eof() -> None:
    # os.read and not sys.stdin: a buffered reader's lock would hold up the interpreter's end.
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
