"""The recovery code: what opens a diary whose password is forgotten, written so that a person can copy it and type it back."""

from tracker.errors import Refused
from tracker.language import _

# Crockford's: no I, L, O or U, which are taken for others.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# 26 letters of 5 bits, and two that any one wrong letter, and any two swapped, give away: the largest prime below 32 * 32.
BITS, LENGTH, CHECK = 130, 26, 1021
GROUP = 4
_MEANT = {"O": "0", "I": "1", "L": "1", "U": "V"}


def code_of(number: int) -> str:
    """The code of a number of 130 bits drawn at random, in groups."""
    letters = _letters(number % 2**BITS, LENGTH) + _letters(number % 2**BITS % CHECK, 2)
    return " ".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def number_of(typed: str) -> int | None:
    """The number of a code as somebody types it; None where it is none: too short or long, or with a letter that is wrong."""
    letters = "".join(_MEANT.get(letter, letter) for letter in typed.upper() if letter.isalnum())
    if len(letters) != LENGTH + 2 or not set(letters) <= set(LETTERS):
        return None
    number = _number(letters[:LENGTH])
    return number if number % CHECK == _number(letters[LENGTH:]) else None


def refuse_other(code: str, typed: str) -> None:
    """Raise Refused where a code that was typed back is not the one that was shown."""
    if number_of(typed) != number_of(code):
        raise Refused(_("That is not the recovery code that was shown. Nothing was changed; look at it again and type all of it."), "code")


def _letters(number: int, count: int) -> str:
    return "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(count)))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number << 5 | LETTERS.index(letter)
    return number
