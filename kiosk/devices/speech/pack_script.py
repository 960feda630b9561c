"""What a speaker has to read for a full pack of recordings, page by page as a visit goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kiosk.devices.speech import readings
from kiosk.devices.speech.recordings import of_key
from kiosk.wording import LOCALE_DIR, Given, Lang, say

KEYS = 9
"""Options that a digit key chooses."""
ELSEWHERE = "now and then"
_OF_STAFF = (
    *("staff", "fact", "fault", "mend", "trial", "aside", "refusal", "outcome", "part"),
    *("readiness", "report", "printer"),
)
_NEVER_SAID = (*_OF_STAFF, "slip", "receipt")
"""What staff read, and what is only printed: nobody need record it."""
_UNITS_A_SECOND: dict[Lang, float] = {"zh": 3.5, "en": 2.3}
"""Characters, or words, of somebody who reads calmly."""
_PAUSE_SECONDS = 3.0


@dataclass(frozen=True)
class Line:
    """One recording: its name, what is read, and how to read what is easily misread."""

    page: str
    name: str
    text: str
    hints: tuple[str, ...]


def script(lang: Lang) -> tuple[Line, ...]:
    """Return every line of a full pack in ``lang``, each once, under the page it is met on.

    Only what holds no value is recorded. A number cut together from recordings has neither the
    tones nor the flow of a number that was said; sentences with values are synthesised whole.
    """
    lines: dict[str, Line] = {}
    for page, name, text in _met(lang):
        if name not in lines and any(map(str.isalnum, text)):
            lines[name] = Line(page, name, text, _hints(text) if lang == "zh" else ())
    return tuple(lines.values())


def units(lines: tuple[Line, ...], lang: Lang) -> int:
    """Return how many characters (Chinese) or words ``lines`` have."""
    if lang == "zh":
        return sum(1 for line in lines for character in line.text if character.isalnum())
    return sum(len(line.text.split()) for line in lines)


def minutes(lines: tuple[Line, ...], lang: Lang) -> int:
    """Return about how long reading ``lines`` once takes, with a pause after each."""
    seconds = units(lines, lang) / _UNITS_A_SECOND[lang] + len(lines) * _PAUSE_SECONDS
    return round(seconds / 60)


def _met(lang: Lang) -> Iterator[tuple[str, str, str]]:
    from kiosk.gallery import pages
    from kiosk.narration import narrate, utterances
    from kiosk.view import Command

    plain = _without_values(lang)
    for place in range(1, KEYS + 1):
        yield "every page", of_key(place), _key(place, lang)
    for command in Command:
        yield "every page", f"footer.{command}", plain.get(f"footer.{command}", "")
    for _, page in pages():
        for said in utterances(narrate(page), lang):
            for name in (said.message_id,) if said.message_id else said.recorded[1:]:
                if name.split(".")[0] not in _OF_STAFF:
                    yield page.id, name, plain.get(name, "")
    for name, text in sorted(plain.items()):
        if name.split(".")[0] not in _NEVER_SAID:
            yield ELSEWHERE, name, text


def _key(place: int, lang: Lang) -> str:
    from kiosk.spoken import Number

    said = say("voice.press", number=Number(place), title=Given(" ", " ")).spoken(lang)
    return said.strip(" ，,:：")


@cache
def _without_values(lang: Lang) -> dict[str, str]:
    from babel.messages.pofile import read_po

    folder = LOCALE_DIR / {"zh": "zh_CN", "en": "en"}[lang] / "LC_MESSAGES"
    with (folder / "kiosk.po").open(encoding="utf-8") as file:
        catalogue = read_po(file)
    return {
        str(message.id): message.string
        for message in catalogue
        if message.id and isinstance(message.string, str) and "{" not in message.string
    }


def _hints(text: str) -> tuple[str, ...]:
    """The entries of the table of readings that ``text`` holds; no speaker misreads a single 务."""
    return tuple(
        f"{entry.written} {entry.pinyin}"
        for entry in readings.load().readings
        if len(entry.written) > 1 and entry.written in text
    )
