"""Text and edges against their grounds (WCAG 1.4.6 and 1.4.11, with the house's own limits)."""

from collections.abc import Iterator

import pytest

from screens.theme import HIGH_CONTRAST, NORMAL, Pair, Theme, contrast_ratio, mix

GRAPHIC = 3.0
CONTROLS = ("card", "primary", "dimmed")


def pairs(theme: Theme) -> Iterator[tuple[str, Pair]]:
    for name, value in vars(theme).items():
        if isinstance(value, Pair):
            yield name, value
    for tone, pair in theme.tones.items():
        yield str(tone), pair


@pytest.mark.parametrize(("theme", "least"), [(NORMAL, 10.0), (HIGH_CONTRAST, 18.0)])
def test_text(theme: Theme, least: float) -> None:
    for name, pair in pairs(theme):
        for ink in (pair.ink, pair.soft):
            assert contrast_ratio(pair.ground, ink) >= least, name


@pytest.mark.parametrize("theme", [NORMAL, HIGH_CONTRAST])
def test_icons_edges_and_focus(theme: Theme) -> None:
    for name, pair in pairs(theme):
        assert contrast_ratio(pair.ground, pair.mark) >= GRAPHIC, name
    for name in CONTROLS:
        assert contrast_ratio(theme.paper.ground, getattr(theme, name).edge) >= GRAPHIC, name
    for ground in (theme.paper.ground, theme.footer.ground):
        assert contrast_ratio(ground, theme.ring) >= GRAPHIC


@pytest.mark.parametrize("theme", [NORMAL, HIGH_CONTRAST])
def test_a_press_is_seen(theme: Theme) -> None:
    for name in ("card", "primary", "footer"):
        ground = getattr(theme, name).ground
        assert contrast_ratio(ground, mix(ground, theme.pressed, theme.pressed_share)) > 1.1, name


def test_known_ratios() -> None:
    assert contrast_ratio("#FFFFFF", "#000000") == pytest.approx(21.0)
    assert contrast_ratio("#FFFFFF", "#767676") == pytest.approx(4.54, abs=0.01)
