import pytest

from kiosk.library.laws.names import NameBook, aliases, short_name, subject
from kiosk.library.model import Law, Standing

NAMES = (
    "中华人民共和国劳动争议调解仲裁法",
    "中华人民共和国刑事诉讼法",
    "中华人民共和国法律援助法",
    "法律援助条例",
    "河南省老年人权益保障条例",
    "最高人民法院关于办理样例案件适用法律若干问题的规定",
)
BOOK = NameBook(Law(name, name, short_name(name), Standing.IN_FORCE) for name in NAMES)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("中华人民共和国样例法", "样例法"),
        ("《中华人民共和国样例法》", "样例法"),
        ("中华人民共和国样例法（2018年修正）", "样例法"),
        ("样例法(2018-10-26)", "样例法"),
        ("样例法-2018", "样例法"),
        ("样例条例", "样例条例"),
        ("中华人民共和国", "中华人民共和国"),
    ],
)
def test_a_short_name_is_without_the_state_brackets_and_dates(name: str, short: str) -> None:
    assert short_name(name) == short


def test_names_that_follow_from_a_name() -> None:
    assert aliases("河南省老年人权益保障条例") == ("老年人权益保障条例",)
    assert aliases(NAMES[-1]) == ("办理样例案件适用法律若干问题",)
    assert aliases("法律援助法") == ()


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("法律援助法", NAMES[2]),
        ("《中华人民共和国法律援助法》", NAMES[2]),
        ("援助法", NAMES[2]),
        ("法援法", NAMES[2]),
        ("援助条例", NAMES[3]),
        ("劳动仲裁法", NAMES[0]),
        ("刑诉法", NAMES[1]),
        ("老年人权益保障条例", NAMES[4]),
    ],
)
def test_whom_a_part_of_a_name_means(wanted: str, first: str) -> None:
    assert BOOK.meant(wanted)[0][1].name == first


@pytest.mark.parametrize("wanted", ["劳动法", "刑法", "法援助", "", "《》", "法 律"])
def test_whom_it_does_not_mean(wanted: str) -> None:
    assert BOOK.called(wanted) == []
    assert [law.name for _, law in BOOK.meant(wanted)][:1] != [NAMES[0]]


def test_only_a_whole_name_calls_a_law() -> None:
    assert [law.name for law in BOOK.called("法律援助法")] == [NAMES[2]]
    assert BOOK.called("法律援助") == []
    assert [law.name for law in BOOK.called("老年人权益保障条例")] == [NAMES[4]]


def test_what_a_law_is_about() -> None:
    same = [
        "法律援助法",
        "法律援助条例",
        "法律援助暂行条例",
        "法律援助试行办法",
        "法律援助规定",
    ]
    assert {subject(each) for each in same} == {"法律援助"}
    assert subject("法律援助法实施条例") != "法律援助"
