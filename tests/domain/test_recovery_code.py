"""The recovery code: read back however a person types it, and a slip told from another code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.recovery_code import BITS, LETTERS, code_of, number_of, refuse_other
from tracker.errors import Refused

NUMBERS = st.integers(min_value=0, max_value=2**BITS - 1)


def test_a_code_is_seven_groups_of_four_without_letters_that_are_taken_for_others():
    # 1 is 26 letters, all 0 but the last; what is left of 1 divided by 1021 is 1 as well.
    assert code_of(1) == "0000 0000 0000 0000 0000 0000 0101"
    assert code_of(2**BITS - 1) == "ZZZZ ZZZZ ZZZZ ZZZZ ZZZZ ZZZZ ZZ" + LETTERS[(2**BITS - 1) % 1021 >> 5] + LETTERS[(2**BITS - 1) % 1021 & 31]


@given(NUMBERS)
def test_it_is_read_back_in_small_letters_with_dashes_and_with_o_i_and_l_for_digits(number):
    code = code_of(number)
    assert number_of(code) == number
    assert number_of(f"  {code.lower().replace(' ', '-').replace('0', 'o').replace('1', 'l')}\n") == number
    assert number_of(code.replace(" ", "").replace("1", "i").replace("V", "u")) == number


@given(NUMBERS, st.integers(0, 27), st.integers(1, 31))
def test_one_wrong_letter_is_no_code(number, place, by):
    letters = code_of(number).replace(" ", "")
    wrong = LETTERS[(LETTERS.index(letters[place]) + by) % 32]
    assert number_of(letters[:place] + wrong + letters[place + 1 :]) is None


@given(NUMBERS, st.integers(0, 26))
def test_two_letters_swapped_are_no_code(number, place):
    letters = code_of(number).replace(" ", "")
    swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
    assert swapped == letters or number_of(swapped) is None


@pytest.mark.parametrize("typed", ["", "correct horse battery", "0000 0000 0000 0000 0000 0000 010", "0000 0000 0000 0000 0000 0000 01010", "é" * 28])
def test_what_is_no_code_is_none(typed):
    assert number_of(typed) is None


def test_another_code_typed_back_is_refused():
    refuse_other(code_of(5), code_of(5).lower())
    for typed in (code_of(6), "", "5"):
        with pytest.raises(Refused, match="not the recovery code that was shown"):
            refuse_other(code_of(5), typed)
