"""Pinyin with Rime (Debian: ``librime1``, ``rime-data-luna-pinyin``), called in this process.

Rime keeps one state a process: of two engines at a time the folder of the first counts. It learns
nothing and writes nothing: its schema (``assets/text_input/rime``) has no user dictionary, it is
told to log nowhere, and what was spelled is cleared from its session before an answer is returned.
"""

import ctypes
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.text_input import rime_api as api
from kiosk.text_input.port import CANDIDATES, Candidate, Ink, Spelling
from kiosk.text_input.simplified import is_rare, is_simplified

SHARED = Path("/usr/share/rime-data")
PREBUILT = SHARED / "build"
NEEDED = tuple(PREBUILT / f"luna_pinyin{part}.bin" for part in (".table", "_simp.prism"))
"""What ``rime-data-luna-pinyin`` brings ready to be used."""

OPENCC = Path("/usr/share/opencc/t2s.json")
"""Turns the dictionary's words into simplified characters; comes with what librime1 depends on."""

SCHEMA_FOLDER = Path(__file__).resolve().parents[2] / "assets" / "text_input" / "rime"
SCHEMA = "kiosk_pinyin"

LONGEST = 40
DEEPEST = 200
"""How many candidates are gone through at most: nobody turns that many pages."""

_TRIAL = "de"
_DOWN = 0xFF54
_ASCII_MODE = b"ascii_mode"


class RimeEngine:
    """Turns a spelling into words. ``user_folder`` is Rime's own; nothing is written there.

    ``favours`` tells which words are offered ahead of all others with the same spelling.
    """

    def __init__(
        self,
        user_folder: Path,
        favours: Callable[[str], bool] = lambda _: False,
        library: str = "librime.so.1",
    ) -> None:
        self._user_folder = user_folder
        self._favours = favours
        self._library_name = library
        self._lock = threading.Lock()
        self._library: ctypes.CDLL | None = None
        self._session = 0
        self._fault: str | None = None
        self._closed = False

    def prepare(self) -> None:
        """Load library and dictionary: some 30 ms and 8 MB."""
        with self._lock:
            self._open()

    def candidates(
        self, given: Ink | Spelling, limit: int = CANDIDATES, skip: int = 0
    ) -> tuple[Candidate, ...]:
        """Return words for the letters of ``given``; of a longer spelling, ``rest`` is left."""
        if not isinstance(given, Spelling) or limit <= 0 or skip < 0:
            return ()
        letters = _acceptable(given.letters)
        with self._lock:
            self._open()
            if not letters or self._library is None:
                return ()
            self._spell(self._library, letters)
            try:
                found = sorted(self._offered(self._library, letters), key=self._order)
                return tuple(found[skip : skip + limit])
            finally:
                self._library.RimeClearComposition(self._session)

    def fault(self) -> str | None:
        """Return what is missing, as far as it is known; :meth:`prepare` makes sure."""
        return self._fault or self._missing()

    def rest(self) -> None:
        """Free session and dictionary; they load again with the next question."""
        with self._lock:
            self._free()

    def close(self) -> None:
        """Free session and dictionary for good."""
        with self._lock:
            self._closed = True
            self._free()

    def _free(self) -> None:
        if self._library is not None:
            self._library.RimeDestroySession(self._session)
            api.stop(self._library)
        self._library = None

    def _order(self, candidate: Candidate) -> tuple[bool, bool]:
        """Words of the office come first, rare characters last; else Rime's order stays."""
        whole_word = len(candidate.text) > 1 and not candidate.rest
        return (not (whole_word and self._favours(candidate.text)), is_rare(candidate.text))

    def _open(self) -> None:
        if self._library is not None or self._closed or self._fault is not None:
            return
        self._fault = self._missing()
        if self._fault is not None:
            return
        try:
            library = api.load(self._library_name)
        except (OSError, AttributeError) as error:
            self._fault = f"{self._library_name}: {error} (apt install librime1)"
            return
        api.start(library, api.traits(SHARED, self._user_folder, SCHEMA_FOLDER, PREBUILT))
        self._session = library.RimeCreateSession()
        if not self._works(library):
            api.stop(library)
            self._fault = f"Rime makes nothing of its schema {SCHEMA} in {SCHEMA_FOLDER}"
            return
        self._library = library

    def _works(self, library: ctypes.CDLL) -> bool:
        """Try it: Rime takes a schema that is not there, and then knows no word."""
        if not self._session or not library.RimeSelectSchema(self._session, SCHEMA.encode()):
            return False
        self._spell(library, _TRIAL)
        try:
            return any(self._offered(library, _TRIAL))
        finally:
            library.RimeClearComposition(self._session)

    def _missing(self) -> str | None:
        absent = [path for path in NEEDED if not path.exists()]
        if absent:
            return f"{absent[0]} is missing (apt install rime-data-luna-pinyin)"
        if not OPENCC.exists():
            return f"{OPENCC} is missing (apt install libopencc-data)"
        return None

    def _spell(self, library: ctypes.CDLL, letters: str) -> None:
        # Rime would look up after every letter; in this mode it only takes them down.
        library.RimeSetOption(self._session, _ASCII_MODE, 1)
        for letter in letters:
            library.RimeProcessKey(self._session, ord(letter), 0)
        library.RimeSetOption(self._session, _ASCII_MODE, 0)

    def _offered(self, library: ctypes.CDLL, letters: str) -> Iterator[Candidate]:
        """Move the highlight down the list: only the highlighted one shows what it leaves."""
        seen = set()
        for place in range(DEEPEST):
            context = api.new_context()
            if not library.RimeGetContext(self._session, ctypes.byref(context)):
                return
            try:
                menu = context.menu
                at = menu.page_no * menu.page_size + menu.highlighted
                if menu.highlighted >= menu.num_candidates or at != place:
                    return
                text = _decoded(menu.candidates[menu.highlighted].text)
                composition = context.composition
                rest = _decoded((composition.preedit or b"")[composition.sel_end :])
            finally:
                library.RimeFreeContext(ctypes.byref(context))
            if is_simplified(text) and text not in seen:
                seen.add(text)
                yield Candidate(text, rest if letters.endswith(rest) else "")
            library.RimeProcessKey(self._session, _DOWN, 0)


def _acceptable(letters: str) -> str:
    kept = "".join(each for each in letters.lower() if "a" <= each <= "z" or each == "'")
    return kept.lstrip("'")[:LONGEST]


def _decoded(words: bytes | None) -> str:
    return (words or b"").decode("utf-8", "ignore")
