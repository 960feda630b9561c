"""``config.toml`` as typed settings. Every mistake is named at once: key, value, what is allowed.

Each setting is declared once, here, with its default, range and meaning. Secrets are not settings:
see :mod:`kiosk.secrets`.
"""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Port = Annotated[int, Field(ge=1, le=65535)]
Seconds = Annotated[float, Field(gt=0, le=3600)]


class Section(BaseModel):
    """Base of every table of the file: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class TerminalSettings(Section):
    """Which terminal this is."""

    id: str = Field("hall-1", pattern=r"^[a-z0-9-]{1,32}$", description="name at the backend")
    letter: str = Field("K", pattern=r"^[A-Z]$", description="letter of its own offline numbers")
    language: Literal["zh", "en"] = Field("zh", description="language a visit begins with")
    data_dir: str = Field("data", description="where state and caches live, relative to the file")
    log_level: Literal["debug", "info", "warning", "error"] = "info"


class ScreenSettings(Section):
    """The panel, in pixels and millimetres."""

    width: int = Field(1080, ge=480, le=8192, description="pixels")
    height: int = Field(1920, ge=480, le=8192, description="pixels")
    px_per_mm: float = Field(4.03, gt=1, le=40, description="pixels a millimetre, both ways")
    fullscreen: bool = Field(False, description="true on a real terminal")
    max_fps: int = Field(30, ge=10, le=60)


class CountySettings(Section):
    """The county backend: ``embedded`` runs the reference backend on this machine."""

    url: str = Field(
        "embedded",
        pattern=r"^(embedded|https?://\S+)$",
        description="base URL of the backend, or embedded",
    )
    listen: str = Field("0.0.0.0", description="address of the embedded backend")
    port: Port = Field(8765, description="port of the embedded backend")
    phone_url: str = Field(
        "auto",
        pattern=r"^(auto|none|https?://\S+)$",
        description="address under which phones reach the backend; auto: this machine's",
    )
    budget_seconds: float = Field(1.5, gt=0, le=30, description="time for an answer, in all")
    heartbeat_seconds: Seconds = 30.0


class PrinterSettings(Section):
    """The slip printer."""

    driver: Literal["simulated", "usb", "serial", "network", "file"] = "simulated"
    width_mm: float = Field(72.0, ge=40, le=104, description="printable width")
    dots_per_mm: float = Field(8.0, ge=6, le=12)
    usb_vendor: int = Field(0x04B8, ge=0, le=0xFFFF)
    usb_product: int = Field(0x0E28, ge=0, le=0xFFFF)
    device: str = Field("/dev/ttyUSB0", description="serial or file device")
    baud: int = Field(38400, ge=1200, le=921600)
    host: str = Field("192.168.1.87", description="network printer")
    port: Port = 9100
    timeout_seconds: float = Field(1.0, gt=0, le=10)


class VoiceSettings(Section):
    """The voice."""

    enabled: bool = True
    words_per_minute: int = Field(150, ge=80, le=300)
    pack: str = Field("", description="folder under assets/voice with recordings, or empty")


class VisitSettings(Section):
    """How patient the terminal is."""

    page_seconds: float = Field(60.0, ge=20, le=600, description="time limit of a plain page")
    ask_before_seconds: float = Field(20.0, ge=10, le=60, description='"还在吗？" before the end')


class StaffSettings(Section):
    """The hidden corner and its PIN."""

    corner: Literal["top-left", "top-right", "bottom-left", "bottom-right"] = "top-right"
    hold_seconds: float = Field(3.0, ge=1, le=10)
    tries: int = Field(5, ge=3, le=10)
    lock_seconds: float = Field(15.0, ge=1, le=600, description="first lock; doubles each time")


class Settings(Section):
    """The whole file."""

    terminal: TerminalSettings = TerminalSettings()
    screen: ScreenSettings = ScreenSettings()
    county: CountySettings = CountySettings()
    printer: PrinterSettings = PrinterSettings()
    voice: VoiceSettings = VoiceSettings()
    visit: VisitSettings = VisitSettings()
    staff: StaffSettings = StaffSettings()


class ConfigError(Exception):
    """The file cannot be used; ``mistakes`` names every one of them."""

    def __init__(self, path: Path, mistakes: list[str]) -> None:
        super().__init__(f"{path}: " + "; ".join(mistakes))
        self.path = path
        self.mistakes = mistakes


def load(path: Path) -> Settings:
    """Read ``path``; raise :class:`ConfigError` naming every mistake in it."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(path, [str(error)]) from error
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        raise ConfigError(path, [_mistake(item) for item in error.errors()]) from error


def _mistake(item: object) -> str:
    raise NotImplementedError
