"""The zone of opening hours, business dates and every clock that a citizen reads."""

from zoneinfo import ZoneInfo

CENTRE_ZONE = ZoneInfo("Asia/Shanghai")
