"""Composing: picks, what they leave, taking back, finishing with something pending, and the end."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.pages import WRITTEN, Writing
from kiosk.text_input.composer import LONGEST_SPELLING, MOST_STROKES, Composer
from kiosk.text_input.port import CANDIDATES
from kiosk.text_input.simulated import CHARACTERS, SimulatedEngine
from kiosk.text_input.suggestions import suggest
from kiosk.text_input.written import CLEAR, DELETE, FINISH, MORE, UNDO, Mode
from kiosk.wording import Quoted
from kiosk.writing_desk import WritingDesk

PLAIN = Quoted("样例")
LINE = ((0.1, 0.5), (0.9, 0.5))
TAP = ((0.5, 0.5), (0.51, 0.5))


def composer(longest=300, optional=False, **faults):
    engines = {
        Mode.HAND: SimulatedEngine(faults.get("hand")),
        Mode.PINYIN: SimulatedEngine(faults.get("pinyin")),
    }
    return Composer(engines, suggest, longest=longest, optional=optional)


def spell(text, letters):
    for letter in letters:
        text.press(f"key:{letter}")


def test_strokes_are_turned_into_what_is_picked():
    text = composer()
    text.drew(LINE)
    first = text.written.candidates
    text.drew(LINE)
    assert text.written.candidates != first
    wanted = text.written.candidates[3]
    text.press("pick:3")
    assert text.written.text == wanted
    assert text.written.strokes == ()


def test_a_pick_leaves_the_rest_of_a_spelling():
    text = composer()
    spell(text, "falv")
    assert text.written.mode is Mode.PINYIN
    text.press("pick:0")
    assert (text.written.text, text.written.spelling) == ("法", "lv")
    text.press("pick:0")
    assert (text.written.text, text.written.spelling) == ("法律", "")


def test_the_letters_themselves_come_last():
    text = composer()
    spell(text, "fa")
    assert text.written.candidates[-1] == "fa"
    spell(text, "xq")
    text.press(f"pick:{len(text.written.candidates) - 1}")
    assert text.written.text == "faxq"


def test_letters_that_mean_nothing_can_still_be_taken():
    text = composer()
    spell(text, "zwf")
    assert text.written.candidates == ("zwf",)


def test_pages_turn_and_begin_anew():
    text = composer()
    text.drew(LINE)
    first = text.written.candidates
    assert text.written.more
    seen = [first]
    while (text.press(MORE), text.written.candidates)[1] != first:
        seen.append(text.written.candidates)
    together = [each for page in seen for each in page]
    assert len(together) == len(set(together)) == len(CHARACTERS)
    assert all(len(page) <= CANDIDATES for page in seen)


def test_undo_takes_one_stroke_and_clear_all():
    text = composer()
    text.drew(LINE)
    one = text.written
    text.drew(LINE)
    text.press(UNDO)
    assert text.written == one
    text.drew(LINE)
    text.press(CLEAR)
    assert text.written.strokes == ()
    assert text.written.candidates == ()


def test_delete_takes_the_last_character():
    text = composer()
    spell(text, "12")
    text.press(DELETE)
    assert text.written.text == "1"


def test_who_goes_on_without_picking_means_the_first_candidate():
    text = composer()
    spell(text, "falv")
    assert text.written.can_finish
    assert text.finish() == "法律"
    assert text.written.text == "法律"
    text.press("mode:hand")
    text.drew(LINE)
    first = text.written.candidates[0]
    assert text.finish() == "法律" + first


def test_the_first_candidate_is_that_of_the_page_shown():
    text = composer()
    text.drew(LINE)
    text.press(MORE)
    shown = text.written.candidates[0]
    assert text.finish() == shown


def test_a_finger_that_touched_the_pad_is_no_character():
    text = composer()
    spell(text, "1")
    text.drew(TAP)
    assert text.finish() == "1"
    empty = composer()
    empty.press("mode:hand")
    empty.drew(TAP)
    assert not empty.written.can_finish
    assert empty.finish() is None


def test_nothing_written_is_finished_only_where_it_may_be():
    assert composer().finish() is None
    assert composer(optional=True).finish() == ""


def test_digits_after_strokes_take_the_first_candidate():
    text = composer()
    text.drew(LINE)
    first = text.written.candidates[0]
    text.press("mode:digits")
    text.press("key:3")
    assert text.written.text == first + "3"


def test_turning_from_hand_to_pinyin_drops_what_was_not_recognised():
    text = composer()
    text.drew(LINE)
    text.press("mode:pinyin")
    assert (text.written.text, text.written.strokes) == ("", ())


def test_a_text_takes_no_more_than_fits():
    text = composer(longest=2)
    spell(text, "falvgong")
    assert text.finish() == "法律"
    assert text.written.full
    assert text.written.spelling == ""
    text.drew(LINE)
    spell(text, "fa1")
    assert text.written.text == "法律"
    assert text.written.candidates == text.written.suggestions == ()


def test_a_spelling_and_the_strokes_have_an_end():
    text = composer()
    spell(text, "fa" * LONGEST_SPELLING)
    assert len(text.written.spelling) == LONGEST_SPELLING
    text.press("mode:hand")
    for _ in range(MOST_STROKES + 5):
        text.drew(LINE)
    assert len(text.written.strokes) == MOST_STROKES


def test_without_one_engine_the_other_is_offered():
    assert composer(hand="gone").written.mode is Mode.PINYIN
    assert composer(hand="gone").written.modes == (Mode.PINYIN, Mode.DIGITS, Mode.MARKS)
    assert composer(pinyin="gone").written.modes == (Mode.HAND, Mode.DIGITS, Mode.MARKS)
    neither = composer(hand="gone", pinyin="gone")
    assert neither.written.modes == (Mode.DIGITS, Mode.MARKS)
    spell(neither, "a1")
    assert neither.written.text == "1"


def test_an_engine_that_breaks_takes_its_mode_and_what_was_pending_with_it():
    class Breaking(SimulatedEngine):
        def candidates(self, given, limit=CANDIDATES, skip=0):
            self._fault = "broken"
            return ()

    text = Composer({Mode.HAND: Breaking(), Mode.PINYIN: SimulatedEngine()}, suggest, longest=10)
    text.drew(LINE)
    assert text.written.mode is Mode.PINYIN
    assert text.written.strokes == ()
    spell(text, "fa")
    assert text.finish() == "法"


@pytest.mark.parametrize(
    "name", ["", "pick:", "pick:99", "pick:-1", "pick:" + "9" * 5000, "pick:²", "next:x", "key:",
             "key:ab", "key:\ud800", "key:\U0001f600", "mode:", "mode:x", "x", ":", "write:undo"]
)  # fmt: skip
def test_a_name_that_is_not_on_the_page_changes_nothing(name):
    text = composer()
    spell(text, "fa")
    before = text.written
    text.press(name)
    assert text.written == before


def test_the_desk_hands_over_what_was_finished():
    desk = WritingDesk(lambda page: composer(page.longest))
    desk.turn_to(Writing(id="w", title=PLAIN, done=PLAIN))
    assert desk.press(FINISH) is None
    for letter in "falv":
        assert desk.press(f"key:{letter}") is None
    assert desk.press(FINISH) == WRITTEN + "法律"


def test_what_is_dropped_is_gone_and_its_engines_may_rest():
    rested = []
    desk = WritingDesk(lambda page: composer(page.longest), lambda: rested.append(True))
    desk.turn_to(Writing(id="w", title=PLAIN, done=PLAIN))
    desk.press("key:f")
    assert rested == []
    desk.drop()
    assert (desk.written, rested) == (None, [True])
    desk.turn_to(Writing(id="w", title=PLAIN, done=PLAIN))
    assert desk.written.spelling == ""


class Citizen(RuleBasedStateMachine):
    """Presses and draws at random."""

    @initialize(longest=st.integers(1, 12), optional=st.booleans(), hand=st.booleans())
    def begin(self, longest, optional, hand):
        self.longest, self.optional = longest, optional
        self.text = composer(longest, optional, **({} if hand else {"hand": "gone"}))

    @rule(data=st.data())
    def press_what_is_there(self, data):
        stops = self.text.written.stops()
        name = data.draw(st.sampled_from(stops))
        if name == FINISH:
            self.go_on()
        else:
            self.text.press(name)

    @rule(name=st.text(max_size=12) | st.sampled_from([UNDO, CLEAR, DELETE, MORE, "key:'"]))
    def press_anything(self, name):
        self.text.press(name)

    @rule(letters=st.sampled_from(["falv", "gongzi", "zwf", "fa'", "q"]))
    def type_letters(self, letters):
        spell(self.text, letters)

    @rule(stroke=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=5).map(tuple))
    def draw_something(self, stroke):
        self.text.drew(stroke)

    @precondition(lambda self: self.text.written.can_finish)
    @rule()
    def go_on(self):
        before = self.text.written
        done = self.text.finish()
        assert done == self.text.written.text
        assert done.startswith(before.text)
        assert self.optional or done.strip()
        after = self.text.written
        assert (after.strokes, after.spelling, after.candidates) == ((), "", ())

    @precondition(lambda self: not self.text.written.can_finish)
    @rule()
    def cannot_go_on(self):
        before = self.text.written
        assert self.text.finish() is None
        assert self.text.written == before

    @invariant()
    def holds_together(self):
        if not hasattr(self, "text"):
            return
        written = self.text.written
        assert len(written.text) <= self.longest
        assert written.full == (len(written.text) == self.longest)
        assert not (written.strokes and written.spelling)
        assert len(written.candidates) <= CANDIDATES
        assert not written.candidates or written.strokes or written.spelling
        assert not (written.full and (written.strokes or written.spelling))
        assert len(set(written.stops())) == len(written.stops())
        assert written.mode in written.modes


TestCitizen = Citizen.TestCase
TestCitizen.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
