"""Short legal tips for the idle page, each with the article it rests on."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.pages import Tip
from kiosk.spoken import Number
from kiosk.spoken_dates import FullDate
from kiosk.wording import Given, say

FOLDER = Path(__file__).resolve().parents[1] / "assets" / "tips"
NAMES = FOLDER / "laws.toml"


@cache
def tips() -> tuple[Tip, ...]:
    """Return every tip, one of each topic in turn; the files are read once, when first needed."""
    names = _read(NAMES)["laws"]
    topics = [_topic(path, names) for path in sorted(set(FOLDER.glob("*.toml")) - {NAMES})]
    longest = max(map(len, topics))
    return tuple(topic[place] for place in range(longest) for topic in topics if place < len(topic))


def tip(turn: int) -> Tip:
    """Return the tip whose turn it is; after the last comes the first."""
    return tips()[turn % len(tips())]


def _topic(path: Path, names: dict[str, str]) -> list[Tip]:
    topic = _read(path)
    return [
        Tip(
            text=Given(told["zh"], told["en"]),
            source=say(
                "idle.tip_source",
                law=Given(told["law"], names[told["law"]]),
                article=Number(told["article"]),
                day=FullDate(topic["checked"]),
            ),
        )
        for told in topic["tip"]
    ]


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
