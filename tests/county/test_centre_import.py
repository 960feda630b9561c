"""A county's own centre from a file: every mistake named, then all of it or nothing."""

import re
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner
from repository import ROOT

from kiosk.county.contract import TicketRequest
from kiosk.county.server.centre_file import CentreFileError, read_centre
from kiosk.county.server.centre_import import changes_of, put_centre
from kiosk.county.server.cli import backend
from kiosk.county.server.problems import Refusal
from kiosk.county.server.tickets import issue
from kiosk.county.server.views import view_centre
from kiosk.zone import CENTRE_ZONE

SAMPLE = ROOT / "assets" / "centre-sample.toml"
SMALL = """
name = { zh = "小中心", en = "Small centre" }
[hours]
monday = ["09:00-12:00"]
[[services]]
id = "advice"
letter = "A"
name = { zh = "咨询", en = "Advice" }
windows = [2]
[[services]]
id = "mediation"
letter = "B"
name = { zh = "调解", en = "Mediation" }
windows = [2, 9]
"""


def mistakes(text: str) -> list[str]:
    with pytest.raises(CentreFileError) as caught:
        read_centre(text)
    return sorted(caught.value.mistakes)


def test_the_sample_is_sound_and_says_in_every_entry_that_it_is_one() -> None:
    centre = read_centre(SAMPLE.read_text(encoding="utf-8"))
    names = [centre.name, *centre.notices, *centre.on_duty]
    names += [service.name for service in centre.services]
    assert all("样例" in words.zh and "ample" in words.en for words in names)
    hours = centre.hours.hours()
    assert not hours.is_open(datetime(2027, 10, 1, 9, 0, tzinfo=CENTRE_ZONE))
    assert hours.is_open(datetime(2027, 10, 9, 9, 0, tzinfo=CENTRE_ZONE))


def test_every_mistake_is_named_with_its_place() -> None:
    text = SMALL.replace('"A"', '"a"').replace('"09:00-12:00"', '"9-12"')
    text = text.replace("windows = [2]\n", 'windows = []\nicon = "unicorn"\nicno = "forum"\n')
    found = mistakes(text + "average_minutes = 0\n")
    assert [re.split(" =|:", line)[0] for line in found] == [
        "hours.monday[1]",
        "services[1].icno",
        "services[1].icon",
        "services[1].letter",
        "services[1].windows",
        "services[2].average_minutes",
    ]
    assert any("08:30-12:00" in line for line in found)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (('letter = "B"', 'letter = "A"'), "two services have the letter A"),
        (('id = "mediation"', 'id = "advice"'), "two services have the id advice"),
        (("09:00-12:00", "12:00-09:00"), "sessions overlap or end early"),
        (('["09:00-12:00"]', '["09:00-12:00", "11:00-13:00"]'), "sessions overlap or end early"),
        (("[hours]", "services = []\n[hours]"), "is not TOML"),
        (('name = { zh = "小中心", en = "Small centre" }', ""), "Field required"),
    ],
)
def test_a_file_that_contradicts_itself(change: tuple[str, str], word: str) -> None:
    assert word in "\n".join(mistakes(SMALL.replace(*change)))


def test_a_centre_without_services_is_none() -> None:
    head = SMALL[: SMALL.index("[[services]]")]
    assert mistakes("services = []\n" + head) == ["services: at least one service"]


def test_it_takes_the_place_of_the_sample_centre(county) -> None:
    wanted = read_centre(SMALL)
    county.do(lambda transaction: put_centre(transaction, wanted))
    seen = county.do(view_centre)
    assert (seen.name.zh, seen.notices) == ("小中心", ())
    assert [(each.id, each.letter, each.windows) for each in seen.services] == [
        ("advice", "A", (2,)),
        ("mediation", "B", (2, 9)),
    ]
    assert all(each.open for each in seen.services)  # Monday, ten o'clock
    county.later(hours=3)
    assert not any(each.open for each in county.do(view_centre).services)
    assert county.do(lambda transaction: changes_of(transaction, wanted)) == []
    windows = county.do(lambda transaction: transaction.settings.windows)
    assert [number for number, window in windows.items() if window.open] == [2, 9]
    assert set(windows) == {1, 2, 3, 4, 5, 6, 9}  # a credential may be that of a closed one


def test_letters_may_change_places(county) -> None:
    county.do(lambda transaction: put_centre(transaction, read_centre(SMALL)))
    swapped = SMALL.replace('"A"', '"X"').replace('"B"', '"A"').replace('"X"', '"B"')
    county.do(lambda transaction: put_centre(transaction, read_centre(swapped)))
    services = county.do(view_centre).services
    assert [(each.id, each.letter) for each in services] == [("advice", "B"), ("mediation", "A")]


def test_a_service_with_tickets_is_not_taken_away_and_nothing_else_changes(county) -> None:
    order = TicketRequest(service="notary")
    county.do(lambda transaction: issue(transaction, uuid4(), order, "hall-1"))
    before = county.do(view_centre)
    with pytest.raises(Refusal, match="notary"):
        county.do(lambda transaction: put_centre(transaction, read_centre(SMALL)))
    assert county.do(view_centre) == before


def test_the_command_names_what_changes_and_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/county.sqlite3"
    file = tmp_path / "centre.toml"
    file.write_text(SMALL, encoding="utf-8")

    def run(*options: str) -> str:
        words = ["centre", "import", str(file), "--db", database, *options]
        result = CliRunner().invoke(backend, words)
        assert result.exit_code == 0, result.output
        return str(result.output)

    assert "Nothing was changed." in run("--dry-run")
    assert "service advice: new" in run("--dry-run")
    assert "2 services at 2 windows are in force." in run()
    assert run() == "nothing changes\n"
    file.write_text(SMALL.replace("windows = [2]", "windows = [3]"), encoding="utf-8")
    assert run("--dry-run").splitlines()[0] == "service advice: windows"
    audit = CliRunner().invoke(backend, ["audit", "list", "--db", database])
    assert audit.output.count("centre.import") == 1


def test_a_file_with_mistakes_changes_nothing_and_ends_with_1(tmp_path: Path) -> None:
    file = tmp_path / "centre.toml"
    file.write_text(SMALL.replace('"A"', '"a"'), encoding="utf-8")
    database = tmp_path / "county.sqlite3"
    words = ["centre", "import", str(file), "--db", f"sqlite:///{database}"]
    result = CliRunner().invoke(backend, words)
    assert result.exit_code == 1
    assert "services[1].letter" in result.output
    assert not database.exists()
