"""``kiosk backend``: work a window, enrol, look after terminals; and the groups beside it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.county.server.cli_audit import audit
from kiosk.county.server.cli_centre import centre
from kiosk.county.server.cli_database import audited, database_option, transact_on
from kiosk.county.server.cli_directory import directory
from kiosk.county.server.cli_matters import matters, ratings
from kiosk.county.server.cli_serve import serve

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.county.server.transactions import Transaction

_ACTIONS = ("next", "recall", "serve", "missed", "done", "transfer", "restore", "open", "close")


@click.group()
def backend() -> None:
    """The reference county backend: tickets, windows, matters, terminals."""


backend.add_command(audit)
backend.add_command(centre)
backend.add_command(directory)
backend.add_command(matters)
backend.add_command(ratings)
backend.add_command(serve)


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
    from kiosk.audit import account
    from kiosk.county.contract import WindowAction, WindowOrder
    from kiosk.county.server.audit import act_and_write
    from kiosk.county.server.self_check_words import describe_self_check
    from kiosk.county.server.staff_text import describe_help, describe_overdue, describe_window
    from kiosk.county.server.terminals import open_help
    from kiosk.county.server.windows import show_self_check

    order = WindowOrder(to=to, ticket=ticket)
    state, helps, now = transact_on(
        database,
        lambda transaction: (
            show_self_check(
                transaction,
                act_and_write(transaction, account(), window, WindowAction(action), order),
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
        deed = audited("credential.enrol", _holder(terminal, window), act)
        credential = transact_on(database, deed, sample=sample)
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

    def act(transaction: "Transaction") -> None:
        if not auth.revoke(transaction, role, subject):
            raise click.ClickException(f"{role} {subject} has no credential")

    transact_on(database, audited("credential.revoke", _holder(terminal, window), act))


@backend.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
@database_option
def terminals(as_json: bool, database: str) -> None:
    """Show how each terminal is: last heard of, faults, paper, records, clock, readiness."""
    import json

    from kiosk.county.server import terminal_text
    from kiosk.county.server.staff_text import describe_help
    from kiosk.county.server.terminals import open_help, read_terminals

    known, helps, now = transact_on(
        database,
        lambda transaction: (
            read_terminals(transaction),
            open_help(transaction),
            transaction.now,
        ),
    )
    if as_json:
        click.echo(json.dumps([terminal_text.as_json(each, now) for each in known]))
        return
    for line in (*terminal_text.describe_terminals(known, now), *describe_help(helps, now)):
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
        for what, change in changes:
            audited(f"terminal.{what}", _holder(terminal, None), change)(transaction)

    changes: list[tuple[str, Callable[[Transaction], None]]] = []
    if paused is not None:
        what = "pause" if paused else "resume"
        changes.append((what, lambda each: set_pause(each, terminal, paused=paused)))
    if message or no_message:
        words = Words(zh=message[0], en=message[1]) if message else None
        what = "message" if words else "no_message"
        changes.append((what, lambda each: set_message(each, terminal, words)))
    if helped:
        changes.append(("helped", lambda each: answer_help(each, terminal)))
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
    deed = audited(
        "rules.publish",
        f"version {pack.version} of {pack.date}",
        lambda transaction: publish_pack(transaction, delivery),
    )
    transact_on(database, deed)
    click.echo(f"Version {pack.version} of {pack.date} is published.")


def _holder(terminal: str | None, window: int | None) -> str:
    return f"window {window}" if terminal is None else f"terminal {terminal}"
