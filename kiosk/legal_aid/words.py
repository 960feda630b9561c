"""The self-check in Chinese, for the command line and the map: facts, choices and results.

What citizens read and hear is in the catalogues; what a rule says is in the pack.
"""

OUTCOMES = {
    "advice": "可以免费咨询",
    "notify": "办案机关应当通知指派律师",
    "likely": "很可能符合申请条件",
    "check": "需要窗口进一步核对",
    "unlikely": "目前看可能不符合条件",
}
OUTCOME_MEANS = {
    "advice": "法律咨询对所有人免费，没有任何条件。",
    "notify": "不审查经济状况。可以告诉办案机关还没有律师，也可以请窗口协助。",
    "likely": "可以到窗口申请，由法律援助机构审查决定。",
    "check": "还有情况不清楚或者需要核查，请到窗口说明，由法律援助机构审查决定。",
    "unlikely": "下面写明缺少什么。仍然可以免费咨询；是否给予援助由窗口决定。",
}
MEANS = {
    "none": "不审查经济状况",
    "waived": "有材料证明，免予核查经济状况",
    "declared": "本人说明经济困难，由窗口核查",
    "above_standard": "本人说明没有经济困难，或者收入高于标准",
    "to_check": "经济状况有待核查",
}
PAPERS = {
    "application_form": "法律援助申请表",
    "identity": "身份证件",
    "case_materials": "与案件有关的材料",
    "hardship_statement": "经济困难状况说明表",
    "status_proof": "能证明所属人员类别的材料",
}
TRUTHS = {"yes": "是", "no": "否", "unknown": "不清楚"}
STEPS = {
    "free_advice": "法律咨询",
    "appointed": "属于应当通知指派律师的情形",
    "may_apply": "可以因经济困难或者其他原因申请",
    "exempt": "不受经济困难条件限制",
    "scope": "属于法律援助的范围",
    "no_lawyer": "没有委托律师或者其他代理人",
    "means": "符合经济条件",
    "hardship": "本人经济困难",
    "urgent": "情况紧急",
}
QUESTIONS = {
    "deadline_within_7_days": "离起诉、仲裁、复议的期限不到七天了吗？",
    "needs_preservation": "需要马上保全财产、证据，或者先予执行吗？",
    "matter": "是什么事？",
    "accused_is": "犯罪嫌疑人、被告人是否属于下列人员？（可以多选）",
    "reopened": "法院决定再审了，或者检察院抗诉了吗？",
    "special_ground": "有没有下列情形？（可以多选）",
    "has_lawyer": "已经委托律师或者其他代理人了吗？",
    "group": "申请人是否属于下列人员？（可以多选）",
    "group_proof": "有没有材料证明？",
    "hardship": "经济困难吗？",
}
MATTERS = {
    "advice": "法律咨询",
    "accused": "犯罪嫌疑人、被告人",
    "compulsory_treatment": "强制医疗",
    "victim": "刑事案件被害人、自诉人",
    "retrial": "不服生效裁判（申诉、再审）",
    "state_compensation": "国家赔偿",
    "social_benefit": "社会保险、社会救助",
    "pension": "抚恤金",
    "support_payment": "赡养费、抚养费、扶养费",
    "labour_relation": "确认劳动关系",
    "unpaid_wages": "拖欠工资",
    "capacity": "认定民事行为能力",
    "injury_work": "工伤",
    "injury_traffic": "交通事故受伤",
    "injury_food_drug": "食品药品受害",
    "injury_medical": "医疗事故受伤",
    "environment": "环境污染、生态破坏",
    "other_civil": "其他民事、行政事项",
}
CHOICES = {
    "yes": "是",
    "no": "否",
    "unknown": "不清楚",
    "minor": "未成年人",
    "sensory_disability": "视力、听力、言语残疾人",
    "impaired_judgement": "不能完全辨认自己行为的成年人",
    "life_or_death_sentence": "可能被判处无期徒刑、死刑的人",
    "death_review": "死刑复核案件被告人",
    "in_absentia": "缺席审判案件被告人",
    "martyr_kin": "英雄烈士近亲属维护人格权益",
    "good_samaritan": "见义勇为",
    "acquitted_on_retrial": "再审改判无罪",
    "abuse_victim": "遭受虐待、遗弃、家庭暴力",
    "minor_no_income": "无固定生活来源的未成年人",
    "elder_no_income": "无固定生活来源的老年人",
    "disabled_no_income": "无固定生活来源的残疾人",
    "social_assistance": "社会救助对象",
    "judicial_assistance": "司法救助对象",
    "preferential_treatment": "优抚对象",
    "migrant_worker": "进城务工人员",
    **MATTERS,
}
FACTS = {
    "matter": "事项",
    "accused_is": "属于",
    "reopened": "已再审或者抗诉",
    "special_ground": "特殊情形",
    "has_lawyer": "已有律师或者代理人",
    "group": "人员类别",
    "group_proof": "有材料证明",
    "hardship": "经济困难",
    "income_per_person_month": "人均月收入",
    "deadline_within_7_days": "期限不足七日",
    "needs_preservation": "需要保全或者先予执行",
    "on": "日期",
}
