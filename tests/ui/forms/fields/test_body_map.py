"""The body map by mouse and by keyboard, and as a screen reader hears it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QRegion
from PySide6.QtTest import QTest

from tracker.library.body import body_map, place_begins
from tracker.library.look import palette
from ui.assets import apply_theme
from ui.forms.fields.body_figure import BEST, LEAST, BodyFigure
from ui.forms.fields.body_map import BodyMapView

pytestmark = pytest.mark.usefixtures("dressed")

LEFT = "lower back left"


@pytest.fixture
def body(shown):
    return shown(BodyMapView(), 800, 620)


def button(body, name):
    return body.figure.buttons[name]


def name_of(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def click(body, name):
    """Click into the middle of a region as it is painted."""
    control = button(body, name)
    middle = body.figure._at(control.region.view, *control.region.centre).toPoint()
    place = body.figure.childAt(middle)
    QTest.mouseClick(place, Qt.MouseButton.LeftButton, pos=place.mapFrom(body.figure, middle))


def test_every_region_is_a_control_with_a_name_a_role_and_a_place(body):
    assert [name_of(button(body, region.name)) for region in body_map().regions] == [place_begins(region.name) for region in body_map().regions]
    for control in body.figure.buttons.values():
        assert QAccessible.queryAccessibleInterface(control).role() == QAccessible.Role.CheckBox
        assert control.isVisible()
        assert body.figure.rect().contains(control.geometry())
        assert not QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Description)


@pytest.mark.parametrize("size", [LEAST, BEST])
def test_every_region_is_wide_enough_to_be_hit_and_no_press_is_meant_for_two(shown, size):
    figure = shown(BodyFigure(), size.width(), size.height())
    taken = QRegion()
    for control in figure.buttons.values():
        assert min(control.width(), control.height()) >= 24, control.region.name
        place = control.mask().translated(control.pos())
        overlap = taken.intersected(place).boundingRect()
        assert min(overlap.width(), overlap.height()) <= 2, control.region.name  # neighbours share corners, which are whole pixels here
        taken = taken.united(place)


@pytest.mark.parametrize("name", [region.name for region in body_map().regions])
def test_a_click_chooses_the_region_under_the_mouse_and_another_click_lets_it_go(body, name):
    click(body, name)
    assert body.sites() == ((name, None),)
    click(body, name)
    assert body.sites() == ()


def test_a_click_beside_the_body_chooses_nothing(body):
    QTest.mouseClick(body.figure, Qt.MouseButton.LeftButton, pos=QPoint(3, body.figure.height() - 3))
    assert body.sites() == ()


def test_by_keyboard_three_places_get_points_of_their_own(body):
    body.first_control().setFocus()
    for key in ("6", Qt.Key.Key_Left, "10", Qt.Key.Key_Down, Qt.Key.Key_Space):
        strike(body, key)
    assert body.sites() == (("lower back", 6.0), (LEFT, 10.0), ("buttock left", None))
    assert name_of(button(body, LEFT)) == "Lower back left, pain 10"
    assert name_of(button(body, "buttock left")) == "Buttock left"
    assert button(body, "buttock left").isChecked()


def strike(body, key):
    place = body.window().focusWidget()
    if isinstance(key, str):
        QTest.keyClicks(place, key)
    else:
        QTest.keyClick(place, key)


def test_the_points_of_two_regions_do_not_run_together_to_ten(body):
    body.first_control().setFocus()
    for key in ("1", Qt.Key.Key_Left, "0"):
        strike(body, key)
    assert body.sites() == (("lower back", 1.0), (LEFT, 0.0))


def test_enter_chooses_and_never_takes_away(body):
    button(body, LEFT).setFocus()
    strike(body, Qt.Key.Key_Return)
    strike(body, "4")
    strike(body, Qt.Key.Key_Return)
    assert body.sites() == ((LEFT, 4.0),)


def test_delete_takes_a_region_away(body):
    body.set_sites([(LEFT, 4.0)])
    button(body, LEFT).setFocus()
    strike(body, Qt.Key.Key_Delete)
    assert body.sites() == ()


def test_a_screen_reader_chooses_by_its_own_action(body):
    action = QAccessible.queryAccessibleInterface(button(body, LEFT)).actionInterface()
    action.doAction(action.actionNames()[0])
    assert body.sites() == ((LEFT, None),)


def test_tab_stops_at_one_region_and_arrows_go_on_from_there(body):
    stops = [control for control in body.figure.buttons.values() if control.focusPolicy() is Qt.FocusPolicy.StrongFocus]
    assert [stop.region.name for stop in stops] == ["lower back"]
    stops[0].setFocus()
    strike(body, Qt.Key.Key_Right)
    assert body.window().focusWidget() is button(body, "lower back right")


def test_a_place_that_is_not_on_the_map_is_kept(body):
    own = "<b>rib</b> 😀 שלום $\\foo$"
    body.set_sites([(own, 3.0), (LEFT, None)])
    assert body.sites() == ((own, 3.0), (LEFT, None))


def test_letters_typed_on_the_map_begin_a_place_of_ones_own(body):
    button(body, LEFT).setFocus()
    strike(body, "left eyebrow")
    assert body.sites() == (("left eyebrow", None),)
    strike(body, Qt.Key.Key_Return)
    assert body.listed() == (("left eyebrow", None),)


def test_a_typed_name_of_a_region_chooses_it_on_the_map(body):
    QTest.keyClicks(body.field, "Calf Left")
    QTest.keyClick(body.field, Qt.Key.Key_Return)
    assert button(body, "calf left").isChecked()


def test_the_sides_are_written_the_right_way_round(body):
    """From behind the left is at the left; from the front it is at the right."""
    back = [button(body, f"calf {side}").geometry().center().x() for side in ("left", "right")]
    front = [button(body, f"shin {side}").geometry().center().x() for side in ("left", "right")]
    assert back == sorted(back)
    assert front == sorted(front, reverse=True)
    assert max(back) < min(front)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_chosen_is_painted_in_the_shade_of_its_pain(body, qapp, theme):
    apply_theme(qapp, theme)
    body.set_sites([("calf left", 8.0)])
    region = button(body, "calf left").region
    x, y = region.centre
    place = body.figure._at(region.view, x, y + 12).toPoint()
    picture = body.figure.grab()
    ratio = picture.devicePixelRatio()
    colour = picture.toImage().pixelColor(int(place.x() * ratio), int(place.y() * ratio)).name().upper()
    assert colour == palette(theme).pain(8)


def test_the_ring_of_the_focus_is_there_for_the_keyboard_alone(body):
    region = button(body, LEFT)
    accent = palette("light").accent

    def ring_is_drawn():
        picture = body.figure.grab(region.geometry()).toImage()
        points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        return any(picture.pixelColor(*point).name().upper() == accent for point in points)

    body.set_sites([(LEFT, 3.0)])
    region.setFocus(Qt.FocusReason.MouseFocusReason)
    assert (region.hasFocus(), ring_is_drawn()) == (True, False)
    region.clearFocus()
    region.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert (region.hasFocus(), ring_is_drawn()) == (True, True)
