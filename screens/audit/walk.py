"""Showing a page in a look, sheet by sheet, and judging each.

Import this only after :func:`screens.environment.prepare` with ``offscreen``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from PIL import Image

from kiosk.fonts import Fonts
from kiosk.text_input.written import SQUARE
from kiosk.view import FOOTER_FOCUS, View
from screens.audit import colours, data, drawn
from screens.audit.rules import Box, Reading, Rule, counted
from screens.audit.scene import Scene, Told
from screens.audit.tree import Proof, scene_of
from screens.metrics import Metrics
from screens.pictures import Studio


@dataclass(frozen=True)
class Sheet:
    """A sheet of a page: what was read on it, and its picture where one was taken."""

    readings: list[Reading]
    picture: Image.Image | None


class Walk:
    """Audits views, one after the other, in one off-screen window."""

    def __init__(self, fonts: Fonts, *, px_per_mm: float, now: Callable[[], datetime]) -> None:
        self._proof = Proof(fonts)
        self._studio = Studio(fonts, px_per_mm=px_per_mm, now=now, type_=self._proof)
        self._shell = self._studio.shell
        self._px_per_mm = px_per_mm
        self._turn = 0

    def audit(self, view: View, *, pictures: bool = True) -> list[Sheet]:
        """Return what was read on each sheet of ``view``; the last has what regards all of it.

        Without ``pictures`` no colour is looked at, which takes a tenth of the time.
        """
        sheets: list[Sheet] = []
        scenes: list[Scene] = []
        for picture in self._sheets(view, pictures):
            scene = scene_of(self._shell, self._proof, self._metrics(view))
            scenes.append(scene)
            readings = list(drawn.judge(scene))
            if picture is not None:
                readings += colours.judge(scene, picture)
                readings += self._ring(view, scene, picture)
            sheets.append(Sheet(readings, picture))
        sheets[-1].readings.extend(self._whole(view, scenes))
        return sheets

    def close(self) -> None:
        """Take the shell out of the window."""
        self._studio.close()

    def _sheets(self, view: View, pictures: bool) -> Iterator[Image.Image | None]:
        if pictures:
            yield self._studio.picture(view)
        else:
            self._shell.screen_for(type(view.page)).begin()
            self._shell.show(view)
            yield None
        while self._shell.screen.turn(1):
            yield self._studio.now_shown() if pictures else None

    def _metrics(self, view: View) -> Metrics:
        shell = self._shell
        return Metrics(
            round(shell.width),
            round(shell.height),
            self._px_per_mm,
            view.look.text_step,
            view.look.lowered,
        )

    def _ring(self, view: View, scene: Scene, picture: Image.Image) -> list[Reading]:
        """Look at the ring on one target of the sheet; over all looks, every one has its turn."""
        places = data.reached(view)
        spots = [spot for spot in scene.spots if spot.name in places]
        if not spots:
            return []
        self._turn += 1
        spot = spots[self._turn % len(spots)]
        self._shell.show(replace(view, focus=spot.name))
        after = self._studio.now_shown()
        self._shell.show(view)
        return list(colours.focus(scene, spot, picture, after))

    def _whole(self, view: View, scenes: list[Scene]) -> Iterator[Reading]:
        """Yield what regards all sheets together."""
        yield from data.judge(view)
        yield from counted(Rule.CUT_OFF, unseen(view, scenes))
        names = [spot.name for scene in scenes for spot in scene.spots]
        faults = [(f"no key comes to {n}", None) for n in data.unreached(names, data.reached(view))]
        faults += [(f"no ring on {name}", None) for name in self._ringless(view)]
        yield from counted(Rule.KEYPAD, faults)

    def _ringless(self, view: View) -> list[str]:
        """Return the places of the focus that show no ring."""
        found = []
        for name in sorted(data.reached(view)):
            self._shell.show(replace(view, focus=name))
            ringed = [target.name for target in self._shell.targets() if target.focused]
            if ringed != [name]:
                found.append(name)
        return found


def unseen(view: View, scenes: list[Scene]) -> list[tuple[str, Box | None]]:
    """Return options, lines and texts of a page that stand on none of its sheets."""
    names = {spot.name for scene in scenes for spot in scene.spots}
    lost = [option.id for option in view.page.choices if option.id not in names]
    lost += [c for c in view.footer if FOOTER_FOCUS + c not in names]
    lost += _lines_lost([told for scene in scenes for told in scene.told])
    seen = _plain("".join(told.text + "\n" for scene in scenes for told in scene.told))
    lost += [t for t in data.promised(view, view.look.lang) if _plain(t) not in seen]
    return [(name, None) for name in lost if name != SQUARE]


def _lines_lost(told: list[Told]) -> list[str]:
    shown: dict[tuple[int, str], set[str]] = {}
    lines: dict[tuple[int, str], set[str]] = {}
    for each in told:
        key = each.owner, each.text
        shown.setdefault(key, set()).update(each.shown)
        lines.setdefault(key, set()).update(each.lines)
    return [line for key, all_ in lines.items() for line in sorted(all_ - shown[key])]


def _plain(text: str) -> str:
    return "".join(text.split())
