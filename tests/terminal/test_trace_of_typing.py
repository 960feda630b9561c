import json

import pytest

from kiosk.trace import Trace


@pytest.mark.parametrize(
    ("focus", "told"),
    [
        ("pad:7", "pad:"),
        ("write:key:a", "write:"),
        ("write:pick:3", "write:"),
        ("footer:help", "footer:help"),
        ("advice", "advice"),
        (None, None),
    ],
)
def test_the_focus_does_not_tell_what_is_typed(focus: str | None, told: str | None) -> None:
    lines: list[str] = []
    Trace(lines.append, lambda: 0.0).drawn("lookup.code", focus, {})
    assert json.loads(lines[0])["focus"] == told
