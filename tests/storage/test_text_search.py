"""Text as a search compares it."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.storage.text_search import folded

LETTERS = (
    "aAäÄßẞİiIΣéÉñ\N{LATIN SMALL LETTER DOTLESS I}\N{GREEK SMALL LETTER SIGMA}\N{GREEK SMALL LETTER FINAL SIGMA}\N{KELVIN SIGN}ﬁ"
    "\N{COMBINING DIAERESIS}\N{COMBINING CEDILLA}\N{COMBINING DOT ABOVE}"
)
OTHERS = (
    "\N{LATIN SMALL LETTER DOTLESS I}s",
    "\N{GRINNING FACE}\N{ZERO WIDTH JOINER}",
    "שלום",
    "لا إله",
    "\N{RIGHT-TO-LEFT OVERRIDE}abc",
    "日本",
    "\ud800",
    "a\0b",
)
# With a iota beneath, which is a letter beside them in capitals.
GREEK = (
    "\N{GREEK SMALL LETTER ALPHA}\N{GREEK CAPITAL LETTER ALPHA}\N{GREEK SMALL LETTER IOTA}\N{GREEK CAPITAL LETTER IOTA}"
    "\N{COMBINING GREEK YPOGEGRAMMENI}\N{COMBINING ACUTE ACCENT}\N{GREEK SMALL LETTER OMEGA WITH YPOGEGRAMMENI}"
)
TEXTS = st.one_of(st.text(), st.text(LETTERS), st.text(GREEK))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rücken", "RUCKEN"),
        ("Straße", "STRASSE"),
        ("GROẞ", "gross"),
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE}", "cafe\N{COMBINING ACUTE ACCENT}"),
        ("İZMİR", "izmir"),
        ("Σίσυφος", "σισυφοσ"),
        ("\N{GREEK SMALL LETTER ALPHA WITH YPOGEGRAMMENI}", "\N{GREEK CAPITAL LETTER ALPHA}\N{GREEK CAPITAL LETTER IOTA}"),
        ("\N{GREEK CAPITAL LETTER ETA WITH PSILI AND PROSGEGRAMMENI}", "η\N{GREEK SMALL LETTER IOTA}"),
        ("ω\N{COMBINING GREEK YPOGEGRAMMENI}", "ω\N{GREEK CAPITAL LETTER IOTA}"),
        ("\N{LATIN SMALL LIGATURE FI}t", "FIT"),
        ("\N{ANGSTROM SIGN}ngström", "angstrom"),
        ("\N{MATHEMATICAL BOLD CAPITAL A}", "a"),
        ("Ы\N{COMBINING CYRILLIC TITLO}", "ы"),
    ],
)
def test_case_and_accents_make_no_difference(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize("text", OTHERS)
def test_other_letters_stay_themselves(text: str) -> None:
    assert folded(text)
    assert folded(folded(text)) == folded(text)


def test_different_words_stay_different() -> None:
    assert len({folded(word) for word in ("neck", "back", "leg", "שלום", "日本", "日", "\N{GRINNING FACE}", "\N{CRYING FACE}")}) == 8


def test_no_text_folds_to_nothing() -> None:
    assert (folded(None), folded(""), folded("\N{COMBINING ACUTE ACCENT}")) == ("", "", "")


@given(TEXTS, TEXTS, TEXTS)
@example("a", "\N{COMBINING DIAERESIS}", "\N{COMBINING CEDILLA}")
def test_a_part_is_found_in_any_text_that_holds_it(before: str, part: str, after: str) -> None:
    assert folded(part) in folded(before + part + after)
    assert folded(before + part) == folded(before) + folded(part)


@given(TEXTS)
def test_folding_once_is_enough_and_the_case_does_not_matter(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(text.casefold()) == folded(text)
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text)) == folded(text)
