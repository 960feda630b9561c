"""The lanes: grouped commits where one command's refusal or failure touches nobody else's."""

import asyncio

import pytest
from sqlalchemy import func, insert, select

from kiosk.county.contract import ProblemCode
from kiosk.county.server import tables
from kiosk.county.server.lanes import Lane
from kiosk.county.server.problems import Refusal
from kiosk.county.server.transactions import Undo


def add_help(transaction, page="home"):
    transaction.connection.execute(
        insert(tables.assistance).values(terminal="hall-1", page=page, asked_at=0)
    )
    return page


def pages(county):
    return county.do(
        lambda transaction: (
            transaction.connection.execute(
                select(tables.assistance.c.page).order_by(tables.assistance.c.id)
            )
            .scalars()
            .all()
        )
    )


def run_together(county, commands):
    """Queue all commands before the lane starts, so that they share one group."""

    async def run():
        lane = Lane(county.engine, county.sources, write=True)
        waiting = [asyncio.ensure_future(lane.run(command)) for command in commands]
        await asyncio.sleep(0)
        lane.start()
        try:
            return await asyncio.gather(*waiting, return_exceptions=True)
        finally:
            lane.stop()

    return asyncio.run(run())


def refuse(transaction):
    add_help(transaction, "refused")
    raise Refusal(ProblemCode.WRONG_STATE)


def fail(transaction):
    add_help(transaction, "failed")
    raise ZeroDivisionError


def think_again(transaction):
    add_help(transaction, "undone")
    raise Undo(lambda undone: add_help(undone, "instead"))


@pytest.mark.parametrize("spoiler", [refuse, fail])
def test_a_failing_command_takes_nobody_with_it(county, spoiler):
    outcomes = run_together(county, [add_help, spoiler, add_help])
    assert outcomes[0] == outcomes[2] == "home"
    assert isinstance(outcomes[1], Exception)
    assert pages(county) == ["home", "home"]


def test_undone_and_something_else_instead(county):
    assert run_together(county, [add_help, think_again, add_help]) == ["home", "instead", "home"]
    assert pages(county) == ["home", "instead", "home"]


def test_settings_changed_by_a_refused_command_are_not_kept(county):
    def change(transaction):
        transaction.connection.execute(tables.window.update().values(open=False))
        transaction.settings_changed()
        raise Refusal(ProblemCode.WRONG_STATE)

    def look(transaction):
        return transaction.settings.windows[2].open

    assert run_together(county, [change, look])[1] is True
    assert county.do(look) is True


def test_a_group_is_committed_before_anybody_is_answered(county):
    seen = []

    async def run():
        lane = Lane(county.engine, county.sources, write=True)
        lane.start()
        await lane.run(add_help)
        with county.engine.connect() as connection:
            seen.append(
                connection.execute(select(func.count()).select_from(tables.assistance)).scalar()
            )
        lane.stop()

    asyncio.run(run())
    assert seen == [1]
