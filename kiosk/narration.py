"""What the voice says of a page, in order. Pure: a page in, wordings out.

Each wording is an utterance of its own, so that what never changes ("press one, legal advice")
is found in the cache or among the recordings, and only the rest is composed.
"""

from functools import singledispatch

from kiosk.devices.speech.port import Utterance
from kiosk.pages import Choice, Entry, Idle, Notice, Option, Page, Result, Slip, Staff
from kiosk.spoken import Count, Number
from kiosk.text_input.written import KEY, NEXT, PICK, Written
from kiosk.wording import Given, Lang, Quoted, Text, Wording, say, say_count


@singledispatch
def narrate(page: Page) -> tuple[Wording, ...]:
    """Return what is said of ``page``: title, hint, body, then each option."""
    return (*_opening(page), *_options(page))


@narrate.register
def _(page: Idle) -> tuple[Wording, ...]:
    return (*_opening(page), *page.lines, *page.notices, *_options(page))


@narrate.register
def _(page: Entry) -> tuple[Wording, ...]:
    entry = say("voice.entry", longest=Count(page.longest))
    return (*_opening(page), entry, *_options(page))


@narrate.register
def _(page: Notice) -> tuple[Wording, ...]:
    return (*_opening(page), *page.body, *_options(page))


@narrate.register
def _(page: Choice) -> tuple[Wording, ...]:
    caption = () if page.caption is None else (page.caption,)
    note = () if page.note is None else (page.note,)
    return (*caption, *_opening(page), *_options(page), *note)


@narrate.register
def _(page: Result) -> tuple[Wording, ...]:
    said: list[Wording] = [page.caption, page.title, page.summary]
    for section in page.sections:
        said.append(section.title)
        for paragraph in section.paragraphs:
            said.append(paragraph.text)
            if paragraph.source is not None:
                said.append(say("voice.source", source=paragraph.source))
    if page.hint is not None:
        said.append(page.hint)
    return (*said, *_options(page))


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
    if page.hint is not None:
        said.append(page.hint)
    return (*said, *_options(page))


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
            first, *rest = _option(page, place, option)
            for more in rest:
                first = _pair(first, more)
            return first
    raise KeyError(option_id)


def narrate_typed(page: Entry, digits: str) -> Wording:
    """Return the echo of typing: how many digits there are, or the last one where not masked."""
    if digits and not page.masked:
        return say("voice.digit", digit=Number(int(digits[-1])))
    return say_count("voice.typed", len(digits), said=Count(len(digits)))


def narrate_stop(written: Written, name: str) -> Wording:
    """Return what is said when the keypad's focus moves to a name of :meth:`Written.stops`."""
    for begin, offered in ((PICK, written.candidates), (NEXT, written.suggestions)):
        if name.startswith(begin):
            return Quoted(offered[int(name.removeprefix(begin))])
    if name.startswith(KEY):
        return Quoted(name.removeprefix(KEY))
    return say(f"write.{name.replace(':', '.')}")


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
    """
    said = ((wording, wording.spoken(lang).strip()) for wording in wordings)
    return tuple(
        Utterance(text, lang, _recorded_as(wording), rate, gain_db, keep)
        for wording, text in said
        if text
    )


def _recorded_as(wording: Wording) -> str | None:
    if isinstance(wording, Given | Quoted) or wording.values or wording.count is not None:
        return None
    return wording.id


def _opening(page: Page) -> tuple[Wording, ...]:
    return (page.title,) if page.hint is None else (page.title, page.hint)


def _options(page: Page) -> list[Wording]:
    said: list[Wording] = []
    for place, option in enumerate(page.choices, start=1):
        said += _option(page, place, option)
    return said


def _option(page: Page, place: int, option: Option) -> list[Wording]:
    numbered = isinstance(page, Choice) and page.numbered
    title: Wording = option.title
    said = [say("voice.press", number=Number(place), title=title) if numbered else title]
    if option.dimmed:
        said.append(say("voice.unavailable"))
    if option.detail is not None:
        said.append(option.detail)
    return said


def _pair(first: Wording, second: Wording) -> Text:
    return say("voice.pair", first=first, second=second)
