"""Cuts what is long into sentences, so that the first is heard while the next is being made."""

import re
from dataclasses import replace

from kiosk.devices.speech.port import Utterance

_AT_ONCE = 30
"""Characters that are made in one go: some 25 ms of work."""
_SHORTEST = 8
_SENTENCE = re.compile(r".+?(?:[。！？；!?;\n]+[”’》）]*|\.(?=\s)|$)", re.DOTALL)
_CLAUSE = re.compile(r".{12,}?(?:[，、：,:]|$)|.+$", re.DOTALL)
_LONGEST = 80
"""A sentence longer than this is cut at its commas: of 400 characters, half a second of work."""


def sentences(utterance: Utterance) -> tuple[Utterance, ...]:
    """Return ``utterance`` in parts, none cut within a clause; a short one as it is."""
    text = utterance.text
    if len(text) <= _AT_ONCE:
        return (utterance,)
    parts: list[str] = []
    for sentence in _SENTENCE.findall(text):
        parts += _CLAUSE.findall(sentence) if len(sentence) > _LONGEST else [sentence]
    return tuple(replace(utterance, text=part) for part in _joined(parts))


def _joined(parts: list[str]) -> list[str]:
    """Put what is very short, or has nothing to say, with what stands before it."""
    joined: list[str] = []
    for part in parts:
        if joined and (len(joined[-1]) < _SHORTEST or len(part.strip()) < _SHORTEST):
            joined[-1] += part
        else:
            joined.append(part)
    return joined
