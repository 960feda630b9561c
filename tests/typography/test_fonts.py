import os
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from kiosk.fonts import SYSTEM_FONTS, MissingFonts, ensure_fonts, icon, missing_characters
from tests.typography.icon_table import ICON_FONT, icon_codepoints

ICONS = """
support_agent forum volunteer_activism handshake approval gavel balance confirmation_number
manage_search fact_check edit_note groups menu_book sentiment_satisfied accessibility_new volume_up
volume_off format_size vertical_align_bottom vertical_align_top translate arrow_back logout print
check check_circle cancel help info warning error lock elderly accessible pregnant_woman
military_tech person_off schedule touch_app backspace settings wifi_off power_settings_new campaign
restart_alt record_voice_over receipt_long pause_circle play_circle search close add
keyboard_arrow_down keyboard_arrow_up hourglass_top
"""


@pytest.fixture(scope="module")
def fonts(tmp_path_factory):
    return ensure_fonts(tmp_path_factory.mktemp("fonts"))


def drawn(font_path: Path, text: str, index: int = 0) -> bytes:
    picture = Image.new("L", (80, 80))
    font = ImageFont.truetype(str(font_path), 64, index=index)
    ImageDraw.Draw(picture).text((4, 0), text, fill=255, font=font)
    return picture.tobytes()


def test_faces_are_the_simplified_chinese_ones(fonts):
    names = [ImageFont.truetype(str(path), 20).getname() for path in (fonts.regular, fonts.bold)]
    assert names == [("Noto Sans CJK SC", "Regular"), ("Noto Sans CJK SC", "Bold")]


@pytest.mark.parametrize("char", "直骨角")
def test_forms_differ_from_the_japanese_face_that_comes_first(fonts, char):
    collection = SYSTEM_FONTS / "opentype/noto/NotoSansCJK-Regular.ttc"
    assert drawn(fonts.regular, char) != drawn(collection, char, index=0)


def test_cut_faces_are_used_again(fonts):
    before = fonts.regular.stat()
    again = ensure_fonts(fonts.regular.parent)
    assert again == fonts
    assert fonts.regular.stat().st_ino == before.st_ino


def test_a_newer_collection_is_cut_again(fonts):
    before = fonts.bold.stat()
    os.utime(fonts.bold, ns=(before.st_mtime_ns - 1, before.st_mtime_ns - 1))
    ensure_fonts(fonts.bold.parent)
    assert fonts.bold.stat().st_ino != before.st_ino
    assert fonts.bold.stat().st_mtime_ns == before.st_mtime_ns


def test_nothing_half_written_stays_when_cutting_fails(tmp_path):
    system = tmp_path / "system"
    shutil.copytree(SYSTEM_FONTS / "truetype/material-design-icons-iconfont",
                    system / "truetype/material-design-icons-iconfont")  # fmt: skip
    (system / "opentype/noto").mkdir(parents=True)
    for style in ("Regular", "Bold"):
        (system / f"opentype/noto/NotoSansCJK-{style}.ttc").write_bytes(b"not a font at all")
    with pytest.raises(Exception, match="Font Collection"):
        ensure_fonts(tmp_path / "cache", system)
    assert list((tmp_path / "cache").iterdir()) == []


def test_missing_fonts_name_their_packages(tmp_path):
    with pytest.raises(MissingFonts) as caught:
        ensure_fonts(tmp_path / "cache", tmp_path)
    assert caught.value.packages == ("fonts-noto-cjk", "fonts-material-design-icons-iconfont")
    assert not (tmp_path / "cache").exists()


def test_missing_characters(fonts):
    assert missing_characters("直骨角，（A012）\n 10–20 𠮷", fonts.regular) == set()
    assert missing_characters("好😀", fonts.regular) == {"😀"}


@pytest.mark.parametrize("name", ICONS.split())
def test_icon_is_in_the_installed_font(fonts, name):
    assert missing_characters(icon(name), fonts.icons) == set()


def test_unknown_icon():
    with pytest.raises(KeyError):
        icon("no_such_icon")


def test_icon_table_is_that_of_the_font():
    for name, code in icon_codepoints(ICON_FONT).items():
        assert icon(name) == chr(code)
