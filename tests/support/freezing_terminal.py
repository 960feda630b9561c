"""The terminal, except that a signal makes its drawing loop hang: its other threads go on."""

import signal
import threading
from types import FrameType

from kiosk.__main__ import main

FREEZE = signal.SIGUSR1


def _hang(signum: int, frame: FrameType | None) -> None:
    # Python runs this on the main thread, which is the one that draws.
    threading.Event().wait()


if __name__ == "__main__":
    signal.signal(FREEZE, _hang)
    main()
