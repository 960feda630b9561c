"""Who may be called before whom."""

from tests.model.backend import Row


def check_called_in_turn(waiting: list[Row], called: Row) -> None:
    """Check that nobody of the same queue and class who came earlier was passed over."""
    for other in waiting:
        if (other.queue, other.day) != (called.queue, called.day):
            continue
        if (other.reason is None) != (called.reason is None):
            continue
        if (other.arrival, other.counter) < (called.arrival, called.counter):
            raise AssertionError(f"{called.number} called before {other.number}, who came earlier")
