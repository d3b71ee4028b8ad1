"""What a password must be, and how long nobody may try after wrong ones."""

from datetime import timedelta

import pytest

from tests.fakes import utc
from tracker.domain.passwords import WrongAttempts, as_bytes, refuse_wait, refuse_weak
from tracker.errors import Refused

NOW = utc("2026-11-25T13:05")
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(0, 0), (1, 0), (4, 0), (5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 900), (11, 900), (10_000, 900)]
)
def test_after_five_wrong_ones_each_takes_twice_as_long_up_to_a_quarter_of_an_hour(wrong, seconds):
    assert WrongAttempts(wrong, NOW).wait(NOW) == seconds * SECOND
    assert WrongAttempts(wrong, NOW).wait(NOW + 10 * SECOND) == max(0, seconds - 10) * SECOND
    assert WrongAttempts(wrong, NOW).wait(NOW + seconds * SECOND) == timedelta(0)


def test_a_clock_set_back_makes_nobody_wait_longer_than_ever():
    assert WrongAttempts(5, NOW).wait(NOW - timedelta(days=400)) == 30 * SECOND


def test_the_refusal_says_how_long_and_what_opens_the_diary_at_once():
    with pytest.raises(Refused, match="wait 30 seconds, or give the recovery code") as refused:
        refuse_wait(WrongAttempts(5, NOW), NOW)
    assert refused.value.field == "password"
    with pytest.raises(Refused, match="wait 1 second, or"):
        refuse_wait(WrongAttempts(5, NOW), NOW + timedelta(seconds=29.5))
    refuse_wait(WrongAttempts(5, NOW), NOW + 30 * SECOND)


@pytest.mark.parametrize("password", ["", "1234567", "aaaaaaaaaaaa", "        "])
def test_what_anybody_tries_first_is_refused(password):
    with pytest.raises(Refused, match="too easy to guess"):
        refuse_weak(password)


def test_a_password_may_be_of_any_letters_and_is_one_however_its_accents_are_typed():
    refuse_weak("käse und 🧀")
    assert as_bytes("ka\u0308se") == as_bytes("käse") == "käse".encode()
    assert as_bytes("\ud800")
