"""Tells of the end of a session, with a sound, and keeps the computer awake while one runs."""

from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from tracker.domain.entries import EndedBy, Session
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.facts import Group
from tracker.domain.status import PHASE_OF
from tracker.domain.times import Moment
from tracker.domain.words import session_name, time_near
from tracker.formats.joining import with_colon, with_space
from tracker.language import _, pgettext
from tracker.services.planner import Planner
from tracker.services.sessions import Timekeeper
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.notifications.desktop import AnswerButton, Notice, Notifier
from ui.notifications.sound import EndSound
from ui.system.keep_awake import KeepAwake

MINUTE = timedelta(minutes=1)
STOP_SOUND = "ok"


class SessionNotices(QObject):
    """Joins the clock, the notifier, the sound and the waking of the computer."""

    window_wanted = Signal()
    late_end_told = Signal(str, str)  # the words for a session whose end nobody saw, and its id
    outdated = Signal(str)  # key of a notice that has nothing to say any more

    def __init__(
        self,
        desk: Desk,
        timekeeper: Timekeeper,
        planner: Planner,
        settings: ChosenSettings,
        notifier: Notifier,
        sound: EndSound,
        awake: KeepAwake,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._timekeeper = timekeeper
        self._planner = planner
        self._settings = settings
        self._notifier = notifier
        self._sound = sound
        self._awake = awake
        self._told: dict[str, Session] = {}
        self._exercising = False
        desk.feed.changed.connect(self._stay_awake)
        desk.feed.changed.connect(lambda _changes: self.withdraw_outdated())

    def tell_end(self, session: Session) -> None:
        """A session has ended: tell it, whatever the quiet hours say; a late one without the alarm."""
        # Nobody was there at the end: an alarm now would tell of an end that may be hours old.
        if session.ended_by is EndedBy.PRESUMED:
            words = _late_words(session, self._desk.now())
            self._desk.messages.say(words)
            self.late_end_told.emit(words, session.id)
            return
        key = f"end-{session.id}"
        self._told[key] = session
        self._show(key, session)
        if self._settings.now.sound:
            self._sound.play()

    def show_anew(self) -> None:
        """Show what is shown once more, in the words that are to be used now: the window was locked."""
        for key, session in self._told.items():
            self._show(key, session)

    def on_answered(self, key: str, _button: str) -> None:
        """A button of a notice was pressed: whichever it was, the person has heard."""
        self._sound.stop()
        self._told.pop(key, None)

    def on_clicked(self, key: str) -> None:
        """A notice itself was pressed, whatever it is about."""
        self._sound.stop()
        self._told.pop(key, None)
        self.window_wanted.emit()

    def silence(self) -> None:
        """The end was heard elsewhere, in the large view: no sound and no notice any more."""
        self._sound.stop()
        self._withdraw()

    def on_reminded(self, group: Group) -> None:
        """A reminder is shown: the end of a session has nothing to say any more beside the next of its kind, or what is asked after it."""
        for key, session in tuple(self._told.items()):
            if any(raised.kind == session.kind or raised.about == session.id for raised in group.reminders):
                self._told.pop(key)
                self.outdated.emit(key)

    def withdraw_outdated(self) -> None:
        """Take away the end of a session whose rest is over, or that was deleted or changed since."""
        for key, session in tuple(self._told.items()):
            if self._rest_is_over(session) or not self._is_as_told(session):
                self._told.pop(key)
                self.outdated.emit(key)

    def set_exercising(self, exercising: bool) -> None:
        """Exercises are led, or are over: they keep the computer awake too."""
        self._exercising = exercising
        self._stay_awake()

    def _show(self, key: str, session: Session) -> None:
        notice = Notice(key, _end_title(session), self._after_words(session), (AnswerButton(STOP_SOUND, pgettext("button", "Done")),), urgent=True)
        self._notifier.show(notice.neutral() if self._settings.now.neutral_notifications else notice)

    def _after_words(self, session: Session) -> str:
        rest = self._rest(session)
        return with_space(_("Take it off."), _("Then a break of {minutes} minutes.").format(minutes=round(rest / MINUTE))) if rest else ""

    def _rest(self, session: Session) -> timedelta | None:
        plan = self._planner.plan_now().phases.get(PHASE_OF.get(session.kind, Phase.NONE))
        return plan.rest.minutes if plan is not None and plan.rest is not None else None

    def _rest_is_over(self, session: Session) -> bool:
        rest = self._desk.ask(lambda: self._rest(session))
        return rest is not None and self._desk.clock.now() >= (session.ended_at or session.planned_end) + rest

    def _is_as_told(self, session: Session) -> bool:
        kept = self._desk.ask(lambda: self._timekeeper.kept(session.id))
        return kept is not None and (kept.kind, kept.ended_at) == (session.kind, session.ended_at)

    def _stay_awake(self) -> None:
        """While a session runs or exercises are led; a session that runs leaves nothing to say of the end of the one before."""
        runs = self._desk.ask(self._timekeeper.running_session) is not None
        if runs:
            self._withdraw()
        if runs or self._exercising:
            self._awake.start()
        else:
            self._awake.stop()

    def _withdraw(self) -> None:
        for key in tuple(self._told):
            self._told.pop(key)
            self.outdated.emit(key)


def _end_title(session: Session) -> str:
    return with_colon(session_name(session.kind), _("Time is up"))


def _late_words(session: Session, now: Moment) -> str:
    ended = Moment.of(session.moment.at + session.length, session.moment.zone)
    words = {"kind": session_name(session.kind), "time": time_near(ended.local, now.day)}
    return _("{kind} ended at {time}, by its planned length. It is in the diary.").format(**words)
