"""A self-check as the window reads it: one line of Chinese for each fact."""

from collections.abc import Iterator

from kiosk.county.contract import SelfCheck

_KEYS = {
    "matter": "事项",
    "has_lawyer": "已有律师",
    "accused_is": "被追诉人情况",
    "reopened": "已决定再审或抗诉",
    "special_ground": "特殊情形",
    "group": "人群",
    "group_proof": "有证明材料",
    "hardship": "本人称经济困难",
    "income_per_person_month": "家庭人均月收入（元）",
    "deadline_within_7_days": "7 日内有法定时限届满",
    "needs_preservation": "需要财产保全、证据保全或先予执行",
    "on": "自查日期",
}
_VALUES = {
    "yes": "是",
    "no": "否",
    "unknown": "不清楚",
    "advice": "法律咨询",
    "accused": "刑事案件的犯罪嫌疑人、被告人",
    "compulsory_treatment": "强制医疗案件的被申请人、被告人",
    "victim": "刑事案件的被害人、自诉人",
    "retrial": "申诉、申请再审",
    "state_compensation": "请求国家赔偿",
    "social_benefit": "社会保险待遇、社会救助",
    "pension": "抚恤金",
    "support_payment": "赡养费、抚养费、扶养费",
    "labour_relation": "确认劳动关系",
    "unpaid_wages": "拖欠劳动报酬",
    "capacity": "认定公民无民事行为能力或者限制民事行为能力",
    "injury_work": "工伤事故人身损害",
    "injury_traffic": "交通事故人身损害",
    "injury_food_drug": "食品药品安全事故人身损害",
    "injury_medical": "医疗事故人身损害",
    "environment": "环境污染、生态破坏",
    "other_civil": "其他民事、行政事项",
    "minor": "未成年人",
    "sensory_disability": "视力、听力、言语残疾人",
    "impaired_judgement": "不能完全辨认自己行为的成年人",
    "life_or_death_sentence": "可能判处无期徒刑、死刑",
    "death_review": "死刑复核案件",
    "in_absentia": "缺席审判案件",
    "martyr_kin": "英雄烈士近亲属",
    "good_samaritan": "见义勇为",
    "acquitted_on_retrial": "再审改判无罪请求国家赔偿",
    "abuse_victim": "遭受虐待、遗弃或者家庭暴力",
    "minor_no_income": "无固定生活来源的未成年人",
    "elder_no_income": "无固定生活来源的老年人",
    "disabled_no_income": "无固定生活来源的残疾人",
    "social_assistance": "社会救助对象",
    "judicial_assistance": "司法救助对象",
    "preferential_treatment": "优抚对象",
    "migrant_worker": "进城务工人员",
    "likely": "可能符合条件",
    "check": "需要窗口核实",
    "unlikely": "可能不符合条件",
    "notify": "应由办案机关通知法律援助机构指派律师",
}


def describe_self_check(check: SelfCheck | None) -> Iterator[str]:
    """Yield the lines of ``check``; what a newer rule pack adds is shown as it came."""
    if check is None:
        return
    yield "法律援助自查（本人同意提供；仅供参考，由法律援助机构审查决定）："
    for key, value in check.facts.items():
        yield f"  {_KEYS.get(key, key)}：{_words(value)}"
    yield f"  初步结果：{_words(check.outcome)}（规则版本 {check.pack}）"


def _words(value: str | list[str] | float) -> str:
    if isinstance(value, list):
        return "、".join(_words(one) for one in value) or "无"
    if isinstance(value, str):
        return _VALUES.get(value, value)
    return f"{value:.2f}".rstrip("0").rstrip(".")
