"""Qt's own words, direction and fields go with the language of the app, not with that of the desktop."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from tests.other_letters import written_in
from tracker.formats.texts import number_text
from ui.system.locale import follow_language

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@contextmanager
def followed(app: QApplication, place: str, words: str) -> Iterator[None]:
    """Qt as the app brings it into line, and afterwards as it was."""
    before, direction = QLocale(), app.layoutDirection()
    with written_in(place, words):
        follow_language(app)
        yield
    for translator in app.findChildren(QTranslator, options=Qt.FindChildOption.FindDirectChildrenOnly):
        app.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)
    app.setLayoutDirection(direction)


@pytest.mark.parametrize(
    ("words", "place", "cancel", "direction", "number"),
    [
        ("en", "en_US", "Cancel", LEFT, "6.5"),
        ("en", "en_GB", "Cancel", LEFT, "6.5"),
        ("en", "de_DE", "Cancel", LEFT, "6,5"),
        ("en", "ar_EG", "Cancel", LEFT, "6.5"),  # an English window on an Arabic desktop is not mirrored
        ("de", "de_DE", "Abbrechen", LEFT, "6,5"),
        ("de", "en_US", "Abbrechen", LEFT, "6,5"),
        ("fr", "de_CH", "Annuler", LEFT, "6,5"),
        ("en", "fr_CH", "Cancel", LEFT, "6,5"),
        ("fr", "fr_FR", "Annuler", LEFT, "6,5"),
        ("en", "hi_IN", "Cancel", LEFT, "6.5"),
        ("ar", "ar_EG", "ألغِ", RIGHT, "٦٫٥"),  # noqa: RUF001 - Arabic digits
        ("fa", "fa_IR", "انصراف", RIGHT, "۶٫۵"),  # noqa: RUF001 - Persian digits
    ],
)
def test_the_language_of_the_app_decides_qts_words_and_direction_and_the_place_its_numbers(qapp, words, place, cancel, direction, number):
    with followed(qapp, place, words):
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == cancel
        assert qapp.layoutDirection() is direction
        # A field shows a number as the sentence beside it does.
        assert (QLocale().toString(6.5, "f", 1), number_text(6.5)) == (number, number)
