"""What the voice says of a page, in order. Pure: a page in, wordings out.

Each wording is an utterance of its own, so that what never changes ("press one, legal advice")
is found in the cache or among the recordings, and only the rest is composed.
"""

from functools import singledispatch

from kiosk.devices.speech.port import Utterance
from kiosk.devices.speech.recordings import PRESS, of_key
from kiosk.pages import (
    Choice,
    Detail,
    Entry,
    Idle,
    Item,
    Listing,
    Notice,
    Option,
    Page,
    Rating,
    Result,
    Section,
    Slip,
    Staff,
    Step,
    Writing,
)
from kiosk.spoken import Count, Number
from kiosk.text_input.written import KEY, NEXT, PICK, Written
from kiosk.wording import Given, Lang, Quoted, Text, Wording, say, say_count

DIGITS = 9
"""So many of the findings have a digit key."""


@singledispatch
def narrate(page: Page) -> tuple[Wording, ...]:
    """Return what is said of ``page``: title, hint, body, then each option."""
    return (*_opening(page), *_options(page))


@narrate.register
def _(page: Idle) -> tuple[Wording, ...]:
    queues = (_pair(queue.title, queue.status) for queue in page.queues)
    tip = () if page.tip is None else (say("idle.tip"), page.tip.text, page.tip.source)
    return (*_opening(page), *page.lines, *queues, *page.notices, *tip, *_options(page))


@narrate.register
def _(page: Entry) -> tuple[Wording, ...]:
    exact = page.shortest == page.longest
    entry = say("voice.entry_exact" if exact else "voice.entry", longest=Count(page.longest))
    return (*_maybe(page.mistake), *_opening(page), entry, *_options(page))


@narrate.register
def _(page: Notice) -> tuple[Wording, ...]:
    return (*_opening(page), *page.body, *_options(page))


@narrate.register
def _(page: Choice) -> tuple[Wording, ...]:
    return (*_maybe(page.caption), *_opening(page), *_options(page), *_maybe(page.note))


@narrate.register
def _(page: Rating) -> tuple[Wording, ...]:
    return (*_maybe(page.caption), *_opening(page), *_options(page))


@narrate.register
def _(page: Listing) -> tuple[Wording, ...]:
    count = len(page.items)
    counted = page.hint is None and count > 0
    how_many = (say_count("voice.found", count, said=Count(count)),) if counted else ()
    opening = (*_maybe(page.caption), *_opening(page), *how_many, *page.body)
    return (*opening, *_options(page))


@narrate.register
def _(page: Detail) -> tuple[Wording, ...]:
    said: list[Wording] = [*_maybe(page.caption), page.title, *_maybe(page.status)]
    said += _maybe(page.hint)
    for step in page.steps:
        said += _step(step)
    said += [_pair(fact.label, fact.value) for fact in page.facts]
    return (*said, *_sections(page.sections), *_options(page))


@narrate.register
def _(page: Writing) -> tuple[Wording, ...]:
    empty = (say("voice.may_be_empty"),) if page.optional else ()
    return (*_opening(page), say("voice.writing"), *empty, *_options(page))


@narrate.register
def _(page: Result) -> tuple[Wording, ...]:
    said = (page.caption, page.title, page.summary, *_sections(page.sections))
    return (*said, *_maybe(page.hint), *_options(page))


@narrate.register
def _(page: Slip) -> tuple[Wording, ...]:
    number = say("voice.your_number", number=page.number)
    if page.large:
        return (number, page.go_to, page.printing, number, *_options(page))
    said: list[Wording] = [page.title, number, page.go_to]
    said += [_pair(page.ahead_label, page.ahead), _pair(page.wait_label, page.wait)]
    if page.bring:
        said += [say("voice.bring"), *page.bring]
    said.append(page.printing)
    return (*said, *_maybe(page.hint), *_options(page))


@narrate.register
def _(page: Staff) -> tuple[Wording, ...]:
    # Staff read; the hall need not hear how the terminal is.
    return (page.title,)


def narrate_focus(page: Page, option_id: str) -> Wording:
    """Return what is said when the keypad's focus moves to an option of ``page``.

    Raises ``KeyError`` where the page has no such option.
    """
    for place, option in enumerate(page.choices, start=1):
        if option.id == option_id:
            first, *rest = [*_option(page, place, option), *_found_in(option)]
            for more in rest:
                first = _pair(first, more)
            return first
    raise KeyError(option_id)


def narrate_typed(page: Entry, digits: str) -> Wording:
    """Return the echo of typing: the last digit, or how many where the hall shall not hear it."""
    if digits and not (page.masked or page.unsaid):
        return say("voice.digit", digit=Number(int(digits[-1])))
    return say_count("voice.typed", len(digits), said=Count(len(digits)))


def narrate_stop(written: Written, name: str) -> Wording:
    """Return what is said when the keypad's focus moves to a name of :meth:`Written.stops`."""
    for begin, offered in ((PICK, written.candidates), (NEXT, written.suggestions)):
        if name.startswith(begin):
            return Quoted(offered[int(name.removeprefix(begin))])
    if name.startswith(KEY):
        return Quoted(name.removeprefix(KEY))
    return written.says(name)


def utterances(
    wordings: tuple[Wording, ...],
    lang: Lang,
    *,
    rate: int = 0,
    gain_db: float = 0.0,
    keep: bool = True,
) -> tuple[Utterance, ...]:
    """Return ``wordings`` as they are said in ``lang``; empty ones are left out.

    Only a message without values has an id for a recording: the others are never twice the same.
    An option is recorded in two parts, its key and its title.
    """
    said = ((wording, wording.spoken(lang).strip()) for wording in wordings)
    return tuple(
        Utterance(text, lang, _recorded_as(wording), rate, gain_db, keep, _recorded(wording))
        for wording, text in said
        if text
    )


def _recorded_as(wording: Wording) -> str | None:
    if isinstance(wording, Given | Quoted) or wording.values or wording.count is not None:
        return None
    return wording.id


def _recorded(wording: Wording) -> tuple[str, ...]:
    values = dict(wording.values) if isinstance(wording, Text) and wording.id == PRESS else {}
    match values:
        case {"number": Number(place), "title": Text() as title} if _recorded_as(title):
            return (of_key(place), title.id)
    return ()


def _opening(page: Page) -> tuple[Wording, ...]:
    return (page.title, *_maybe(page.hint))


def _maybe(wording: Wording | None) -> tuple[Wording, ...]:
    return () if wording is None else (wording,)


def _step(step: Step) -> list[Wording]:
    return [say(f"step.{step.stage}"), step.title, *_maybe(step.when), *_maybe(step.detail)]


def _sections(sections: tuple[Section, ...]) -> list[Wording]:
    said: list[Wording] = []
    for section in sections:
        if all(_kept_quiet(paragraph.text) for paragraph in section.paragraphs):
            continue
        said.append(section.title)
        for paragraph in section.paragraphs:
            said.append(paragraph.text)
            if paragraph.source is not None:
                said.append(say("voice.source", source=paragraph.source))
    return said


def _kept_quiet(wording: Wording) -> bool:
    """Whether it is for the eye alone: a heading of nothing would be said otherwise."""
    return not wording.spoken("zh").strip()


def _options(page: Page) -> list[Wording]:
    said: list[Wording] = []
    for place, option in enumerate(page.choices, start=1):
        said += _option(page, place, option)
    return said


def _option(page: Page, place: int, option: Option) -> list[Wording]:
    title: Wording = option.title
    numbered = _has_digit(page, place)
    said = [say("voice.press", number=Number(place), title=title) if numbered else title]
    if option.dimmed:
        said.append(say("voice.unavailable"))
    if isinstance(option, Item):
        return [*said, *_maybe(option.mark), *_maybe(option.tag)]
    return [*said, *_maybe(option.detail)]


def _found_in(option: Option) -> tuple[Wording, ...]:
    """What stands on the card of a finding beside what is read with the whole list."""
    if not isinstance(option, Item):
        return ()
    return (*_maybe(option.excerpt), *_maybe(option.detail))


def _has_digit(page: Page, place: int) -> bool:
    """Whether the option at ``place`` shows the number of the digit key that chooses it."""
    match page:
        case Choice():
            return page.numbered and place <= DIGITS
        case Rating():
            return place <= len(page.options)
        case Listing():
            return place <= min(DIGITS, len(page.items) or len(page.options))
    return False


def _pair(first: Wording, second: Wording) -> Text:
    return say("voice.pair", first=first, second=second)
