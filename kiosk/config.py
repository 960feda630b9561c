"""``config.toml`` as typed settings. Every mistake is named at once: key, value, what is allowed.

Each setting is declared once, here, with its default, range and meaning. Secrets are not settings:
see :mod:`kiosk.secrets`.
"""

import tomllib
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from kiosk.key_names import PLAIN, key_codes
from kiosk.view import Key


def _is_address(value: str) -> str:
    ip_address(value)
    return value


Port = Annotated[int, Field(ge=1, le=65535)]
Address = Annotated[str, AfterValidator(_is_address)]


def _are_keys(value: str) -> str:
    key_codes(value)
    return value


def _words(allowed: str) -> dict[str, JsonValue]:
    """Say in words what a pattern or a validator allows; used by :mod:`kiosk.config_mistakes`."""
    return {"allowed": allowed}


_KEYS_ALLOWED = _words("names of keys with blanks between, such as " + '"up left"')
Keys = Annotated[str, AfterValidator(_are_keys)]


class Section(BaseModel):
    """Base of every table of the file: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class TerminalSettings(Section):
    """Which terminal this is."""

    id: str = Field(
        "hall-1",
        pattern=r"^[a-z0-9-]{1,32}$",
        description="name at the backend",
        json_schema_extra=_words("1 to 32 lower-case letters, digits and hyphens"),
    )
    letter: str = Field(
        "K",
        pattern=r"^[A-Z]$",
        description="letter of its own offline numbers",
        json_schema_extra=_words("one capital letter, A to Z"),
    )
    language: Literal["zh", "en"] = Field("zh", description="language a visit begins with")
    data_dir: str = Field(
        "data",
        min_length=1,
        description="where state and caches live, relative to the file",
        json_schema_extra=_words("a folder, absolute or relative to this file"),
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="least severity that is logged"
    )


class ScreenSettings(Section):
    """The panel, in pixels and millimetres."""

    width: int = Field(1080, ge=480, le=8192, description="pixels")
    height: int = Field(1920, ge=480, le=8192, description="pixels")
    px_per_mm: float = Field(4.03, gt=1, le=40, description="pixels a millimetre, both ways")
    fullscreen: bool = Field(False, description="true on a real terminal")
    max_fps: int = Field(30, ge=10, le=60, description="frames a second at most")


def _pem(description: str) -> Any:
    return Field(
        "",
        pattern=r"^(|/\S+)$",
        description=f"PEM file: {description}",
        json_schema_extra=_words("empty, or an absolute path, such as /etc/kiosk/county.pem"),
    )


class CountySettings(Section):
    """The county backend: ``embedded`` runs the reference backend on this machine."""

    url: str = Field(
        "embedded",
        pattern=r"^(embedded|https?://\S+)$",
        description="base URL of the backend, or embedded",
        json_schema_extra=_words('"embedded", or an address that begins with http:// or https://'),
    )
    listen: Address = Field(
        "0.0.0.0",
        description="address of the embedded backend",
        json_schema_extra=_words("an IP address; 0.0.0.0 for every network of this machine"),
    )
    port: Port = Field(8765, description="port of the embedded backend")
    phone_url: str = Field(
        "auto",
        pattern=r"^(auto|none|https?://\S+)$",
        description="address under which phones reach the backend; auto: this machine's",
        json_schema_extra=_words(
            '"auto", "none", or an address that begins with http:// or https://'
        ),
    )
    budget_seconds: float = Field(1.5, gt=0, le=30, description="time for an answer, in all")
    heartbeat_seconds: float = Field(
        30.0, gt=0, le=3600, description="between two reports to the backend"
    )
    ca_file: str = _pem("authorities that are trusted instead of the public ones")
    client_certificate: str = _pem("what this terminal shows of itself")
    client_key: str = _pem("its key; empty where the certificate's file holds it")


class PrinterSettings(Section):
    """The slip printer."""

    driver: Literal["simulated", "usb", "serial", "network", "file"] = Field(
        "simulated", description="how the printer is reached; simulated writes pictures"
    )
    width_mm: float = Field(72.0, ge=40, le=104, description="printable width")
    dots_per_mm: float = Field(8.0, ge=6, le=12, description="resolution, both ways")
    roll_metres: float = Field(70.0, ge=5, le=500, description="length of a new roll of paper")
    usb_vendor: int = Field(0x04B8, ge=0, le=0xFFFF, description="USB vendor id")
    usb_product: int = Field(0x0E28, ge=0, le=0xFFFF, description="USB product id")
    device: str = Field(
        "/dev/ttyUSB0",
        pattern=r"^/\S+$",
        description="serial or file device",
        json_schema_extra=_words("an absolute path, such as /dev/ttyUSB0"),
    )
    baud: int = Field(115200, ge=1200, le=921600, description="speed of the serial line")
    host: str = Field(
        "192.168.1.87",
        pattern=r"^[A-Za-z0-9.:-]+$",
        description="network printer",
        json_schema_extra=_words("an IP address or a host name"),
    )
    port: Port = Field(9100, description="port of the network printer")
    timeout_seconds: float = Field(1.0, gt=0, le=10, description="time for an answer")


class ScannerSettings(Section):
    """The code scanner."""

    driver: Literal["none", "serial", "keyboard", "simulated"] = Field(
        "none", description="how the scanner is reached; keyboard for one that types"
    )
    device: str = Field(
        "/dev/ttyACM0",
        pattern=r"^/\S+$",
        description="serial device",
        json_schema_extra=_words("an absolute path, such as /dev/ttyACM0"),
    )
    baud: int = Field(9600, ge=1200, le=921600, description="speed of the serial line")


class KeypadSettings(Section):
    """The keypad: which key does what. Names stand in :data:`kiosk.key_names.CODES`."""

    up: Keys = Field(PLAIN[Key.UP], description="back", json_schema_extra=_KEYS_ALLOWED)
    down: Keys = Field(PLAIN[Key.DOWN], description="on", json_schema_extra=_KEYS_ALLOWED)
    back: Keys = Field(PLAIN[Key.BACK], description="a page back", json_schema_extra=_KEYS_ALLOWED)
    confirm: Keys = Field(PLAIN[Key.CONFIRM], description="do it", json_schema_extra=_KEYS_ALLOWED)
    repeat: Keys = Field(
        PLAIN[Key.REPEAT], description="say it again", json_schema_extra=_KEYS_ALLOWED
    )
    help: Keys = Field(PLAIN[Key.HELP], description="call staff", json_schema_extra=_KEYS_ALLOWED)
    louder: Keys = Field(
        PLAIN[Key.LOUDER], description="a louder voice", json_schema_extra=_KEYS_ALLOWED
    )
    softer: Keys = Field(
        PLAIN[Key.SOFTER], description="a softer voice", json_schema_extra=_KEYS_ALLOWED
    )
    again_seconds: float = Field(
        0.5, ge=0, le=2, description="within which the same key again counts once"
    )

    @model_validator(mode="after")
    def _each_key_means_one_thing(self) -> "KeypadSettings":
        codes = [code for names in self.names().values() for code in key_codes(names)]
        if len(codes) != len(set(codes)):
            raise PydanticCustomError("rule", "each key can mean one thing only")
        return self

    def names(self) -> dict[Key, str]:
        """Return the names of the keys by what they mean."""
        return {key: getattr(self, key) for key in PLAIN}


class VoiceSettings(Section):
    """The voice."""

    enabled: bool = Field(True, description="whether a visit begins with the voice on")
    words_per_minute: int = Field(150, ge=80, le=300, description="normal rate of speech")
    pack: str = Field(
        "",
        pattern=r"^[A-Za-z0-9_-]*$",
        description="folder under assets/voice with recordings, or empty",
        json_schema_extra=_words("the name of a folder under assets/voice, or empty"),
    )
    invite_minutes: float = Field(
        10.0, ge=0, le=240, description="between two spoken invitations to an empty hall; 0 is none"
    )


class VisitSettings(Section):
    """How patient the terminal is."""

    page_seconds: float = Field(60.0, ge=20, le=600, description="time limit of a plain page")
    ask_before_seconds: float = Field(20.0, ge=10, le=60, description='"还在吗？" before the end')

    @field_validator("ask_before_seconds")
    @classmethod
    def _asks_within_the_page(cls, value: float, info: ValidationInfo) -> float:
        page = info.data.get("page_seconds")
        if page is not None and value >= page:
            raise PydanticCustomError("rule", f"less than visit.page_seconds, which is {page:g}")
        return value


class StaffSettings(Section):
    """The hidden corner and its PIN."""

    corner: Literal["top-left", "top-right", "bottom-left", "bottom-right"] = Field(
        "top-right", description="which corner to hold"
    )
    hold_seconds: float = Field(3.0, ge=1, le=10, description="how long to hold it")
    tries: int = Field(5, ge=3, le=10, description="wrong PINs before the pad locks")
    lock_seconds: float = Field(15.0, ge=1, le=600, description="first lock; doubles each time")


class ServiceSettings(Section):
    """How the terminal lives as a service of the system."""

    restart_at: str = Field(
        "03:30",
        pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$",
        description="when it starts anew at night",
        json_schema_extra=_words('a time such as "03:30", or empty'),
    )


class Settings(Section):
    """The whole file."""

    terminal: TerminalSettings = TerminalSettings()
    screen: ScreenSettings = ScreenSettings()
    county: CountySettings = CountySettings()
    printer: PrinterSettings = PrinterSettings()
    scanner: ScannerSettings = ScannerSettings()
    keypad: KeypadSettings = KeypadSettings()
    voice: VoiceSettings = VoiceSettings()
    visit: VisitSettings = VisitSettings()
    staff: StaffSettings = StaffSettings()
    service: ServiceSettings = ServiceSettings()


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
    except OSError as error:
        raise ConfigError(path, [error.strerror or str(error)]) from error
    except UnicodeDecodeError as error:
        raise ConfigError(path, ["is not UTF-8 text"]) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path, [f"is not TOML: {error}"]) from error
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        # Imported here: only a file with mistakes in it needs the words for them.
        from kiosk.config_mistakes import describe

        raise ConfigError(path, describe(error, Settings)) from error


def data_folder(settings: Settings, config_path: Path) -> Path:
    """Return the folder of state and caches: ``terminal.data_dir``, seen from the file."""
    return (config_path.resolve().parent / settings.terminal.data_dir).resolve()
