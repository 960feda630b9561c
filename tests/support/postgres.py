"""A throw-away PostgreSQL cluster on a unix socket, where Debian's ``postgresql`` is installed."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

_BINARIES = sorted(
    Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
)


def find_binaries() -> Path | None:
    """Return the folder of the newest server's programs, or ``None``."""
    return _BINARIES[-1] if _BINARIES else None


@contextlib.contextmanager
def running_postgres() -> Iterator[str]:
    """Yield the URL of an empty database; the cluster is gone afterwards."""
    binaries = find_binaries()
    assert binaries is not None
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        home = Path(folder)
        data = home / "data"
        if os.geteuid() == 0:
            shutil.chown(home, "postgres", "postgres")
        _run(binaries / "initdb", "-D", data, "-A", "trust", "-U", "county", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=on"
        control = (binaries / "pg_ctl", "-D", data, "-w")
        _run(*control, "-o", options, "-l", home / "log", "start")
        try:
            yield f"postgresql://county@/postgres?host={home}"
        finally:
            _run(*control, "-m", "immediate", "stop")


def _run(*command: object) -> None:
    """Run as the ``postgres`` user where we are root: the server refuses to run as root."""
    arguments = [str(part) for part in command]
    if os.geteuid() == 0:
        arguments = ["runuser", "-u", "postgres", "--", *arguments]
    subprocess.run(arguments, check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=60)
