"""The fonts of Debian that screen and slip are drawn with, and the code points of the icons.

``NotoSansCJK-*.ttc`` holds one face per region, and both Pillow and SDL open the first of them,
the Japanese one, in which 直, 骨 or 角 have forms that are wrong in China. So the Simplified
Chinese face is cut out, once, into a cache of single-face files.
"""

import os
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SYSTEM_FONTS = Path("/usr/share/fonts")
ICON_TABLE = Path(__file__).resolve().parent.parent / "assets" / "icons.codepoints"

_NOTO = "opentype/noto/NotoSansCJK-{style}.ttc"
_ICONS = "truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf"
_FAMILY = "Noto Sans CJK SC"
_FAMILY_NAME_ID = 1


@dataclass(frozen=True)
class Fonts:
    """Font files of one face each: text, bold text, Material icons."""

    regular: Path
    bold: Path
    icons: Path


class MissingFonts(Exception):
    """Fonts are not installed; ``packages`` names the Debian packages that bring them."""

    def __init__(self, packages: tuple[str, ...]) -> None:
        super().__init__("fonts are missing; apt-get install " + " ".join(packages))
        self.packages = packages


def ensure_fonts(cache_dir: Path, system: Path = SYSTEM_FONTS) -> Fonts:
    """Return the fonts, cutting the Simplified Chinese faces into ``cache_dir`` if need be.

    A cached file is used again as long as it carries the time stamp of the collection it was cut
    from. Raises :class:`MissingFonts`, or :class:`OSError` where ``cache_dir`` cannot be written.
    """
    collections = {style: system / _NOTO.format(style=style) for style in ("Regular", "Bold")}
    icons = system / _ICONS
    missing = []
    if not all(path.is_file() for path in collections.values()):
        missing.append("fonts-noto-cjk")
    if not icons.is_file():
        missing.append("fonts-material-design-icons-iconfont")
    if missing:
        raise MissingFonts(tuple(missing))
    regular, bold = (
        _cut_out(source, cache_dir / f"NotoSansSC-{style}.otf")
        for style, source in collections.items()
    )
    return Fonts(regular, bold, icons)


def missing_characters(text: str, font_path: Path) -> set[str]:
    """Return the characters of ``text`` that ``font_path`` has no glyph for, spaces left out."""
    known = _character_map(font_path)
    return {char for char in text if not char.isspace() and ord(char) not in known}


def icon(name: str) -> str:
    """Return the character that draws the Material icon ``name``; ``KeyError`` if there is none."""
    return _icon_table()[name]


def is_icon(name: str) -> bool:
    """Tell whether there is a Material icon of this name."""
    return name in _icon_table()


@cache
def _icon_table() -> dict[str, str]:
    rows = (line.split() for line in ICON_TABLE.read_text(encoding="ascii").splitlines())
    return {name: chr(int(code, 16)) for name, code in rows}


@cache
def _character_map(font_path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(font_path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _cut_out(source: Path, target: Path) -> Path:
    stamp = source.stat().st_mtime_ns
    if target.is_file() and target.stat().st_mtime_ns == stamp:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            _save_face(source, stream)
            stream.flush()
            os.fchmod(stream.fileno(), 0o644)
            os.fsync(stream.fileno())
        os.utime(part, ns=(stamp, stamp))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _save_face(source: Path, stream: Any) -> None:
    # Imported here: a start that finds its fonts cut does not pay for fontTools.
    from fontTools.ttLib import TTCollection

    with TTCollection(source, lazy=True) as collection:
        for face in collection.fonts:
            if face["name"].getDebugName(_FAMILY_NAME_ID) == _FAMILY:
                face.save(stream, reorderTables=None)
                return
    raise MissingFonts(("fonts-noto-cjk",))
