from datetime import date

from kiosk.library.laws.reading import read_law
from kiosk.library.laws.record import LawRecord, laws_today, record_of
from kiosk.library.model import Standing

TODAY = date(2026, 11, 23)


def record(
    name: str, *, dated: str = "", last: str = "", front: str = "", stem: str = ""
) -> LawRecord:
    info = "".join(f"{line}\n\n" for line in dated.splitlines())
    text = f"{front}# {name}\n\n{info}<!-- INFO END -->\n\n第一条 甲。\n第二条 {last or '乙。'}\n"
    return record_of(read_law(text), stem)


def front(status: str, effective: str = "2020-01-01") -> str:
    return f'---\ntitle: "样例"\nimplement_date: "{effective}"\nstatus: "{status}"\n---\n'


def standing(*records: LawRecord, today: date = TODAY) -> list[Standing]:
    laws = laws_today(records, today)
    return [laws[each.id].standing for each in records]


def test_since_is_told_by_the_header_the_front_matter_or_the_last_article() -> None:
    assert record("甲法", dated="2003年9月1日 施行").since == "2003-09-01"
    assert record("甲法", front=front("有效", "2026-07-01")).since == "2026-07-01"
    assert record("甲法", last="本法自2021年1月1日起施行。").since == "2021-01-01"
    assert record("甲法").since == ""


def test_the_day_of_a_former_version_is_not_since_when_this_one_is_in_force() -> None:
    amended = "1990年9月7日 通过\n2020年11月11日 第三次修正"
    law = record("甲法", dated=amended, last="本法自1991年6月1日起施行。")
    assert (law.since, law.version, law.issued) == ("", "2020-11-11", "2020年11月11日 第三次修正")
    assert record("甲法", last="本法自2004年1月1日起施行。", stem="甲法-2010").since == ""
    assert record("甲法", dated="2020年1月5日 通过", last="本法自2020年1月5日起施行。").since


def test_a_law_comes_into_force_on_its_day() -> None:
    law = record("甲法", dated="2026年6月1日 通过", last="本法自2027年1月1日起施行。")
    assert standing(law) == [Standing.NOT_YET]
    assert standing(law, today=date(2026, 12, 31)) == [Standing.NOT_YET]
    assert standing(law, today=date(2027, 1, 1)) == [Standing.IN_FORCE]


def test_what_a_front_matter_says_of_itself() -> None:
    assert standing(record("甲法", front=front("已废止"))) == [Standing.SUPERSEDED]
    assert standing(record("甲法", front=front("尚未生效", ""))) == [Standing.NOT_YET]
    assert standing(record("甲法", front=front("现行有效"))) == [Standing.IN_FORCE]


def test_a_law_that_a_later_one_abolishes_is_superseded_once_that_is_in_force() -> None:
    old = record("某省样例条例", dated="1990年2月17日 通过")
    new = record(
        "某省新样例条例",
        dated="2026年7月27日 通过",
        last="本条例自2027年1月1日起施行。1990年通过的《某省样例条例》同时废止。",
    )
    assert standing(old, new) == [Standing.IN_FORCE, Standing.NOT_YET]
    later = laws_today([old, new], date(2027, 1, 1))
    assert later[old.id].standing is Standing.SUPERSEDED
    assert later[old.id].superseded_by == "某省新样例条例"
    assert later[new.id].standing is Standing.IN_FORCE


def test_of_two_versions_the_later_stands() -> None:
    old, new = record("甲法", stem="甲法-2010"), record("中华人民共和国甲法", stem="甲法-2020")
    assert standing(old, new) == standing(new, old)[::-1]
    assert standing(old, new) == [Standing.SUPERSEDED, Standing.IN_FORCE]


def test_a_statute_takes_the_place_of_the_earlier_regulation_on_its_subject() -> None:
    old = record("样例援助条例", stem="样例援助条例-2003")
    trial = record("样例救助暂行办法", stem="样例救助暂行办法-2014")
    aid, relief = (
        record(f"中华人民共和国样例{each}法", stem="法-2021") for each in ("援助", "救助")
    )
    assert standing(old, trial, aid, relief)[:2] == [Standing.SUPERSEDED] * 2
    later = record("样例援助条例", stem="样例援助条例-2023")
    local = record("某省样例援助条例", stem="某省样例援助条例-2003")
    rules = record("样例援助法实施条例", stem="样例援助法实施条例-2003")
    assert set(standing(later, local, rules, aid)) == {Standing.IN_FORCE}


def test_a_record_survives_being_kept() -> None:
    law = record("甲法", dated="2020年6月1日 通过", last="《乙法》同时废止。")
    assert LawRecord.from_json(law.to_json()) == law
    assert law.abolishes == ("乙法",)
