"""The home page with nine cards: one that stands out, two large ones, six small ones in pairs."""

from typing import Any

import finding_samples as samples
import pytest

from kiosk.gallery import view_of
from kiosk.pages import Weight
from kiosk.view import TEXT_STEPS, Look
from kiosk.wording import LANGUAGES

SMALL = [option.id for option in samples.HOME.options if option.weight is Weight.SMALL]
WIDE = [option.id for option in samples.HOME.options if option.weight is not Weight.SMALL]


def show(hall: Any, look: Look) -> dict[str, Any]:
    hall.shell.screen_for(type(samples.HOME)).begin()
    hall.show(view_of(samples.HOME, look))
    return {target.name: target for target in hall.shell.screen.targets()}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("step", [0, 1])
def test_all_nine_cards_stand_on_one_sheet_three_wide_and_six_in_pairs(
    hall: Any, lang: Any, step: int
) -> None:
    cards = show(hall, Look(lang=lang, text_step=step))
    if step and len(cards) < 9:
        pytest.skip("pages at this size")
    assert list(cards) == [*WIDE, *SMALL]
    tops = [cards[name].top for name in WIDE]
    assert tops == sorted(tops, reverse=True)
    assert len({cards[name].width for name in WIDE}) == 1
    for left, right in zip(SMALL[::2], SMALL[1::2], strict=True):
        assert cards[left].top == cards[right].top
        assert cards[left].right < cards[right].x
    assert min(cards[name].height for name in WIDE) > max(cards[name].height for name in SMALL)
    assert cards["ticket"].ground == "primary"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lowered", [False, True])
@pytest.mark.parametrize("step", range(len(TEXT_STEPS)))
def test_every_card_is_reached_in_order(hall: Any, lang: Any, lowered: bool, step: int) -> None:
    show(hall, Look(lang=lang, text_step=step, lowered=lowered))
    seen: list[str] = []
    sheets = 0
    while True:
        sheets += 1
        cards = sorted(hall.shell.screen.targets(), key=lambda card: (-card.top, card.x))
        seen += [card.name for card in cards if not card.name.startswith("screen:")]
        if not hall.shell.screen.turn(1):
            break
    assert seen == [option.id for option in samples.HOME.options]
    assert sheets <= (9 if lowered else 4)
