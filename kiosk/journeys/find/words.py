"""Wording of what was found: how a law stands, what a finding is, where an office is."""

from kiosk.county.directory import DirectoryEntry
from kiosk.library.model import Hit, Kind, Law, Standing
from kiosk.pages import Item, Tone
from kiosk.spoken_dates import FullDate
from kiosk.wording import Quoted, Wording, say

TONES = {
    Standing.IN_FORCE: Tone.GOOD,
    Standing.NOT_YET: Tone.CARE,
    Standing.SUPERSEDED: Tone.CARE,
    Standing.UNKNOWN: Tone.CALM,
}
ICONS = {Kind.LAW: "menu_book", Kind.QA: "forum", Kind.DIRECTORY: "person"}


def item_id(kind: str, identity: str) -> str:
    """Name a finding on a page of findings."""
    return f"open:{kind}:{identity}"


def item_of(hit: Hit) -> Item:
    """One finding as a card."""
    article = hit.ref.kind is Kind.LAW
    stands = hit.standing in (Standing.SUPERSEDED, Standing.NOT_YET)
    return Item(
        id=item_id(hit.ref.kind, hit.ref.id),
        title=Quoted(hit.article) if article and hit.article else Quoted(hit.title),
        tag=Quoted(hit.law) if article else say(f"find.kind.{hit.ref.kind}"),
        excerpt=Quoted(hit.excerpt, hit.hits),
        icon=ICONS[hit.ref.kind],
        mark=say(f"find.mark.{hit.standing}") if article and stands else None,
        tone=TONES[hit.standing] if article else Tone.CALM,
    )


def standing_line(law: Law) -> Wording:
    """How a law stands, in a sentence."""
    if law.standing is Standing.SUPERSEDED and law.superseded_by:
        return say("find.superseded_by", law=Quoted(law.superseded_by))
    if law.standing in (Standing.IN_FORCE, Standing.NOT_YET) and law.since is not None:
        return say(f"find.{law.standing}_since", date=FullDate(law.since))
    return say(f"find.mark.{law.standing}")


def place_line(entry: DirectoryEntry) -> Wording | None:
    """Where somebody is: township and village, else where they work, else the address."""
    if entry.township:
        return Quoted(f"{entry.township}{entry.village}")
    words = entry.firm or entry.address
    return Quoted(words) if words else None
