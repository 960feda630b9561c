"""What window staff read on the command line, in plain words."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from kiosk.county.contract import TicketState, WindowState
from kiosk.county.server.terminals import HelpRequest

_REASONS = {
    "elderly": "60 and over",
    "disabled": "disabled",
    "pregnant_or_infant": "pregnant or with an infant",
    "military": "military or family",
}


def describe_window(state: WindowState) -> str:
    """Return how the window stands: its ticket, and how many wait."""
    door = "open" if state.open else "closed"
    return f"Window {state.id} ({door}): {_ticket_words(state)}. {state.waiting} waiting."


def describe_overdue(state: WindowState) -> Iterator[str]:
    """Yield one line where consultations have waited longer than the county promised."""
    if state.overdue_matters:
        yield (
            f"! {state.overdue_matters} overdue: citizens wait for a reply longer than promised. "
            "See: kiosk backend matters list --overdue"
        )


def describe_help(helps: Iterable[HelpRequest], now: datetime) -> Iterator[str]:
    """Yield one line for each terminal where somebody waits for staff."""
    for help_request in helps:
        minutes = int((now - help_request.asked_at).total_seconds() // 60)
        yield (
            f"! Somebody at terminal {help_request.terminal} asks for help "
            f"(page {help_request.page}, {minutes} min ago)."
        )


def _ticket_words(state: WindowState) -> str:
    ticket = state.ticket
    if ticket is None:
        return "no ticket; nobody is called"
    verb = "call" if ticket.state is TicketState.CALLED else "serving"
    reason = f", says {_REASONS[ticket.reason]}: please check" if ticket.reason else ""
    return f"{verb} {ticket.number} to window {state.id} ({ticket.service}{reason})"
