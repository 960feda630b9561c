import json
import random
import threading
from datetime import date
from pathlib import Path

import pytest
from law_texts import made_articles, made_law, real_laws

from kiosk.library.laws.importing import Report, import_laws
from kiosk.library.model import Article, Found, Hit, Holdings, Kind, LibraryFault, Ref, Standing
from kiosk.library.shelf import Shelf
from kiosk.library.store import LibraryError, Store

TODAY = date(2026, 11, 23)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "library.db")


@pytest.fixture
def laws(tmp_path: Path) -> Path:
    folder = tmp_path / "laws"
    folder.mkdir()
    return folder


def write(folder: Path, name: str, articles: list[str]) -> None:
    text = made_law(f"中华人民共和国{name}", articles)
    (folder / f"{name}-2020.txt").write_text(text, encoding="utf-8")


def bring(folder: Path, store: Store) -> Report:
    return import_laws(folder, store, TODAY)


def shelf(store: Store) -> Shelf:
    return Shelf(store, lambda: TODAY)


def texts(store: Store, law: str) -> list[str]:
    found = shelf(store).search(law, Kind.LAW, 1)
    assert isinstance(found, Found)
    opened: list[str] = []
    ref = found.hits[0].ref if found.hits else None
    while ref is not None:
        article = shelf(store).open(ref)
        assert isinstance(article, Article)
        opened.append(article.text)
        ref = article.after
    return opened


def test_a_law_is_imported_whole_and_opens_with_neighbours_and_path(
    laws: Path, store: Store
) -> None:
    write(laws, "样例法", ["甲。\n\n（一）乙；", "丙。"])
    report = bring(laws, store)
    assert [(each.law.short, each.articles) for each in report.imported] == [("样例法", 3)]
    ref = shelf(store).find_article("样例法", "2")
    assert ref is not None
    article = shelf(store).open(ref)
    assert isinstance(article, Article)
    assert (article.number, article.paragraphs) == ("第二条", ("丙。",))
    assert article.path == ("第一章 总 则",)
    assert article.law.standing is Standing.IN_FORCE
    assert article.before == shelf(store).find_article("《中华人民共和国样例法》", "第一条")
    assert article.before is not None
    first = shelf(store).open(article.before)
    assert isinstance(first, Article)
    assert (first.before, first.after) == (None, ref)
    assert first.paragraphs == ("甲。", "（一）乙；")
    assert shelf(store).open(Ref(Kind.LAW, "gone")) is None
    held = shelf(store).holdings()
    assert isinstance(held, Holdings)
    assert (held.laws, held.articles, held.laws_imported) == (1, 3, TODAY)


def test_a_search_says_whether_any_law_was_imported(laws: Path, store: Store) -> None:
    terminal = shelf(store)
    before = terminal.search("甲")
    assert isinstance(before, Found)
    assert before.no_laws
    write(laws, "样例法", ["甲。"])
    bring(laws, store)
    after = terminal.search("甲")
    assert isinstance(after, Found)
    assert not after.no_laws


def test_importing_again_replaces_the_law_and_leaves_no_trace_of_the_old_words(
    laws: Path, store: Store
) -> None:
    write(laws, "样例法", ["旧词甲。", "旧词乙。", "旧词丙。"])
    bring(laws, store)
    write(laws, "样例法", ["新词甲。"])
    bring(laws, store)
    assert texts(store, "样例法") == ["新词甲。", "本法自2021年1月1日起施行。"]
    gone = shelf(store).search("旧词")
    assert isinstance(gone, Found)
    assert not gone.no_laws
    assert gone.hits == ()
    with store.reading() as db:
        # Rows of the index that stand for no document would never go again.
        (left,) = db.execute("SELECT count(*) FROM gram WHERE gram MATCH '\"旧词\"'").fetchone()
    assert left == 0
    store.check()


@pytest.mark.parametrize(
    "broken",
    [
        b"\xff\xfe not text",
        "# 中华人民共和国样例法\n\n第一条 新。\n第三条 漏。\n".encode(),
        "# 中华人民共和国样例法\n".encode(),
        b"",
    ],
)
def test_a_file_that_cannot_be_read_leaves_the_law_as_it_was_and_is_named(
    laws: Path, store: Store, broken: bytes
) -> None:
    write(laws, "样例法", ["甲。"])
    write(laws, "乙法", ["乙。"])
    bring(laws, store)
    (laws / "样例法-2020.txt").write_bytes(broken)
    write(laws, "乙法", ["新乙。"])
    report = bring(laws, store)
    assert [each.file for each in report.refused] == ["样例法-2020.txt"]
    assert report.refused[0].mistakes
    assert texts(store, "样例法")[0] == "甲。"
    assert texts(store, "乙法")[0] == "新乙。"


def test_the_same_version_twice_is_refused_and_two_versions_stand_side_by_side(
    laws: Path, store: Store
) -> None:
    write(laws, "样例法", ["甲。"])
    copy = (laws / "样例法-2020.txt").read_text(encoding="utf-8")
    (laws / "样例法(抄).txt").write_text(copy, encoding="utf-8")
    (laws / "样例法-2024.txt").write_text(copy.replace("甲。", "新甲。"), encoding="utf-8")
    report = bring(laws, store)
    assert len(report.refused) == 1
    assert "same version" in report.refused[0].mistakes[0].why
    stands = {each.law.id: each.law.standing for each in report.imported}
    assert stands == {
        "样例法@2020-06-01": Standing.SUPERSEDED,
        "样例法@2024-01-01": Standing.IN_FORCE,
    }
    assert shelf(store).find_article("样例法", "1") == Ref(Kind.LAW, "样例法@2024-01-01/1")


def test_a_law_alike_is_another_law(laws: Path, store: Store) -> None:
    write(laws, "刑事诉讼法", ["甲。"])
    bring(laws, store)
    for name in ("刑法", "诉讼法", "法", ""):
        assert shelf(store).find_article(name, "1") is None
    assert shelf(store).find_article("刑事诉讼法", "9") is None
    assert shelf(store).find_article("刑事诉讼法", "甲") is None


def test_a_replacement_that_fails_midway_changes_nothing(
    laws: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(laws, "样例法", ["甲。", "乙。"])
    bring(laws, store)
    write(laws, "样例法", ["新甲。", "新乙。"])
    from kiosk.library import store as module

    insert, done = module._insert, []

    def failing(*args: object) -> None:
        if done:
            raise LibraryError("the disk is full")
        done.append(1)
        insert(*args)

    monkeypatch.setattr(module, "_insert", failing)
    with pytest.raises(LibraryError):
        bring(laws, store)
    monkeypatch.undo()
    assert texts(store, "样例法")[:2] == ["甲。", "乙。"]
    store.check()


def test_a_terminal_at_work_sees_whole_laws_only_and_the_new_ones_without_a_restart(
    laws: Path, tmp_path: Path
) -> None:
    write(laws, "样例法", ["旧文。"] * 40)
    writer, terminal = Store(tmp_path / "library.db"), shelf(Store(tmp_path / "library.db"))
    bring(laws, writer)
    write(laws, "样例法", ["新文。"] * 40)
    ended = threading.Event()

    def import_again() -> None:
        for _ in range(3):
            bring(laws, writer)
        ended.set()

    seen: set[tuple[int, int]] = set()

    def look() -> None:
        found = terminal.search("文。", Kind.LAW, 100)
        assert isinstance(found, Found), found
        words = [hit.text[0] for hit in found.hits]
        seen.add((words.count("旧"), words.count("新")))

    look()
    importing = threading.Thread(target=import_again)
    importing.start()
    while not ended.is_set():
        look()
    importing.join()
    look()
    assert seen == {(40, 0), (0, 40)}


def test_many_threads_share_one_library(laws: Path, store: Store) -> None:
    rng = random.Random(1)
    write(laws, "样例法", made_articles(rng, 60))
    bring(laws, store)
    library, wrong = shelf(store), []

    def look() -> None:
        for words in ("申请", "法律援助 应当", "样例法 3", "。"):
            found = library.search(words)
            if not isinstance(found, Found) or not found.hits:
                wrong.append((words, found))

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_damaged_file_is_a_fault_and_a_new_one_is_seen_by_the_running_terminal(
    laws: Path, tmp_path: Path
) -> None:
    path = tmp_path / "library.db"
    store, terminal = Store(path), shelf(Store(path))
    write(laws, "样例法", ["甲。"] * 50)
    bring(laws, store)
    assert isinstance(terminal.search("甲"), Found)
    store.close()
    terminal.close()
    data = bytearray(path.read_bytes())
    data[:4096] = bytes(4096)
    path.write_bytes(data)
    for fault in (terminal.search("甲"), terminal.open(Ref(Kind.LAW, "x")), terminal.holdings()):
        assert isinstance(fault, LibraryFault)
        assert "甲" not in fault.why
    assert terminal.find_article("样例法", "1") is None
    with pytest.raises(LibraryError) as caught:
        store.check()
    assert caught.value.damaged
    kept = store.start_anew()
    assert kept.exists()
    bring(laws, store)
    found = terminal.search("甲", Kind.LAW)
    assert isinstance(found, Found)
    assert found.total == 50


def test_a_terminal_at_work_goes_over_to_a_file_that_took_the_place_of_its_own(
    laws: Path, tmp_path: Path
) -> None:
    store, terminal = Store(tmp_path / "library.db"), shelf(Store(tmp_path / "library.db"))
    write(laws, "样例法", ["旧文。"])
    bring(laws, store)
    assert [len(terminal_hits(terminal, each)) for each in ("旧文", "新文")] == [1, 0]
    store.start_anew()
    write(laws, "样例法", ["新文。"])
    bring(laws, store)
    assert [len(terminal_hits(terminal, each)) for each in ("旧文", "新文")] == [0, 1]
    assert terminal_hits(terminal, "离婚", Kind.QA)


def test_a_terminal_at_work_learns_what_was_superseded_by_an_import_and_by_a_new_day(
    laws: Path, tmp_path: Path
) -> None:
    days = [TODAY]
    store = Store(tmp_path / "library.db")
    terminal = Shelf(Store(tmp_path / "library.db"), lambda: days[0])
    write(laws, "样例法", ["旧文。"])
    bring(laws, store)
    assert [hit.standing for hit in terminal_hits(terminal, "旧文")] == [Standing.IN_FORCE]
    text = made_law("样例法", ["新文。"], since="2027年1月1日").replace("2020年6", "2026年6")
    (laws / "样例法-2026.txt").write_text(text, encoding="utf-8")
    bring(laws, store)
    assert [hit.standing for hit in terminal_hits(terminal, "文。")] == [
        Standing.IN_FORCE,
        Standing.NOT_YET,
    ]
    days[0] = date(2027, 1, 1)
    assert [(hit.text, hit.standing) for hit in terminal_hits(terminal, "文。")] == [
        ("新文。", Standing.IN_FORCE),
        ("旧文。", Standing.SUPERSEDED),
    ]


def terminal_hits(terminal: Shelf, words: str, kind: Kind = Kind.LAW) -> tuple[Hit, ...]:
    found = terminal.search(words, kind)
    assert isinstance(found, Found), found
    return found.hits


def test_a_fault_inside_takes_back_all_of_it_and_keeps_its_name(store: Store) -> None:
    store.set_meta("key", "old")

    def write_and_fail() -> None:
        with store.writing():
            store.set_meta("key", "new")
            with store.writing() as db:
                db.execute("SELECT * FROM nothing")

    with pytest.raises(LibraryError, match="SQLITE_ERROR"):
        write_and_fail()
    assert store.meta("key") == "old"


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    terminal = shelf(Store(tmp_path / "file" / "library.db"))
    assert isinstance(terminal.search("甲"), LibraryFault)
    assert isinstance(terminal.holdings(), LibraryFault)


def test_a_database_of_another_version_is_not_touched(tmp_path: Path, store: Store) -> None:
    with store.writing() as db:
        db.execute("PRAGMA user_version = 99")
    other = Store(store.path)
    assert isinstance(shelf(other).search("甲"), LibraryFault)


@pytest.mark.skipif(real_laws() is None, reason="the real law texts are not here")
def test_the_real_laws_are_read_fully(store: Store) -> None:
    folder = real_laws()
    assert folder is not None
    report = bring(folder, store)
    assert report.refused == ()
    assert len(report.imported) == len(list(folder.iterdir()))
    superseded = {
        each.law.short for each in report.imported if each.law.standing is Standing.SUPERSEDED
    }
    assert {"法律援助条例", "社会救助暂行办法"} == superseded
    ref = shelf(store).find_article("法律援助法", "第三十一条")
    assert ref is not None
    payload = store.payload(ref)
    assert payload is not None
    assert json.loads(payload)["path"]
