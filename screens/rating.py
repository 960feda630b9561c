"""One score on five large faces."""

from collections.abc import Iterable
from pathlib import Path

from kivy.factory import Factory
from kivy.lang import Builder

from kiosk.pages import Rating
from kiosk.view import View
from screens.kind import Answers, KindScreen
from screens.skin import Skin
from screens.supply import Supply
from screens.widgets.block import Block, Standing
from screens.widgets.card import Style
from screens.widgets.deck import Deck, one_a_row, paired
from screens.widgets.face import FACES, Face
from screens.widgets.progress import Progress

Factory.register("Progress", cls=Progress)
Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class RatingScreen(KindScreen):
    """Faces side by side; where their words are too wide for that, as cards below one another."""

    at_foot = False

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._deck = Deck(answers.press)
        self._faces = Supply(lambda: Face(answers.press))

    def stock(self) -> Iterable[Block]:
        """Return every card and face there is."""
        return (*self._deck.stock, *self._faces.stock)

    def dress(self, view: View, skin: Skin) -> None:
        """Take question, faces and other ways on."""
        page = view.page
        assert isinstance(page, Rating)
        ids = self.ids
        ids.progress.share = -1 if page.progress is None else page.progress
        ids.caption.quote(skin, page.caption)
        ids.caption.smallest = 1 / skin.metrics.text_scale
        ids.title.quote(skin, page.title)
        ids.hint.quote(skin, page.hint)
        self.told = self.kept = [ids.progress, ids.caption, ids.title, ids.hint]
        faces = self._side_by_side(page, skin)
        scores = page.options
        cards = self._deck.deal(
            skin,
            page.other if faces else page.choices,
            lambda option: Style.CARD if option in scores else Style.BUTTON,
        )
        if faces:
            self.rows = [faces, *paired(skin, cards, uneven=True)]
            return
        for place, (card, option) in enumerate(zip(cards, scores, strict=False), start=1):
            card.ids.chip.number = str(place)
            card.ids.icon.icon = option.icon or _face(place - 1)
        below = paired(skin, cards[len(scores) :], uneven=True)
        self.rows = [*one_a_row(cards[: len(scores)]), *below]

    def _tops(self, told_height: float, controls: float) -> tuple[float, float]:
        """The faces stand in the middle of what is left below the question."""
        told_top, rows_top = super()._tops(told_height, controls)
        spare = rows_top - controls - self._area.bottom
        return told_top, rows_top - max(0.0, spare) / 2

    def _side_by_side(self, page: Rating, skin: Skin) -> list[Standing]:
        """The faces as one row, or none where a word would not fit below its face."""
        self._faces.take_back()
        row: list[Standing] = []
        for place, option in enumerate(page.options):
            face = self._faces.give()
            face.tell(skin, option, option.icon or _face(place), str(place + 1))
            row.append(face)
        blank = skin.metrics.gap * (len(row) - 1)
        each = (skin.metrics.content_width - blank) / max(1, len(row))
        return row if all(face.least_width(skin) <= each for face in row) else []


def _face(place: int) -> str:
    return FACES[min(place, len(FACES) - 1)]
