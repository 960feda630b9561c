"""What a page of writing says while there is nothing to pick: what to do, whatever is missing."""

import pytest

from kiosk.text_input.written import Mode, Written

DOT = (((0.5, 0.5), (0.6, 0.6)),)
NEITHER = (Mode.DIGITS, Mode.MARKS)


@pytest.mark.parametrize(
    ("written", "guide"),
    [
        (Written(), "hand"),
        (Written(mode=Mode.PINYIN), "pinyin"),
        (Written(mode=Mode.DIGITS), "digits"),
        (Written(mode=Mode.MARKS), "marks"),
        (Written(strokes=DOT), "unknown"),
        (Written(mode=Mode.PINYIN, spelling="vv"), "unknown"),
        (Written(text="样例", full=True), "full"),
        (Written(mode=Mode.DIGITS, modes=NEITHER), "no_engine"),
        (Written(mode=Mode.MARKS, modes=NEITHER, text="12"), "no_engine"),
        (Written(mode=Mode.MARKS, modes=NEITHER, text="12", full=True), "full"),
        (Written(mode=Mode.DIGITS, modes=(Mode.PINYIN, *NEITHER)), "digits"),
    ],
)
def test_guide(written: Written, guide: str) -> None:
    assert written.guide().id == f"write.guide.{guide}"
