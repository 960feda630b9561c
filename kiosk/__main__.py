"""The command line. Every command imports what it needs when it is used."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from kiosk import __version__

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.doctor import Finding

BAD_SETTINGS = 2
"""Exit code where settings or secrets cannot be used."""

_CONFIG = click.option(
    "--config",
    "config_path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("config.toml"),
    show_default=True,
    envvar="KIOSK_CONFIG",
    help="Settings file; KIOSK_CONFIG in the environment names another one.",
)


class _BackendGroup(click.Group):
    """Loads the backend's commands when one of them is asked for, and not for ``--help``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return self._commands().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return self._commands().get_command(ctx, cmd_name)

    def _commands(self) -> click.Group:
        from kiosk.county.server.cli import backend

        return backend


class _LegalAidGroup(_BackendGroup):
    """Loads the commands of the legal-aid self-check in the same way."""

    def _commands(self) -> click.Group:
        from kiosk.legal_aid.cli import legal_aid

        return legal_aid


class _LibraryGroup(_BackendGroup):
    """Loads the commands of the library in the same way."""

    def _commands(self) -> click.Group:
        from kiosk.library.cli import library

        return library


class _AuditGroup(_BackendGroup):
    """Loads the commands about what staff did in the same way."""

    def _commands(self) -> click.Group:
        from kiosk.audit_cli import audit

        return audit


class _OutboxGroup(_BackendGroup):
    """Loads the commands for what the backend refused in the same way."""

    def _commands(self) -> click.Group:
        from kiosk.county.outbox_cli import outbox

        return outbox


class _VoiceGroup(_BackendGroup):
    """Loads the commands of the voice in the same way."""

    def _commands(self) -> click.Group:
        from kiosk.devices.speech.cli import voice

        return voice


class _Program(click.Group):
    """The commands; a terminal begins with memory that is wiped, before it loads anything."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **settings: Any) -> Any:
        """Run the command of the command line, or ``args`` inside another program."""
        if args is None and sys.argv[1:2] == ["run"]:
            from kiosk.forgetting import begin_forgetful

            begin_forgetful()
        return super().main(args, *more, **settings)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kiosk")
def main() -> None:
    """Self-service terminal of a county's public legal service centre.

    \b
    kiosk run                      be a terminal, in a window
    kiosk tour --out out/tour      take a ticket off-screen and keep the pictures
    kiosk doctor                   look at every part and say what to do
    kiosk backend window 2 next    call the next citizen to window 2
    kiosk legal-aid check --facts case.json    put a case to the rules of legal aid
    kiosk library search 拖欠工资   search laws, answers and people
    kiosk voice script --out script-zh.md    what to read for a pack of recordings
    kiosk outbox list              what the backend refused for good
    kiosk audit list               what staff did here
    """


@main.command()
@_CONFIG
@click.option("--trace", is_flag=True, help="Print one line of JSON for every page drawn.")
def run(config_path: Path, trace: bool) -> None:
    """Be a terminal until staff leave the program.

    With --trace each page prints its id, its focus and the milliseconds from the answer to the
    finished frame; never anything a citizen entered.

    \b
    kiosk run
    kiosk run --config /etc/kiosk/hall-2.toml --trace
    """
    settings = _settings(config_path)
    from kiosk import assembly
    from kiosk.secrets import SecretsError

    try:
        assembly.run(settings, config_path, trace=trace)
    except SecretsError as error:
        _refuse(str(error))


@main.command()
@_CONFIG
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder for the pictures and the slip; made if it is not there.",
)
def tour(config_path: Path, out: Path) -> None:
    """Take a ticket off-screen and keep a picture of every page, and the slip.

    Needs no display, printer or loudspeaker. The backend is one of its own, thrown away after.

    \b
    kiosk tour --out out/tour
    """
    settings = _settings(config_path)
    from kiosk import assembly

    sys.exit(assembly.tour(settings, out))


@main.group(cls=_BackendGroup)
def backend() -> None:
    """The reference county backend: serve it, work a window, enrol terminals.

    \b
    kiosk backend serve --port 8765
    kiosk backend window 2 next
    kiosk backend enrol --terminal hall-2 --letter L
    """


@main.group(cls=_LegalAidGroup, name="legal-aid")
def legal_aid() -> None:
    """The legal-aid self-check: put facts to the rules, explain, draw and seal them.

    \b
    kiosk legal-aid check --facts case.json --json
    kiosk legal-aid explain --facts case.json
    kiosk legal-aid map --out out/legal-aid.svg
    """


@main.group(cls=_LibraryGroup)
def library() -> None:
    """Laws, questions and answers, the directory: import and search them.

    \b
    kiosk library import-laws laws/
    kiosk library search 法律援助法31条
    """


@main.group(cls=_OutboxGroup)
def outbox() -> None:
    """What the backend refused for good: read it, send it again, delete it.

    \b
    kiosk outbox list
    kiosk outbox show 12
    kiosk outbox forget 12
    """


@main.group(cls=_AuditGroup)
def audit() -> None:
    """What staff did at this terminal: list it, verify that it is all there.

    \b
    kiosk audit list
    kiosk audit verify
    """


@main.group(cls=_VoiceGroup)
def voice() -> None:
    """The voice: what to read for a pack of recordings, and what a pack lacks.

    \b
    kiosk voice script --out script-zh.md
    kiosk voice check xiping
    """


@main.command()
@_CONFIG
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
def doctor(config_path: Path, as_json: bool) -> None:
    """Look at every part of this terminal and say what to do about it.

    Exit code 0: nothing is broken. 1: something is.

    \b
    kiosk doctor
    kiosk doctor --json | python3 -m json.tool
    """
    from kiosk import doctor as examination
    from kiosk.config import ConfigError, load

    try:
        findings = examination.examine(load(config_path), config_path)
    except ConfigError as error:
        findings = [examination.bad_settings(error)]
    write = examination.as_json if as_json else examination.as_table
    click.echo(write(findings))
    sys.exit(_verdict(findings))


@main.command()
@_CONFIG
@click.option("--generate", is_flag=True, help="Draw a PIN and show it once.")
def pin(config_path: Path, generate: bool) -> None:
    """Set a new staff PIN of six digits. A running terminal takes it at its next start.

    \b
    kiosk pin
    kiosk pin --generate
    """
    import random

    from kiosk.pin import hash_pin, new_pin
    from kiosk.secrets import SecretsError, save_secrets

    path = _secrets_file(config_path)
    chosen = new_pin(random.SystemRandom()) if generate else _ask_for_pin()
    try:
        save_secrets(path, staff_pin_hash=hash_pin(chosen))
    except SecretsError as error:
        _refuse(str(error))
    click.echo(f"The staff PIN is {chosen}. It is shown once." if generate else "The PIN is set.")


@main.command(hidden=True)
@_CONFIG
def fonts(config_path: Path) -> None:
    """Cut the fonts out of Debian's collections, ahead of the first start."""
    from kiosk.config import data_folder
    from kiosk.fonts import MissingFonts, ensure_fonts

    try:
        ensure_fonts(data_folder(_settings(config_path), config_path) / "fonts")
    except MissingFonts as error:
        raise click.ClickException(str(error)) from None


def _ask_for_pin() -> str:
    from kiosk.pin import is_trivial

    chosen: str = click.prompt("New PIN", hide_input=True, confirmation_prompt=True)
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) == 6):
        raise click.ClickException("a PIN has six digits")
    if is_trivial(chosen):
        raise click.ClickException("that PIN is one of the first that anybody would try")
    return chosen


def _secrets_file(config_path: Path) -> Path:
    from kiosk.config import data_folder
    from kiosk.secrets import FILE_NAME

    return data_folder(_settings(config_path), config_path) / FILE_NAME


def _settings(config_path: Path) -> "Settings":
    from kiosk.config import ConfigError, load

    try:
        return load(config_path)
    except ConfigError as error:
        _refuse(f"{error.path} cannot be used:", *(f"  {each}" for each in error.mistakes))


def _refuse(*lines: str) -> NoReturn:
    click.echo("\n".join(lines), err=True)
    sys.exit(BAD_SETTINGS)


def _verdict(findings: "list[Finding]") -> int:
    return 1 if any(finding.ok is False for finding in findings) else 0


if __name__ == "__main__":
    main()
