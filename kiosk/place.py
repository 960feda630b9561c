"""Where a terminal keeps what it keeps, and where it finds its backend."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.config import Settings
from kiosk.county.tls import TlsFiles
from kiosk.embedded import own_address
from kiosk.secrets import FILE_NAME


@dataclass(frozen=True)
class Place:
    """The data folder of one terminal, and the addresses that follow from its settings."""

    data: Path
    settings: Settings

    @property
    def secrets(self) -> Path:
        """The file of secrets."""
        return self.data / FILE_NAME

    @property
    def database(self) -> str:
        """URL of the embedded backend's database."""
        return f"sqlite:///{self.database_file}"

    @property
    def database_file(self) -> Path:
        """The embedded backend's database; one that is gone knows no credential."""
        return self.data / "county.sqlite3"

    @property
    def embedded(self) -> bool:
        """Whether the backend is a process of this terminal."""
        return self.settings.county.url == "embedded"

    @property
    def backend_url(self) -> str:
        """Where the terminal reaches the backend."""
        county = self.settings.county
        return f"http://127.0.0.1:{county.port}" if self.embedded else county.url.rstrip("/")

    @property
    def tls(self) -> TlsFiles:
        """The county's own certificates."""
        county = self.settings.county
        names = (county.ca_file, county.client_certificate, county.client_key)
        return TlsFiles(*(Path(name) if name else None for name in names))

    @property
    def phone_base(self) -> str | None:
        """Where phones reach the backend; ``None`` where they cannot."""
        county = self.settings.county
        if county.phone_url == "none":
            return None
        if county.phone_url != "auto":
            return county.phone_url
        if not self.embedded:
            return county.url
        loopback = county.listen.startswith("127.")
        host = "127.0.0.1" if loopback else own_address()
        return f"http://{host}:{county.port}"
