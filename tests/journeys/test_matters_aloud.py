"""A whole terminal looks up a matter and takes a question: what is heard, traced and kept."""

from matter_talks import CODE, PHONE, SECRETS, SLIP_OF_THE_FINGER, TAIL, WELL
from rehearsal import Rehearsal

from kiosk.effects import LookUpMatter
from kiosk.gallery.matters import sample_matter
from kiosk.journeys.leave_question_pages import number_page
from kiosk.journeys.matters import factor_page
from kiosk.journeys.matters_pages import matter_page, reply_page
from kiosk.narration import narrate
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


def test_what_is_for_the_eye_alone_has_no_heading_aloud():
    answered = sample_matter()
    quiet = [each.spoken("zh") for each in narrate(reply_page(answered, aloud=False, news=None))]
    assert quiet.count("答复") == 1
    assert "您当时问的" not in quiet
    loud = [each.spoken("zh") for each in narrate(reply_page(answered, aloud=True, news=None))]
    assert loud.count("答复") == 2
    assert "您当时问的" in loud
    assert narrate(matter_page(answered, news=None))[0].spoken("zh") == "留言咨询"


def test_digits_whose_number_is_fixed_are_asked_for_by_their_number():
    assert "请按四位数字" in [each.spoken("zh") for each in narrate(factor_page())]
    phone = [each.spoken("zh") for each in narrate(number_page(wrong=False))]
    assert "请按数字，最多十二位" in phone
