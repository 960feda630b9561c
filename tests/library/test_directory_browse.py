"""The directory in the library: narrowed by place, kind and name; samples only to try out."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.county.directory import DirectoryEntry, PlaceKind
from kiosk.library.cli import library
from kiosk.library.directory import keeping
from kiosk.library.directory.keeping import (
    SAMPLE,
    ensure_sample_directory,
    keep_directory,
    kept_directory,
    open_entry,
)
from kiosk.library.directory.reading import read_list
from kiosk.library.model import Directory, Entry, Filter, Found, Holdings, Kind, Ref
from kiosk.library.shelf import Shelf
from kiosk.library.stock import stock
from kiosk.library.store import LibraryError, Store

DAY = date(2026, 11, 1)


def an_entry(kind: PlaceKind, name: str, **values: object) -> DirectoryEntry:
    return DirectoryEntry.model_validate({"kind": kind, "name": name, "sample": True} | values)


COUNTY = (
    an_entry(PlaceKind.VILLAGE_ADVISER, "样例乙", township="东乡", village="张庄"),
    an_entry(PlaceKind.MEDIATION, "样例东乡调委会", township="东乡"),
    an_entry(PlaceKind.JUDICIAL_OFFICE, "样例东乡司法所", township="东乡"),
    an_entry(PlaceKind.VILLAGE_ADVISER, "样例甲", township="东乡", village="李庄"),
    an_entry(PlaceKind.VILLAGE_ADVISER, "样例丙", township="西乡", village="张庄"),
    an_entry(PlaceKind.JUDICIAL_OFFICE, "样例西乡司法所", township="西乡"),
    an_entry(PlaceKind.MEDIATION, "样例张庄调委会", township="东乡", village="张庄"),
    an_entry(PlaceKind.LAW_FIRM, "样例所", township="东乡"),
    an_entry(PlaceKind.LAWYER, "曾样例", firm="样例所"),
    an_entry(PlaceKind.LAWYER, "安样例", firm="样例所", phone="0396-0000001"),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "library.db")


@pytest.fixture
def shelf(store: Store) -> Shelf:
    keep_directory(store, COUNTY, DAY)
    return Shelf(store, lambda: DAY)


def found(shelf: Shelf, **wanted: object) -> Directory:
    directory = shelf.browse(Filter(**wanted))  # type: ignore[arg-type]
    assert isinstance(directory, Directory)
    return directory


def names(directory: Directory) -> list[str]:
    return [each.entry.name for each in directory.entries]


class TestBrowse:
    def test_everybody_by_kind_and_pinyin(self, shelf: Shelf) -> None:
        everybody = found(shelf)
        assert names(everybody) == [
            "安样例",
            "曾样例",
            "样例所",
            "样例东乡调委会",
            "样例张庄调委会",
            "样例东乡司法所",
            "样例西乡司法所",
            "样例丙",
            "样例甲",
            "样例乙",
        ]
        assert everybody.townships == ("东乡", "西乡")
        assert everybody.villages == ()
        assert everybody.as_of == DAY
        assert set(everybody.kinds) == {entry.kind for entry in COUNTY}

    def test_by_township_then_village(self, shelf: Shelf) -> None:
        township = found(shelf, township="东乡")
        assert township.villages == ("李庄", "张庄")
        assert {each.entry.township for each in township.entries} == {"东乡"}
        assert township.townships == ("东乡", "西乡")

    def test_a_village_has_its_adviser_first_then_those_of_its_township(self, shelf: Shelf) -> None:
        assert names(found(shelf, township="东乡", village="张庄")) == [
            "样例乙",
            "样例东乡司法所",
            "样例东乡调委会",
            "样例张庄调委会",
        ]
        assert names(found(shelf, township="西乡", village="张庄")) == ["样例丙", "样例西乡司法所"]

    def test_a_village_of_a_name_that_is_there_twice(self, shelf: Shelf) -> None:
        both = names(found(shelf, village="张庄"))
        assert both[:4] == ["样例丙", "样例乙", "样例东乡司法所", "样例西乡司法所"]
        assert "样例甲" not in both
        assert names(found(shelf, village="李庄")) == ["样例甲", "样例东乡司法所", "样例东乡调委会"]

    def test_by_kind(self, shelf: Shelf) -> None:
        offices = found(shelf, kind=PlaceKind.JUDICIAL_OFFICE)
        assert names(offices) == ["样例东乡司法所", "样例西乡司法所"]
        assert offices.townships == ("东乡", "西乡")
        assert len(offices.kinds) == 5
        here = found(shelf, kind=PlaceKind.VILLAGE_ADVISER, township="西乡")
        assert names(here) == ["样例丙"]
        assert here.kinds == (PlaceKind.JUDICIAL_OFFICE, PlaceKind.VILLAGE_ADVISER)

    @pytest.mark.parametrize("name", ["曾样", "zyl", "ZYL", "cyl", "zengyang", " z y l ", "ｚｙｌ"])
    def test_by_name_or_pinyin(self, shelf: Shelf, name: str) -> None:
        assert names(found(shelf, name=name)) == ["曾样例"]

    def test_nobody(self, shelf: Shelf) -> None:
        assert found(shelf, name="没有") == Directory((), as_of=DAY)
        assert found(shelf, township="南乡").entries == ()

    def test_no_directory_at_all(self, store: Store) -> None:
        assert Shelf(store, lambda: DAY).browse(Filter()) == Directory(())


class TestKeeping:
    def test_an_entry_is_opened_by_its_name_for_it(self, shelf: Shelf, store: Store) -> None:
        for each in found(shelf).entries:
            assert open_entry(store, each.ref) == each == shelf.open(each.ref)
        assert open_entry(store, Ref(Kind.DIRECTORY, "gone")) is None

    @pytest.mark.parametrize(
        "words", ["zyl", "zengyangli", "曾样例", "安样例 律师", "0396-0000001"]
    )
    def test_the_one_search_finds_people_too(self, shelf: Shelf, words: str) -> None:
        hits = shelf.search(words)
        assert isinstance(hits, Found)
        (hit,) = hits.hits
        opened = shelf.open(hit.ref)
        assert isinstance(opened, Entry)
        assert opened.entry.name in ("曾样例", "安样例")

    def test_it_is_counted(self, shelf: Shelf) -> None:
        holdings = shelf.holdings()
        assert isinstance(holdings, Holdings)
        assert (holdings.entries, holdings.sample_entries) == (10, 10)

    def test_another_import_takes_its_place_and_names_stay_unmixed(
        self, shelf: Shelf, store: Store
    ) -> None:
        before = found(shelf).entries
        keep_directory(store, COUNTY[:1], DAY)
        assert names(found(shelf)) == ["样例乙"]
        opened = [shelf.open(each.ref) for each in before]
        assert [each.entry.name for each in opened if isinstance(each, Entry)] == ["样例乙"]

    def test_alike_in_everything_is_one(self, store: Store) -> None:
        about = keep_directory(store, COUNTY[:1] * 2, DAY)
        assert about.entries == 1

    def test_what_fails_half_way_changes_nothing(self, shelf: Shelf, store: Store) -> None:
        before = found(shelf)
        with sqlite3.connect(store.path) as other:
            other.execute(
                "CREATE TRIGGER full BEFORE INSERT ON document WHEN new.title = '样例丙'"
                " BEGIN SELECT raise(ABORT, 'full'); END"
            )
        with pytest.raises(LibraryError):
            keep_directory(store, COUNTY, date(2026, 11, 2))
        assert found(shelf) == before
        assert shelf.search("样例东乡司法所") == Shelf(store, lambda: DAY).search("样例东乡司法所")


class TestSample:
    def test_it_says_of_everything_that_it_is_one(self) -> None:
        entries = read_list(SAMPLE.read_bytes())
        assert 55 <= len(entries) <= 80
        assert {entry.kind for entry in entries} == set(PlaceKind)
        assert len({entry.township for entry in entries}) > 5
        for entry in entries:
            assert entry.sample
            assert entry.name.startswith("样例")
            assert entry.phone.startswith("0396-00000")

    def test_an_embedded_centre_has_it(self, store: Store) -> None:
        stock(store, embedded=True)
        about = kept_directory(store)
        assert about is not None
        assert about.samples == about.entries > 50

    def test_it_is_put_there_once(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        stock(store, embedded=True)
        monkeypatch.setattr(keeping, "spell", lambda _names: pytest.fail("imported again"))
        ensure_sample_directory(store, embedded=True)

    def test_any_other_centre_has_it_not_even_when_it_was_tried_out_before(
        self, store: Store
    ) -> None:
        stock(store, embedded=False)
        assert kept_directory(store) is None
        stock(store, embedded=True)
        stock(store, embedded=False)
        assert kept_directory(store) is None
        assert store.count(Kind.DIRECTORY) == 0

    @pytest.mark.parametrize("embedded", [True, False])
    @pytest.mark.parametrize("entries", [COUNTY, ()])
    def test_a_directory_of_others_stays(
        self, store: Store, embedded: bool, entries: tuple[DirectoryEntry, ...]
    ) -> None:
        stock(store, embedded=True)
        kept = keep_directory(store, entries, DAY)
        stock(store, embedded=embedded)
        assert kept_directory(store) == kept
        assert store.count(Kind.DIRECTORY) == len(entries)

    def test_one_that_comes_meanwhile_wins(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        spell = keeping.spell

        def slow(names: list[tuple[str, bool]]) -> list[str]:
            monkeypatch.setattr(keeping, "spell", spell)
            keep_directory(store, COUNTY, DAY)
            return spell(names)

        monkeypatch.setattr(keeping, "spell", slow)
        stock(store, embedded=True)
        assert store.count(Kind.DIRECTORY) == len(COUNTY)

    def test_a_disk_that_takes_nothing_is_logged_and_no_more(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        (tmp_path / "library.db").mkdir()
        stock(Store(tmp_path / "library.db"), embedded=True)
        assert "sample-directory-not-made" in caplog.text


class TestCommand:
    @pytest.fixture
    def settings(self, tmp_path: Path) -> Path:
        path = tmp_path / "config.toml"
        path.write_text('[terminal]\ndata_dir = "data"\n', encoding="utf-8")
        return path

    def run(self, settings: Path, file: Path) -> tuple[int, str, str]:
        arguments = ["import-directory", str(file), "--as-of", "2026-11-01"]
        done = CliRunner().invoke(library, [*arguments, "--config", str(settings)])
        return done.exit_code, done.stdout, done.stderr

    def test_it_imports_and_imports_again(self, settings: Path, tmp_path: Path) -> None:
        good = tmp_path / "list.csv"
        good.write_bytes("类别,名称\n公证处,样例公证处\n".encode("gb18030"))
        said = (0, "1 entries of 2026-11-01 are the directory now.\n", "")
        assert self.run(settings, good) == self.run(settings, good) == said

    def test_one_bad_line_and_nothing_changes(self, settings: Path, tmp_path: Path) -> None:
        code, said, _ = self.run(settings, SAMPLE)
        assert (code, said) == (
            0,
            "58 entries of 2026-11-01 are the directory now, 58 of them samples.\n",
        )
        bad = tmp_path / "list.csv"
        bad.write_text("类别,名称\n公证处,样例公证处\n律师所,样例\n公证处,\n", encoding="utf-8")
        code, said, wrong = self.run(settings, bad)
        assert (code, said) == (1, "")
        head, first, second = wrong.splitlines()
        assert head.endswith("list.csv cannot be used; nothing was imported:")
        assert first.startswith('  line 3, 类别 = "律师所": one of ')
        assert second.startswith('  line 4, 名称 = "": ')
        assert Store(tmp_path / "data" / "library.db").count(Kind.DIRECTORY) == 58
