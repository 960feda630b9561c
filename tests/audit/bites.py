"""A program: breaks one rule after the other in the product and prints what the audit catches.

A process of its own, because Kivy has one window in a process and what is broken here stays here.
Prints JSON: the name of each break, and the rules that failed.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from kiosk import gallery
from kiosk.fonts import ensure_fonts
from kiosk.gallery.centre import NOW
from kiosk.gallery.tickets import paper
from kiosk.pages import Choice, Option, Page
from kiosk.view import Command, Look, View
from kiosk.wording import Given
from screens.environment import WindowPlan, prepare

PAGE = Choice(
    id="sample.choice",
    title=Given("您要办的这一件事，是下面哪一种？", "What would you like to do? Choose"),
    hint=Given("样例：选一个就行", "Sample: one is enough"),
    options=(
        Option(id="one", title=Given("一", "One"), detail=Given("第一", "First"), icon="forum"),
        Option(id="two", title=Given("二", "Two"), icon="gavel"),
    ),
)
Break = Callable[[], AbstractContextManager[Any]]


def view_of(page: Page = PAGE, **look: Any) -> View:
    return gallery.view_of(page, Look(**look))


def main(folder: Path) -> None:
    prepare(folder / "kivy", WindowPlan(1080, 1920, offscreen=True))
    from screens.audit.walk import Walk

    fonts = ensure_fonts(folder)
    caught: dict[str, list[str]] = {}
    for name, (view, spoil) in breaks().items():
        with spoil():
            walk = Walk(fonts, px_per_mm=4.03, now=lambda: NOW)
            sheets = walk.audit(view)
            walk.close()
        failed = {r.rule for sheet in sheets for r in sheet.readings if not r.holds}
        caught[name] = sorted(failed)
    caught |= on_paper(fonts)
    print(json.dumps(caught))


def breaks() -> dict[str, tuple[View, Break]]:
    """What is broken, where it is looked at, by the name of the break."""
    from screens.metrics import EM_MM, Role

    ticket = view_of(dict(gallery.pages())["ticket"])
    return {
        "nothing": (view_of(), nullcontext),
        "nothing, large and lowered": (view_of(text_step=3, lowered=True), nullcontext),
        "nothing on a ticket": (ticket, nullcontext),
        "text of 9 mm": (view_of(), lambda: patch.dict(EM_MM, {Role.LABEL: 9.0})),
        "text that does not grow": (
            view_of(text_step=1),
            lambda: patch.dict(EM_MM, {Role.LABEL: 8.5}),
        ),
        "lines close together": (view_of(), lambda: patch("screens.widgets.words.LINE", 1.2)),
        "soft text too soft": (view_of(), lambda: theme("paper", soft="#56637A")),
        "pale icons": (view_of(), lambda: theme("card", mark="#B9C4D0")),
        "pale edges": (view_of(), lambda: theme("card", edge="#D8D4CC")),
        "thin ring": (view_of(), lambda: patch("screens.widgets.block.RING", 1.5)),
        "pale ring": (view_of(), pale_ring),
        "small target": (view_of(), lambda: one_more(500, 1530, 40, 40)),
        "targets too near": (view_of(), too_near),
        "target out of reach": (view_of(lowered=True), lambda: one_more(500, 1500, 80, 80)),
        "text never broken": (
            view_of(),
            lambda: patch("screens.typeset.break_lines", lambda text, *_: [text]),
        ),
        "hint left out": (view_of(), without_hint),
        "hint on the title": (view_of(), hint_on_title),
        "lines broken anywhere": (
            view_of(replace(PAGE, title=Given("一二三四五六七八九十一二三四，好好好好", "Sample"))),
            lambda: patch("screens.typeset.break_lines", broken_anywhere),
        ),
        "no such character": (view_of(titled("请选😀")), nullcontext),
        "sentence too long": (view_of(titled("这是一句没有停顿的话" * 3)), nullcontext),
        "options unsaid": (view_of(), lambda: patch("kiosk.narration._options", lambda _: [])),
        "options without a key": (view_of(), keyless),
        "nobody to call": (
            replace(view_of(), footer=(Command.BACK, Command.END)),
            nullcontext,
        ),
        "time too short to ask": (view_of(replace(PAGE, limit=15.0)), nullcontext),
        "no time limit at all": (view_of(replace(PAGE, limit=None)), nullcontext),
        "small code": (ticket, small_code),
        "code without its quiet zone": (
            ticket,
            lambda: patch("screens.widgets.qr.QUIET_MODULES", 1),
        ),
    }


def titled(zh: str) -> Page:
    return replace(PAGE, title=Given(zh, "Sample"))


def theme(pair: str, **colours: str) -> AbstractContextManager[Any]:
    from screens.theme import NORMAL

    spoilt = replace(NORMAL, **{pair: replace(getattr(NORMAL, pair), **colours)})
    return patch("screens.shell.choose", lambda **_: spoilt)


def pale_ring() -> AbstractContextManager[Any]:
    from screens.theme import NORMAL

    return patch("screens.shell.choose", lambda **_: replace(NORMAL, ring="#E8D8C8"))


@contextmanager
def one_more(x: float, y: float, width: float, height: float) -> Iterator[None]:
    """A target that nothing else is near to; the pages' own buttons need no key."""
    from screens.shell import Shell
    from screens.widgets.target import Target

    targets = Shell.targets
    more = Target(name="screen:more", pos=(x, y), size=(width, height))
    with patch.object(Shell, "targets", lambda shell: [*targets(shell), more]):
        yield


@contextmanager
def too_near() -> Iterator[None]:
    """Only the footer knows the blank between its cells."""
    with patch("screens.widgets.footer.APART_MM", 2.0):
        yield


@contextmanager
def without_hint() -> Iterator[None]:
    from screens.choice import ChoiceScreen

    dress = ChoiceScreen.dress

    def spoilt(screen: Any, view: View, skin: Any) -> None:
        dress(screen, view, skin)
        screen.ids.hint.text = ""

    with patch.object(ChoiceScreen, "dress", spoilt):
        yield


@contextmanager
def hint_on_title() -> Iterator[None]:
    from screens.kind import KindScreen

    place = KindScreen._place_told

    def spoilt(screen: Any, blocks: Any, top: float) -> None:
        place(screen, [(block, -30.0 if above else 0.0) for block, above in blocks], top)

    with patch.object(KindScreen, "_place_told", spoilt):
        yield


def broken_anywhere(text: str, measure: Callable[[str], float], width: float) -> list[str]:
    lines = [""]
    for char in text:
        if measure(lines[-1] + char) > width:
            lines.append("")
        lines[-1] += char
    return lines


def keyless() -> AbstractContextManager[Any]:
    from kiosk.focus import Ring

    go_round = Ring.go_round

    def spoilt(ring: Ring, page: Page, footer: Any, written: Any) -> None:
        go_round(ring, replace(page, options=()), footer, written)

    return patch.object(Ring, "go_round", spoilt)


@contextmanager
def small_code() -> Iterator[None]:
    from screens.widgets.qr import QrCode

    fit = QrCode.fit

    def spoilt(code: Any, skin: Any, width: float = 0) -> float:
        code.side = 20
        return fit(code, skin, width)

    with (
        patch.object(QrCode, "fit", spoilt),
        patch("screens.widgets.qr.LEAST_MODULE_MM", 0.2),
    ):
        yield


def on_paper(fonts: Any) -> dict[str, list[str]]:
    from kiosk.devices.printer.typeset import typeset
    from screens.audit.paper import judge

    slip = paper()
    assert slip.qr is not None
    spoilt: dict[str, Break] = {
        "nothing on paper": nullcontext,
        "small code on paper": lambda: patch.multiple(
            "kiosk.devices.printer.press", QR_SIDE_MM=15.0, MODULE_MM=0.1
        ),
        "paper without a quiet zone": lambda: patch("kiosk.devices.printer.press.QUIET_MODULES", 1),
    }
    caught = {}
    for name, spoil in spoilt.items():
        with spoil():
            readings = judge(typeset(slip, fonts, 576, 8.0), slip.qr, 8.0)
        caught[name] = sorted({r.rule for r in readings if not r.holds})
    return caught


if __name__ == "__main__":
    main(Path(sys.argv[1]))
