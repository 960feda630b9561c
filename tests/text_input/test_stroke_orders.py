"""The table of characters that the model was taught in another order."""

import tomllib

import pytest
from strokes import LEGAL, strokes_of

from kiosk.text_input.simplified import is_everyday, is_rare
from kiosk.text_input.taught_orders import ORDERS, TaughtOrders, order_of
from kiosk.text_input.zinnia import MODEL
from kiosk.text_input.zinnia_api import NoModelError, Recognizer, load, model_of, records

TABLE = tomllib.loads(ORDERS.read_text("utf-8"))


@pytest.mark.parametrize(
    ("pattern", "count", "order"),
    [
        ("2 3 1", 3, (1, 2, 0)),
        ("2 3 1", 4, None),
        ("2 3 1", 2, None),
        ("-3 -2 -1 *", 6, (3, 4, 5, 0, 1, 2)),
        ("-3 -2 -1 *", 3, (0, 1, 2)),
        ("-3 -2 -1 *", 2, None),
        ("* -1 -3 -2", 5, (0, 1, 4, 2, 3)),
        ("2 1 * -1", 3, (1, 0, 2)),
        ("2 1 * -1", 2, None),
    ],
)
def test_a_pattern_orders_strokes(pattern, count, order):
    assert order_of(pattern, count) == order


def test_every_order_listed_is_one():
    for pattern in TABLE["orders"]:
        counts = [count for count in range(1, 25) if order_of(pattern, count)]
        assert counts, pattern
        for count in counts:
            assert sorted(order_of(pattern, count)) == list(range(count))


def test_every_character_listed_is_everyday_and_of_as_many_strokes_as_its_order():
    for pattern, characters in TABLE["orders"].items():
        assert len(set(characters)) == len(characters), pattern
        for character in characters:
            assert not is_rare(character)
            assert is_everyday(character), character
            if character in LEGAL:
                assert order_of(pattern, len(strokes_of(character))), character
    for count, characters in TABLE["few"].items():
        assert len(set(characters)) == len(characters), count
        for character in {*characters} & {*LEGAL}:
            assert len(strokes_of(character)) == int(count), character


def test_records_of_the_model_are_a_model_again():
    held = records(MODEL, "法律")
    assert list(held) == ["律", "法"] or set(held) == {"律", "法"}
    places = [[(500, 100), (500, 900)]]
    library = load("libzinnia.so.0")
    few = Recognizer(library, model_of(list(held.values())))
    whole = Recognizer(library, MODEL)
    scores = whole.scores(places, 7000)
    assert few.scores(places, 10) == {each: scores[each] for each in few.scores(places, 10)}
    assert set(few.scores(places, 10)) == {"法", "律"}
    few.close()
    whole.close()


@pytest.mark.parametrize("cut", [12, 20, 1000])
def test_a_model_that_ends_early_is_none(tmp_path, cut):
    short = tmp_path / "short.model"
    short.write_bytes(MODEL.read_bytes()[:-cut])
    with pytest.raises(NoModelError):
        records(short, "法")


def test_a_character_the_model_lacks_is_left_out(tmp_path):
    table = tmp_path / "orders.toml"
    table.write_text('[orders]\n"2 1" = "九😀"\n[few]\n2 = "十"\n', "utf-8")
    taught = TaughtOrders(load("libzinnia.so.0"), MODEL, table)
    assert set(taught.scores([[(1, 1), (2, 2)], [(3, 3)]])) == {"九"}
    taught.close()
