"""The life of a matter at the county: promise, answer, retention; what staff may do when."""

from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from sqlalchemy import select

from kiosk.county.contract import LookUp, ProblemCode, Question, Words
from kiosk.county.matters import MatterKind, QuestionField
from kiosk.county.query_code import make_query_code
from kiosk.county.server import idempotency, matter_desk, matters, tables
from kiosk.county.server.auth import Caller, Role
from kiosk.county.server.matter_retention import KEPT, forget_old_matters
from kiosk.county.server.problems import Refusal
from kiosk.county.server.sample_matters import SAMPLE_MATTERS, load_sample_matters
from kiosk.county.server.windows import view_window

PHONE = "00000001234"
DRAW = Random(7).randrange


def leave(county, request_id=None, **changes):
    given = {
        "code": make_query_code(DRAW),
        "field": QuestionField.WAGES,
        "text": "老板欠薪怎么办",
        "phone": PHONE,
        "asked_at": county.now,
    }
    question = Question(**(given | changes))
    county.do(lambda t: matters.leave(t, request_id or uuid4(), question))
    return question.code


def look(county, code, factor="1234"):
    return county.do(lambda t: matters.look_up(t, LookUp(code=code, factor=factor)))


def desk(county, work, *arguments, **more):
    return county.do(lambda t: work(t, *arguments, **more))


def add(county, kind=MatterKind.LEGAL_AID):
    return desk(county, matter_desk.add, kind, DRAW, phone=PHONE, text="申请法律援助")


def refusal(county, work, *arguments):
    with pytest.raises(Refusal) as refused:
        desk(county, work, *arguments)
    return refused.value.code


def rows(county, table):
    return county.do(lambda t: t.connection.execute(select(table)).mappings().all())


class TestPromise:
    def test_300_minutes_and_not_a_moment_more(self, county):
        code = leave(county)
        county.later(minutes=300)
        assert not look(county, code).overdue
        county.later(seconds=1)
        assert look(county, code).overdue

    def test_what_was_answered_in_time_stays_so(self, county):
        code = leave(county)
        county.later(minutes=299)
        desk(county, matter_desk.reply, code, "请带合同来窗口核实。")
        county.later(days=2)
        matter = look(county, code)
        assert (matter.state, matter.overdue, matter.reply) == (
            "answered",
            False,
            "请带合同来窗口核实。",
        )

    def test_a_late_answer_stays_late_also_when_it_is_corrected(self, county):
        code = leave(county)
        county.later(minutes=301)
        desk(county, matter_desk.reply, code, "一")
        desk(county, matter_desk.reply, code, "二")
        matter = look(county, code)
        assert (matter.overdue, matter.reply) == (True, "二")
        assert [event.state for event in matter.events] == ["received", "answered", "answered"]

    def test_an_answer_in_time_that_is_corrected_later_was_in_time(self, county):
        code = leave(county)
        desk(county, matter_desk.reply, code, "一")
        county.later(minutes=301)
        desk(county, matter_desk.reply, code, "二")
        matter = look(county, code)
        assert (matter.overdue, matter.reply) == (False, "二")

    @pytest.mark.parametrize("wrong", [{"year": 1}, {"year": 1970}, {"year": 9999}, {"month": 10}])
    def test_a_clock_that_cannot_be_right_is_not_believed(self, county, wrong):
        code = leave(county, asked_at=county.now.replace(**wrong))
        assert look(county, code).received_at == county.now

    def test_an_outage_of_weeks_is_believed(self, county):
        asked = county.now - timedelta(days=29)
        assert look(county, leave(county, asked_at=asked)).received_at == asked

    def test_nights_count(self, county):
        county.now = county.now.replace(hour=23)
        code = leave(county)
        assert look(county, code).due_at == county.now + timedelta(hours=5)

    def test_only_a_consultation_has_one(self, county):
        code = add(county)
        county.later(days=30)
        matter = look(county, code)
        assert (matter.due_at, matter.overdue) == (None, False)

    def test_staff_are_told(self, county):
        assert county.do(lambda t: view_window(t, 1)).overdue_matters == 0
        code = leave(county)
        county.later(minutes=299)
        look(county, code)
        assert desk(county, matter_desk.read_matter, code).missed_at is None
        county.later(minutes=2)
        look(county, code)
        asked_at = county.now
        county.later(minutes=2)
        assert county.do(lambda t: view_window(t, 1)).overdue_matters == 1
        assert desk(county, matter_desk.read_matter, code).missed_at == asked_at
        desk(county, matter_desk.reply, code, "好")
        assert county.do(lambda t: view_window(t, 1)).overdue_matters == 0


class TestStaff:
    def test_with_whom_it_is(self, county):
        code = leave(county)
        desk(county, matter_desk.assign, code, "法律咨询")
        assert look(county, code).department == Words(zh="法律咨询", en="Legal advice")
        desk(county, matter_desk.assign, code, "样例人员 / 法律援助", "转过去了")
        matter = look(county, code)
        assert (matter.person.zh, matter.department.en) == ("样例人员", "Legal aid")
        assert [(event.who and event.who.zh, event.note) for event in matter.events] == [
            (None, ""),
            ("法律咨询", ""),
            ("样例人员", "转过去了"),
        ]
        desk(county, matter_desk.reply, code, "好")
        assert look(county, code).events[-1].who.zh == "样例人员"

    @pytest.mark.parametrize("to", ["", " ", "/法律援助", "样例人员/", "字" * 41])
    def test_with_nobody(self, county, to):
        code = leave(county)
        assert refusal(county, matter_desk.assign, code, to) is ProblemCode.INVALID

    def test_each_kind_has_its_end(self, county):
        asked, applied = leave(county), add(county)
        wrong = ProblemCode.WRONG_STATE
        assert refusal(county, matter_desk.close, asked) is wrong
        assert refusal(county, matter_desk.reply, applied, "好") is wrong
        desk(county, matter_desk.close, applied, "已经办结。")
        assert (look(county, applied).state, look(county, applied).reply) == (
            "closed",
            "已经办结。",
        )
        assert refusal(county, matter_desk.close, applied) is wrong
        assert refusal(county, matter_desk.assign, applied, "法律援助") is wrong

    @pytest.mark.parametrize("text", ["", " \n ", "\x1b", "字" * 5001])
    def test_a_reply_that_cannot_be_read(self, county, text):
        assert refusal(county, matter_desk.reply, leave(county), text) is ProblemCode.INVALID

    def test_a_code_nobody_has(self, county):
        code = make_query_code(DRAW)
        for work, arguments in (
            (matter_desk.assign, ("x",)),
            (matter_desk.reply, ("x",)),
            (matter_desk.close, ()),
            (matter_desk.read_matter, ()),
        ):
            assert refusal(county, work, code, *arguments) is ProblemCode.NOT_FOUND

    def test_the_list_has_the_most_urgent_first(self, county):
        applied = add(county)
        late = leave(county)
        county.later(minutes=200)
        fresh, done = leave(county), leave(county)
        desk(county, matter_desk.reply, done, "好")
        county.later(minutes=101)

        def listed(**which):
            return [one.matter.code for one in desk(county, matter_desk.list_matters, **which)]

        assert listed() == [late, applied, fresh]
        assert listed(overdue=True) == [late]
        assert listed(ended=True) == [late, applied, fresh, done]

    def test_no_more_than_a_hundred_events(self, county):
        code = add(county)
        for _ in range(99):
            desk(county, matter_desk.assign, code, "法律援助")
        assert refusal(county, matter_desk.assign, code, "公证") is ProblemCode.WRONG_STATE
        assert len(look(county, code).events) == 100


class TestRetention:
    def test_what_was_said_is_deleted_ninety_days_after_the_end(self, county):
        code, waiting = leave(county), leave(county)
        desk(county, matter_desk.assign, code, "样例人员/法律援助", "转过去了")
        desk(county, matter_desk.reply, code, "好的")
        county.now += KEPT
        assert county.do(forget_old_matters) == 0
        assert look(county, code).reply == "好的"
        county.later(seconds=1)
        assert county.do(forget_old_matters) == 1
        assert county.do(forget_old_matters) == 0
        assert look(county, code).code is ProblemCode.NOT_FOUND
        assert look(county, waiting).question == "老板欠薪怎么办"
        gone = rows(county, tables.matter)[0]
        assert (gone["kind"], gone["field"], gone["state"]) == ("consultation", "wages", "answered")
        said = ("code", "request_id", "phone", "department", "person")
        assert [gone[name] for name in said] == [None] * 5
        assert (gone["question"], gone["reply"]) == ("", "")
        events = [event for event in rows(county, tables.matter_event) if event["matter"] == 1]
        assert [(e["state"], e["who"], e["note"]) for e in events] == [
            ("received", None, ""),
            ("assigned", None, ""),
            ("answered", None, ""),
        ]

    def test_answers_are_forgotten_before_what_they_are_compared_with(self):
        assert idempotency.KEPT < KEPT

    def test_no_hash_of_a_question_is_kept(self):
        caller = Caller(Role.TERMINAL, "hall-1")
        asked = {
            "code": "100000000017",
            "field": "wages",
            "asked_at": "2026-11-23T10:00:00Z",
        }
        hashes = {
            idempotency.fingerprint(caller, "matters", Question(**asked, text=text, phone=phone))
            for text in ("一", "二")
            for phone in (None, PHONE)
        }
        assert len(hashes) == 1

    def test_a_question_is_known_again_when_its_answer_has_been_forgotten(self, county):
        request_id = uuid4()
        code = leave(county, request_id)
        county.later(days=30)
        assert leave(county, request_id, code=code) == code
        assert len(rows(county, tables.matter)) == 1


class TestSamples:
    def test_they_say_so_and_can_be_looked_up(self, county):
        county.do(load_sample_matters)
        found = {one.code: look(county, one.code, one.factor) for one in SAMPLE_MATTERS}
        for matter in found.values():
            assert "样例" in matter.question
            assert matter.person is None
            assert all("样例" in event.who.zh for event in matter.events[1:])
            assert not matter.reply or ("样例" in matter.reply and "请向窗口核实" in matter.reply)
            times = [event.at for event in matter.events]
            assert times == sorted(times)
            assert times[-1] < county.now
        assert {matter.kind for matter in found.values()} == set(MatterKind)
        assert [matter.overdue for matter in found.values()] == [False, True, False, False, False]
        assert [matter.state for matter in found.values()].count("answered") == 1
