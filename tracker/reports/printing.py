"""Text made fit to print: nothing a file for keeping cannot hold, and no word longer than a line."""

import re
import unicodedata

from tracker.charts.drawing.paragraph import in_order
from tracker.charts.drawing.style import BIDI_CONTROLS, UNDRAWABLE

# A word longer than a column is wide would run over the next one: it may be broken every 8 letters.
LONGEST_WORD, BREAK_EVERY = 24, 8
SPACES = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
BREAK_HERE = "\N{ZERO WIDTH SPACE}"
# The 66 code points that Unicode keeps free for ever; no font has them, and the standards for keeping refuse such letters.
NONCHARACTERS = frozenset({*range(0xFDD0, 0xFDF0), *(plane * 0x10000 + low for plane in range(17) for low in (0xFFFE, 0xFFFF))})


def printable(text: str) -> str:
    """The text with U+FFFD for what cannot be printed, and with places to break in words longer than 24 characters."""
    # Nearly every text is plain: that spares a look at each of its letters.
    is_plain = text.isascii() and text.isprintable()
    clean = text.strip() if is_plain else "".join(map(_printable_character, SPACES.sub(" ", in_order(text.strip()))))
    return " ".join(map(_breakable, clean.split(" ")))


def _printable_character(character: str) -> str:
    # Private and unassigned letters stay, other than in charts: a font of the machine may have them.
    is_odd = unicodedata.category(character) in {"Cc", "Cs"} or ord(character) in NONCHARACTERS or character in BIDI_CONTROLS
    return UNDRAWABLE if is_odd else character


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return BREAK_HERE.join(word[start : start + BREAK_EVERY] for start in range(0, len(word), BREAK_EVERY))
