"""Before a real window: what a citizen says is left nowhere, in no file and no process."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from citizen import ID_NUMBER, Citizen, home_in
from real_terminal import Hall, hall, real_terminal
from search import Figures, look_at_what_is_written, look_everywhere

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="memory of others is read by root alone")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Hall]:
    with home_in(tmp_path), hall(tmp_path) as place:
        place.write_settings()
        yield place


@needs_root
@pytest.mark.timeout(600)
def test_nothing_is_left_in_files_nor_memory(place: Hall) -> None:
    figures = Figures()
    with real_terminal(place) as terminal:
        citizen = Citizen(terminal, place)
        citizen.leaves_a_question()
        citizen.is_done()
        citizen.looks_it_up_and_rates()
        citizen.ends()
        citizen.looks_for_a_person()
        citizen.is_reset_by_staff()
        look_everywhere(citizen, figures)
    assert {ID_NUMBER, citizen.code} <= citizen.told
    assert figures.hits == []
    assert figures.only_in_the_backend, "the search finds what is there"


def test_a_power_cut_leaves_nothing_that_was_not_sent(place: Hall) -> None:
    figures = Figures()
    with real_terminal(place) as terminal:
        citizen = Citizen(terminal, place)
        citizen.writes_a_question()
        for process in terminal.family():
            process.kill()
        terminal.kill()
        look_at_what_is_written(citizen, figures)
    assert figures.hits == []
