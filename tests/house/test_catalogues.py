import ast
import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from repository import ROOT, python_files

from kiosk.wording import LOCALE_DIR

LONGEST_SENTENCE = 25
"""Characters between two stops, in prompts and questions (for everyone to understand)."""

SAYING = ("say", "say_count", "Text")


@cache
def catalogue(locale: str) -> dict[str, tuple[str, ...]]:
    """Every message of a catalogue with its strings (one, or one for each plural)."""
    with (LOCALE_DIR / locale / "LC_MESSAGES" / "kiosk.po").open("rb") as file:
        read: Catalog = read_po(file, abort_invalid=True)
    found = {}
    for message in read:
        if not message.id:
            continue
        plural = isinstance(message.id, tuple)
        name = message.id[0] if plural else message.id
        found[name] = tuple(message.string) if plural else (str(message.string),)
    return found


@cache
def said() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Ids given to ``say`` as they are, patterns of ids put together, and all other strings."""
    exact, patterns, strings = set(), set(), set()
    for path in python_files("kiosk", "screens"):
        if "server" in path.parts:
            continue  # The backend's phone page has words of its own.
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings.add(node.value)
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name not in SAYING:
                continue
            match node.args[0]:
                case ast.Constant(value=str() as text):
                    exact.add(text)
                case ast.JoinedStr(values=parts):
                    patterns.add(
                        "".join(
                            re.escape(str(part.value))
                            if isinstance(part, ast.Constant)
                            else r"[A-Za-z0-9_-]+"
                            for part in parts
                        )
                    )
    return frozenset(exact), frozenset(patterns), frozenset(strings)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_every_message_used_is_written(locale: str) -> None:
    exact, patterns, _ = said()
    written = catalogue(locale)
    assert exact
    assert exact - set(written) == set()
    empty = [pattern for pattern in patterns if not any(re.fullmatch(pattern, i) for i in written)]
    assert empty == []


def test_no_message_is_left_over() -> None:
    _, patterns, strings = said()
    orphans = {
        name
        for name in catalogue("zh_CN")
        if name not in strings and not any(re.fullmatch(pattern, name) for pattern in patterns)
    }
    assert orphans == set()


def test_both_languages_say_the_same_things() -> None:
    assert set(catalogue("zh_CN")) == set(catalogue("en"))


@pytest.mark.parametrize("name", sorted(catalogue("zh_CN")))
def test_a_message_takes_the_same_values_in_both_languages(name: str) -> None:
    # The first plural may say "one" in words; the last one takes every value.
    chinese, english = catalogue("zh_CN")[name][-1], catalogue("en")[name][-1]
    assert placeholders(chinese) == placeholders(english)
    assert all(catalogue("zh_CN")[name])
    assert all(catalogue("en")[name])


@pytest.mark.parametrize("name", sorted(catalogue("zh_CN")))
def test_chinese_sentences_are_short(name: str) -> None:
    for text in catalogue("zh_CN")[name]:
        plain = re.sub(r"\{\w+\}", "字", text)
        for sentence in re.split(r"[。？！，；：、…\n]", plain):
            assert len(sentence) <= LONGEST_SENTENCE, sentence


def test_the_catalogues_are_where_the_program_looks() -> None:
    assert LOCALE_DIR == ROOT / "assets" / "locale"
