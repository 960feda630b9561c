import re
import tomllib
from collections import Counter

import click
import pytest
from repository import ROOT, python_files, tracked_texts

from kiosk.__main__ import main

TOP = {
    *("kiosk", "screens", "assets", "tests", "docs", "deploy", ".ci"),
    *("config.toml", "pyproject.toml", "requirements.lock", "Makefile"),
    *("README.md", "LICENSE", ".gitignore"),
}
MACHINE = re.compile(
    r"/(?:work/(?:main|shared)|opt/(?!legal-kiosk\b)|home/[a-z]|Users/|root/\.)|\.pyenv"
)
GUIDES = sorted(path for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])


def test_the_top_level_stays_as_it_is() -> None:
    assert {name.partition("/")[0] for name in tracked_texts()} <= TOP


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    found = {
        name: match.group()
        for name, text in tracked_texts().items()
        if name != "tests/house/test_repository.py" and (match := MACHINE.search(text))
    }
    assert found == {}


def test_the_lock_file_pins_and_hashes_everything() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", text).strip())
    for entry in entries:
        assert re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==\S+ ", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links|--trusted-host", text)


def test_the_lock_file_holds_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"(?m)^([a-z0-9-]+)(?:\[.*\])?==", lock))
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"], "setuptools"]
    names = {re.match(r"[A-Za-z0-9-]+", each).group().lower() for each in wanted}  # type: ignore[union-attr]
    assert names - locked == set()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_guides_name_only_what_exists(guide: object) -> None:
    text = guide.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?m)(?:^|`)\s*make ([a-z]+)", text):
        assert re.search(rf"(?m)^{target}:", makefile), f"make {target}"
    for line in re.findall(r"(?m)(?:^\s*|`)kiosk ([a-z][^`\n#]*)", text):
        _resolve(line.split())
    for link in re.findall(r"\]\((?!https?://|#)([^)#]+)", text):
        if not link.endswith(".png"):
            assert (guide.parent / link).exists(), link  # type: ignore[attr-defined]


def _resolve(words: list[str]) -> None:
    """Walk down to the command that ``words`` begin with, and find every option in it."""
    command: click.Command = main
    context = click.Context(main)
    for word in words:
        if not isinstance(command, click.Group):
            break
        found = command.get_command(context, word)
        assert found is not None, f"kiosk {' '.join(words)}"
        command = found
    known = {option for parameter in command.params for option in parameter.opts}
    known |= {option for parameter in command.params for option in parameter.secondary_opts}
    for option in re.findall(r"--[a-z-]+", " ".join(words)):
        assert option in known | {"--help"}, f"{option} of kiosk {' '.join(words)}"


def test_no_two_files_of_tests_share_a_name() -> None:
    """pytest imports them by name: the second would be the first."""
    names = [path.name for path in python_files("tests") if path.name.startswith("test_")]
    assert [name for name, count in Counter(names).items() if count > 1] == []
