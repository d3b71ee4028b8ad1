"""The lying-down view: one large figure, the space bar for all, and the screen kept on."""

from contextlib import closing
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from tests.builders import a_moment
from tests.ui.hands import FakeAwake, settle
from tracker.app import open_tracker
from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.session_offers import timed_session
from tracker.domain.sessions import HEAT, ICE
from tracker.library.exercises import exercise
from tracker.library.look import palette
from tracker.paths import Paths
from ui.assets import apply_theme
from ui.sessions.large_view import LargeView, LargeViewActions
from ui.sessions.step_timer import StepTimer
from ui.widgets.announcement import Urgency
from ui.widgets.buttons import ordinary_button

pytestmark = pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform stacks no windows
ICE_STILL, HEAT_ALREADY = "2026-11-24T14:10", "2026-11-20T14:10"
SIZES = [(900, 600), (1280, 800), (1920, 1080)]


class Room:
    """The view of a diary, with its sound and its screen."""

    def __init__(self, tracker, clock):
        self.tracker, self.clock = tracker, clock
        self.awake, self.silenced, self.is_readable = FakeAwake(), 0, True
        self.closings = 0
        timekeeper, planner = tracker.timekeeper, tracker.planner
        actions = LargeViewActions(
            status=lambda: timekeeper.status(tracker.settings.now.quiet_hours) if self.is_readable else None,
            now=clock.now,
            left=timekeeper.left,
            start=timekeeper.start_session,
            stop=timekeeper.stop_session,
            silence=self._silence,
            needs_cautions=planner.needs_cautions,
            cautions_read=planner.shown_cautions,
        )
        self.view = LargeView(actions, self.awake)
        self.view.closed.connect(self._count_closing)

    def _silence(self):
        self.silenced += 1

    def _count_closing(self):
        self.closings += 1

    def open(self, size=(1280, 800)):
        self.view.open()
        self.view.setWindowState(Qt.WindowState.WindowNoState)
        self.view.resize(*size)
        settle()
        return self

    def space(self):
        QTest.keyClick(QApplication.focusWidget() or self.view, Qt.Key.Key_Space)
        settle()

    def press(self, label):
        buttons = (*self.view.buttons, self.view.leave_button)
        QTest.mouseClick(next(button for button in buttons if button.text() == label and button.isVisible()), Qt.MouseButton.LeftButton)
        settle()

    def later(self, **parts):
        self.clock.advance(timedelta(**parts))
        self.view.tick()
        settle()

    def end_by_the_clock(self):
        self.view.tell_end(self.tracker.timekeeper.settle().entry)
        settle()

    @property
    def shows(self):
        return (self.view.figure.text() if self.view.figure.isVisible() else "", self.view.words.text())

    @property
    def labels(self):
        return [button.text() for button in (*self.view.buttons, self.view.leave_button) if button.isVisible()]

    @property
    def running(self):
        session = self.tracker.timekeeper.running_session()
        return session.kind if session else None


@pytest.fixture
def a_room(qtbot, tmp_path, clock):  # noqa: ARG001 - the application has to exist
    """Make the view of a diary with an episode from an onset on, its cautions read; without an onset there is no episode."""
    rooms = []

    def a_room(onset=ICE_STILL, cautions_read=True):
        tracker = open_tracker(Paths(tmp_path / "diary"), clock)
        if onset:
            tracker.planner.start_episode(a_moment(onset))
        if cautions_read:
            tracker.planner.shown_cautions()
        rooms.append(Room(tracker, clock))
        return rooms[-1]

    apply_theme(QApplication.instance(), "light")
    yield a_room
    for room in rooms:
        with closing(room.tracker):
            room.view.close()
            room.view.deleteLater()
            settle()


@pytest.fixture
def room(a_room):
    return a_room().open()


def test_the_session_of_the_phase_is_offered_to_the_space_bar(room):
    assert room.shows == ("20 min", "Space starts: Ice")
    assert room.labels == ["Start ice", "Leave (Esc)"]
    room.space()
    assert (room.running, room.shows) == (ICE, ("20:00", "Ice until 13:25. Space stops it"))


def test_a_running_session_counts_down_to_the_second(room):
    room.space()
    room.later(minutes=7, seconds=19)
    assert room.shows[0] == "12:41"
    room.later(minutes=12, seconds=40, milliseconds=900)
    assert room.shows[0] == "0:01"


def test_the_space_bar_stops_a_running_session_without_a_question(room):
    room.space()
    room.later(minutes=5)
    room.space()
    assert room.running is None
    (session,) = room.tracker.timekeeper.status(room.tracker.settings.now.quiet_hours).sessions
    assert session.length == timedelta(minutes=5)


def test_a_second_press_that_follows_at_once_stops_nothing(room):
    room.space()
    room.space()
    assert room.running == ICE
    room.press("Stop")
    assert room.running == ICE
    room.later(seconds=1)
    room.press("Stop")
    assert room.running is None


def test_a_key_that_is_held_down_counts_once(room):
    room.space()
    room.later(minutes=1)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
    QApplication.sendEvent(room.view, held)
    assert room.running == ICE


def test_at_the_end_it_says_so_until_the_space_bar_stops_the_sound(room):
    room.space()
    room.later(minutes=20)
    assert room.shows[0] == "0:00"
    room.end_by_the_clock()
    assert room.shows == ("0:00", "Ice: Time is up. Take it off. Space stops the sound")
    assert room.view.accessibleName() == room.shows[1]
    room.later(minutes=2)
    room.space()
    assert (room.silenced, room.running) == (1, None)
    assert room.shows == ("88 min", "Rest after ice. Next: ice from 14:55, if you like.")


def test_an_end_while_it_is_closed_is_not_shown_later(room):
    room.space()
    room.view.close()
    room.clock.advance(minutes=20)
    room.end_by_the_clock()
    room.open()
    assert room.shows[0] == "90 min"


def test_in_the_rest_after_ice_the_space_bar_starts_nothing_and_ice_takes_two_steps(room):
    room.space()
    room.later(minutes=20)
    room.end_by_the_clock()
    room.space()
    room.space()
    assert (room.running, room.labels) == (None, ["Start earlier...", "Leave (Esc)"])
    room.press("Start earlier...")
    assert (room.running, room.shows) == (None, ("90 min", "Start ice early? The plan has ice from 14:55."))
    assert room.labels == ["Keep resting", "Start ice now", "Leave (Esc)"]
    room.space()
    assert (room.running, room.shows[1]) == (None, "Rest after ice. Next: ice from 14:55, if you like.")
    room.press("Start earlier...")
    QTest.keyClick(room.view, Qt.Key.Key_Escape)
    assert (room.view.isVisible(), room.labels) == (True, ["Start earlier...", "Leave (Esc)"])
    room.press("Start earlier...")
    room.press("Start ice now")
    assert room.running == ICE


def test_the_question_in_the_rest_goes_with_the_rest(room):
    room.space()
    room.later(minutes=20)
    room.end_by_the_clock()
    room.space()
    room.press("Start earlier...")
    room.later(minutes=90)
    assert (room.running, room.shows) == (None, ("20 min", "Space starts: Ice"))


def test_when_the_rest_is_over_ice_is_offered_again_even_in_quiet_hours(room):
    room.clock.set("2026-11-24T21:30")
    room.view.refresh()
    room.space()
    room.later(minutes=20)
    room.end_by_the_clock()
    room.space()
    room.later(minutes=90)
    assert room.shows == ("20 min", "Space starts: Ice")


def test_before_the_first_session_of_an_episode_the_cautions_are_shown(a_room, spoken):
    room = a_room(cautions_read=False).open()
    room.space()
    assert (room.running, room.labels) == (None, ["I have read this, start", "Cancel", "Leave (Esc)"])
    name = room.view.accessibleName()
    assert ("poor circulation" in name, ".." in name, name.endswith("Space: I have read this, start")) == (True, False, True)
    assert room.view.paragraph.isVisible()
    assert room.view.paragraph.text().startswith("Starts once you have read this: Ice, 20 min. Ask first")
    room.view.resize(683, 384)  # a screen of 1366 x 768 at 200 %
    settle()
    cautions, button = QFontMetricsF(room.view.paragraph.fitted_font()), QFontMetricsF(room.view.buttons[0].font())
    assert cautions.height() >= button.height()
    room.space()
    assert (room.running, room.tracker.planner.needs_cautions()) == (None, True)  # nobody reads them in no time
    assert spoken == [("Not started: that was pressed at once. Press again when you have read it.", Urgency.URGENT)]
    room.later(seconds=2)
    room.space()
    assert (room.running, room.tracker.planner.needs_cautions()) == (ICE, False)
    room.later(seconds=2)
    room.space()
    room.press("Start earlier...")
    room.press("Start ice now")
    assert room.running == ICE


@pytest.mark.parametrize("cancel", [lambda room: room.press("Cancel"), lambda room: QTest.keyClick(room.view, Qt.Key.Key_Escape)])
def test_cautions_are_cancelled_by_a_button_and_by_escape(a_room, cancel):
    room = a_room(cautions_read=False).open()
    room.space()
    cancel(room)
    assert (room.view.isVisible(), room.running, room.shows) == (True, None, ("20 min", "Space starts: Ice"))
    assert room.tracker.planner.needs_cautions()


def test_cautions_that_were_left_are_shown_again(a_room):
    room = a_room(cautions_read=False).open()
    room.space()
    room.press("Leave (Esc)")
    room.open()
    assert room.shows == ("20 min", "Space starts: Ice")
    assert room.tracker.planner.needs_cautions()


def test_cautions_of_ice_go_when_the_phase_changes(a_room):
    room = a_room(cautions_read=False).open()
    room.space()
    room.tracker.planner.set_phase(Phase.HEAT, reason="physio")
    room.view.refresh()
    assert room.shows == ("15 min", "Space starts: Damp heat")
    assert room.tracker.planner.needs_cautions()


def test_after_the_ice_heat_is_offered(a_room):
    room = a_room(HEAT_ALREADY).open()
    assert room.shows == ("15 min", "Space starts: Damp heat")
    assert room.view.face.phase is Phase.HEAT
    room.space()
    assert room.running == HEAT


@pytest.mark.parametrize(("phase", "kind"), [(Phase.ICE, ICE), (Phase.HEAT, HEAT), (Phase.STRETCH, HEAT), (Phase.NONE, ""), (Phase.WELL, "")])
def test_each_phase_offers_its_session(phase, kind):
    assert timed_session(phase) == kind


def test_without_a_plan_it_is_a_clock_and_both_sessions_have_their_buttons(a_room):
    room = a_room(onset="").open()
    assert room.shows == ("13:05", "Nothing is planned now")
    room.space()
    assert room.running is None
    room.press("Start heat")
    assert room.running == HEAT


def test_a_session_begun_elsewhere_is_shown_when_it_is_asked_again(room):
    room.tracker.timekeeper.start_session(HEAT)
    room.view.refresh()
    assert room.shows == ("15:00", "Damp heat until 13:20. Space stops it")


def test_a_diary_that_cannot_be_read_is_said_and_the_space_bar_does_nothing(room):
    room.is_readable = False
    room.view.refresh()
    room.space()
    assert room.shows == ("", "The diary cannot be read just now")
    assert (room.running, room.labels) == (None, ["Leave (Esc)"])


def test_the_screen_stays_on_as_long_as_it_is_open(a_room):
    room = a_room()
    assert not room.awake.wanted
    room.open()
    assert room.awake.wanted
    QTest.keyClick(room.view, Qt.Key.Key_Escape)
    settle()
    assert (room.awake.wanted, room.view.isVisible(), room.closings) == (False, False, 1)


def test_it_fills_the_screen_and_nothing_ticks_when_it_is_closed(a_room):
    room = a_room()
    room.view.open()
    assert room.view.isFullScreen()
    assert room.view.next_change.timer.isActive()
    room.press("Leave (Esc)")
    assert (room.view.isVisible(), room.view.next_change.timer.isActive()) == (False, False)


def test_a_screen_reader_hears_the_time_once_a_minute(room):
    room.space()
    names = []
    for _half_minute in range(39):
        room.later(seconds=30)
        names.append(room.view.accessibleName())
    assert names[:2] == [
        "20 minutes left of 20 minutes. Ice until 13:25. Space stops it",
        "19 minutes left of 20 minutes. Ice until 13:25. Space stops it",
    ]
    assert names[-1].startswith("1 minute left of 20 minutes")
    assert len(set(names)) == 20


def test_every_control_says_its_label(room):
    for button in (*room.view.buttons, room.view.leave_button):
        assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == button.text()


def test_tab_reaches_the_buttons_and_space_then_presses_the_one_in_focus(room):
    QTest.keyClick(room.view, Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is room.view.leave_button
    room.space()
    assert (room.view.isVisible(), room.running) == (False, None)


def test_the_focus_comes_back_to_the_view_when_its_button_becomes_another(room):
    QTest.keyClick(room.view, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is room.view.buttons[0]
    room.space()
    assert (room.running, QApplication.focusWidget()) == (ICE, room.view)


class Course(QWidget):
    """Stands in for the timer of an exercise."""

    def __init__(self):
        super().__init__()
        self.toggled = 0
        self.pause_button = ordinary_button("Pause")
        self.pause_button.clicked.connect(self.toggle)
        QVBoxLayout(self).addWidget(self.pause_button)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def toggle(self):
        self.toggled += 1


def test_another_widget_takes_the_place_of_the_figure_and_the_space_bar_toggles_it(room):
    course = Course()
    room.view.show_content(course, course.toggle)
    settle()
    assert (course.isVisible(), room.view.figure.isVisible(), room.labels) == (True, False, ["Leave (Esc)"])
    assert course.height() > room.view.height() / 2
    assert QApplication.focusWidget() is course
    assert room.view.findChild(QWidget, "focusRing") is None
    room.space()
    room.view.setFocus()
    room.space()
    assert (course.toggled, room.running) == (2, None)
    room.view.show_content(None)
    assert (room.shows, QApplication.focusWidget()) == (("20 min", "Space starts: Ice"), room.view)
    assert course.parent() is None
    course.deleteLater()


def test_the_buttons_of_another_widget_are_as_large_as_its_own_as_long_as_it_is_there(room):
    course = Course()
    usual = course.pause_button.sizeHint().height()
    room.view.show_content(course, course.toggle)
    settle()
    assert course.pause_button.height() == room.view.leave_button.height() > usual
    room.view.show_content(None)
    assert course.pause_button.sizeHint().height() == usual
    course.deleteLater()


def test_captions_and_icons_of_an_exercise_are_read_from_afar_as_long_as_it_is_there(room):
    timer = StepTimer(room.clock.now)
    timer.picture.show_exercise(exercise("seated-twist")._replace(captions=("Sit upright", "Turn gently and hold"), is_own=True))
    usual = timer.stop_button.iconSize().height()
    room.view.show_content(timer)
    settle()
    assert height_of_the_last_line(timer.picture) > room.view.height() / 30
    assert timer.stop_button.iconSize().height() > 2 * usual
    room.view.show_content(None)
    assert timer.stop_button.iconSize().height() == usual
    timer.resize(420, 400)
    assert height_of_the_last_line(timer.picture) < room.view.height() / 30
    timer.deleteLater()


def height_of_the_last_line(picture):
    """Of the caption of the lowest picture, px: how many rows in a row, from beneath, have a pixel in the colour of captions."""
    image, ink = picture.grab().toImage(), QColor(palette("light").muted)
    rows = [any(image.pixelColor(x, y) == ink for x in range(image.width())) for y in range(image.height())]
    last = len(rows) - rows[::-1].index(True)
    return rows[:last][::-1].index(False)


def test_a_widget_that_cannot_be_paused_leaves_the_space_bar_without_an_action(room):
    still = QLabel("A picture")
    room.view.show_content(still)
    room.space()
    assert (room.labels, room.running) == (["Leave (Esc)"], None)
    room.view.show_content(None)
    still.deleteLater()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_figure_fills_the_view_and_nothing_is_cut_or_covered(a_room, size, theme):
    room = a_room().open(size)
    apply_theme(QApplication.instance(), theme)
    room.space()
    room.later(minutes=7, seconds=19)
    view, figure = room.view, room.view.figure
    area = figure.ink()
    assert area.width() > 0.97 * figure.width() or area.height() > 0.97 * figure.height()
    assert area.height() > 0.3 * view.height()
    assert figure.rect().toRectF().adjusted(-1, -1, 1, 1).contains(area)
    assert figure.geometry().bottom() < view.words.geometry().top()
    assert view.words.geometry().bottom() < view.buttons[0].geometry().top()
    letters = [QFontMetricsF(view.words.fitted_font()), *(QFontMetricsF(button.font()) for button in (view.buttons[0], view.leave_button))]
    assert min(letter.capHeight() for letter in letters) >= view.height() / 30
    assert all(button.height() >= 64 and view.rect().contains(button.geometry()) for button in (view.buttons[0], view.leave_button))


def test_digits_keep_their_shape_and_long_words_are_read_from_three_metres(a_room):
    room = a_room(cautions_read=False).open()
    figure, words = room.view.figure, room.view.words
    sentence = "Ice: Time is up. Take it off. Space stops the sound, and forty in a hundred more"
    for size in (*SIZES, (1366, 768), (2560, 1440)):
        room.view.resize(*size)
        settle()
        words.set_text(sentence)
        assert QFontMetricsF(words.fitted_font()).capHeight() >= size[1] / 30
        figure.show_figure("0:00", "#000000")
        wide, high = figure.ink().width(), figure.ink().height()
        figure.show_figure("1:25:41", "#000000")
        ink = figure.ink()
        font = QFont(QApplication.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(400)
        metrics = QFontMetricsF(font)
        as_set = [metrics.horizontalAdvance(text) / metrics.tightBoundingRect("0").height() for text in ("0:00", "0:00:00")]
        assert [wide / high, ink.width() / ink.height()] == pytest.approx(as_set, rel=0.03)
    room.space()  # the cautions, with three buttons
    for size in ((900, 600), (640, 480)):
        room.view.resize(*size)
        settle()
    assert room.view.size().toTuple() == (640, 480)
    buttons = [button for button in (*room.view.buttons, room.view.leave_button) if button.isVisible()]
    assert [room.view.rect().contains(button.geometry()) for button in buttons] == [True] * 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_figure_is_drawn_in_the_colour_of_the_phase_on_its_calm_ground(a_room, theme):
    room = a_room().open()
    apply_theme(QApplication.instance(), theme)
    room.view.tick()
    settle()
    image, colours = room.view.grab().toImage(), palette(theme)
    assert image.pixelColor(3, 3).name().upper() == colours.ice_wash
    drawn = {image.pixelColor(x, image.height() // 3).name().upper() for x in range(image.width())}
    assert colours.ice in drawn


def test_a_figure_keeps_its_size_and_place_while_it_counts(room):
    places = set()
    for text in ("11:11", "20:00", "17:49"):
        room.view.figure.show_figure(text, "#000000")
        places.add(room.view.figure.ink().getRect())
    assert len(places) == 1


def test_a_session_whose_end_nobody_wrote_down_yet_shows_nothing_left(room):
    room.space()
    room.later(minutes=21)
    assert (room.shows[0], room.view.accessibleName().split(".")[0]) == ("0:00", "0 seconds left of 20 minutes")


def test_the_ink_stays_within_the_view_however_long_the_figure_is(a_room):
    room = a_room().open()
    for text in ("0:00", "12:41", "1:25:41", "23:59:59"):
        room.view.figure.show_figure(text, "#000000")
        image = room.view.figure.grab().toImage()
        edges = {image.pixelColor(x, y).name() for x in (0, image.width() - 1) for y in range(image.height())}
        assert "#000000" not in edges
