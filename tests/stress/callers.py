"""Callers for the stress tests: keep-alive connections, retrying as a terminal does."""

import http.client
import json
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

PATIENCE_SECONDS = 30.0


class Caller:
    """One connection that bears one credential."""

    def __init__(self, port, credential):
        self._port = port
        self._headers = {
            "Authorization": f"Bearer {credential}",
            "Content-Type": "application/json",
        }
        self._line = None

    def post(self, path, body, key):
        """Send once; return ``(status, answer)``. Raises OSError when the line is down."""
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        try:
            headers = {**self._headers, "Idempotency-Key": str(key)}
            self._line.request("POST", f"/api/v1{path}", json.dumps(body), headers)
            answer = self._line.getresponse()
            return answer.status, json.loads(answer.read() or "null")
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._line.close()
            self._line = None
            raise OSError(str(error)) from error

    def post_until_answered(self, path, body, key):
        """Send the same request until there is a final answer, over restarts of the backend."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        pause = random.Random(str(key))
        while time.monotonic() < deadline:
            try:
                status, answer = self.post(path, body, key)
            except OSError:
                status, answer = 0, None
            if status and status != 409 and status < 500:
                return status, answer
            time.sleep(pause.uniform(0, 0.05))
        raise AssertionError(f"no answer to {path} in {PATIENCE_SECONDS} s")


class Progress:
    """Counts answers; another thread can wait for the count."""

    def __init__(self):
        self._changed = threading.Condition()
        self._answers = 0

    def note(self):
        with self._changed:
            self._answers += 1
            self._changed.notify_all()

    def wait_for(self, answers):
        with self._changed:
            assert self._changed.wait_for(lambda: self._answers >= answers, PATIENCE_SECONDS)


def issue_all(port, credential, keys, service, callers, progress=None):
    """Take a ticket for each key with ``callers`` at once; return the answers by key."""
    progress = progress or Progress()

    def work(share):
        caller, answers = Caller(port, credential), {}
        for key in share:
            answers[key] = caller.post_until_answered("/tickets", {"service": service}, key)
            progress.note()
        return answers

    shares = [keys[start::callers] for start in range(callers)]
    with ThreadPoolExecutor(callers) as pool:
        found = {}
        for part in pool.map(work, shares):
            found.update(part)
        return found


def send_twice(port, credential, keys, service, callers):
    """Send every request twice from ``callers`` at once, so that twins meet; return all answers."""

    def work(share):
        caller = Caller(port, credential)
        body = {"service": service}
        return [(key, *caller.post_until_answered("/tickets", body, key)) for key in share]

    half = callers // 2
    shares = [keys[start::half] for start in range(half)]
    with ThreadPoolExecutor(callers) as pool:
        return [answer for part in pool.map(work, shares + shares) for answer in part]


def call_until_empty(port, windows, keys):
    """Let every window in ``windows`` (number, credential) call and finish; return the calls."""

    def work(window, credential, new_key):
        caller, calls = Caller(port, credential), []
        while True:
            status, state = caller.post_until_answered(f"/windows/{window}/next", {}, new_key())
            assert status == 200, state
            if state["ticket"] is None:
                return calls
            calls.append((state["ticket"]["id"], window))
            caller.post_until_answered(f"/windows/{window}/done", {}, new_key())

    with ThreadPoolExecutor(len(windows)) as pool:
        parts = pool.map(work, *zip(*windows, strict=True), repeat(keys))
        return [call for part in parts for call in part]
