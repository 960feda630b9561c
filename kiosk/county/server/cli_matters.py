"""``kiosk backend matters`` and ``ratings``: what staff type until they have a page."""

import json
import re
from typing import IO, TYPE_CHECKING, Any

import click

from kiosk.county.server.cli_database import database_option, transact_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.county.server.matter_desk import DeskMatter
    from kiosk.county.server.transactions import Transaction

_KINDS = ("consultation", "legal_aid", "mediation", "notary")


class _QueryCode(click.ParamType[str]):
    """Twelve digits, with or without spaces; a slip of the finger is told."""

    name = "code"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from kiosk.county.query_code import is_query_code

        code = re.sub(r"[\s-]", "", str(value))
        if not re.fullmatch(r"[0-9]{12}", code):
            self.fail("a query code has twelve digits; put spaces inside quotation marks")
        if not is_query_code(code):
            self.fail("no such code exists: one digit is wrong, or two are changed round")
        return code


_code_argument = click.argument("code", type=_QueryCode())
_text_option = click.option("--text", help="The text; otherwise it is read from --file.")
_file_option = click.option(
    "--file",
    type=click.File(encoding="utf-8"),
    default="-",
    help="File with the text; by default standard input, ended with Ctrl-D.",
)


@click.group()
def matters() -> None:
    """Consultations and other matters: see what waits, answer, enter, close.

    A consultation is to be answered within 300 minutes, round the clock.
    """


@matters.command("list")
@click.option("--overdue", is_flag=True, help="Only what waits longer than was promised.")
@click.option("--all", "ended", is_flag=True, help="Also what was answered or closed.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@database_option
def list_command(overdue: bool, ended: bool, as_json: bool, database: str) -> None:
    """Show what waits: the most overdue first, then the oldest."""
    from kiosk.county.server.matter_desk import list_matters
    from kiosk.county.server.matter_text import describe_list

    found, now = transact_on(
        database,
        lambda transaction: (
            list_matters(transaction, overdue=overdue, ended=ended),
            transaction.now,
        ),
        write=False,
    )
    if as_json:
        _echo_json([_as_json(one) for one in found])
        return
    for line in describe_list(found, now, overdue=overdue):
        click.echo(line)


@matters.command()
@_code_argument
@database_option
def show(code: str, database: str) -> None:
    """Show the matter of CODE in full: question, phone, what happened, reply."""
    from kiosk.county.server.matter_desk import read_matter
    from kiosk.county.server.matter_text import describe_matter

    def command(transaction: "Transaction") -> "tuple[DeskMatter, datetime]":
        found = read_matter(transaction, code)
        _write_down(transaction, "show", code)
        return found, transaction.now

    found, now = transact_on(database, command)
    for line in describe_matter(found, now):
        click.echo(line)


@matters.command()
@_code_argument
@click.option("--to", required=True, help="DEPARTMENT, or PERSON/DEPARTMENT.")
@click.option("--note", default="", help="What the citizen shall read with it.")
@database_option
def assign(code: str, to: str, note: str, database: str) -> None:
    """Say with whom the matter of CODE is; the citizen sees it."""
    from kiosk.county.server import matter_desk

    _change(
        database,
        code,
        "assign",
        lambda transaction: matter_desk.assign(transaction, code, to, note),
    )


@matters.command()
@_code_argument
@_text_option
@_file_option
@database_option
def reply(code: str, text: str | None, file: IO[str], database: str) -> None:
    """Answer the consultation of CODE; answering again corrects the reply."""
    from kiosk.county.server import matter_desk

    said = _read(file) if text is None else text
    _change(database, code, "reply", lambda transaction: matter_desk.reply(transaction, code, said))


@matters.command()
@click.option("--kind", required=True, type=click.Choice(_KINDS))
@click.option("--phone", help="The citizen's number: its last four digits are the second factor.")
@click.option("--text", default="", help="What it is about, in the citizen's words.")
@database_option
def add(kind: str, phone: str | None, text: str, database: str) -> None:
    """Enter a matter that came in at the window, and print its query code for the citizen."""
    from secrets import randbelow

    from kiosk.county.matters import MatterKind
    from kiosk.county.query_code import grouped
    from kiosk.county.server import matter_desk

    number = None if phone is None else re.sub(r"[\s-]", "", phone)
    if number is not None and not re.fullmatch(r"[0-9]{7,13}", number):
        raise click.BadParameter("7 to 13 digits", param_hint="'--phone'")

    def command(transaction: "Transaction") -> str:
        code = matter_desk.add(transaction, MatterKind(kind), randbelow, phone=number, text=text)
        _write_down(transaction, "add", code)
        return code

    click.echo(grouped(transact_on(database, command)))


@matters.command()
@_code_argument
@click.option("--text", default="", help="How it ended; the citizen reads it.")
@database_option
def close(code: str, text: str, database: str) -> None:
    """Bring the matter of CODE to its end (a consultation ends with its reply)."""
    from kiosk.county.server import matter_desk

    _change(database, code, "close", lambda transaction: matter_desk.close(transaction, code, text))


@click.command()
@click.option("--words", is_flag=True, help="Also what citizens wrote, the newest first.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@database_option
def ratings(words: bool, as_json: bool, database: str) -> None:
    """Show the mean scores of departments, windows and persons, 1 to 5."""
    from dataclasses import asdict

    from kiosk.county.server.matter_text import describe_averages
    from kiosk.county.server.ratings import read_averages

    found = transact_on(database, read_averages, write=False)
    if as_json:
        _echo_json(
            {name: value for name, value in asdict(found).items() if words or name != "words"}
        )
        return
    for line in describe_averages(found, words=words):
        click.echo(line)


def _change(database: str, code: str, what: str, change: "Callable[[Transaction], None]") -> None:
    """Carry out ``change``, write it down and say how the matter stands then."""
    from kiosk.county.server.matter_desk import read_matter
    from kiosk.county.server.matter_text import describe_standing

    def command(transaction: "Transaction") -> str:
        change(transaction)
        _write_down(transaction, what, code)
        return describe_standing(read_matter(transaction, code), transaction.now)

    click.echo(transact_on(database, command))


def _write_down(transaction: "Transaction", what: str, code: str) -> None:
    """Write down what was done; the matter by its number here, for its code opens it."""
    from kiosk.audit import account
    from kiosk.county.server.audit import write
    from kiosk.county.server.matters import find_matter

    row = find_matter(transaction, code)
    assert row is not None
    write(transaction, account(), f"matter.{what}", f"matter {row.id}")


def _read(file: IO[str]) -> str:
    if file.isatty():
        click.echo("Write the reply; Ctrl-D on a line of its own ends it.", err=True)
    try:
        return file.read()
    except UnicodeDecodeError:
        raise click.ClickException(f"{file.name}: this is not UTF-8 text") from None


def _as_json(one: "DeskMatter") -> dict[str, object]:
    return {
        **one.matter.model_dump(mode="json", exclude={"now"}),
        "phone": one.phone,
        "waited_minutes": one.waited_minutes,
        "missed_at": None if one.missed_at is None else one.missed_at.isoformat(),
    }


def _echo_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
