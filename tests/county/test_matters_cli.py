"""``kiosk backend matters`` and ``ratings``: what staff type and read."""

import json
import os
import subprocess
from datetime import timedelta

import pytest
from server import ROOT, backend_command, run_backend
from test_matter_life import desk, leave, look
from test_ratings import rate, served

from kiosk.county.server import matter_desk
from kiosk.county.server.sample_matters import load_sample_matters
from kiosk.county.server.transactions import system_clock


@pytest.fixture
def run(county):
    county.now = system_clock()
    database = f"sqlite:///{county.engine.url.database}"

    def command(*arguments, given=None):
        done = subprocess.run(
            [*backend_command(), *arguments, "--db", database],
            cwd=ROOT,
            input=given,
            capture_output=True,
            timeout=60,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    return command


@pytest.fixture
def fails(run):
    def command(*arguments, given=None):
        with pytest.raises(AssertionError) as failed:
            run(*arguments, given=given)
        said = str(failed.value)
        assert "Traceback" not in said
        return said

    return command


def test_the_list_marks_what_is_overdue(county, run):
    assert run("matters", "list") == "Nothing waits."
    county.do(load_sample_matters)
    lines = run("matters", "list").splitlines()
    assert lines[0].startswith("! OVERDUE by 1 h 0 min  1000 0000 0025  consultation (land)")
    assert "waits 6 h 0 min, with 法律咨询（样例）" in lines[0]
    assert lines[1] == "    【样例】邻居的院墙占了我家的地，找谁处理？"
    assert lines[-1].startswith("1 overdue.")
    assert "1000 0000 0017" not in "\n".join(lines)
    assert "answered in time  1000 0000 0017" in run("matters", "list", "--all")
    only = run("matters", "list", "--overdue").splitlines()
    assert len(only) == 3


def test_the_window_is_told(county, run):
    assert "overdue" not in run("window", "2", "open")
    county.do(load_sample_matters)
    assert "! 1 overdue: citizens wait" in run("window", "2", "open")


def test_nothing_overdue(county, run):
    leave(county)
    assert run("matters", "list", "--overdue") == "Nothing is overdue."
    assert run("matters", "list").startswith("due in ")


def test_that_its_owner_asked_in_vain(county, run):
    code = leave(county, asked_at=county.now - timedelta(days=1))
    look(county, code)
    assert "its owner asked in vain at " in run("matters", "list")


def test_looking_keeps_no_ticket_waiting(county, run):
    leave(county)
    with county.engine.begin():  # somebody writes
        for command in (("matters", "list"), ("ratings",)):
            run(*command)


def test_json(county, run):
    county.do(load_sample_matters)
    found = json.loads(run("matters", "list", "--json", "--overdue"))
    assert [(one["code"], one["overdue"], one["phone"]) for one in found] == [
        ("100000000025", True, "00000001234")
    ]
    assert found[0]["waited_minutes"] == 360


def test_answering(county, run, tmp_path):
    codes = [leave(county) for _ in range(3)]
    file = tmp_path / "reply.txt"
    file.write_text("第二\n行", encoding="utf-8")
    assert run("matters", "reply", codes[0], "--text", "第一").startswith("answered in time")
    run("matters", "reply", codes[1], "--file", str(file))
    spaced = f"{codes[2][:4]} {codes[2][4:8]} {codes[2][8:]}"
    run("matters", "reply", spaced, given="从标准输入".encode())
    assert [look(county, code).reply for code in codes] == ["第一", "第二\n行", "从标准输入"]


def test_assigning_showing_and_closing(county, run):
    code = run(
        "matters", "add", "--kind", "mediation", "--phone", "0000-000 1234", "--text", "借款"
    )
    run("matters", "assign", code, "--to", "样例人员/人民调解", "--note", "在约双方")
    shown = run("matters", "show", code)
    for part in (code, "Phone: 00000001234", "    借款", "assigned, 样例人员: 在约双方"):
        assert part in shown
    assert "mediation, closed" in run("matters", "close", code, "--text", "谈妥了")
    matter = look(county, code.replace(" ", ""))
    assert (matter.kind, matter.reply, matter.department.en) == ("mediation", "谈妥了", "Mediation")


@pytest.mark.parametrize("kind", ["consultation", "legal_aid", "mediation", "notary"])
def test_every_kind_can_be_entered(county, run, kind):
    code = run("matters", "add", "--kind", kind).replace(" ", "")
    assert look(county, code, None).kind == kind


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "100000000018"), "one digit is wrong"),
        (("show", "1234"), "twelve digits"),
        (("show", "100000000017"), "no matter has the code 1000 0000 0017"),
        (("assign", "100000000017"), "Missing option '--to'"),
        (("add", "--kind", "weather"), "Invalid value for '--kind'"),
        (("add", "--kind", "notary", "--phone", "12"), "7 to 13 digits"),
        (("reply", "100000000017", "--file", "no-such-file"), "no-such-file"),
    ],
)
def test_mistakes_are_said_in_words(fails, arguments, said):
    assert said in fails("matters", *arguments)


def test_a_reply_that_is_no_text(county, fails):
    code = leave(county)
    assert "not UTF-8" in fails("matters", "reply", code, given=b"\xff\xfe")
    assert "the reply is empty" in fails("matters", "reply", code, given=b" \n")
    assert "5000 is the most" in fails("matters", "reply", code, "--text", "字" * 5001)


def test_ratings(county, run):
    assert run("ratings") == "Nobody has rated anything yet."
    code = leave(county)
    desk(county, matter_desk.assign, code, "样例人员/法律援助")
    desk(county, matter_desk.reply, code, "好")
    rate(county, (4, 5, 5), matter=code)
    rate(county, (5, 2, 3), ticket=served(county).id, word="等得久")
    said = run("ratings")
    for line in (
        "    5.00  法律咨询 (1 rating)",
        "    4.00  法律援助 (1 rating)",
        "    2.00  2 (1 rating)",
        "    5.00  样例人员 (1 rating)",
    ):
        assert line in said
    assert "等得久" not in said
    assert "等得久" in run("ratings", "--words")
    assert "words" not in json.loads(run("ratings", "--json"))
    assert json.loads(run("ratings", "--json", "--words"))["words"] == ["等得久"]


def test_a_sample_centre_can_be_tried_at_once(tmp_path):
    database = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    run_backend("enrol", "--window", "1", "--sample", "--db", database)
    assert "1000 0000 0025" in run_backend("matters", "list", "--db", database)
