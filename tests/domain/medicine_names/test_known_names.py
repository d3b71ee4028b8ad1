"""How many slips of the keyboard lie between two words."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.medicine_names.known_names import slips_between


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_are_counted_both_ways_alike_and_none_are_between_equals(first, second):
    assert slips_between(first, second, 9) == slips_between(second, first, 9)
    assert (slips_between(first, second, 9) == 0) == (first == second)
    assert slips_between(first, second, 1) == min(slips_between(first, second, 9), 2)


def test_each_single_slip_counts_one():
    word = "abcd"
    letters_off = {word[:place] + word[place + 1 :] for place in range(4)}
    letters_more = {word[:place] + letter + word[place:] for place, letter in product(range(5), "xyz")}
    letters_wrong = {word[:place] + "x" + word[place + 1 :] for place in range(4)}
    swapped = {"bacd", "acbd", "abdc"}
    assert {slips_between(word, other, 3) for other in letters_off | letters_more | letters_wrong | swapped} == {1}
    assert slips_between(word, "dcba", 3) > 1
