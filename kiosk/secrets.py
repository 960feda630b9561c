"""The terminal's secrets, in a file of their own that only its owner can read.

``secrets.toml`` holds ``credential`` (what the terminal proves itself with at the backend) and
``staff_pin_hash`` (Argon2id). Other keys and comments in it are left as they are.
"""

import json
import os
import re
import stat
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

FILE_NAME = "secrets.toml"
_MODE = 0o600


class SecretsError(Exception):
    """The file cannot be used; the message names it, what is wrong, and never a secret."""


@dataclass(frozen=True)
class Secrets:
    """What the file says; ``None`` where it says nothing."""

    credential: str | None = field(default=None, repr=False)
    staff_pin_hash: str | None = field(default=None, repr=False)


def load_secrets(path: Path) -> Secrets:
    """Read ``path``; a missing file has no secrets in it.

    Raises :class:`SecretsError` if anybody but its owner may use it, or it cannot be understood.
    """
    table = _parse(path, _read(path))
    values: dict[str, str] = {}
    for key in ("credential", "staff_pin_hash"):
        value = table.get(key)
        if value is None:
            continue
        if not isinstance(value, str) or not value:
            raise SecretsError(f"{path}: {key} must be a string that is not empty")
        values[key] = value
    return Secrets(**values)


def save_secrets(
    path: Path, *, credential: str | None = None, staff_pin_hash: str | None = None
) -> None:
    """Write what is given into ``path``, whole or not at all; everything else in it stays.

    Raises :class:`SecretsError` as :func:`load_secrets` does.
    """
    text = _read(path)
    changes = {
        key: value
        for key, value in (("credential", credential), ("staff_pin_hash", staff_pin_hash))
        if value is not None
    }
    expected = _parse(path, text) | changes
    for key, value in changes.items():
        text = _with_key(text, key, value)
    if _parse(path, text) != expected:
        raise SecretsError(f"{path}: cannot be edited without changing other keys")
    try:
        _write(path, text)
    except OSError as error:
        raise SecretsError(f"{path}: {error.strerror}") from error


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & 0o077:
                raise SecretsError(
                    f"{path}: mode is {mode:04o}, others could read it; it must be {_MODE:04o}"
                    f" (chmod {_MODE:o} {path})"
                )
            return file.read().decode("utf-8")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise SecretsError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError:
        raise SecretsError(f"{path}: is not UTF-8 text") from None


def _parse(path: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # The parser's message may quote the file: only the place of the mistake is told.
        place = re.search(r"\(at .*\)$", str(error))
        raise SecretsError(f"{path}: is not TOML {place.group() if place else ''}") from None


def _with_key(text: str, key: str, value: str) -> str:
    line = f"{key} = {json.dumps(value)}"
    present = re.compile(rf"^[ \t]*{key}[ \t]*=.*$", re.MULTILINE)
    if present.search(text):
        return present.sub(lambda _: line, text, count=1)
    # In front: behind the header of a table it would belong to that table.
    return f"{line}\n{text}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
