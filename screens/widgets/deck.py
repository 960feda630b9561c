"""Options in rows: one below the other, or two side by side where their words allow it."""

from collections.abc import Callable, Sequence

from kiosk.pages import Option, Weight
from screens.skin import Skin
from screens.widgets.block import Standing
from screens.widgets.card import Card, Style

Row = list[Standing]

MOST_COLUMNS = 6


class Deck:
    """A stock of cards, made once and given out again for every page."""

    def __init__(self, press: Callable[[str], None]) -> None:
        self._press = press
        self.stock: list[Card] = []
        """Every card there is, given out or not."""

    def deal(
        self, skin: Skin, options: Sequence[Option], style: Callable[[Option], Style]
    ) -> list[Card]:
        """Return a card for each of ``options``, in their order; numbers are left to the caller."""
        while len(self.stock) < len(options):
            self.stock.append(self._new_card())
        cards = self.stock[: len(options)]
        for card, option in zip(cards, options, strict=True):
            card.tell(skin, option, style(option))
        return cards

    def _new_card(self) -> Card:
        card = Card()
        card.fire = lambda: self._press(card.name)
        return card


def one_a_row(cards: Sequence[Card]) -> list[Row]:
    """Every card in a row of its own."""
    return [[card] for card in cards]


def paired(skin: Skin, cards: Sequence[Card], *, uneven: bool = False) -> list[Row]:
    """Two cards a row where no word is too wide for it.

    ``uneven`` rows share their width by their words, which then stay on one line.
    """
    width = skin.metrics.content_width - skin.metrics.gap
    natural = [card.natural_width(skin) if uneven else card.least_width(skin) for card in cards]
    rows: list[Row] = []
    index = 0
    while index < len(cards):
        if index + 1 < len(cards):
            pair = natural[index : index + 2]
            fits = sum(pair) <= width if uneven else max(pair) <= width / 2
            if fits:
                rows.append([cards[index], cards[index + 1]])
                index += 2
                continue
        rows.append([cards[index]])
        index += 1
    return rows


def home_rows(skin: Skin, cards: Sequence[Card], options: Sequence[Option]) -> list[Row]:
    """Small cards two a row, all others alone."""
    rows: list[Row] = []
    small: list[Card] = []
    for card, option in zip(cards, options, strict=True):
        if option.weight is Weight.SMALL:
            small.append(card)
            continue
        rows += [*paired(skin, small), [card]]
        small = []
    return [*rows, *paired(skin, small)]


def in_columns(skin: Skin, cards: Sequence[Card]) -> int:
    """Return how many of ``cards`` stand side by side, all of one width and none of them broken."""
    natural = max(card.natural_width(skin) for card in cards)
    gap, width = skin.metrics.gap, skin.metrics.content_width
    return max(1, min(MOST_COLUMNS, int((width + gap) // (natural + gap))))


def grid(cards: Sequence[Standing], columns: int, blank: Callable[[], Standing]) -> list[Row]:
    """Return rows of ``columns`` parts, the last one filled up with blanks."""
    rows = [list(cards[at : at + columns]) for at in range(0, len(cards), columns)]
    rows[-1] += [blank() for _ in range(columns - len(rows[-1]))]
    return rows


def fit_row(skin: Skin, row: Row) -> float:
    """Fit the cards of ``row`` side by side; return the height of the highest."""
    widths = _widths(skin, row)
    height = max(card.fit(skin, width) for card, width in zip(row, widths, strict=True))
    return float(height)


def place_row(skin: Skin, row: Row, top: float, height: float) -> None:
    """Place the cards of ``row`` below ``top``, all ``height`` pixels high."""
    left = skin.metrics.margin
    for card in row:
        card.stretch(height)
        card.place(left, top)
        left += card.width + skin.metrics.gap


def most_height(row: Row) -> float:
    """Return how high ``row`` may grow, in pixels."""
    return float(max(card.most for card in row))


def _widths(skin: Skin, row: Row) -> list[float]:
    room = skin.metrics.content_width - skin.metrics.gap * (len(row) - 1)
    half = room / len(row)
    natural = [card.natural_width(skin) for card in row]
    if len(row) == 1 or max(natural) <= half or max(c.least_width(skin) for c in row) <= half:
        return [half] * len(row)
    return [room * share / sum(natural) for share in natural]
