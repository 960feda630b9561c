"""What an audit leaves behind: a table, the same as JSON, and a gallery of small pictures."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from screens.audit.rules import ABOUT, Reading, Rule, worst

SMALL = 4
"""How much smaller than the window the pictures of the gallery are."""
MARKED = 2
RED = (200, 0, 0)
TEMPLATE = Path(__file__).with_name("gallery.html")


@dataclass(frozen=True)
class Row:
    """One rule in one look of one page: the reading nearest to failing, and how many fail."""

    rule: str
    look: str
    page: str
    measured: float
    asked: float
    unit: str
    failures: int
    subject: str


@dataclass(frozen=True)
class Shot:
    """A small picture of a sheet, relative to the gallery; ``failures`` say what is marked."""

    look: str
    page: str
    sheet: int
    path: str
    failures: tuple[str, ...]


def rows(look: str, page: str, readings: list[Reading]) -> list[Row]:
    """Return a row for each rule that was read on ``page`` in ``look``."""
    failed = [reading.rule for reading in readings if not reading.holds]
    return [
        Row(
            rule,
            look,
            page,
            round(reading.measured, 2),
            round(reading.asked, 2),
            ABOUT[rule].unit,
            failed.count(rule),
            "" if reading.holds else reading.subject,
        )
        for rule, reading in sorted(worst(readings).items())
    ]


def describe(reading: Reading) -> str:
    """Return a failure in one line."""
    return (
        f"{reading.rule}: {reading.measured:.2f} for {reading.asked:g} "
        f"{ABOUT[reading.rule].unit} ({reading.subject})"
    )


def mark(picture: Image.Image, readings: Iterable[Reading], font: Path) -> Image.Image:
    """Return ``picture`` with a red box and the rule's name for every failure that has a place."""
    marked = picture.copy()
    pen = ImageDraw.Draw(marked)
    face = ImageFont.truetype(str(font), 28)
    for reading in readings:
        if reading.holds or reading.box is None:
            continue
        left, bottom, right, top = reading.box
        upper, lower = picture.height - top, picture.height - bottom
        pen.rectangle((left - 4, upper - 4, right + 4, lower + 4), outline=RED, width=4)
        place = (max(0.0, left), max(0.0, upper - 38))
        pen.rectangle(pen.textbbox(place, reading.rule, font=face), fill=(255, 255, 255))
        pen.text(place, reading.rule, fill=RED, font=face)
    return marked


def shoot(
    out: Path, look: str, page: str, sheet: int, picture: Image.Image, readings: list[Reading],
    font: Path,
) -> Shot:  # fmt: skip
    """Write the small picture of a sheet; with failures a larger one, marked."""
    failed = [reading for reading in readings if not reading.holds]
    path = Path("pictures") / look / f"{page}-{sheet}.jpg"
    (out / path).parent.mkdir(parents=True, exist_ok=True)
    shown = mark(picture, failed, font).reduce(MARKED) if failed else picture.reduce(SMALL)
    shown.save(out / path, quality=80)
    return Shot(look, page, sheet, str(path), tuple(map(describe, failed)))


def write(out: Path, table: list[Row], shots: list[Shot]) -> None:
    """Write ``table.txt``, ``table.json`` and the gallery ``index.html`` into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    table = sorted(table, key=lambda row: (row.rule, row.look, row.page))
    (out / "table.txt").write_text("\n".join(_lines(table)) + "\n", encoding="utf-8")
    plain = json.dumps([asdict(row) for row in table], ensure_ascii=False, indent=0)
    (out / "table.json").write_text(plain, encoding="utf-8")
    (out / "index.html").write_text(_gallery(table, shots), encoding="utf-8")


def summary(table: list[Row]) -> list[str]:
    """Return one line for each rule: its worst number, where, and how many failures."""
    lines = []
    for rule in Rule:
        of_rule = [row for row in table if row.rule == rule]
        if not of_rule:
            continue
        failures = sum(row.failures for row in of_rule)
        most = ABOUT[rule].most
        row = (max if most else min)(of_rule, key=lambda row: row.measured - (not most) * row.asked)
        sign = "≤" if most else "≥"
        lines.append(
            f"{'FAILS' if failures else 'holds':6}{rule:20} worst {row.measured:8.2f} asked {sign} "
            f"{row.asked:6.2f} {row.unit:16} {failures:5} failures   {row.look} {row.page}"
        )
    return lines


def _lines(table: list[Row]) -> list[str]:
    head = f"{'':6}{'rule':20}{'look':26}{'page':28}{'measured':>9}  {'asked':>8}  {'unit':16}"
    lines = [*summary(table), "", *_sources(), "", head]
    for row in table:
        sign = "≤" if ABOUT[Rule(row.rule)].most else "≥"
        lines.append(
            f"{'FAILS' if row.failures else '':6}{row.rule:20}{row.look:26}{row.page:28}"
            f"{row.measured:9.2f} {sign}{row.asked:8.2f}  {row.unit:16}{row.subject}".rstrip()
        )
    return lines


def _sources() -> list[str]:
    return [f"{rule:20} {about.source}" for rule, about in ABOUT.items()]


def _gallery(table: list[Row], shots: list[Shot]) -> str:
    from jinja2 import Environment

    template = Environment(autoescape=True).from_string(TEMPLATE.read_text(encoding="utf-8"))
    looks: dict[str, list[Shot]] = {}
    for shot in sorted(shots, key=lambda shot: (shot.look, shot.page, shot.sheet)):
        looks.setdefault(shot.look, []).append(shot)
    failed = [shot for shot in shots if shot.failures]
    elsewhere = [row for row in table if row.failures]
    return template.render(
        summary=summary(table), looks=looks, failed=failed, rows=elsewhere, count=len(shots)
    )
