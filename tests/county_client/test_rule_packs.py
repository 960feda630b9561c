"""The county's rules of the self-check: fetched on the heartbeat, checked, never a step back."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from county_hall import Hall
from county_standin import Standin, lost_request

from kiosk.county.contract import RulePack
from kiosk.county.directories import Directories
from kiosk.county.packs import Packs
from kiosk.faults import FaultCode
from kiosk.health import Health, said
from kiosk.legal_aid.pack import BUILT_IN, built_in, checksum
from kiosk.library.store import Store as LibraryStore
from kiosk.pulse import Pulse


def delivery(version: str, day: str = "2099-01-01", **changes: object) -> RulePack:
    """Return the pack the program came with under another name; ``changes`` break it."""
    content = json.loads(BUILT_IN.read_text(encoding="utf-8"))
    content |= {"version": version, "date": day} | changes
    content["checksum"] = checksum(content)
    return RulePack.model_validate(
        {
            "version": version,
            "date": day,
            "sha256": content["checksum"],
            "content": content,
        }
    )


def broken(version: str) -> RulePack:
    return delivery(version, surprise=1)


@pytest.fixture
def packs(tmp_path: Path) -> Packs:
    return Packs(tmp_path / "legal-aid")


class TestPacks:
    def test_the_program_s_own_before_anything_came(self, packs: Packs) -> None:
        assert packs.current().version == built_in().version
        assert packs.fault() is None

    def test_a_newer_one_is_in_use_at_once_and_after_a_restart(
        self, packs: Packs, tmp_path: Path
    ) -> None:
        taken = packs.current()
        assert packs.offer(delivery("2099.1")) is None
        assert packs.current().version == "2099.1"
        assert Packs(tmp_path / "legal-aid").current().version == "2099.1"
        assert taken.version == built_in().version  # whoever began with it goes on with it

    def test_an_older_one_changes_nothing_and_is_no_fault(self, packs: Packs) -> None:
        assert packs.offer(delivery("1.0", "2020-01-01")) is None
        assert packs.current().version == built_in().version

    @pytest.mark.parametrize(
        "bad",
        [
            broken("2099.2"),
            delivery("2099.2", rules=[]),
            delivery("2099.2").model_copy(update={"sha256": "0" * 64}),
            delivery("2099.3").model_copy(update={"version": "2099.2"}),
            delivery("2099.2").model_copy(update={"date": date(2099, 1, 2)}),
        ],
    )
    def test_a_broken_one_never_replaces_a_good_one(
        self, packs: Packs, tmp_path: Path, bad: RulePack
    ) -> None:
        packs.offer(delivery("2099.1"))
        before = {path: path.read_bytes() for path in (tmp_path / "legal-aid").iterdir()}
        fault = packs.offer(RulePack.model_validate(bad.model_dump()))
        assert fault is not None
        assert fault.startswith("legal-aid rules 2099.2 refused: ")
        assert packs.fault() == fault
        assert packs.current().version == "2099.1"
        assert {p: p.read_bytes() for p in (tmp_path / "legal-aid").iterdir()} == before

    def test_a_good_one_ends_the_fault(self, packs: Packs) -> None:
        packs.offer(broken("2099.2"))
        packs.offer(delivery("2099.3"))
        assert packs.fault() is None

    def test_what_was_looked_at_is_not_fetched_again(self, packs: Packs) -> None:
        assert not packs.wants(None)
        assert not packs.wants(built_in().version)
        for pack in (broken("2099.2"), delivery("1.0", "2020-01-01"), delivery("2099.1")):
            assert packs.wants(pack.version)
            packs.offer(pack)
            assert not packs.wants(pack.version)

    def test_a_full_disk_is_a_fault_and_tried_again(self, tmp_path: Path) -> None:
        (tmp_path / "legal-aid").write_text("no folder")
        packs = Packs(tmp_path / "legal-aid")
        fault = packs.offer(delivery("2099.1"))
        assert fault is not None
        assert fault.startswith("legal-aid rules 2099.1 not kept: ")
        assert packs.wants("2099.1")
        assert packs.current().version == built_in().version

    def test_text_that_no_file_takes_is_a_fault(self, packs: Packs) -> None:
        good = delivery("2099.1")
        content = json.loads(json.dumps(good.content))
        content["statutes"][0]["name"] = "\ud800"
        content["checksum"] = checksum(content)
        bad = good.model_copy(update={"content": content, "sha256": content["checksum"]})
        assert packs.offer(bad) is not None
        assert packs.current().version == built_in().version

    def test_nobody_ever_sees_an_older_one_than_before(self, packs: Packs) -> None:
        numbers = [3, 1, 7, 2, 6, 4, 8, 5]
        done = threading.Event()

        def watch() -> list[str]:
            seen = [packs.current().version]
            while not done.is_set():
                seen.append(packs.current().version)
            return seen

        with ThreadPoolExecutor(4) as pool:
            watchers = [pool.submit(watch) for _ in range(2)]
            deliveries = [delivery(f"2099.{number}") for number in numbers]
            faults = list(pool.map(packs.offer, deliveries))
            done.set()
        assert faults == [None] * len(numbers)
        assert packs.current().version == "2099.8"
        for watcher in watchers:
            ages = [tuple(int(part) for part in seen.split(".")) for seen in watcher.result()]
            assert ages == sorted(ages)

    def test_one_that_was_damaged_on_the_disk_is_named_and_fetched_again(
        self, packs: Packs, tmp_path: Path
    ) -> None:
        packs.offer(delivery("2099.1"))
        (file,) = (tmp_path / "legal-aid").iterdir()
        file.write_bytes(file.read_bytes()[:200])
        again = Packs(tmp_path / "legal-aid")
        assert again.current().version == built_in().version
        assert again.fault() == f"legal-aid rules damaged on disk: {file.name}"
        assert again.wants("2099.1")
        again.offer(delivery("2099.1"))
        assert (again.current().version, again.fault()) == ("2099.1", None)


class TestPulse:
    @pytest.fixture
    def pulse(self, standin: Standin, hall: Hall, packs: Packs, tmp_path: Path) -> Pulse:
        office = hall.office(standin.url, budget=0.2)
        health = Health(said(FaultCode.RULES_OLD, packs.fault))
        directories = Directories(LibraryStore(tmp_path / "library.db"))
        return Pulse(office, health, packs, directories, 60.0)

    def fetched(self, standin: Standin) -> int:
        return standin.calls.count(("GET", "/legal-aid/pack"))

    def faults(self, standin: Standin) -> object:
        beats = zip(standin.calls, standin.bodies, strict=True)
        bodies = [body for what, body in beats if what[1] == "/terminals/self/heartbeat"]
        return json.loads(bodies[-1])["faults"]

    def test_a_county_without_a_pack(self, standin: Standin, pulse: Pulse) -> None:
        pulse.beat()
        assert self.fetched(standin) == 0

    def test_it_is_fetched_once(self, standin: Standin, pulse: Pulse, packs: Packs) -> None:
        standin.pack = delivery("2099.1")
        for _ in range(3):
            pulse.beat()
        assert packs.current().version == "2099.1"
        assert self.fetched(standin) == 1

    def test_a_broken_one_is_told_to_the_county(
        self, standin: Standin, pulse: Pulse, packs: Packs
    ) -> None:
        standin.pack = broken("2099.2")
        pulse.beat()
        pulse.beat()
        (fault,) = self.faults(standin)  # type: ignore[misc]
        assert fault.startswith("rules-old: legal-aid rules 2099.2 refused: ")
        assert self.fetched(standin) == 1
        standin.pack = delivery("2099.3")
        pulse.beat()
        pulse.beat()
        assert self.faults(standin) == []
        assert packs.current().version == "2099.3"

    def test_a_line_that_breaks_meanwhile_is_tried_again(
        self, standin: Standin, pulse: Pulse, packs: Packs
    ) -> None:
        standin.pack = delivery("2099.1")
        standin.fault = lambda handler: (
            lost_request(handler)
            if handler.path.endswith("/pack")
            else handler.reply(*handler.handle_call())
        )
        pulse.beat()
        assert packs.current().version == built_in().version
        standin.fault = None
        pulse.beat()
        assert packs.current().version == "2099.1"
