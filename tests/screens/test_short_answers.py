"""Many short answers: all on one sheet, side by side where none of them breaks."""

from typing import Any

import pytest

from kiosk.gallery import pages, view_of
from kiosk.view import TEXT_STEPS, Look
from kiosk.wording import LANGUAGES

TARGET_PX = 15 * 4.03


def shown(hall: Any, name: str, look: Look) -> list[Any]:
    hall.show(view_of(dict(pages())["busy"], look))
    hall.show(view_of(dict(pages())[name], look))
    return sorted(hall.shell.screen.targets(), key=lambda target: (-target.top, target.x))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["question-field", "rate-letter"])
def test_all_are_seen_at_once(hall: Any, name: str, lang: Any) -> None:
    page = dict(pages())[name]
    cards = shown(hall, name, Look(lang=lang))
    assert [card.name for card in cards] == [option.id for option in page.options]
    assert all(min(card.width, card.height) >= TARGET_PX for card in cards)


@pytest.mark.parametrize("step", range(len(TEXT_STEPS)))
def test_letters_stand_in_columns_also_in_the_last_row(hall: Any, step: int) -> None:
    cards = shown(hall, "rate-letter", Look(text_step=step))
    assert len(cards) == 26
    assert len({round(card.x) for card in cards}) == 6
    assert len({round(card.width) for card in cards}) == 1
    assert len({round(card.top) for card in cards}) == 5
