"""What the idle page tells the hall, and its tips."""

import re
import tomllib
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from law_texts import real_laws, texts_of

from kiosk.county.contract import Session, Words
from kiosk.gallery.centre import sample_centre
from kiosk.journeys.idle import NAMED, ROWS, idle_page
from kiosk.narration import narrate
from kiosk.pages import Tone
from kiosk.tips import FOLDER, tips
from kiosk.wording import LANGUAGES, say

LONGEST_SENTENCE = 25
SAMPLE = sample_centre()


def lines(**changes: object) -> list[str]:
    page = idle_page(SAMPLE.model_copy(update=changes))
    return [line.shown("zh") for line in page.lines]


def with_sessions(*each: tuple[Session, ...]) -> dict[str, object]:
    services = zip(SAMPLE.services, each, strict=False)
    return {"services": tuple(s.model_copy(update={"today": today}) for s, today in services)}


def span(opens: str, closes: str) -> Session:
    return Session(opens=opens, closes=closes)


def test_every_service_stands_on_the_board_as_its_queue_stands() -> None:
    queues = idle_page(SAMPLE).queues
    assert [(q.title.shown("zh"), q.status.shown("zh"), q.tone) for q in queues] == [
        ("综合接待", "2 人在等，约 5–10 分钟", Tone.CALM),
        ("法律咨询", "5 人在等，约 20–35 分钟", Tone.CALM),
        ("法律援助", "没有人在等", Tone.GOOD),
        ("人民调解", "3 人在等，时间说不准", Tone.CALM),
        ("公证", "今天 14:30 开始办理", Tone.CARE),
    ]


def test_a_service_without_numbers_says_so() -> None:
    full = SAMPLE.services[0].model_copy(update={"quota_reached": True})
    (queue,) = idle_page(SAMPLE.model_copy(update={"services": (full,)})).queues
    assert (queue.status.shown("zh"), queue.tone) == ("今天的号已发完", Tone.CARE)


def test_more_services_than_the_board_holds_take_turns() -> None:
    many = tuple(
        SAMPLE.services[0].model_copy(update={"id": f"s{n}", "name": Words(zh=f"{n}", en="")})
        for n in range(2 * ROWS + 1)
    )
    centre = SAMPLE.model_copy(update={"services": many})
    seen = [[q.title.shown("zh") for q in idle_page(centre, turn).queues] for turn in range(4)]
    assert seen[0] == ["0", "1", "2", "3", "4"]
    assert [name for sheet in seen[:3] for name in sheet] == [str(n) for n in range(11)]
    assert seen[3] == seen[0]


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        ([(span("08:30", "12:00"), span("14:30", "17:30"))], "08:30 到 12:00，14:30 到 17:30"),
        ([(span("08:30", "12:00"),), (span("09:00", "17:00"),)], "08:30 到 17:00"),
        ([(span("13:00", "17:00"),), (span("08:00", "09:00"),)], "08:00 到 09:00，13:00 到 17:00"),
        (
            [(span("08:00", "09:00"), span("10:00", "11:00"), span("13:00", "14:00"))],
            "08:00 到 09:00，10:00 到 11:00，13:00 到 14:00",
        ),
    ],
)
def test_the_hours_are_those_in_which_anybody_is_served(
    sessions: list[tuple[Session, ...]], said: str
) -> None:
    shown = lines(**with_sessions(*sessions))[1]
    assert shown.replace("\u00a0", " ") == f"开门 {said}"


def test_a_closed_day_names_the_next_opening_if_it_is_known() -> None:
    opens = datetime(2026, 3, 5, 0, 30, tzinfo=UTC)
    later = datetime(2026, 3, 6, 0, 30, tzinfo=UTC)
    closed = {"today": (), "open": False, "waiting": 0, "wait": None}
    services = [
        SAMPLE.services[n].model_copy(update={**closed, "opens_at": at})
        for n, at in enumerate((later, opens, None))
    ]
    assert lines(services=tuple(services))[1] == "明天 08:30 开门"
    assert lines(services=(services[2],))[1] == "今天不开门"


def test_the_first_on_duty_are_named() -> None:
    people = [Words(zh=f"样例{n}", en=f"Sample {n}") for n in "甲乙丙丁"]
    assert lines(on_duty=tuple(people[:2]))[2] == "值班 样例甲、样例乙"
    assert lines(on_duty=tuple(people))[2] == "值班 样例甲、样例乙、样例丙 等人"
    assert NAMED == 3
    assert len(lines(on_duty=())) == 2


def test_what_may_be_yesterdays_is_not_told() -> None:
    page = idle_page(SAMPLE, current=False)
    assert page.queues == ()
    assert page.lines == (say("idle.unknown"),)
    assert page.notices == idle_page(SAMPLE).notices
    assert idle_page(None).lines == page.lines


def test_the_voice_says_nothing_that_does_not_stand_on_the_page() -> None:
    page = idle_page(SAMPLE)
    assert page.tip is not None
    shown = [page.title, page.hint, page.options[0].title, *page.lines, *page.notices]
    shown += [part for queue in page.queues for part in (queue.title, queue.status)]
    shown += [page.tip.text, page.tip.source]
    for lang in LANGUAGES:
        said = " ".join(wording.shown(lang) for wording in narrate(page))
        texts = [wording.shown(lang) for wording in shown if wording is not None]
        for text in sorted(texts, key=len, reverse=True):
            said = said.replace(text, "")
        heading = {"zh": "法律小知识", "en": "Good to know"}[lang]
        assert re.sub(r"\W", "", said.replace(heading, "")) == ""


def test_there_are_tips_enough_and_each_is_there_once() -> None:
    assert len(tips()) >= 24
    assert len({tip.text for tip in tips()}) == len(tips())


def test_tips_that_follow_each_other_are_of_different_laws_at_first() -> None:
    laws = [dict(tip.source.values)["law"] for tip in tips()[:8]]  # type: ignore[union-attr]
    assert all(first != second for first, second in pairwise(laws))


@pytest.mark.parametrize("tip", tips(), ids=lambda tip: tip.text.zh[:8])
def test_a_tip_is_short_and_in_both_languages(tip: object) -> None:
    zh, en = tip.text.zh, tip.text.en  # type: ignore[attr-defined]
    sentences = [part for part in re.split("[。！？]", zh) if part]
    assert zh.endswith("。")
    assert 1 <= len(sentences) <= 3
    assert max(map(len, sentences)) <= LONGEST_SENTENCE
    assert en.endswith(".")
    assert len(en) <= 150
    values = dict(tip.source.values)  # type: ignore[attr-defined]
    assert values["day"].day <= date(2100, 1, 1)
    assert values["law"].en


def test_every_tip_rests_on_words_of_its_article() -> None:
    folder = real_laws()
    if folder is None:
        pytest.skip("the texts of the laws are not here")
    articles = {
        (law.header.name.removeprefix("中华人民共和国"), article.number.key): article
        for law in texts_of(folder)
        for article in law.articles
        if article.number is not None
    }
    told = [tip for path in sorted(FOLDER.glob("*.toml")) for tip in read(path).get("tip", ())]
    assert len(told) == len(tips())
    missing = [
        tip["id"]
        for tip in told
        if tip["words"] not in "".join(articles[tip["law"], str(tip["article"])].paragraphs)
    ]
    assert missing == []


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
