"""All that a widget needs to dress itself: sizes, colours, type and language of this moment."""

from dataclasses import dataclass, replace

from kiosk.wording import Lang, Quoted, Wording
from screens.metrics import Metrics, Role
from screens.theme import Pair, Theme
from screens.typeset import Face, Type, Typesetter


@dataclass(frozen=True)
class Skin:
    """Sizes, colours, type and language that a view is drawn with."""

    metrics: Metrics
    theme: Theme
    lang: Lang
    type: Typesetter

    def shown(self, wording: Wording | None) -> str:
        """Return ``wording`` in the language of the view, nothing for ``None``."""
        return wording.shown(self.lang) if wording else ""

    def hits(self, wording: Wording | None) -> tuple[tuple[int, int], ...]:
        """Return the places in ``wording`` of the words that were looked for."""
        return wording.hits if isinstance(wording, Quoted) else ()

    def face(self, role: Role, *, bold: bool) -> Type:
        """Return the face and size for text of ``role``."""
        return Type(Face.BOLD if bold else Face.REGULAR, self.metrics.em(role))

    def smaller(self) -> "Skin":
        """Return this skin with the next smaller text; there has to be one."""
        metrics = replace(self.metrics, text_step=self.metrics.text_step - 1)
        return replace(self, metrics=metrics)

    def pair(self, name: str) -> Pair:
        """Return the colours called ``name``: a field of the theme or a tone."""
        for tone, pair in self.theme.tones.items():
            if tone == name:
                return pair
        pair = getattr(self.theme, name)
        assert isinstance(pair, Pair)
        return pair
