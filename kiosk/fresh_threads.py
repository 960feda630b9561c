"""Threads that are used once: what a job leaves on its stack goes with it."""

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

T = TypeVar("T")


class FreshThreads(Executor):
    """Runs every job on a thread of its own, ``most`` at a time; the others wait for their turn.

    Python encodes short texts on the stack. A pool's threads would keep them, between two citizens,
    until they are given something else to do.
    """

    def __init__(self, most: int, name: str) -> None:
        self._slots = threading.BoundedSemaphore(most)
        self._name = name
        self._guard = threading.Lock()
        self._threads: set[threading.Thread] = set()
        self._closed = False

    def submit(self, function: Callable[..., T], /, *args: Any, **named: Any) -> Future[T]:
        """Begin ``function``; raise ``RuntimeError`` after :meth:`shutdown`."""
        future: Future[T] = Future()
        thread = threading.Thread(
            target=self._run, args=(future, lambda: function(*args, **named)), name=self._name
        )
        with self._guard:
            if self._closed:
                raise RuntimeError("no job is begun after the end")
            self._threads.add(thread)
        thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more jobs; with ``wait`` until all that were begun are done."""
        with self._guard:
            self._closed = True
            threads = list(self._threads)
        for thread in threads if wait else ():
            thread.join()

    def _run(self, future: Future[T], job: Callable[[], T]) -> None:
        try:
            with self._slots:
                if future.set_running_or_notify_cancel():
                    _settle(future, job)
        finally:
            with self._guard:
                self._threads.discard(threading.current_thread())


def _settle(future: Future[T], job: Callable[[], T]) -> None:
    try:
        future.set_result(job())
    except BaseException as error:
        future.set_exception(error)
