"""``kiosk library``: import laws and the directory, search from the shell."""

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.library.model import Found, Hit, Kind, Law, LibraryFault, Standing
from kiosk.library.store import LibraryError, Store
from kiosk.zone import CENTRE_ZONE

if TYPE_CHECKING:
    from kiosk.library.laws.importing import Report

REFUSED = 1
"""Exit code where a law text was refused or the library cannot be read; 2 for bad settings."""

MOST = 1_000_000
"""Findings that can be asked for at once."""

_CONFIG = click.option(
    "--config",
    "config_path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("config.toml"),
    show_default=True,
    envvar="KIOSK_CONFIG",
    help="Settings file; the library is in its data folder.",
)
_STANDING = {
    Standing.IN_FORCE: "in force",
    Standing.NOT_YET: "not yet in force",
    Standing.SUPERSEDED: "superseded",
    Standing.UNKNOWN: "",
}


@click.group(name="library")
def library() -> None:
    """Laws, questions and answers, the directory: import and search."""


@library.command(name="import-laws")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_CONFIG
def import_laws_command(folder: Path, config_path: Path) -> None:
    """Import every law text (.txt, .md) of FOLDER; a running terminal has them at once.

    A text that cannot be read fully is refused with its lines, and what was imported of that law
    before stays. Exit code 1: something was refused.

    \b
    kiosk library import-laws laws/
    """
    from kiosk.library.laws.importing import import_laws

    store = Store(_database(config_path))
    try:
        _make_usable(store)
        report = import_laws(folder, store, _today())
    except OSError as error:
        raise click.ClickException(f"{folder}: {error.strerror}") from None
    except LibraryError as error:
        raise click.ClickException(str(error)) from None
    finally:
        store.close()
    _tell(report)
    sys.exit(REFUSED if report.refused or not report.imported else 0)


@library.command(name="import-directory")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day of the list; today without it."
)
@_CONFIG
def import_directory_command(file: Path, as_of: datetime | None, config_path: Path) -> None:
    """Import the directory from FILE, a list in CSV; every bad line is named.

    \b
    kiosk library import-directory people.csv --as-of 2026-11-01
    """
    from kiosk.library.directory.command import import_directory

    store = Store(_database(config_path))
    try:
        import_directory(file, store, as_of.date() if as_of else None)
    finally:
        store.close()


@library.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Only this kind.")
@click.option("--limit", type=click.IntRange(1, MOST), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
@_CONFIG
def search(
    text: tuple[str, ...], kind: str | None, limit: int, as_json: bool, config_path: Path
) -> None:
    """Search for TEXT: blanks part words, all of them must occur.

    With --json a list, best first, of {"kind","law","article","text","status"}.

    \b
    kiosk library search 法律援助法31条
    kiosk library search 拖欠 工资 --kind law --limit 5 --json
    """
    from kiosk.library.shelf import open_library

    shelf = open_library(_database(config_path))
    try:
        found = shelf.search(" ".join(text), Kind(kind) if kind else None, limit)
    finally:
        shelf.close()
    if isinstance(found, LibraryFault):
        raise click.ClickException(found.why)
    click.echo(_as_json(found) if as_json else _as_text(found))


def _as_json(found: Found) -> str:
    kept = [
        {
            "kind": hit.ref.kind.value,
            "law": hit.law,
            "article": hit.article,
            "text": hit.text if hit.law else f"{hit.title}\n{hit.text}",
            "status": hit.standing.value,
        }
        for hit in found.hits
    ]
    return json.dumps(kept, ensure_ascii=False, indent=2)


def _as_text(found: Found) -> str:
    if not found.hits:
        return "nothing found"
    total = "more than that" if found.total is None else str(found.total)
    return "\n".join([*map(_line, found.hits), f"({len(found.hits)} shown, {total} found)"])


def _line(hit: Hit) -> str:
    standing = _STANDING[hit.standing]
    return f"{hit.title}{f' [{standing}]' if standing else ''}\n    {_marked(hit)}"


def _marked(hit: Hit) -> str:
    parts, at = [], 0
    for begin, end in hit.hits:
        parts += [hit.excerpt[at:begin], "【", hit.excerpt[begin:end], "】"]
        at = end
    return "".join([*parts, hit.excerpt[at:]])


def _tell(report: "Report") -> None:
    for done in report.imported:
        click.echo(f"{done.file}: {done.law.name}, {done.articles} articles, {_stands(done.law)}")
    for refused in report.refused:
        for mistake in refused.mistakes:
            click.echo(f"{refused.file}:{mistake.line}: {mistake.why}", err=True)
    articles = sum(done.articles for done in report.imported)
    click.echo(f"{len(report.imported)} laws with {articles} articles imported")
    if report.refused:
        click.echo(f"{len(report.refused)} files refused; nothing of them was imported", err=True)
    elif not report.imported:
        click.echo("no law text (.txt, .md) in that folder", err=True)


def _stands(law: Law) -> str:
    words = _STANDING[law.standing] + (f" since {law.since}" if law.since else "")
    if law.standing is Standing.SUPERSEDED and law.superseded_by:
        return f"superseded by {law.superseded_by}"
    return words


def _make_usable(store: Store) -> None:
    """Start anew where the file is damaged: laws can be imported again, a broken file cannot."""
    try:
        store.check()
    except LibraryError as error:
        if not error.damaged:
            raise
        aside = store.start_anew()
        click.echo(
            f"{error}; a new library was begun, the old file is kept as {aside.name}. "
            "Import the directory again, too.",
            err=True,
        )


def _database(config_path: Path) -> Path:
    from kiosk.config import ConfigError, data_folder, load

    try:
        return data_folder(load(config_path), config_path) / "library.db"
    except ConfigError as error:
        lines = [f"{error.path} cannot be used:", *(f"  {each}" for each in error.mistakes)]
        click.echo("\n".join(lines), err=True)
        sys.exit(2)


def _today() -> date:
    return datetime.now(CENTRE_ZONE).date()
