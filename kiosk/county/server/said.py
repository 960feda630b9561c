"""What citizens and staff write, as it can be kept and shown."""

from kiosk.county.message import without_controls


def plain_text(text: str) -> str:
    """Return ``text`` without control characters, and without blanks around it.

    PostgreSQL cannot keep a NUL, and what a citizen typed must not steer the screen of staff.
    """
    return without_controls(text).strip()
