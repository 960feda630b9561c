import pytest

from kiosk.library.laws.reading import LawText, Unreadable, read_law

HEAD = "# 中华人民共和国样例法\n\n2020年6月1日 样例会议通过\n\n<!-- INFO END -->\n\n"


def read(body: str, head: str = HEAD) -> LawText:
    return read_law(head + body)


def numbers(text: LawText) -> list[str]:
    return [article.printed for article in text.articles]


def why(body: str, head: str = HEAD) -> list[tuple[int, str]]:
    with pytest.raises(Unreadable) as caught:
        read(body, head)
    return [(each.line, each.why) for each in caught.value.mistakes]


def test_a_law_with_chapters_paragraphs_and_items() -> None:
    text = read(
        "## 第一章　总　则\n第一条 为了样例，制定本法。\n\n"
        "第二条　下列情形：\n\n（一）甲；\n\n(二)乙；\n\n1. 丙。\n\n"
        "## 第二章 附  则\n\n### 第一节 一般\n\n第三条 本法自2021年1月1日起施行。\n"
    )
    assert text.header.name == "中华人民共和国样例法"
    assert text.header.dated == ["2020年6月1日 样例会议通过"]
    assert numbers(text) == ["第一条", "第二条", "第三条"]
    assert text.articles[1].paragraphs == ["下列情形：", "（一）甲；", "(二)乙；", "1. 丙。"]
    assert text.articles[1].path == ("第一章 总 则",)
    assert text.articles[2].path == ("第二章 附 则", "第一节 一般")


def test_a_front_matter_names_the_law_its_dates_and_its_status() -> None:
    head = (
        '---\ntitle: "样例法"\npublish_date: "2026-04-30"\nimplement_date: "2026-07-01"\n'
        'status: "现行有效"\ntags:\n  - 样例\n---\n\n# 样例法\n\n2026-04-30 公布\n'
        "2026-07-01 施行\n\n"
    )
    text = read("## 第一章　总则\n第一条 甲。\n第二条 乙。\n\n[[Category:样例|YANG LI]]", head)
    assert text.header.status == "现行有效"
    assert str(text.header.effective) == "2026-07-01"
    assert text.header.dated == ["2026-04-30 公布", "2026-07-01 施行"]
    assert [each.paragraphs for each in text.articles] == [["甲。"], ["乙。"]]


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (["第一条 甲。", "第一条之一 乙。", "第二条 丙。"], ["第一条", "第一条之一", "第二条"]),
        (["第１条 甲。", "第2条 乙。"], ["第１条", "第2条"]),
        (["第一条 甲。", "第二 条乙。"], ["第一条", "第二条"]),
        (
            ["第一条甲。", "第二条中华人民共和国境内。", "第三条规划。"],
            ["第一条", "第二条", "第三条"],
        ),
        (["**第一条** 甲。", "### 第二条 乙。"], ["第一条", "第二条"]),
        (["第一条", "甲。", "第二条", "乙。"], ["第一条", "第二条"]),
    ],
)
def test_numbers_of_articles_in_every_writing(lines: list[str], printed: list[str]) -> None:
    assert numbers(read("\n".join(lines))) == printed


def test_a_number_at_the_start_of_a_paragraph_may_be_a_mention() -> None:
    text = read(
        "第一条 甲。\n\n第二条规定的情形，不适用。\n\n第二条 乙。\n\n第一条、第二条所称的丙。\n\n"
        "第二十条的丁。\n\n第三条等情形己。\n\n第九条 规定的庚。\n\n第三条 戊。"
    )
    assert numbers(text) == ["第一条", "第二条", "第三条"]
    assert text.articles[0].paragraphs == ["甲。", "第二条规定的情形，不适用。"]
    assert text.articles[1].paragraphs[1:] == [
        "第一条、第二条所称的丙。",
        "第二十条的丁。",
        "第三条等情形己。",
        "第九条 规定的庚。",
    ]


def test_what_stands_before_article_one_is_kept_and_a_table_of_contents_does_no_harm() -> None:
    text = read(
        "样例〔2022〕1号\n\n为样例，制定。\n\n目　录\n第一章 总则\n第二章 附则\n\n"
        "第一章 总则\n\n第一条 甲。"
    )
    assert numbers(text) == ["前言", "第一条"]
    assert text.articles[0].paragraphs == ["样例〔2022〕1号", "为样例，制定。"]
    assert text.articles[1].path == ("第一章 总则",)


def test_a_chapter_without_a_number_and_an_appendix() -> None:
    text = read(
        "## 第一编 甲编\n### 第一章 乙章\n第一条 甲。\n\n附则\n\n第二条 乙。\n\n附件：\n\n样例表"
    )
    assert text.articles[0].path == ("第一编 甲编", "第一章 乙章")
    assert text.articles[1].path == ("附则",)
    assert (text.articles[2].printed, text.articles[2].paragraphs) == ("附件", ["样例表"])


@pytest.mark.parametrize(
    ("body", "line", "part"),
    [
        ("第一条 甲。\n第三条 乙。", 8, "第三条 follows 第一条"),
        ("第二条 甲。", 7, "第二条 is the first article"),
        ("第一条 甲。\n第二条 乙。\n第二条 丙。", 9, "第二条 follows 第二条"),
        ("第一条 甲。\n{| class=wikitable", 8, "markup"),
        ("第一条 甲。\n第二条\n第三条 乙。", 9, "第二条 has no text"),
        ("甲。", 7, "no article"),
    ],
)
def test_what_is_not_understood_is_named_with_its_line(body: str, line: int, part: str) -> None:
    assert [(at, part in reason) for at, reason in why(body)] == [(line, True)]


def test_a_text_without_a_name_and_a_front_matter_without_an_end() -> None:
    assert "no name" in why("第一条 甲。", "")[0][1]
    assert "front matter" in why("第一条 甲。", "---\ntitle: 样例\n\n")[0][1]
