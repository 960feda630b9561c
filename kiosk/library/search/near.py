"""What is closest to words that occur nowhere: whole questions, typed as one asks them. Pure."""

from dataclasses import dataclass
from itertools import pairwise

from kiosk.library.search.query import Query

_SAYS_LITTLE = frozenset(
    "的了吗呢吧啊呀我你他她它们怎么样办如何能不要想是有没和与被把给在就都也很谁哪什请问可以"
)
_MOST_PAIRS = 24
_LEAST_SHARE = 1 / 3


@dataclass(frozen=True)
class Parts:
    """Pairs of neighbouring characters that say something, in their order."""

    pairs: tuple[str, ...]

    def found_in(self, searched: str) -> tuple[str, ...]:
        """Return the pairs in ``searched``; none where they are too few to be what was meant."""
        found = tuple(pair for pair in self.pairs if pair in searched)
        least = max(2, len(self.pairs) * _LEAST_SHARE) if len(self.pairs) > 1 else 1
        return found if len(found) >= least else ()


def parts_of(query: Query) -> Parts:
    """Take a query apart, its synonyms included, without the words that every question has."""
    pairs: dict[str, None] = {}
    for word in query.words:
        for form in (word.forms[0], *word.also):
            for first, second in pairwise(form):
                if not {first, second} & _SAYS_LITTLE and (first + second).isalnum():
                    pairs[first + second] = None
    return Parts(tuple(pairs)[:_MOST_PAIRS])
