"""The terms of the full-text index: single characters and pairs of neighbours. Pure.

SQLite's own tokenisers fail for Chinese: ``unicode61`` takes a whole clause for one word, and
``trigram`` knows no word of two characters. Here a word of one character is found by itself, a
longer one by all its pairs; whether the pairs stand in a row is checked against the text.
"""

from collections.abc import Iterable
from itertools import pairwise

_SHIFT = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
"""SQLite's ``ascii`` tokeniser parts at ASCII punctuation; beyond ASCII all is letters to it."""

MOST_GRAMS = 40
"""Pairs of one word that are asked for; what is longer is decided by the check against the text."""


def index_terms(texts: Iterable[str]) -> str:
    """Return the terms of one document's squeezed ``texts``, blanks between, each once."""
    found: dict[str, None] = {}
    for text in texts:
        found.update(dict.fromkeys(text))
        found.update(dict.fromkeys(map("".join, pairwise(text))))
    return " ".join(found).translate(_SHIFT)


def match_term(word: str) -> str:
    """Return the expression that every document with the squeezed ``word`` in it satisfies."""
    if len(word) == 1:
        return f'"{word.translate(_SHIFT)}"'
    pairs = dict.fromkeys(map("".join, pairwise(word)))
    chosen = list(pairs)[:MOST_GRAMS]
    return "(" + " AND ".join(f'"{pair.translate(_SHIFT)}"' for pair in chosen) + ")"
