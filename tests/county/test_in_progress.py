"""A request whose twin is still being worked on is told so, and not carried out."""

import asyncio
import threading
from uuid import uuid4

import pytest

from kiosk.county.contract import ProblemCode, TicketRequest
from kiosk.county.server import tickets
from kiosk.county.server.auth import Role
from kiosk.county.server.desk import Desk, Post, as_answer
from kiosk.county.server.lanes import Lane
from kiosk.county.server.problems import Refusal
from kiosk.county.server.terminals import enrol_terminal


def test_the_twin_of_a_request_under_way_is_refused_and_later_answered(county):
    credential = county.do(lambda transaction: enrol_terminal(transaction, "hall-1", "K"))
    order, key = TicketRequest(service="advice"), uuid4()
    post = Post(credential, Role.TERMINAL, key, tickets.PATH, order)
    begun, go_on = threading.Event(), threading.Event()

    def act(transaction, caller):
        begun.set()
        assert go_on.wait(10)
        return as_answer(tickets.issue(transaction, key, order, caller.subject), 201)

    async def run():
        desk = Desk(
            Lane(county.reading, county.sources, write=False),
            Lane(county.engine, county.sources, write=True),
        )
        desk.reader.start()
        desk.writer.start()
        try:
            first = asyncio.ensure_future(desk.post(post, act))
            await asyncio.to_thread(begun.wait, 10)
            with pytest.raises(Refusal) as refused:
                await desk.post(post, act)
            go_on.set()
            answer = await first
            again = await desk.post(post, act)
        finally:
            go_on.set()
            desk.writer.stop()
            desk.reader.stop()
        return refused.value.code, answer, again

    code, answer, again = asyncio.run(run())
    assert code is ProblemCode.IN_PROGRESS
    assert answer.status_code == 201
    assert again.body == answer.body
