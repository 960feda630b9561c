"""Whole visits on real parts: no code, phone, name or word of a citizen is left behind.

Questions left, looked up, read, read aloud and rated; laws and people looked for in writing; a
visit ends in every way there is. Then every file and everything told is searched.
"""

import re
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from canaries import Sighting, in_files, sightings
from server import run_backend
from whole_visit import SECONDS, WholeTerminal, whole_terminal

QUESTION, PHONE = "田口工", "13971664927"
REPLY = "样例答复金丝雀：先找劳动监察。"
NAME, WORDS, PRAISE = "ceshiming", "jinsiquewenti", "xiexiebangzhu"
COUNTYS_OWN = ("county.sqlite3",)
"""The backend's database has the question, and must."""

End = Callable[[WholeTerminal], None]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeTerminal]:
    folder = tmp_path_factory.mktemp("hall")
    with pytest.MonkeyPatch.context() as patches:
        for name, sub in (("HOME", "home"), ("TMPDIR", "tmp"), ("XDG_CACHE_HOME", "home/cache")):
            (folder / sub).mkdir(parents=True)
            patches.setenv(name, str(folder / sub))
        patches.setattr(tempfile, "tempdir", None)
        with whole_terminal(folder) as hall:
            hall.reaches("idle")
            yield hall


def left_behind(hall: WholeTerminal, canaries: list[str]) -> list[Sighting]:
    """Return what is found; what the outbox is still at work on is waited for."""
    end = time.monotonic() + SECONDS
    while True:
        found = in_files(hall.folder, canaries, COUNTYS_OWN)
        if not found or time.monotonic() > end:
            break
        hall.office._outbox.wake()
        time.sleep(0.05)
    found.update(sightings("told", hall.told.getvalue().encode(), canaries))
    kept = "\n".join(each.text for each in hall.synthesiser.made if each.keep)
    found.update(sightings("sounds kept", kept.encode(), canaries))
    return sorted(found)


def assert_nothing_left(hall: WholeTerminal, canaries: list[str]) -> None:
    assert [canary for canary in canaries if len(canary) < 3] == [], "found by chance"
    assert left_behind(hall, canaries) == []
    tail = re.compile(rf"(?<![0-9.]){PHONE[-4:]}(?![0-9])")
    assert tail.findall(hall.told.getvalue()) == []
    assert list((hall.folder / "data").rglob("once-*")) == []


def leave_question(hall: WholeTerminal, field: str, phone: str | None) -> str:
    hall.go("begin", "home", "question", "question.field")
    if field == "violence":
        hall.go("violence", "check.danger", "go_on", "question.text")
    else:
        hall.go(field, "question.text")
    hall.draw(QUESTION)
    hall.finish("question.phone")
    if phone is None:
        hall.go("no_phone", "question.check")
    else:
        hall.go("phone", "question.number", phone, "question.tail", "right", "question.check")
    hall.go("aloud", "question.check.aloud", "send", "question.receipt")
    hall.go("aloud", "question.receipt.aloud")
    code = hall.display.view.page.qr  # type: ignore[attr-defined]
    assert isinstance(code, str)
    return code


def read_and_rate(hall: WholeTerminal, code: str, *, scanned: bool) -> str:
    hall.go("begin", "home", "matters", "lookup.code")
    if scanned:
        hall.terminal.scanned(code)
        hall.reaches("lookup.factor")
    else:
        hall.go(code[:-1] + str((int(code[-1]) + 1) % 10), "lookup.code", code, "lookup.factor")
    hall.go("0000", "lookup.not.found", "factor", "lookup.factor", PHONE[-4:], "lookup.matter")
    hall.go("reply", "lookup.reply", "aloud", "lookup.reply.aloud", "print", "lookup.reply")
    hall.go("rate", "rate.department", "5", "rate.post", "4", "rate.person", "3", "rate.word")
    word = hall.spell(PRAISE)
    hall.finish("rate.thanks")
    hall.go("leave", "lookup.reply")
    return word


def look_for_words_and_people(hall: WholeTerminal) -> list[str]:
    hall.go("begin", "home", "laws", "find", "write", "find.words")
    words = hall.spell(WORDS)
    hall.finish("find.found")
    hall.look_round()
    hall.ends()
    hall.go("begin", "home", "people", "people", "name", "people.name")
    name = hall.spell(NAME)
    hall.finish("people.found")
    return [words, name]


ENDS: dict[str, End] = {
    "done": lambda hall: hall.go("leave", "idle"),
    "time-out": WholeTerminal.times_out,
    "ended": WholeTerminal.ends,
    "staff": WholeTerminal.is_reset_by_staff,
    "failsafe": WholeTerminal.fails,
}


@pytest.mark.parametrize("end", ENDS)
def test_a_question_answered_read_and_rated(end: str, hall: WholeTerminal) -> None:
    code = leave_question(hall, "wages", PHONE)
    ENDS[end](hall)
    assert hall.page == "idle"
    database = hall.backend.database
    run_backend("matters", "reply", code, "--text", REPLY, "--db", database)
    word = read_and_rate(hall, code, scanned=end in ("done", "staff"))
    (WholeTerminal.ends if end == "done" else ENDS[end])(hall)
    assert any(QUESTION in made.text for made in hall.synthesiser.made), "it was read aloud"
    assert any(REPLY in made.text for made in hall.synthesiser.made)
    assert len(hall.paper.slips) >= 2
    assert_nothing_left(hall, [QUESTION, PHONE, REPLY, code, word, PRAISE])
    assert word in Path(database.removeprefix("sqlite:///")).read_text(errors="ignore") or word in (
        Path(database.removeprefix("sqlite:///") + "-wal").read_text(errors="ignore")
    ), "the rating was delivered"


def test_a_question_one_may_not_be_seen_with(hall: WholeTerminal) -> None:
    code = leave_question(hall, "violence", None)
    hall.leaves_now()
    assert_nothing_left(hall, [QUESTION, code])


@pytest.mark.parametrize("end", ["time-out", "ended", "staff", "failsafe"])
def test_laws_and_people_looked_for(end: str, hall: WholeTerminal) -> None:
    words, name = look_for_words_and_people(hall)
    ENDS[end](hall)
    assert_nothing_left(hall, [words, name, WORDS, NAME])


def test_what_waits_for_the_line_goes_with_it(hall: WholeTerminal) -> None:
    """The outbox keeps a question that must still be sent, and nothing keeps it after."""
    hall.backend.kill()
    code = leave_question(hall, "land", PHONE)
    hall.ends()
    canaries = [QUESTION, PHONE, code]
    waiting = in_files(hall.folder, canaries, COUNTYS_OWN)
    assert {sighting.canary for sighting in waiting} == set(canaries)
    assert {Path(sighting.place).name for sighting in waiting} <= {"terminal.db", "terminal.db-wal"}
    hall.backend.start()
    assert_nothing_left(hall, canaries)
    assert hall.office.undelivered() == 0
