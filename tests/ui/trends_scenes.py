"""Every state of the charts' page worth looking at: what brings each into view."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.hands import OpenWindow, settle
from ui.pages.trends.page import TrendsPage

Scene = Callable[[OpenWindow], QWidget]


def _state(bring: Callable[[TrendsPage], object]) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        window.window.show_page("trends")
        settle()
        page = window.window.pages["trends"]
        assert isinstance(page, TrendsPage)
        bring(page)
        settle()
        return window.window

    return scene


def _all_options(page: TrendsPage) -> None:
    """The marks to choose from, days of one's own that end before they begin, and a point walked to in a part looked at closer."""
    page.periods.bar.segment("own").click()
    page.chart_card.marks_button.click()
    page.chart_card.words_button.click()
    own = page.periods.own
    own.last.setDate(own.first.date().addDays(-1))
    canvas = page.chart_card.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_End)
    QTest.keyClick(canvas, Qt.Key.Key_Plus)


def _kind(page: TrendsPage, kind: str) -> None:
    page.kinds.choose(kind)
    page.refresh()


TRENDS_SCENES: dict[str, Scene] = {
    "trends, all options": _state(_all_options),
    "trends, table": _state(lambda page: page.chart_card.turn_button.click()),
    "trends, episodes": _state(lambda page: _kind(page, "episodes")),
}
