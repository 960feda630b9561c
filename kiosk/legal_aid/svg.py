"""A small writer of SVG: boxes, lines and wrapped text. Lengths are millimetres."""

import unicodedata
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

FONTS = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',sans-serif"
LINE_HEIGHT = 1.35
_NARROW = 0.58
_NOT_FIRST = "，。、：；！？）》”〕"


@dataclass
class Drawing:
    """A picture that grows as things are drawn; :meth:`finished` gives its text."""

    parts: list[str] = field(default_factory=list)

    def box(self, x: float, y: float, width: float, height: float, fill: str, edge: str) -> None:
        """Draw a rectangle."""
        self.parts.append(
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" '
            f'fill="{fill}" stroke="{edge}" stroke-width="0.25"/>'
        )

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """Draw a line."""
        self.parts.append(
            f'<line x1="{x:.2f}" y1="{y:.2f}" x2="{to_x:.2f}" y2="{to_y:.2f}" '
            'stroke="#222" stroke-width="0.3"/>'
        )

    def text(
        self,
        x: float,
        y: float,
        lines: list[str],
        size: float,
        ink: str = "#111",
        bold: bool = False,
    ) -> None:
        """Write ``lines`` below each other; ``y`` is the top of the first."""
        weight = ' font-weight="bold"' if bold else ""
        for place, line in enumerate(lines):
            base = y + size * (0.9 + place * LINE_HEIGHT)
            self.parts.append(
                f'<text x="{x:.2f}" y="{base:.2f}" font-size="{size}" fill="{ink}"{weight}>'
                f"{escape(line)}</text>"
            )

    def finished(self, width: float, height: float, title: str) -> str:
        """Return the whole picture, on white."""
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}mm" '
            f'height="{height:.0f}mm" viewBox="0 0 {width:.0f} {height:.0f}" lang="zh-CN" '
            f'font-family="{FONTS}">\n<title>{escape(title)}</title>\n'
            '<rect width="100%" height="100%" fill="#fff"/>\n'
            + "\n".join(self.parts)
            + "\n</svg>\n"
        )


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Break ``text`` into lines that fit ``width``; none begins with a closing mark."""
    lines = [""]
    for character in text:
        full = breadth(lines[-1] + character, size) > width
        if full and lines[-1] and character not in _NOT_FIRST:
            lines.append(character)
        else:
            lines[-1] += character
    return lines


def breadth(text: str, size: float) -> float:
    """Return about how wide ``text`` is: Chinese characters are squares, Latin ones narrower."""
    return sum(size if unicodedata.east_asian_width(c) in "WFA" else size * _NARROW for c in text)
