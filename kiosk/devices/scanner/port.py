"""What every driver of a code scanner does.

A scanner that types like a keyboard needs no driver: its digits reach the page as keys do.
"""

from collections.abc import Callable
from typing import Protocol


class Scanner(Protocol):
    """Reads codes. What was read is handed over and not kept; nothing here raises."""

    def start(self, on_text: Callable[[str], object]) -> None:
        """Begin to listen, once. ``on_text`` gets each code, on a thread of the scanner's own.

        A device that is not there is waited for; :meth:`fault` says so meanwhile.
        """

    def fault(self) -> str | None:
        """Say, for staff, why nothing can be read now; ``None`` while the scanner listens."""

    def close(self) -> None:
        """Stop listening and let the device go; nothing is handed over after this."""
