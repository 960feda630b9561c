"""A whole terminal looks up a matter and takes a question: what is heard, traced and kept."""

from matter_talks import CODE, PHONE, SECRETS, SLIP_OF_THE_FINGER, TAIL, WELL
from rehearsal import Rehearsal

from kiosk.effects import LookUpMatter
from kiosk.spoken_matters import QueryCode


def heard(terminal: Rehearsal) -> list[str]:
    return [secret for secret in SECRETS if secret in terminal.said()]


def at_home() -> Rehearsal:
    terminal = Rehearsal(results=dict(WELL))
    terminal.press("begin")
    return terminal


def test_looking_up_a_matter_says_what_is_private_only_when_asked_and_traces_nothing():
    terminal = at_home()
    terminal.press("matters", SLIP_OF_THE_FINGER)
    assert "有一位不对" in terminal.said()
    assert terminal.count(LookUpMatter) == 0
    terminal.press(CODE, TAIL)
    assert terminal.page == "lookup.matter"
    assert "已经答复" in terminal.said()
    terminal.press("reply")
    assert heard(terminal) == []
    terminal.press("aloud")
    assert "可以先找调解员" in terminal.said()
    traced = "\n".join(terminal.lines)
    assert [secret for secret in SECRETS if secret in traced] == []


def test_the_digits_of_a_code_are_counted_aloud_and_not_said():
    terminal = at_home()
    terminal.press("matters")
    for digit in CODE:
        terminal.terminal.keyed(terminal.display.view.serial, digit)
    echoed = [said[0].text for said in terminal.voice.spoken[-len(CODE) :]]
    assert echoed[0] == "已输入一位"
    assert echoed[-1] == "已输入十二位"
    assert len(set(echoed)) == len(CODE)


def test_the_sound_of_the_answer_is_not_kept():
    terminal = at_home()
    terminal.press("matters", CODE, TAIL, "reply", "aloud")
    private = [u for said in terminal.voice.spoken for u in said if "调解员" in u.text]
    assert private
    assert not any(utterance.keep for utterance in private)


def test_a_scanned_code_answers_the_page_that_asks_for_one():
    terminal = at_home()
    terminal.press("matters")
    terminal.terminal.scanned(f"http://centre.example/q/{CODE}")
    terminal.display.settle()
    assert terminal.page == "lookup.factor"


def test_a_question_is_left_and_only_the_code_is_said_and_only_when_asked():
    terminal = at_home()
    terminal.press(
        "question", "housing", "written:邻居的水管漏到我家", "phone", PHONE, "right", "send"
    )
    assert terminal.page == "question.receipt"
    assert heard(terminal) == []
    terminal.press("aloud")
    assert heard(terminal) == [QueryCode(CODE).spoken("zh")]
