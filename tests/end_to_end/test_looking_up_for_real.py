"""Before a real window: a question written by hand, its answer read and rated; a law looked up.

The window, the pointer, the keys, the engines, the backend with its database and the printer's
wire are real.
"""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from canaries import Sighting, in_files
from escpos_reader import read_slips
from real_terminal import SECONDS, Hall, RealTerminal, await_true, hall, real_terminal
from repository import ROOT
from strokes import strokes_of

from kiosk.text_input.port import Ink
from kiosk.text_input.written import FINISH, PICK, SQUARE, WRITE
from kiosk.text_input.zinnia import ZinniaEngine
from tests.support.printer_peer import NetworkPeer

PAPER_DOTS = 576
QUESTION, PHONE = "欠工资", "13900007351"
REPLY = "样例答复：先找劳动监察。请向窗口核实。"
LAW = """# 中华人民共和国样例工资法

2024年1月1日 样例会议通过

<!-- INFO END -->

## 第一章 总则

第一条 为了样例，制定本法。

第二条 用人单位应当按月支付工资，不得拖欠。

第三条 本法自2024年5月1日起施行。
"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Hall]:
    with hall(tmp_path) as place:
        yield place


def test_a_question_by_hand_is_answered_found_and_rated(place: Hall) -> None:
    with NetworkPeer() as printer:
        place.write_settings(
            f'driver = "network"\nhost = "127.0.0.1"\nport = {printer.port}\n'
            "timeout_seconds = 5.0\n"
        )
        with real_terminal(place) as terminal:
            leave_question(terminal)
            code, field, question, phone = asked(
                place, "SELECT code, field, question, phone FROM matter ORDER BY id DESC LIMIT 1"
            )
            assert (field, question, phone) == ("wages", QUESTION, PHONE)
            assert len(read_slips(bytes(printer.works.kept), PAPER_DOTS)) == 1
            terminal.tap("leave", "idle")
            command(place, "backend", "matters", "reply", code, "--text", REPLY)

            look_up(terminal, code)
            rate(terminal)
            await_true(
                lambda: asked(place, "SELECT department, post, person FROM rating") == (5, 4, 1),
                "the rating",
            )
            terminal.tap("leave", "lookup.reply")
            terminal.tap("footer:end", "idle")
            await_true(lambda: place.undelivered() == 0, "nothing left to deliver")
            lines = [*terminal.lines.noise, *map(str, terminal.lines.seen)]
    secrets = (QUESTION, PHONE, PHONE[-4:], code, REPLY)
    assert [line for line in lines for secret in secrets if secret in line] == []
    assert left_behind(place, (QUESTION, PHONE, code, REPLY)) == []


def test_a_law_by_pinyin_on_a_keyboard(place: Hall) -> None:
    place.write_settings()
    texts = place.folder / "laws"
    texts.mkdir()
    (texts / "sample.txt").write_text(LAW, encoding="utf-8")
    command(place, "library", "import-laws", str(texts), "--config", str(place.config))
    with real_terminal(place) as terminal:
        terminal.tap("begin", "home")
        terminal.tap("laws", "find")
        terminal.tap("write", "find.words", SQUARE)
        terminal.pointer.focus()
        for letter in "gongzi":
            terminal.pointer.key(letter)
            terminal.reaches("find.words", f"{WRITE}{PICK}0")
        terminal.tap(f"{WRITE}{PICK}0", "find.words", WRITE + FINISH)
        terminal.tap(WRITE + FINISH, "find.found")
        laws = [name for name in terminal.page["targets"] if name.startswith("open:law:")]
        terminal.tap(laws[0], "find.article")
        terminal.tap("others", "find.found")
        terminal.tap("footer:end", "idle")


def leave_question(terminal: RealTerminal) -> None:
    terminal.tap("begin", "home")
    terminal.tap("question", "question.field")
    terminal.tap("wages", "question.text", SQUARE)
    engine = ZinniaEngine()
    engine.prepare()
    for character in QUESTION:
        write(terminal, engine, character)
    terminal.tap(WRITE + FINISH, "question.phone")
    terminal.tap("phone", "question.number")
    type_digits(terminal, PHONE, "question.tail")
    terminal.tap("right", "question.check")
    terminal.tap("send", "question.receipt", "leave")


def write(terminal: RealTerminal, engine: ZinniaEngine, character: str) -> None:
    """Draw a character stroke by stroke and pick it from what is offered."""
    strokes = strokes_of(character)
    for stroke in strokes:
        terminal.pointer.draw(terminal.page["targets"][SQUARE], stroke)
        terminal.reaches("question.text", f"{WRITE}{PICK}0")
    offered = [candidate.text for candidate in engine.candidates(Ink(strokes))]
    terminal.tap(f"{WRITE}{PICK}{offered.index(character)}", "question.text", WRITE + FINISH)


def type_digits(terminal: RealTerminal, digits: str, page: str) -> None:
    for digit in digits:
        terminal.pointer.tap(terminal.page["targets"][f"pad:{digit}"])
    terminal.tap("pad:done", page)


def look_up(terminal: RealTerminal, code: str) -> None:
    terminal.tap("begin", "home")
    terminal.tap("matters", "lookup.code")
    type_digits(terminal, code[:-1] + str((int(code[-1]) + 1) % 10), "lookup.code")
    type_digits(terminal, code, "lookup.factor")
    type_digits(terminal, PHONE[-4:], "lookup.matter")
    terminal.tap("reply", "lookup.reply")


def rate(terminal: RealTerminal) -> None:
    terminal.tap("rate", "rate.department")
    terminal.tap("5", "rate.post")
    terminal.tap("4", "rate.person")
    terminal.tap("1", "rate.word", "skip")
    terminal.tap("skip", "rate.thanks", "leave")


def command(place: Hall, group: str, *words: str) -> None:
    """Run ``kiosk`` as staff would, on the database of ``place``."""
    database = ["--db", f"sqlite:///{place.data / 'county.sqlite3'}"] if group == "backend" else []
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", group, *words, *database],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stderr


def asked(place: Hall, question: str) -> tuple[object, ...]:
    database = place.data / "county.sqlite3"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as county:
        row = county.execute(question).fetchone()
    return tuple(row) if row is not None else ()


def left_behind(place: Hall, secrets: tuple[str, ...]) -> list[Sighting]:
    """Where in any file but the county's own database one of ``secrets`` stands, however spelt."""
    return sorted(in_files(place.folder, secrets, ("county.sqlite3", "Xvfb_screen")))
