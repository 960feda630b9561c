"""``kiosk doctor``: looks at every part of the terminal and says what to do about it."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk import doctor_kept
from kiosk.config import ConfigError, Settings, data_folder
from kiosk.county.contract import API, Centre
from kiosk.devices.printer.factory import open_printer
from kiosk.devices.scanner.factory import scanner_fault
from kiosk.devices.speech import selftest
from kiosk.devices.speech.readings import load as load_readings
from kiosk.devices.speech.synthesiser import WorkerSynthesiser
from kiosk.fonts import MissingFonts, ensure_fonts, missing_characters
from kiosk.hardening import access
from kiosk.place import Place
from kiosk.secrets import Secrets, SecretsError, load_secrets
from kiosk.wording import LOCALE_DIR

MOST_SKEW_SECONDS = 60.0
LEAST_FREE_BYTES = 500 * 1024 * 1024
_CENTRE_ZONE = "Asia/Shanghai"
_ANSWER_SECONDS = 5.0


@dataclass(frozen=True)
class Finding:
    """What one check found. ``ok`` is ``None`` where it could not be told; then look for why.

    ``remedy`` is what to do, empty where nothing is to be done.
    """

    name: str
    ok: bool | None
    detail: str
    remedy: str = ""


class Subject:
    """The terminal under examination; the backend is asked once for all checks."""

    def __init__(self, settings: Settings, config_path: Path) -> None:
        self.settings = settings
        self.config_path = config_path
        self.place = Place(data_folder(settings, config_path), settings)

    @cached_property
    def secrets(self) -> Secrets:
        """The secrets; raises :class:`SecretsError`."""
        return load_secrets(self.place.secrets)

    @cached_property
    def answer(self) -> "Answer":
        """What the backend said."""
        return _ask_backend(self)


@dataclass(frozen=True)
class Answer:
    """What came of asking the backend; ``skew_seconds`` is this clock minus the backend's."""

    reached: bool
    detail: str
    centre: Centre | None = None
    skew_seconds: float | None = None


def examine(settings: Settings, config_path: Path) -> list[Finding]:
    """Run every check; one that breaks is itself a finding."""
    subject = Subject(settings, config_path)
    return [_run(name, check, subject) for name, check in CHECKS]


def bad_settings(error: ConfigError) -> Finding:
    """Return the finding where the settings cannot be used, so nothing else can be looked at."""
    return Finding("config", False, "; ".join(error.mistakes), f"correct {error.path}")


def as_json(findings: Sequence[Finding]) -> str:
    """Return the findings for other programs: ``{"ok": …, "findings": […]}``."""
    ok = not any(finding.ok is False for finding in findings)
    table = {"ok": ok, "findings": [asdict(finding) for finding in findings]}
    return json.dumps(table, ensure_ascii=False, indent=2)


def as_table(findings: Sequence[Finding]) -> str:
    """Return the findings for people, one a line, remedies below."""
    words = {True: "ok", False: "BROKEN", None: "?"}
    wide = max(len(finding.name) for finding in findings)
    lines = []
    for finding in findings:
        lines.append(f"{finding.name:<{wide}}  {words[finding.ok]:<6}  {finding.detail}")
        if finding.remedy:
            lines.append(f"{'':<{wide}}          → {finding.remedy}")
    return "\n".join(lines)


def _run(name: str, check: Callable[[Subject], Finding], subject: Subject) -> Finding:
    try:
        return check(subject)
    except Exception as error:
        detail = f"the check itself failed: {type(error).__name__}: {error}"
        return Finding(name, False, detail, "report this; it is a mistake of the program")


def _config(subject: Subject) -> Finding:
    return Finding(
        "config", True, f"{subject.config_path}: terminal {subject.settings.terminal.id}"
    )


def _secrets(subject: Subject) -> Finding:
    try:
        secrets = subject.secrets
    except SecretsError as error:
        return Finding("secrets", False, str(error), "give the file the mode and form it names")
    kept = {"credential": secrets.credential, "staff PIN": secrets.staff_pin_hash}
    missing = [name for name, value in kept.items() if value is None]
    if not missing:
        return Finding("secrets", True, "credential and staff PIN are set")
    detail = "not set yet: " + ", ".join(missing)
    if subject.place.embedded or missing == ["staff PIN"]:
        return Finding("secrets", None, detail, "the first `kiosk run` sets them")
    return Finding("secrets", False, detail, "enrol this terminal: `kiosk backend enrol --help`")


def _backend(subject: Subject) -> Finding:
    answer = subject.answer
    if answer.centre is not None:
        detail = f"{answer.detail}, {len(answer.centre.services)} services"
        return Finding("backend", True, detail)
    if subject.place.embedded and not answer.reached:
        return Finding("backend", None, answer.detail, "embedded: it runs with `kiosk run`")
    return Finding("backend", False, answer.detail, "see county.url, the network, the credential")


def _ask_backend(subject: Subject) -> Answer:
    import requests

    from kiosk.county.tls import certificate_trouble

    url = subject.place.backend_url
    try:
        credential = subject.secrets.credential or ""
    except SecretsError:
        credential = ""
    tls = subject.place.tls
    trouble = tls.problem()
    if trouble is not None:
        return Answer(False, trouble)
    with requests.Session() as session:
        session.verify = True if tls.ca_file is None else str(tls.ca_file)
        session.cert = tls.client
        # As the terminal does: the environment must not change where the credential goes.
        session.trust_env = False
        try:
            health = session.get(f"{url}/health", timeout=_ANSWER_SECONDS)
            if health.status_code != requests.codes.ok:
                return Answer(True, f"{url}/health answers {health.status_code}")
            reply = session.get(
                f"{url}{API}/centre",
                headers={"Authorization": f"Bearer {credential}"},
                timeout=_ANSWER_SECONDS,
            )
        except requests.RequestException as error:
            why = certificate_trouble(error) or type(error).__name__
            return Answer(False, f"no answer from {url} ({why})")
    if reply.status_code != requests.codes.ok:
        return Answer(True, f"{url} answers, and refuses this terminal ({reply.status_code})")
    try:
        centre = Centre.model_validate_json(reply.content)
    except ValueError:
        return Answer(True, f"{url} does not speak the contract")
    skew = (datetime.now(UTC) - centre.now).total_seconds()
    return Answer(True, f"{url}: {centre.name.zh}", centre, skew)


def _printer(subject: Subject) -> Finding:
    printer = open_printer(subject.settings.printer, subject.place.data / "slips")
    try:
        status = printer.status()
    finally:
        printer.close()
    detail = f"{subject.settings.printer.driver}: {status.condition}"
    if status.detail:
        detail += f" ({status.detail})"
    remedy = "" if status.can_print else "look at paper, cover, cable and [printer] in the settings"
    return Finding("printer", status.can_print, detail, remedy)


def _scanner(subject: Subject) -> Finding:
    settings = subject.settings.scanner
    if settings.driver == "none":
        return Finding("scanner", None, "none")
    fault = scanner_fault(settings)
    remedy = "" if fault is None else "look at the cable and [scanner] in the settings"
    return Finding("scanner", fault is None, fault or f"{settings.driver}: listens", remedy)


def _speech(subject: Subject) -> Finding:
    voice = subject.settings.voice
    if not voice.enabled:
        return Finding("speech", None, "switched off", "voice.enabled in the settings")
    readings = load_readings()
    synthesiser = WorkerSynthesiser(voice.words_per_minute, readings)
    try:
        problems = selftest.problems(synthesiser, readings)
    finally:
        synthesiser.close()
    if problems:
        return Finding("speech", False, "; ".join(problems), "install espeak-ng; see readings")
    return Finding("speech", True, f"both voices speak; {len(readings.readings)} readings hold")


def _fonts(subject: Subject) -> Finding:
    from babel.messages.pofile import read_po

    try:
        fonts = ensure_fonts(subject.place.data / "fonts")
    except MissingFonts as error:
        return Finding("fonts", False, str(error), "install what is named")
    characters: set[str] = set()
    for path in sorted(LOCALE_DIR.glob("*/LC_MESSAGES/kiosk.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                words = message.string if isinstance(message.string, tuple) else [message.string]
                characters.update(*(word or "" for word in words if message.id))
    text = "".join(sorted(characters))
    missing = missing_characters(text, fonts.regular) | missing_characters(text, fonts.bold)
    if missing:
        detail = "no glyph for " + " ".join(sorted(missing))
        return Finding("fonts", False, detail, "word the message otherwise")
    return Finding("fonts", True, f"all {len(characters)} characters of both catalogues")


def _handwriting(subject: Subject) -> Finding:
    from kiosk.text_input.examination import handwriting_fault

    return _writing("handwriting", handwriting_fault(), "pinyin")


def _pinyin(subject: Subject) -> Finding:
    from kiosk.text_input.examination import pinyin_fault

    return _writing("pinyin", pinyin_fault(subject.place.data / "text-input"), "handwriting")


def _writing(name: str, fault: str | None, other: str) -> Finding:
    if fault is None:
        return Finding(name, True, "a known word is recognised")
    return Finding(name, False, fault, f"install what is named; until then there is {other}")


def _clock(subject: Subject) -> Finding:
    try:
        ZoneInfo(_CENTRE_ZONE)
    except ZoneInfoNotFoundError:
        return Finding("clock", False, f"no data of zone {_CENTRE_ZONE}", "install tzdata")
    zone = datetime.now().astimezone().strftime("%Z")
    skew = subject.answer.skew_seconds
    if skew is None:
        return Finding("clock", None, f"zone {zone}; no backend to compare with")
    well = abs(skew) <= MOST_SKEW_SECONDS
    remedy = "" if well else "set the clock: `timedatectl set-ntp true`"
    return Finding("clock", well, f"zone {zone}; {skew:+.1f} s from the backend's", remedy)


def _disk(subject: Subject) -> Finding:
    try:
        subject.place.data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=subject.place.data) as file:
            file.write(b"kiosk")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        detail = f"{subject.place.data}: {error.strerror}"
        return Finding("disk", False, detail, "let this user write there, or make room")
    free = shutil.disk_usage(subject.place.data).free
    well = free >= LEAST_FREE_BYTES
    remedy = "" if well else f"make room: {LEAST_FREE_BYTES // 2**20} MB at least"
    return Finding("disk", well, f"{subject.place.data}: {free // 2**20} MB free", remedy)


def _paper(subject: Subject) -> Finding:
    roll_metres = subject.settings.printer.roll_metres
    return Finding("paper", *doctor_kept.paper(subject.place.data / "terminal.db", roll_metres))


def _readiness(subject: Subject) -> Finding:
    return Finding("readiness", *doctor_kept.last_report(subject.place.data / "terminal.db"))


def _display(subject: Subject) -> Finding:
    names = [name for name in ("WAYLAND_DISPLAY", "DISPLAY") if os.environ.get(name)]
    if names:
        return Finding("display", True, ", ".join(f"{name}={os.environ[name]}" for name in names))
    cards = sorted(Path("/dev/dri").glob("card*"))
    if cards:
        return Finding("display", True, f"no desktop; {cards[0]} can be drawn on directly")
    return Finding("display", None, "none here", "`kiosk tour` needs none")


CHECKS: tuple[tuple[str, Callable[[Subject], Finding]], ...] = (
    ("config", _config),
    ("secrets", _secrets),
    ("access", lambda s: Finding("access", *access(s.place.data, s.settings.screen.fullscreen))),
    ("backend", _backend),
    ("printer", _printer),
    ("scanner", _scanner),
    ("speech", _speech),
    ("fonts", _fonts),
    ("handwriting", _handwriting),
    ("pinyin", _pinyin),
    ("clock", _clock),
    ("disk", _disk),
    ("paper", _paper),
    ("readiness", _readiness),
    ("display", _display),
)
"""Every check, in the order it is shown."""
