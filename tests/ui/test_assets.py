"""Theme and icons."""

import weakref

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.library.test_look import MARK, contrast
from tracker.library.look import palette, sizes
from tracker.library.resources import resource
from ui.assets import ICON_NAMES, app_icon, apply_theme, current_palette, icon, is_focus_shown, scaled_font, set_role, theme
from ui.assets.focus_ring import FocusRing
from ui.assets.style_sheet import style_sheet
from ui.widgets.labels import FieldIssue

THEMES = ("light", "dark", "black", "white")


pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def app(qapp):
    apply_theme(qapp, "light")
    yield qapp
    apply_theme(qapp, "light")


@pytest.mark.parametrize(
    ("name", "choice"),
    [("light", ("light", "usual")), ("dark", ("dark", "usual")), ("white", ("light", "high")), ("black", ("dark", "high"))],
)
def test_the_chosen_theme_dresses_the_whole_application(app, name, choice):
    assert apply_theme(app, *choice) == palette(name) == current_palette()
    assert app.palette().color(QPalette.ColorRole.Window).name().upper() == palette(name).background
    assert palette(name).accent in app.styleSheet()


def test_those_who_draw_for_themselves_hear_of_a_change(app, qtbot):
    with qtbot.waitSignal(theme().palette_changed) as heard:
        apply_theme(app, "dark")
    assert heard.args == [palette("dark")]


def test_what_is_worn_is_not_put_on_again(app, monkeypatch):
    dressed = []
    monkeypatch.setattr(QApplication, "setStyleSheet", lambda _app, sheet: dressed.append(sheet))
    assert apply_theme(app, "light") == palette("light")
    assert dressed == []
    apply_theme(app, "dark")
    apply_theme(app, "dark")
    assert dressed == [style_sheet(palette("dark"), app.font())]


def test_another_font_of_the_desktop_dresses_the_application_anew(app):
    usual, larger = app.font(), scaled_font(2)
    app.setFont(larger)
    apply_theme(app, "light")
    assert app.styleSheet() == style_sheet(palette("light"), larger)
    app.setFont(usual)
    apply_theme(app, "light")
    assert app.styleSheet() == style_sheet(palette("light"), usual)


class FakeHints:
    """A desktop's wishes: its scheme and its contrast."""

    def __init__(self, scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> None:
        self.scheme, self.contrast = scheme, contrast

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name
        return self.scheme

    def setColorScheme(self, _scheme: Qt.ColorScheme) -> None:  # noqa: N802 - Qt's name
        pass

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802 - Qt's name
        return self.contrast


def test_the_desktop_is_followed_in_scheme_and_contrast_where_nothing_else_was_chosen(app, monkeypatch):
    dress, scheme, contrast = theme(), Qt.ColorScheme, Qt.ContrastPreference
    desktop = FakeHints(scheme.Dark, contrast.NoPreference)
    monkeypatch.setattr(dress, "_hints", desktop)
    monkeypatch.setattr(dress, "_accessibility", desktop)
    assert apply_theme(app, "system").name == "dark"
    for wish, name in (((scheme.Light, contrast.NoPreference), "light"), ((scheme.Light, contrast.HighContrast), "white")):
        desktop.scheme, desktop.contrast = wish
        dress._on_desktop_changed()
        assert current_palette().name == name
    # A chosen scheme leaves the contrast to the desktop, and a chosen contrast the scheme.
    assert apply_theme(app, "dark").name == "black"
    assert apply_theme(app, "dark", "usual").name == "dark"
    assert apply_theme(app, "system", "usual").name == "light"
    desktop.contrast = contrast.NoPreference
    assert apply_theme(app, "system", "high").name == "white"
    apply_theme(app, "light", "usual")
    desktop.scheme = scheme.Dark
    dress._on_desktop_changed()
    assert current_palette().name == "light"


@pytest.mark.parametrize("name", THEMES)
def test_every_token_of_the_style_sheet_is_filled_in(app, name):
    assert "$" not in style_sheet(palette(name), app.font()).replace("the $names", "")


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("mark", "token", "ground"), [("check", "on_accent", "accent"), ("up", "muted", "surface"), ("down", "muted", "surface")])
def test_the_marks_in_fields_have_the_colours_of_the_theme(name, mark, token, ground):
    drawing = resource("icons", f"mark-{mark}-{name}.svg").read_text(encoding="utf-8")
    assert getattr(palette(name), token) in drawing
    assert contrast(getattr(palette(name), token), getattr(palette(name), ground)) >= MARK


@pytest.mark.parametrize("name", ICON_NAMES)
def test_every_icon_is_drawn_in_the_colour_of_the_text(name):
    drawn = icon(name).pixmap(QSize(18, 18)).toImage()
    inked = [drawn.pixelColor(x, y) for x in range(18) for y in range(18) if drawn.pixelColor(x, y).alpha() > 250]
    assert inked
    assert {colour.name().upper() for colour in inked} == {palette("light").text}


@pytest.mark.parametrize("name", ICON_NAMES)
def test_every_icon_is_a_line_of_one_weight_on_one_grid(name):
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 18 18"' in drawing
    assert 'stroke="currentColor" stroke-width="1.6"' in drawing


def test_an_icon_follows_the_theme_without_being_made_again(app):
    made_once = icon("plus")
    apply_theme(app, "dark")
    assert made_once.pixmap(QSize(18, 18)).toImage().pixelColor(9, 9).name().upper() == palette("dark").text


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_an_icon_has_as_many_pixels_as_the_screen(ratio):
    assert icon("today").pixmap(QSize(18, 18), ratio).width() == round(18 * ratio)


def test_the_icon_of_the_application_comes_in_every_size_a_desktop_asks_for():
    assert {size.width() for size in app_icon().availableSizes()} == {16, 24, 32, 48, 64, 128, 256}


def test_figures_are_as_wide_as_each_other():
    assert QFont.Tag("tnum") in scaled_font(1).featureTags()
    assert scaled_font(2).pointSizeF() == pytest.approx(2 * QApplication.font().pointSizeF())


@pytest.mark.parametrize("role", ["small", "strong", "heading", "title", "danger"])
def test_a_role_looks_the_same_whether_it_is_given_before_a_label_is_shown_or_after(qtbot, role):
    labels = [QLabel("Today"), QLabel("Today")]
    set_role(labels[0], role)
    for label in labels:
        qtbot.addWidget(label)
        label.show()
    plain = labels[1].grab().toImage()
    set_role(labels[1], role)
    labels[1].adjustSize()
    looks = [(label.sizeHint(), label.font().key(), label.grab().toImage()) for label in labels]
    assert looks[0] == looks[1]
    assert looks[1][2] != plain


@pytest.fixture
def two_buttons(qtbot):
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(24, 24, 24, 24)
    for text in ("One", "Two"):
        layout.addWidget(QPushButton(text))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, *window.findChildren(QPushButton)


def rings(window: QWidget) -> list[FocusRing]:
    return [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]


def tab_to(control: QWidget) -> None:
    QTest.keyClick(QApplication.focusWidget() or control.window(), Qt.Key.Key_Shift)  # from the first key on it is known why the focus moves
    control.clearFocus()  # it may have it already, from its window
    control.setFocus(Qt.FocusReason.ShortcutFocusReason)


def test_a_window_that_nobody_holds_any_more_outlives_the_event_in_which_the_focus_leaves_it(two_buttons, app):
    """Deleted in the midst of its own event it ends the program."""
    others, *_buttons = two_buttons
    window = QLineEdit()
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    held, lives = weakref.ref(window), []
    del window
    app.focusChanged.connect(lambda _before, _now: lives.append(held() is not None))
    others.activateWindow()
    QTest.qWait(50)
    assert lives
    assert lives[0]
    assert held() is None


def test_the_control_with_the_focus_has_the_one_ring_around_it(two_buttons):
    window, first, second = two_buttons
    tab_to(second)
    assert [ring.geometry() for ring in rings(window)] == [second.geometry().adjusted(-5, -5, 5, 5)]
    tab_to(first)
    assert [ring.geometry() for ring in rings(window)] == [first.geometry().adjusted(-5, -5, 5, 5)]


def test_the_ring_is_there_for_the_keyboard_alone(two_buttons):
    window, first, second = two_buttons
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert (first.hasFocus(), rings(window), is_focus_shown()) == (True, [], False)
    # What the app does with the focus belongs to the hand that was used last.
    second.setFocus()
    assert not rings(window)
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert (first.hasFocus(), len(rings(window)), is_focus_shown()) == (True, 1, True)
    second.setFocus()
    assert len(rings(window)) == 1
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    first.setFocus()
    assert not rings(window)
    # Qt moves the focus on from what is hidden as if Tab had been pressed.
    first.hide()
    assert (second.hasFocus(), rings(window)) == (True, [])


def test_a_field_that_is_not_right_has_the_ring_though_it_had_the_focus_before_the_first_key(qtbot):
    field, window = QLineEdit(), QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(issue := FieldIssue(field))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    issue.show_issue("Not a number.")
    issue.focus_field()
    assert (field.hasFocus(), rings(window)) == (True, [])
    QTest.keyClicks(field, "x")
    assert not rings(window)
    issue.focus_field()
    assert [ring.geometry() for ring in rings(window)] == [field.geometry().adjusted(-5, -5, 5, 5)]


def test_the_ring_goes_where_its_control_goes(two_buttons):
    window, first, second = two_buttons
    tab_to(first)
    first.move(first.x() + 7, first.y())
    assert rings(window)[0].geometry() == first.geometry().adjusted(-5, -5, 5, 5)
    for button in (second, first):
        button.hide()
    assert not rings(window)


def test_the_ring_leaves_what_it_lies_around_as_it_is_painted(two_buttons):
    window, first, second = two_buttons
    tab_to(first)
    (ring,) = rings(window)
    inside = first.geometry().translated(-ring.pos())
    radius = sizes().radius
    for part in (inside.adjusted(radius, 0, -radius, 0), inside.adjusted(0, radius, 0, -radius)):
        assert not ring.mask().intersects(part)
    tab_to(second)
    assert rings(window) == [ring]


def test_the_ring_does_not_hold_the_window_it_lies_in(qtbot):
    """Were it the last to hold first, the window would be deleted from within the deletion of its own ring: the app crashed."""
    window = QDialog()
    button = QPushButton("One", window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    tab_to(button)
    assert rings(window)
    window.hide()
    held = weakref.ref(window)
    del window
    # What the follower held it lets go once the event is over.
    qtbot.waitUntil(lambda: held() is None)


def test_the_ring_takes_the_accent_of_another_theme_where_the_focus_stays(two_buttons):
    window, first, _second = two_buttons
    tab_to(first)
    for chosen in ("dark", "light"):
        apply_theme(QApplication.instance(), chosen)
        drawn = window.grab().toImage()
        assert drawn.pixelColor(first.x() - 4, first.geometry().center().y()).name().upper() == palette(chosen).accent


def test_the_ring_is_three_pixels_of_the_accent(two_buttons):
    window, first, _second = two_buttons
    tab_to(first)
    drawn = window.grab().toImage()
    middle = first.geometry().center().y()
    colours = [drawn.pixelColor(first.x() - off, middle).name().upper() for off in (1, 2, 3, 4, 5, 6)]
    accent, ground = palette("light").accent, palette("light").background
    assert colours[2:5] == [accent] * 3
    assert accent not in colours[:2]
    assert colours[5] in {ground, window.palette().window().color().name().upper()}
