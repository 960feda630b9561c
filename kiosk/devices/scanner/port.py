"""What every driver of a code scanner does.

A scanner that types like a keyboard needs no driver: its digits reach the page as keys do.
"""

from collections.abc import Callable
from typing import Protocol

from kiosk.faults import Fault


class Scanner(Protocol):
    """Reads codes. What was read is handed over and not kept; nothing here raises."""

    def start(self, on_text: Callable[[str], object]) -> None:
        """Begin to listen, once. ``on_text`` gets each code, on a thread of the scanner's own.

        A device that is not there is waited for; :meth:`fault` says so meanwhile.
        """

    def fault(self) -> Fault | None:
        """Why nothing can be read now: gone, or flooding; ``None`` while the scanner is well."""

    def close(self) -> None:
        """Stop listening and let the device go; nothing is handed over after this."""
