"""The county's own certificates: whom a terminal trusts, and what it shows of itself.

``ssl`` is imported where it is needed: loading it takes 10 ms that the first picture has not.
"""

from dataclasses import dataclass
from pathlib import Path

_ENCRYPTED = "it is encrypted; a terminal has nobody to type a password"


@dataclass(frozen=True)
class TlsFiles:
    """PEM files, ``None`` where not set: without ``ca_file`` the public authorities are trusted.

    ``client_key`` may be left out where ``client_certificate`` holds the key as well. They are
    read at every connection, so that renewed ones count at once.
    """

    ca_file: Path | None = None
    client_certificate: Path | None = None
    client_key: Path | None = None

    @property
    def client(self) -> tuple[str, str] | str | None:
        """Return certificate and key as ``requests`` takes them."""
        if self.client_certificate is None:
            return None
        if self.client_key is None:
            return str(self.client_certificate)
        return str(self.client_certificate), str(self.client_key)

    def problem(self) -> str | None:
        """Say which setting names a file that cannot be used, and why; ``None`` if all can."""
        return self._unreadable() or self._no_authority() or self._no_client()

    def _unreadable(self) -> str | None:
        for setting, path in vars(self).items():
            if path is None:
                continue
            try:
                with path.open("rb"):
                    pass
            except OSError as error:
                return f"county.{setting}: {path.name}: {error.strerror}"
        return None

    def _no_authority(self) -> str | None:
        if self.ca_file is None:
            return None
        import ssl

        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(self.ca_file)
        except ssl.SSLError:
            return f"county.ca_file: {self.ca_file.name} holds no certificate"
        return None

    def _no_client(self) -> str | None:
        if self.client_certificate is None:
            return None if self.client_key is None else "county.client_certificate is not set"
        import ssl

        named = f"county.client_certificate: {self.client_certificate.name}"
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain(
                self.client_certificate, self.client_key, password=_nobody
            )
        except _Encrypted:
            return f"{named}: its key cannot be read: {_ENCRYPTED}"
        except ssl.SSLError as error:
            if error.reason == "KEY_VALUES_MISMATCH":
                return f"{named} and its key do not belong together"
            return f"{named}: certificate or key is missing or damaged"
        return None


class _Encrypted(Exception):
    """OpenSSL asked for a password; without this it would ask at the terminal's console."""


def _nobody() -> str:
    raise _Encrypted


def certificate_trouble(error: BaseException) -> str | None:
    """Return what OpenSSL says of a certificate, of either side; ``None`` if it is about others."""
    import ssl

    seen: set[int] = set()
    todo: list[object] = [error]
    while todo:
        each = todo.pop()
        if not isinstance(each, BaseException) or id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, ssl.SSLCertVerificationError):
            return each.verify_message
        # An alert of the peer: what it does not like of the terminal's own certificate.
        if isinstance(each, ssl.SSLError) and _is_about_certificates(each.reason or ""):
            return (each.reason or "").replace("_", " ").lower()
        todo += [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]
    return None


def _is_about_certificates(reason: str) -> bool:
    return "CERTIFICATE" in reason or "UNKNOWN_CA" in reason
