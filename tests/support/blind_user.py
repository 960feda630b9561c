"""Somebody who sees nothing: presses the eight keys, and knows only what was said since."""

from rehearsal import Rehearsal

from kiosk.view import Key

MOST_STEPS = 60
"""More than any page has places."""
SECONDS = 0.6
"""Between two presses: sooner the same key would not count."""


class BlindUser:
    """Works a terminal by ear. Whatever is not said does not exist here."""

    def __init__(self, hall: Rehearsal) -> None:
        self._hall = hall
        self.heard = ""

    def press(self, key: Key) -> str:
        """Press a key; return what is said from then on."""
        before = len(self._hall.voice.spoken)
        self._hall.display.pass_time(SECONDS)
        self._hall.terminal.key(key)
        self._hall.display.settle()
        said = self._hall.voice.spoken[before:]
        self.heard = " ".join(utterance.text for each in said for utterance in each)
        return self.heard

    def find(self, words: str, way: Key = Key.DOWN) -> None:
        """Go on until ``words`` are heard; fail where one has come round without them."""
        round_: list[str] = []
        for _ in range(MOST_STEPS):
            said = self.press(way)
            assert said, "a step that says nothing"
            if words in said:
                return
            round_.append(said)
        raise AssertionError(f"{words!r} is nowhere: {list(dict.fromkeys(round_))}")

    def choose(self, words: str) -> str:
        """Find ``words`` and confirm; return what is said then."""
        self.find(words)
        return self.press(Key.CONFIRM)

    def type(self, digits: str) -> list[str]:
        """Choose digits one by one on the pad; return what was said after each."""
        return [self._digit(digit) for digit in digits]

    def _digit(self, digit: str) -> str:
        name = "零一二三四五六七八九"[int(digit)]
        for _ in range(MOST_STEPS):
            if self.heard.split(" ")[0] == name:
                break
            self.press(Key.DOWN)
        else:
            raise AssertionError(f"no key says {name}")
        said = self.press(Key.CONFIRM)
        self.heard = name
        return said
