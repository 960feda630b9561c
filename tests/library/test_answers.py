"""The questions and answers: complete, plain, and resting on articles that are there."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from law_texts import real_laws

from kiosk.library.answers import (
    BUILT_IN,
    AnswersError,
    documents,
    ensure_answers,
    open_answer,
    read_answers,
)
from kiosk.library.laws.importing import import_laws
from kiosk.library.model import Answer, Article, Found, Holdings, Kind, Ref, Standing
from kiosk.library.shelf import Shelf
from kiosk.library.store import LibraryError, Store

ANSWERS = read_answers(BUILT_IN.read_text(encoding="utf-8"))
LONGEST_SENTENCE = 25
CHINESE = re.compile("[\u4e00-\u9fff]")
ONE = """
[sources.own]
zh = "样例"
en = "sample"

[[answer]]
id = "one"
topic = "wages"
question = { zh = "问？", en = "What?" }
zh = ["一。", "二。"]
en = ["One.", "Two."]
laws = ["样例法 第一条", "样例法 第一百零一条之一"]
source = "own"
checked = 2026-11-01
"""


class TestWhatIsWritten:
    def test_enough_of_the_matters_people_come_with(self) -> None:
        assert len(ANSWERS) >= 30
        asked = " ".join(answer.question[0] for answer in ANSWERS)
        for word in ("工资", "合同", "离婚", "抚养费", "老人", "工伤", "交通事故", "借", "承包地"):
            assert word in asked

    @pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.ref.id)
    def test_short_sentences_in_both_languages(self, answer: Answer) -> None:
        for zh, en in (answer.question, *answer.answer):
            assert CHINESE.search(zh)
            assert not CHINESE.search(en)
            assert zh[-1] in "。？！"
            assert en[-1] in ".?!"
            for sentence in re.split("[。？！；]", zh):
                assert len(sentence) <= LONGEST_SENTENCE, sentence
        assert all(answer.source)
        assert "未经律师审核" in answer.source[0]
        assert date(2026, 1, 1) <= answer.checked

    def test_whoever_is_beaten_reads_where_to_call(self) -> None:
        (answer,) = (each for each in ANSWERS if each.ref.id == "violence-now")
        for side in (0, 1):
            text = " ".join(paragraph[side] for paragraph in answer.answer)
            for number in ("110", "12338", "12348"):
                assert number in text


class TestTheFile:
    def test_it_is_read(self) -> None:
        (answer,) = read_answers(ONE)
        assert answer.answer == (("一。", "One."), ("二。", "Two."))
        assert [(each.law, each.number) for each in answer.citations] == [
            ("样例法", "第一条"),
            ("样例法", "第一百零一条之一"),
        ]

    @pytest.mark.parametrize(
        ("was", "becomes", "said"),
        [
            ('"one"', '"One!"', "answer One!.id: not of the form"),
            ('topic = "wages"', "", "answer one.topic: is missing"),
            ('en = "What?"', 'en = " "', "answer one.question.en: "),
            ('"第一百', '"第一百', ""),
            ('["一。", "二。"]', '["一。"]', "answer one.zh: at least 2"),
            ('"Two."]', '"Two.", "Three."]', "zh and en have not as many paragraphs"),
            ("样例法 第一条", "样例法第一条", "answer one.laws.0: not of the form"),
            ("样例法 第一条", "样例法 第1条", "answer one.laws.0: not of the form"),
            ("第一百零一条之一", "第一条", "an article is named twice"),
            ('source = "own"', 'source = "other"', 'source "other" is none of own'),
            ("2026-11-01", '"soon"', "answer one.checked: a date such as 2026-11-23"),
            ("checked", "cheked", "answer one.cheked: no such key"),
            ("[[answer]]", "[[answer]", "is not TOML"),
        ],
    )
    def test_a_mistake_is_named(self, was: str, becomes: str, said: str) -> None:
        text = ONE.replace(was, becomes, 1)
        if not said:
            read_answers(text)
            return
        with pytest.raises(AnswersError) as refused:
            read_answers(text)
        assert any(said in mistake for mistake in refused.value.mistakes)

    def test_every_mistake_is_named_at_once(self) -> None:
        text = ONE.replace('topic = "wages"', "").replace("2026-11-01", "1")
        with pytest.raises(AnswersError) as refused:
            read_answers(text)
        assert len(refused.value.mistakes) == 2

    def test_the_same_question_twice(self) -> None:
        again = ONE.partition("[[answer]]")[2].replace('"one"', '"two"')
        with pytest.raises(AnswersError) as refused:
            read_answers(f"{ONE}[[answer]]{again}")
        assert refused.value.mistakes == [
            'answer two: "问？" is there twice',
            'answer two: "What?" is there twice',
        ]


class TestInTheLibrary:
    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        return Store(tmp_path / "library.db")

    def test_what_is_opened_is_what_was_read(self, store: Store) -> None:
        ensure_answers(store)
        for answer in ANSWERS:
            assert open_answer(store, answer.ref, lambda _law, _number: None) == answer
        assert open_answer(store, Ref(Kind.QA, "gone"), lambda _law, _number: None) is None

    def test_citations_are_looked_up_when_it_is_opened(self, store: Store) -> None:
        ensure_answers(store)
        known = Ref(Kind.LAW, "x")
        laws = {("劳动争议调解仲裁法", "第九条"): known}
        answer = open_answer(
            store, Ref(Kind.QA, "wages-unpaid"), lambda law, number: laws.get((law, number))
        )
        assert answer is not None
        assert [each.ref for each in answer.citations] == [known, None, None, None]

    def test_a_changed_file_takes_its_place_a_broken_one_does_not(
        self, store: Store, tmp_path: Path
    ) -> None:
        file = tmp_path / "answers.toml"
        for text, question in ((ONE, "问？"), (ONE.replace("问？", "另问？"), "另问？")):
            file.write_text(text, encoding="utf-8")
            ensure_answers(store, file)
            answer = open_answer(store, Ref(Kind.QA, "one"), lambda _law, _number: None)
            assert answer is not None
            assert answer.question[0] == question
        for broken in (ONE.replace("wages", "!").encode(), ONE.encode("gb18030")):
            file.write_bytes(broken)
            with pytest.raises(AnswersError):
                ensure_answers(store, file)
        assert store.count(Kind.QA) == 1

    def test_the_same_file_is_not_read_again(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ensure_answers(store)
        monkeypatch.setattr(tomllib, "loads", lambda _text: pytest.fail("read again"))
        ensure_answers(store)

    def test_no_disk(self, tmp_path: Path) -> None:
        (tmp_path / "library.db").mkdir()
        with pytest.raises(LibraryError):
            ensure_answers(Store(tmp_path / "library.db"))

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("拖欠 工资", "wages-unpaid"),
            ("彩礼", "bride-price"),
            ("protection order", "protection-order"),
            ("劳动争议调解仲裁法第五十三条", "labour-arbitration"),
        ],
    )
    def test_they_are_found_in_both_languages_and_by_article(
        self, store: Store, words: str, name: str
    ) -> None:
        found = Shelf(store, lambda: date(2026, 11, 1)).search(words, Kind.QA)
        assert isinstance(found, Found)
        assert name in [hit.ref.id for hit in found.hits]

    def test_each_is_a_document_of_its_own(self) -> None:
        assert len({each.ref for each in documents(ANSWERS)}) == len(ANSWERS)


@pytest.fixture(scope="module")
def real_shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = real_laws()
    if folder is None:
        pytest.skip("the law texts are not at hand")
    store = Store(tmp_path_factory.mktemp("laws") / "library.db")
    import_laws(folder, store, date(2026, 11, 23))
    return Shelf(store, lambda: date(2026, 11, 23))


class TestCitations:
    """Each article named, against the law itself where its text is at hand."""

    def test_every_article_is_in_its_law(self, real_shelf: Shelf) -> None:
        laws = real_shelf.holdings()
        assert isinstance(laws, Holdings)
        assert laws.laws >= 20
        opened = [real_shelf.open(answer.ref) for answer in ANSWERS]
        answers = [each for each in opened if isinstance(each, Answer)]
        cited = [each for answer in answers for each in answer.citations]
        known = {each.law for each in cited if real_shelf.find_article(each.law, "第一条")}
        assert len(known) >= 15
        missing = [each for each in cited if each.law in known and each.ref is None]
        assert missing == []

    def test_compared_is_said_of_what_could_be_compared(self, real_shelf: Shelf) -> None:
        for answer in ANSWERS:
            if "已与法条原文对照" in answer.source[0]:
                for cited in answer.citations:
                    article = real_shelf.find_article(cited.law, cited.number)
                    assert article is not None, (answer.ref.id, cited)

    def test_nothing_rests_on_a_law_that_is_out_of_force(self, real_shelf: Shelf) -> None:
        for answer in ANSWERS:
            for cited in answer.citations:
                ref = real_shelf.find_article(cited.law, cited.number)
                article = real_shelf.open(ref) if ref else None
                if isinstance(article, Article):
                    assert article.law.standing is not Standing.SUPERSEDED, cited
                    assert cited.law in article.law.name
