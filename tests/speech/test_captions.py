"""What the voice says of a page can be read on it: nobody misses a thing with the sound off."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from kiosk.gallery import pages
from kiosk.narration import narrate
from kiosk.wording import Given, Quoted, Text, Wording

SPOKEN_ONLY = {
    "voice.press": "the digit stands on the card",
    "voice.pair": "joins two things that are shown",
    "voice.unavailable": "the card looks dimmed",
    "voice.entry": "the pad is drawn, and takes no more digits than that",
    "voice.entry_exact": "the screen says how many digits are missing",
    "voice.writing": "the square and the keyboard are drawn",
    "voice.may_be_empty": "the button to go on is there from the start",
    "voice.your_number": "the number is what the page shows",
    "voice.bring": "the heading above what to bring says it shorter",
    "voice.source": "the source stands above its text",
    "step.done": "the sign of the step",
    "step.now": "the sign of the step",
    "step.ahead": "the sign of the step",
    "idle.tip": "the heading of the tip",
}
"""What is said and not read there, and what is seen instead."""


def shown(thing: Any) -> Iterator[Wording]:
    """Every wording of a page."""
    if isinstance(thing, Text | Given | Quoted):
        yield thing
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from shown(getattr(thing, each.name))
    elif isinstance(thing, tuple):
        for each in thing:
            yield from shown(each)


def unread(wording: Wording, seen: set[Wording]) -> Iterator[Wording]:
    """What of ``wording`` the page does not show, and nothing seen stands for."""
    if wording in seen:
        return
    if isinstance(wording, Text) and wording.id in SPOKEN_ONLY:
        for _, value in wording.values:
            if isinstance(value, Text | Given | Quoted):
                yield from unread(value, seen)
        return
    yield wording


@pytest.mark.parametrize("page", [page for _, page in pages()], ids=[name for name, _ in pages()])
def test_what_is_said_can_be_read(page: Any) -> None:
    seen = set(shown(page))
    assert [each for said in narrate(page) for each in unread(said, seen)] == []


def test_what_is_spoken_only_is_said_somewhere() -> None:
    said: set[str] = set()

    def collect(wording: Any) -> None:
        if isinstance(wording, Text):
            said.add(wording.id)
            for _, value in wording.values:
                collect(value)

    for _, page in pages():
        for wording in narrate(page):
            collect(wording)
    assert set(SPOKEN_ONLY) <= said
