"""What the program keeps to itself: who may read its files, and as whom it should run."""

import os
import stat
from pathlib import Path

_OWN_FOLDER = 0o700
_OTHERS = 0o077


def keep_to_itself(data: Path) -> None:
    """Make the data folder, for this account alone, and everything made from now on likewise.

    A folder of somebody else's is left as it is: ``kiosk doctor`` tells.
    """
    os.umask(_OTHERS)
    data.mkdir(parents=True, exist_ok=True, mode=_OWN_FOLDER)
    found = data.stat()
    if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) & _OTHERS:
        data.chmod(_OWN_FOLDER)


def what_is_open(data: Path, *, fullscreen: bool, account: int) -> str | None:
    """Return what others could do with the terminal, or ``None``.

    ``account`` is the user id that asks. A terminal in service must not be root's: whoever broke
    the program would have the machine.
    """
    if fullscreen and account == 0:
        return "a terminal in service runs as root"
    if data.exists() and stat.S_IMODE(data.stat().st_mode) & _OTHERS:
        return f"others can look into {data}"
    return None


def access(data: Path, fullscreen: bool) -> tuple[bool, str, str]:
    """Return whether all is closed, what was found, and what to do; for ``kiosk doctor``."""
    found = what_is_open(data, fullscreen=fullscreen, account=os.geteuid())
    if found is None:
        return True, "for its own account alone", ""
    return False, found, "run it as an account of its own; data folder: mode 0700"
