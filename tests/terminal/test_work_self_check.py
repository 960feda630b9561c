"""Effects of the self-check, done with the ports: the rules of the day, and a ticket with facts."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from centres import issued

from kiosk.county.contract import SelfCheck
from kiosk.county.packs import Packs
from kiosk.effects import IssueTicket, LoadRules
from kiosk.view import Look
from kiosk.work import Ports, Work

CHECK = SelfCheck(facts={"matter": "retrial"}, outcome="check", pack="2026.1")


@dataclass
class Counter:
    """A county that remembers what it was asked for."""

    asked: list[tuple[object, ...]] = field(default_factory=list)

    def issue(self, *request: object) -> object:
        self.asked.append(request)
        return issued()


def work_with(**ports: object) -> Work:
    names = (name for name in Ports.__dataclass_fields__ if name not in ports)
    return Work(Ports(**cast(Any, ports | dict.fromkeys(names))), ThreadPoolExecutor(1))


def test_a_ticket_takes_the_self_check_along_only_if_the_effect_has_one():
    county = Counter()
    work = work_with(county=county)
    work.do(IssueTicket("legal-aid", "C", None, CHECK), Look())
    work.do(IssueTicket("legal-aid", "C", None), Look())
    assert county.asked == [("legal-aid", "C", None, CHECK), ("legal-aid", "C", None, None)]


def test_rules_are_those_in_use_on_the_centre_s_date(tmp_path):
    packs = Packs(tmp_path)
    eleven_at_night_in_london = datetime(2026, 3, 4, 23, 0, tzinfo=UTC)
    work = work_with(packs=packs, now=lambda: eleven_at_night_in_london)
    rules = work.do(LoadRules(), Look())
    assert rules.pack is packs.current()
    assert rules.today.isoformat() == "2026-03-05"
