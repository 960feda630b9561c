"""The tree of reasons behind a result."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kiosk.legal_aid.conditions import All, AnyOf, Has, Is, Node, Not, compiled
from kiosk.legal_aid.facts import Values
from kiosk.legal_aid.logic import Truth, and_, not_, or_


class Reason(NamedTuple):
    """One statement, how far it holds, and what it rests on.

    ``name`` is at the root ``outcome:likely`` and so on; below it a step of the combination
    (``scope``, ``no_lawyer``, ``means`` …), the id of a rule, or ``all``, ``any``, ``not``; at
    the leaves a fact and its words, ``group has migrant_worker``, which ``fact`` and ``words``
    hold apart.
    """

    name: str
    truth: Truth
    children: tuple["Reason", ...] = ()
    fact: str = ""
    words: tuple[str, ...] = ()

    def leaves(self) -> Iterator["Reason"]:
        """Walk over the statements about facts that this one rests on."""
        if self.fact:
            yield self
        for child in self.children:
            yield from child.leaves()


Explanation = Callable[[Values], Reason]


def explained(node: Node) -> Explanation:
    """Return a condition as a function that says how far it and its parts hold."""
    match node:
        case Is():
            words = tuple(node.any_of)
            return _leaf(f"{node.fact} is {' or '.join(words)}", node, words)
        case Has():
            return _leaf(f"{node.fact} has {node.word}", node, (node.word,))
        case All():
            return _joined("all", and_, tuple(explained(part) for part in node.parts))
        case AnyOf():
            return _joined("any", or_, tuple(explained(part) for part in node.parts))
        case Not():
            return _joined("not", not_, (explained(node.part),))


def _leaf(name: str, node: Is | Has, words: tuple[str, ...]) -> Explanation:
    test, fact = compiled(node), node.fact
    return lambda values: Reason(name, test(values), (), fact, words)


def _joined(name: str, join: Callable[..., Truth], parts: tuple[Explanation, ...]) -> Explanation:
    def explain(values: Values) -> Reason:
        children = tuple(part(values) for part in parts)
        return Reason(name, join(*[child.truth for child in children]), children)

    return explain
