"""``kiosk audit``: what staff did at this terminal, and whether it is all there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from kiosk.audit import account, describe
from kiosk.audit_book import Book, BrokenChain
from kiosk.audit_files import verify_all, write_archive
from kiosk.store import Store, StoreError
from kiosk.zone import CENTRE_ZONE

_CONFIG = click.option(
    "--config",
    "config_path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("config.toml"),
    show_default=True,
    envvar="KIOSK_CONFIG",
    help="Settings file; the audit is in its data folder.",
)


@click.group()
def audit() -> None:
    """What staff did here: who, when, what, on which record. It is only ever added to.

    Works while the terminal runs. Nothing a citizen said is in it.
    """


@audit.command("list")
@click.option("--last", default=50, show_default=True, type=click.IntRange(1), help="So many.")
@_CONFIG
def list_command(last: int, config_path: Path) -> None:
    """Show what was done last.

    \b
    kiosk audit list --last 200
    """
    with _book(config_path) as book:
        for line in describe(book.chain().entries[-last:], CENTRE_ZONE):
            click.echo(line)


@audit.command()
@click.option(
    "--archive",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of archived entries, to be looked at as well; may be repeated.",
)
@_CONFIG
def verify(files: tuple[Path, ...], config_path: Path) -> None:
    """Tell whether an entry was changed, removed or put in between. Exit code 1: yes.

    \b
    kiosk audit verify
    """
    with _book(config_path) as book:
        click.echo(verify_all(book.chain(), files))


@audit.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_CONFIG
def archive(file: Path, config_path: Path) -> None:
    """Move entries older than five years into FILE, a new one; keep it with the others.

    \b
    kiosk audit archive /srv/audit/hall-1-2031.jsonl
    """
    with _book(config_path) as book:
        moved = book.take_out_old(account(), lambda old: write_archive(file, old))
    click.echo(f"{moved} entries are in {file}.")


@contextmanager
def _book(config_path: Path) -> Iterator[Book]:
    """Open the terminal's audit; what cannot be done is told, with exit code 1."""
    from kiosk.config import ConfigError, data_folder, load

    try:
        path = data_folder(load(config_path), config_path) / "terminal.db"
        store = Store(path, clock=_now, guest=True)
    except ConfigError as error:
        raise click.ClickException("; ".join(error.mistakes)) from None
    except StoreError as error:
        raise click.ClickException(f"{error}; see kiosk doctor") from None
    try:
        yield Book(store, _now)
    except BrokenChain as error:
        raise click.ClickException(str(error)) from None
    except StoreError as error:
        raise click.ClickException(f"{error}; try again, or see kiosk doctor") from None
    finally:
        store.close()


def _now() -> datetime:
    return datetime.now(UTC)
