"""The rule pack: the law as dated data, checked as a whole before any of it is used.

A pack is JSON. Its checksum is the SHA-256 of the rest of it in canonical form: keys sorted, no
blanks, UTF-8. Nothing else of the self-check reads a file.
"""

import datetime
import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, PrivateAttr, ValidationError

from kiosk.legal_aid import conditions
from kiosk.legal_aid.facts import FactsError, shown
from kiosk.legal_aid.records import Dated, Day, Note, Parameter, Record, Rule, Statute
from kiosk.legal_aid.rulebook import Rulebook, rulebook

BUILT_IN = Path(__file__).resolve().parents[2] / "assets" / "legal_aid" / "pack.json"
HARDSHIP_STANDARD = "hardship_standard"
DOCUMENTS = "documents"
"""What a note can be about besides a rule or a parameter: the list of papers to bring."""


_TOO_DEEP = "nested too deeply"
_FAR_ENOUGH = 16
"""Steps into a pack that a mistake is located by; only endless nesting goes further."""


class PackError(ValueError):
    """A pack that cannot be used; ``mistakes`` has one line for each fault in it."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(self.mistakes))


class Pack(Record):
    """The rules of the self-check. Made by :func:`load_pack`."""

    version: Annotated[str, Field(pattern=r"^\d{1,9}(\.\d{1,9})*$", max_length=40)]
    date: Day
    checksum: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    statutes: Annotated[list[Statute], Field(min_length=1)]
    rules: Annotated[list[Rule], Field(min_length=1)]
    parameters: list[Parameter]
    notes: list[Note]
    _changes: tuple[datetime.date, ...] = PrivateAttr(())
    _days: dict[datetime.date, Rulebook] = PrivateAttr(default_factory=dict)

    def model_post_init(self, _context: object) -> None:
        """Note every day from which something of the pack is different."""
        first = min(rule.effective_from for rule in self.rules)
        days = {day for dated in (*self.rules, *self.parameters) for day in _turns(dated)}
        self._changes = tuple(sorted(day for day in days if day >= first))

    def __eq__(self, other: object) -> bool:
        # Not by what was compiled meanwhile: the checksum stands for the whole content.
        return isinstance(other, Pack) and self.checksum == other.checksum

    def __hash__(self) -> int:
        return hash(self.checksum)

    def on(self, day: datetime.date) -> Rulebook:
        """Return what is in force on ``day``.

        Raises :class:`~kiosk.legal_aid.facts.FactsError` for a day before the pack begins: no
        rule is known for it.
        """
        since = self._change_before(day)
        if since not in self._days:
            rules = [rule for rule in self.rules if rule.covers(since)]
            figures = [figure for figure in self.parameters if figure.covers(since)]
            self._days[since] = rulebook(self.version, rules, figures[0] if figures else None)
        return self._days[since]

    def age(self) -> tuple[datetime.date, tuple[int, ...]]:
        """Return what packs are compared by: date, then version."""
        return self.date, tuple(int(part) for part in self.version.split("."))

    def changes(self) -> tuple[datetime.date, ...]:
        """Return every day from which something is different; the first rule begins the list."""
        return self._changes

    def _change_before(self, day: datetime.date) -> datetime.date:
        place = bisect_right(self._changes, day)
        if not place:
            raise FactsError([f"on = {shown(day.isoformat())}: a day from {self._changes[0]} on"])
        return self._changes[place - 1]


def _turns(dated: Dated) -> Iterator[datetime.date]:
    yield dated.effective_from
    if dated.effective_to is not None and dated.effective_to < datetime.date.max:
        yield dated.effective_to + datetime.timedelta(1)


def load_pack(source: str | Path) -> Pack:
    """Return the pack in ``source``, which is the text of one or the path of a file.

    Raises :class:`PackError`, which names every fault; a file that cannot be read is one.
    """
    content = _decoded(source)
    try:
        return _checked(content)
    except ValidationError as error:
        raise PackError(_line(dict(item)) for item in error.errors()) from None
    except RecursionError:
        raise PackError([_TOO_DEEP]) from None


def _checked(content: Any) -> Pack:
    pack = Pack.model_validate(content)
    mistakes = list(_faults(pack)) or list(_gaps(pack))
    if pack.checksum != checksum(content):
        mistakes.append(f"checksum = {shown(pack.checksum)}: that of the content")
    if mistakes:
        raise PackError(mistakes)
    return pack


def checksum(content: dict[str, Any]) -> str:
    """Return the checksum that a pack with this content carries, in hexadecimal."""
    rest = {key: value for key, value in content.items() if key != "checksum"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def sealed(source: str | Path) -> str:
    """Return the text of a pack with its right checksum. Raises :class:`PackError` if it is bad."""
    content = _decoded(source)
    if isinstance(content, dict):
        content["checksum"] = checksum(content)
    done = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    load_pack(done)
    return done


def newest(packs: Iterable[Pack]) -> Pack:
    """Return the newest of these valid packs, by date and version. Raises on none."""
    return max(packs, key=Pack.age)


def built_in() -> Pack:
    """Return the pack that the program came with."""
    return load_pack(BUILT_IN)


@dataclass(frozen=True)
class Shelf:
    """What was found: the newest valid pack, and what is wrong with each of the others."""

    best: Pack
    faults: dict[str, tuple[str, ...]] = field(default_factory=dict)


KEPT = 8
"""So many delivered packs stay on the disk: the rules of some years."""


@dataclass(frozen=True)
class PackShelf:
    """The packs in ``folder`` beside the one that the program came with.

    The last :data:`KEPT` that were delivered stay, and the one that is in use.
    """

    folder: Path

    def read(self) -> Shelf:
        """Return the newest valid pack; a broken one never stands in for a good one."""
        packs, faults = [built_in()], {}
        for path in sorted(self.folder.glob("*.json")) if self.folder.is_dir() else ():
            try:
                packs.append(load_pack(path))
            except PackError as error:
                faults[path.name] = error.mistakes
        return Shelf(newest(packs), faults)

    def put(self, text: str) -> Pack:
        """Keep a pack that was delivered, whole or not at all.

        Raises :class:`PackError`, and leaves the shelf as it was, for one that is not valid.
        """
        pack = load_pack(text)
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / f"{pack.version}.json"
        draft = target.with_suffix(".part")
        draft.write_text(text, encoding="utf-8")
        draft.replace(target)
        self._clear(pack)
        return pack

    def _clear(self, newest_delivered: Pack) -> None:
        in_use = {self.read().best.version, newest_delivered.version}
        files = sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        for path in files[:-KEPT]:
            if path.stem not in in_use:
                path.unlink(missing_ok=True)


def _decoded(source: str | Path) -> Any:
    try:
        text = source.read_text(encoding="utf-8") if isinstance(source, Path) else source
        content = json.loads(text, object_pairs_hook=_once)
        # Half a surrogate pair is JSON, but no file can hold it.
        json.dumps(content, ensure_ascii=False).encode()
        return content
    except OSError as error:
        raise PackError([f"{source}: {error.strerror or error}"]) from None
    except RecursionError:
        raise PackError([_TOO_DEEP]) from None
    except ValueError as error:
        raise PackError([f"not JSON: {error}"]) from None


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{key} is written twice")
        found[key] = value
    return found


def _line(item: dict[str, Any]) -> str:
    where = ".".join(str(part) for part in item["loc"][:_FAR_ENOUGH]) or "pack"
    if item["type"] == "missing":
        return f"{where} is missing"
    if item["type"] == "extra_forbidden":
        return f"{where} = {shown(item['input'])}: no such key"
    return f"{where} = {shown(item['input'])}: {item['msg']}"


def _faults(pack: Pack) -> Iterator[str]:
    codes = [statute.code for statute in pack.statutes]
    begins = {statute.code: statute.in_force_from for statute in pack.statutes}
    yield from (f"statutes: {code} is there twice" for code in _twice(codes))
    for rule in pack.rules:
        yield from _rule_faults(rule, begins)
    yield from _overlaps("rule", [(rule.id, rule) for rule in pack.rules])
    yield from _overlaps("parameter", [(figure.name, figure) for figure in pack.parameters])
    for figure in pack.parameters:
        yield from _dated_faults(figure.name, figure)
        if figure.status == "confirmed" and figure.value is None:
            yield f"{figure.name}.value = null: a number, since it is confirmed"
    about = {DOCUMENTS, *(r.id for r in pack.rules), *(p.name for p in pack.parameters)}
    for note in pack.notes:
        if note.about not in about:
            yield f"notes.about = {shown(note.about)}: a rule, a parameter or {DOCUMENTS}"


def _rule_faults(rule: Rule, begins: dict[str, datetime.date]) -> Iterator[str]:
    number = f"{rule.statute}-{rule.article}"
    name = number if rule.item is None else f"{number}-{rule.item}"
    if rule.id != name:
        yield f"{rule.id}.id = {shown(rule.id)}: {name}, by its statute, article and item"
    if rule.statute not in begins:
        yield f"{rule.id}.statute = {shown(rule.statute)}: one of {', '.join(begins)}"
    elif rule.effective_from < (law := begins[rule.statute]):
        yield f"{rule.id}.effective_from = {rule.effective_from}: from {law}, like its statute"
    for mistake in conditions.mistakes(rule.condition):
        yield f"{rule.id}.condition: {mistake}"
    yield from _dated_faults(rule.id, rule)


def _dated_faults(name: str, record: Rule | Parameter) -> Iterator[str]:
    if record.effective_to is not None and record.effective_to < record.effective_from:
        yield f"{name}.effective_to = {record.effective_to}: not before {record.effective_from}"
    if (record.verified_by is None) != (record.verified_on is None):
        yield f"{name}: verified_by and verified_on go together"


def _overlaps(kind: str, named: list[tuple[str, Dated]]) -> Iterator[str]:
    for place, (name, one) in enumerate(named):
        for other_name, other in named[place + 1 :]:
            if name == other_name and one.overlaps(other):
                both = max(one.effective_from, other.effective_from)
                yield f"{kind} {name}: two are in force on {both}"


def _gaps(pack: Pack) -> Iterator[str]:
    for day in pack.changes():
        for matter in pack.on(day).uncovered():
            yield f"rules: none of {day} says what follows for {matter}"


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
