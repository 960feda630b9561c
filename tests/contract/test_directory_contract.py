"""The county's directory, as a terminal hears of it and fetches it."""

from datetime import UTC, datetime
from uuid import uuid4

from test_backend_contract import problem

from kiosk.county.contract import Directory, HeartbeatReply, ProblemCode
from kiosk.county.directory import LARGEST_DIRECTORY, version_of


def version_told(backend):
    beat = {"clock": datetime.now(UTC).isoformat(), "version": "test"}
    sent = backend.send("POST", "/terminals/self/heartbeat", beat, key=uuid4())
    return HeartbeatReply.model_validate(sent.json()).directory_version


def test_the_heartbeat_names_the_directory_that_can_be_fetched(backend):
    version = version_told(backend)
    answer = backend.send("GET", "/directory")
    if version is None:
        assert problem(answer) == (404, ProblemCode.NOT_FOUND)
        return
    assert len(answer.content) <= LARGEST_DIRECTORY
    fetched = Directory.model_validate_json(answer.content)
    assert fetched.version == version
    assert version_of(fetched.entries, fetched.date) == version


def test_nobody_else_may_fetch_it(backend):
    refused = backend.send("GET", "/directory", credential="")
    assert problem(refused) == (401, ProblemCode.UNAUTHORISED)
