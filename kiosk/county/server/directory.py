"""The county's directory as published last; earlier ones are not kept."""

from sqlalchemy import delete, insert, select

from kiosk.county.contract import Directory, ProblemCode
from kiosk.county.directory import LARGEST_DIRECTORY
from kiosk.county.server import tables
from kiosk.county.server.problems import Refusal
from kiosk.county.server.transactions import Transaction


def publish_directory(transaction: Transaction, directory: Directory) -> None:
    """Make ``directory`` the one that terminals fetch.

    Refuses (too large) one that a terminal would not read to its end.
    """
    size = len(directory.model_dump_json().encode())
    if size > LARGEST_DIRECTORY:
        raise Refusal(
            ProblemCode.TOO_LARGE, f"{size} bytes of directory; {LARGEST_DIRECTORY} are the most"
        )
    content = directory.model_dump(mode="json", exclude={"date"})
    transaction.connection.execute(delete(tables.directory))
    transaction.connection.execute(
        insert(tables.directory).values(
            id=1, date=directory.date, published_at=transaction.now_ms, **content
        )
    )


def read_directory(transaction: Transaction) -> Directory:
    """Return the directory as published last, or refuse (not found)."""
    row = transaction.connection.execute(select(tables.directory)).mappings().first()
    if row is None:
        raise Refusal(ProblemCode.NOT_FOUND, "no directory has been published")
    return Directory.model_validate(dict(row))


def directory_version(transaction: Transaction) -> str | None:
    """Return the version of the directory as published last, if any."""
    return transaction.connection.execute(select(tables.directory.c.version)).scalar()
