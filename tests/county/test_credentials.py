"""Credentials: shown once, stored hashed, revoked at once; terminals and their settings."""

import pytest
from sqlalchemy import select

from kiosk.county.contract import Condition, Heartbeat, HelpCall, ProblemCode, Words
from kiosk.county.server import tables, terminals
from kiosk.county.server.auth import Caller, Role, identify, identify_as, revoke
from kiosk.county.server.problems import Refusal
from kiosk.county.server.staff_text import describe_help
from kiosk.county.server.terminal_text import describe_terminals


def enrol(county, terminal="hall-2", letter="L"):
    return county.do(lambda transaction: terminals.enrol_terminal(transaction, terminal, letter))


def who(county, credential):
    return county.do(lambda transaction: identify(transaction.settings, credential))


def test_a_credential_says_who_calls(county):
    assert who(county, enrol(county)) == Caller(Role.TERMINAL, "hall-2")


def test_only_a_hash_is_stored(county):
    credential = enrol(county)
    secret = credential.partition(".")[2]
    rows = county.do(
        lambda transaction: transaction.connection.execute(select(tables.credential)).all()
    )
    assert secret not in repr(rows)
    assert secret.encode() not in b"".join(row.hash for row in rows)
    assert len(secret) >= 43  # 256 bits


def test_all_faults_are_refused_alike(county):
    credential = enrol(county)
    revoked = enrol(county, "hall-3", "M")
    county.do(lambda transaction: revoke(transaction, Role.TERMINAL, "hall-3"))
    key, secret = credential.split(".")
    faults = [None, "", "x", key, f"{key}.", f"{key}.{secret}x", f"{'0' * 16}.{secret}", revoked]
    answers = set()
    for fault in faults:
        with pytest.raises(Refusal) as refused:
            who(county, fault)
        answers.add((refused.value.code, refused.value.detail))
    assert len(answers) == 1
    assert answers.pop()[0] is ProblemCode.UNAUTHORISED


def test_enrolling_again_replaces_the_credential(county):
    old, new = enrol(county), enrol(county)
    assert who(county, new).subject == "hall-2"
    with pytest.raises(Refusal):
        who(county, old)


def test_no_two_terminals_with_one_letter(county):
    enrol(county)
    with pytest.raises(Refusal):
        enrol(county, "hall-3", "L")
    with pytest.raises(Refusal):
        enrol(county, "hall-3", "ll")


@pytest.mark.parametrize("allowed", [Role.WINDOW, Caller(Role.WINDOW, "2")])
def test_a_terminal_is_no_window(county, allowed):
    credential = enrol(county)
    with pytest.raises(Refusal) as refused:
        county.do(lambda transaction: identify_as(transaction.settings, credential, allowed))
    assert refused.value.code is ProblemCode.FORBIDDEN


def test_a_window_speaks_for_itself_alone(county):
    credential = county.do(lambda transaction: terminals.enrol_window(transaction, 3))
    with pytest.raises(Refusal) as refused:
        county.do(
            lambda transaction: identify_as(
                transaction.settings, credential, Caller(Role.WINDOW, "2")
            )
        )
    assert refused.value.code is ProblemCode.FORBIDDEN


def test_heartbeat_pause_message_and_skew(county):
    enrol(county)
    beat = Heartbeat(clock=county.now, version="1", faults=("printer: no paper",))
    county.later(seconds=61)
    words = Words(zh="请稍候", en="Please wait")

    def command(transaction):
        terminals.set_pause(transaction, "hall-2", paused=True)
        terminals.set_message(transaction, "hall-2", words)
        return terminals.take_heartbeat(transaction, "hall-2", beat)

    reply = county.do(command)
    assert (reply.skew_seconds, reply.paused, reply.message) == (-61.0, True, words)
    known = county.do(terminals.read_terminals)
    text = "\n".join(describe_terminals(known, county.now))
    assert "CLOCK -61 s off" in text
    assert "printer: no paper" in text
    assert "hall-1 (K), never heard of" in text


def test_the_last_heartbeat_is_what_staff_see(county):
    condition = Condition(in_service=False, slips=4, paper_left_mm=70_000)
    for beat in (
        Heartbeat(clock=county.now, version="2", undelivered=3, condition=condition),
        Heartbeat(clock=county.now, version="1"),
    ):
        county.do(
            lambda transaction, beat=beat: terminals.take_heartbeat(transaction, "hall-1", beat)
        )
        (known,) = county.do(terminals.read_terminals)
        assert known.version == beat.version
        assert known.undelivered == beat.undelivered
        assert known.condition == (beat.condition or Condition())


def test_a_call_for_help_is_shown_until_answered(county):
    call = HelpCall(page="home")
    for _ in range(2):
        county.do(lambda transaction: terminals.call_help(transaction, "hall-1", call))
    county.later(minutes=3)
    (line,) = describe_help(county.do(terminals.open_help), county.now)
    assert "hall-1" in line
    assert "3 min ago" in line
    county.do(lambda transaction: terminals.answer_help(transaction, "hall-1"))
    assert county.do(terminals.open_help) == ()
