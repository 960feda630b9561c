"""A sample slip of words, as long as the result of a self-check gets."""

from datetime import datetime

from kiosk.devices.printer.slip import TextSlip
from kiosk.wording import Given

SAMPLE_TEXT = TextSlip(
    centre=Given("样例县公共法律服务中心", "Sample County Public Legal Service Centre"),
    title=Given("法律援助自测结果", "Legal-aid self-check"),
    issued_at=datetime(2026, 11, 23, 9, 32),
    lead=Given("您很可能可以申请法律援助", "You can very likely apply for legal aid"),
    sections=(
        (
            Given("为什么", "Why"),
            (
                Given(
                    "要回工资在法律援助的范围里（法律援助法 第31条第5项）",
                    "Claiming unpaid wages is in scope (Legal Aid Law, article 31 (5))",
                ),
                Given(
                    "进城务工的人要工资，有证明，就不查家里困难不困难（法律援助法 第42条第3项）",
                    "Migrant workers with proof need not show hardship "
                    "(Legal Aid Law, article 42 (3))",
                ),
            ),
        ),
        (
            Given("请带上", "Please bring"),
            (
                Given("身份证", "Your ID card"),
                Given("法律援助申请表（窗口有）", "Application form (at the window)"),
                Given("打工的证明，比如工牌、合同", "Proof of work, such as a contract"),
                Given("工资条、转账记录或聊天记录", "Payslips, transfers or chat messages"),
            ),
        ),
        (
            Given("多久有结果", "How long it takes"),
            (
                Given(
                    "七天内答复，同意后三天内派律师（法律援助法 第43条）",
                    "A decision within 7 days, a lawyer 3 days later (Legal Aid Law, article 43)",
                ),
            ),
        ),
        (
            Given("不同意怎么办", "If you disagree"),
            (
                Given(
                    "对决定不服，可以请司法局复查，五天内答复（法律援助法 第49条）",
                    "Ask the justice bureau for a review (Legal Aid Law, article 49)",
                ),
            ),
        ),
    ),
    qr="法律援助自测初步参考，由窗口最后核定。" * 15,
    qr_caption=Given("用手机扫一扫，带走这些字", "Scan to take these words with you"),
    foot=Given(
        "这是初步参考，能不能申请由法律援助机构决定。电话12348",
        "A first orientation: the legal-aid agency decides. Phone 12348",
    ),
)
