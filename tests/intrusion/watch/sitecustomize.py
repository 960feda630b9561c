"""Put on the path of a program under test: writes down what it writes to and what it starts.

One JSON list a line into the file that ``KIOSK_WATCHED`` names.
"""

import json
import os
import sys

_FOLLOWED = {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.fork"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _watch() -> None:
    notes = os.open(os.environ["KIOSK_WATCHED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITING and isinstance(path, str | bytes):
                os.write(notes, (json.dumps(["write", os.fsdecode(path)]) + "\n").encode())
        elif event in ("os.mkdir", "os.rename", "os.link", "os.symlink", "sqlite3.connect"):
            for each in arguments[: 2 if event != "os.mkdir" else 1]:
                if isinstance(each, str | bytes):
                    os.write(notes, (json.dumps(["write", os.fsdecode(each)]) + "\n").encode())
        elif event in _FOLLOWED:
            said = [event, *(str(each) for each in arguments[:2])]
            os.write(notes, (json.dumps(said) + "\n").encode())

    sys.addaudithook(note)


if "KIOSK_WATCHED" in os.environ:
    _watch()
