"""Every state of the report's page worth looking at: what brings each into view."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tests.ui.hands import OpenWindow, settle
from tests.ui.made_pages import made_pages
from ui.pages.report.page import ReportPage

Scene = Callable[[OpenWindow], QWidget]


def _state(bring: Callable[[ReportPage], object]) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        window.window.show_page("report")
        settle()
        page = window.window.pages["report"]
        assert isinstance(page, ReportPage)
        bring(page)
        settle()
        return window.window

    return scene


def _ready(page: ReportPage) -> None:
    page.setting.stop()
    page.pages.show_pages(made_pages(3))


def _all_open(page: ReportPage) -> None:
    _ready(page)
    page.visit.open_all()


def _all_choices(page: ReportPage) -> None:
    """Everything ticked, a birth date, days of one's own that end before they begin, and pages to be set again."""
    choices = page.choices
    choices.period.chips.chip("own").click()
    for box in (*choices.parts.values(), *choices.less.values(), choices.has_birth):
        box.click()
    own = choices.period.own
    own.last.setDate(own.first.date().addDays(-1))
    page.pages.show_stopped("⟦Cancelled.⟧", can_begin_again=True)


REPORT_SCENES: dict[str, Scene] = {
    "report, pages ready": _state(_ready),
    "report, for the visit": _state(_all_open),
    "report, all choices": _state(_all_choices),
}
