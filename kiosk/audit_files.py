"""Archived entries of an audit: one JSON object a line, sealed as they were."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kiosk.audit import Chain, Entry, Mark, find_break


def write_archive(path: Path, entries: Iterable[Entry]) -> None:
    """Write ``entries`` into a new file that only its owner can read, durable on return.

    Nothing is written where there is none. Raises ``click.ClickException`` where the file is there
    already or cannot be written.
    """
    lines = [
        json.dumps({**vars(entry), "seal": entry.seal.hex()}, ensure_ascii=False)
        for entry in entries
    ]
    if not lines:
        return
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from None


def verify_all(kept: Chain, files: Iterable[Path]) -> str:
    """Return that everything is as written, or raise ``click.ClickException`` that says what not.

    With ``files`` the chain is followed from its very beginning, through all of them.
    """
    archived = sorted((each for file in files for each in _read(file)), key=lambda e: e.number)
    chain = Chain(Mark(), (*archived, *kept.entries), kept.head) if archived else kept
    wrong = find_break(chain)
    if wrong is not None:
        raise click.ClickException(wrong)
    first = chain.start.number + 1
    return (
        f"Entries {first} to {chain.head.number} are as they were written. Note down:"
        f" {chain.head.number} {chain.head.seal.hex()[:16]}"
    )


def _read(path: Path) -> Iterator[Entry]:
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = json.loads(line)
            yield Entry(**{**fields, "seal": bytes.fromhex(fields["seal"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise click.ClickException(f"{path}: {type(error).__name__}: no archive") from None
