"""Sheets hold every part and every row, in order, and never more than there is room for."""

from hypothesis import assume, given
from hypothesis import strategies as st

from screens.paging import Part, Room, Span, lay_out, pack, share, stacked, told_height

heights = st.integers(30, 120).map(float)


@given(
    head=st.lists(heights, max_size=2),
    tail=st.lists(st.tuples(heights, st.integers(0, 20).map(float)), max_size=8),
    rows=st.lists(heights, max_size=8),
    whole=st.integers(500, 900).map(float),
    lowered=st.booleans(),
)
def test_sheets_fit_and_lose_nothing(
    head: list[float],
    tail: list[tuple[float, float]],
    rows: list[float],
    whole: float,
    lowered: bool,
) -> None:
    parts = [Part(height, 5.0, kept=True) for height in head]
    parts += [Part(height, above) for height, above in tail]
    room = Room(whole, whole * 0.5 if lowered else whole, pager=40.0, gap=10.0)
    assume(stacked(rows[:1], room.gap) + room.pager + room.gap <= room.controls)
    sheets = lay_out(parts, rows, room)
    shown_rows: list[int] = []
    shown_parts: set[int] = set()
    for sheet in sheets:
        chosen = range(sheet.rows.start, sheet.rows.stop)
        visible = [
            i for i in range(len(parts)) if parts[i].kept or sheet.told.start <= i < sheet.told.stop
        ]
        shown_parts |= set(visible)
        if len(sheets) == 1 or not shown_rows or chosen.start > shown_rows[-1]:
            shown_rows += chosen
        below = stacked([rows[i] for i in chosen], room.gap)
        if len(sheets) > 1:
            below += room.pager + (room.gap if len(chosen) else 0)
        told = told_height([parts[i] for i in visible])
        assert below <= room.controls + 0.5
        assert told + (room.gap if told and below else 0) + below <= whole + 0.5
    assert shown_parts == set(range(len(parts)))
    assert shown_rows == list(range(len(rows)))


@given(
    rows=st.lists(st.tuples(heights, heights), min_size=1, max_size=8),
    room=st.integers(0, 2000).map(float),
)
def test_shared_heights_stay_between_their_bounds(
    rows: list[tuple[float, float]], room: float
) -> None:
    least = [min(pair) for pair in rows]
    most = [max(pair) for pair in rows]
    given_out = share(least, most, room)
    for height, low, high in zip(given_out, least, most, strict=True):
        assert low <= height <= high + 0.5
    if room >= sum(least):
        assert sum(given_out) <= room + 0.5


def test_rows_of_one_kind_end_up_equal() -> None:
    assert share([30, 50, 40], [100, 100, 100], 240) == [80, 80, 80]


@given(
    groups=st.lists(st.lists(st.integers(30, 60).map(float), min_size=1, max_size=3), min_size=1),
    whole=st.integers(400, 900).map(float),
)
def test_what_is_tied_stands_together(groups: list[list[float]], whole: float) -> None:
    """Every group is tied up to its last part, and lower than a sheet."""
    parts = [
        Part(height, 5.0, tied=place < len(group) - 1)
        for group in groups
        for place, height in enumerate(group)
    ]
    room = Room(whole, whole, pager=40.0, gap=10.0)
    ends = {sheet.told.stop for sheet in lay_out(parts, [60.0], room)}
    assert not any(parts[end - 1].tied for end in ends)


def test_the_last_row_takes_another_for_company_only_where_both_fit() -> None:
    assert pack([30, 30, 30, 40], 110, 5) == [Span(0, 2), Span(2, 4)]
    assert pack([30, 30, 30, 100], 110, 5) == [Span(0, 3), Span(3, 4)]
    assert pack([50, 50, 50], 110, 5) == [Span(0, 2), Span(2, 3)]
