"""The lying-down view: one figure that can be read from three metres, and the space bar for all."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.entries import Session
from tracker.domain.plan.protocol import Phase
from tracker.domain.status import Status
from tracker.errors import TrackerError
from tracker.formats.joining import with_colon
from tracker.language import _
from ui.assets import current_palette
from ui.assets.focus_ring import OWN_FOCUS
from ui.sessions.large_figure import LargeFigure
from ui.sessions.large_view_face import Act, Choice, Face, content_face, ended_face, face_of, question_face, unknown_face
from ui.sessions.start_question import StartQuestion, question_before
from ui.system.keep_awake import KeepAwake
from ui.widgets.accessible_roles import hear_as
from ui.widgets.announcement import Urgency, announce
from ui.widgets.buttons import ActionButton, main_button, ordinary_button
from ui.widgets.exercise_picture import ExercisePicture
from ui.widgets.fitted_text import FittedText
from ui.widgets.layouts import FlowLayout
from ui.widgets.next_change import NextChange, of_minutes, of_seconds, of_the_clock

MARGIN, SPACE = 24, 16
# Of the height of the view. From three metres a letter is read that is 9 mm high, 10 minutes of arc: on a screen of 27 cm 1/30 of the height.
LINE_SHARE, PARAGRAPH_SHARE = 0.09, 0.1  # the height of a line, at most
WORDS_SHARE = 2.1 * LINE_SHARE  # a long sentence takes two lines, rather than letters too small
CAPTION_SHARE = 1 / 16  # of a line: its capitals are 1/30 or more then
BUTTON_SHARE = 0.1
LEAST_WORDS, LEAST_BUTTON = 44, 64
BESIDE_PARAGRAPH = 0.75  # of these, so that on a low screen what has to be read first is no smaller than what is pressed
LABEL_SHARE = 0.48  # of the height of a button
# The border above and beneath, in pixels, which a style sheet adds to the height it is given.
EDGES = 2
STEADY = timedelta(seconds=1)  # a second press that follows at once was not meant
ZERO = timedelta(0)


class LargeViewActions(NamedTuple):
    """What the view asks and does; `status` is None where it cannot be told."""

    status: Callable[[], Status | None]
    now: Callable[[], datetime]
    left: Callable[[Session], timedelta]
    start: Callable[[str], object]
    stop: Callable[[], object]
    silence: Callable[[], object]
    needs_cautions: Callable[[], bool]
    cautions_read: Callable[[], object]


class LargeView(QWidget):
    """Takes its actions, and a `KeepAwake` of its own: it keeps the screen on as long as it is open."""

    closed = Signal()

    def __init__(self, actions: LargeViewActions, awake: KeepAwake) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._actions, self._awake = actions, awake
        self._status: Status | None = None
        self._ended: Session | None = None
        self._question: StartQuestion | None = None
        self._started_at: datetime | None = None
        self._content: QWidget | None = None
        self._toggle: Callable[[], object] | None = None
        self.face: Face | None = None
        self.setWindowTitle(with_colon(_("Recovery Tracker"), _("Large view")))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the view itself has the focus, whatever it shows
        hear_as(self, "dialog")
        self.figure = LargeFigure()
        self.paragraph = FittedText()
        self.words = FittedText(strong=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.buttons = (main_button(""), ordinary_button(""))
        self.leave_button = ordinary_button(_("Leave (Esc)"))
        self.next_change = NextChange(self, self._changes_in)
        self.next_change.due.connect(self.tick)
        self._lay_out()
        for place, button in enumerate(self.buttons):
            button.clicked.connect(lambda _checked=False, place=place: self._on_pressed(place))
        self.leave_button.clicked.connect(self.close)

    def open(self, beside: QWidget | None = None) -> None:
        """Fill the screen that a window is on."""
        if beside is not None:
            self.setGeometry(beside.screen().geometry())
        self._ended, self._question = None, None
        self._awake.start()
        self.refresh()
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self.setFocus()
        self.next_change.wait()

    def show_content(self, content: QWidget | None, toggle: Callable[[], object] | None = None) -> None:
        """Show a widget, such as the timer of an exercise, which the space bar toggles; None for the figure again.

        Its buttons are enlarged as long as it is here; it is given back to its owner when it goes.
        """
        if self._content is not None:
            self._middle.removeWidget(self._content)
            # Without a parent it is its owner's again, and is not deleted with the view.
            self._content.setParent(None)
            self._content.setProperty(OWN_FOCUS, None)
            for button in self._content.findChildren(ActionButton):
                button.setStyleSheet("")
                button.set_icon_height()
            for picture in self._content.findChildren(ExercisePicture):
                picture.set_caption_line(0)
        self._content, self._toggle = content, toggle
        if content is not None:
            self._middle.addWidget(content, 1)
            content.setProperty(OWN_FOCUS, True)  # a ring around all there is says nothing
            content.show()
        self._scale_controls()
        self.tick()
        self.next_change.wait()
        (content or self).setFocus()

    def refresh(self) -> None:
        """Ask again where the person is."""
        self._status = self._actions.status()
        if self._status is not None and self._status.session is not None:
            self._ended = None
        self.tick()
        self.next_change.wait()

    def tell_end(self, session: Session) -> None:
        """A session has ended by the clock: show it, until the space bar is pressed."""
        if self.isVisible():
            self._ended, self._question = session, None
            self.refresh()

    def tick(self) -> None:
        """Show the time as it is now."""
        self._show_face(self._face_now())

    def _changes_in(self) -> timedelta | None:
        """How long what is shown stays as it is; another widget looks at the clock by itself, and an end waits for the person."""
        status, now = self._status, self._actions.now()
        if status is None or self._content is not None or self._ended is not None:
            return None
        if status.session is not None:
            return of_seconds(self._actions.left(status.session))
        over = status.rests_until(now)
        return of_the_clock(now) if over is None else of_minutes(over - now)

    def _face_now(self) -> Face:
        if self._content is not None:
            phase = self._status.state.phase if self._status is not None else Phase.NONE
            return content_face(phase, can_pause=self._toggle is not None)
        if self._ended is not None:
            return ended_face(self._ended)
        status, now = self._status, self._actions.now()
        if status is None:
            return unknown_face()
        if self._question is not None and self._question.still_stands(status, now):
            return question_face(status, self._question, now)
        self._question = None
        try:
            return face_of(status, now, None if status.session is None else self._actions.left(status.session))
        except TrackerError:  # without a plan it tells what comes next, which is read only then
            return unknown_face()

    def _show_face(self, face: Face) -> None:
        former, self.face = self.face, face
        # The ground alone has to be painted anew, and only for another colour; figure and words repaint themselves.
        if former is None or former.phase is not face.phase:
            self.update()
        if former is None or bool(former.paragraph) is not bool(face.paragraph):
            self._scale_controls()
        shows_figure = self._content is None and not face.paragraph
        self.figure.setVisible(shows_figure)
        self.figure.show_figure(face.figure, current_palette().phase(face.phase))
        self.paragraph.setVisible(self._content is None and bool(face.paragraph))
        self.paragraph.set_text(face.paragraph)
        self.words.setVisible(self._content is None)
        self.words.set_text(face.words)
        name = ". ".join(part.removesuffix(".") for part in (face.says, face.paragraph, face.words) if part)
        # A name set again is said again by some screen readers, here each second.
        if self.accessibleName() != name:
            self.setAccessibleName(name)
        self._label_buttons(face.choices)

    def _label_buttons(self, choices: Sequence[Choice]) -> None:
        for place, button in enumerate(self.buttons):
            label = choices[place].label if place < len(choices) else ""
            if button.text() != label:
                # A button that takes another meaning, or goes, must not be pressed by the space that was meant for the one before.
                if button.hasFocus():
                    self.setFocus()
                button.setText(label)
            button.setVisible(bool(label))
        # Filled is what the space bar does; where it does nothing, nothing is proposed.
        is_proposed = bool(choices) and self.face is not None and self.face.space is choices[0]
        self.buttons[0].set_kind("main" if is_proposed else "ordinary")

    def _on_pressed(self, place: int) -> None:
        if self.face is not None and place < len(self.face.choices):
            self._do(self.face.choices[place])

    def _do(self, choice: Choice) -> None:
        match choice.act:
            case Act.START:
                self._start(choice.kind)
            case Act.START_IN_REST:
                self._start(choice.kind, in_rest=True)
            case Act.CAUTIONS_READ if self._question is not None and not self._is_just_now(self._question.asked_at):
                self._question = None
                self._actions.cautions_read()
                self._start(choice.kind, in_rest=True)
            case Act.CAUTIONS_READ if self._question is not None:
                # Seen, the question stands there as before. Heard, it would be as if the press had done nothing.
                announce(self, _("Not started: that was pressed at once. Press again when you have read it."), Urgency.URGENT)
            case Act.CANCEL:
                self._question = None
            case Act.STOP if not self._is_just_now(self._started_at):
                self._actions.stop()
            case Act.SILENCE:
                self._ended = None
                self._actions.silence()
            case Act.PAUSE if self._toggle is not None:
                self._toggle()
        self.refresh()

    def _start(self, kind: str, *, in_rest: bool = False) -> None:
        status, now = self._status, self._actions.now()
        if status is None:
            return
        self._question = question_before(kind, status, now, self._actions.needs_cautions, in_rest=in_rest)
        if self._question is None:
            self._started_at = now
            self._actions.start(kind)

    def _is_just_now(self, at: datetime | None) -> bool:
        """Whether a press came so soon after an instant that it was not meant, as where nobody can have read the cautions.

        A second is right also for whoever is slow or hears the screen read: nobody answers by will so soon, and a key held down, or pressed
        twice by a hand that shakes, would. For one that was ignored, `_do` says so.
        """
        return at is not None and ZERO <= self._actions.now() - at < STEADY

    def _lay_out(self) -> None:
        # In rows where the screen is narrow: the view is never wider than it.
        row = FlowLayout(spacing=SPACE, is_centred=True)
        for button in (*self.buttons, self.leave_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the space bar to the figure
            row.addWidget(button)
        self._middle = QVBoxLayout()
        self._middle.addWidget(self.figure, 1)
        self._middle.addWidget(self.paragraph, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(SPACE)
        layout.addLayout(self._middle, 1)
        layout.addWidget(self.words)
        layout.addLayout(row)

    def _scale_controls(self) -> None:
        """Buttons and words grow with the screen; beneath a paragraph a line is enough for the words."""
        has_paragraph = self.face is not None and bool(self.face.paragraph)
        least, share = (BESIDE_PARAGRAPH, LINE_SHARE) if has_paragraph else (1, WORDS_SHARE)
        height = max(round(LEAST_BUTTON * least), round(self.height() * BUTTON_SHARE))
        self.words.setFixedHeight(max(round(LEAST_WORDS * least), round(self.height() * share)))
        self.words.set_tallest_line(self.height() * LINE_SHARE)
        self.paragraph.set_tallest_line(self.height() * PARAGRAPH_SHARE)
        inside = self._content.findChildren(ActionButton) if self._content is not None else ()
        for button in (*self.buttons, self.leave_button, *inside):
            _enlarge(button, height)
        for picture in self._content.findChildren(ExercisePicture) if self._content is not None else ():
            picture.set_caption_line(self.height() * CAPTION_SHARE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._scale_controls()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The faint colour of the phase, all over."""
        phase = self.face.phase if self.face is not None else Phase.NONE
        QPainter(self).fillRect(self.rect(), QColor(current_palette().wash(phase)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar for all; Escape leaves what is asked, else the view."""
        if event.key() == Qt.Key.Key_Escape and self._question is not None:
            self._question = None
            self.refresh()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_Space:
            # A key held down would start a session and stop it at once.
            if not event.isAutoRepeat() and self.face is not None and self.face.space is not None:
                self._do(self.face.space)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the screen sleep again."""
        super().hideEvent(event)
        if not event.spontaneous():  # minimised by the desktop, it goes on
            self._awake.stop()
            self.closed.emit()


def _enlarge(button: ActionButton, height: int) -> None:
    """By a style of its own: that of the application comes back with each change of the theme."""
    button.set_icon_height(round(height * LABEL_SHARE))
    button.setStyleSheet(
        f"min-height: {height - EDGES}px; max-height: {height - EDGES}px; font-size: {round(height * LABEL_SHARE)}px; padding: 0 {height // 2}px;"
    )
