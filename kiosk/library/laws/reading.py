"""Reading one law text: its header, its headings, its articles. Pure.

A text is read fully or not at all: whatever is not understood is a :class:`Mistake` with its line.
"""

import re
from dataclasses import dataclass, field

from kiosk.library.laws.header import Header, is_dated, read_front_matter
from kiosk.library.laws.numerals import NUMERAL, ArticleNumber, number_of

PREAMBLE = "前言"
"""Stands for the number of what is printed before article one."""

_ARTICLE = re.compile(
    rf"第(\s*)({NUMERAL})(\s*)条(?:\s*之({NUMERAL}))?(?P<gap>\s*)(?P<rest>.*)", re.S
)
_MENTION = re.compile(r"[、，和至到及或与的款项第]|规定|所[称列规]|中(?!华|国)")
_HEADING = re.compile(rf"第\s*(?:{NUMERAL})\s*(分编|编|章|节)(?:\s+|$)(.*)")
_UNNUMBERED = {"附则": "附则", "总则": "总则", "序言": "序言"}
_APPENDIX = re.compile(r"附\s*(?:件|表|录)?\s*(?:[一二三四五六七八九十0-9]+)?\s*[:：]?")
_LEVELS = ("编", "分编", "章", "节")
_TAIL = re.compile(r"\[\[[^\]]*\]\]|<!--.*?-->|-{3,}|\*{3,}|目\s*录")
_MARKUP = re.compile(r"\{\{|\}\}|\{\||\|\}|\||</?[A-Za-z]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff]")
_INFO_END = "<!-- INFO END -->"
_SENTENCE = re.compile(r"[，。；：]")


@dataclass(frozen=True)
class Mistake:
    """What could not be read: the line, counted from 1, and why."""

    line: int
    why: str


class Unreadable(Exception):
    """A law text that was not understood; ``mistakes`` says all that is wrong with it."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("; ".join(f"line {each.line}: {each.why}" for each in mistakes))
        self.mistakes = mistakes


@dataclass
class ArticleText:
    """An article as read: ``printed`` its number, ``path`` the headings it stands under."""

    number: ArticleNumber | None
    printed: str
    path: tuple[str, ...]
    paragraphs: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class LawText:
    """A law as read. Articles in their order, the preamble first and appendices last."""

    header: Header
    articles: tuple[ArticleText, ...]


def read_law(text: str) -> LawText:
    """Read one law text; the forms that are understood are described in docs/library.md.

    Raises :class:`Unreadable` with everything that was not understood.
    """
    reader = _Reader([_INVISIBLE.sub("", line).strip() for line in text.splitlines()])
    reader.read()
    if reader.mistakes:
        raise Unreadable(sorted(reader.mistakes, key=lambda each: each.line))
    return LawText(reader.header, tuple(each for each in reader.articles if each.paragraphs))


class _Reader:
    """Goes through the lines once; ``articles`` grows, ``mistakes`` too."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.header = Header()
        self.articles: list[ArticleText] = []
        self.mistakes: list[Mistake] = []
        self._path: dict[int, str] = {}
        self._last: ArticleNumber | None = None
        self._in_header = True
        self._spaced = self._numbers_with_a_gap()

    def read(self) -> None:
        start = read_front_matter(self.lines, self.header)
        if start is None:
            self.mistakes.append(Mistake(1, "the front matter has no end (---)"))
            return
        for index in range(start, len(self.lines)):
            self._line(index + 1, self.lines[index].replace("**", ""))
        if not self.header.name:
            self.mistakes.append(Mistake(1, "no name: the text has no heading (# …)"))
        if self._last is None:
            self.mistakes.append(Mistake(len(self.lines), "no article (第一条 …) found"))
        for article in self.articles:
            if not article.paragraphs and article.number is not None:
                self.mistakes.append(Mistake(len(self.lines), f"{article.printed} has no text"))

    def _line(self, number: int, line: str) -> None:
        if line == _INFO_END:
            self._in_header = False
            return
        if not line or _TAIL.fullmatch(line):
            return
        if _MARKUP.match(line):
            self.mistakes.append(Mistake(number, f"markup that is not understood: {line[:20]}"))
            return
        marks = len(line) - len(line.lstrip("#"))
        words = line[marks:].strip()
        if self._article(number, words):
            self._in_header = False
        elif self._heading(marks, words):
            self._in_header = self._in_header and self._path == {}
        elif self._in_header and self._last is None and is_dated(words):
            self.header.dated.append(words)
        else:
            self._paragraph(words)

    def _heading(self, marks: int, words: str) -> bool:
        """Take a heading; the name of the law is the first there is."""
        match = _HEADING.fullmatch(words)
        if marks and match is None and not self.header.named:
            self.header.take_name(words)
            return True
        if match is not None and not _SENTENCE.search(words):
            self._enter(_LEVELS.index(match[1]), " ".join(words.split()))
            return True
        plain = "".join(words.split())
        if plain in _UNNUMBERED:
            self._path = {}
            self._enter(0, plain)
            if plain == "序言":
                self.articles.append(ArticleText(None, plain, ()))
            return True
        if self._last is not None and _APPENDIX.fullmatch(words):
            self._path = {}
            self.articles.append(ArticleText(None, words.rstrip(":：").strip(), ()))
            return True
        if marks:
            self._enter(min(marks, len(_LEVELS)) - 1, words)
            return True
        return False

    def _enter(self, level: int, title: str) -> None:
        self._path = {each: kept for each, kept in self._path.items() if each < level}
        self._path[level] = title

    def _article(self, line: int, words: str) -> bool:
        match = _ARTICLE.match(words)
        number = number_of(match[2], match[4]) if match else None
        if match is None or number is None:
            return False
        spaced = bool(match["gap"] or match[3] or not match["rest"])
        if self._is_mention(number, match["rest"], spaced):
            return False
        if not self._follows(number):
            self.mistakes.append(Mistake(line, self._gap(number)))
        self._last = number
        printed = "".join(words[: match.start("gap")].split())
        article = ArticleText(
            number, printed, tuple(self._path[each] for each in sorted(self._path))
        )
        if match["rest"]:
            article.paragraphs.append(match["rest"])
        self.articles.append(article)
        return True

    def _is_mention(self, number: ArticleNumber, rest: str, spaced: bool) -> bool:
        """Whether a line only begins with the number of an article, as 第二十条规定的… does."""
        if spaced:
            return not self._follows(number) and _MENTION.match(rest) is not None
        return (
            not self._follows(number) or number in self._spaced or _MENTION.match(rest) is not None
        )

    def _follows(self, number: ArticleNumber) -> bool:
        last = self._last
        if last is None:
            return number == (1, 0)
        return number in ((last.main + 1, 0), (last.main, last.sub + 1))

    def _gap(self, number: ArticleNumber) -> str:
        if self._last is None:
            return f"{number.printed} is the first article"
        return f"{number.printed} follows {self._last.printed}"

    def _paragraph(self, words: str) -> None:
        if not self.articles:
            self.articles.append(ArticleText(None, PREAMBLE, ()))
        self.articles[-1].paragraphs.append(words)

    def _numbers_with_a_gap(self) -> set[ArticleNumber]:
        """The numbers that some line sets apart from its text by a blank: surely articles."""
        found = set()
        for line in self.lines:
            match = _ARTICLE.match(line.lstrip("# *"))
            number = number_of(match[2], match[4]) if match and match["gap"] else None
            if number is not None:
                found.add(number)
        return found
