"""The search on the real law texts, where they are at hand."""

import random
from collections.abc import Iterator
from datetime import date

import pytest
from law_texts import real_laws

from kiosk.library.laws.importing import import_laws, read_file
from kiosk.library.model import Found, Hit, Kind, Standing
from kiosk.library.shelf import Shelf
from kiosk.library.store import Store

TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.skipif(real_laws() is None, reason="the real law texts are not here")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = real_laws()
    assert folder is not None
    store = Store(tmp_path_factory.mktemp("real") / "library.db")
    import_laws(folder, store, TODAY)
    made = Shelf(store, lambda: TODAY)
    yield made
    made.close()


def hits(shelf: Shelf, words: str, limit: int = 20) -> list[Hit]:
    found = shelf.search(words, Kind.LAW, limit)
    assert isinstance(found, Found)
    return list(found.hits)


def test_every_string_is_found_wherever_it_stands(shelf: Shelf) -> None:
    folder = real_laws()
    assert folder is not None
    articles = [
        (text.header.name, article.printed, "".join(article.paragraphs))
        for text, _ in map(read_file, sorted(folder.iterdir()))
        for article in text.articles
    ]
    rng = random.Random(4)
    for _ in range(500):
        _, _, text = rng.choice(articles)
        length = rng.randint(1, 6)
        start = rng.randrange(max(1, len(text) - length))
        words = text[start : start + length]
        wanted = {(law, number) for law, number, whole in articles if words in whole}
        found = {(hit.law, hit.article) for hit in hits(shelf, words, 10_000)}
        assert wanted <= found, words


@pytest.mark.parametrize(
    ("words", "law", "article"),
    [
        ("法律援助法第三十一条", "中华人民共和国法律援助法", "第三十一条"),
        ("法律援助法31条", "中华人民共和国法律援助法", "第三十一条"),
        ("援助法第三十一条", "中华人民共和国法律援助法", "第三十一条"),
        ("劳动争议调解仲裁法 27", "中华人民共和国劳动争议调解仲裁法", "第二十七条"),
        ("劳动仲裁法27条", "中华人民共和国劳动争议调解仲裁法", "第二十七条"),
        ("刑诉法第34条", "中华人民共和国刑事诉讼法", "第三十四条"),
        ("刑事诉讼法128条", "中华人民共和国刑事诉讼法", "第一百二十八条"),
        ("法律援助法", "中华人民共和国法律援助法", "第一条"),
        ("法律援助", "中华人民共和国法律援助法", "第一条"),
        ("老年人权益保障条例 第六十条", "河南省老年人权益保障条例", "第六十条"),
        ("无民事行为能力 法定代理人 法律援助", "中华人民共和国法律援助法", "第四十条"),
    ],
)
def test_what_is_meant_comes_first(shelf: Shelf, words: str, law: str, article: str) -> None:
    first = hits(shelf, words)[0]
    assert (first.law, first.article) == (law, article)


def test_an_article_number_finds_that_article_of_every_law(shelf: Shelf) -> None:
    found = {hit.law for hit in hits(shelf, "第42条", 100) if hit.article == "第四十二条"}
    holdings = hits(shelf, "第四十二条", 100)
    assert found == {hit.law for hit in holdings if hit.article == "第四十二条"}
    assert len(found) > 20


def test_what_is_superseded_comes_behind_what_is_in_force(shelf: Shelf) -> None:
    standings = [hit.standing for hit in hits(shelf, "法律援助 申请", 200)]
    assert Standing.SUPERSEDED in standings
    assert standings == sorted(standings, key=lambda each: each is Standing.SUPERSEDED)
