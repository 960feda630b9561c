"""``kiosk library import-directory``: a list in CSV becomes the terminal's directory."""

import sys
from datetime import date, datetime
from pathlib import Path

import click

from kiosk.library.directory.keeping import keep_directory
from kiosk.library.directory.pinyin import SpellingError
from kiosk.library.directory.reading import ListError, read_list
from kiosk.library.store import LibraryError, Store
from kiosk.zone import CENTRE_ZONE


def import_directory(file: Path, store: Store, as_of: date | None) -> None:
    """Import ``file`` whole, or say every mistake in it on stderr and end the program with 1.

    ``as_of`` is the day of the list, ``None`` for today.
    """
    try:
        entries = read_list(file.read_bytes())
    except ListError as error:
        click.echo(f"{file} cannot be used; nothing was imported:", err=True)
        for mistake in error.mistakes:
            click.echo(f"  {mistake}", err=True)
        sys.exit(1)
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from None
    try:
        kept = keep_directory(store, entries, as_of or datetime.now(CENTRE_ZONE).date())
    except (LibraryError, SpellingError) as error:
        raise click.ClickException(f"nothing was imported: {error}") from None
    samples = f", {kept.samples} of them samples" if kept.samples else ""
    click.echo(f"{kept.entries} entries of {kept.as_of} are the directory now{samples}.")
