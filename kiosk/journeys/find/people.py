"""Whom one can turn to: by place, by kind, or by name."""

from dataclasses import replace

from kiosk.county.contract import Centre
from kiosk.county.directory import PlaceKind
from kiosk.effects import BrowseDirectory
from kiosk.journeys.changed import changed
from kiosk.journeys.find.opening import open_finding, ref_of
from kiosk.journeys.find.pages import READING_SECONDS, entry_item
from kiosk.journeys.find.ways import (
    call_line,
    empty_page,
    fault_page,
    go_on,
    to_a_window,
    to_ask,
    ways_on,
)
from kiosk.journeys.take_ticket import take_ticket
from kiosk.library.model import Directory, Filter, LibraryFault
from kiosk.pages import Choice, Listing, Option, Writing, written
from kiosk.spoken import Count
from kiosk.visit import Journey
from kiosk.wording import Quoted, say, say_count

PLACE, KIND, NAME = "place", "kind", "name"
AGAIN, WHOLE = "again", "whole"

KIND_ICONS = {
    PlaceKind.LAWYER: "person",
    PlaceKind.LAW_FIRM: "business",
    PlaceKind.NOTARY: "approval",
    PlaceKind.FORENSIC: "biotech",
    PlaceKind.MEDIATION: "handshake",
    PlaceKind.JUDICIAL_OFFICE: "account_balance",
    PlaceKind.VILLAGE_ADVISER: "holiday_village",
}


def find_people(centre: Centre) -> Journey[None]:
    """Find a lawyer, an office, or the adviser of one's village; whom, is nobody's business."""
    return changed(_find_people(centre), lambda page: replace(page, ephemeral=True))


def _find_people(centre: Centre) -> Journey[None]:
    everyone: Directory | LibraryFault = yield BrowseDirectory(Filter())
    if isinstance(everyone, LibraryFault) or not everyone.entries:
        fault = isinstance(everyone, LibraryFault)
        yield from go_on(centre, (yield fault_page() if fault else empty_page()))
        return
    while True:
        wanted = yield from _ask(everyone)
        if wanted is None:
            yield from take_ticket(centre)
            return
        found: Directory | LibraryFault = yield BrowseDirectory(wanted)
        if isinstance(found, LibraryFault):
            yield from go_on(centre, (yield fault_page()))
            return
        if not (yield from _show(centre, found)):
            return


def _show(centre: Centre, found: Directory) -> Journey[bool]:
    """Show the entries and open them; return whether one looks for others."""
    while True:
        answer: str = yield entries_page(found)
        ref = ref_of(answer)
        if ref is None:
            yield from go_on(centre, answer)
            return answer == AGAIN
        if not (yield from open_finding(centre, ref)):
            return False


def _ask(everyone: Directory) -> Journey[Filter | None]:
    """Ask for whom to look; ``None`` where one would rather ask at a window."""
    how = yield how_page()
    if how == NAME:
        name = written((yield name_page()))
        return Filter(name=name) if name else None
    if how == KIND:
        kind: str = yield kind_page(everyone)
        return Filter(kind=PlaceKind(kind))
    township: str = yield township_page(everyone)
    there: Directory | LibraryFault = yield BrowseDirectory(Filter(township=township))
    if isinstance(there, LibraryFault) or not there.villages:
        return Filter(township=township)
    village: str = yield village_page(township, there)
    return Filter(township=township, village=None if village == WHOLE else village)


def how_page() -> Choice:
    """Ask how one wants to look for somebody."""
    return Choice(
        id="people",
        title=say("people.title"),
        options=(
            Option(
                id=PLACE,
                title=say("people.by_place"),
                detail=say("people.by_place_detail"),
                icon="place",
            ),
            Option(
                id=KIND,
                title=say("people.by_kind"),
                detail=say("people.by_kind_detail"),
                icon="category",
            ),
            Option(
                id=NAME,
                title=say("people.by_name"),
                detail=say("people.by_name_detail"),
                icon="edit",
            ),
        ),
    )


def kind_page(everyone: Directory) -> Choice:
    """Ask what kind of help is wanted: what there is of it here."""
    return Choice(
        id="people.kind",
        title=say("people.kind"),
        options=tuple(
            Option(
                id=kind,
                title=say(f"people.kind.{kind}"),
                detail=say(f"people.kind_detail.{kind}"),
                icon=KIND_ICONS[kind],
            )
            for kind in everyone.kinds
        ),
    )


def township_page(everyone: Directory) -> Choice:
    """Ask in which township."""
    return Choice(
        id="people.township",
        title=say("people.township"),
        options=tuple(
            Option(id=township, title=Quoted(township), icon="place")
            for township in everyone.townships
        ),
    )


def village_page(township: str, there: Directory) -> Choice:
    """Ask in which village; the whole township is an answer."""
    whole = Option(
        id=WHOLE, title=say("people.whole", township=Quoted(township)), icon="location_city"
    )
    return Choice(
        id="people.village",
        title=say("people.village"),
        options=(
            whole,
            *(
                Option(id=village, title=Quoted(village), icon="holiday_village")
                for village in there.villages
            ),
        ),
    )


def name_page() -> Writing:
    """Ask for a name, or the first letters of its pinyin."""
    return Writing(
        id="people.name",
        title=say("people.name"),
        hint=say("people.name_hint"),
        done=say("find.search"),
        options=(to_a_window(),),
        longest=20,
        one_line=True,
    )


def entries_page(found: Directory) -> Listing:
    """The entries that fit, or what to do where none does."""
    again = Option(id=AGAIN, title=say("people.again"), icon="search")
    if not found.entries:
        return Listing(
            id="people.found",
            title=say("people.nobody"),
            body=(say("people.nobody_body"), call_line()),
            options=(again, *ways_on()),
        )
    count = len(found.entries)
    return Listing(
        id="people.found",
        title=say("people.found"),
        hint=say_count("find.count", count, people=Count(count)),
        items=tuple(entry_item(entry) for entry in found.entries),
        behind=(to_ask(),),
        options=(again, to_a_window()),
        limit=READING_SECONDS,
    )
