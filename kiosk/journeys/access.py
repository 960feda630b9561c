"""How this visit looks and sounds: the page to change it, and what each of its answers does."""

from dataclasses import replace
from typing import TypeVar

from kiosk.pages import LEAVE, Choice, Option, Weight, action
from kiosk.view import TEXT_STEPS, Look
from kiosk.wording import Wording, say

ACCESS = "access"
SIZE = "size:"
CONTRAST, LOWERED, VOICE, EXPLORE = "contrast", "lowered", "voice", "explore"
LOUDER, SOFTER, SLOWER, FASTER = "louder", "softer", "slower", "faster"

GAIN_STEP_DB = 12.0
GAINS_DB: tuple[float, ...] = (-GAIN_STEP_DB, 0.0, GAIN_STEP_DB)
"""24 dB from the softest to the loudest, the default between (EN 301 549, 5.1.3: at least 18)."""
RATES: tuple[int, ...] = (-1, 0, 1, 2)
"""Slow, normal, fast, fastest."""

Step = TypeVar("Step", int, float)


def access_page(look: Look) -> Choice:
    """Show how ``look`` is, in words, and offer all that can be changed about it."""
    return Choice(
        id=ACCESS,
        title=say("access.title"),
        hint=say("access.hint"),
        home=True,
        numbered=False,
        options=(
            *(_size(step, look) for step in range(len(TEXT_STEPS))),
            _switch(CONTRAST, on=look.contrast),
            _switch(LOWERED, on=look.lowered),
            _switch(VOICE, on=not look.muted),
            _switch(EXPLORE, on=look.explore),
            _step(SOFTER, "volume_down", loudness(look)),
            _step(LOUDER, "volume_up", loudness(look)),
            _step(SLOWER, "fast_rewind", _rate(look)),
            _step(FASTER, "fast_forward", _rate(look)),
            action(LEAVE, say("access.leave"), "arrow_back"),
        ),
    )


def adjusted(look: Look, answer: str) -> Look:
    """Return ``look`` as an answer to :func:`access_page` wants it."""
    match answer:
        case "contrast":
            return replace(look, contrast=not look.contrast)
        case "lowered":
            return replace(look, lowered=not look.lowered)
        case "voice":
            return replace(look, muted=not look.muted)
        case "explore":
            return exploring(look)
        case "louder" | "softer":
            return louder(look, 1 if answer == LOUDER else -1)
        case "slower" | "faster":
            return replace(look, rate=_next(RATES, look.rate, 1 if answer == FASTER else -1))
        case _:
            return replace(look, text_step=int(answer.removeprefix(SIZE)))


def louder(look: Look, steps: int) -> Look:
    """Return ``look`` so many steps of 12 dB louder, within what there is."""
    return replace(look, gain_db=_next(GAINS_DB, look.gain_db, steps))


def exploring(look: Look) -> Look:
    """Return ``look`` with exploring by touch switched; it needs the voice, and so brings it."""
    return replace(look, explore=not look.explore, muted=look.muted and look.explore)


def loudness(look: Look) -> Wording:
    """Say how loud the voice is."""
    return (say("access.soft"), say("access.normal"), say("access.loud"))[
        GAINS_DB.index(look.gain_db)
    ]


def explored(look: Look) -> Wording:
    """Say whether one explores by touch, and how that is done."""
    return say("access.explores" if look.explore else "access.explores_not")


def _rate(look: Look) -> Wording:
    words = (say("access.slow"), say("access.normal"), say("access.fast"), say("access.fastest"))
    return words[RATES.index(look.rate)]


def _next(steps: tuple[Step, ...], now: Step, by: int) -> Step:
    return steps[min(len(steps) - 1, max(0, steps.index(now) + by))]


def _size(step: int, look: Look) -> Option:
    chosen = step == look.text_step
    return Option(
        id=f"{SIZE}{step}",
        title=say(f"access.size.{step}"),
        detail=say("access.chosen") if chosen else None,
        icon="radio_button_checked" if chosen else "radio_button_unchecked",
        weight=Weight.SMALL,
    )


def _switch(name: str, *, on: bool) -> Option:
    return Option(
        id=name,
        title=say(f"access.{name}"),
        detail=say("access.on" if on else "access.off"),
        icon="check_box" if on else "check_box_outline_blank",
        weight=Weight.SMALL,
    )


def _step(name: str, icon: str, state: Wording) -> Option:
    return Option(
        id=name, title=say(f"access.{name}"), detail=state, icon=icon, weight=Weight.SMALL
    )
