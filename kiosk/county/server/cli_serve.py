"""``kiosk backend serve``."""

import os
import signal
import threading

import click

from kiosk.county.server.cli_database import database_option

_FILE = click.Path(exists=True, dir_okay=False)


@click.command()
@database_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--sample/--no-sample",
    default=True,
    show_default=True,
    help="Set up the sample centre where the database has none.",
)
@click.option(
    "--until-eof",
    is_flag=True,
    help="End when standard input closes: a terminal's own backend ends with the terminal.",
)
@click.option("--openapi", is_flag=True, help="Describe the contract under /openapi.json.")
@click.option(
    "--rate-limit/--no-rate-limit",
    default=True,
    show_default=True,
    help="Refuse who asks too often; without it, for tests under load alone.",
)
@click.option(
    "--proxy",
    default="127.0.0.1",
    show_default=True,
    help="Address of the proxy whose X-Forwarded-For tells who asks.",
)
@click.option("--tls-certificate", type=_FILE, help="PEM file; serves https by itself.")
@click.option("--tls-key", type=_FILE, help="PEM file of the certificate's key.")
@click.option("--tls-clients", type=_FILE, help="PEM file: asks terminals for a certificate of it.")
def serve(
    database: str,
    host: str,
    port: int,
    sample: bool,
    until_eof: bool,
    openapi: bool,
    rate_limit: bool,
    proxy: str,
    tls_certificate: str | None,
    tls_key: str | None,
    tls_clients: str | None,
) -> None:
    """Serve the county backend until stopped; the tables are brought up to date first.

    \b
    Off this machine it has to be https: behind a proxy on this machine (--host
    127.0.0.1), or with --tls-certificate and --tls-key.
    """
    import ssl

    import uvicorn

    from kiosk.events.log import set_up
    from kiosk.forgetting import leave_no_core

    leave_no_core()
    set_up("info")

    if until_eof:
        threading.Thread(target=_end_at_eof, daemon=True).start()

    from kiosk.county.server.app import create_app
    from kiosk.county.server.protocol import GuardedProtocol
    from kiosk.county.server.rates import Rates

    rates = Rates() if rate_limit else None
    uvicorn.run(
        create_app(database, sample=sample, rates=rates, openapi=openapi),
        host=host,
        port=port,
        loop="uvloop",
        http=GuardedProtocol,
        forwarded_allow_ips=proxy,
        ssl_certfile=tls_certificate,
        ssl_keyfile=tls_key,
        ssl_ca_certs=tls_clients,
        ssl_cert_reqs=ssl.CERT_REQUIRED if tls_clients else ssl.CERT_NONE,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
    )


def _end_at_eof() -> None:
    # os.read and not sys.stdin: a buffered reader's lock would hold up the interpreter's end.
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
