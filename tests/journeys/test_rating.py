"""Rating a ticket: tables of answers, and what is handed in."""

from uuid import UUID

import pytest
from centres import centre
from conversation import talk
from matter_talks import WELL, matter

from kiosk.county.contract import ProblemCode
from kiosk.county.port import Scores
from kiosk.county.replies import Refused, Unreachable
from kiosk.effects import Effect, FindTicket, Rate
from kiosk.gallery.matters import sample_rateable
from kiosk.journeys.rating import rate_matter, rate_service
from kiosk.journeys.rating_pages import full_number, of_matter, of_ticket, score_page
from kiosk.pages import WRITTEN, Rating
from kiosk.visit import Visit

NUMBER = [("rate.service", "advice"), ("rate.number", "12")]
SCORES = [("rate.department", "5"), ("rate.post", "1"), ("rate.person", "3")]
ALL = [*NUMBER, *SCORES, ("rate.word", "skip")]

JOURNEYS = {
    "rated": ({}, [*ALL, ("rate.thanks", "leave")], []),
    "rated with a word": (
        {},
        [*NUMBER, *SCORES, ("rate.word", WRITTEN + "很快"), ("rate.thanks", "leave")],
        [],
    ),
    "a number of the offline series": (
        {},
        [
            *[("rate.service", "advice"), ("rate.number", "two_letters"), ("rate.letter", "K")],
            ("rate.number.offline", "1"),
        ],
        ["rate.department"],
    ),
    "still waiting, another number": (
        {FindTicket: sample_rateable(served=False)},
        [*NUMBER, ("rate.not.waiting", "other")],
        ["rate.service"],
    ),
    "rated before": (
        {FindTicket: sample_rateable(rated=True)},
        [*NUMBER, ("rate.not.rated", "leave")],
        [],
    ),
    "no such number": (
        {FindTicket: Refused(ProblemCode.NOT_FOUND)},
        [*NUMBER, ("rate.not.unknown", "staff"), ("help", "leave")],
        ["rate.not.unknown"],
    ),
    "the line is down": (
        {FindTicket: Unreachable()},
        [*NUMBER, ("rate.not.line", "retry")],
        ["rate.not.line"],
    ),
    "not the contract's": (
        {FindTicket: Refused(ProblemCode.INTERNAL)},
        NUMBER,
        ["rate.not.refused"],
    ),
    "not kept": (
        {Rate: Unreachable()},
        [*ALL, ("rate.lost", "staff"), ("help", "leave"), ("rate.lost", "leave")],
        [],
    ),
    "rather not": ({}, [*NUMBER, ("rate.department", "5"), ("rate.post", "leave")], []),
    "no number at hand": ({}, [NUMBER[0], ("rate.number", "leave")], []),
}


@pytest.mark.parametrize("name", JOURNEYS)
def test_rating_a_service(name):
    results, answers, rest = JOURNEYS[name]
    visit = Visit(lambda: rate_service(centre()))
    shown = talk(visit, {**WELL, **results}, answers)
    assert shown == [page for page, _ in answers] + rest


NUMBERS = {("B", "12"): "B012", ("B", "1000"): "B1000", ("BK", "1"): "BK01", ("BK", "007"): "BK07"}


@pytest.mark.parametrize("typed", NUMBERS)
def test_the_number_is_as_the_paper_has_it(typed):
    assert full_number(*typed) == NUMBERS[typed]


def test_the_ticket_is_found_by_its_number():
    visit = Visit(lambda: rate_service(centre()))
    for _, answer in NUMBER:
        visit.answer(answer)
    assert visit.step == FindTicket("B012")


WORDS = {"skip": "", WRITTEN: "", WRITTEN + " 很快 ": "很快"}


@pytest.mark.parametrize("answer", WORDS)
def test_what_is_handed_in(answer):
    visit = Visit(lambda: rate_service(centre()))
    talk(visit, WELL, [*NUMBER, *SCORES])
    visit.answer(answer)
    assert visit.step == Rate(Scores(5, 1, 3, word=WORDS[answer], ticket=UUID(int=12)))


def test_a_score_is_changed_by_going_back():
    visit = Visit(lambda: rate_service(centre()))
    talk(visit, WELL, [*NUMBER, *SCORES])
    visit.back()
    for answer in ("4", "skip"):
        visit.answer(answer)
    assert isinstance(visit.step, Rate)
    assert visit.step.scores.person == 4


def test_a_rating_is_handed_in_once():
    visit = Visit(lambda: rate_service(centre()))
    talk(visit, WELL, ALL)
    assert visit.page is not None
    assert not visit.back()


def test_the_three_questions_say_what_they_are_about():
    centre_ = centre()
    subject = of_ticket(centre_.services[0], sample_rateable())
    assert [words.shown("zh") for words in subject.values()] == [
        "法律咨询怎么样？",
        "2号窗口怎么样？",
        "办事的人怎么样？",
    ]
    nowhere = sample_rateable().model_copy(update={"window": None})
    assert of_ticket(centre_.services[0], nowhere)["post"].shown("zh") == "办事窗口怎么样？"
    unnamed = of_matter(matter(department=None, person=None))
    assert unnamed["department"].shown("zh") == "负责的部门怎么样？"
    assert of_matter(matter())["person"].shown("zh") == "样例值班律师怎么样？"


def test_five_faces_the_worst_first():
    page = score_page("post", of_matter(matter())["post"])
    assert isinstance(page, Rating)
    assert [option.id for option in page.options] == ["1", "2", "3", "4", "5"]
    assert page.options[0].title.shown("zh") == "很不满意"
    assert page.caption.shown("zh") == "第2项，共3项"


RESULTS: list[tuple[dict[type[Effect], object], list[str], bool]] = [
    ({}, ["5", "5", "5", "skip", "leave"], True),
    ({Rate: Unreachable()}, ["5", "5", "5", "skip", "leave"], False),
    ({}, ["leave"], False),
]


@pytest.mark.parametrize(("results", "answers", "taken"), RESULTS)
def test_a_rating_of_a_matter_tells_whether_it_was_taken(results, answers, taken):
    told = []

    def journey():
        told.append((yield from rate_matter(centre(), matter())))

    pages = ["rate.department", "rate.post", "rate.person", "rate.word", "rate.thanks"]
    if Rate in results:
        pages[-1] = "rate.lost"
    visit = Visit(journey)
    talk(visit, {**WELL, **results}, list(zip(pages, answers, strict=False)))
    assert visit.step is None
    assert told == [taken]
