"""Parts of a screen that are made when first needed and used again for every page."""

from collections.abc import Callable
from typing import Generic, TypeVar

from screens.widgets.block import Block

_Part = TypeVar("_Part", bound=Block)


class Supply(Generic[_Part]):
    """Parts of one kind, made when first needed and given out again for every page."""

    def __init__(self, make: Callable[[], _Part]) -> None:
        self._make = make
        self._given = 0
        self.stock: list[_Part] = []

    def take_back(self) -> None:
        """All parts may be given out again."""
        self._given = 0

    def give(self) -> _Part:
        """Return a part that is not in use."""
        if self._given == len(self.stock):
            self.stock.append(self._make())
        self._given += 1
        return self.stock[self._given - 1]
