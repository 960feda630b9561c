"""``docs/faults.md`` has a row for every fault, the graver first, with the words staff read."""

import re

from babel.messages.pofile import read_po
from repository import ROOT

from kiosk.faults import FaultCode
from kiosk.wording import LOCALE_DIR

ROW = re.compile(r"^\| `([a-z-]+)` \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)


def rows() -> list[tuple[str, ...]]:
    return ROW.findall((ROOT / "docs" / "faults.md").read_text(encoding="utf-8"))


def test_every_fault_has_its_row_in_order() -> None:
    assert [row[0] for row in rows()] == [code.value for code in FaultCode]


def test_what_staff_do_is_what_the_terminal_tells_them() -> None:
    with (LOCALE_DIR / "en" / "LC_MESSAGES" / "kiosk.po").open("rb") as file:
        written = {message.id: message.string for message in read_po(file)}
    for code, _, _, staff in rows():
        assert staff == written[f"mend.{code}"]
