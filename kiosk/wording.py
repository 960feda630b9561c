"""Text for citizens: catalogue messages with their values, shown on screen and spoken aloud.

A page never holds a finished string. It holds a :class:`Text` (a message id and its values), a
:class:`Given` (text of the centre, in both languages) or a :class:`Quoted` (text that has one
language), so that changing the language or speaking the page needs no new page.
"""

import gettext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, Protocol

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")

LOCALE_DIR = Path(__file__).resolve().parent.parent / "assets" / "locale"
_LOCALES: dict[Lang, str] = {"zh": "zh_CN", "en": "en"}


class Sayable(Protocol):
    """A value that is written one way and said another: a ticket number, a time, a range."""

    def shown(self, lang: Lang) -> str:
        """Return what is drawn."""

    def spoken(self, lang: Lang) -> str:
        """Return what is said."""


@dataclass(frozen=True)
class Given:
    """Text that came from the centre in both languages, such as the name of a service."""

    zh: str
    en: str

    def shown(self, lang: Lang) -> str:
        """Return the text in ``lang``; the other language where that one is empty."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)

    spoken = shown


@dataclass(frozen=True)
class Quoted:
    """Text quoted as it is, in the language it was written in: a law, a reply, one's own words.

    ``hits`` are the places of the words that were looked for: from, to, in characters.
    """

    text: str
    hits: tuple[tuple[int, int], ...] = ()

    def shown(self, lang: Lang) -> str:
        """Return the text."""
        return self.text

    spoken = shown


Value = str | int | Sayable


@dataclass(frozen=True)
class Text:
    """A message of the catalogue and the values it takes; ``count`` chooses its plural."""

    id: str
    values: tuple[tuple[str, Value], ...] = ()
    count: int | None = None

    def shown(self, lang: Lang) -> str:
        """Return the message as it is drawn."""
        return self._format(lang, aloud=False)

    def spoken(self, lang: Lang) -> str:
        """Return the message as it is said: numbers and times as people say them."""
        return self._format(lang, aloud=True)

    def _format(self, lang: Lang, *, aloud: bool) -> str:
        catalogue = _catalogue(lang)
        if self.count is None:
            template = catalogue.gettext(self.id)
        else:
            template = catalogue.ngettext(self.id, self.id, self.count)
        return template.format_map({k: _value(v, lang, aloud=aloud) for k, v in self.values})


Wording = Text | Given | Quoted


def say(message_id: str, **values: Value) -> Text:
    """Name a message of the catalogue: ``say("slip.go_to", window=WindowNumber(2))``."""
    return Text(message_id, tuple(sorted(values.items())))


def say_count(message_id: str, count: int, **values: Value) -> Text:
    """Name a message that depends on a number, which it gets as ``{count}``."""
    return Text(message_id, tuple(sorted({**values, "count": count}.items())), count)


def _value(value: Value, lang: Lang, *, aloud: bool) -> str:
    if isinstance(value, str | int):
        return str(value)
    return value.spoken(lang) if aloud else value.shown(lang)


@cache
def _catalogue(lang: Lang) -> gettext.NullTranslations:
    return gettext.translation("kiosk", LOCALE_DIR, languages=[_LOCALES[lang]])
