"""Waits for the next citizen: one large invitation; a touch anywhere begins."""

from collections.abc import Iterable
from pathlib import Path

from kivy.lang import Builder

from kiosk.pages import Idle
from kiosk.view import View
from kiosk.wording import LANGUAGES, Wording
from screens.kind import Answers, KindScreen
from screens.skin import Skin
from screens.widgets.block import Block
from screens.widgets.boxes import Column
from screens.widgets.invitation import Invitation

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class Line(Column):
    """One line of the centre's, with a sign before it."""

    def __init__(self, icon: str, ground: str, **kwargs: object) -> None:
        lifted = "" if ground == "paper" else ground
        super().__init__(lifted=lifted, pad=6 if lifted else 1, above=4, **kwargs)
        self.ids.icon.icon = icon
        for part in (self.ids.icon, self.ids.words):
            part.ground = ground


class IdleScreen(KindScreen):
    """An invitation, how busy the centre is, and what the centre has to tell."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._invitation = Invitation(once=True)
        self._invitation.fire = lambda: answers.press(self._invitation.name)
        self._lines: list[Line] = []
        self._notices: list[Line] = []

    def stock(self) -> Iterable[Block]:
        """Return invitation, lines and notices."""
        return (self._invitation, *self._lines, *self._notices)

    def dress(self, view: View, skin: Skin) -> None:
        """Take the invitation in both languages, lines and notices."""
        page = view.page
        assert isinstance(page, Idle)
        other = next(lang for lang in LANGUAGES if lang != skin.lang)
        self._invitation.tell(
            name=page.options[0].id,
            title=skin.shown(page.title),
            other=page.title.shown(other),
            hint=skin.shown(page.hint),
        )
        lines = _write(self._lines, page.lines, skin, "schedule", "paper")
        notices = _write(self._notices, page.notices, skin, "campaign", "care")
        self.told = [*lines, *notices]
        self.rows = [[self._invitation]]


def _write(
    stock: list[Line], wordings: tuple[Wording, ...], skin: Skin, icon: str, ground: str
) -> list[Block]:
    while len(stock) < len(wordings):
        stock.append(Line(icon, ground))
    for line, wording in zip(stock, wordings, strict=False):
        line.ids.words.text = skin.shown(wording)
    return list(stock[: len(wordings)])
