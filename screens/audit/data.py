"""Rules on what a page is, drawn or not: its voice, its time, its words, its way to a person."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kiosk.focus import Ring
from kiosk.narration import narrate, narrate_focus, narrate_stop, utterances
from kiosk.pages import Busy, Choice, Entry, Idle, Page, Rating, Slip, Staff, Writing
from kiosk.patience import Patience
from kiosk.view import Cancel, Command, Look, View
from kiosk.wording import LANGUAGES, Given, Lang, Quoted, Text, Wording
from screens.audit.rules import Reading, Rule, counted

SENTENCE = 25
"""Characters of a Chinese sentence, or of a part of one that stands between two stops."""
EXTENSIONS = 10
ASK_BEFORE = 20.0
STOPS = re.compile(r"[。？！，；：、…\n]")
ASKING = (Choice, Entry, Writing, Rating)
STAFF = "staff"
"""What the ids of pages begin with that only staff come to."""
STILL_THERE = "still_there"
"""The page that asks: the extension itself."""
PAGER = ("screen:previous", "screen:more")
"""Keys turn the sheets by themselves: the focus takes the page with it."""


def judge(view: View) -> Iterator[Reading]:
    """Yield what the rules on pages read of ``view``, whatever its look."""
    yield from counted(Rule.SPEECH, ((fault, None) for fault in unspoken(view)))
    yield from sentences(view.page)
    yield person(view)
    yield extensions(view.page)


def unspoken(view: View) -> Iterator[str]:
    """What of a page nobody hears, in either language; also where saying it fails."""
    for lang in LANGUAGES:
        try:
            yield from _unspoken_in(lang, view)
        except (ValueError, LookupError) as failure:
            yield f"{lang}: {failure!r}"


def _unspoken_in(lang: Lang, view: View) -> Iterator[str]:
    page, written = view.page, view.written
    said = " ".join(each.text for each in utterances(narrate(page), lang))
    # A ticket is called by its number: that stands and is said for its title.
    wanted = [page.number if isinstance(page, Slip) else page.title]
    if not isinstance(page, Staff):
        # Staff read; the hall need not hear how the terminal is.
        wanted += [option.title for option in page.choices]
    for wording in wanted:
        spoken = wording.spoken(lang).strip()
        if not spoken or spoken not in said:
            yield f"{lang}: {wording.shown(lang) or wording}"
    for option in page.choices:
        if not narrate_focus(page, option.id).spoken(lang).strip():
            yield f"{lang}: focus on {option.id}"
    for name in written.stops() if written is not None else ():
        if not narrate_stop(written, name).spoken(lang).strip():  # type: ignore[arg-type]
            yield f"{lang}: focus on {name}"


def sentences(page: Page) -> Iterator[Reading]:
    """How long each sentence of a prompt or question is; what is quoted counts as one character."""
    wordings: list[Wording | None] = [page.title, page.hint]
    if isinstance(page, ASKING):
        wordings += [part for option in page.choices for part in (option.title, option.detail)]
    for wording in wordings:
        if isinstance(wording, Text | Given):
            for part in STOPS.split(_own_words(wording)):
                yield Reading(Rule.SENTENCE, len(part.strip()), SENTENCE, part.strip())


def person(view: View) -> Reading:
    """How many ways there are to call staff; the page of staff themselves needs none."""
    ways = int(Command.HELP in view.footer) + int(view.page.id.startswith(STAFF))
    ways += sum(option.icon == "support_agent" for option in view.page.choices)
    return Reading(Rule.PERSON, ways, 1, view.page.id)


def extensions(page: Page) -> Reading:
    """How often the time of a page can be extended after it asked, counted up to what is asked.

    Without a limit there is nothing to extend: that is so where nobody has begun, and while the
    terminal itself is at work.
    """
    if page.id == STILL_THERE:
        return Reading(Rule.TIME, EXTENSIONS, EXTENSIONS, page.id)
    if page.limit is None:
        endless = isinstance(page, Idle | Busy) or not page.choices
        return Reading(Rule.TIME, EXTENSIONS if endless else 0, EXTENSIONS, page.id)
    # A page that asks as soon as it is shown leaves no time to read it.
    extended = _extended(page.limit) if page.limit > ASK_BEFORE else 0
    return Reading(Rule.TIME, extended, EXTENSIONS, page.id)


def reached(view: View) -> frozenset[str]:
    """Return the names that the focus comes to by one key, pressed again and again."""
    ring = Ring()
    ring.enter(view.page, view.footer, view.written)
    places: list[str] = []
    while True:
        ring.move(1)
        if ring.at is None or ring.at in places:
            return frozenset(places)
        places.append(ring.at)


def unreached(names: Iterable[str], places: frozenset[str]) -> list[str]:
    """Return the targets that no key comes to."""
    return sorted(set(names) - places - set(PAGER))


def promised(view: View, lang: Lang) -> list[str]:
    """Return the texts that have to be seen somewhere on the sheets of a page, at any size."""
    page = view.page
    mistake = page.mistake if isinstance(page, Entry) else None
    # In large text, what was wrong with the digits takes the place of the hint.
    wordings: list[Wording | None] = [page.title]
    if not isinstance(page, Idle):
        # The idle page is one large option: its title says what it does, in large text alone.
        wordings.append(mistake or page.hint)
        wordings += [option.title for option in page.choices]
    if isinstance(page, ASKING):
        wordings += [option.detail for option in page.choices]
    shown = [wording.shown(lang) for wording in wordings if wording is not None]
    return [text for text in shown if text]


def _own_words(wording: Text | Given) -> str:
    if isinstance(wording, Given):
        return wording.zh
    values = tuple(
        (name, "字" if isinstance(value, str | Given | Quoted) else value)
        for name, value in wording.values
    )
    return replace(wording, values=values).shown("zh")


def _extended(limit: float) -> int:
    """Let somebody answer each time the page asks; count how often that helps."""
    clock = _Clock()
    gone: list[bool] = []
    asked: list[int] = []
    patience = Patience(clock, ASK_BEFORE, asked.append, lambda: gone.append(True))
    patience.watch(limit)
    for extended in range(EXTENSIONS):
        asked.clear()
        while not asked and not gone and clock.waiting:
            clock.run()
        if gone or not asked or asked[0] < ASK_BEFORE:
            return extended
        patience.restart()
    return EXTENSIONS


class _Clock:
    """A display that shows nothing and a clock that goes as fast as it is asked to."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def run(self) -> None:
        """Do what is due next."""
        self.waiting.pop(0)()

    def show(self, view: View) -> None:
        """Nothing."""

    def call_soon(self, function: Callable[[], None]) -> None:
        """Nothing waits for a frame here."""

    def call_later(self, seconds: float, function: Callable[[], None]) -> Cancel:
        """Do it when it is its turn."""
        self.waiting.append(function)
        return _Due(self, function)

    def quit(self) -> None:
        """Nothing."""


class _Due:
    def __init__(self, clock: _Clock, function: Callable[[], None]) -> None:
        self._clock, self._function = clock, function

    def cancel(self) -> None:
        """Do not do it."""
        if self._function in self._clock.waiting:
            self._clock.waiting.remove(self._function)


def looks() -> list[tuple[str, Look]]:
    """Return every combination of language, text size, theme and layout, and elder mode."""
    found = []
    for lang in LANGUAGES:
        for step, name in enumerate(("100", "125", "150", "200")):
            for contrast in (False, True):
                for lowered in (False, True):
                    marks = ("-contrast" if contrast else "") + ("-lowered" if lowered else "")
                    look = Look(lang=lang, text_step=step, contrast=contrast, lowered=lowered)
                    found.append((f"{lang}-{name}{marks}", look))
        found.append((f"{lang}-elder", Look(lang=lang).for_elders()))
    return found
