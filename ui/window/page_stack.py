"""The pages of the window: each is imported and made when it is first looked at, and refreshed when it is looked at again."""

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ui.desk import Desk
from ui.pages.page import Page

FIRST_RUN = "first run"
PLACES = {
    "today": ("ui.pages.today.page", "TodayPage"),
    "diary": ("ui.pages.diary.page", "DiaryPage"),
    "plan": ("ui.pages.plan.page", "PlanPage"),
    "trends": ("ui.pages.trends.page", "TrendsPage"),
    "report": ("ui.pages.report.page", "ReportPage"),
    "settings": ("ui.pages.settings.page", "SettingsPage"),
    FIRST_RUN: ("ui.pages.today.first_run", "FirstRunPage"),
}


class PageStack(QStackedWidget):
    """Shows one page at a time; `page_made` brings each page once, before it is filled."""

    page_made = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self.current_key = ""

    def page(self, key: str) -> Page:
        """The page of a name."""
        if key not in self.pages:
            module, name = PLACES[key]
            maker: Callable[[Desk], Page] = getattr(import_module(module), name)
            page = self.pages[key] = maker(self._desk)
            self.addWidget(page)
            self.page_made.emit(page)
            page.refresh()
        return self.pages[key]

    def show_page(self, key: str) -> Page:
        """Bring a page into view, as things are now."""
        page = self.page(key)
        self.current_key = key
        if key in self._stale:
            self._stale.discard(key)
            page.refresh()
        self.setCurrentWidget(page)
        return page

    def refresh(self) -> None:
        """Something has changed: the page in view asks again at once, the others when they are next looked at."""
        self._stale = set(self.pages) - {self.current_key}
        if self.current_key in self.pages:
            self.pages[self.current_key].refresh()

    def tick(self) -> None:
        """A second has passed."""
        if self.current_key in self.pages:
            self.pages[self.current_key].tick()
