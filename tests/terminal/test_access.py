"""How a visit looks and sounds: one page, everything on it at once, nothing lost behind it."""

import pytest
from blind_user import BlindUser
from matter_talks import CODE, TAIL, WELL
from rehearsal import Rehearsal

from kiosk.effects import IssueTicket
from kiosk.journeys.access import RATES, access_page, adjusted
from kiosk.view import TEXT_STEPS, Command, Key, Look
from kiosk.wording import LANGUAGES


def at(*answers: str) -> Rehearsal:
    hall = Rehearsal(results=dict(WELL))
    hall.press("begin", *answers)
    return hall


def type_on_pad(hall: Rehearsal, digits: str) -> None:
    for digit in digits:
        hall.terminal.keyed(hall.display.view.serial, digit)


@pytest.mark.parametrize(
    ("answer", "look"),
    [
        *((f"size:{step}", Look(text_step=step)) for step in range(1, len(TEXT_STEPS))),
        ("contrast", Look(contrast=True)),
        ("lowered", Look(lowered=True)),
        ("voice", Look(muted=True)),
        ("explore", Look(explore=True)),
        ("louder", Look(gain_db=12.0)),
        ("softer", Look(gain_db=-12.0)),
        ("slower", Look(rate=-1)),
        ("faster", Look(rate=1)),
    ],
)
def test_all_is_changed_at_once_and_for_this_visit_only(answer: str, look: Look) -> None:
    hall = at("ticket")
    hall.footer(Command.TEXT_SIZE)
    assert hall.page == "access"
    hall.press(answer)
    assert hall.page == "access"
    assert hall.display.view.look == look
    hall.press("leave")
    assert hall.page == "service"
    assert hall.display.view.look == look
    hall.footer(Command.END)
    assert hall.display.view.look == Look()


def test_what_is_changed_is_said_with_its_new_state() -> None:
    hall = at()
    hall.footer(Command.TEXT_SIZE)
    hall.press("contrast")
    assert [each.text for each in hall.voice.spoken[-1]] == ["颜色更分明，现在：开"]
    hall.press("size:2")
    assert [each.text for each in hall.voice.spoken[-1]] == ["更大的字，正在用"]
    hall.press("faster", "faster", "faster")
    (said,) = hall.voice.spoken[-1]
    assert (said.text, said.rate) == ("念快一点，现在：最快", 2)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_state_is_told_in_words(lang: str) -> None:
    plain = access_page(Look())
    for option in plain.options[:-1]:
        changed = access_page(adjusted(Look(), option.id))
        if option.id == "size:0":
            assert changed == plain
            continue
        states = [
            [each.detail.shown(lang) for each in page.options if each.detail]  # type: ignore[arg-type]
            + [each.id for each in page.options if each.detail]
            for page in (plain, changed)
        ]
        assert states[0] != states[1], option.id


def test_four_rates_and_no_further() -> None:
    look = Look()
    for _ in range(9):
        look = adjusted(look, "faster")
    assert look.rate == max(RATES)
    for _ in range(9):
        look = adjusted(look, "slower")
    assert look.rate == min(RATES)
    assert len(RATES) == 4


def test_the_same_place_again_makes_text_larger() -> None:
    hall = at()
    for step in (0, 1, 2, 3, 0):
        hall.footer(Command.TEXT_SIZE)
        assert hall.display.view.look.text_step == step
    assert hall.page == "access"


def test_from_the_idle_page_one_goes_on_to_what_one_came_for() -> None:
    hall = Rehearsal()
    hall.footer(Command.TEXT_SIZE)
    hall.press("size:3", "leave")
    assert hall.page == "home"
    assert hall.display.view.look.text_step == 3


def test_left_alone_on_the_idle_page_it_goes_and_so_does_the_look() -> None:
    hall = Rehearsal()
    hall.footer(Command.TEXT_SIZE)
    hall.press("size:3")
    hall.display.pass_time(100)
    assert hall.page == "idle"
    assert hall.display.view.look == Look()


@pytest.mark.parametrize("way", ["access", "help", "still there"])
def test_digits_typed_so_far_stay_behind_it(way: str) -> None:
    hall = at("matters")
    type_on_pad(hall, CODE[:5])
    if way == "access":
        hall.footer(Command.TEXT_SIZE)
        hall.press("size:1", "leave")
    elif way == "help":
        hall.footer(Command.HELP)
        hall.press("leave")
    else:
        hall.display.pass_time(101)
        assert hall.page == "still_there"
        assert hall.display.view.typed == ""
        hall.press("leave")
    assert hall.page == "lookup.code"
    assert hall.display.view.typed == CODE[:5]
    assert hall.voice.spoken[-1][-1].text == "已输入五位"
    type_on_pad(hall, CODE[5:])
    hall.terminal.keyed(hall.display.view.serial, "done")
    assert hall.page == "lookup.factor"
    assert hall.display.view.typed == ""


def test_digits_go_with_their_page_and_with_the_visit() -> None:
    hall = at("matters")
    type_on_pad(hall, CODE[:5])
    hall.footer(Command.BACK)
    hall.press("matters")
    assert hall.display.view.typed == ""
    type_on_pad(hall, CODE[:5])
    hall.footer(Command.END)
    hall.press("begin", "matters")
    assert hall.display.view.typed == ""
    assert all(view.typed == "" for view in hall.display.views if view.page.id != "lookup.code")


def test_a_failure_leaves_no_digit_behind() -> None:
    hall = at("matters")
    type_on_pad(hall, CODE[:5])
    speak = hall.voice.speak

    def broken(said: object) -> None:
        hall.voice.speak = speak  # type: ignore[method-assign]
        raise ValueError

    hall.voice.speak = broken  # type: ignore[method-assign]
    type_on_pad(hall, CODE[5])
    assert hall.page == "failed"
    assert hall.terminal._stage.pad.typed == ""


def test_a_wrong_number_begins_anew() -> None:
    hall = at("matters", CODE)
    type_on_pad(hall, TAIL)
    hall.footer(Command.BACK)
    assert hall.display.view.typed == ""


def test_words_written_stay_behind_it() -> None:
    hall = at("question")
    while hall.display.view.written is None:
        hall.press(hall.display.view.page.choices[0].id)
    hall.terminal.wrote(hall.display.view.serial, "key:1")
    page, written = hall.page, hall.display.view.written
    hall.footer(Command.TEXT_SIZE)
    assert hall.display.view.written is None
    hall.press("contrast", "leave")
    assert (hall.page, hall.display.view.written) == (page, written)
    assert written.text == "1"


def test_the_focus_is_where_it_was() -> None:
    hall = at("ticket")
    blind = BlindUser(hall)
    blind.find("人民调解")
    at_first = hall.display.view.focus
    blind.press(Key.HELP)
    assert "人民调解" in blind.press(Key.BACK).rsplit("按", 1)[-1]
    assert hall.display.view.focus == at_first


def test_still_there_before_it_leads_back_to_it() -> None:
    hall = at("ticket")
    hall.footer(Command.TEXT_SIZE)
    hall.display.pass_time(45)
    assert hall.page == "still_there"
    hall.press("leave")
    assert hall.page == "access"
    hall.footer(Command.HELP)
    hall.press("leave")
    hall.press("leave")
    assert hall.page == "service"


def test_by_ear_alone() -> None:
    hall = at("ticket")
    blind = BlindUser(hall)
    assert "想怎么看，怎么听" in blind.choose("字号")
    assert blind.choose("念慢一点") == "念慢一点，现在：慢"
    assert blind.press(Key.CONFIRM) == "念慢一点，现在：慢"
    assert "您要到哪个窗口" in blind.choose("改好了，返回")


def test_while_a_ticket_is_on_its_way_text_grows_and_nothing_stands_before_it() -> None:
    hall = Rehearsal(held={IssueTicket})
    hall.press("begin", "ticket", "advice", "none")
    hall.footer(Command.TEXT_SIZE)
    assert hall.display.view.look.text_step == 1
    hall.release()
    assert hall.page == "ticket"


# --- exploring by touch --------------------------------------------------------------------


def test_the_help_key_held_switches_exploring_and_says_so() -> None:
    hall = at("ticket")
    hall.key(Key.EXPLORE)
    assert hall.display.view.look.explore
    assert "先念再选，开了" in hall.voice.spoken[-1][0].text
    hall.key(Key.EXPLORE)
    assert not hall.display.view.look.explore
    assert "关了" in hall.voice.spoken[-1][0].text


def test_held_before_the_idle_page_it_begins_a_visit_and_ends_with_it() -> None:
    hall = Rehearsal()
    hall.key(Key.EXPLORE)
    assert hall.page == "home"
    assert hall.display.view.look.explore
    hall.key(Key.BACK)
    assert hall.page == "idle"
    assert not hall.display.view.look.explore


def test_exploring_brings_the_voice() -> None:
    hall = at()
    hall.footer(Command.VOICE)
    hall.key(Key.EXPLORE)
    assert not hall.display.view.look.muted


@pytest.mark.parametrize(
    ("name", "said", "focus"),
    [
        ("pad:7", "七", "pad:7"),
        ("pad:done", "好了", "pad:done"),
        ("leave", "不办了", "leave"),
        ("footer:end", "结束", "footer:end"),
        ("screen:more", "下面还有", None),
    ],
)
def test_what_is_touched_is_said_and_the_focus_goes_there(
    name: str, said: str, focus: str | None
) -> None:
    hall = at("matters")
    hall.terminal.explored(hall.display.view.serial, name)
    assert said in hall.voice.spoken[-1][0].text
    assert hall.display.view.focus == focus
    assert hall.page == "lookup.code"


def test_a_touch_beside_everything_reads_the_page() -> None:
    hall = at("matters")
    hall.terminal.explored(hall.display.view.serial, "")
    assert hall.voice.spoken[-1][0].text == "请输入查询码"
    count = len(hall.voice.spoken)
    hall.terminal.explored(hall.display.view.serial - 1, "leave")
    assert len(hall.voice.spoken) == count


def test_a_sheet_that_is_turned_is_said() -> None:
    hall = at("ticket")
    hall.terminal.turned(hall.display.view.serial, 2, 3)
    assert hall.voice.spoken[-1][0].text == "第二页，共三页"
