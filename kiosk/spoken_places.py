"""What is said of a single place of a page: of the focus, of what a finger explores."""

from kiosk.narration import narrate_focus, narrate_stop
from kiosk.pad import PAD
from kiosk.pages import Entry, Page
from kiosk.spoken import Count, Number
from kiosk.text_input.written import WRITE, Written
from kiosk.view import FOOTER_FOCUS, Command, Look
from kiosk.wording import Quoted, Wording, say, say_count

_TURNS = {"screen:more": "screen.more", "screen:previous": "screen.previous"}


def narrate_place(page: Page, place: str, written: Written | None, look: Look) -> Wording | None:
    """Return the words for ``place``, a name of a target; ``None`` where there is no such place.

    A digit of the pad is said also where it is masked: who chooses it by ear must hear it.
    """
    if place.startswith(FOOTER_FOCUS):
        return footer_word(Command(place.removeprefix(FOOTER_FOCUS)), look)
    if place.startswith(PAD):
        return _pad_key(place.removeprefix(PAD))
    if place.startswith(WRITE):
        name = place.removeprefix(WRITE)
        known = written is not None and name in written.stops()
        return narrate_stop(written, name) if known and written is not None else None
    if place in _TURNS:
        return say(_TURNS[place])
    if any(option.id == place for option in page.choices):
        return narrate_focus(page, place)
    return None


def footer_word(command: Command, look: Look) -> Wording:
    """Return what stands on a place of the footer."""
    if command is Command.LOWER and look.lowered:
        return say("footer.raise")
    return say(f"footer.{command}")


def narrate_so_far(page: Page, typed: str, written: Written | None) -> tuple[Wording, ...]:
    """Return what is entered so far: how many digits, or the words of one's own."""
    if isinstance(page, Entry) and typed:
        return (say_count("voice.typed", len(typed), said=Count(len(typed))),)
    if written is not None and written.text:
        return (Quoted(written.text),)
    return ()


def narrate_change(before: Written, after: Written) -> tuple[Wording, ...]:
    """Return what came of a press on a writing page: what was added, or what is offered first."""
    if after.text != before.text:
        added = after.text.removeprefix(before.text)
        shorter = len(after.text) < len(before.text)
        return (say("write.delete") if shorter else Quoted(added),)
    if after.spelling != before.spelling and after.candidates:
        return (Quoted(after.candidates[0]),)
    return ()


def narrate_sheet(sheet: int, sheets: int) -> Wording:
    """Return which sheet of how many is shown."""
    return say_count("voice.sheet", sheets, sheet=Number(sheet), sheets=Number(sheets))


def _pad_key(key: str) -> Wording:
    return say("voice.digit", digit=Number(int(key))) if key.isdigit() else say(f"screen.{key}")
