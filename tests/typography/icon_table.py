"""The icon names of a Material icon font, which are its ligatures.

``python tests/typography/icon_table.py > assets/icons.codepoints`` writes the table anew.
"""

from pathlib import Path

from fontTools.ttLib import TTFont

ICON_FONT = Path(
    "/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf"
)


def icon_codepoints(font_path: Path) -> dict[str, int]:
    """Return the code point that each ligature of ``font_path`` leads to."""
    with TTFont(font_path) as font:
        codes = {glyph: code for code, glyph in font.getBestCmap().items()}
        names = {}
        for lookup in font["GSUB"].table.LookupList.Lookup:
            for table in lookup.SubTable:
                for first, ligatures in table.ligatures.items():
                    for ligature in ligatures:
                        glyphs = [first, *ligature.Component]
                        name = "".join(chr(codes[glyph]) for glyph in glyphs)
                        names[name] = codes[ligature.LigGlyph]
        return names


if __name__ == "__main__":
    for name, code in sorted(icon_codepoints(ICON_FONT).items()):
        print(f"{name} {code:04x}")
