import re
import tomllib
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest

from kiosk.config import ConfigError, Settings, data_folder, load
from kiosk.config_mistakes import allowed
from kiosk.key_names import keymap
from kiosk.view import Key

FILE = Path(__file__).resolve().parents[2] / "config.toml"

FIELDS = [
    (section, name, field)
    for section, table in Settings.model_fields.items()
    for name, field in table.annotation.model_fields.items()  # type: ignore[union-attr]
]


def mistakes(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    return caught.value.mistakes


def comments() -> dict[tuple[str, str], str]:
    """The comment lines right above each key of the shipped file."""
    found: dict[tuple[str, str], str] = {}
    section, words = "", []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            words.append(line[1:].strip())
            continue
        if header := re.fullmatch(r"\[(\w+)\]", line):
            section = header.group(1)
        elif key := re.match(r"(\w+) =", line):
            found[section, key.group(1)] = " ".join(words)
        words = []
    return found


def test_the_shipped_file_is_the_defaults() -> None:
    assert load(FILE) == Settings()
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    written = [(section, name) for section, table in raw.items() for name in table]
    assert written == [(section, name) for section, name, _ in FIELDS]


@pytest.mark.parametrize(("section", "name", "field"), FIELDS)
def test_every_setting_is_explained(section: str, name: str, field: object) -> None:
    comment = comments()[section, name]
    assert len(comment) > 10
    assert field.description  # type: ignore[attr-defined]
    if get_origin(field.annotation) is Literal:  # type: ignore[attr-defined]
        for choice in get_args(field.annotation):  # type: ignore[attr-defined]
            assert f'"{choice}"' in comment
    for bound in re.findall(r"(?:from|above|to) ([\d.]+)", allowed(field)):  # type: ignore[arg-type]
        assert re.search(rf"\b{float(bound):g}\b", comment), f"{bound} is not in: {comment}"


@pytest.mark.parametrize(("section", "name", "field"), FIELDS)
def test_every_pattern_is_told_in_words(section: str, name: str, field: object) -> None:
    assert "^" not in allowed(field)  # type: ignore[arg-type]
    if field.annotation is str:  # type: ignore[attr-defined]
        assert allowed(field) != "text in quotes"  # type: ignore[arg-type]


def test_every_mistake_is_listed_at_once(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path,
        """
        wallpaper = "red"
        staff = 3
        [terminal]
        id = "Hall 1"
        letter = "KK"
        language = "fr"
        data_dir = ""
        [screen]
        widht = 1080
        height = 20
        px_per_mm = nan
        fullscreen = "yes"
        [county]
        url = "ftp://somewhere"
        listen = "everywhere"
        port = 0
        [visit]
        page_seconds = 30
        ask_before_seconds = 30
        """,
    )
    assert sorted(found) == sorted(
        [
            "wallpaper: no such setting"
            " (there are: terminal, screen, county, printer, scanner, keypad, voice, visit, staff,"
            " service)",
            "staff = 3: a table of settings",
            'terminal.id = "Hall 1": 1 to 32 lower-case letters, digits and hyphens',
            'terminal.letter = "KK": one capital letter, A to Z',
            'terminal.language = "fr": one of "zh", "en"',
            'terminal.data_dir = "": a folder, absolute or relative to this file',
            "screen.widht: no such setting; did you mean screen.width?"
            " (there are: width, height, px_per_mm, fullscreen, max_fps)",
            "screen.height = 20: a whole number from 480 to 8192",
            "screen.px_per_mm = nan: a number above 1 to 40",
            'screen.fullscreen = "yes": true or false',
            'county.url = "ftp://somewhere":'
            ' "embedded", or an address that begins with http:// or https://',
            'county.listen = "everywhere":'
            " an IP address; 0.0.0.0 for every network of this machine",
            "county.port = 0: a whole number from 1 to 65535",
            "visit.ask_before_seconds = 30: less than visit.page_seconds, which is 30",
        ]
    )


@pytest.mark.parametrize("value", ["true", '"60"', "inf", "[60]", "1979-05-27"])
def test_a_number_is_a_number(tmp_path: Path, value: str) -> None:
    (found,) = mistakes(tmp_path, f"[visit]\npage_seconds = {value}")
    assert found.startswith("visit.page_seconds = ")
    assert found.endswith(": a number from 20 to 600")


def test_a_whole_number_will_do_where_fractions_are_allowed(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[visit]\npage_seconds = 90")
    assert load(path).visit.page_seconds == 90.0


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"[visit", "is not TOML"), (b"\xff\xfe", "is not UTF-8")],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=told):
        load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: No such file"):
        load(tmp_path / "none.toml")


def test_the_data_folder_is_seen_from_the_file(tmp_path: Path) -> None:
    assert data_folder(Settings(), tmp_path / "config.toml") == tmp_path.resolve() / "data"


def test_keys_are_known_and_each_means_one_thing(tmp_path: Path) -> None:
    (told,) = mistakes(tmp_path, '[keypad]\nup = "hyper"\n')
    assert told == 'keypad.up = "hyper": names of keys with blanks between, such as "up left"'
    (told,) = mistakes(tmp_path, '[keypad]\nhelp = "up f1"\n')
    assert told.endswith("each key can mean one thing only")
    path = tmp_path / "config.toml"
    path.write_text('[keypad]\nhelp = "f9"\nrepeat = "pad*"\n', encoding="utf-8")
    meant = keymap(load(path).keypad.names())
    assert (meant[290], meant[268], meant[273]) == (Key.HELP, Key.REPEAT, Key.UP)
    assert 282 not in meant
