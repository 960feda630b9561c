"""Law texts for tests: made by a program from words of its own, or the folder of real ones."""

import os
import random
from pathlib import Path

from kiosk.library.laws.importing import read_file
from kiosk.library.laws.numerals import ArticleNumber
from kiosk.library.laws.reading import LawText

_WHO = [
    "当事人",
    "申请人",
    "用人单位",
    "劳动者",
    "监护人",
    "村民委员会",
    "人民法院",
    "司法行政部门",
    "调解员",
    "受援人",
]
_WHEN = ("在收到申请之日起七日内", "依法", "因经济困难", "（以下称申请）后", "每年", "30日内")
_DOES = [
    "应当提出",
    "可以申请",
    "不得拒绝",
    "负责审查",
    "有权查阅",
    "应当支付",
    "可以变更",
    "无偿提供",
]
_WHAT = [
    "法律援助",
    "书面材料",
    "劳动报酬",
    "抚养费",
    "调解协议",
    "工伤待遇",
    "“保密”义务",
    "个人信息",
    "诉讼费用",
]
_TAIL = ("。", "；", "，并说明理由。", "，但是另有规定的除外。", "，由县级人民政府处理。")


def real_laws() -> Path | None:
    """Return the folder of real laws: ``KIOSK_LAWS``, or where it stands beside the project."""
    told = os.environ.get("KIOSK_LAWS")
    root = Path(__file__).resolve().parents[2]
    folder = Path(told) if told else root.parent / "shared" / "data" / "laws"
    return folder if folder.is_dir() else None


def sentence(rng: random.Random) -> str:
    """Return a sentence such as laws have."""
    parts = (rng.choice(_WHO), rng.choice(_WHEN), rng.choice(_DOES), rng.choice(_WHAT))
    return "".join(parts) + rng.choice(_TAIL)


def made_law(name: str, articles: list[str], *, since: str = "2021年1月1日") -> str:
    """Return a law text with ``articles``, parted by line ends, and one on its effect."""
    lines = [
        f"# {name}",
        "",
        "2020年6月1日 样例会议通过",
        "",
        "<!-- INFO END -->",
        "",
        "## 第一章 总　则",
    ]
    for number, text in enumerate([*articles, f"本法自{since}起施行。"], 1):
        lines += ["", f"{ArticleNumber(number).printed} {text}"]
    return "\n".join(lines) + "\n"


def made_articles(rng: random.Random, count: int) -> list[str]:
    """Return the texts of ``count`` articles of one to five sentences, some in paragraphs."""
    return [
        rng.choice(("", "\n\n")).join(sentence(rng) for _ in range(rng.randint(1, 5)))
        for _ in range(count)
    ]


def texts_of(folder: Path) -> list[LawText]:
    """Return every law of ``folder`` as the importer reads it."""
    return [read_file(path)[0] for path in sorted(folder.iterdir())]


def varied(texts: list[str], rng: random.Random, count: int) -> list[str]:
    """Return ``count`` articles whose clauses are drawn from all of ``texts``."""
    clauses = [clause for text in texts for clause in text.replace("\n", "").split("，") if clause]
    lengths = [text.count("，") + 1 for text in texts]
    return ["，".join(rng.choices(clauses, k=rng.choice(lengths))) for _ in range(count)]
