"""Three-valued logic: Kleene's strong tables, with "unknown" as a value of its own."""

from enum import Enum


class Truth(Enum):
    """What is known of a statement."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def and_(*truths: Truth) -> Truth:
    """NO if any is NO, else UNKNOWN if any is UNKNOWN, else YES; of nothing it is YES."""
    if Truth.NO in truths:
        return Truth.NO
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.YES


def or_(*truths: Truth) -> Truth:
    """YES if any is YES, else UNKNOWN if any is UNKNOWN, else NO; of nothing it is NO."""
    if Truth.YES in truths:
        return Truth.YES
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.NO


def not_(truth: Truth) -> Truth:
    """Turn YES and NO round; UNKNOWN stays."""
    return _NOT[truth]


_NOT = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}
