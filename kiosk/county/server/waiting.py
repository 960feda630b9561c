"""The waiting estimate: a range in whole minutes, or unknown. Pure and exact.

Source: the estimate of the public queue system of Berlin and Munich, reproduced from its published
tests: with ``slot = average minutes · 60 / open windows`` seconds and ``k`` people waiting before,
the longest wait is ``floor((k+1)·slot/60)`` and the shortest
``floor(0.8·slot·max(0, k−(windows−1))/60)`` minutes.
"""

from fractions import Fraction
from math import floor

from kiosk.county.contract import Wait

_OPTIMISM = Fraction(8, 10)


def estimate_wait(
    average_minutes: Fraction, people_before: int, open_windows: int, fallback: int | None = None
) -> Wait | None:
    """Return the range for somebody with ``people_before`` waiting before them.

    People already called are not counted. With no window open, ``fallback`` windows are assumed
    where the centre has set it; otherwise the wait is unknown (``None``). Raises ``ValueError``
    for an average of 0 or less: that is a mistake in the settings, not a zero wait.
    """
    if average_minutes <= 0:
        raise ValueError("the average service time must be more than 0 minutes")
    if people_before < 0 or open_windows < 0:
        raise ValueError("people and windows are counts")
    windows = open_windows or fallback
    if not windows:
        return None
    slot = average_minutes / windows
    served_at_once = windows - 1
    return Wait(
        shortest=floor(_OPTIMISM * slot * max(0, people_before - served_at_once)),
        longest=floor((people_before + 1) * slot),
    )
