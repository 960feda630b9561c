"""What the columns and the cells of a directory's list may be called, in Chinese and English."""

import unicodedata
from collections.abc import Mapping

from kiosk.county.directory import PlaceKind

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "kind": ("类别", "类型", "种类"),
    "name": ("名称", "姓名", "机构名称", "姓名或名称", "姓名/名称"),
    "firm": ("执业机构", "所属机构", "工作单位", "单位"),
    "township": ("乡镇", "乡镇(街道)", "乡镇街道", "街道"),
    "village": ("村", "村(居)", "村居", "村(社区)", "社区"),
    "address": ("地址", "办公地址", "联系地址"),
    "hours": ("时间", "服务时间", "办公时间", "工作时间"),
    "phone": ("电话", "联系电话", "电话号码"),
    "sample": ("样例",),
}
"""Each field of an entry with the Chinese names of its column; its own name will do, too."""

REQUIRED_COLUMNS = ("kind", "name")

KINDS: Mapping[PlaceKind, tuple[str, ...]] = {
    PlaceKind.LAWYER: ("律师", "执业律师"),
    PlaceKind.LAW_FIRM: ("律师事务所", "律所"),
    PlaceKind.NOTARY: ("公证处", "公证机构"),
    PlaceKind.FORENSIC: ("司法鉴定机构", "司法鉴定所", "司法鉴定中心"),
    PlaceKind.MEDIATION: ("人民调解委员会", "调解委员会", "调委会"),
    PlaceKind.JUDICIAL_OFFICE: ("司法所",),
    PlaceKind.VILLAGE_ADVISER: ("村(居)法律顾问", "村居法律顾问", "村法律顾问"),
}
"""The first word is the one that lists and staff read."""

YES = frozenset({"是", "yes", "true", "1", "样例"})
NO = frozenset({"", "否", "no", "false", "0"})


def plain(cell: str) -> str:
    """Return a cell with full-width forms narrowed, white space single, in lower case."""
    return " ".join(unicodedata.normalize("NFKC", cell).split()).lower()


def field_of(header: str) -> str | None:
    """Return the field that a column of this name holds, or ``None``."""
    return _FIELDS.get(plain(header))


def kind_of(cell: str) -> PlaceKind | None:
    """Return the kind a cell names, or ``None``."""
    return _KINDS.get(plain(cell))


def kinds_in_words() -> str:
    """Return every kind as a list may name it."""
    return "、".join(f"{words[0]} ({kind.value})" for kind, words in KINDS.items())


def columns_in_words() -> str:
    """Return every column as a list may name it."""
    return "、".join(f"{words[0]} ({field})" for field, words in COLUMNS.items())


_FIELDS = {plain(name): field for field, words in COLUMNS.items() for name in (field, *words)}
_KINDS = {plain(name): kind for kind, words in KINDS.items() for name in (kind.value, *words)}
