import json
import logging
from datetime import date

import pytest
from centres import NO_PAPER
from rehearsal import Rehearsal

from kiosk.effects import (
    CheckPaper,
    IssueTicket,
    LoadCentre,
    LoadRules,
    PrintSlip,
)
from kiosk.legal_aid.pack import built_in
from kiosk.legal_aid.rules import Rules
from kiosk.view import Command, Key, Look

TO_TICKET = ("begin", "ticket", "advice", "none")


def test_a_ticket_is_shown_and_said():
    hall = Rehearsal()
    hall.press(*TO_TICKET)
    assert hall.page == "ticket"
    assert "您的号是，B，零一二号" in hall.said()
    assert "请到 二号窗口 等候" in hall.said()


def test_two_fast_taps_make_one_ticket():
    hall = Rehearsal(held={IssueTicket})
    hall.press("begin", "ticket", "advice")
    serial = hall.display.view.serial
    for _ in range(2):
        hall.terminal.press(serial, "none")
    hall.release()
    assert hall.count(IssueTicket) == 1
    assert hall.page == "ticket"


def test_a_tap_meant_for_the_page_before_is_dropped():
    hall = Rehearsal()
    hall.press("begin")
    old = hall.display.view.serial
    hall.press("ticket")
    hall.terminal.press(old, "bring")
    assert hall.page == "service"


def test_while_an_effect_runs_nothing_is_answered_and_a_slow_one_says_so():
    hall = Rehearsal(held={IssueTicket})
    hall.press(*TO_TICKET)
    assert hall.page == "priority"
    hall.display.pass_time(0.2)
    assert hall.page == "priority"
    hall.display.pass_time(0.1)
    assert hall.page == "busy"
    hall.terminal.key(Key.BACK)
    assert hall.page == "busy"
    hall.release()
    assert hall.page == "ticket"


def test_the_number_is_on_the_screen_while_the_paper_is_on_its_way():
    hall = Rehearsal(held={PrintSlip})
    hall.press(*TO_TICKET)
    assert hall.page == "ticket"
    assert hall.display.view.page.options == ()
    spoken = len(hall.voice.spoken)
    hall.release()
    assert hall.display.view.page.options != ()
    assert len(hall.voice.spoken) == spoken, "the number is not said twice"


def test_when_the_paper_fails_the_number_fills_the_page_and_is_said_again():
    hall = Rehearsal({PrintSlip: NO_PAPER})
    hall.press(*TO_TICKET)
    assert hall.page == "ticket.unprinted"
    assert hall.display.view.page.large


def test_back_from_home_ends_the_visit():
    hall = Rehearsal()
    hall.press("begin", "ticket")
    hall.footer(Command.BACK)
    assert hall.page == "home"
    hall.footer(Command.BACK)
    assert hall.page == "idle"


def test_ending_a_visit_wipes_it_and_drops_what_is_still_under_way():
    hall = Rehearsal(held={CheckPaper})
    hall.press("begin", "ticket")
    hall.footer(Command.END)
    hall.release()
    assert hall.page == "idle"


def test_no_busy_page_of_an_ended_visit_turns_up():
    hall = Rehearsal(held={CheckPaper})
    hall.press("begin", "ticket")
    hall.footer(Command.END)
    hall.display.pass_time(1)
    assert hall.page == "idle"


def test_news_of_the_centre_does_not_turn_away_who_has_just_touched():
    hall = Rehearsal(held={LoadCentre})
    hall.press("begin")
    hall.centre = None
    hall.terminal.refresh()
    hall.release()
    assert hall.page == "home"


def test_a_page_before_a_sensitive_one_is_left_as_quickly():
    hall = Rehearsal({LoadRules: Rules(built_in(), date(2026, 7, 1))})
    hall.press("begin", "check", "begin", "watched")
    hall.footer(Command.HELP)
    assert hall.page == "help"
    assert Command.LEAVE_NOW in hall.display.view.footer
    assert hall.display.view.page.quiet
    hall.footer(Command.LEAVE_NOW)
    assert hall.page == "idle"
    assert Command.LEAVE_NOW not in hall.display.view.footer


# --- time limits ---------------------------------------------------------------------------


def test_a_page_left_alone_asks_counts_down_and_ends():
    hall = Rehearsal()
    hall.press("begin")
    hall.display.pass_time(39.5)
    assert hall.page == "home"
    hall.display.pass_time(1)
    assert hall.page == "still_there"
    assert "您还在吗？" in hall.said()
    left = [v.seconds_left for v in hall.display.views if v.page.id == "still_there"]
    assert 20 in left
    hall.display.pass_time(10)
    assert hall.display.view.seconds_left == 10
    hall.display.pass_time(11)
    assert hall.page == "idle"


def test_a_visit_can_be_extended_as_often_as_one_likes():
    hall = Rehearsal()
    hall.press("begin", "ticket")
    for _ in range(12):
        hall.display.pass_time(45)
        assert hall.page == "still_there"
        hall.press("leave")
        assert hall.page == "service"


def test_a_touch_restarts_the_limit():
    hall = Rehearsal()
    hall.press("begin")
    for _ in range(5):
        hall.display.pass_time(35)
        hall.terminal.touched()
    assert hall.page == "home"


def test_elder_mode_doubles_the_limit():
    hall = Rehearsal()
    hall.press("begin")
    hall.footer(Command.ELDER)
    hall.display.pass_time(95)
    assert hall.page == "home"
    hall.display.pass_time(10)
    assert hall.page == "still_there"


def test_the_idle_page_waits_for_ever():
    hall = Rehearsal()
    hall.display.pass_time(100_000)
    assert hall.page == "idle"


# --- the look of a visit -------------------------------------------------------------------


@pytest.mark.parametrize("command", [Command.LOWER, Command.LANGUAGE])
def test_a_changed_look_lasts_for_the_visit_only(command):
    hall = Rehearsal()
    hall.footer(command)
    assert hall.page == "home", "somebody is there"
    assert hall.display.view.look != Look()
    hall.footer(Command.END) if hall.display.view.page.id != "home" else hall.terminal.key(Key.BACK)
    hall.display.settle()
    assert hall.page == "idle"
    assert hall.display.view.look == Look()


@pytest.mark.parametrize("command", [Command.LOWER, Command.VOICE])
def test_a_changed_look_answers_no_page_but_the_idle_one(command):
    hall = Rehearsal({LoadRules: Rules(built_in(), date(2026, 7, 1))})
    hall.press("begin", "check")
    page = hall.page
    hall.footer(command)
    assert hall.page == page


def test_another_language_speaks_the_same_page():
    hall = Rehearsal()
    hall.press("begin")
    hall.footer(Command.LANGUAGE)
    assert hall.page == "home"
    assert "What do you need today?" in hall.said()


def test_mute_is_one_touch():
    hall = Rehearsal()
    hall.press("begin")
    hall.footer(Command.VOICE)
    before = len(hall.voice.spoken)
    hall.press("ticket")
    assert len(hall.voice.spoken) == before
    hall.footer(Command.VOICE)
    assert len(hall.voice.spoken) == before + 1


def test_any_touch_stops_the_voice():
    hall = Rehearsal()
    stops = hall.voice.stops
    hall.terminal.touched()
    assert hall.voice.stops == stops + 1


# --- failsafe ------------------------------------------------------------------------------


def test_a_bug_wipes_the_visit_says_so_and_goes_home(caplog):
    hall = Rehearsal({IssueTicket: ValueError("secret words")})
    with caplog.at_level(logging.ERROR):
        hall.press(*TO_TICKET)
    assert hall.page == "failed"
    assert "ValueError" in caplog.text
    assert "secret words" not in caplog.text
    hall.press("leave")
    assert hall.page == "idle"


def test_a_failed_page_left_alone_goes_home():
    hall = Rehearsal({IssueTicket: ValueError()})
    hall.press(*TO_TICKET)
    hall.display.pass_time(60)
    assert hall.page == "idle"


def test_a_late_failure_of_an_ended_visit_hurts_nobody():
    hall = Rehearsal({CheckPaper: ValueError()}, held={CheckPaper})
    hall.press("begin", "ticket")
    hall.footer(Command.END)
    hall.release()
    assert hall.page == "idle"


# --- trace ---------------------------------------------------------------------------------


def test_the_trace_counts_from_the_answer_and_news_from_its_own_beginning():
    hall = Rehearsal()
    hall.press("begin")
    hall.display.pass_time(0.04)
    hall.terminal.frame_done(hall.display.view.serial, {})
    hall.display.pass_time(9)
    hall.terminal.refresh()
    hall.display.pass_time(0.02)
    hall.terminal.frame_done(hall.display.view.serial, {})
    assert [json.loads(line)["drawn_ms"] for line in hall.lines] == [40.0, 20.0]


def test_the_trace_names_pages_and_nothing_entered():
    hall = Rehearsal()
    hall.terminal.staff_corner()
    hall.display.settle()
    hall.terminal.press(hall.display.view.serial, "135790")
    hall.display.settle()
    hall.terminal.frame_done(hall.display.view.serial, {"leave": (1, 2, 3, 4)})
    assert len(hall.lines) == 1
    assert '"page": "staff"' in hall.lines[0]
    assert "135790" not in hall.lines[0]
