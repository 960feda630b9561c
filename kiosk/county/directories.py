"""The county's directory on this terminal: fetched where it is another, kept over being offline."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.county.contract import Directory
from kiosk.county.replies import Refused, Unreachable

if TYPE_CHECKING:
    from kiosk.library.store import Store

Fetch = Callable[[], Directory | Refused | Unreachable]


class Directories:
    """Puts what the county publishes into the library's ``store``, whole or not at all.

    Any thread may call. Nothing is opened or imported before the first call.
    """

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._guard = threading.Lock()
        self._fault: str | None = None
        self._judged: set[str] = set()

    def fault(self) -> str | None:
        """Say what is wrong with the directory delivered last."""
        return self._fault

    def refresh(self, version: str | None, fetch: Fetch) -> None:
        """Fetch and keep the directory of ``version`` unless it is kept, or was refused before.

        ``None`` stands for a county that has published none: what is there stays. What the line or
        the disk failed is tried again at the next call.
        """
        with self._guard:
            if version is None or version in self._judged or version == self._kept_version():
                return
            delivered = fetch()
            if isinstance(delivered, Directory):
                self._fault = self._put(delivered, version)
            else:
                why = delivered.code if isinstance(delivered, Refused) else delivered.why
                self._fault = f"directory {version[:8]} not fetched: {why}"

    def _put(self, delivered: Directory, announced: str) -> str | None:
        from kiosk.county.directory import version_of
        from kiosk.library.directory.keeping import keep_directory
        from kiosk.library.directory.pinyin import SpellingError
        from kiosk.library.store import LibraryError

        what = f"directory {delivered.version[:8]}"
        if version_of(delivered.entries, delivered.date) != delivered.version:
            self._judged |= {delivered.version, announced}
            return f"{what} refused: its checksum is another"
        try:
            keep_directory(self._store, delivered.entries, delivered.date)
        except (LibraryError, SpellingError) as error:
            return f"{what} not kept: {error}"
        # Published anew between the heartbeat and the fetch, or told wrongly for good: either way
        # the one announced will not come.
        self._judged |= {announced} - {delivered.version}
        return None

    def _kept_version(self) -> str | None:
        from kiosk.library.directory.keeping import kept_directory
        from kiosk.library.store import LibraryError

        try:
            kept = kept_directory(self._store)
        except LibraryError:
            return None
        return kept.version if kept else None
