"""Where a question, a phone number, a word and a query code are, and where they never are."""

import re
import sqlite3
from datetime import UTC, datetime
from secrets import randbelow
from uuid import uuid4

import pytest
import requests
from server import running_server

from kiosk.county.contract import API
from kiosk.county.query_code import make_query_code

QUESTION, PHONE, WORD, REPLIED = "隔壁老王欠钱", "00000007391", "等得太久", "请带借条"
CODE = make_query_code(randbelow)
NOW = datetime.now(UTC).isoformat()
ASKED = {"code": CODE, "field": "debt", "text": QUESTION, "phone": PHONE, "asked_at": NOW}
SCORES = {"department": 1, "post": 2, "person": 3, "rated_at": NOW}


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """Return the folder of a server to which all was said, right, wrong and broken, and answers."""
    folder = tmp_path_factory.mktemp("used")
    answers = []
    with running_server(folder) as server:

        def send(path, body=None, raw=None, credential=server.terminal):
            headers = {"Authorization": f"Bearer {credential}", "Idempotency-Key": str(uuid4())}
            sent = {"json": body} if raw is None else {"data": raw}
            answer = requests.post(server.url + API + path, headers=headers, timeout=10, **sent)
            answers.append(answer)
            return answer

        assert send("/matters", ASKED).status_code == 201
        assert send("/matters", ASKED).status_code == 409
        send("/matters", ASKED | {"phone": f"{PHONE}x"})
        send("/matters", ASKED | {"text": QUESTION * 100})
        send("/matters", ASKED | {"code": CODE[:-1]})
        send("/matters", raw=f'{{"text": "{QUESTION}'.encode())
        send("/matters", raw=QUESTION.encode("gb18030"))
        send("/matters", ASKED, credential="nobody")
        assert send("/matters/lookup", {"code": CODE, "factor": PHONE[-4:]}).ok
        for _ in range(6):
            send("/matters/lookup", {"code": CODE, "factor": "0000"})
        send("/matters/lookup", {"code": CODE, "factor": PHONE})
        assert send("/ratings", SCORES | {"matter": CODE, "word": WORD}).status_code == 409
        ticket = send("/tickets", {"service": "advice"}).json()
        for action in ("next", "done"):
            send(f"/windows/2/{action}", {}, credential=server.windows[2])
        assert send("/ratings", SCORES | {"ticket": ticket["id"], "word": WORD}).status_code == 201
    return folder, answers


def test_the_log_says_nothing(used):
    folder, _ = used
    assert (folder / "backend.log").read_text() == ""


def test_a_refusal_never_repeats_what_was_said(used):
    _, answers = used
    for answer in answers:
        if not answer.ok:
            for said in (QUESTION, PHONE, CODE, WORD):
                assert said not in answer.text


def test_stored_answers_have_none_of_it_but_the_receipt_s_code(used):
    folder, _ = used
    with sqlite3.connect(folder / "county.sqlite3") as database:
        stored = [row[0].decode() for row in database.execute("SELECT body FROM answer")]
    whole = "\n".join(stored)
    assert "received_at" in whole
    for said in (QUESTION, PHONE, PHONE[-4:] + '"', WORD):
        assert said not in whole
    assert len([body for body in stored if CODE in body]) == 1


def test_a_lookup_leaves_no_answer_at_all(used):
    folder, _ = used
    with sqlite3.connect(folder / "county.sqlite3") as database:
        stored = [row[0].decode() for row in database.execute("SELECT body FROM answer")]
    assert not any(re.search('"events"|not_found|code_paused', body) for body in stored)


def test_what_was_deleted_is_gone_from_the_file(used, tmp_path):
    """A server that starts when the end is long past deletes before it ends in good order."""
    folder, _ = used
    file = folder / "county.sqlite3"
    assert QUESTION.encode() in everything(folder)
    with sqlite3.connect(file) as database:
        database.execute("UPDATE matter SET ended_at = 1, reply = ?", (REPLIED,))
        database.execute("UPDATE rating SET rated_at = 1")
        database.execute("UPDATE answer SET answered_at = 1")
        database.execute("UPDATE matter_attempt SET at = 1")
    with running_server(tmp_path, f"sqlite:///{file}"):
        pass
    left = everything(folder)
    for said in (QUESTION, PHONE, CODE, WORD, REPLIED):
        assert said.encode() not in left, said


def everything(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
