"""The window's look into the inbox: with each look at the clock, what lies still there comes in a step at a time, and is told."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from tracker.changes import Touched
from tracker.errors import TrackerError
from tracker.language import _
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.messages import MessageKind
from ui.stepper import Stepper

if TYPE_CHECKING:
    from tracker.services.exchange.importing import Importing
    from tracker.services.exchange.inbox import Delivery, Inbox

# A file has to lie still for two seconds: then it is looked at once more, and not before the next look at the clock where there is none.
AGAIN_MS = 2_100


class InboxLook(QObject):
    """Takes what gives the inbox and the imports: while no folder is chosen, neither is made."""

    def __init__(self, desk: Desk, settings: ChosenSettings, inbox: "Callable[[], Inbox]", importing: "Callable[[], Importing]") -> None:
        super().__init__()
        self._desk = desk
        self._settings = settings
        self._inbox = inbox
        self._importing = importing
        self._stepper: Stepper | None = None
        self._told = ""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.look)

    def look(self) -> None:
        """Begin to take in what lies still, unless that is being done."""
        if not self._settings.now.inbox or self._stepper is not None:
            return
        inbox = self._inbox()
        try:
            inbox.open()
            files = inbox.still()
        except TrackerError as problem:
            self._tell_once(problem.sentence)
            return
        if inbox.waiting:
            self._again.start()
        if files:
            self._take_in(Stepper(inbox.steps(files), self))
        elif not inbox.waiting:
            self._told = ""

    def stop(self) -> None:
        """Look no more; of a file that is being read nothing has come in."""
        self._again.stop()
        stepper, self._stepper = self._stepper, None
        if stepper is not None:
            stepper.cancel()

    def is_running(self) -> bool:
        """Whether something is being taken in."""
        return self._stepper is not None

    def _take_in(self, stepper: Stepper) -> None:
        self._stepper = stepper
        stepper.finished.connect(self._on_taken_in)
        stepper.failed.connect(self._on_failed)
        stepper.start()

    def _end(self) -> None:
        if self._stepper is not None:
            self._stepper.deleteLater()
            self._stepper = None

    def _on_taken_in(self, deliveries: "list[Delivery]") -> None:
        self._end()
        if any(delivery.result.touched for delivery in deliveries):
            self._desk.feed.publish(Touched.DIARY)
        self._tell(deliveries)

    def _on_failed(self, problem: Exception) -> None:
        self._end()
        # A fault of the app, not of the folder: raised on, it reaches the hook that reports such faults.
        if not isinstance(problem, TrackerError):
            raise problem
        self._tell_once(problem.sentence)

    def _tell_once(self, sentence: str) -> None:
        """Say what stands in the way, and not again at each look while it does."""
        if sentence != self._told:
            self._told = sentence
            self._desk.messages.say(sentence, kind=MessageKind.REFUSED)

    def _tell(self, deliveries: "list[Delivery]") -> None:
        from ui.importing.inbox_words import inbox_words
        from ui.importing.opener import undo_imports

        words = inbox_words(deliveries)
        # What waits for the diary or the folder is looked at again each time, and told the first time.
        if not words.text or words.text == self._told:
            return
        self._told = words.text if words.waits else ""
        kind = MessageKind.REFUSED if words.is_trouble else MessageKind.DONE
        ids = [delivery.result.import_id for delivery in deliveries if delivery.result.import_id is not None]
        if not ids:
            self._desk.messages.say(words.text, kind=kind)
            return
        undo, last = partial(undo_imports, self._desk, self._importing(), ids), self._desk.history.last
        self._desk.messages.say(words.text, kind=kind, action_label=_("Undo"), action=undo, stands=lambda: self._desk.history.last is last)
