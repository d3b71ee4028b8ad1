"""What is asked before the window closes for good: that the alarm of a session cannot sound, and, once, that reminders end."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from tracker.domain.times import Moment
from tracker.formats.texts import time_text
from tracker.language import _
from tracker.services.sessions import Timekeeper
from tracker.services.settings import ChosenSettings
from ui.desk import Desk


class Leaving(QObject):
    """Opens the question over the window; `leave` is called when the person closes it all the same."""

    def __init__(
        self,
        desk: Desk,
        timekeeper: Timekeeper,
        settings: ChosenSettings,
        window: QWidget,
        leave: Callable[[], object],
        goes_on_in_tray: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._timekeeper = timekeeper
        self._settings = settings
        self._window = window
        self._leave = leave
        self._goes_on_in_tray = goes_on_in_tray
        self._is_asking = False

    def question(self) -> str:
        """What is to be said before the window closes; empty where nothing is."""
        session = self._desk.ask(self._timekeeper.running_session)
        if session is not None:
            ends = time_text(Moment.of(self._timekeeper.ends_at(session), session.moment.zone).local)
            return _("A session runs until {time}. It is kept, but with the window closed its alarm cannot sound.").format(time=ends)
        if not self._settings.now.closing_explained and not self._goes_on_in_tray():
            return _("With the window closed there are no reminders. The diary is safe; they resume when it is open again.")
        return ""

    def ask(self, question: str) -> None:
        """Ask, unless it is being asked already."""
        if self._is_asking:
            return
        self._is_asking = True
        from PySide6.QtWidgets import QMessageBox  # with its five enumerations, which no start needs

        box = QMessageBox(QMessageBox.Icon.Information, self._window.windowTitle(), question, parent=self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.addButton(_("Close the window"), QMessageBox.ButtonRole.AcceptRole)
        # Enter is the answer that loses nothing.
        box.setDefaultButton(box.addButton(_("Stay open"), QMessageBox.ButtonRole.RejectRole))
        box.finished.connect(self._on_finished)
        # Queued, so that the box is closed before the window it belongs to is.
        box.accepted.connect(self._on_chosen, Qt.ConnectionType.QueuedConnection)
        box.open()

    def _on_finished(self, _result: int) -> None:
        self._is_asking = False

    def _on_chosen(self) -> None:
        self._desk.tell_failures(lambda: self._settings.choose(closing_explained=True))
        self._leave()
