"""What the phone page says: waits, languages, and where to go."""

import pytest

from kiosk.county.contract import Wait
from kiosk.county.server.phone import preferred_language, say_wait


@pytest.mark.parametrize(
    ("wait", "zh", "en"),
    [
        (None, "暂时说不准", "Not known yet"),
        (Wait(shortest=8, longest=20), "8–20 分钟", "8–20 min"),
        (Wait(shortest=5, longest=5), "5 分钟", "5 min"),
        (Wait(shortest=60, longest=120), "60–120 分钟", "60–120 min"),
        (Wait(shortest=59, longest=121), "59 分钟 – 3 小时", "59 min – 3 h"),
        (Wait(shortest=125, longest=180), "2–3 小时", "2–3 h"),
        (Wait(shortest=180, longest=180), "3 小时", "3 h"),
    ],
)
def test_a_wait_in_words(wait, zh, en):
    assert (say_wait(wait, "zh"), say_wait(wait, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-US,en;q=0.9", "en"),
        ("en-US,zh-CN;q=0.9", "en"),
        ("fr-FR,de;q=0.7", "zh"),
        ("en;q=zero", "zh"),
        ("EN", "en"),
    ],
)
def test_the_language_of_the_phone(accept, language):
    assert preferred_language(accept) == language
