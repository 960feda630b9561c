from rehearsal import Rehearsal

from kiosk.county.replies import Unreachable
from kiosk.effects import CallStaff, CheckPin, IssueTicket, PrintTest, ReportPrint
from kiosk.pin import PinVerdict
from kiosk.view import Command, Key

TO_TICKET = ("begin", "ticket", "advice", "none")


def test_a_ticket_with_the_keypad_alone():
    hall = Rehearsal()
    hall.key(Key.CONFIRM, Key.CONFIRM)
    assert hall.page == "home"
    hall.terminal.digit("1")
    hall.display.settle()
    hall.key(Key.DOWN)
    assert hall.display.view.focus == "advice"
    assert "按一，法律咨询" in hall.said()
    hall.key(Key.CONFIRM)
    hall.terminal.digit("5")
    hall.display.settle()
    assert hall.page == "ticket"


def test_the_focus_goes_round_options_and_footer():
    hall = Rehearsal()
    hall.press("begin")
    seen = []
    view = hall.display.view
    for _ in range(len(view.page.options) + len(view.footer) + 1):
        hall.key(Key.DOWN)
        seen.append(hall.display.view.focus)
    assert seen[0] == seen[-1] == "ticket"
    assert "footer:elder" in seen
    hall.key(Key.UP)
    assert hall.display.view.focus == "footer:language"
    hall.key(Key.CONFIRM)
    assert hall.display.view.look.lang == "en"


def test_help_by_key_tells_staff_and_returns_to_the_page():
    hall = Rehearsal()
    hall.press("begin", "ticket")
    hall.key(Key.HELP)
    assert CallStaff("service") in hall.effects
    assert hall.page == "help"
    hall.press("leave")
    assert hall.page == "service"


def test_help_on_the_idle_page_leads_back_to_it():
    hall = Rehearsal()
    hall.key(Key.HELP, Key.BACK)
    assert hall.page == "idle"


def test_help_that_reaches_nobody_says_where_to_go():
    hall = Rehearsal({CallStaff: Unreachable()})
    hall.press("begin")
    hall.footer(Command.HELP)
    assert hall.display.view.page.title.id == "help.go"


# --- staff ---------------------------------------------------------------------------------


def enter_staff(hall: Rehearsal) -> None:
    hall.terminal.staff_corner()
    hall.display.settle()
    hall.terminal.press(hall.display.view.serial, "135790")
    hall.display.settle()


def test_staff_come_and_go_and_the_visit_goes_on():
    hall = Rehearsal()
    hall.press("begin", "ticket")
    enter_staff(hall)
    assert hall.page == "staff"
    hall.press("trials", "print")
    assert hall.count(PrintTest) == 1
    hall.press("yes", "leave", "leave")
    assert hall.page == "service"


def test_a_wrong_pin_says_how_many_tries_are_left():
    hall = Rehearsal({CheckPin: PinVerdict(False, 3, 0)})
    enter_staff(hall)
    assert hall.page == "staff.pin"
    assert hall.display.view.page.mistake.shown("zh") == "密码不对，还能试3次"
    hall.press("leave")
    assert hall.page == "idle"


def test_the_digits_of_a_pin_choose_no_option():
    hall = Rehearsal()
    hall.terminal.staff_corner()
    hall.display.settle()
    hall.terminal.digit("1")
    hall.display.settle()
    assert hall.page == "staff.pin"


def test_staff_reset_the_visit():
    hall = Rehearsal()
    hall.press("begin", "ticket")
    enter_staff(hall)
    hall.press("reset", "leave")
    assert hall.page == "idle"


def test_out_of_service_and_back():
    hall = Rehearsal()
    enter_staff(hall)
    hall.press("rest", "leave")
    assert hall.page == "out_of_service"
    hall.key(Key.BACK)
    hall.terminal.digit("1")
    hall.display.pass_time(10_000)
    assert hall.page == "out_of_service"
    hall.terminal.refresh()
    assert hall.page == "out_of_service"
    hall.in_service = True
    hall.terminal.refresh()
    assert hall.page == "idle"


def test_staff_leave_the_program():
    hall = Rehearsal()
    enter_staff(hall)
    hall.press("quit")
    assert hall.display.closed


def test_a_ticket_under_way_while_staff_look_is_issued_once():
    hall = Rehearsal(held={IssueTicket})
    hall.press(*TO_TICKET)
    enter_staff(hall)
    hall.press("leave")
    hall.release()
    assert hall.count(IssueTicket) == 1
    assert hall.page == "ticket"


def test_a_ticket_that_came_while_staff_looked_is_shown_afterwards():
    hall = Rehearsal(held={IssueTicket})
    hall.press(*TO_TICKET)
    enter_staff(hall)
    hall.release()
    assert hall.page == "staff"
    hall.press("leave")
    assert hall.page == "ticket"
    assert hall.count(ReportPrint) == 1


def test_a_forgotten_staff_page_closes_itself():
    hall = Rehearsal()
    enter_staff(hall)
    hall.display.pass_time(200)
    assert hall.page == "idle"
