from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.effects import Effect
from kiosk.pages import Choice, Option
from kiosk.visit import Journey, Visit
from kiosk.wording import say


@dataclass(frozen=True)
class Look(Effect):
    at: str


@dataclass(frozen=True)
class Commit(Effect):
    commits = True


def ask(page: str, *answers: str) -> Choice:
    return Choice(
        id=page,
        title=say("busy.moment"),
        options=tuple(Option(id=a, title=say(a)) for a in answers),
    )


def form() -> Journey[None]:
    matter = yield ask("matter", "wages", "divorce")
    if matter == "wages":
        yield ask("migrant", "yes", "no")
    else:
        yield ask("children", "yes", "no")
    yield ask("lawyer", "yes", "no", *(["company"] if matter == "wages" else []))
    yield ask("check", "send")
    yield Commit()
    yield ask("after", "done")


def answered(*answers: str) -> Visit:
    visit = Visit(form)
    for answer in answers:
        assert visit.answer(answer)
    return visit


def test_an_answer_the_page_does_not_offer_is_dropped():
    visit = Visit(form)
    assert not visit.answer("murder")
    assert visit.page is not None
    assert visit.page.id == "matter"


def test_back_asks_the_last_page_again_and_the_dropped_answer_does_not_linger():
    visit = answered("wages", "yes")
    assert visit.back()
    assert visit.back()
    assert not visit.back()
    assert visit.answer("divorce")
    assert visit.page is not None
    assert visit.page.id == "children"


def test_changing_an_answer_keeps_what_fits_and_asks_what_does_not():
    visit = answered("wages", "yes", "no")
    assert visit.change("matter", "divorce")
    assert visit.page is not None
    assert visit.page.id == "children"
    assert visit.answer("no")
    assert visit.page.id == "check", "the answer about the lawyer still fitted"


def test_changing_an_answer_asks_again_what_is_no_longer_offered():
    visit = answered("wages", "yes", "company")
    visit.change("matter", "divorce")
    visit.answer("no")
    assert visit.page is not None
    assert visit.page.id == "lawyer"


def test_asking_a_page_again_keeps_what_fits_the_new_answer():
    visit = answered("wages", "yes", "no")
    assert visit.page is not None
    assert visit.page.id == "check"
    assert visit.ask_again("matter")
    assert visit.page.id == "matter"
    assert visit.answer("wages")
    assert visit.page.id == "check"
    assert not visit.ask_again("children"), "that was never asked"


def test_an_effect_runs_once_and_its_result_is_replayed():
    def journey() -> Journey[None]:
        first = yield Look("a")
        answer = yield ask("first", first)
        yield ask("second", answer)

    visit = Visit(journey)
    begun = visit.effect_id
    assert visit.complete(begun, "x")
    visit.answer("x")
    assert visit.back()
    assert visit.page == ask("first", "x")


def test_a_late_reply_is_dropped():
    def journey() -> Journey[None]:
        yield ask("one", "go")
        found = yield Look("a")
        yield ask("two", found)

    visit = Visit(journey)
    visit.answer("go")
    late = visit.effect_id
    visit.end()
    assert not visit.complete(late, "x")
    assert visit.step is None


def test_one_cannot_go_back_past_a_commit_nor_run_it_twice():
    visit = answered("wages", "yes", "no", "send")
    assert visit.complete(visit.effect_id, None)
    assert visit.page is not None
    assert visit.page.id == "after"
    assert not visit.can_go_back
    assert not visit.back()
    assert not visit.change("matter", "divorce")


def test_a_page_can_forbid_going_back():
    def journey() -> Journey[None]:
        yield ask("one", "go")
        yield replace(ask("two", "go"), back=False)

    visit = Visit(journey)
    visit.answer("go")
    assert not visit.back()


def test_ending_a_visit_forgets_every_answer():
    visit = answered("wages", "yes")
    visit.end()
    held = [value for value in vars(visit).values() if value]
    assert "wages" not in repr(held)
    assert not visit.answer("no")


@given(st.lists(st.sampled_from(["answer", "back", "change"]), max_size=30), st.randoms())
def test_however_one_goes_back_and_forth_the_page_is_one_the_answers_lead_to(steps, random):
    visit = Visit(form)
    for step in steps:
        if visit.page is None or visit.page.id == "check":
            break
        if step == "back":
            visit.back()
        elif step == "change":
            visit.change("matter", random.choice(["wages", "divorce"]))
        else:
            visit.answer(random.choice([option.id for option in visit.page.options]))
        fresh = Visit(form)
        while visit.page != fresh.page:
            assert fresh.page is not None
            entry = next(e for e in visit._log if getattr(e, "page", None) == fresh.page.id)
            assert fresh.answer(entry.answer)
        assert len(fresh._log) == len(visit._log)
