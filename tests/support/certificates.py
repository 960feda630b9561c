"""Certificates made for one test, and a stand-in backend that speaks TLS with them."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from county_standin import Standin, serving

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")


@dataclass(frozen=True)
class Pair:
    """A certificate and its key, PEM."""

    certificate: Path
    key: Path


class Authority:
    """Signs certificates in ``folder``."""

    def __init__(self, folder: Path, name: str = "authority") -> None:
        self._folder = folder
        self.own = Pair(folder / f"{name}.pem", folder / f"{name}.key")
        _openssl(
            *("req", "-x509", "-nodes", "-days", "30", "-subj", f"/CN={name}"),
            *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-keyout", self.own.key, "-out", self.own.certificate),
        )

    def sign(self, name: str, *, days: int = 30) -> Pair:
        """Return a certificate for 127.0.0.1; with negative ``days`` it has expired."""
        pair = Pair(self._folder / f"{name}.pem", self._folder / f"{name}.key")
        request = self._folder / f"{name}.csr"
        extensions = self._folder / f"{name}.ext"
        extensions.write_text("subjectAltName = IP:127.0.0.1\n")
        _openssl(
            *("req", "-nodes", "-subj", f"/CN={name}"),
            *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-keyout", pair.key, "-out", request),
        )
        _openssl(
            *("x509", "-req", "-in", request, "-days", str(days), "-extfile", extensions),
            *("-CA", self.own.certificate, "-CAkey", self.own.key, "-CAcreateserial"),
            *("-out", pair.certificate),
        )
        return pair


def encrypt(key: Path, target: Path) -> Path:
    """Put a password on ``key``."""
    _openssl("ec", "-in", key, "-aes128", "-passout", "pass:sample", "-out", target)
    return target


@contextmanager
def serving_tls(shown: Pair, *, wanted: Path | None = None, port: int = 0) -> Iterator[Standin]:
    """Serve with the certificate ``shown``; ``wanted``: whose certificate clients must have."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown.certificate, shown.key)
    if wanted is not None:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(wanted)
    with serving(port) as standin:
        # The handshake is for the thread of each connection, not for the one that accepts.
        standin.socket = context.wrap_socket(
            standin.socket, server_side=True, do_handshake_on_connect=False
        )
        yield standin


def tls_url(standin: Standin) -> str:
    """Return the address of a stand-in that speaks TLS."""
    return f"https://127.0.0.1:{standin.server_port}"


def _openssl(*arguments: str | Path) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, timeout=60)
