"""Asks the index's list of known holes about every locked package (``make advisories``).

Usage: ``advisories.py PIP-AUDIT``, the program to ask with. Exit code 0: no known hole, or the list
could not be reached, which is said. 1: a hole is known. 2: the program could not be used.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
_SECONDS = 600.0
_NO_ANSWER = ("could not connect", "connection error", "max retries", "timed out", "timeout")


def main(program: str) -> int:
    """Ask with ``program`` and say what came of it."""
    with TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        try:
            done = subprocess.run(
                [
                    *(program, "--requirement", str(LOCK), "--require-hashes", "--disable-pip"),
                    *("--no-deps", "--progress-spinner", "off", "--timeout", "20"),
                    *("--format", "json", "--output", str(answer)),
                ],
                capture_output=True,
                text=True,
                timeout=_SECONDS,
            )
        except subprocess.TimeoutExpired:
            return _not_reached("it did not answer in time")
        except OSError as error:
            return _unusable(str(error))
        if answer.exists():
            return _judge(json.loads(answer.read_text(encoding="utf-8"))["dependencies"])
    said = done.stderr.strip()
    if any(words in said.lower() for words in _NO_ANSWER):
        return _not_reached(said.splitlines()[-1])
    return _unusable(said[-500:])


def _judge(packages: list[dict[str, Any]]) -> int:
    holes = [
        f"  {package['name']} {package['version']}: {hole['id']}"
        f", mended in {', '.join(hole['fix_versions']) or 'no version yet'}"
        for package in packages
        for hole in package.get("vulns", ())
    ]
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    if holes:
        print("Known holes:", *sorted(holes), sep="\n")
        return 1
    if len(unknown) == len(packages):
        return _not_reached("it knows none of the locked packages")
    print(f"{len(packages) - len(unknown)} locked packages have no known hole.")
    if unknown:
        print(f"Not on the list, so not checked: {', '.join(unknown)}.")
    return 0


def _not_reached(why: str) -> int:
    print(f"The list of known holes could not be reached; NOTHING WAS CHECKED: {why}")
    return 0


def _unusable(why: str) -> int:
    print(f"pip-audit could not be used: {why}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
