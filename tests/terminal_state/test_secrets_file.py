"""Secrets are their owner's alone, written whole or not at all."""

import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.secrets import Secrets, SecretsError, load_secrets, save_secrets


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "secrets.toml"


def test_a_missing_file_holds_no_secret(path: Path) -> None:
    assert load_secrets(path) == Secrets(None, None)


def test_keeps_what_it_is_given(path: Path) -> None:
    save_secrets(path, credential="c-1")
    save_secrets(path, staff_pin_hash="$argon2id$v=19$x")
    save_secrets(path, credential="c-2")
    assert load_secrets(path) == Secrets("c-2", "$argon2id$v=19$x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secrets.toml"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o644, 0o666])
def test_is_refused_when_others_may_use_it(path: Path, mode: int) -> None:
    save_secrets(path, credential="secret-of-a-test")
    path.chmod(mode)
    for use in (load_secrets, lambda path: save_secrets(path, credential="new")):
        with pytest.raises(SecretsError) as caught:
            use(path)
        assert str(path) in str(caught.value)
        assert f"{mode:04o}" in str(caught.value)
        assert "secret-of-a-test" not in str(caught.value)
    path.chmod(0o400)
    assert load_secrets(path).credential == "secret-of-a-test"


def test_other_keys_and_comments_stay(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(
        '# by hand\nother = 1\n credential="old"  # note\n[table]\ncredential = "its"\n'
    )
    path.chmod(0o600)
    save_secrets(path, credential="new", staff_pin_hash="h")
    assert load_secrets(path) == Secrets("new", "h")
    text = path.read_text()
    assert "# by hand\nother = 1\n" in text
    assert '[table]\ncredential = "its"\n' in text
    assert "old" not in text


def test_an_edit_that_would_harm_other_keys_is_refused(path: Path) -> None:
    path.parent.mkdir()
    text = 'credential = """\nlong\n"""\nother = 1\n'
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(SecretsError):
        save_secrets(path, credential="new")
    assert path.read_text() == text


@pytest.mark.parametrize(
    "text", ["credential = 5", 'credential = ""', "staff_pin_hash = []", "credential = secret", "="]
)
def test_nonsense_is_named_without_being_shown(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(SecretsError) as caught:
        load_secrets(path)
    assert str(path) in str(caught.value)
    assert "= secret" not in str(caught.value)


def test_a_write_that_fails_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_secrets(path, credential="old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SecretsError, match="No space"):
        save_secrets(path, credential="new")
    assert load_secrets(path).credential == "old"
    monkeypatch.undo()
    save_secrets(path, credential="new")
    assert load_secrets(path).credential == "new"


def test_secrets_do_not_print_themselves() -> None:
    assert "hush" not in repr(Secrets("hush", "hush"))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x7f"), min_size=1))
def test_any_text_comes_back_or_is_refused(value: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "secrets.toml"
        try:
            save_secrets(path, credential=value)
        except SecretsError:
            assert any(ord(character) > 0xFFFF for character in value)
            return
        assert load_secrets(path).credential == value
