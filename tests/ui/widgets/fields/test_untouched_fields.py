"""A field that shows a value and that nobody changes gives back the very same, however little of it can be seen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.hands import words
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.fields.amount_box import AmountBox
from ui.widgets.fields.points_field import PointsField
from ui.widgets.fields.steppers import CountBox
from ui.widgets.pain_scale import PainScale
from ui.widgets.points_scale import PointsScale
from ui.widgets.word_chips import WordChips

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.qt_log_ignore("propagateSizeHints")]

POINTS = st.none() | st.sampled_from([0.0, 4.0, 4.5, 10.0, 9.999999]) | st.floats(0, 10)
NUMBERS = st.none() | st.integers(0, 3_000_000).map(float) | st.floats(0, 100_000)
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip)
often = settings(max_examples=60)


@often
@given(POINTS)
def test_points_on_either_scale_and_in_a_field(points):
    for make, show, read in (
        (PointsScale, "set_value", "value"),
        (PainScale, "set_value", "value"),
        (PointsField, "show_points", "points"),
    ):
        field = make(name="Pain")
        getattr(field, show)(points)
        assert getattr(field, read)() == points


@often
@given(NUMBERS)
def test_a_count_and_an_amount(number):
    count, amount = CountBox("Steps", 1_000, 90), AmountBox("mg", 1_000)
    count.show_count(number)
    amount.show_amount(number)
    assert (count.count(), amount.amount()) == (number, number or None)


@often
@given(NAMES)
def test_a_chosen_word_even_one_that_differs_from_an_option_in_its_case_alone(name):
    chips = ChoiceChips("What", own="Something else", own_name="What it was")
    chips.set_options([("walking", "Walking"), ("rest", "Rest")])
    for key in (name, "Walking", " rest "):
        chips.choose(key)
        assert chips.chosen_key() == key


@often
@given(st.lists(NAMES, max_size=4))
def test_words_in_their_order(given_words):
    chips = WordChips("In your own words", {"dull": "dull", "stiff": "stiff"})
    chips.set_words(["stiff", *given_words, "dull"])
    assert chips.words() == ("stiff", *given_words, "dull")


def test_a_word_more_goes_to_the_end_of_those_that_were_there(shown):
    chips = shown(WordChips("In your own words", {"dull": "dull", "stiff": "stiff"}))
    chips.set_words(["stiff"])
    chips._chips["dull"].click()
    QTest.keyClicks(chips.field, "like glass")
    assert chips.words() == ("stiff", "dull", "like glass")


@pytest.mark.parametrize("make", [PointsScale, PainScale])
def test_a_value_between_two_keys_is_said_and_chooses_neither(shown, make):
    scale = shown(make(name="Pain"))
    scale.set_value(4.5)
    assert "4.5 is kept until you choose another value." in words(scale)
    assert not any(scale.key(value).isChecked() for value in range(11))
    QTest.mouseClick(scale.key(4), Qt.MouseButton.LeftButton)
    assert scale.value() == 4
    assert "is kept" not in words(scale)


@pytest.mark.parametrize("make", [PointsScale, PainScale])
@pytest.mark.parametrize(("key", "value"), [(Qt.Key.Key_Right, 5), (Qt.Key.Key_Left, 4)])
def test_an_arrow_goes_from_between_to_the_key_beside(shown, make, key, value):
    scale = shown(make(name="Pain"))
    scale.set_value(4.5)
    scale.focus_scale()
    QTest.keyClick(scale.focusWidget(), key)
    assert scale.value() == value


def test_a_count_with_decimals_shows_them_and_one_typed_is_whole(shown):
    box = shown(CountBox("Minutes", 1_440, 90))
    box.show_count(12.25)
    assert box.text() == "12.25"
    box.show_count(12)
    assert box.text() == "12"


def test_a_number_that_was_changed_is_what_the_field_shows(shown):
    box = shown(AmountBox("mg", 1_000))
    box.show_amount(1 / 3)
    box.setValue(2)
    assert box.amount() == 2
