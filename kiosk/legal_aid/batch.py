"""Many cases in a row: one line of JSON in, one line of JSON out, in order."""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from kiosk.legal_aid.engine import as_json, check
from kiosk.legal_aid.facts import FactsError, parse_facts
from kiosk.legal_aid.pack import Pack


def decoded(text: str | bytes) -> object:
    """Return what JSON ``text`` says. Raises :class:`FactsError` where it is none."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except FactsError:
        raise
    except RecursionError:
        raise FactsError(["facts are nested too deeply: one JSON object"]) from None
    except ValueError as error:
        raise FactsError([f"facts are not JSON ({error}): one JSON object"]) from None


def answers(lines: Iterable[bytes], pack: Pack, today: date) -> Iterator[str]:
    """Yield one line of JSON for every line: the result, or ``{"error": …}`` for a bad one."""
    for line in lines:
        try:
            result = as_json(check(parse_facts(decoded(line)), pack, today))
        except FactsError as error:
            result = {"error": str(error)}
        yield json.dumps(result)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise FactsError([f"{twice} is written twice: once"])
    return found
