"""``python -m kiosk.events``: make ``types.py`` and ``docs/events.md`` of the catalogue."""

from pathlib import Path

from kiosk.events.making import GUIDE, TYPES, guide, read, types


def main() -> None:
    """Write both files."""
    catalogue = read()
    for path, text in ((TYPES, types(catalogue)), (GUIDE, guide(catalogue))):
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


if __name__ == "__main__":
    main()
