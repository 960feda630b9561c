"""Credentials of terminals and windows.

A credential is ``key.secret``: the key finds the stored hash, the secret is 256 random bits.
Because it is random, a fast hash is as good as a slow one: no dictionary holds it.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from secrets import token_bytes, token_hex, token_urlsafe

from sqlalchemy import insert, update

from kiosk.county.contract import ProblemCode
from kiosk.county.server import tables
from kiosk.county.server.problems import Refusal
from kiosk.county.server.snapshot import Snapshot
from kiosk.county.server.transactions import Transaction

_SECRET_BYTES = 32
# What an unknown key is compared with, so that it takes as long as a known one.
_NOBODY = token_bytes(32)


class Role(StrEnum):
    """Who a credential belongs to."""

    TERMINAL = "terminal"
    WINDOW = "window"


@dataclass(frozen=True)
class Caller:
    """Who sent a request: a terminal's id or a window's number."""

    role: Role
    subject: str


# One caller alone, all of a role, or whoever has a credential.
Allowed = Caller | Role | None


def hash_secret(secret: str) -> bytes:
    """Return the 32-byte BLAKE2b hash that is stored of a secret."""
    return blake2b(secret.encode(), digest_size=32).digest()


def identify(settings: Snapshot, credential: str | None) -> Caller:
    """Return who ``credential`` belongs to.

    Missing, malformed, unknown, wrong and revoked credentials are refused in the same words.
    """
    key, _, secret = (credential or "").partition(".")
    stored = settings.credentials.get(key)
    matches = hmac.compare_digest(stored.hash if stored else _NOBODY, hash_secret(secret))
    if stored is None or not matches:
        raise Refusal(
            ProblemCode.UNAUTHORISED,
            "a valid credential is required",
            {"WWW-Authenticate": "Bearer"},
        )
    return Caller(Role(stored.role), stored.subject)


def identify_as(settings: Snapshot, credential: str | None, allowed: Allowed) -> Caller:
    """Return who ``credential`` belongs to, if they may do what only ``allowed`` may."""
    caller = identify(settings, credential)
    if isinstance(allowed, Caller) and caller != allowed:
        raise Refusal(ProblemCode.FORBIDDEN, f"only {allowed.role} {allowed.subject} may do this")
    if isinstance(allowed, Role) and caller.role is not allowed:
        raise Refusal(ProblemCode.FORBIDDEN, f"only a {allowed} may do this")
    return caller


def make_credential(
    transaction: Transaction,
    role: Role,
    subject: str,
    new_key: Callable[[], str] = lambda: token_hex(8),
    new_secret: Callable[[], str] = lambda: token_urlsafe(_SECRET_BYTES),
) -> str:
    """Store a new credential's hash and return it; any earlier one of the subject is revoked."""
    revoke(transaction, role, subject)
    key, secret = new_key(), new_secret()
    transaction.connection.execute(
        insert(tables.credential).values(
            key=key,
            role=role,
            subject=subject,
            hash=hash_secret(secret),
            created_at=transaction.now_ms,
        )
    )
    transaction.settings_changed()
    return f"{key}.{secret}"


def revoke(transaction: Transaction, role: Role, subject: str) -> bool:
    """Revoke what the subject holds; return whether there was anything."""
    valid = tables.credential.c
    found = transaction.connection.execute(
        update(tables.credential)
        .where(valid.role == role, valid.subject == subject, valid.revoked_at.is_(None))
        .values(revoked_at=transaction.now_ms)
    )
    transaction.settings_changed()
    return found.rowcount > 0
