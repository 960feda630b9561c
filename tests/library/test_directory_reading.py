"""A directory's list in CSV: as people write it, every mistake named, never half of it."""

import pytest

from kiosk.county.directory import MOST_ENTRIES, PlaceKind
from kiosk.library.directory.reading import ListError, read_list

HEAD = "类别,名称,执业机构,乡镇,村（居）,地址,时间,电话,样例\n"
ROW = "村（居）法律顾问,样例顾问甲,样例律师事务所,样例镇,样例村,样例路1号,工作日,0396-0000001,是\n"


def mistakes(text: str, encoding: str = "utf-8") -> list[str]:
    with pytest.raises(ListError) as refused:
        read_list(text.encode(encoding))
    return list(refused.value.mistakes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_write(encoding: str, ends: str) -> None:
    (entry,) = read_list((HEAD + ROW).replace("\n", ends).encode(encoding))
    assert entry.model_dump(mode="json") == {
        "kind": "village_adviser",
        "name": "样例顾问甲",
        "firm": "样例律师事务所",
        "township": "样例镇",
        "village": "样例村",
        "address": "样例路1号",
        "hours": "工作日",
        "phone": "0396-0000001",
        "sample": True,
    }


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        *((kind.value, kind) for kind in PlaceKind),
        ("律师", PlaceKind.LAWYER),
        ("律师事务所", PlaceKind.LAW_FIRM),
        ("公证处", PlaceKind.NOTARY),
        ("司法鉴定机构", PlaceKind.FORENSIC),
        ("人民调解委员会", PlaceKind.MEDIATION),
        ("司法所", PlaceKind.JUDICIAL_OFFICE),
        ("村(居)法律顾问", PlaceKind.VILLAGE_ADVISER),
        (" 村居法律顾问 ", PlaceKind.VILLAGE_ADVISER),
        ("LAWYER", PlaceKind.LAWYER),
    ],
)
def test_kinds_in_chinese_and_english(word: str, kind: PlaceKind) -> None:
    text = f"kind,name,township,village\n{word},样例,样例镇,样例村\n"
    assert read_list(text.encode())[0].kind is kind


def test_columns_in_any_order_with_the_rest_left_out() -> None:
    (entry,) = read_list(
        "Name,联系电话,KIND\n样例公证处,０３９６－０００ ０００２,notary\n".encode()
    )
    assert (entry.name, entry.phone, entry.sample) == ("样例公证处", "0396-0000002", False)


def test_quotes_commas_empty_lines_and_line_ends_in_cells() -> None:
    text = (
        "类别,名称,地址\n\n"
        '公证处,"样例""公证""处","样例路1号，\n二楼, 左"\n'
        ",,\n"
        "公证处,样例第二公证处\n\n"
    )
    first, second = read_list(text.encode())
    assert (first.name, first.address) == ('样例"公证"处', "样例路1号， 二楼, 左")
    assert (second.name, second.address) == ("样例第二公证处", "")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("律师所,样例", '类别 = "律师所": one of 律师 (lawyer)、'),
        ("律师,", '名称 = "": text of 1 to 60 characters'),
        (f"律师,{'长' * 61}", f'名称 = "{"长" * 40}…": text of 1 to 60'),
        ("律师,样例,,,,,,0396 1234567转8", "电话 = "),
        ("律师,样例,,,,,,0396-1111111/2222222", "电话 = "),
        ("律师,样例,,,,,,,也许", '样例 = "也许": 是 (yes) or 否 (no)'),
        ("司法所,样例", '乡镇 = "": the township that it belongs to'),
        ("村居法律顾问,样例,,样例镇", '村（居） = "": the village that the adviser is for'),
        ("人民调解委员会,样例,,,样例村", '乡镇 = "": the township'),
        ("律师,样\u202e例", "名称 = "),
        ("律师,样\x07例", "名称 = "),
        ("律师,样例,一,二,三,四,五,6,是,多", 'number of cells = "10": 9 at most'),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_read(row: str, said: str) -> None:
    (mistake,) = mistakes(HEAD + ROW + row + "\n")
    assert mistake.startswith(f"line 3, {said}")


def test_every_mistake_is_named_at_its_line() -> None:
    text = HEAD + '律师,"样例\n甲",,,,,,x,也许\n\n律师所,\n' + ROW
    assert [each.partition(" =")[0] for each in mistakes(text)] == [
        "line 2, 电话",
        "line 2, 样例",
        "line 5, 类别",
        "line 5, 名称",
    ]


def test_the_same_one_twice_is_named_and_namesakes_are_not() -> None:
    text = "类别,名称,执业机构\n律师,样例,甲所\n律师,样例,乙所\n律师,样例,甲所\n"
    assert mistakes(text) == ['line 4, 名称 = "样例": stands in line 2 already']


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("类别,名称,手机", '"手机": no such column (there are: 类别 (kind)'),
        ("类别,名称,name", '"name": name is there twice'),
        ("类别,电话", "column 名称 (name) is missing"),
        ("名称", "column 类别 (kind) is missing"),
    ],
)
def test_headers(head: str, said: str) -> None:
    assert said in mistakes(f"{head}\n律师,样例\n")[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"\n , \n", "the file is empty"),
        (HEAD.encode(), "there is no entry below the headers"),
        (b"\x89PNG\r\n\x1a\n\x00\xff\xff", "the text is neither UTF-8 nor GB18030"),
        ((HEAD + ROW).encode("utf-16"), "line 1: "),
        ((HEAD + ROW + ROW).encode()[:-2] + b"\n", "line 3: bytes that are not UTF-8"),
        (b"kind,name\nlawyer,\xe6\xa0\xb7\xe4\xbe\x8b\xe6\n", "line 2: bytes that are not UTF-8"),
        ((HEAD + ROW + ROW[:30]).encode(), "line 3: the file breaks off here"),
        ((HEAD + '律师,"样例\n').encode(), "line 2: not CSV: unexpected end of data"),
        ((HEAD + '律师,"样"例\n').encode(), "line 2: not CSV: "),
        (b"x" * (16 * 1024 * 1024 + 1), "the file is longer than 16 MB"),
    ],
)
def test_what_is_no_list(data: bytes, said: str) -> None:
    with pytest.raises(ListError) as refused:
        read_list(data)
    assert said in refused.value.mistakes[0]


def test_too_many_entries() -> None:
    rows = [f"notary,{number}" for number in range(MOST_ENTRIES + 1)]
    assert mistakes("kind,name\n" + "\n".join(rows) + "\n") == [
        "there are 20001 entries; 20000 are the most"
    ]
    assert len(read_list(("kind,name\n" + "\n".join(rows[1:]) + "\n").encode())) == MOST_ENTRIES
