"""The centre's own recordings: a pack is a folder of WAVs named by message id.

::

    <pack>/pack.toml              whose words they are (docs/voice.md)
    <pack>/<message id>.wav       Chinese: Mandarin, or the dialect of the place
    <pack>/en/<message id>.wav    English, where it was recorded
    <pack>/voice.press.3.wav      "按三", said before the third option
"""

from pathlib import Path

from kiosk.wording import Lang

PRESS = "voice.press"
"""The message that names an option's key; each key has a recording of its own."""


def recording(pack: Path, lang: Lang, name: str) -> Path:
    """Return where the recording of ``name`` is or would be: a message id, or one of a key."""
    folder = pack if lang == "zh" else pack / lang
    return folder / f"{name}.wav"


def of_key(place: int) -> str:
    """Return the name of the recording that tells which key chooses the option at ``place``."""
    return f"{PRESS}.{place}"
