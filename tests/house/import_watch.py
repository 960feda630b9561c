"""Run in a fresh interpreter: imports the modules named on standard input, and tells what happened.

Writes JSON: ``effects`` (what importing did to the world), ``loaded`` (top-level modules loaded),
``failures`` (modules that cannot be imported as the first of the program).
"""

import json
import logging
import os
import sys
import threading
import traceback
from importlib import import_module
from pathlib import Path
from types import FrameType

ROOT = str(Path(__file__).resolve().parents[2])
PROJECT = (os.path.join(ROOT, "kiosk") + os.sep, os.path.join(ROOT, "screens") + os.sep)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
EVENTS = (
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.chdir",
    "os.putenv",
    "os.unsetenv",
    "os.system",
    "os.fork",
    "os.exec",
    "os.posix_spawn",
    "subprocess.Popen",
    "socket.__new__",
    "socket.connect",
    "socket.bind",
    "sqlite3.connect",
    "shutil.copyfile",
    "tempfile.mkstemp",
    "tempfile.mkdtemp",
)


def main() -> None:
    names: list[str] = json.load(sys.stdin)
    environment = dict(os.environ)
    effects = watch(names)
    if dict(os.environ) != environment:
        effects.append("the environment was changed")
    if logging.getLogger().handlers:
        effects.append("logging was set up")
    loaded = sorted({name.partition(".")[0] for name in sys.modules})
    print(json.dumps({"effects": effects, "loaded": loaded, "failures": alone(names)}))


def watch(names: list[str]) -> list[str]:
    """Import ``names`` and return what this project's own lines did meanwhile."""
    effects: list[str] = []
    watching = True

    def note(event: str, args: object) -> None:
        culprit = ours(sys._getframe(2))
        if watching and culprit:
            effects.append(f"{culprit}: {event} {args!r}")

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event in EVENTS or (event == "open" and writes(args[2])):
            note(event, args[:2])

    def start(thread: threading.Thread) -> None:
        note("Thread.start", thread.name)

    sys.addaudithook(hook)
    threading.Thread.start = start  # type: ignore[method-assign]
    for name in names:
        import_module(name)
    watching = False
    return effects


def writes(flags: object) -> bool:
    """Tell whether a file is opened for writing."""
    return isinstance(flags, int) and bool(flags & WRITING)


def ours(frame: FrameType | None) -> str | None:
    """The line of this project that did it; ``None`` where importing a library did."""
    while frame is not None:
        path = frame.f_code.co_filename
        if path.startswith(PROJECT):
            return f"{path.removeprefix(ROOT + os.sep)}:{frame.f_lineno}"
        if frame.f_code.co_name == "<module>":
            return None
        frame = frame.f_back
    return None


def alone(names: list[str]) -> list[str]:
    """Import each module with no other of the project loaded; libraries stay, being slow."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ("kiosk", "screens")]:
        del sys.modules[name]
    failures = []
    for name in names:
        child = os.fork()
        if child == 0:
            try:
                import_module(name)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            failures.append(name)
    return failures


main()
