"""The rule packs of the self-check that the county has published; the last one is in force."""

from datetime import date

from sqlalchemy import insert, select

from kiosk.county.contract import ProblemCode, RulePack
from kiosk.county.server import tables
from kiosk.county.server.problems import Refusal
from kiosk.county.server.transactions import Transaction

_pack = tables.rule_pack.c
_LAST = select(tables.rule_pack).order_by(_pack.id.desc()).limit(1)
_LAST_VERSION = select(_pack.version).order_by(_pack.id.desc()).limit(1)


def publish_pack(transaction: Transaction, pack: RulePack) -> None:
    """Make ``pack`` the one that terminals fetch.

    Refuses (invalid) one that is not newer than the one in force: terminals keep the newest.
    """
    last = transaction.connection.execute(_LAST).first()
    if last is not None and _age(pack.date, pack.version) <= _age(last.date, last.version):
        raise Refusal(
            ProblemCode.INVALID,
            f"version {pack.version} of {pack.date} is not newer than what is published:"
            f" version {last.version} of {last.date}",
        )
    transaction.connection.execute(
        insert(tables.rule_pack).values(**pack.model_dump(), published_at=transaction.now_ms)
    )


def read_pack(transaction: Transaction) -> RulePack:
    """Return the pack in force, or refuse (not found)."""
    row = transaction.connection.execute(_LAST).mappings().first()
    if row is None:
        raise Refusal(ProblemCode.NOT_FOUND, "no rule pack has been published")
    return RulePack.model_validate(dict(row))


def pack_version(transaction: Transaction) -> str | None:
    """Return the version of the pack in force, if any."""
    return transaction.connection.execute(_LAST_VERSION).scalar()


def _age(day: date, version: str) -> tuple[date, tuple[int, ...]]:
    return day, tuple(int(part) for part in version.split("."))
