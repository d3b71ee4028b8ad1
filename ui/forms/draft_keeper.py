"""Keeps what stands in a form a moment after it was typed, so that nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ui.desk import Desk
from ui.widgets.soon import Soon


class DraftKeeper(QObject):
    """Takes the form's name and what tells its content as plain data; what is there untouched is not kept."""

    def __init__(self, desk: Desk, form_name: str, content: Callable[[], dict[str, Any]], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._form_name = form_name
        self._content = content
        self._untouched: dict[str, Any] | None = None
        self._wait = Soon(self)
        self._wait.timeout.connect(self.keep_now)

    def begin(self) -> dict[str, Any] | None:
        """The fields stand as before anything is typed; the answer is what was kept of them."""
        self._wait.stop()
        self._untouched = self._content()
        return self.kept()

    def kept(self) -> dict[str, Any] | None:
        """What stood in the form and was neither saved nor cancelled."""
        return self._desk.asked(lambda: self._desk.tracker.forms.kept(self._form_name))

    def typed(self) -> None:
        """Something was typed or chosen: keep it in a moment, however long the typing goes on."""
        self._wait.ask()

    def settle(self) -> None:
        """Keep at once what waits to be kept."""
        if self._wait.isActive():
            self.keep_now()

    def keep_now(self) -> None:
        """Keep what stands in the fields, or forget it where nothing is typed any more."""
        self._wait.stop()
        content = self._content()
        forms = self._desk.tracker.forms
        if content == self._untouched:
            self._desk.attempted(lambda: forms.forget(self._form_name))
        else:
            self._desk.attempted(lambda: forms.keep(self._form_name, content))

    def forget(self) -> None:
        """The form was saved or cancelled."""
        self._wait.stop()
        self._desk.attempted(lambda: self._desk.tracker.forms.forget(self._form_name))
