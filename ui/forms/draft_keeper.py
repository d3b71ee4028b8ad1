"""Keeps what stands in a form a moment after it was typed, so that nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from tracker.errors import DiaryBusy, TrackerError
from tracker.services.form_drafts import FormDrafts
from ui.desk import Desk
from ui.widgets.soon import Soon


class DraftKeeper(QObject):
    """Takes where forms are kept, the form's name, what tells its content as plain data, and what reports an error to the person.

    What is there untouched is not kept. `parent` owns it.
    """

    def __init__(
        self, forms: FormDrafts, form_name: str, content: Callable[[], dict[str, Any]], report: Callable[[TrackerError], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._forms = forms
        self._form_name = form_name
        self._content = content
        self._report = report
        self._untouched: dict[str, Any] | None = None
        self._may_be_kept = True  # until it is known that nothing is: what an earlier run left behind is not
        self._timer = Soon(self)
        self._timer.timeout.connect(self.keep_now)

    def go_to(self, form_name: str) -> None:
        """Keep under another name from now on, as for another entry in the same form; what waits is kept under the old one first."""
        self.keep_waiting()
        self._form_name = form_name
        self._may_be_kept = True

    def begin(self) -> dict[str, Any] | None:
        """The fields stand as before anything is typed; the answer is what was kept of them."""
        self.start_over()
        return self.kept()

    def start_over(self) -> None:
        """The fields stand as before anything is typed, whatever was kept of them."""
        self._timer.stop()
        self._untouched = self._content()

    def kept(self) -> dict[str, Any] | None:
        """What stood in the form and was neither saved nor cancelled."""
        # A list carries the answer out of an action whose error is reported and not raised.
        kept: list[dict[str, Any] | None] = []
        self._do(lambda: kept.append(self._forms.kept(self._form_name)))
        self._may_be_kept = not kept or kept[0] is not None
        return kept[0] if kept else None

    def is_touched(self) -> bool:
        """Whether something stands in the fields that did not at the beginning."""
        return self._content() != self._untouched

    def keep_soon(self) -> None:
        """Something was typed or chosen: keep it in a moment, however long the typing goes on."""
        self._timer.start_once()

    def keep_waiting(self) -> None:
        """Keep at once what waits to be kept."""
        if self._timer.isActive():
            self.keep_now()

    def keep_now(self) -> None:
        """Keep what stands in the fields, or forget it where nothing is typed any more."""
        if not self.is_touched():
            self.forget()
            return
        self._timer.stop()
        self._may_be_kept = True
        self._do(self._keep)

    def _keep(self) -> None:
        try:
            self._forms.keep(self._form_name, self._content())
        # Another program writes just now. The person is told where they save; what is typed stands in the form, and is kept in a moment.
        except DiaryBusy:
            self._timer.start_once()

    def forget(self) -> None:
        """The form was saved or cancelled."""
        self._timer.stop()
        if self._may_be_kept:
            self._do(self._forget_kept)

    def _forget_kept(self) -> None:
        self._forms.forget(self._form_name)
        self._may_be_kept = False

    def _do(self, action: Callable[[], object]) -> None:
        try:
            action()
        except TrackerError as problem:
            self._report(problem)


def is_begun(desk: Desk, drafts: FormDrafts, form_name: str) -> bool:
    """Whether something was typed in a form that is neither saved nor cancelled; asked without making the form."""
    return desk.ask(lambda: drafts.kept(form_name)) is not None
