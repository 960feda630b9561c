"""How much of a conversation is behind: a slim bar. The caption beside it says it in words."""

from pathlib import Path

from kivy.lang import Builder
from kivy.properties import NumericProperty, StringProperty

from screens.skin import Skin
from screens.widgets.block import Block

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

THICK_MM = 3.0


class Progress(Block):
    """Filled from the left to ``share`` (0 … 1); below zero it takes no room."""

    share = NumericProperty(-1)
    done = StringProperty("#FFFFFF")
    ahead = StringProperty("#FFFFFF")
    edge = StringProperty("#FFFFFF")

    def fit(self, skin: Skin, width: float) -> float:
        """Take the whole width."""
        pair = skin.pair("progress")
        self.done, self.ahead, self.edge = pair.mark, pair.ground, pair.edge
        self.size = (width, skin.metrics.mm(THICK_MM) if self.share >= 0 else 0.0)
        return float(self.height)

    def forget(self) -> None:
        """Keep not how far it was."""
        self.share = -1
