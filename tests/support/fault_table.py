"""The table of faults in the guides for staff, made from the catalogues.

After a change of words: ``PYTHONPATH=.:tests/support python -m fault_table``
"""

from pathlib import Path

from repository import ROOT

from kiosk.faults import Fault, FaultCode
from kiosk.wording import Lang

BEGIN, END = "<!-- faults: made from the catalogue -->", "<!-- end of faults -->"
GUIDES: dict[Lang, Path] = {
    "zh": ROOT / "docs" / "staff-guide.zh.md",
    "en": ROOT / "docs" / "staff-guide.en.md",
}
HEADS: dict[Lang, tuple[str, str]] = {
    "zh": ("机器说", "您现在做什么"),
    "en": ("the terminal says", "what you do now"),
}


def table(lang: Lang) -> str:
    """Return the rows, the graver fault first."""
    says, does = HEADS[lang]
    rows = [f"| {says} | {does} |", "|---|---|"]
    for code in FaultCode:
        fault = Fault(code)
        rows.append(f"| {fault.name.shown(lang)} | {fault.remedy.shown(lang)} |")
    return "\n".join(rows)


def in_guide(lang: Lang) -> str:
    """Return the table as it stands in the guide."""
    text = GUIDES[lang].read_text(encoding="utf-8")
    return text.split(BEGIN)[1].split(END)[0].strip()


def write() -> None:
    """Put the tables of today into the guides."""
    for lang, path in GUIDES.items():
        text = path.read_text(encoding="utf-8")
        head, rest = text.split(BEGIN)
        _, tail = rest.split(END)
        path.write_text(f"{head}{BEGIN}\n{table(lang)}\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    write()
