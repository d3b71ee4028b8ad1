"""A number typed with a full stop or a comma is the number that was meant, in whatever language the desktop speaks."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest

from ui.widgets.fields.amount_box import AmountBox
from ui.widgets.fields.decimal_box import DecimalBox

MEANT = {
    "en_GB": {"0.5": 0.5, "0,5": 0.5, "1500.5": 1500.5, "1,500": 1500, "1,500.5": 1500.5, "0,500": 0.5, "1.500": 1.5, "7": 7},
    "de_DE": {"0.5": 0.5, "0,5": 0.5, "1500.5": 1500.5, "1.500": 1500, "1.500,5": 1500.5, "0.500": 0.5, "1,500": 1.5, "7": 7},
    "fr_FR": {"0.5": 0.5, "0,5": 0.5, "1500.5": 1500.5, "1,500": 1.5, "7": 7},
    "ar_EG": {"0.5": 0.5, "0,5": 0.5, "1500.50": 1500.5, "1,500": 1.5, "7": 7},
}


def in_words_of(language, number):
    """The number as the language writes it, thousands not set apart."""
    locale = QLocale(language)
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(float(number), "g", 6)


@pytest.fixture
def box(shown):
    """Make a box in a language, in view."""

    def make(language):
        box = DecimalBox()
        box.setLocale(QLocale(language))
        box.setRange(0, 9999)
        shown(box)
        box.setFocus()
        return box

    return make


@pytest.mark.parametrize(("language", "typed", "number"), [(language, *case) for language, cases in MEANT.items() for case in cases.items()])
def test_what_is_typed_is_what_was_meant(box, language, typed, number):
    field = box(language)
    field.selectAll()
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Enter)
    assert (field.value(), field.text()) == (number, in_words_of(language, number))


@pytest.mark.parametrize("language", MEANT)
def test_a_number_shown_has_no_zeros_that_say_nothing_and_can_be_typed_on(box, language):
    field = box(language)
    field.setValue(2500)
    assert field.text() == in_words_of(language, 2500)
    field.lineEdit().end(False)
    QTest.keyClicks(field, ".5")
    QTest.keyClick(field, Qt.Key.Key_Enter)
    assert (field.value(), field.text()) == (2500.5, in_words_of(language, 2500.5))


def test_a_thousand_mg_is_a_thousand_whichever_mark_parts_it_in_whatever_language(shown):
    field = AmountBox("mg", 100_000)
    shown(field)
    field.setFocus()
    for language in MEANT:
        field.setLocale(QLocale(language))
        for typed, mg in {"1,000": 1000, "1.000": 1000, "1'500": 1500, "2,5": 2.5, "0,5": 0.5, "10,000": 10_000}.items():
            field.selectAll()
            QTest.keyClicks(field, typed)
            QTest.keyClick(field, Qt.Key.Key_Enter)
            assert field.amount() == mg, (language, typed)
