"""A slip of a sample centre, and how pictures are compared."""

from datetime import UTC, datetime

from PIL import Image

from kiosk.devices.printer.slip import SlipContent
from kiosk.wording import Given

QR_TEXT = "http://192.168.1.5:8765/t/2f6e9c04-7b1d-4d3c-9a55-5a1f0c9d2e77"

SAMPLE = SlipContent(
    centre=Given("样例县公共法律服务中心", "Sample County Public Legal Service Centre"),
    service=Given("法律咨询", "Legal advice"),
    number="B012",
    lines=(
        Given("请到 2 号窗口", "Please go to window 2"),
        Given("前面还有 5 人", "5 people before you"),
        Given("大约等 20–35 分钟", "Wait: about 20–35 minutes"),
    ),
    bring_title=Given("请准备好", "Please have ready"),
    bring=(
        Given("身份证", "Identity card"),
        Given("合同或欠条", "Contract or IOU"),
        Given("有关的短信、照片和其他能说明事情经过的材料", "Messages and photos about the matter"),
    ),
    issued_at=datetime(2026, 11, 23, 1, 32, tzinfo=UTC),
    qr=QR_TEXT,
    qr_caption=Given(
        "手机扫一扫，看还有几个人", "Scan with a phone to see how many are before you"
    ),
    foot=Given(
        "叫到号时，大屏幕会显示，广播也会念。过号请找工作人员。",
        "Your number is shown and called out. If you miss it, please ask the staff.",
    ),
)


def same(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two 1-bit pictures agree in every dot."""
    return (one.mode, one.size, one.tobytes()) == ("1", other.size, other.tobytes())
