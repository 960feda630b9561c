"""The map: the whole interview and its rules as one picture that a lawyer can read and sign."""

from collections.abc import Iterator
from datetime import date

from kiosk.legal_aid.explain import UNCONFIRMED, citation, provenance
from kiosk.legal_aid.facts import LISTS, UNKNOWN
from kiosk.legal_aid.interview import ORDER
from kiosk.legal_aid.pack import DOCUMENTS, HARDSHIP_STANDARD, Pack
from kiosk.legal_aid.routes import NONE, Fork, Panel, Route, panels
from kiosk.legal_aid.rulebook import place
from kiosk.legal_aid.svg import LINE_HEIGHT, Drawing, breadth, wrapped
from kiosk.legal_aid.words import CHOICES, MATTERS, OUTCOME_MEANS, OUTCOMES, QUESTIONS

_MARGIN, _GAP = 14.0, 12.0
_SMALL, _TEXT, _HEAD, _TITLE = 2.8, 3.4, 4.2, 9.0
_ROW = 7.4
_QUESTION_WIDTH, _OUTCOME_WIDTH = 44.0, 54.0
_KEYS = ORDER[3:]
_COLUMN = 5 * _QUESTION_WIDTH + _OUTCOME_WIDTH
_WIDTH = 2 * _MARGIN + 2 * _COLUMN + _GAP
_EDGE, _PAPER, _SHADE = "#8a8f98", "#ffffff", "#eef1f5"
_FILLS = {
    "advice": "#d9ecff",
    "notify": "#cfe8d5",
    "likely": "#dff2df",
    "check": "#fff2cc",
    "unlikely": "#f3dddd",
}


def route_map(pack: Pack, today: date) -> str:
    """Return the map of ``pack`` as of ``today``, as the text of an SVG file."""
    drawing = Drawing()
    y = _head(drawing, pack, today)
    y = _legend(drawing, y)
    y = _all_panels(drawing, panels(pack, today), y)
    y = _rules(drawing, pack, today, y + _GAP)
    y = _signature(drawing, pack, y + _GAP)
    return drawing.finished(_WIDTH, y + _MARGIN, f"法律援助自查路线图 {pack.version}")


def _head(drawing: Drawing, pack: Pack, today: date) -> float:
    drawing.text(_MARGIN, _MARGIN, ["法律援助自查路线图"], _TITLE, bold=True)
    lines = [
        f"规则包 {pack.version}（{pack.date}）　校验码 {pack.checksum}　按 {today} 的规则绘制",
        "初步参考，只有法律援助机构才能决定（法律援助法第四十三条）。每个问题都可以答“不清楚”。"
        "只影响依据或者材料的提问不画出。",
    ]
    drawing.text(_MARGIN, _MARGIN + 14, lines, _HEAD)
    return _MARGIN + 28


def _legend(drawing: Drawing, y: float) -> float:
    urgency = "第一步　" + "　".join(QUESTIONS[key] for key in ORDER[:2])
    rest = "任何一个答“是”，结果页首先提示紧急（咨询以外的依据：法律援助法第四十四条第一款）。"
    drawing.box(_MARGIN, y, _WIDTH - 2 * _MARGIN, 10, _SHADE, _EDGE)
    drawing.text(_MARGIN + 2, y + 2.6, [urgency + "　" + rest], _HEAD)
    y += 13
    drawing.text(
        _MARGIN + 2, y + 2, ["第二步　是什么事？答案决定下面走哪一张表。"], _HEAD, bold=True
    )
    x = _MARGIN + 100
    for outcome, meaning in OUTCOME_MEANS.items():
        lines = wrapped(f"{OUTCOMES[outcome]}：{meaning}", 86, _TEXT)
        drawing.box(x, y, 90, 15, _FILLS[outcome], _EDGE)
        drawing.text(x + 2, y + 1.5, lines, _TEXT)
        x += 92
    return y + 22


def _all_panels(drawing: Drawing, every: list[Panel], y: float) -> float:
    """Put the panels into two columns of about the same height."""
    left = [_MARGIN, y]
    right = [_MARGIN + _COLUMN + _GAP, y]
    for panel in sorted(every, key=_height, reverse=True):
        column = left if left[1] <= right[1] else right
        column[1] = _panel(drawing, panel, *column) + _GAP
    return max(left[1], right[1])


def _height(panel: Panel) -> float:
    return _rows(panel.route)


def _panel(drawing: Drawing, panel: Panel, x: float, y: float) -> float:
    title = wrapped("、".join(MATTERS[matter] for matter in panel.matters), _COLUMN - 4, _HEAD)
    height = len(title) * _HEAD * LINE_HEIGHT + 3
    drawing.box(x, y, _COLUMN, height, "#2f3b4c", "#2f3b4c")
    drawing.text(x + 2, y + 1.5, title, _HEAD, "#ffffff", bold=True)
    y += height
    forks = {fork.key: fork for fork in _forks(panel.route)}
    keys = [key for key in _KEYS if key in forks]
    y = _heads(drawing, [forks[key] for key in keys], x, y)
    _route(drawing, panel.route, keys, x, y)
    return y + _rows(panel.route) * _ROW


def _heads(drawing: Drawing, forks: list[Fork], x: float, y: float) -> float:
    width = _QUESTION_WIDTH - 3
    heads = [wrapped(QUESTIONS[fork.key], width, _TEXT) for fork in forks]
    lists = [wrapped(_words(fork), width, _SMALL) for fork in forks]
    tall = [
        (len(head) * _TEXT + len(words) * _SMALL) * LINE_HEIGHT
        for head, words in zip(heads, lists, strict=True)
    ]
    height = max(tall, default=-2.0) + 2
    for head, words in zip(heads, lists, strict=True):
        drawing.box(x, y, _QUESTION_WIDTH, height, _SHADE, _EDGE)
        drawing.text(x + 1.5, y + 1.2, head, _TEXT, bold=True)
        drawing.text(x + 1.5, y + 1.2 + len(head) * _TEXT * LINE_HEIGHT, words, _SMALL)
        x += _QUESTION_WIDTH
    return y + height


def _words(fork: Fork) -> str:
    """Return what stands in a list, for the reader to see what "任意一项" is."""
    if fork.key not in LISTS:
        return ""
    offered = {answer for way, _ in fork.ways for answer in way}
    return "、".join(CHOICES[word] for word in LISTS[fork.key] if word in offered)


def _route(drawing: Drawing, route: Route, keys: list[str], x: float, y: float) -> None:
    if isinstance(route, str):
        # The outcome reaches back over the questions that are not asked on the way to it.
        width = len(keys) * _QUESTION_WIDTH + _OUTCOME_WIDTH
        drawing.box(x, y, width, _ROW, _FILLS[route], _EDGE)
        at = x + width - _OUTCOME_WIDTH + 2 if keys else x + 2
        drawing.text(at, y + 1.7, [OUTCOMES[route]], _TEXT, bold=True)
        return
    skipped = keys.index(route.key)
    if skipped:
        drawing.box(x, y, skipped * _QUESTION_WIDTH, _rows(route) * _ROW, _SHADE, _EDGE)
        drawing.text(x + 1.5, y + 1.7, ["不影响结果"], _TEXT, "#5b626c")
    x += skipped * _QUESTION_WIDTH
    for answers, further in route.ways:
        height = _rows(further) * _ROW
        drawing.box(x, y, _QUESTION_WIDTH, height, _PAPER, _EDGE)
        label = wrapped(_label(route, answers), _QUESTION_WIDTH - 3, _TEXT)
        drawing.text(x + 1.5, y + 1.7, label, _TEXT)
        _route(drawing, further, keys[skipped + 1 :], x + _QUESTION_WIDTH, y)
        y += height


def _label(fork: Fork, answers: tuple[str, ...]) -> str:
    words = [answer for answer in answers if answer not in (NONE, UNKNOWN)]
    named = "／".join(CHOICES[word] for word in words)
    if words and fork.key in LISTS:
        every = {a for way, _ in fork.ways for a in way} - {NONE, UNKNOWN}
        named = "任意一项" if set(words) == every else named
    others = {NONE: "都不是", UNKNOWN: CHOICES[UNKNOWN]}
    return "／".join([*([named] if named else []), *(others[a] for a in answers if a in others)])


def _rows(route: Route) -> int:
    return 1 if isinstance(route, str) else sum(_rows(further) for _, further in route.ways)


def _forks(route: Route) -> Iterator[Fork]:
    if isinstance(route, Fork):
        yield route
        for _, further in route.ways:
            yield from _forks(further)


_ABOUT = {DOCUMENTS: "要带的材料", HARDSHIP_STANDARD: "经济困难标准"}


def _rules(drawing: Drawing, pack: Pack, today: date, y: float) -> float:
    drawing.text(_MARGIN, y, [f"规则（{today} 有效）"], _HEAD * 1.3, bold=True)
    y += 9
    width = _WIDTH - 2 * _MARGIN
    in_force = sorted((rule for rule in pack.rules if rule.covers(today)), key=place)
    for rule in in_force:
        where = citation(rule, pack).replace("中华人民共和国", "")
        cells = (rule.id, where, rule.plain.zh, provenance(rule))
        y = _table_row(drawing, y, cells, (24.0, 78.0, width - 232.0, 130.0))
    for figure in (figure for figure in pack.parameters if figure.covers(today)):
        value = "数额未定" if figure.value is None else f"{figure.value:g}{figure.unit}"
        mark = UNCONFIRMED if figure.status == "unconfirmed" else ""
        cells = ("参数", _ABOUT[figure.name], f"{value}{mark}", figure.source)
        y = _table_row(drawing, y, cells, (24.0, 78.0, 110.0, width - 212.0))
    for note in pack.notes:
        mark = UNCONFIRMED if note.status == "unconfirmed" else ""
        cells = ("说明", _ABOUT.get(note.about, note.about), f"{mark}{note.plain.zh}", note.source)
        y = _table_row(drawing, y, cells, (24.0, 78.0, width - 302.0, 200.0))
    return y


def _table_row(
    drawing: Drawing, y: float, cells: tuple[str, ...], widths: tuple[float, ...]
) -> float:
    lines = [wrapped(cell, width - 3, _TEXT) for cell, width in zip(cells, widths, strict=True)]
    height = max(len(each) for each in lines) * _TEXT * LINE_HEIGHT + 1.8
    x = _MARGIN
    for each, width in zip(lines, widths, strict=True):
        drawing.box(x, y, width, height, _PAPER, _EDGE)
        drawing.text(x + 1.5, y + 1, each, _TEXT)
        x += width
    return y + height


def _signature(drawing: Drawing, pack: Pack, y: float) -> float:
    said = f"已逐条核对规则包 {pack.version}（校验码 {pack.checksum[:16]}…）与现行法律。"
    drawing.text(_MARGIN, y, [said], _HEAD)
    x = _MARGIN
    for label, length in (("核对律师（签名）", 90.0), ("执业证号", 80.0), ("日期", 60.0)):
        drawing.text(x, y + 12, [label], _HEAD)
        x += breadth(label, _HEAD) + 3
        drawing.line(x, y + 17, x + length, y + 17)
        x += length + _GAP
    return y + 20
