"""All that the program logs goes through the catalogue of events."""

import ast
from pathlib import Path

import pytest
from repository import ROOT, python_files

LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
OWN = {"kiosk/events/log.py", "kiosk/events/telling.py"}


def logs(source: str) -> list[int]:
    """Return the lines of ``source`` that log, or get what logs."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == "logging" for name in names):
                found.append(node.lineno)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = getattr(owner, "id", getattr(owner, "attr", "")).lower()
            if node.func.attr in LEVELS and name in ("log", "_log", "logger", "logging"):
                found.append(node.lineno)
    return found


@pytest.mark.parametrize("path", python_files("kiosk", "screens"), ids=str)
def test_nothing_logs_but_the_events(path: Path) -> None:
    if str(path.relative_to(ROOT)) not in OWN:
        assert logs(path.read_text(encoding="utf-8")) == [], "tell an event: docs/events.md"


@pytest.mark.parametrize(
    "source",
    [
        *("import logging", "from logging import getLogger", "from logging.handlers import X"),
        *("log.error('x')", "self._log.info('x')"),
        "from kivy.logger import Logger\nLogger.warning('x')",
    ],
)
def test_the_rule_bites(source: str) -> None:
    assert logs(source)


@pytest.mark.parametrize("path", python_files("kiosk", "screens"), ids=str)
def test_every_event_told_is_of_the_catalogue(path: Path) -> None:
    from kiosk.events import types

    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "events"
    }
    if any(
        "kiosk.events" in (node.module or "")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    ):
        assert [name for name in told if not hasattr(types, name)] == []
