"""The secure line on real TLS: certificates that expire, are unknown, missing, damaged, renewed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from certificates import Authority, Pair, encrypt, needs_openssl, serving_tls, tls_url

from kiosk.county.client import Client
from kiosk.county.contract import Centre
from kiosk.county.known import read_centre
from kiosk.county.replies import Cause, Unreachable
from kiosk.county.tls import TlsFiles

pytestmark = needs_openssl

MakeClient = Callable[..., Client]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("certificates")


@pytest.fixture(scope="module")
def county(folder: Path) -> Authority:
    return Authority(folder, "county")


@pytest.fixture(scope="module")
def server(county: Authority) -> Pair:
    return county.sign("server")


@pytest.fixture(scope="module")
def terminal(county: Authority) -> Pair:
    return county.sign("terminal")


def trusting(county: Authority, shown: Pair | None = None) -> TlsFiles:
    if shown is None:
        return TlsFiles(county.own.certificate)
    return TlsFiles(county.own.certificate, shown.certificate, shown.key)


def ask(client: Client) -> object:
    return client.call("GET", "/centre", read_centre)


def test_the_countys_own_authority_is_trusted(
    county: Authority, server: Pair, make_client: MakeClient
) -> None:
    with serving_tls(server) as standin:
        client = make_client(tls_url(standin), tls=trusting(county))
        assert isinstance(ask(client), Centre)
        assert client.last_failure() is None


def test_an_unknown_authority_is_not(
    folder: Path, county: Authority, make_client: MakeClient
) -> None:
    stranger = Authority(folder, "stranger").sign("stranger-server")
    with serving_tls(stranger) as standin:
        for tls in (trusting(county), TlsFiles()):
            answer = ask(make_client(tls_url(standin), tls=tls))
            assert isinstance(answer, Unreachable)
            assert answer.cause is Cause.CERTIFICATE
            assert "certificate" in answer.why
        assert standin.calls == []


def test_one_that_expired_is_named_and_a_renewed_one_counts_at_once(
    county: Authority, server: Pair, make_client: MakeClient
) -> None:
    with serving_tls(county.sign("expired", days=-1)) as standin:
        port = standin.server_port
        client = make_client(tls_url(standin), tls=trusting(county))
        answer = ask(client)
        assert isinstance(answer, Unreachable)
        assert (answer.cause, answer.why) == (Cause.CERTIFICATE, "certificate has expired")
        assert standin.calls == []
    with serving_tls(server, port=port):
        assert isinstance(ask(client), Centre)


def test_a_backend_that_wants_to_know_the_terminal(
    county: Authority, server: Pair, terminal: Pair, make_client: MakeClient
) -> None:
    with serving_tls(server, wanted=county.own.certificate) as standin:
        nobody = ask(make_client(tls_url(standin), tls=trusting(county)))
        assert isinstance(nobody, Unreachable)
        assert (nobody.cause, standin.calls) == (Cause.CERTIFICATE, [])
        known = make_client(tls_url(standin), tls=trusting(county, terminal))
        assert isinstance(ask(known), Centre)


def test_a_certificate_of_the_terminal_that_expired(
    county: Authority, server: Pair, make_client: MakeClient
) -> None:
    with serving_tls(server, wanted=county.own.certificate) as standin:
        tls = trusting(county, county.sign("terminal-expired", days=-1))
        answer = ask(make_client(tls_url(standin), tls=tls))
        assert isinstance(answer, Unreachable)
        assert answer.cause is Cause.CERTIFICATE
        assert "expired" in answer.why
        assert standin.calls == []


def test_files_that_cannot_be_used_are_named(
    folder: Path, county: Authority, server: Pair, terminal: Pair, tmp_path: Path
) -> None:
    mine, key = terminal.certificate, terminal.key
    noise = tmp_path / "noise.pem"
    noise.write_bytes(b"\0\xff" * 200)
    for files, words in (
        (TlsFiles(ca_file=tmp_path / "gone.pem"), "ca_file: gone.pem: No such file"),
        (TlsFiles(ca_file=tmp_path), "ca_file: "),
        (TlsFiles(ca_file=noise), "ca_file: noise.pem holds no certificate"),
        (TlsFiles(client_certificate=tmp_path / "gone.pem"), "client_certificate: gone.pem: No"),
        (TlsFiles(client_certificate=mine), "certificate or key is missing"),
        (TlsFiles(client_certificate=mine, client_key=noise), "missing or damaged"),
        (TlsFiles(client_certificate=mine, client_key=server.key), "do not belong together"),
        (TlsFiles(client_key=key), "county.client_certificate is not set"),
        (TlsFiles(None, mine, encrypt(key, tmp_path / "locked.key")), "encrypted"),
    ):
        problem = files.problem()
        assert problem is not None
        assert words in problem, problem
    assert trusting(county, terminal).problem() is None
    both = tmp_path / "both.pem"
    both.write_bytes(mine.read_bytes() + key.read_bytes())
    assert TlsFiles(county.own.certificate, both).problem() is None


def test_a_file_that_comes_back_counts_at_once(
    county: Authority, server: Pair, make_client: MakeClient, tmp_path: Path
) -> None:
    away = tmp_path / "county.pem"
    with serving_tls(server) as standin:
        client = make_client(tls_url(standin), tls=TlsFiles(away))
        answer = ask(client)
        assert isinstance(answer, Unreachable)
        assert answer.cause is Cause.CERTIFICATE
        assert "county.ca_file: county.pem: No such file" in answer.why
        away.write_bytes(county.own.certificate.read_bytes())
        assert isinstance(ask(client), Centre)
