import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rule_packs import changed, content, shipped

from kiosk.__main__ import main
from kiosk.legal_aid.svg import wrapped

SVG = "{http://www.w3.org/2000/svg}"


def kiosk(*words: str, entered: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["legal-aid", *words], input=entered)


def case(**facts: Any) -> str:
    return json.dumps({"matter": "unpaid_wages", "special_ground": [], **facts})


def test_check_prints_exactly_what_other_programs_read(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(case(has_lawyer="no", group=["migrant_worker"], group_proof="yes"))
    done = kiosk("check", "--facts", str(file), "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {
        "outcome": "likely",
        "means": "waived",
        "basis": ["LAL-31-5", "LAL-42-3"],
        "documents": ["application_form", "identity", "case_materials", "status_proof"],
        "urgent": False,
        "pack": shipped().version,
    }
    assert "likely" in kiosk("check", "--facts", str(file)).stdout


def test_a_bad_fact_ends_with_2_and_names_it() -> None:
    done = kiosk("check", "--facts", "-", "--json", entered=case(hardship="bit"))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert 'hardship = "bit": one of yes, no, unknown' in done.stderr


@pytest.mark.parametrize("words", [(), ("--facts", "-", "--batch", "-"), ("--facts", "none.json")])
def test_a_wrong_command_line_ends_with_2(words: tuple[str, ...]) -> None:
    assert kiosk("check", *words).exit_code == 2


def test_a_batch_answers_line_by_line_and_goes_on_after_a_bad_one() -> None:
    good = case(has_lawyer="no", hardship="yes")
    bad = {
        case(hardship="bit"): ("hardship", "bit", "unknown"),
        "{": ("JSON",),
        "": ("JSON",),
        "[1]": ("object",),
        '{"matter": "advice", "matter": "victim"}': ("matter", "twice"),
        '{"matter": "\\ud800"}': ("matter", "advice"),
        "[" * 100_000: ("nested",),
        case(income_per_person_month=float("nan")): ("income_per_person_month", "NaN"),
        case(on="2021-12-31"): ("on", "2021-12-31", "2022-01-01"),
    }
    lines = [line for each in bad for line in (each, good)]
    done = kiosk("check", "--batch", "-", entered="\n".join(lines))
    assert done.exit_code == 0
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(results) == len(lines)
    for result, named in zip(results[::2], bad.values(), strict=True):
        assert list(result) == ["error"]
        assert all(word in result["error"] for word in named), result
    assert {result["outcome"] for result in results[1::2]} == {"likely"}


def test_a_batch_takes_what_is_no_text_and_a_byte_order_mark() -> None:
    done = kiosk(
        "check", "--batch", "-", entered=b'\xef\xbb\xbf{"matter":"advice"}\r\n\xff\xfe\xff\n'
    )
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["outcome"] == "advice"
    assert "JSON" in second["error"]


def test_explain_gives_articles_sources_and_what_is_unconfirmed() -> None:
    facts = case(has_lawyer="no", income_per_person_month=800, deadline_within_7_days="yes")
    done = kiosk("explain", "--facts", "-", entered=facts)
    assert done.exit_code == 0
    for part in (
        "《中华人民共和国法律援助法》第三十一条第（五）项（LAL-31-5）：符合",
        "第四十四条第一款第（一）项",
        "第四十二条第（三）项（LAL-42-3）：还不清楚",
        "因为：事项＝拖欠工资",
        "自2022-01-01起施行；〔本条规则尚未经人核对签字〕",
        "经济困难标准〔尚未核实〕",
        "司法部令第148号",
        shipped().checksum,
    ):
        assert part in done.stdout
    assert "LAL-44-2" not in done.stdout


def test_explain_says_what_is_missing() -> None:
    facts = json.dumps({"matter": "retrial", "reopened": "no", "has_lawyer": "no"})
    done = kiosk("explain", "--facts", "-", entered=facts)
    assert "第三十三条（LAL-33）：不符合" in done.stdout
    assert "因为：已再审或者抗诉＝否" in done.stdout
    assert "仍然可以免费咨询" in done.stdout


def test_another_pack_can_be_used_and_a_broken_one_is_refused(tmp_path: Path) -> None:
    pack = tmp_path / "pack.json"
    pack.write_text(changed(lambda d: d.update(version="7.7")), encoding="utf-8")
    done = kiosk("check", "--facts", "-", "--json", "--pack", str(pack), entered=case())
    assert json.loads(done.stdout)["pack"] == "7.7"
    pack.write_text(changed(lambda d: d.update(version="x")), encoding="utf-8")
    refused = kiosk("check", "--facts", "-", "--pack", str(pack), entered=case())
    assert refused.exit_code == 2
    assert "version" in refused.stderr


def test_a_pack_written_by_hand_is_sealed(tmp_path: Path) -> None:
    pack = tmp_path / "pack.json"
    pack.write_text(json.dumps({**content(), "version": "7.7", "checksum": ""}), encoding="utf-8")
    assert kiosk("seal", str(pack)).exit_code == 0
    assert kiosk("map", "--pack", str(pack), "--out", str(tmp_path / "map.svg")).exit_code == 0
    before = "{" + pack.read_text(encoding="utf-8")
    pack.write_text(before, encoding="utf-8")
    assert kiosk("seal", str(pack)).exit_code == 2
    assert pack.read_text(encoding="utf-8") == before


def test_no_line_of_the_map_begins_with_a_closing_mark() -> None:
    assert wrapped("一二三，四五六。", 3, 1) == ["一二三，", "四五六。"]


def test_the_map_shows_every_matter_rule_and_outcome_within_its_edges(tmp_path: Path) -> None:
    out = tmp_path / "new" / "map.svg"
    assert kiosk("map", "--out", str(out)).exit_code == 0
    root = ET.parse(out).getroot()
    words = "\n".join(text.text or "" for text in root.iter(f"{SVG}text"))
    for part in (
        *(rule.id for rule in shipped().rules),
        *("强制医疗", "国家赔偿", "很可能符合申请条件", "目前看可能不符合条件"),
        *(shipped().version, str(shipped().date), shipped().checksum, "签名", "尚未核实"),
    ):
        assert part in words
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for box in list(root.iter(f"{SVG}rect"))[1:]:
        assert float(box.attrib["x"]) + float(box.attrib["width"]) <= width
        assert float(box.attrib["y"]) + float(box.attrib["height"]) <= height
    assert kiosk("map").stdout == out.read_text(encoding="utf-8")
