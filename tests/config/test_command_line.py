import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from repository import ROOT

from kiosk.__main__ import main
from kiosk.secrets import FILE_NAME, load_secrets

HEAVY = ("kivy", "fastapi", "pydantic", "sqlalchemy", "requests", "PIL")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text("[terminal]\n", encoding="utf-8")
    return path


def kiosk(*arguments: object, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], input=typed)


@pytest.mark.parametrize(
    "command", ["", "run", "tour", "doctor", "pin", "backend", "backend serve", "backend enrol"]
)
def test_every_command_explains_itself(command: str) -> None:
    done = kiosk(*command.split(), "--help")
    assert done.exit_code == 0
    assert "Usage:" in done.output


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from kiosk.__main__ import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        env=dict(os.environ),
        check=True,
    )
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("command", [("run",), ("tour", "--out", "out"), ("pin", "--generate")])
def test_bad_settings_end_it_with_2_and_every_mistake(
    config: Path, command: tuple[str, ...]
) -> None:
    config.write_text("[screen]\nwidth = 1\nheight = 2\nwidht = 3\n", encoding="utf-8")
    done = kiosk(*command, "--config", config)
    assert done.exit_code == 2
    for mistake in ("screen.width = 1:", "screen.height = 2:", "screen.widht:"):
        assert mistake in done.output


def test_secrets_that_others_can_read_end_it_with_2(config: Path) -> None:
    secrets = config.parent / "data" / FILE_NAME
    secrets.parent.mkdir()
    secrets.write_text('credential = "sample"\n', encoding="utf-8")
    secrets.chmod(0o644)
    done = kiosk("run", "--config", config)
    assert done.exit_code == 2
    assert "0600" in done.output
    assert "sample" not in done.output


def test_a_pin_is_set(config: Path) -> None:
    done = kiosk("pin", "--config", config, typed="483920\n483920\n")
    assert done.exit_code == 0
    assert "483920" not in done.output
    secrets = load_secrets(config.parent / "data" / FILE_NAME)
    assert (secrets.staff_pin_hash or "").startswith("$argon2id$")


@pytest.mark.parametrize("chosen", ["123456", "4839", "48392017", "abcdef", "٤٨٣٩٢٠"])
def test_a_poor_pin_is_refused(config: Path, chosen: str) -> None:
    done = kiosk("pin", "--config", config, typed=f"{chosen}\n{chosen}\n")
    assert done.exit_code == 1
    assert not (config.parent / "data" / FILE_NAME).exists()


def test_a_drawn_pin_is_shown_once(config: Path) -> None:
    done = kiosk("pin", "--generate", "--config", config)
    assert done.exit_code == 0
    (shown,) = [word.rstrip(".") for word in done.output.split() if word[:6].isdigit()]
    assert len(shown) == 6


def test_the_doctor_says_what_is_wrong_with_the_settings(config: Path) -> None:
    config.write_text("[screen]\nwidth = 1\n", encoding="utf-8")
    done = kiosk("doctor", "--json", "--config", config)
    assert done.exit_code == 1
    report = json.loads(done.output)
    assert report["ok"] is False
    assert [finding["name"] for finding in report["findings"]] == ["config"]
    assert "screen.width = 1" in report["findings"][0]["detail"]
