"""``python -m tests.canary``: every journey with every ending before a real window, searched.

Prints one JSON object of figures, and ends with 1 where something was left. Needs root, to read
the memory of other processes; takes some minutes.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "support"), str(Path(__file__).parent)]

from citizen import CRASHES, ENDINGS, JOURNEYS, Citizen, home_in  # noqa: E402  the path comes first
from real_terminal import Hall, hall, real_terminal  # noqa: E402
from search import Figures, look_at_what_is_written, look_everywhere  # noqa: E402

PATIENCE = "[visit]\npage_seconds = 20\nask_before_seconds = 10\n"


def main() -> int:
    """Run the visits and print what was found."""
    figures = Figures()
    wanted = sys.argv[1:] or [*ENDINGS, *CRASHES]
    with tempfile.TemporaryDirectory(prefix="canary-") as name:
        folder = Path(name)
        with home_in(folder), hall(folder) as place, scanner() as (device, scan):
            for ending in [each for each in ENDINGS if each in wanted]:
                _settle(place, device, PATIENCE if ending == "time-out" else "")
                visit_all(place, ending, scan, figures)
            _settle(place, device, "")
            for crash in [each for each in CRASHES if each in wanted]:
                fall(place, crash, figures)
    print(json.dumps(figures.as_json(), indent=2, ensure_ascii=False))
    return 1 if figures.hits else 0


def _settle(place: Hall, device: str, more: str) -> None:
    place.write_settings()
    with place.config.open("a", encoding="utf-8") as config:
        config.write(f'[scanner]\ndriver = "serial"\ndevice = "{device}"\n{more}')


def visit_all(place: Hall, ending: str, scan: Callable[[str], None], figures: Figures) -> None:
    """Make every journey, end each visit as ``ending`` says, search after each for its words."""
    with real_terminal(place) as terminal:
        citizen = Citizen(terminal, place, scan)
        for name, journey in JOURNEYS.items():
            citizen.told, citizen.kept = set(), set()
            journey(citizen)
            ENDINGS[ending](citizen)
            known = len(figures.hits)
            look_everywhere(citizen, figures)
            figures.visits.append(f"{name}, {ending}")
            told = "\n  ".join([f"{name}, {ending}:", *figures.hits[known:]])
            print(told, file=sys.stderr, flush=True)


def fall(place: Hall, crash: str, figures: Figures) -> None:
    """Let the terminal crash with all on its lips; its files are searched as the disk has them."""
    with real_terminal(place) as terminal:
        citizen = Citizen(terminal, place)
        citizen.writes_a_question()
        for process in terminal.family():
            process.kill()
        terminal.process.send_signal(CRASHES[crash])
        terminal.process.wait(30)
        look_at_what_is_written(citizen, figures)
    figures.visits.append(f"question, {crash}")
    figures.hits += [f"core dump {path}" for path in (*place.folder.rglob("core*"),) if _dump(path)]


def _dump(path: Path) -> bool:
    return path.is_file() and path.read_bytes()[:4] == b"\x7fELF"


@contextmanager
def scanner() -> Iterator[tuple[str, Callable[[str], None]]]:
    """Yield a serial line, as the device of a scanner and as what it reads."""
    line, device = os.openpty()
    try:
        yield os.ttyname(device), lambda code: os.write(line, f"{code}\r\n".encode()) and None
    finally:
        os.close(line)
        os.close(device)


if __name__ == "__main__":
    sys.exit(main())
