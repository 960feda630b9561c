"""The staff PIN: tries, locks, restarts, and clocks that jump."""

import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config import StaffSettings
from kiosk.pin import LONGEST_LOCK_SECONDS, PinGuard, PinVerdict, hash_pin, is_trivial, new_pin
from kiosk.store import Store, StoreError

RIGHT, WRONG = "481920", "000000"
SETTINGS = StaffSettings()
HOUR = 3600.0


@pytest.fixture(autouse=True)
def quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare as Argon2 would, without its 0.1 s for each try."""
    monkeypatch.setattr("kiosk.pin._matches", lambda pin_hash, pin: pin_hash == f"hash of {pin}")


class Staff:
    """Tries PINs at a terminal that can be restarted; wall clock and time passing are apart."""

    def __init__(self, path: Path, settings: StaffSettings = SETTINGS) -> None:
        self.path = path
        self.settings = settings
        self.wall = 1_800_000_000.0
        self.passed = 0.0
        self.store: Store | None = None
        self.restart()

    def restart(self) -> None:
        if self.store is not None:
            self.store.close()
        self.store = Store(self.path, clock=lambda: datetime.now(UTC))
        self.guard = PinGuard(
            f"hash of {RIGHT}",
            self.store,
            self.settings,
            wall=lambda: self.wall,
            monotonic=lambda: self.passed,
        )

    def wait(self, seconds: float) -> None:
        self.wall += seconds
        self.passed += seconds

    def fail(self, times: int = SETTINGS.tries) -> PinVerdict:
        return [self.guard.check(WRONG) for _ in range(times)][-1]

    def locked(self) -> float:
        return self.guard.check(RIGHT).locked_seconds


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Staff]:
    staff = Staff(tmp_path / "terminal.db")
    yield staff
    assert staff.store is not None
    staff.store.close()


def test_the_right_pin_opens(staff: Staff) -> None:
    assert staff.guard.check(RIGHT) == PinVerdict(True, 5, 0.0)


def test_tries_are_counted_down_and_given_back(staff: Staff) -> None:
    assert [staff.guard.check(WRONG).tries_left for _ in range(4)] == [4, 3, 2, 1]
    assert staff.guard.check(RIGHT).ok
    assert staff.guard.check(WRONG).tries_left == 4


def test_the_fifth_failure_locks_and_even_the_right_pin_waits(staff: Staff) -> None:
    assert staff.fail() == PinVerdict(False, 0, 15.0)
    staff.wait(14.9)
    assert not staff.guard.check(RIGHT).ok
    assert staff.locked() == pytest.approx(0.1)
    staff.wait(0.1)
    assert staff.guard.check(RIGHT).ok


def test_tries_while_locked_cost_nothing(staff: Staff) -> None:
    staff.fail()
    staff.fail(50)
    staff.wait(15)
    assert staff.guard.check(WRONG).tries_left == 4


def test_each_series_doubles_the_lock_up_to_an_hour(staff: Staff) -> None:
    locks = []
    for _ in range(1200):
        verdict = staff.fail()
        locks.append(verdict.locked_seconds)
        staff.wait(verdict.locked_seconds)
    assert locks[:9] == [15, 30, 60, 120, 240, 480, 960, 1920, LONGEST_LOCK_SECONDS]
    assert set(locks[9:]) == {LONGEST_LOCK_SECONDS}
    assert staff.guard.check(RIGHT).ok
    assert staff.fail().locked_seconds == 15.0


def test_the_count_survives_a_restart(staff: Staff) -> None:
    staff.fail(3)
    staff.restart()
    assert staff.guard.check(WRONG).tries_left == 1
    staff.restart()
    assert staff.guard.check(WRONG).locked_seconds == 15.0


def test_the_lock_and_its_doubling_survive_a_restart(staff: Staff) -> None:
    staff.fail()
    staff.wait(5)
    staff.restart()
    assert staff.locked() == pytest.approx(10.0)
    staff.wait(10)
    staff.restart()
    assert staff.fail().locked_seconds == 30.0


def test_cutting_the_power_during_a_try_wins_no_further_one(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_goes(*args: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("kiosk.pin._matches", power_goes)
        for _ in range(SETTINGS.tries):
            with pytest.raises(KeyboardInterrupt):
                staff.guard.check(WRONG)
            staff.restart()
    assert staff.locked() == 15.0


@pytest.mark.parametrize("jump", [-10 * HOUR, -1.0, 1.0, 10 * HOUR])
def test_setting_the_clock_changes_no_lock_while_running(staff: Staff, jump: float) -> None:
    staff.fail()
    staff.wait(5)
    staff.wall += jump
    assert staff.locked() == pytest.approx(10.0)


def test_a_clock_set_back_before_a_restart_locks_anew_once(staff: Staff) -> None:
    staff.fail()
    staff.wait(10)
    staff.wall -= 100 * HOUR
    staff.restart()
    assert staff.locked() == 15.0
    staff.wait(6)
    staff.restart()
    assert staff.locked() == pytest.approx(9.0)
    staff.wait(9)
    staff.restart()
    assert staff.guard.check(RIGHT).ok


@given(
    st.lists(
        st.tuples(st.sampled_from(["fail", "wait", "jump", "restart"]), st.floats(-1e6, 1e6)),
        max_size=25,
    )
)
def test_no_life_frees_early_nor_locks_for_ever(life: list[tuple[str, float]]) -> None:
    """Only a clock set forward over a restart may free early: nothing can tell it from waiting."""
    with tempfile.TemporaryDirectory() as folder:
        staff = Staff(Path(folder) / "terminal.db")
        free_at = 0.0
        for act, amount in life:
            if act == "fail":
                verdict = staff.guard.check(WRONG)
                if not verdict.locked_seconds:
                    assert staff.passed >= free_at
                free_at = staff.passed + verdict.locked_seconds
            elif act == "wait":
                staff.wait(abs(amount) % 100)
            elif act == "jump":
                staff.wall -= abs(amount)
            else:
                staff.restart()
        locked = staff.locked()
        assert 0.0 <= locked <= LONGEST_LOCK_SECONDS
        staff.wait(locked)
        staff.restart()
        # A clock that was set back meanwhile makes what it was set back by wait once more.
        assert staff.locked() <= LONGEST_LOCK_SECONDS
        staff.wait(staff.locked())
        staff.restart()
        assert staff.guard.check(RIGHT).ok
        assert staff.store is not None
        staff.store.close()


def test_a_full_disk_neither_opens_nor_shuts_the_door(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise StoreError("database or disk is full")

    assert staff.store is not None
    monkeypatch.setattr(staff.store, "set", full)
    assert staff.guard.check(RIGHT).ok
    assert staff.fail().locked_seconds == 15.0


def test_real_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    from kiosk import pin

    made = hash_pin(RIGHT)
    assert made.startswith("$argon2id$")
    assert made != hash_pin(RIGHT)
    assert RIGHT not in made
    assert pin._matches(made, RIGHT)
    assert not pin._matches(made, WRONG)
    assert not pin._matches("no hash", RIGHT)


def test_argon2_is_loaded_only_when_it_is_needed() -> None:
    code = "import sys, kiosk.pin; sys.exit('argon2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


@pytest.mark.parametrize(
    "pin",
    ["000000", "112112", "121212", "123456", "654321", "890123", "123123", "777778", "199001"],
)
def test_trivial_pins(pin: str) -> None:
    assert is_trivial(pin)


@pytest.mark.parametrize("pin", [RIGHT, "503817", "114514"])
def test_pins_that_will_do(pin: str) -> None:
    assert not is_trivial(pin)


def drawing(*numbers: int) -> random.Random:
    class Fixed(random.Random):
        draws: Iterator[int] = iter(numbers)
        randrange: Callable[..., int] = lambda self, *_: next(self.draws)

    return Fixed()


def test_a_new_pin_is_drawn_again_until_it_is_not_trivial() -> None:
    assert new_pin(drawing(123456, 0, 7350)) == "007350"


def test_new_pins_have_six_digits_and_differ() -> None:
    pins = {new_pin(random.Random(seed)) for seed in range(50)}
    assert len(pins) == 50
    assert all(len(pin) == 6 and pin.isdigit() and not is_trivial(pin) for pin in pins)
