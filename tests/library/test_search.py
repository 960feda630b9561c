import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from law_texts import made_articles, made_law

from kiosk.library.laws.importing import import_laws
from kiosk.library.model import Found, Hit, Kind, Ref, Standing
from kiosk.library.search.folding import squeeze
from kiosk.library.shelf import Shelf
from kiosk.library.store import Document, Store

TODAY = date(2026, 11, 23)
LAWS = {
    "中华人民共和国样例援助法": [
        "甲请求给付工资的，可以申请。",
        "为样例，乙。\n\n（一）丙；\n\n（二）请求支付劳动报酬。",
        "本法所称的抚养费(以下称费)是“费”。",
    ],
    "样例援助条例": ["旧的给付工资。", "旧的抚养费。", "旧的第三条。"],
    "劳动争议样例仲裁法": [
        "依照样例援助法第二条申请的工资。",
        "低保对象免交。",
        "最低生活保障对象免交。",
    ],
    "某省样例工资支付条例": ["工资工资工资。", "支付，以后再发工资。", "发工资后支付。"],
}


def shelf_with(folder: Path, laws: dict[str, list[str]]) -> Shelf:
    texts = folder / "laws"
    texts.mkdir()
    for name, articles in laws.items():
        year = 2003 if name == "样例援助条例" else 2021
        text = made_law(name, articles).replace("2020年6月1日", f"{year}年6月1日")
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
    store = Store(folder / "library.db")
    report = import_laws(texts, store, TODAY)
    assert not report.refused
    return Shelf(store, lambda: TODAY)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    made = shelf_with(tmp_path_factory.mktemp("search"), LAWS)
    yield made
    made.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shelf, dict[str, list[str]]]]:
    rng = random.Random(20261123)
    laws = {f"样例{name}法": made_articles(rng, 40) for name in "甲乙丙丁戊己"}
    made = shelf_with(tmp_path_factory.mktemp("many"), laws)
    yield made, laws
    made.close()


def hits(shelf: Shelf, words: str, kind: Kind | None = Kind.LAW, limit: int = 20) -> list[Hit]:
    found = shelf.search(words, kind, limit)
    assert isinstance(found, Found), found
    return list(found.hits)


def named(found: list[Hit]) -> list[str]:
    return [f"{hit.law.removeprefix('中华人民共和国')}{hit.article}" for hit in found]


def test_every_string_of_the_texts_is_found_wherever_it_stands(
    many: tuple[Shelf, dict[str, list[str]]],
) -> None:
    shelf, laws = many
    rng = random.Random(1)
    articles = {(law, text.replace("\n\n", "")) for law, texts in laws.items() for text in texts}
    texts = sorted(text for _, text in articles)
    for _ in range(500):
        text, length = rng.choice(texts), rng.randint(1, 6)
        start = rng.randrange(max(1, len(text) - length))
        words = text[start : start + length]
        wanted = {each for each in articles if squeeze(words) in squeeze(each[1])}
        found = {(hit.law, hit.text.replace("\n", "")) for hit in hits(shelf, words, None, 10_000)}
        assert wanted <= found, words
        shown = hits(shelf, words)
        assert len(shown) >= min(20, len(wanted))


def test_nothing_is_found_that_does_not_have_the_words(
    many: tuple[Shelf, dict[str, list[str]]],
) -> None:
    shelf, _ = many
    for words in ("申请", "法律 变更", "义务，", "依法可以申请", "样例甲法 工伤"):
        for hit in hits(shelf, words, None, 10_000):
            whole = squeeze(hit.article + hit.text + hit.law)
            assert all(word in whole for word in words.split())


@pytest.mark.parametrize(
    "words",
    [
        "样例援助法第二条",
        "样例援助法2条",
        "样例援助法第２条",
        "《中华人民共和国样例援助法》第2条",
        "样例援助法 2",
        "援助法第二条",
        "样例援助法 第 二 条",
        "样例援助法第二条第一款",
        "样例援助法第二条规定",
    ],
)
def test_an_article_of_a_law_comes_before_what_mentions_it(shelf: Shelf, words: str) -> None:
    assert named(hits(shelf, words))[0] == "样例援助法第二条"


def test_a_mention_is_found_behind_the_article(shelf: Shelf) -> None:
    assert named(hits(shelf, "样例援助法2条")) == ["样例援助法第二条", "劳动争议样例仲裁法第一条"]


def test_the_number_alone_finds_that_article_of_every_law_first(shelf: Shelf) -> None:
    for words in ("第二条", "2条", "第２条"):
        found = named(hits(shelf, words))
        assert set(found[:4]) == {f"{each.removeprefix('中华人民共和国')}第二条" for each in LAWS}
        assert "劳动争议样例仲裁法第一条" in found[4:]


def test_a_law_opens_by_its_name_its_short_name_and_characters_in_order(shelf: Shelf) -> None:
    for words in ("样例援助法", "中华人民共和国样例援助法", "《样例援助法》", "样例援助"):
        assert named(hits(shelf, words))[0] == "样例援助法第一条"
    assert named(hits(shelf, "劳动仲裁法第三条"))[0] == "劳动争议样例仲裁法第三条"
    assert named(hits(shelf, "样例工资支付条例"))[0] == "某省样例工资支付条例第一条"


def test_what_is_superseded_comes_last_unless_it_is_named(shelf: Shelf) -> None:
    found = hits(shelf, "抚养费")
    assert [hit.standing for hit in found] == [Standing.IN_FORCE, Standing.SUPERSEDED]
    assert named(hits(shelf, "样例援助条例第三条"))[0] == "样例援助条例第三条"
    assert hits(shelf, "样例援助条例第三条")[0].standing is Standing.SUPERSEDED


def test_names_of_laws_then_phrases_distance_and_frequency_decide(shelf: Shelf) -> None:
    assert named(hits(shelf, "工资"))[:3] == [
        "某省样例工资支付条例第一条",
        "某省样例工资支付条例第三条",
        "某省样例工资支付条例第二条",
    ]
    found = named(hits(shelf, "发工资 支付"))
    assert found == ["某省样例工资支付条例第三条", "某省样例工资支付条例第二条"]
    assert named(hits(shelf, "给付 工资"))[0] == "样例援助法第一条"


def test_a_word_may_stand_in_the_name_of_the_law(shelf: Shelf) -> None:
    assert named(hits(shelf, "援助法 抚养费")) == ["样例援助法第三条"]
    assert named(hits(shelf, "仲裁法 低保"))[0] == "劳动争议样例仲裁法第二条"


def test_a_name_of_a_law_is_found_once_and_not_in_each_of_its_articles(shelf: Shelf) -> None:
    assert named(hits(shelf, "例援助法")) == ["样例援助法第一条", "劳动争议样例仲裁法第一条"]


def test_the_width_of_characters_and_the_shape_of_quotes_do_not_matter(shelf: Shelf) -> None:
    for words in ("费(以下称费)", "费（以下称费）", '是"费"', "是“费”。"):
        assert named(hits(shelf, words)) == ["样例援助法第三条"]


def test_a_word_may_go_over_the_end_of_a_paragraph_and_begin_in_the_number(shelf: Shelf) -> None:
    assert named(hits(shelf, "乙。（一）丙"))[0] == "样例援助法第二条"
    assert named(hits(shelf, "第二条为样例，乙"))[0] == "样例援助法第二条"


def test_everyday_words_add_findings_behind_the_exact_ones(shelf: Shelf) -> None:
    assert named(hits(shelf, "低保")) == ["劳动争议样例仲裁法第二条", "劳动争议样例仲裁法第三条"]
    assert hits(shelf, "工钱")[0].hits


def test_a_whole_question_finds_what_is_nearest(shelf: Shelf) -> None:
    assert "某省样例工资支付条例第三条" in named(hits(shelf, "请问怎么让老板支付工资呢"))
    assert hits(shelf, "宇宙飞船怎么修") == []


def test_the_excerpt_is_the_sentence_with_its_hits_marked(shelf: Shelf) -> None:
    hit = hits(shelf, "劳动报酬")[0]
    assert hit.excerpt == "（二）请求支付劳动报酬。"
    assert [hit.excerpt[a:b] for a, b in hit.hits] == ["劳动报酬"]
    hit = hits(shelf, "给付 工资")[0]
    assert [hit.excerpt[a:b] for a, b in hit.hits] == ["给付工资"]
    hit = hits(shelf, "支付 发工资")[0]
    assert [hit.excerpt[a:b] for a, b in hit.hits] == ["发工资", "支付"]
    crossing = hits(shelf, "丙；（二）请求")[0]
    assert [crossing.excerpt[a:b] for a, b in crossing.hits] == ["丙； （二）请求"]
    assert hits(shelf, "样例援助法第一条")[0].hits == ()


def test_how_many_there_are_is_told_as_far_as_it_is_known(
    shelf: Shelf, many: tuple[Shelf, dict[str, list[str]]]
) -> None:
    few = shelf.search("抚养费", Kind.LAW, 1)
    assert isinstance(few, Found)
    assert (len(few.hits), few.total) == (1, 2)
    most = many[0].search("。")
    assert isinstance(most, Found)
    assert (len(most.hits), most.total) == (20, None)


def test_kinds_are_searched_together_or_one_by_one(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, {"样例工资法": ["工资。"]})
    store = Store(tmp_path / "library.db")
    store.replace(
        Kind.DIRECTORY,
        "样例",
        [Document(Ref(Kind.DIRECTORY, "a"), "样例工资调解会", "样例乡", keys=("ylgztjh",))],
    )
    assert {hit.ref.kind for hit in hits(shelf, "样例工资", None)} >= {Kind.LAW, Kind.DIRECTORY}
    for words in ("样例乡", "YLGZ", "样例乡 调解"):
        (only,) = hits(shelf, words, Kind.DIRECTORY)
        assert (only.title, only.law, only.article) == ("样例工资调解会", "", "")
        assert only.standing is Standing.UNKNOWN
    assert {hit.ref.kind for hit in hits(shelf, "工资", Kind.LAW)} == {Kind.LAW}
    assert hits(shelf, "离婚", Kind.QA)


HOSTILE = [
    "",
    " \n\t\u3000",
    "'",
    '"',
    '""',
    "' OR 1=1 --",
    "工资\x00支付",
    "\x00",
    "%",
    "_",
    "*",
    "工资*",
    "NEAR(工 资)",
    "terms:工资",
    "(",
    "AND OR NOT",
    "工资 AND",
    "^工资",
    "- - -",
    "\ud800工资",
    "👨‍👩‍👧 工资",
    "第条",
    "第" * 500 + "条",
    "9" * 400 + "条",
    "1" * 5000,
    "工" * 10_000,
    "工 资 " * 5_000,
    "".join(map(chr, range(1, 3000))),
    " ".join(map(chr, range(0x4E00, 0x4E00 + 3000))),
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_words(shelf: Shelf, words: str) -> None:
    assert isinstance(shelf.search(words), Found)


@settings(max_examples=150, deadline=None)
@given(words=st.text(max_size=60))
def test_whatever_is_typed_is_searched_for(shelf: Shelf, words: str) -> None:
    found = shelf.search(words)
    assert isinstance(found, Found)
    for hit in found.hits:
        assert all(0 <= a < b <= len(hit.excerpt) for a, b in hit.hits)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Shelf]]:
    store = Store(tmp_path_factory.mktemp("one") / "library.db")
    shelf = Shelf(store, lambda: TODAY)
    yield store, shelf
    shelf.close()


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(alphabet='工资给付（）()“"，,Aa1１ \n\u3000。', min_size=1, max_size=40),
    data=st.data(),
)
def test_any_part_of_any_text_finds_it_and_is_marked(
    one: tuple[Store, Shelf], text: str, data: st.DataObject
) -> None:
    squeezed = squeeze(text)
    if not squeezed:
        return
    start = data.draw(st.integers(0, len(squeezed) - 1))
    words = squeezed[start : data.draw(st.integers(start + 1, len(squeezed)))]
    store, shelf = one
    store.replace(Kind.DIRECTORY, "样例", [Document(Ref(Kind.DIRECTORY, "a"), "样例", text)])
    (hit,) = hits(shelf, words, Kind.DIRECTORY)
    assert any(words in squeeze(hit.excerpt[a:b]) for a, b in hit.hits)


def test_pairs_of_characters_that_stand_apart_are_no_word(one: tuple[Store, Shelf]) -> None:
    store, shelf = one
    apart, together = (
        Document(Ref(Kind.DIRECTORY, text), "样例", text)
        for text in ("先给付，后交付工资。", "应当给付工资。")
    )
    store.replace(Kind.DIRECTORY, "样例", [apart, together])
    assert [hit.text for hit in hits(shelf, "给付工资", Kind.DIRECTORY)] == [together.text]
