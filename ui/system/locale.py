"""Brings Qt into line with the language of the app and the locale of the person: its own words, the direction, its fields for numbers and dates."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from tracker.formats.texts import choose_formats, country, number_marks, places
from tracker.language import language

ENGLISH = "en"


def follow_language(app: QApplication) -> None:
    """Let Qt's buttons and fields have the language of the app, and its direction: those of the desktop would go with another language."""
    # Where the environment names no locale, the desktop's own settings may: so it is on Windows and macOS.
    if not any(places()) and (named := QLocale.system().name()) != QLocale.c().name():
        choose_formats(named)
    QLocale.setDefault(_locale())
    if language() != ENGLISH:  # Qt's own words are English
        from PySide6.QtCore import QLibraryInfo, QTranslator

        translator = QTranslator(app)
        if translator.load(QLocale(language()), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)
    # After the translator, which has Qt take the direction of its language.
    app.setLayoutDirection(QLocale(language()).textDirection())


def _locale() -> QLocale:
    """The language of the app in the country of the person; where Qt knows it not there, one with the same decimal mark."""
    wanted = f"{language().split('_')[0]}_{country()}" if country() else language()
    found = QLocale(wanted)
    if language() != ENGLISH or (found.name() == wanted and found.decimalPoint() == number_marks().decimal):
        return found
    return QLocale("en_DE" if number_marks().decimal == "," else "en_GB")
