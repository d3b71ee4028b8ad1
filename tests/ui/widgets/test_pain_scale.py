"""The pain scale."""

from itertools import accumulate

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from ui.widgets.key_words import KeyWords
from ui.widgets.pain_scale import PainScale

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def scale(shown):
    return shown(PainScale())


def chosen(scale, qtbot, action):
    with qtbot.waitSignal(scale.value_chosen) as heard:
        action()
    return heard.args[0]


def test_it_has_a_key_for_every_value_named_by_its_number(scale):
    assert [key.text() for key in scale.findChildren(QAbstractButton)] == [str(value) for value in range(11)]
    assert scale.accessibleName() == "Pain now"


def test_nothing_is_chosen_at_first(scale):
    assert scale.value() is None


def test_a_click_chooses_one_value_alone(scale, qtbot):
    for value in (6, 3):
        assert chosen(scale, qtbot, lambda value=value: qtbot.mouseClick(scale.key(value), Qt.MouseButton.LeftButton)) == value
    assert [key.value for key in scale.findChildren(QAbstractButton) if key.isChecked()] == [3]


def test_setting_a_value_tells_nobody_and_none_clears_it(scale, qtbot):
    with qtbot.assertNotEmitted(scale.value_chosen):
        scale.set_value(7)
        assert scale.value() == 7
        scale.set_value(None)
    assert scale.value() is None


@pytest.mark.parametrize(
    ("key", "value"), [(Qt.Key.Key_Right, 6), (Qt.Key.Key_Up, 6), (Qt.Key.Key_Left, 4), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 10)]
)
def test_arrow_keys_move_choice_and_focus(scale, qtbot, key, value):
    scale.set_value(5)
    scale.focus_scale()
    assert chosen(scale, qtbot, lambda: qtbot.keyClick(scale.key(5), key)) == value
    assert scale.key(value).hasFocus()


def test_the_ends_of_the_scale_are_ends(scale, qtbot):
    scale.set_value(10)
    scale.focus_scale()
    assert chosen(scale, qtbot, lambda: qtbot.keyClick(scale.key(10), Qt.Key.Key_Right)) == 10


def test_digit_keys_choose_and_one_then_zero_is_ten(scale, qtbot):
    scale.focus_scale()
    qtbot.keyClick(scale.key(0), Qt.Key.Key_7)
    assert scale.value() == 7
    qtbot.keyClick(scale.key(7), Qt.Key.Key_1)
    qtbot.keyClick(scale.key(1), Qt.Key.Key_0)
    assert scale.value() == 10


@pytest.mark.parametrize(("later_ms", "value"), [(0, 10), (1000, 10), (1001, 0)])
def test_zero_belongs_to_the_one_before_it_for_a_second(scale, later_ms, value):
    scale.digits.now_ms = iter((5_000, 5_000 + later_ms)).__next__
    scale.press_digit(1)
    scale.press_digit(0)
    assert scale.value() == value


def test_ten_is_said_once_a_zero_after_it_is_zero(scale):
    scale.digits.now_ms = lambda: 100
    for digit in (1, 0, 0):
        scale.press_digit(digit)
    assert scale.value() == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3000)), min_size=1, max_size=8))
def test_whatever_digits_are_pressed_the_value_is_the_last_digit_or_ten(scale, presses):
    scale.digits.now_ms = accumulate(later for _digit, later in presses).__next__
    for digit, _later in presses:
        scale.press_digit(digit)
    last = presses[-1][0]
    assert scale.value() in ({0, 10} if last == 0 else {last})


def test_enter_asks_to_save(scale, qtbot):
    scale.focus_scale()
    with qtbot.waitSignal(scale.save_requested):
        qtbot.keyClick(scale.key(0), Qt.Key.Key_Return)


def test_tab_stops_once_at_the_chosen_key(scale):
    scale.set_value(4)
    assert [key.value for key in scale.findChildren(QAbstractButton) if key.focusPolicy() & Qt.FocusPolicy.TabFocus] == [4]


def test_the_chosen_key_is_higher_with_a_tick_and_not_its_colour_alone(scale):
    before = scale.key(6).grab().toImage()
    scale.set_value(6)
    assert (scale.key(6).height(), scale.key(5).height()) == (64, 56)
    assert scale.key(6).grab().toImage() != before


def test_a_compact_one_has_its_own_name_and_stays_large_enough(shown):
    worst = shown(PainScale(name="Worst", compact=True), width=460)
    assert worst.accessibleName() == "Worst"
    assert worst.key(0).height() >= 32
    assert worst.key(0).width() >= 32


def test_which_keys_answer_is_seen_and_heard_while_the_scale_has_the_focus_and_keeps_its_place_without(scale, qtbot):
    words = scale.findChild(KeyWords)
    size = words.sizeHint()
    scale.setFocus()
    qtbot.waitUntil(lambda: words.words() == words.accessibleName() == "keys 0 to 10 and Enter")
    shown = words.grab().toImage()
    scale.clearFocus()
    assert (words.words(), words.accessibleName(), words.sizeHint()) == ("", "", size)
    assert words.grab().toImage() != shown


def test_the_keys_that_answer_stand_in_the_other_order_where_one_reads_from_the_right(scale):
    words = scale.findChild(KeyWords)
    words.show_words(is_shown=True)
    words.resize(words.sizeHint())
    from_left = words.grab().toImage()
    words.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    from_right = words.grab().toImage()
    assert from_left != from_right
