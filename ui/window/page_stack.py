"""The pages of the window: each is made when it is first looked at, and refreshed when it is looked at again."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pages.page import Page


class PageStack(QStackedWidget):
    """Takes what makes each page, by its name; shows one page at a time."""

    def __init__(self, makers: Mapping[str, Callable[[], Page]]) -> None:
        super().__init__()
        self._makers = makers
        self.pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self.current_key = ""
        # Until there is a page. The first is then filled out of view like every other: in view, each thing put into it would lay it out anew.
        self.addWidget(QWidget())

    def page(self, key: str) -> Page:
        """The page of a name."""
        if key not in self.pages:
            page = self.pages[key] = self._makers[key]()
            self.addWidget(page)
            page.refresh()
        return self.pages[key]

    def show_page(self, key: str) -> Page:
        """Bring a page into view, as things are now, and the focus to its first control."""
        page = self.page(key)
        self.current_key = key
        if key in self._stale:
            self._stale.discard(key)
            page.refresh()
        # The focus goes before the page it is on, else Qt gives it to one neighbour after another, and a screen reader begins to say each.
        page.setGeometry(self.rect())  # as large as it will be: a narrow page would begin with another control
        page.show()
        control = page.first_control()
        if isinstance(control, QWidget):
            control.setFocus()
        self.setCurrentWidget(page)
        return page

    def refresh(self) -> None:
        """Something has changed: the page in view asks again at once, the others when they are next looked at."""
        # A page out of view is not filled at each change: whoever logs one value would wait for six pages.
        self._stale = set(self.pages) - {self.current_key}
        if self.current_key in self.pages:
            self.pages[self.current_key].refresh()

    def tick(self) -> None:
        """Have the page in view show what the clock has changed."""
        if self.current_key in self.pages:
            self.pages[self.current_key].tick()

    def changes_in(self) -> timedelta | None:
        """How long the page in view stays as it is by itself."""
        return self.pages[self.current_key].changes_in() if self.current_key in self.pages else None
