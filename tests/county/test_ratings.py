"""Who is rated, as they were then; the means staff read."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from test_matter_life import add, desk, leave

from kiosk.county.contract import (
    PaperTicket,
    ProblemCode,
    RatingRequest,
    TicketRequest,
    WindowAction,
    WindowOrder,
)
from kiosk.county.server import matter_desk, ratings, tables
from kiosk.county.server.auth import Caller, Role
from kiosk.county.server.matter_retention import KEPT, forget_old_matters
from kiosk.county.server.problems import Refusal
from kiosk.county.server.ratings import Average
from kiosk.county.server.tickets import accept_paper, issue
from kiosk.county.server.windows import act_at_window


def take(county, service="advice"):
    order = TicketRequest(service=service)
    return county.do(lambda t: issue(t, uuid4(), order, "hall-1"))


def work(county, window, *actions, **order):
    for action in actions:
        county.do(
            lambda t, a=action: act_at_window(t, window, WindowAction(a), WindowOrder(**order))
        )


def served(county, window=2, service="advice"):
    ticket = take(county, service)
    work(county, window, "next", "done")
    return ticket


def rate(county, scores=(5, 4, 3), key=None, **what):
    department, post, person = scores
    given = {"department": department, "post": post, "person": person, "rated_at": county.now}
    request = RatingRequest(**(given | what))
    return county.do(lambda t: ratings.rate(t, key or uuid4(), request))


def refusal(county, **what):
    with pytest.raises(Refusal) as refused:
        rate(county, **what)
    return refused.value.code


def kept(county):
    rows = county.do(lambda t: t.connection.execute(tables.rating.select()).mappings().all())
    return [(row["of_department"], row["of_post"], row["of_person"]) for row in rows]


def find(county, number):
    return county.do(lambda t: ratings.find_rateable(t, number))


@pytest.mark.parametrize(
    "actions", [(), ("next",), ("next", "serve"), ("next", "missed"), ("next", "transfer")]
)
def test_only_what_was_served(county, actions):
    ticket = take(county)
    for action in actions:
        work(county, 2, action, to="notary" if action == "transfer" else None)
    assert not find(county, ticket.number).served
    assert refusal(county, ticket=ticket.id) is ProblemCode.WRONG_STATE


def test_a_ticket_is_rated_where_it_was_served(county):
    ticket = take(county)
    work(county, 2, "next")
    work(county, 2, "transfer", to="notary")
    work(county, 6, "next", "done")
    found = find(county, ticket.number)
    assert (found.service, found.window) == ("notary", 6)
    rate(county, ticket=ticket.id)
    assert kept(county) == [("notary", 6, None)]
    assert refusal(county, ticket=ticket.id) is ProblemCode.ALREADY_RATED


def test_a_matter_is_rated_with_whom_it_was_then(county):
    code = leave(county)
    assert refusal(county, matter=code) is ProblemCode.WRONG_STATE
    desk(county, matter_desk.assign, code, "样例人员/法律援助")
    assert refusal(county, matter=code) is ProblemCode.WRONG_STATE
    desk(county, matter_desk.reply, code, "好")
    rate(county, matter=code)
    assert refusal(county, matter=code) is ProblemCode.ALREADY_RATED
    closed = add(county)
    desk(county, matter_desk.close, closed)
    rate(county, matter=closed)
    assert kept(county) == [("法律援助", None, "样例人员"), ("legal_aid", None, None)]
    assert desk(county, matter_desk.read_matter, code).matter.rated


def test_today_s_number_only(county):
    ticket = served(county)
    county.later(days=1)
    with pytest.raises(Refusal) as refused:
        find(county, ticket.number)
    assert refused.value.code is ProblemCode.NOT_FOUND
    rate(county, ticket=ticket.id)


def test_a_void_number_is_nobody_s(county):
    ticket = take(county)
    paper = PaperTicket(service="advice", number="BK01", issued_at=county.now)
    county.do(lambda t: accept_paper(t, ticket.id, paper, Caller(Role.TERMINAL, "hall-1")))
    with pytest.raises(Refusal):
        find(county, ticket.number)
    work(county, 2, "next", "done")
    assert find(county, "BK01").ticket == ticket.id
    rate(county, ticket=ticket.id)


def test_a_time_ahead_is_the_delivery_s(county):
    ticket, other = served(county), served(county)
    ahead = rate(county, ticket=ticket.id, rated_at=county.now + timedelta(days=1))
    assert ahead.rated_at == county.now
    past = county.now - timedelta(hours=1)
    assert rate(county, ticket=other.id, rated_at=past).rated_at == past


def test_the_same_key_with_another_word(county):
    ticket, key = served(county), UUID(int=7)
    rate(county, key=key, ticket=ticket.id, word="好")

    def check(word):
        given = RatingRequest(
            ticket=ticket.id, department=5, post=4, person=3, word=word, rated_at=county.now
        )
        county.do(lambda t: ratings.check_same_word(t, key, given))

    check("好")
    with pytest.raises(Refusal):
        check("不好")


def test_the_means(county):
    assert county.do(ratings.read_averages).departments == ()
    for scores, window in (((5, 4, 1), 2), ((4, 1, 1), 3), ((3, 3, 1), 2)):
        rate(county, scores, ticket=served(county, window).id, word=f"第 {window} 窗")
    code = leave(county)
    desk(county, matter_desk.assign, code, "样例人员/法律咨询")
    desk(county, matter_desk.reply, code, "好")
    rate(county, (2, 1, 5), matter=code)
    found = county.do(ratings.read_averages)
    assert found.posts == (Average("2", 2, 3.5), Average("3", 1, 1.0))
    assert found.persons == (Average("样例人员", 1, 5.0),)
    assert found.departments == (Average("法律咨询", 4, 3.5),)
    assert found.words == ("第 2 窗", "第 3 窗", "第 2 窗")


def test_words_are_deleted_and_scores_stay(county):
    rate(county, ticket=served(county).id, word="好")
    county.now += KEPT
    county.do(forget_old_matters)
    assert county.do(ratings.read_averages).words == ("好",)
    county.later(seconds=1)
    county.do(forget_old_matters)
    found = county.do(ratings.read_averages)
    assert (found.words, found.departments) == ((), (Average("法律咨询", 1, 5.0),))
