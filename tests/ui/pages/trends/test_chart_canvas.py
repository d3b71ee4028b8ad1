"""The chart under mouse and keys: what a point says, without a new drawing; a part looked at closer, and back."""

from dataclasses import replace
from datetime import date
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tracker.charts.chart import NO_ANSWER, WHOLE, Chart, ChartForm, ChartKind, DataTable, Drawing, Point, View
from tracker.domain.periods import Period
from ui.assets import apply_theme
from ui.pages.trends import chart_surface
from ui.pages.trends.chart_canvas import ChartCanvas
from ui.pages.trends.chart_points import moved, zoomed

pytestmark = pytest.mark.usefixtures("dressed")

DAYS = 40
SIX_WEEKS = Period(date(2026, 11, 1), date(2026, 12, 10))
ONE_DAY = Period(date(2026, 11, 1), date(2026, 11, 1))
EVERY_SECOND_DAY = tuple((day, 5.0) for day in range(1, DAYS, 2))
WORDS = "Six weeks in words."


@pytest.fixture
def canvas(shown):
    canvas = shown(ChartCanvas())
    show(canvas, EVERY_SECOND_DAY)
    return canvas


def draw_dots(figure, picture, palette, title="", view=WHOLE, *, with_answer=True):  # noqa: ARG001 - as every drawing is called
    """A dot for each (day, points), on an axis of days."""
    figure.clear()
    figure.set_facecolor(palette.surface)
    axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
    axes.set(xlim=(DAYS * view.left, DAYS * view.right), ylim=(0, 10), xticks=[], yticks=[])
    axes.plot([day for day, _points in picture], [points for _day, points in picture], "o", clip_on=False)
    return Drawing(axes, tuple(Point(axes, day, points, f"day {day}: {points}") for day, points in picture), zooms=True)


DOTS = ChartForm(
    ChartKind.PAIN,
    "Dots",
    "Dots",
    lambda source: source.days,
    lambda _kind: draw_dots,
    lambda _picture: WORDS,
    lambda _picture: DataTable(()),
    lambda _picture: NO_ANSWER,
)


def show(canvas, picture, period=SIX_WEEKS):
    canvas.show_chart(Chart(DOTS, picture), WORDS, period)
    painted()
    canvas.ensure_drawn()  # a layout that came late has stretched it
    painted()


def painted():
    for _turn in range(3):
        QApplication.processEvents()


def counted(canvas):
    """Every full drawing from now on."""
    drawings = []
    canvas.figure.canvas.mpl_connect("draw_event", drawings.append)
    return drawings


def on_widget(canvas, point):
    """Where a point of the drawing lies on the widget."""
    x, y = point.axes.transData.transform((point.x, point.y))
    ratio = canvas.devicePixelRatioF()
    return QPoint(round(x / ratio), round(canvas.height() - y / ratio))


def first_point(canvas):
    return canvas.drawing.points[0]


def point_at(canvas, place, held=Qt.MouseButton.NoButton):
    """Move the mouse there; told to the chart itself, since the desktop's one pointer belongs to whatever window lies under it."""
    assert canvas.hasMouseTracking()
    there, anywhere = QPointF(place), QPointF(canvas.mapToGlobal(place))
    event = QMouseEvent(QEvent.Type.MouseMove, there, anywhere, Qt.MouseButton.NoButton, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)
    painted()


def turn_wheel(canvas, place, notches, *, waits=True):
    event = QWheelEvent(
        QPointF(place),
        QPointF(canvas.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)
    if waits:
        canvas.ensure_drawn()
    painted()
    return event.isAccepted()


def test_the_point_under_the_mouse_says_its_words_without_a_new_drawing(canvas, spoken):
    drawings, before = counted(canvas), canvas.grab().toImage()
    point_at(canvas, on_widget(canvas, first_point(canvas)) + QPoint(5, -4))
    assert canvas.point_words() == first_point(canvas).words
    with_words = canvas.grab().toImage()
    assert with_words != before
    point_at(canvas, QPoint(2, 2))
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    painted()
    assert canvas.point_words() == ""
    assert canvas.grab().toImage() == before
    assert (drawings, spoken, canvas.accessibleDescription()) == ([], [], WORDS)


def test_only_what_lies_near_is_pointed_at(canvas):
    point_at(canvas, on_widget(canvas, first_point(canvas)) + QPoint(-40, 0))
    assert canvas.point_words() == ""


def test_the_arrow_keys_go_from_point_to_point_and_each_is_heard(canvas, spoken):
    words = [point.words for point in canvas.drawing.points]
    drawings = counted(canvas)
    canvas.setFocus()
    for key in ("Right", "Right", "Left", "Left", "End", "Right", "Home", "PageDown"):
        QTest.keyClick(canvas, Qt.Key[f"Key_{key}"])
    assert [said for said, _urgency in spoken] == [words[0], words[1], words[0], words[0], words[-1], words[-1], words[0], words[10]]
    assert canvas.accessibleDescription() == words[10]
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    painted()
    assert (canvas.point_words(), canvas.accessibleDescription(), drawings) == ("", WORDS, [])


def test_the_wheel_zooms_around_the_mouse_and_a_double_click_shows_the_whole(canvas):
    place = on_widget(canvas, first_point(canvas))
    assert not turn_wheel(canvas, place, -1)  # nothing to take back: the page may scroll
    before = canvas.drawing.axes.get_xlim()
    assert turn_wheel(canvas, place, 3)
    after = canvas.drawing.axes.get_xlim()
    assert after[1] - after[0] < (before[1] - before[0]) / 2
    assert abs(on_widget(canvas, first_point(canvas)).x() - place.x()) <= 2
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    canvas.ensure_drawn()
    assert canvas.drawing.axes.get_xlim() == before


def test_what_takes_long_to_draw_is_stretched_while_the_wheel_turns_and_drawn_once_when_it_rests(canvas, qtbot, monkeypatch):
    monkeypatch.setattr(chart_surface, "QUICK_SECONDS", -1)
    drawings, before = counted(canvas), canvas.grab().toImage()
    for notch in (1, 1, 1):
        turn_wheel(canvas, QPoint(300, 200), notch, waits=False)
    assert (canvas.is_stretched, drawings) == (True, [])
    stretched = canvas.grab().toImage()
    assert stretched != before
    qtbot.waitUntil(lambda: not canvas.is_stretched)
    assert len(drawings) == 1
    assert canvas.grab().toImage() != stretched


def test_what_is_closer_is_dragged_along_and_moves_with_the_hand(canvas):
    middle = QPoint(canvas.width() // 2, canvas.height() // 2)
    turn_wheel(canvas, middle, 4)
    left, right = canvas.drawing.axes.get_xlim()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
    point_at(canvas, middle - QPoint(100, 0), Qt.MouseButton.LeftButton)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=middle - QPoint(100, 0))
    canvas.ensure_drawn()
    pixels = canvas.drawing.axes.bbox.width / canvas.devicePixelRatioF()
    assert canvas.drawing.axes.get_xlim()[0] == pytest.approx(left + (right - left) * 100 / pixels, rel=0.02)


def test_plus_and_minus_zoom_around_the_point_walked_to_which_stays_marked(canvas, spoken):
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_End)
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    canvas.ensure_drawn()
    assert canvas.is_closer
    assert canvas.point_words() == spoken[-1][0]
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    closer = canvas.view
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert closer.right < 1
    assert canvas.view == WHOLE


def test_a_magnifier_finds_the_point_walked_to_where_it_is_drawn(canvas):
    heard = QAccessible.queryAccessibleInterface(canvas.point_mark)
    assert canvas.point_mark.isHidden()
    canvas.setFocus()
    for key, point in ((Qt.Key.Key_Home, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_End, -1)):
        QTest.keyClick(canvas, key)
        middle = canvas.mapToGlobal(on_widget(canvas, canvas.drawing.points[point]))
        assert (heard.rect().center() - middle).manhattanLength() <= 2
        assert heard.state().focused
        assert heard.text(QAccessible.Text.Name) == f"Point {point % 20 + 1} of 20"
    assert heard.role() == QAccessible.Role.StaticText
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.point_mark.isHidden()


def test_letters_grow_with_the_desktops_font(canvas):
    before, room = canvas.figure.dpi, canvas.minimumSizeHint().height()
    larger = canvas.font()
    larger.setPointSizeF(2 * larger.pointSizeF())
    canvas.setFont(larger)
    painted()
    assert canvas.figure.dpi == pytest.approx(2 * before, rel=0.05)
    assert canvas.minimumSizeHint().height() > room


def test_another_period_is_shown_whole_and_the_same_one_as_it_was_looked_at(canvas):
    turn_wheel(canvas, QPoint(300, 200), 2)
    closer = canvas.view
    show(canvas, EVERY_SECOND_DAY)
    assert canvas.view == closer
    show(canvas, EVERY_SECOND_DAY, ONE_DAY)
    assert canvas.view == WHOLE


def test_many_sizes_on_the_way_to_one_are_drawn_once(canvas, qtbot):
    drawings = counted(canvas)
    for width in range(600, 700, 10):
        canvas.window().resize(width, 500)
        painted()
    qtbot.waitUntil(lambda: bool(drawings))
    painted()
    assert len(drawings) == 1
    assert canvas.figure.bbox.width == round(canvas.width() * canvas.devicePixelRatioF())


def test_the_first_drawing_is_made_beside_the_window_and_whoever_asks_meanwhile_has_the_whole_of_what_is_wanted_now(shown):
    canvas, threads, may_go_on = shown(ChartCanvas()), [], Event()

    def draw(*what, **how):
        threads.append(current_thread())
        assert may_go_on.wait(10)
        return draw_dots(*what, **how)

    seen = replace(DOTS, drawer=lambda _kind: draw)
    canvas.show_chart(Chart(seen, EVERY_SECOND_DAY), WORDS, SIX_WEEKS)
    canvas._draw_first()
    canvas.grab()  # painted meanwhile, it shows no half drawing
    assert canvas.drawing is None
    canvas.show_chart(Chart(seen, ((1, 5.0),)), WORDS, SIX_WEEKS)
    may_go_on.set()
    canvas.ensure_drawn()
    assert [point.words for point in canvas.drawing.points] == ["day 1: 5.0"]
    assert [thread is main_thread() for thread in threads] == [False, True]


def test_what_is_wanted_otherwise_or_pointed_at_during_the_first_drawing_does_not_wait_for_it_and_no_outdated_one_is_shown(shown, qtbot):
    canvas, begun, may_go_on, turns = shown(ChartCanvas()), [], Event(), []

    def draw(*what, **how):
        begun.append(current_thread())
        if len(begun) == 1:
            may_go_on.wait(5)
        return draw_dots(*what, **how)

    canvas.drawn.connect(lambda: turns.append(may_go_on.is_set()))
    canvas.show_chart(Chart(replace(DOTS, drawer=lambda _kind: draw), EVERY_SECOND_DAY), WORDS, SIX_WEEKS)
    qtbot.waitUntil(lambda: len(begun) == 1)
    canvas.draw_anew()  # as another theme, size or font has it
    canvas.resize(canvas.width() - 100, canvas.height())
    qtbot.wait(2 * chart_surface.SETTLE_MS)
    point_at(canvas, QPoint(50, 50))
    assert (len(begun), canvas.drawing, turns) == (1, None, [])
    may_go_on.set()
    qtbot.waitUntil(lambda: canvas.drawing is not None)
    assert (len(begun), turns) == (2, [True])
    assert main_thread() not in begun
    assert canvas.figure.bbox.width == round(canvas.width() * canvas.devicePixelRatioF())


def test_a_first_drawing_that_fails_is_not_tried_again_by_itself_but_when_another_is_wanted(shown, qtbot):
    canvas, tries = shown(ChartCanvas()), []

    def fail(*_what, **_how):
        tries.append(current_thread())
        raise ValueError("no picture")

    with qtbot.captureExceptions() as raised:
        canvas.show_chart(Chart(replace(DOTS, drawer=lambda _kind: fail), ()), WORDS, SIX_WEEKS)
        qtbot.waitUntil(lambda: len(raised) == 1)
        canvas.update()
        qtbot.wait(50)
    assert (len(tries), len(raised), canvas.drawing) == (1, 1, None)
    show(canvas, EVERY_SECOND_DAY)
    assert canvas.drawing.points


def test_another_theme_draws_the_chart_anew(canvas, qapp):
    light = canvas.figure.get_facecolor()
    apply_theme(qapp, "dark")
    painted()
    assert canvas.figure.get_facecolor() != light


def test_an_empty_diary_has_nothing_to_walk_to(canvas, spoken):
    show(canvas, ())
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert (spoken, canvas.point_words(), canvas.accessibleDescription()) == ([], "", WORDS)


def test_a_view_stays_within_the_whole_and_keeps_what_it_is_zoomed_around():
    view = zoomed(WHOLE, 0.25, 4, 0.01)
    assert (view.left, view.right) == pytest.approx((0.1875, 0.4375))
    assert zoomed(view, 0.5, 1 / 9, 0.01) == WHOLE
    assert zoomed(view, 1.0, 1e9, 0.01).right == pytest.approx(view.right)
    assert zoomed(view, 1.0, 1e9, 0.01).left == pytest.approx(view.right - 0.01)
    assert moved(view, 50) == View(0.75, 1.0)
    assert moved(view, -50) == View(0.0, 0.25)
    assert moved(WHOLE, 1) == WHOLE


def test_a_screen_reader_walks_from_point_to_point_and_is_told_at_which_it_is(canvas, spoken):
    heard = QAccessible.queryAccessibleInterface(canvas)
    assert (heard.role(), heard.valueInterface().currentValue(), heard.valueInterface().maximumValue()) == (QAccessible.Role.Chart, 0, DAYS // 2)
    for action in ("Next point", "Next point", "Previous point"):
        heard.actionInterface().doAction(action)
    assert [words for words, _urgency in spoken] == ["day 1: 5.0", "day 3: 5.0", "day 1: 5.0"]
    heard.valueInterface().setCurrentValue(7)
    assert (spoken[-1][0], heard.valueInterface().currentValue()) == ("day 13: 5.0", 7)
    heard.valueInterface().setCurrentValue(0)
    assert canvas.point_words() == ""
