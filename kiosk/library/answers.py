"""Everyday questions with their answers: read from the file that came with the program."""

import hashlib
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kiosk.library.model import Answer, Citation, Kind, Ref
from kiosk.library.store import Document, Store

SCOPE = "answers"
BUILT_IN = Path(__file__).resolve().parents[2] / "assets" / "library" / "answers.toml"

FindArticle = Callable[[str, str], Ref | None]

_Text = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
_Slug = Annotated[str, StringConstraints(pattern=r"^[a-z]+([-_][a-z]+)*$", max_length=40)]
# The law's name, a blank, and its article as printed.
_Cited = Annotated[
    str,
    StringConstraints(
        pattern=r"^\S+ 第[零一二三四五六七八九十百千]+条(之[一二三四五六七八九十]+)?$"
    ),
]
_ALLOWED = {
    "string_pattern_mismatch": "not of the form {pattern}",
    "date_type": "a date such as 2026-11-23",
    "too_short": "at least {min_length}",
    "extra_forbidden": "no such key",
    "missing": "is missing",
}


class AnswersError(ValueError):
    """The file cannot be used; ``mistakes`` names every one, with where it is."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("; ".join(mistakes))
        self.mistakes = mistakes


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Words(_Table):
    zh: _Text
    en: _Text


class _Written(_Table):
    """An answer as it stands in the file: ``zh`` and ``en`` are its paragraphs."""

    id: _Slug
    topic: _Slug
    question: _Words
    zh: tuple[_Text, ...] = Field(min_length=2, max_length=5)
    en: tuple[_Text, ...] = Field(min_length=2, max_length=5)
    laws: tuple[_Cited, ...] = Field(min_length=1, max_length=8)
    source: str
    checked: date = Field(strict=True)


class _File(_Table):
    sources: dict[str, _Words]
    answer: tuple[_Written, ...] = Field(min_length=1)


class _Kept(_Table):
    """What is kept of an answer; its citations are looked up when it is opened."""

    topic: str
    question: tuple[str, str]
    answer: tuple[tuple[str, str], ...]
    laws: tuple[tuple[str, str], ...]
    source: tuple[str, str]
    checked: date


def read_answers(text: str) -> tuple[Answer, ...]:
    """Return the answers of a file; raise :class:`AnswersError` with every mistake in it."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AnswersError([f"is not TOML: {error}"]) from None
    try:
        file = _File.model_validate(raw)
    except ValidationError as error:
        raise AnswersError(_mistakes(error, raw)) from None
    mistakes = _contradictions(file)
    if mistakes:
        raise AnswersError(mistakes)
    return tuple(_answer(written, file.sources) for written in file.answer)


def documents(answers: tuple[Answer, ...]) -> list[Document]:
    """Return ``answers`` as the library keeps them; found in both languages and by article."""
    return [
        Document(
            ref=answer.ref,
            title=answer.question[0],
            text="\n".join(zh for zh, _ in answer.answer),
            payload=_Kept(
                topic=answer.topic,
                question=answer.question,
                answer=answer.answer,
                laws=tuple((cited.law, cited.number) for cited in answer.citations),
                source=answer.source,
                checked=answer.checked,
            ).model_dump_json(),
            keys=(
                answer.question[1],
                *(en for _, en in answer.answer),
                *(f"{cited.law}{cited.number}" for cited in answer.citations),
            ),
        )
        for answer in answers
    ]


def open_answer(store: Store, ref: Ref, find_article: FindArticle) -> Answer | None:
    """Return one answer, its citations with the articles that are imported by now.

    ``None`` where it is gone. Raises :class:`kiosk.library.store.LibraryError`.
    """
    payload = store.payload(ref)
    if payload is None:
        return None
    kept = _Kept.model_validate_json(payload)
    return Answer(
        ref=ref,
        topic=kept.topic,
        question=kept.question,
        answer=kept.answer,
        citations=tuple(
            Citation(law, number, find_article(law, number)) for law, number in kept.laws
        ),
        source=kept.source,
        checked=kept.checked,
    )


def ensure_answers(store: Store, file: Path = BUILT_IN) -> None:
    """Keep the answers of ``file`` unless they are kept already.

    Raises :class:`AnswersError`, ``OSError`` and :class:`kiosk.library.store.LibraryError`; then
    the earlier answers stay.
    """
    data = file.read_bytes()
    version = hashlib.sha256(data).hexdigest()
    if store.meta(SCOPE) == version:
        return
    try:
        kept = documents(read_answers(data.decode("utf-8")))
    except UnicodeDecodeError:
        raise AnswersError(["is not UTF-8 text"]) from None
    with store.writing():
        store.replace(Kind.QA, SCOPE, kept)
        store.set_meta(SCOPE, version)


def _answer(written: _Written, sources: dict[str, _Words]) -> Answer:
    source = sources[written.source]
    citations = [law.rsplit(" ", 1) for law in written.laws]
    return Answer(
        ref=Ref(Kind.QA, written.id),
        topic=written.topic,
        question=(written.question.zh, written.question.en),
        answer=tuple(zip(written.zh, written.en, strict=True)),
        citations=tuple(Citation(law, number) for law, number in citations),
        source=(source.zh, source.en),
        checked=written.checked,
    )


def _contradictions(file: _File) -> list[str]:
    mistakes = []
    seen: set[str] = set()
    for written in file.answer:
        where = f"answer {written.id}"
        for known in (written.id, written.question.zh, written.question.en):
            if known in seen:
                mistakes.append(f'{where}: "{known}" is there twice')
            seen.add(known)
        if len(written.zh) != len(written.en):
            mistakes.append(f"{where}: zh and en have not as many paragraphs")
        if len(set(written.laws)) != len(written.laws):
            mistakes.append(f"{where}: an article is named twice")
        if written.source not in file.sources:
            known_sources = ", ".join(file.sources)
            mistakes.append(f'{where}: source "{written.source}" is none of {known_sources}')
    return mistakes


def _mistakes(error: ValidationError, raw: dict[str, Any]) -> list[str]:
    every: list[dict[str, Any]] = [dict(each) for each in error.errors()]
    # A list that lost its wrong items is no shorter than it was written.
    places = [each["loc"] for each in every]
    real = [
        each
        for each in every
        if each["type"] != "too_short"
        or not any(place != each["loc"] == place[: len(each["loc"])] for place in places)
    ]
    return [_mistake(each, raw) for each in real]


def _mistake(error: dict[str, Any], raw: dict[str, Any]) -> str:
    where = [str(part) for part in error["loc"]]
    if len(where) > 1 and where[0] == "answer":
        written = raw["answer"][int(where[1])]
        name = written.get("id") if isinstance(written, dict) else None
        where[:2] = [f"answer {name or int(where[1]) + 1}"]
    allowed = _ALLOWED.get(error["type"], error["msg"]).format(**error.get("ctx", {}))
    return f"{'.'.join(where)}: {allowed}"
