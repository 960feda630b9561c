"""An executor whose threads are used once."""

import threading

import pytest

from kiosk.fresh_threads import FreshThreads

SECONDS = 20.0


def test_no_thread_is_used_twice() -> None:
    with FreshThreads(2, "job") as executor:
        alive = [executor.submit(threading.current_thread).result(SECONDS) for _ in range(5)]
    assert len(set(alive)) == 5
    assert not any(thread.is_alive() for thread in alive)


def test_so_many_run_at_a_time() -> None:
    inside, gate, most = [], threading.Event(), []
    lock = threading.Lock()

    def job(me: int) -> int:
        with lock:
            inside.append(me)
            most.append(len(inside))
        if me < 2:
            assert gate.wait(SECONDS)
        with lock:
            inside.remove(me)
        return me

    executor = FreshThreads(2, "job")
    futures = [executor.submit(job, me) for me in range(6)]
    gate.set()
    assert [future.result(SECONDS) for future in futures] == list(range(6))
    assert max(most) <= 2
    executor.shutdown()


def test_what_a_job_raises_is_handed_on() -> None:
    with FreshThreads(1, "job") as executor, pytest.raises(ZeroDivisionError):
        executor.submit(lambda: 1 / 0).result(SECONDS)


def test_the_end_waits_for_what_was_begun_and_takes_no_more() -> None:
    executor, gate, done = FreshThreads(1, "job"), threading.Event(), []
    executor.submit(lambda: done.append(gate.wait(SECONDS)))
    threading.Timer(0.05, gate.set).start()
    executor.shutdown()
    assert done == [True]
    with pytest.raises(RuntimeError):
        executor.submit(print)
