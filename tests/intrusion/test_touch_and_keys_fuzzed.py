"""No touch and no key leads out of the program, or past the PIN."""

from tests.intrusion.fuzz import WAITING_PAGES, fuzz

EVENTS = 2_000
SEED = 20261124


def test_nobody_gets_out_and_nobody_gets_in():
    found = fuzz(EVENTS, SEED, patient=False)
    print(found.as_json())
    assert found.faults == []
    assert found.events >= EVENTS
    assert found.pin_pages >= 1
    assert len(found.pages) > 8
    assert found.restarts == 0
    assert found.final_page in WAITING_PAGES
