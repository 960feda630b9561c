"""What citizens and staff write, as it can be kept and shown."""

import unicodedata


def plain_text(text: str) -> str:
    """Return ``text`` without what no hand has written: control characters other than line ends.

    PostgreSQL cannot keep a NUL, and a terminal's escape sequences must not reach staff's own.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in lines if c == "\n" or unicodedata.category(c) != "Cc").strip()
