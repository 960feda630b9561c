"""``kiosk outbox``: what the backend refused for good, to be read, sent again or deleted."""

import json
import os
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from kiosk.county.set_aside import NotSetAside, SetAside, SetAsideRecords
from kiosk.store import Store, StoreError
from kiosk.zone import CENTRE_ZONE

_ALL = "all"
_CONFIG = click.option(
    "--config",
    "config_path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("config.toml"),
    show_default=True,
    envvar="KIOSK_CONFIG",
    help="Settings file; the records are in its data folder.",
)
_WHAT_TO_DO = {
    "code_taken": "Another matter has this query code: add it as one from a window, under a new"
    " code (kiosk backend matters add), and forget it here.",
}
_OTHERWISE = "Send it again once the cause is mended (resend), or forget it."


@click.group(name="outbox")
def outbox() -> None:
    """What the backend refused for good: read it, send it again, delete it.

    Works while the terminal runs. Who showed, sent or deleted a record is written down, and its
    content is not.
    """


@outbox.command(name="list")
@_CONFIG
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
def list_command(config_path: Path, as_json: bool) -> None:
    """List the records, the oldest first, without what is in them.

    \b
    kiosk outbox list
    """
    with _records(config_path) as records:
        found = [_outline(record) for record in records.all()]
    if as_json:
        click.echo(json.dumps(found))
        return
    for each in found:
        click.echo("{number:>5}  {at:<25}  {kind:<8}  {refusal}".format(**each))
    if not found:
        click.echo("Nothing is set aside.")


@outbox.command(name="show")
@click.argument("number", type=int)
@_CONFIG
def show_command(number: int, config_path: Path) -> None:
    """Show record NUMBER with all that is in it: what a citizen wrote, the phone, the code.

    \b
    kiosk outbox show 12
    """
    with _records(config_path) as records:
        record = records.show(number)
    click.echo(f"{record.kind}, refused: {record.refusal}")
    for name, value in record.body.items():
        if value is not None:
            click.echo(f"  {name}: {_harmless(str(value))}")
    click.echo(_WHAT_TO_DO.get(record.refusal, _OTHERWISE))


@outbox.command(name="resend")
@click.argument("which", metavar="NUMBER|all")
@_CONFIG
def resend_command(which: str, config_path: Path) -> None:
    """Send record NUMBER, or all of them, again; what is refused again comes back here.

    A running terminal does so within half a minute, another one when it is started.

    \b
    kiosk outbox resend 12
    kiosk outbox resend all
    """
    chosen = None if which == _ALL else _number(which)
    with _records(config_path) as records:
        numbers = [each.number for each in records.all()] if chosen is None else [chosen]
        for number in numbers:
            records.resend(number)
    click.echo(f"To be sent again: {len(numbers)}.")


@outbox.command(name="forget")
@click.argument("number", type=int)
@_CONFIG
@click.option("--yes", is_flag=True, help="Do not ask whether that is meant.")
def forget_command(number: int, config_path: Path, yes: bool) -> None:
    """Delete record NUMBER for good: nothing of it stays on this machine.

    \b
    kiosk outbox forget 12
    kiosk outbox forget 12 --yes
    """
    if not yes:
        click.confirm(f"Record {number} cannot be brought back. Delete it?", abort=True)
    with _records(config_path) as records:
        records.forget(number)
    click.echo(f"Record {number} is deleted.")


@contextmanager
def _records(config_path: Path) -> Iterator[SetAsideRecords]:
    """Open the terminal's records; what cannot be done is told, with exit code 1."""
    path = _database(config_path)
    try:
        store = Store(path, clock=_now, guest=True)
        try:
            yield SetAsideRecords(store, account=_account(), clock=_now, make_id=uuid.uuid4)
        finally:
            store.close()
    except StoreError as error:
        raise click.ClickException(f"{error}; try again, or see kiosk doctor") from None
    except NotSetAside as error:
        raise click.ClickException(f"{error}; see kiosk outbox list") from None


def _database(config_path: Path) -> Path:
    from kiosk.config import ConfigError, data_folder, load

    try:
        return data_folder(load(config_path), config_path) / "terminal.db"
    except ConfigError as error:
        lines = [f"{error.path} cannot be used:", *(f"  {each}" for each in error.mistakes)]
        click.echo("\n".join(lines), err=True)
        sys.exit(2)


def _outline(record: SetAside) -> dict[str, object]:
    at = record.at
    return {
        "number": record.number,
        "at": at.astimezone(CENTRE_ZONE).isoformat(timespec="seconds") if at else "",
        "kind": record.kind,
        "refusal": record.refusal,
    }


def _number(which: str) -> int:
    try:
        return int(which)
    except ValueError:
        raise click.BadParameter("a number of the list, or all", param_hint="NUMBER") from None


def _harmless(text: str) -> str:
    """Return ``text`` without what a terminal window would obey."""
    return "".join(each if each.isprintable() else " " for each in text)


def _account() -> str:
    """Return the account that whoever calls has logged in with."""
    import pwd

    return os.environ.get("SUDO_USER") or pwd.getpwuid(os.getuid()).pw_name


def _now() -> datetime:
    return datetime.now(UTC)
