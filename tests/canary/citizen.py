"""A citizen before a real terminal who says things that must be left nowhere."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from real_terminal import HEIGHT, PIN, SECONDS, WIDTH, Hall, RealTerminal, await_true
from repository import ROOT
from strokes import strokes_of

from kiosk.text_input.port import Ink
from kiosk.text_input.written import FINISH, KEY, MODE, PICK, SQUARE, WRITE, Mode
from kiosk.text_input.zinnia import ZinniaEngine

WORDS = ("田口工", "日木山", "王口古", "林田口")
"""Sample questions: characters without a sense, which stand in no catalogue, law or list."""

PHONES = ("13971664927", "13685207419", "15927308416", "18736490257")
ID_NUMBER = "110105194912310021"
REPLY = "样例答复金丝雀"
NAME, SEARCH, PRAISE = "ceshimingqing", "jinsiquewentian", "xiexiejinsique"


@dataclass
class Citizen:
    """What was said so far: ``told`` is what the county got, ``kept`` what nobody may have."""

    terminal: RealTerminal
    hall: Hall
    scan: Callable[[str], None] = lambda _: None
    visit: int = 0
    told: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    code: str = ""

    # --- hands ----------------------------------------------------------------------------

    def go(self, *targets: str) -> None:
        """Touch one thing after the other, each once it is there."""
        for target in targets:
            if target not in self.terminal.page["targets"]:
                self.terminal.page = self.terminal.lines.wait_for(
                    lambda line, target=target: target in line.get("targets", ())  # type: ignore[misc]
                )
            self.terminal.pointer.tap(self.terminal.page["targets"][target])
            self.terminal.page = self.terminal.lines.wait_for(lambda line: "targets" in line)

    def until(self, page: str) -> None:
        """Wait for ``page``, which may be there."""
        if self.terminal.page["page"] != page:
            self.terminal.reaches(page)

    def draw(self, text: str) -> None:
        """Write with a finger; each character is picked of what is offered."""
        engine = ZinniaEngine()
        engine.prepare()
        for character in text:
            strokes = strokes_of(character)
            for stroke in strokes:
                self.terminal.pointer.draw(self.terminal.page["targets"][SQUARE], stroke)
                self._sees(f"{WRITE}{PICK}0")
            offered = [candidate.text for candidate in engine.candidates(Ink(strokes))]
            self.go(f"{WRITE}{PICK}{offered.index(character)}")
            if WRITE + FINISH not in self.terminal.page["targets"]:
                self._sees(WRITE + FINISH)
        engine.close()

    def spell(self, letters: str) -> None:
        """Write by the letters of a keyboard, the first candidate each time, and finish."""
        self.kept.add(letters)
        self.terminal.pointer.focus()
        for letter in letters:
            self.terminal.pointer.key(letter)
            self._sees(f"{WRITE}{PICK}0")
        while f"{WRITE}{PICK}0" in self.terminal.page["targets"]:
            self.go(f"{WRITE}{PICK}0")
        self.go(WRITE + FINISH)

    def digits(self, digits: str, page: str) -> None:
        """Type on the pad and confirm."""
        for digit in digits:
            self.terminal.pointer.tap(self.terminal.page["targets"][f"pad:{digit}"])
        self.terminal.tap("pad:done", page)

    def _sees(self, target: str) -> None:
        self.terminal.page = self.terminal.lines.wait_for(
            lambda line: target in line.get("targets", ())
        )

    # --- journeys -------------------------------------------------------------------------

    def writes_a_question(self) -> None:
        """Up to the check page: nothing is sent yet."""
        words, phone = WORDS[self.visit % len(WORDS)], PHONES[self.visit % len(PHONES)]
        self.visit += 1
        self.kept |= {words, phone, ID_NUMBER}
        self.terminal.tap("begin", "home")
        self.terminal.tap("question", "question.field")
        self.terminal.tap("wages", "question.text", SQUARE)
        self.draw(words)
        self.go(f"{WRITE}{MODE}{Mode.DIGITS}")
        for digit in ID_NUMBER:
            self.go(f"{WRITE}{KEY}{digit}")
        self.go(WRITE + FINISH)
        self.until("question.phone")
        self.terminal.tap("phone", "question.number")
        self.digits(phone, "question.tail")
        self.terminal.tap("right", "question.check")

    def leaves_a_question(self) -> None:
        """Write it and send it; the code on the receipt is noted, as a citizen would."""
        self.writes_a_question()
        self.terminal.tap("send", "question.receipt", "leave")
        self._note_receipt()

    def _note_receipt(self) -> None:
        question = "SELECT code, question, phone FROM matter ORDER BY id DESC LIMIT 1"
        if row := self._asked("county.sqlite3", question):
            self.code = str(row[0])
            self._received(self.code, WORDS[(self.visit - 1) % len(WORDS)], str(row[2]), ID_NUMBER)

    def looks_it_up_and_rates(self) -> None:
        """Type the code, once wrong, read what the office says, and rate it with a word."""
        self._command("backend", "matters", "reply", self.code, "--text", REPLY)
        self._received(REPLY, self.code)
        phone = PHONES[(self.visit - 1) % len(PHONES)]
        self.terminal.tap("begin", "home")
        self.terminal.tap("matters", "lookup.code")
        self.digits(self.code[:-1] + str((int(self.code[-1]) + 1) % 10), "lookup.code")
        self.digits(self.code, "lookup.factor")
        self.digits(phone[-4:], "lookup.matter")
        self.terminal.tap("reply", "lookup.reply")
        self.go("rate", "5", "4", "3")
        self.until("rate.word")
        self.spell(PRAISE)
        self.until("rate.thanks")
        await_true(lambda: self.hall.undelivered() == 0, "the delivery", 4 * SECONDS)
        if row := self._asked("county.sqlite3", "SELECT word FROM rating ORDER BY id DESC LIMIT 1"):
            self._received(str(row[0]))

    def looks_for_words(self) -> None:
        """Search laws and answers."""
        self.terminal.tap("begin", "home")
        self.terminal.tap("laws", "find")
        self.terminal.tap("write", "find.words", SQUARE)
        self.spell(SEARCH)
        self.until("find.found")

    def looks_for_a_person(self) -> None:
        """Search the directory by a name."""
        self.go("begin", "people", "name")
        self.until("people.name")
        self.spell(NAME)
        self.until("people.found")

    def checks_and_prints(self) -> None:
        """Do the self-check and print what came of it."""
        self.terminal.tap("begin", "home")
        self.go("check", "begin", "safe", "no", "yes", "work", "unpaid_wages")
        self.go("good_samaritan", "done", "no", "result", "print")

    def has_codes_scanned(self) -> None:
        """Hold an identity card before the scanner, then the receipt on the page that wants it."""
        self.kept.add(ID_NUMBER)
        self._received(self.code)
        self.terminal.tap("begin", "home")
        self.scan(ID_NUMBER)
        self.terminal.tap("matters", "lookup.code")
        self.scan(self.code)
        self.terminal.reaches("lookup.factor")

    def leaves_a_question_without_the_line(self) -> None:
        """The backend hangs while it is sent, and receives it once the citizen has gone."""
        self.writes_a_question()
        backend = next(each for each in self.terminal.family() if "backend" in each.cmdline())
        backend.suspend()
        try:
            self.go("send")
            self.until("question.receipt")
        finally:
            backend.resume()
        await_true(lambda: self.hall.undelivered() == 0, "the delivery", 4 * SECONDS)
        self._note_receipt()

    # --- endings --------------------------------------------------------------------------

    def is_done(self) -> None:
        """Leave by the page's own way, where it has one."""
        leave = "leave" if "leave" in self.terminal.page["targets"] else "footer:end"
        self.go(leave)
        if self.terminal.page["page"] != "idle" and leave == "leave":
            self.go("footer:end")
        self.until("idle")

    def ends(self) -> None:
        """Touch "end" or "leave now", whichever the footer has."""
        targets = self.terminal.page["targets"]
        self.go("footer:leave_now" if "footer:leave_now" in targets else "footer:end")
        self.until("idle")

    def walks_away(self) -> None:
        """Do nothing until the terminal is idle by itself."""
        self.terminal.page = self.terminal.lines.wait_for(
            lambda line: line.get("page") == "idle", 4 * SECONDS
        )

    def is_reset_by_staff(self) -> None:
        """A member of staff holds the corner, types the PIN and wipes the visit."""
        self.kept.add(PIN)
        self.terminal.pointer.move((WIDTH - 40, HEIGHT - 40, 20, 20))
        self.terminal.pointer.hold()
        self.until("staff.pin")
        self.terminal.pointer.let_go()
        self.digits(PIN, "staff")
        self.go("reset", "leave")
        self.until("idle")

    # --- what the county has --------------------------------------------------------------

    def _received(self, *words: str) -> None:
        self.told.update(words)
        self.kept.difference_update(words)

    def _asked(self, database: str, question: str) -> tuple[object, ...]:
        path = self.hall.data / database
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as asked:
            row = asked.execute(question).fetchone()
        return tuple(row) if row is not None else ()

    def _command(self, *words: str) -> None:
        database = f"sqlite:///{self.hall.data / 'county.sqlite3'}"
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", *words, "--db", database],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        assert done.returncode == 0, done.stderr


JOURNEYS: dict[str, Callable[[Citizen], None]] = {
    "question": Citizen.leaves_a_question,
    "lookup": Citizen.looks_it_up_and_rates,
    "find": Citizen.looks_for_words,
    "people": Citizen.looks_for_a_person,
    "self-check": Citizen.checks_and_prints,
    "scanner": Citizen.has_codes_scanned,
    "question without the line": Citizen.leaves_a_question_without_the_line,
}
ENDINGS: dict[str, Callable[[Citizen], None]] = {
    "done": Citizen.is_done,
    "ended": Citizen.ends,
    "time-out": Citizen.walks_away,
    "staff": Citizen.is_reset_by_staff,
}
CRASHES: dict[str, signal.Signals] = {
    "killed": signal.SIGKILL,
    "aborted": signal.SIGABRT,
    "segmentation fault": signal.SIGSEGV,
}


@contextmanager
def home_in(hall_folder: "os.PathLike[str]") -> Iterator[None]:
    """Let everything that is started keep home, caches and temporary files below a folder."""
    names = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    before = {name: os.environ.get(name) for name in names}
    try:
        for name in names:
            place = os.path.join(hall_folder, "home-of", name.lower())
            os.makedirs(place, exist_ok=True)
            os.environ[name] = place
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
