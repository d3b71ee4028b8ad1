"""The pages of the window: each is made, a little at each step, when it is first looked at, and refreshed when it is looked at again."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from ui.pages.page import Page


Making = Generator[None, None, "Page"]


class PageStack(QStackedWidget):
    """Takes what makes each page, by its name, and what is around all that is asked for one page; shows one page at a time."""

    def __init__(self, makers: Mapping[str, Callable[[], Making]], reading: Callable[[], AbstractContextManager[None]]) -> None:
        super().__init__()
        self._makers = makers
        self._reading = reading
        self._begun: dict[str, Iterator[None]] = {}
        self.pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self.current_key = ""
        # Until there is a page. The first is then filled out of view like every other: in view, each thing put into it would lay it out anew.
        self.addWidget(QWidget())

    def page(self, key: str) -> "Page":
        """The page of a name, made and filled: at once, where it was not or in part."""
        for _step in self.steps_to(key):
            pass
        return self.pages[key]

    def steps_to(self, key: str) -> Generator[None, None, None]:
        """Make a page and fill it, a little at each step; what was done of it before is not done again."""
        steps = self._begun.setdefault(key, self._steps(key))
        try:
            for _step in steps:
                yield
        except Exception:
            del self._begun[key]  # asked for again, it is tried again
            raise

    def _steps(self, key: str) -> Iterator[None]:
        if key not in self.pages:
            page = yield from self._makers[key]()
            self.addWidget(page)
            self.pages[key] = page
            self._stale.add(key)
            yield
            self._fill(key)
            yield

    def _fill(self, key: str) -> None:
        with self._reading():
            self.pages[key].refresh()
        self._stale.discard(key)

    def clear_view(self) -> None:
        """Show no page: the one wanted takes a while."""
        self.current_key = ""
        self.setCurrentIndex(0)

    def show_page(self, key: str) -> "Page":
        """Bring a page into view, as things are now, and the focus to its first control."""
        page = self.page(key)
        self.current_key = key
        if key in self._stale:
            self._fill(key)
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
