from collections.abc import Callable

import pytest
from centres import READY, centre, issued
from conversation import settle, talk
from every_way import every_way, wordings
from findings import (
    ANSWER,
    ARTICLE,
    DIRECTORY,
    ENTRY,
    FOUND,
    LAST_ARTICLE,
    NO_DIRECTORY,
    NOTHING,
    opened,
)
from matter_talks import EVERYTHING, TYPED

from kiosk.county.contract import Centre
from kiosk.county.directory import PlaceKind
from kiosk.effects import (
    BrowseDirectory,
    CheckPaper,
    Effect,
    FindArticle,
    IssueTicket,
    OpenFinding,
    PrintSlip,
    PrintText,
    ReportPrint,
    SearchLibrary,
)
from kiosk.journeys.find.citations import read_citations
from kiosk.journeys.find.people import find_people
from kiosk.journeys.find.search import led_by, look_it_up
from kiosk.library.model import Filter, Found, Hit, Kind, LibraryFault, Ref
from kiosk.narration import narrate
from kiosk.pages import WRITTEN, Detail, Listing, Tone
from kiosk.visit import Journey, Visit
from kiosk.wording import LANGUAGES, Quoted, Text

ALL_WELL = {
    SearchLibrary: FOUND,
    BrowseDirectory: DIRECTORY,
    OpenFinding: ARTICLE,
    FindArticle: ARTICLE,
    CheckPaper: READY,
    PrintText: READY,
    PrintSlip: READY,
    ReportPrint: None,
    IssueTicket: issued(),
}
FAULT = LibraryFault("the file is damaged")
SEARCHED = [("find", "write"), ("find.words", WRITTEN + "工资")]
ARTICLE_ID, ANSWER_ID, ENTRY_ID = "open:law:31", "open:qa:sample", "open:directory:1"

SEARCHES = {
    "by a topic": ({}, [("find", "wages")], ["find.found"]),
    "by one's own words": ({}, SEARCHED, ["find.found"]),
    "an article and out": (
        {},
        [*SEARCHED, ("find.found", ARTICLE_ID), ("find.article", "leave")],
        [],
    ),
    "an article, its neighbour, the others": (
        {},
        [
            *[*SEARCHED, ("find.found", ARTICLE_ID), ("find.article", "after")],
            *[("find.article", "before"), ("find.article", "others")],
        ],
        ["find.found"],
    ),
    "printed, then a ticket": (
        {},
        [
            *[*SEARCHED, ("find.found", ARTICLE_ID), ("find.article", "print")],
            *[("find.article", "ticket")],
        ],
        ["service"],
    ),
    "an answer and its article": (
        {OpenFinding: ANSWER},
        [*SEARCHED, ("find.found", ANSWER_ID), ("find.answer", ARTICLE_ID)],
        ["find.answer"],
    ),
    "an entry": ({OpenFinding: ENTRY}, [*SEARCHED, ("find.found", ENTRY_ID)], ["find.entry"]),
    "only one kind, then all": (
        {},
        [*SEARCHED, ("find.found", "only:law"), ("find.found", "only:")],
        ["find.found"],
    ),
    "other words": ({}, [*SEARCHED, ("find.found", "again"), ("find", "debt")], ["find.found"]),
    "nothing, then a ticket": (
        {SearchLibrary: NOTHING},
        [*SEARCHED, ("find.found", "ticket")],
        ["service"],
    ),
    "nothing, then a question": (
        {SearchLibrary: NOTHING},
        [*SEARCHED, ("find.found", "question")],
        ["question.field"],
    ),
    "gone in the meantime": (
        {OpenFinding: None},
        [*SEARCHED, ("find.found", ARTICLE_ID), ("find.without", "leave")],
        [],
    ),
    "the library is damaged": (
        {SearchLibrary: FAULT},
        [*SEARCHED, ("find.without", "ticket")],
        ["service"],
    ),
}
PEOPLE = {
    "by place": (
        {},
        [("people", "place"), ("people.township", "样例镇"), ("people.village", "样例村")],
        ["people.found"],
    ),
    "by kind": ({}, [("people", "kind"), ("people.kind", "lawyer")], ["people.found"]),
    "by name": ({}, [("people", "name"), ("people.name", WRITTEN + "zwf")], ["people.found"]),
    "opened, then another way": (
        {OpenFinding: ENTRY},
        [
            *[("people", "kind"), ("people.kind", "lawyer"), ("people.found", ENTRY_ID)],
            *[("find.entry", "others"), ("people.found", "again")],
        ],
        ["people"],
    ),
    "no directory": ({BrowseDirectory: NO_DIRECTORY}, [("find.without", "leave")], []),
    "a damaged one": ({BrowseDirectory: FAULT}, [("find.without", "ticket")], ["service"]),
}


@pytest.mark.parametrize("name", SEARCHES)
def test_search(name: str) -> None:
    results, answers, rest = SEARCHES[name]
    shown = talk(Visit(lambda: look_it_up(centre())), {**ALL_WELL, **results}, answers)
    assert shown == [page for page, _ in answers] + rest


@pytest.mark.parametrize("name", PEOPLE)
def test_people(name: str) -> None:
    results, answers, rest = PEOPLE[name]
    shown = talk(Visit(lambda: find_people(centre())), {**ALL_WELL, **results}, answers)
    assert shown == [page for page, _ in answers] + rest


def effects_of(visit: Visit, answers: list[str]) -> list[Effect]:
    """Answer in turn and return every effect that was asked for; findings open for real."""
    done: list[Effect] = []
    waiting = iter(answers)
    while visit.step is not None:
        step = visit.step
        if isinstance(step, Effect):
            done.append(step)
            result = opened(step.ref) if isinstance(step, OpenFinding) else ALL_WELL[type(step)]
            visit.complete(visit.effect_id, result)
            continue
        answer = next(waiting, None)
        if answer is None:
            break
        assert visit.answer(answer), f"{step.id} does not offer {answer}"
    return done


def test_what_is_asked_of_the_library() -> None:
    visit = Visit(lambda: look_it_up(centre()))
    answers = ["write", WRITTEN + "拖欠工资", "only:law", ARTICLE_ID, "after", "before"]
    assert effects_of(visit, answers) == [
        SearchLibrary("拖欠工资", None),
        SearchLibrary("拖欠工资", Kind.QA),
        SearchLibrary("拖欠工资", Kind.LAW),
        OpenFinding(Ref(Kind.LAW, "31")),
        OpenFinding(Ref(Kind.LAW, "32")),
        OpenFinding(Ref(Kind.LAW, "31")),
    ]


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        (["place", "样例镇", "样例村"], Filter(township="样例镇", village="样例村")),
        (["place", "样例镇", "whole"], Filter(township="样例镇")),
        (["kind", "lawyer"], Filter(kind=PlaceKind.LAWYER)),
        (["name", WRITTEN + "甲"], Filter(name="甲")),
    ],
)
def test_how_people_are_filtered(answers: list[str], wanted: Filter) -> None:
    visit = Visit(lambda: find_people(centre()))
    assert effects_of(visit, answers)[-1] == BrowseDirectory(wanted)


def test_back_leads_from_the_article_to_the_list_and_to_the_words() -> None:
    visit = Visit(lambda: look_it_up(centre()))
    talk(visit, ALL_WELL, [*SEARCHED, ("find.found", ARTICLE_ID), ("find.article", "after")])
    pages = []
    while visit.back():
        settle(visit, ALL_WELL)
        assert visit.page is not None
        pages.append(visit.page.id)
    assert pages == ["find.article", "find.found", "find.words", "find"]


def test_a_hit_shows_its_law_its_sentence_and_that_it_was_replaced() -> None:
    visit = Visit(lambda: look_it_up(centre()))
    talk(visit, ALL_WELL, SEARCHED)
    page = visit.page
    assert isinstance(page, Listing)
    first, second, *_ = page.items
    assert first.tag == Quoted("中华人民共和国样例法")
    assert first.excerpt == Quoted("请求支付样例报酬；", ((4, 6),))
    assert first.mark is None
    assert second.mark is not None
    assert second.mark.shown("zh") == "已被取代"


def test_everyday_answers_lead_unless_an_article_is_named() -> None:
    article, old, answer, entry = FOUND.hits
    led = led_by((answer,), FOUND)
    assert led.hits == (answer, article, old, entry)
    assert led.total == FOUND.total
    assert led_by((), FOUND) == FOUND
    for words, leads in (("工伤", True), ("样例法第三十一条", False), ("42条", False)):
        visit = Visit(lambda: look_it_up(centre()))
        asked = effects_of(visit, ["write", WRITTEN + words])
        assert (SearchLibrary(words, Kind.QA) in asked) == leads


def test_whom_one_looks_for_is_kept_as_no_sound() -> None:
    visit = Visit(lambda: find_people(centre()))
    talk(visit, {**ALL_WELL, OpenFinding: ENTRY}, PEOPLE["opened, then another way"][1][:3])
    assert visit.page is not None
    assert visit.page.id == "find.entry"
    assert visit.page.ephemeral


def test_an_article_says_how_its_law_stands() -> None:
    for article, words in ((ARTICLE, "2022年1月1日"), (LAST_ARTICLE, "样例法")):
        visit = Visit(lambda: look_it_up(centre()))
        talk(visit, {**ALL_WELL, OpenFinding: article}, [*SEARCHED, ("find.found", ARTICLE_ID)])
        assert isinstance(visit.page, Detail)
        assert visit.page.status is not None
        assert words in visit.page.status.shown("zh")
        offered = {option.id for option in visit.page.options}
        assert ("after" in offered) == (article.after is not None)


@pytest.mark.parametrize("words", ["家庭暴力", "老公打我"])
def test_what_is_dangerous_to_look_for_can_be_left_at_once_and_leaves_no_paper(words: str) -> None:
    visit = Visit(lambda: look_it_up(centre()))
    answers = [("find", "write"), ("find.words", WRITTEN + words), ("check.danger", "go_on")]
    talk(visit, ALL_WELL, answers)
    assert visit.page is not None
    assert visit.page.sensitive
    assert visit.answer(ARTICLE_ID)
    settle(visit, ALL_WELL)
    assert visit.page.sensitive
    assert not visit.page.offers("print")


def test_who_is_hurt_at_home_reads_first_where_help_is_and_reads_it_once() -> None:
    visit = Visit(lambda: look_it_up(centre()))
    answers = [("find", "violence"), ("check.danger", "go_on"), ("find.found", "again")]
    shown = talk(visit, ALL_WELL, [*answers, ("find", "violence")])
    assert shown == ["find", "check.danger", "find.found", "find", "find.found"]
    visit = Visit(lambda: look_it_up(centre()))
    talk(visit, ALL_WELL, [("find", "violence")])
    assert visit.page is not None
    assert visit.page.tone is Tone.URGENT
    assert visit.page.sensitive
    said = "".join(wording.shown("zh") for wording in visit.page.body)
    assert all(number in said for number in ("110", "12338", "12348"))


@pytest.mark.parametrize("hits", [FOUND.hits, ()], ids=["something", "nothing"])
def test_where_no_law_was_imported_the_page_says_so_and_offers_none(hits: tuple[Hit, ...]) -> None:
    found = Found(hits, len(hits), no_laws=True)
    visit = Visit(lambda: look_it_up(centre()))
    talk(visit, {**ALL_WELL, SearchLibrary: found}, SEARCHED)
    page = visit.page
    assert isinstance(page, Listing)
    assert page.body[0].shown("zh") == "法律条文还没有录入，可以到窗口问。"
    assert not page.offers("only:law")
    assert page.offers("ticket")
    assert page.body[0] in narrate(page)


def test_other_words_and_a_ticket_are_beside_every_finding_the_rest_behind() -> None:
    visit = Visit(lambda: look_it_up(centre()))
    talk(visit, ALL_WELL, SEARCHED)
    page = visit.page
    assert isinstance(page, Listing)
    assert [option.id for option in page.options] == ["again", "ticket"]
    behind = ["only:law", "only:qa", "only:directory", "question"]
    assert [option.id for option in page.behind] == behind


def test_what_was_looked_for_is_spoken_but_its_sound_is_not_kept() -> None:
    visit = Visit(lambda: look_it_up(centre()))
    talk(visit, ALL_WELL, SEARCHED)
    assert visit.page is not None
    assert visit.page.ephemeral
    assert not visit.page.sensitive


def test_the_articles_of_a_result_are_read_and_left_again() -> None:
    left: list[bool] = []

    def journey():
        left.append((yield from read_citations(centre(), "法律援助法", ("第三十一条",))))

    answers = [
        *[("find.citations", "第三十一条"), ("find.article", "others"), ("find.citations", "back")]
    ]
    assert talk(Visit(journey), ALL_WELL, answers) == [page for page, _ in answers]
    assert left == [True]
    answers = [("find.citations", "第三十一条"), ("find.without", "leave")]
    talk(Visit(journey), {**ALL_WELL, FindArticle: None}, answers)
    assert left == [True, False]


EVERY_RESULT = {
    **EVERYTHING,
    SearchLibrary: [FOUND, NOTHING, FAULT],
    BrowseDirectory: [DIRECTORY, NO_DIRECTORY, FAULT],
    OpenFinding: [ARTICLE, LAST_ARTICLE, ANSWER, ENTRY, None, FAULT],
}
WORDS = {"find.words": [WRITTEN + "工伤"], "people.name": [WRITTEN + "甲"], **TYPED}


@pytest.mark.parametrize("journey", [look_it_up, find_people])
def test_every_way_is_said_and_leads_on(journey: Callable[[Centre], Journey[None]]) -> None:
    found = set()
    for here in every_way(lambda: journey(centre()), WORDS, EVERY_RESULT, deepest=120):
        page = here.page
        found.add(page.id)
        assert page.choices, page.id
        assert len({option.id for option in page.choices}) == len(page.choices), page.id
        for lang in LANGUAGES:
            assert any(words.spoken(lang).strip() for words in narrate(page)), page.id
            for words in wordings(page):
                assert not isinstance(words, Text) or words.shown(lang) != words.id, words.id
    assert found >= {"find.article", "find.answer", "find.entry", "find.without", "service"}
