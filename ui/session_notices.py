"""Tells of the end of a session and of the next one that is due, with a sound and a button."""

from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from tracker.changes import Changes
from tracker.domain.entries import EndedBy, Session
from tracker.domain.protocol import Phase
from tracker.domain.reminders import EXERCISES, Reminder
from tracker.domain.sessions import HEAT, ICE
from tracker.domain.words import session_name
from tracker.language import _
from tracker.services.reminding import PHASE_OF
from ui.awake import KeepAwake
from ui.notifier import AnswerButton, Notice, Notifier
from ui.pages.page import Desk
from ui.sound import EndSound

MINUTE = timedelta(minutes=1)
START, LATER, STOP_SOUND = "start", "later", "ok"


class SessionNotices(QObject):
    """Joins the clock, the notifier, the sound and the waking of the computer."""

    window_wanted = Signal()
    outdated = Signal(str)  # key of a notice that has nothing to ask any more

    def __init__(self, desk: Desk, notifier: Notifier, sound: EndSound, awake: KeepAwake, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tracker = desk.tracker
        self._notifier = notifier
        self._sound = sound
        self._awake = awake
        self._reminders: dict[str, Reminder] = {}
        desk.feed.changed.connect(self._on_changed)

    def tell_end(self, session: Session) -> None:
        """A session has ended: tell it, whatever the quiet hours say."""
        if session.ended_by is EndedBy.PRESUMED:
            self._desk.messages.say(_late_words(session))
            return
        notice = Notice(f"end-{session.id}", _end_title(session), self._after_words(session), (AnswerButton(STOP_SOUND, _("Done")),), urgent=True)
        self._show(notice)
        if self._tracker.settings.sound:
            self._sound.play()

    def remind(self, reminder: Reminder) -> None:
        """A session is due: offer to start it."""
        key = f"{reminder.kind}-{reminder.at.isoformat()}"
        self._reminders[key] = reminder
        buttons = (AnswerButton(START, _("Start")), AnswerButton(LATER, _("Not now"))) if reminder.kind in PHASE_OF else ()
        title, body = _due_words(reminder)
        self._show(Notice(key, title, body, buttons))

    def on_answered(self, key: str, button: str) -> None:
        """A button of a notice was pressed."""
        self._sound.stop()
        reminder = self._reminders.pop(key, None)
        if reminder is None:
            return
        self._desk.attempted(lambda: self._tracker.timekeeper.answer(reminder, button))
        if button == START:
            self._start(reminder.kind)

    def on_clicked(self, _key: str) -> None:
        """A notice itself was pressed."""
        self._sound.stop()
        self.window_wanted.emit()

    def _start(self, kind: str) -> None:
        if self._tracker.planner.needs_cautions():
            self.window_wanted.emit()
            return
        self._desk.attempt(lambda: self._tracker.timekeeper.start_session(kind))

    def _show(self, notice: Notice) -> None:
        self._notifier.show(notice.neutral() if self._tracker.settings.neutral_notifications else notice)

    def _after_words(self, session: Session) -> str:
        plan = self._tracker.planner.plan_now().phases.get(PHASE_OF.get(session.kind, Phase.NONE))
        if plan is None or plan.rest is None:
            return ""
        return _("Take it off. Then {minutes} minutes without.").format(minutes=round(plan.rest.value))

    def _on_changed(self, changes: Changes) -> None:
        if not changes & Changes.SESSION:
            return
        if self._tracker.timekeeper.running_session() is not None:
            self._awake.start()
            self._withdraw_reminders()
        else:
            self._awake.stop()

    def _withdraw_reminders(self) -> None:
        for key in self._reminders:
            self.outdated.emit(key)
        self._reminders.clear()


def _end_title(session: Session) -> str:
    return _("{kind}: {minutes} minutes are over").format(kind=session_name(session.kind), minutes=round(session.length / MINUTE))


def _late_words(session: Session) -> str:
    ended = (session.moment.at + session.length + session.moment.offset).strftime("%H:%M")
    return _("{kind} ended at {time}, by its planned length. It is in the diary.").format(kind=session_name(session.kind), time=ended)


def _due_words(reminder: Reminder) -> tuple[str, str]:
    texts = {
        ICE: (_("Ice, if you like"), _("The rest is over. Cloth between pack and skin.")),
        HEAT: (_("Damp heat, if you like"), _("Warm, not hot: try it on the forearm first.")),
        EXERCISES: (_("Exercises, if they feel good"), _("Slowly; stop if it hurts more or a new pain starts.")),
    }
    return texts[reminder.kind]
