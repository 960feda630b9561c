"""Nothing private is said by loudspeaker on any page, unless a citizen asked to hear it."""

import re
from dataclasses import dataclass

import pytest
from every_way import could_say, shows

from kiosk import gallery
from kiosk.county.query_code import make_query_code
from kiosk.devices.speech.aloud import aloud
from kiosk.devices.speech.voices import by_voice
from kiosk.gallery import matters, writing
from kiosk.narration import narrate, narrate_focus, narrate_typed, utterances
from kiosk.pages import Entry, Page
from kiosk.wording import LANGUAGES, Lang

CODE = make_query_code(lambda drawn: 73_918_264_057 % drawn)
PHONE = "13971664920"
ASKED = "样例问题：姓蓝的邻居养的孔雀很吵"
ANSWERED = "样例答复：蓝孔雀归林业部门管"
PRIVATE_WORDS = ("孔雀", "姓蓝")
NOT_PRIVATE = {"rate.number", "rate.number.offline", "sample.code"}
"""Entries of what hangs in the hall for all to see, and a sample."""

_FIGURES = {
    **dict(zip("零一二三四五六七八九", "0123456789", strict=True)),
    **{"幺": "1", "两": "2", "〇": "0"},
}
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Secret:
    """Digits that nobody may hear: all of them, or so many of the last."""

    digits: str

    def is_in(self, heard: str) -> bool:
        return self.digits in heard


SECRETS = (Secret(CODE), Secret(CODE[-6:]), Secret(PHONE), Secret(PHONE[-4:]))


def digits_heard(text: str, lang: Lang) -> str:
    """Return the figures that an ear hears of ``text``, whatever stands between them."""
    said = " ".join(aloud(part, voice) for voice, part in by_voice(text, lang)).lower()
    for figure, word in enumerate(_WORDS):
        said = re.sub(rf"\b{word}\b", str(figure), said)
    return "".join(_FIGURES.get(character, character) for character in re.sub(r"[\s，,]", "", said))


@pytest.fixture(scope="module")
def pages():
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (
            ("CODE", CODE),
            ("PHONE", PHONE),
            ("ASKED", ASKED),
            ("ANSWERED", ANSWERED),
        ):
            patch.setattr(matters, name, value)
        patch.setattr(writing, "LONG", ASKED)
        yield [*gallery.pages(), *((name, page) for name, page, _ in writing.written_samples())]


def private(text: str, lang: Lang) -> list[str]:
    heard = digits_heard(text, lang) + "\n" + re.sub(r"[\s-]", "", text)
    words = [word for word in PRIVATE_WORDS if word in text]
    return [*words, *(secret.digits for secret in SECRETS if secret.is_in(heard))]


def said_of(page: Page, lang: Lang) -> list[str]:
    """All that is said of a page: as it comes, under the focus, and as its digits are typed."""
    said = [utterance.text for utterance in utterances(narrate(page), lang)]
    said += [narrate_focus(page, option.id).spoken(lang) for option in page.choices]
    if isinstance(page, Entry) and page.id not in NOT_PRIVATE:
        typed = (PHONE + CODE)[: page.longest]
        echoes = [
            narrate_typed(page, typed[:count]).spoken(lang) for count in range(1, len(typed) + 1)
        ]
        said.append(" ".join(echoes) if page.masked or page.unsaid else typed)
    return said


def test_an_ear_knows_a_secret_however_it_is_said():
    for text, lang in (
        (f"查询码{CODE}", "zh"),
        (f"code {PHONE}", "en"),
        ("四九二零", "zh"),
        ("four nine, two zero", "en"),
        ("尾号4920。", "zh"),
    ):
        assert private(text, lang), text
    assert private("孔雀", "zh")
    assert not private("还差四位，按九，二零二六年", "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_private_is_said_unasked(pages, lang):
    told = {
        name: found
        for name, page in pages
        if not page.id.endswith(".aloud")
        for found in [[each for text in said_of(page, lang) for each in private(text, lang)]]
        if found
    }
    assert told == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_part_of_a_page_could_be_said_that_is_private(pages, lang):
    told = [
        name
        for name, page in pages
        if not page.id.endswith(".aloud") and private(could_say(page, lang), lang)
    ]
    assert told == []


def test_the_secrets_are_there_to_be_said(pages):
    """Else the tests above would find nothing wherever they look."""
    shown = {name for name, page in pages if private(shows(page, "zh"), "zh")}
    assert {"lookup-reply", "question-check", "question-receipt", "question-tail"} <= shown
    said = {name for name, page in pages if private(could_say(page, "zh"), "zh")}
    assert {"lookup-reply-aloud", "question-check-aloud", "question-receipt-aloud"} <= said


def test_sounds_of_what_is_private_are_kept_nowhere(pages):
    kept = [name for name, page in pages if not page.ephemeral and private(shows(page, "zh"), "zh")]
    assert kept == []
