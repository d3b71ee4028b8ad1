"""Shows what the reminders raise, keeps what is answered, and takes away what has nothing to ask any more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from tracker.changes import Touched
from tracker.domain.reminders.facts import Group, Raised
from tracker.domain.sessions import ICE
from tracker.language import _
from tracker.services.history import Change
from tracker.services.planner import Planner
from tracker.services.reminders import Reminders
from tracker.services.sessions import Timekeeper
from tracker.services.settings import ChosenSettings
from tracker.wording.reminders import group_words
from ui.desk import Desk
from ui.notifications.actions import Destination, Goal, Press, answer_of, answered_by, buttons, destination_of
from ui.notifications.desktop import Notice, Notifier

LATE_END = "late-end"


class ReminderNotices(QObject):
    """Joins the reminders with the notifier; `destination_chosen` brings where an answer leads, as a Destination."""

    destination_chosen = Signal(object)  # Destination
    outdated = Signal(str)  # key of a notice that has nothing to ask any more

    def __init__(
        self, desk: Desk, reminders: Reminders, planner: Planner, timekeeper: Timekeeper, settings: ChosenSettings, notifier: Notifier
    ) -> None:
        super().__init__()
        self._desk = desk
        self._reminders = reminders
        self._planner = planner
        self._timekeeper = timekeeper
        self._settings = settings
        self._notifier = notifier
        self._shown: dict[str, tuple[Raised, ...]] = {}
        self._late_ends: list[tuple[str, str]] = []  # what is said of a session, and its id
        self._late_shown: tuple[str, ...] = ()  # the ids of the sessions that a notice of their own tells of
        desk.feed.changed.connect(lambda _changes: self.withdraw_outdated())

    def remind(self, group: Group) -> None:
        """Tell what is due in one notice, with the ends of sessions that nobody saw, and with what stood beside a reminder that comes again."""
        beside = self._replace(group.reminders)
        self._withdraw_late_end()
        late, self._late_ends = self._late_ends, []
        self._show(Group((*group.reminders, *beside)), [words for words, _id in late])

    def add_late_end(self, words: str, id_: str) -> None:
        """The end of a session was missed: tell it with the next notice of this look at the clock, or alone at its end."""
        self._late_ends.append((words, id_))

    def on_looked(self) -> None:
        """The clock was looked at: tell what came with no reminder, and take away what has nothing to ask any more."""
        if self._late_ends and not self._is_quiet():
            late, self._late_ends = self._late_ends, []
            self._late_shown = tuple(id_ for _words, id_ in late)
            self._notify(Notice(LATE_END, _("Late: a session has ended"), "\n".join(words for words, _id in late)))
        self.withdraw_outdated()

    def withdraw_outdated(self) -> None:
        """Take away the notices that have nothing to ask or to say: it was done elsewhere, its phase is over, it was deleted, or a session runs."""
        for key, reminders in tuple(self._shown.items()):
            if self._desk.ask(partial(self._reminders.still_asked, reminders)) == []:
                self._withdraw(key)
        if self._desk.ask(self._is_late_end_overtaken):
            self._withdraw_late_end()

    def show_anew(self) -> None:
        """Show what is shown once more, in the words that are to be used now: the window was locked. A late end was told; it says what it was of."""
        self._withdraw_late_end()
        for reminders in tuple(self._shown.values()):
            self._show(Group(reminders))

    def on_answered(self, key: str, press: str) -> None:
        """A button of a notice was pressed: keep the answer, do what it asks for, and show again what it left unanswered."""
        # Taken out before anything is kept: keeping it publishes a change, at which the held notices are looked through and this one withdrawn.
        reminders = self._shown.pop(key, None)
        if reminders is None:
            return
        answered = answered_by(reminders, press)
        self._desk.run_quietly(lambda: self._keep(answered, press))
        self._follow(destination_of(press, answered))
        left = self._desk.ask(lambda: self._reminders.still_asked(reminders))
        if left:
            self._show(Group(tuple(left)))

    def on_clicked(self, key: str) -> None:
        """A notice itself was pressed."""
        self.on_answered(key, Press.OPEN)

    def _is_quiet(self) -> bool:
        """What is told late can wait for the end of the quiet hours; the alarm itself never does."""
        now = self._desk.now()
        return self._settings.now.quiet_hours.hold(now.at, now.zone)

    def _keep(self, answered: Sequence[Raised], press: str) -> Change:
        reminders = self._reminders
        for reminder in answered:
            reminders.answer(reminder.id, answer_of(press, reminder, reminders.snooze_minutes))
        return Change(Touched.DIARY)

    def _follow(self, destination: Destination) -> None:
        # Where something is to be asked first the session is not started from here: the destination goes on to Today, which asks it.
        if destination.goal is Goal.SESSION and not self._asks_first(destination.about):
            started = self._desk.run(lambda: self._timekeeper.start_session(destination.about))
            destination = Destination(Goal.TODAY if started is None else Goal.NOWHERE)
        if destination.goal is not Goal.NOWHERE:
            self.destination_chosen.emit(destination)

    def _asks_first(self, kind: str) -> bool:
        """Whether the cautions have yet to be read, or the rest after ice is not over: the answer may come to an old notice."""
        now = self._desk.clock.now()
        status = self._desk.ask(lambda: self._timekeeper.status(self._settings.now.quiet_hours))
        rests = kind == ICE and status is not None and status.ice_rests_until(now) is not None
        return rests or bool(self._desk.ask(self._planner.needs_cautions))

    def _replace(self, reminders: Sequence[Raised]) -> list[Raised]:
        """A reminder that comes again takes the place of the one before; what stood beside that one, and is still asked, is given back."""
        again, beside = {(reminder.rule_id, reminder.about) for reminder in reminders}, []
        for key, held in tuple(self._shown.items()):
            left = [reminder for reminder in held if (reminder.rule_id, reminder.about) not in again]
            if len(left) < len(held):
                self._withdraw(key)
                beside += self._desk.ask(partial(self._reminders.still_asked, left)) or []
        return beside

    def _is_late_end_overtaken(self) -> bool:
        timekeeper = self._timekeeper
        if not self._late_shown:
            return False
        return timekeeper.running_session() is not None or any(timekeeper.kept(id_) is None for id_ in self._late_shown)

    def _withdraw_late_end(self) -> None:
        if self._late_shown:
            self._late_shown = ()
            self.outdated.emit(LATE_END)

    def _withdraw(self, key: str) -> None:
        self._shown.pop(key, None)
        self.outdated.emit(key)

    def _show(self, group: Group, before: Sequence[str] = ()) -> None:
        key = f"reminders-{group.reminders[0].id}"
        self._shown[key] = group.reminders
        title, body = group_words(group, self._desk.now())
        is_neutral = self._settings.now.neutral_notifications
        self._notify(Notice(key, title, "\n".join([*before, body]).strip(), buttons(group.reminders, neutral=is_neutral)))

    def _notify(self, notice: Notice) -> None:
        self._notifier.show(notice.neutral() if self._settings.now.neutral_notifications else notice)
