"""A dressed application and a way to put a widget on the screen."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.assets import apply_theme


@pytest.fixture(autouse=True)
def _dressed(qapp):
    usual = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    apply_theme(qapp, "light")
    yield
    QLocale.setDefault(usual)


@pytest.fixture
def shown(qtbot):
    """Put a widget into an active window of 800 x 600 px, or another size."""
    windows = []

    def show(widget, width=800, height=600):
        window = QWidget()
        windows.append(window)
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(widget)
        window.resize(width, height)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return widget

    return show
