"""The rules of the self-check in use, and how newer ones of the county take their place."""

import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.county.contract import RulePack

if TYPE_CHECKING:
    from kiosk.legal_aid.pack import Pack


class Packs:
    """The newest valid pack: of those in ``folder`` and the one that the program came with.

    A self-check takes :meth:`current` once, at its beginning, so that what comes meanwhile holds
    from the next one on. Nothing is read or imported before the first call: the first picture does
    not wait for rules. Any thread may call.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guard = threading.Lock()
        self._best: Pack | None = None
        self._damaged: str | None = None
        self._refused: str | None = None
        self._judged: set[str] = set()

    def current(self) -> "Pack":
        """Return the pack to go by from now on."""
        with self._guard:
            return self._best or self._look()

    def fault(self) -> str | None:
        """Say what is wrong with the pack delivered last, or with one on the disk."""
        with self._guard:
            return self._refused or self._damaged

    def wants(self, version: str | None) -> bool:
        """Tell whether the pack of this version should be fetched: it is another, not judged yet.

        ``None`` stands for a county that has published none.
        """
        if version is None or version == self.current().version:
            return False
        with self._guard:
            return version not in self._judged

    def offer(self, delivered: RulePack) -> str | None:
        """Keep what the county delivered, and go by it if it is the newest.

        Returns what is wrong with it, in words, or ``None``. A broken one changes nothing.
        """
        with self._guard:
            self._refused = self._put(delivered)
            self._look()
            return self._refused

    def _put(self, delivered: RulePack) -> str | None:
        """Put a sound pack on the shelf, or say why not. What the disk refused is tried again."""
        from kiosk.legal_aid.pack import PackShelf

        what = f"legal-aid rules {delivered.version}"
        try:
            PackShelf(self._folder).put(_text_of(delivered))
        # PackError is one; another is text that cannot be written as UTF-8.
        except ValueError as error:
            self._judged.add(delivered.version)
            return f"{what} refused: {error}"
        except OSError as error:
            return f"{what} not kept: {error.strerror or type(error).__name__}"
        self._judged.add(delivered.version)
        return None

    def _look(self) -> "Pack":
        from kiosk.legal_aid.pack import PackShelf

        found = PackShelf(self._folder).read()
        self._best = found.best
        names = ", ".join(sorted(found.faults))
        self._damaged = f"legal-aid rules damaged on disk: {names}" if names else None
        return found.best


def _text_of(delivered: RulePack) -> str:
    """Return the pack's own text; raise ``PackError`` where the delivery says something else."""
    from kiosk.legal_aid.pack import PackError

    content = delivered.content
    labels = {
        "version": delivered.version,
        "date": delivered.date.isoformat(),
        "checksum": delivered.sha256,
    }
    wrong = [
        f"{name} is not that of the delivery"
        for name in labels
        if content.get(name) != labels[name]
    ]
    if wrong:
        raise PackError(wrong)
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
