"""``kiosk voice``: what to read for a pack of recordings, and what a pack lacks."""

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.wording import LANGUAGES, Lang

if TYPE_CHECKING:
    from kiosk.devices.speech.pack_check import Problem
    from kiosk.devices.speech.pack_script import Line

PACKS = Path(__file__).resolve().parents[3] / "assets" / "voice"


@click.group(name="voice")
def voice() -> None:
    """Recordings for the voice: what to read, what a pack lacks."""


@voice.command(name="script")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write to; without it the script is printed.",
)
def script_command(lang: Lang, out: Path | None) -> None:
    """Print what a speaker has to read for a full pack, page by page.

    \b
    kiosk voice script --out script-zh.md
    kiosk voice script --lang en
    """
    from kiosk.devices.speech.pack_script import script

    text = "\n".join(_written(script(lang), lang)) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
        click.echo(f"written to {out}")


@voice.command(name="check")
@click.argument("pack")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
def check_command(pack: str, as_json: bool) -> None:
    """Say what PACK lacks, has too much, and what sounds unlike the rest.

    PACK is a folder, or the name of one under assets/voice. Exit code 1: something is wrong,
    2: there is no such pack.

    \b
    kiosk voice check xiping
    kiosk voice check recordings/ --json
    """
    from kiosk.devices.speech.pack_check import check

    folder = next((each for each in (Path(pack), PACKS / pack) if each.is_dir()), None)
    if folder is None:
        raise click.UsageError(f"no pack {pack}")
    problems = check(folder)
    if as_json:
        found = [vars(problem) for problem in problems]
        click.echo(json.dumps({"problems": found}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_told(problems)))
    sys.exit(1 if problems else 0)


def _written(lines: "tuple[Line, ...]", lang: Lang) -> Iterator[str]:
    from kiosk.devices.speech.pack_script import minutes, units

    what = {"zh": "characters", "en": "words"}[lang]
    yield f"# What to read for a full voice pack ({lang})"
    yield ""
    size = f"{units(lines, lang)} {what}, about {minutes(lines, lang)} minutes"
    yield f"{len(lines)} recordings, {size}."
    yield "One WAV a line, 16 bits, one sample rate throughout, named as the line says."
    yield "Calmly, at one distance; a third of a second of silence at either end, not more."
    for page, group in groupby(lines, key=lambda line: line.page):
        yield ""
        yield f"## {page}"
        yield ""
        for line in group:
            yield f"- `{line.name}.wav`  {' '.join(line.text.split())}"
            if line.hints:
                yield f"  - {'; '.join(line.hints)}"


def _told(problems: "tuple[Problem, ...]") -> Iterator[str]:
    if not problems:
        yield "The pack is complete, and nothing sounds unlike the rest."
    for problem in problems:
        yield f"{problem.file}: {problem.kind.replace('_', ' ')}: {problem.detail}"
