"""The conditions of rules as data: a small tree over facts, read with three values.

``{"fact": "matter", "is": ["victim"]}``, ``{"fact": "group", "has": "migrant_worker"}``,
``{"all": [...]}``, ``{"any": [...]}``, ``{"not": {...}}``.
"""

from collections.abc import Callable, Iterator
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from kiosk.legal_aid.facts import LISTS, SINGLE, UNKNOWN, Values
from kiosk.legal_aid.logic import Truth, and_, not_, or_

Test = Callable[[Values], Truth]

_STRICT = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=False)


class Is(BaseModel):
    """The fact is one of these words."""

    model_config = _STRICT
    fact: str
    any_of: Annotated[list[str], Field(alias="is", min_length=1)]


class Has(BaseModel):
    """The list of this fact holds this word."""

    model_config = _STRICT
    fact: str
    word: Annotated[str, Field(alias="has")]


class All(BaseModel):
    """Every one of these holds."""

    model_config = _STRICT
    parts: Annotated[list["Condition"], Field(alias="all", min_length=1)]


class AnyOf(BaseModel):
    """At least one of these holds."""

    model_config = _STRICT
    parts: Annotated[list["Condition"], Field(alias="any", min_length=1)]


class Not(BaseModel):
    """This does not hold."""

    model_config = _STRICT
    part: Annotated["Condition", Field(alias="not")]


_KINDS = ("is", "has", "all", "any", "not")


def _kind(value: Any) -> str | None:
    return next((kind for kind in _KINDS if isinstance(value, dict) and kind in value), None)


Condition = Annotated[
    Annotated[Is, Tag("is")]
    | Annotated[Has, Tag("has")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(
        _kind,
        custom_error_type="condition",
        custom_error_message='a condition: {"fact", "is"}, {"fact", "has"}, "all", "any" or "not"',
    ),
]
Node = Is | Has | All | AnyOf | Not


def parts(node: Node) -> tuple[Node, ...]:
    """Return the conditions directly inside ``node``."""
    match node:
        case All() | AnyOf():
            return tuple(node.parts)
        case Not():
            return (node.part,)
        case _:
            return ()


def leaves(node: Node) -> Iterator[Is | Has]:
    """Walk over every statement about one fact in ``node``."""
    if isinstance(node, Is | Has):
        yield node
    for part in parts(node):
        yield from leaves(part)


def about_one(node: Node, fact: str) -> Iterator[Node]:
    """Walk over the largest conditions inside ``node`` that rest on ``fact`` alone."""
    facts = {leaf.fact for leaf in leaves(node)}
    if facts == {fact}:
        yield node
    elif fact in facts:
        for part in parts(node):
            yield from about_one(part, fact)


DEEPEST = 8
"""Levels of a condition: a deeper one nobody can check by eye."""


def depth(node: Node) -> int:
    """Return how many levels ``node`` has; a statement about a fact is one."""
    return 1 + max((depth(part) for part in parts(node)), default=0)


def mistakes(node: Node) -> Iterator[str]:
    """Name every fact and word in ``node`` that does not exist, and nesting beyond measure."""
    if depth(node) > DEEPEST:
        yield f"{depth(node)} levels: at most {DEEPEST}"
    for leaf in leaves(node):
        table = SINGLE if isinstance(leaf, Is) else LISTS
        wanted = leaf.any_of if isinstance(leaf, Is) else [leaf.word]
        if leaf.fact not in table:
            yield f"fact = {leaf.fact!r}: one of {', '.join(table)}"
            continue
        for word in wanted:
            if word not in table[leaf.fact] or word == UNKNOWN:
                known = ", ".join(each for each in table[leaf.fact] if each != UNKNOWN)
                yield f"{leaf.fact} = {word!r}: one of {known}"


def compiled(node: Node, matter: str | None = None) -> Test:
    """Return ``node`` as a function of the facts, made shorter where ``matter`` is settled."""
    match node:
        case Is(fact="matter") if matter is not None:
            return _always if matter in node.any_of else _never
        case Is():
            return _is(node.fact, frozenset(node.any_of))
        case Has():
            return _has(node.fact, node.word)
        case All():
            return _joined(and_, [compiled(part, matter) for part in node.parts], _always, _never)
        case AnyOf():
            return _joined(or_, [compiled(part, matter) for part in node.parts], _never, _always)
        case Not():
            return _turned(compiled(node.part, matter))


def _always(_facts: Values) -> Truth:
    return Truth.YES


def _never(_facts: Values) -> Truth:
    return Truth.NO


def _is(fact: str, words: frozenset[str]) -> Test:
    def test(facts: Values) -> Truth:
        value = facts[fact]
        if value in words:
            return Truth.YES
        return Truth.UNKNOWN if value == UNKNOWN else Truth.NO

    return test


def _has(fact: str, word: str) -> Test:
    def test(facts: Values) -> Truth:
        value = facts[fact]
        if value == UNKNOWN:
            return Truth.UNKNOWN
        return Truth.YES if word in value else Truth.NO

    return test


def _joined(
    join: Callable[..., Truth], tests: list[Test], without_effect: Test, settling: Test
) -> Test:
    if settling in tests:
        return settling
    left = [test for test in tests if test is not without_effect]
    if len(left) <= 1:
        return left[0] if left else without_effect
    return lambda facts: join(*[test(facts) for test in left])


def _turned(test: Test) -> Test:
    if test in (_always, _never):
        return _never if test is _always else _always
    return lambda facts: not_(test(facts))
