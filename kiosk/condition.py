"""How the terminal is, as a heartbeat tells it: in service or not, paper, the last examination."""

from kiosk import readiness
from kiosk.county.contract import Condition
from kiosk.paper import Roll
from kiosk.store import Store, StoreError

OUT_OF_SERVICE = "out_of_service"
"""Key of the durable store: staff took the terminal out of service."""

_MOST = 1_000_000


def condition_of(store: Store, roll: Roll) -> Condition:
    """Return the condition now; a store that cannot be read leaves what it knows out."""
    usage = roll.usage()
    return Condition(
        in_service=in_service(store),
        slips=min(usage.slips, _MOST),
        paper_left_mm=min(round(usage.left_mm), _MOST),
        readiness=readiness.last(store),
    )


def in_service(store: Store) -> bool:
    """Tell whether staff let the terminal serve; so too where the store cannot be read."""
    try:
        return not store.get(OUT_OF_SERVICE)
    except StoreError:
        return True
