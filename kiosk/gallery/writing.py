"""Pages of writing in every state, for pictures and for tests that look at all pages."""

from collections.abc import Iterator
from itertools import pairwise

from kiosk.pages import Entry, Option, Writing
from kiosk.text_input.port import Stroke
from kiosk.text_input.written import DIGITS, LETTERS, MARKS, Mode, Written
from kiosk.wording import Given

_SKIP = Option(
    id="skip", title=Given("不写，直接去取号", "Take a number instead"), icon="arrow_forward"
)
QUESTION = Writing(
    id="sample.question",
    title=Given("请写下您的问题", "Write down your question"),
    hint=Given("什么事、什么时候、想要什么", "What happened, when, and what you want"),
    done=Given("写好了", "Done"),
    options=(_SKIP,),
)
NAME = Writing(
    id="sample.name",
    title=Given("要找谁？", "Who are you looking for?"),
    done=Given("查找", "Search"),
    longest=20,
    one_line=True,
)
CODE = Entry(
    id="sample.code",
    title=Given("请输入查询码", "Enter your query code"),
    hint=Given("在小票上，也可以扫码", "It is on your slip; you can scan it too"),
    masked=False,
    shortest=12,
    longest=12,
    group=4,
    scan=True,
)
PHONE = Entry(
    id="sample.phone",
    title=Given("请输入手机号码", "Enter your phone number"),
    shortest=11,
    longest=11,
    options=(Option(id="skip", title=Given("不留号码", "Leave no number"), icon="arrow_forward"),),
)
LONG = "样例：老板欠我三个月工资，说好年底一起结清，到现在一分钱也没有给。" * 6
_FOUND = ("中", "申", "甲", "由", "史", "电", "田", "虫", "束", "车")
_SPELLED = ("法律援助", "法律", "法", "发", "法律援助中心", "罚", "乏", "伐", "阀", "筏")
_AFTER = ("资", "作", "人", "伤", "地", "厂", "程", "钱", "会", "友")
_MARK_ROWS = tuple(MARKS[at : at + 5] for at in range(0, len(MARKS), 5))


def entries() -> Iterator[tuple[str, Entry]]:
    """Pages of digits by a name for their pictures."""
    yield "entry-code", CODE
    yield "entry-phone", PHONE


def written_samples() -> Iterator[tuple[str, Writing, Written]]:
    """Every state of a page of writing by a name for its picture."""
    begun = "老板欠我三个月工"
    pinyin = Written(text=begun, mode=Mode.PINYIN, keys=LETTERS)
    yield "write-empty", QUESTION, Written()
    yield (
        "write-hand",
        QUESTION,
        Written(text=begun, strokes=sample_strokes(), candidates=_FOUND, more=True),
    )
    yield "write-unknown", QUESTION, Written(text=begun, strokes=sample_strokes())
    yield "write-next", QUESTION, Written(text=begun, suggestions=_AFTER, can_finish=True)
    yield "write-pinyin", QUESTION, pinyin
    yield (
        "write-spelled",
        QUESTION,
        Written(
            text=LONG,
            mode=Mode.PINYIN,
            keys=LETTERS,
            spelling="falvyuanzhu",
            candidates=_SPELLED,
            more=True,
        ),
    )
    yield (
        "write-digits",
        QUESTION,
        Written(text=begun, mode=Mode.DIGITS, keys=(DIGITS[:5], DIGITS[5:]), can_finish=True),
    )
    yield (
        "write-marks",
        QUESTION,
        Written(text=begun, mode=Mode.MARKS, keys=_MARK_ROWS, suggestions=_AFTER, can_finish=True),
    )
    yield "write-full", QUESTION, Written(text=LONG, full=True, can_finish=True)
    yield "write-name", NAME, Written(text="样例", suggestions=_AFTER[:3], can_finish=True)
    yield (
        "write-one-engine",
        NAME,
        Written(mode=Mode.PINYIN, modes=(Mode.PINYIN, Mode.DIGITS, Mode.MARKS), keys=LETTERS),
    )
    yield (
        "write-no-engine",
        QUESTION,
        Written(mode=Mode.DIGITS, modes=(Mode.DIGITS, Mode.MARKS), keys=(DIGITS[:5], DIGITS[5:])),
    )


def sample_strokes() -> tuple[Stroke, ...]:
    """Return the four strokes of 中."""
    return (
        _path((0.27, 0.33), (0.30, 0.62)),
        _path((0.28, 0.34), (0.73, 0.31), (0.70, 0.60)),
        _path((0.30, 0.59), (0.71, 0.57)),
        _path((0.50, 0.14), (0.50, 0.90)),
    )


def _path(*corners: tuple[float, float], steps: int = 12) -> Stroke:
    points = [corners[0]]
    for (ax, ay), (bx, by) in pairwise(corners):
        for step in range(1, steps + 1):
            share = step / steps
            points.append((ax + (bx - ax) * share, ay + (by - ay) * share))
    return tuple(points)
