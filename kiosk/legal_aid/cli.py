"""``kiosk legal-aid``: put facts to the rules, explain a result, draw the map, seal a pack."""

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, NoReturn

import click

from kiosk.legal_aid.batch import answers, decoded
from kiosk.legal_aid.engine import Outcome, as_json, check
from kiosk.legal_aid.explain import explanation
from kiosk.legal_aid.facts import Facts, FactsError, parse_facts
from kiosk.legal_aid.pack import BUILT_IN, Pack, PackError, load_pack, sealed
from kiosk.legal_aid.route_map import route_map
from kiosk.zone import CENTRE_ZONE

BAD_INPUT = 2
"""Exit code where facts or a pack cannot be used."""

_PACK = click.option(
    "--pack",
    "pack_path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=BUILT_IN,
    help="Rule pack to use instead of the one that came with the program.",
)
_FACTS = click.File("rb")


@click.group(name="legal-aid")
def legal_aid() -> None:
    """The legal-aid self-check."""


@legal_aid.command(name="check")
@click.option("--facts", type=_FACTS, help="One JSON object; - reads standard input.")
@click.option("--batch", type=_FACTS, help="One JSON object a line; - reads standard input.")
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON for other programs.")
@_PACK
def check_command(
    facts: BinaryIO | None, batch: BinaryIO | None, json_wanted: bool, pack_path: Path
) -> None:
    """Put one case, or many, to the rules.

    Exit code 2: a fact or the pack cannot be used; what is allowed is said. In a batch a bad line
    gives {"error": …}, and the batch goes on.

    \b
    kiosk legal-aid check --facts case.json --json
    kiosk legal-aid check --batch cases.jsonl > results.jsonl
    """
    if (facts is None) == (batch is None):
        raise click.UsageError("give either --facts or --batch")
    pack = _load(pack_path)
    if batch is not None:
        for line in answers(batch, pack, _today()):
            sys.stdout.write(line + "\n")
    elif facts is not None:
        _, outcome = _result(facts, pack)
        result = as_json(outcome)
        click.echo(json.dumps(result) if json_wanted else _as_lines(result))


@legal_aid.command()
@click.option("--facts", type=_FACTS, required=True, help="One JSON object; - is standard input.")
@_PACK
def explain(facts: BinaryIO, pack_path: Path) -> None:
    """Print a result with its reasons in Chinese, article by article.

    \b
    kiosk legal-aid explain --facts case.json
    """
    pack = _load(pack_path)
    known, outcome = _result(facts, pack)
    click.echo(explanation(outcome, known, pack, pack.on(known.on or _today())), nl=False)


@legal_aid.command(name="map")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@_PACK
def map_command(out: Path | None, pack_path: Path) -> None:
    """Draw the interview and its rules as an SVG picture, for a lawyer to read and sign.

    \b
    kiosk legal-aid map --out out/legal-aid.svg
    """
    picture = route_map(_load(pack_path), _today())
    if out is None:
        click.echo(picture, nl=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(picture, encoding="utf-8")


@legal_aid.command()
@click.argument("pack_path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
def seal(pack_path: Path) -> None:
    """Check a pack that was written by hand, and put its checksum into it.

    \b
    kiosk legal-aid seal pack.json
    """
    try:
        text = sealed(pack_path)
    except PackError as error:
        _refuse(f"{pack_path} cannot be used:", *error.mistakes)
    pack_path.write_text(text, encoding="utf-8")
    click.echo(load_pack(text).checksum)


def _today() -> date:
    return datetime.now(CENTRE_ZONE).date()


def _load(path: Path) -> Pack:
    try:
        return load_pack(path)
    except PackError as error:
        _refuse(f"{path} cannot be used:", *error.mistakes)


def _result(file: BinaryIO, pack: Pack) -> tuple[Facts, Outcome]:
    try:
        facts = parse_facts(decoded(file.read()))
        return facts, check(facts, pack, _today())
    except FactsError as error:
        _refuse("These facts cannot be used:", *error.mistakes)


def _as_lines(result: dict[str, object]) -> str:
    words = {
        key: ", ".join(value) if isinstance(value, list) else value for key, value in result.items()
    }
    return "\n".join(f"{key:10}{value}" for key, value in words.items())


def _refuse(head: str, *mistakes: str) -> NoReturn:
    click.echo("\n".join((head, *(f"  {each}" for each in mistakes))), err=True)
    sys.exit(BAD_INPUT)
