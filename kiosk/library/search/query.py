"""What somebody typed, understood: words, their other spellings, an article of a law. Pure."""

import re
from dataclasses import dataclass

from kiosk.library.laws.numerals import NUMERAL, ArticleNumber, number_of
from kiosk.library.search.folding import STATE, squeeze, words
from kiosk.library.search.synonyms import also_said

_ARTICLE = re.compile(rf"第?({NUMERAL})条(?:之({NUMERAL}))?")
_WITH_LAW = re.compile(rf"(?P<law>.*?)第?({NUMERAL})条(?:之({NUMERAL}))?(?:第[^条]*[款项]|规定)?")
_BARE = re.compile(r"(?P<law>.*?[^0-9.])(?:第)?([0-9]{1,4})(?:之([0-9]))?")
_LONGEST_REFERENCE = 80


@dataclass(frozen=True)
class Word:
    """A word with the spellings that say the same; ``also`` says it in other words."""

    forms: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """``words`` must all occur. ``number`` is that of an article, ``law`` what stands before it."""

    words: tuple[Word, ...]
    law: str = ""
    number: ArticleNumber | None = None

    @property
    def whole(self) -> str:
        """Return all that was typed in one, squeezed."""
        return "".join(word.forms[0] for word in self.words)


def parse(text: str) -> Query:
    """Understand what was typed: anything at all may have been."""
    found = tuple(Word(_forms(word), also_said(word)) for word in words(text))
    law, number = _reference(squeeze(text))
    return Query(found, law, number)


def _forms(word: str) -> tuple[str, ...]:
    """The word; with its numbers of articles as laws print them; without the state's name."""
    printed = _ARTICLE.sub(_printed, word)
    return tuple(dict.fromkeys((word, printed, printed.removeprefix(STATE) or word)))


def _printed(match: re.Match[str]) -> str:
    digits = match[1].isascii() or match[0].startswith("第")
    number = number_of(match[1], match[2])
    return number.printed if number is not None and digits else match[0]


def _reference(whole: str) -> tuple[str, ArticleNumber | None]:
    if len(whole) > _LONGEST_REFERENCE:
        return "", None
    match = _WITH_LAW.fullmatch(whole) or _BARE.fullmatch(whole)
    number = number_of(match[2], match[3]) if match else None
    return (match["law"], number) if match and number else ("", None)
