"""A virtual X server of a test's own, on a free display, ended by its process id."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 20.0


@dataclass(frozen=True)
class XServer:
    """A running server; ``display`` is what ``DISPLAY`` has to be."""

    display: str

    def environment(self) -> dict[str, str]:
        """Return this process's environment with the server as its screen, and no sound."""
        unwanted = ("WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "XAUTHORITY")
        kept = {key: value for key, value in os.environ.items() if key not in unwanted}
        return {**kept, "DISPLAY": self.display}


@contextmanager
def x_server(width: int, height: int, frame_buffer: Path | None = None) -> Iterator[XServer]:
    """Run Xvfb with one screen of ``width`` × ``height`` pixels; it chooses its display itself.

    ``frame_buffer`` is a folder that it keeps the screen in, as the file ``Xvfb_screen0``.
    """
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            f"{width}x{height}x24",
            "-nolisten",
            "tcp",
            *(["-fbdir", str(frame_buffer)] if frame_buffer else []),
        ],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as chosen:
            number = chosen.readline().strip()  # The server writes it once it takes clients.
        if not number:
            raise RuntimeError(f"Xvfb ended with {process.wait(START_SECONDS)}")
        yield XServer(f":{number}")
    finally:
        process.terminate()
        process.wait(START_SECONDS)
