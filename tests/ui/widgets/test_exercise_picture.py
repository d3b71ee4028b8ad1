"""The pictures of an exercise."""

from base64 import b64encode

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage

from tests.ui.hands import colours_of
from tracker.domain.exercises import Exercise, Way
from tracker.library.exercises import drawing, drawing_names, exercise, exercises
from tracker.library.look import palette
from tracker.library.own_pictures import PNG_PREFIX
from ui.assets import apply_theme
from ui.widgets.exercise_picture import ExercisePicture
from ui.widgets.inked_picture import InkedPicture, exercise_icon, inked

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
RED_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#FF0000"/></svg>'


def a_png(colour="#00FF00", width=40, height=30):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return PNG_PREFIX + b64encode(content.data()).decode()


def an_own_exercise(*pictures, way=Way.REPETITIONS):
    return Exercise("bend", "Bend", "Stand.", ("Bend.",), is_sided=False, pictures=pictures, source="you", way=way, is_own=True)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_drawing_is_inked_in_the_colours_of_the_theme_alone(theme):
    colours = palette(theme)
    for name in drawing_names():
        text = inked(drawing(name), colours)
        assert "var(" not in text
        assert colours.text in text


def test_it_is_inked_again_when_the_theme_changes(shown, qapp):
    picture = shown(ExercisePicture(exercise("cat-cow")), 300, 150)
    assert {palette("light").text, palette("light").accent} <= colours_of(picture)
    apply_theme(qapp, "dark")
    inked_anew = colours_of(picture)
    assert {palette("dark").text, palette("dark").accent} <= inked_anew
    assert palette("light").accent not in inked_anew


@pytest.mark.parametrize("known", exercises(), ids=lambda known: known.key)
def test_a_screen_reader_hears_its_name_and_the_steps_in_words(qtbot, known):
    picture = ExercisePicture(known)
    qtbot.addWidget(picture)
    assert picture.accessibleName() == known.name
    assert all(step in picture.accessibleDescription() for step in known.steps)
    assert known.stop in picture.accessibleDescription()


def test_both_positions_are_side_by_side_and_a_small_one_shows_the_most_telling(shown):
    picture = shown(ExercisePicture(exercise("pelvic-tilt")), 420, 190)
    assert picture.shown_numbers() == (0, 1)
    picture.setFixedSize(48, 36)
    assert picture.shown_numbers() == (1,)
    picture.show_exercise(exercise("pressure"))
    assert picture.shown_numbers() == (0,)


def test_one_position_can_be_shown_alone(shown):
    picture = shown(ExercisePicture(exercise("contrast")), 420, 190)
    picture.show_only(1)
    assert picture.shown_numbers() == (1,)
    assert palette("light").ice in colours_of(picture)
    assert palette("light").heat not in colours_of(picture)
    picture.show_only(None)
    assert picture.shown_numbers() == (0, 1)


@pytest.mark.parametrize(("own", "colour"), [(RED_SVG, "#FF0000"), (a_png(), "#00FF00")])
def test_an_own_picture_is_shown_as_it_is_in_every_theme(shown, qapp, own, colour):
    apply_theme(qapp, "dark")
    picture = shown(ExercisePicture(an_own_exercise(own)), 200, 150)
    assert {colour, "#FFFFFF"} <= colours_of(picture)


@pytest.mark.parametrize(
    "bad", ["", "../secret", RED_SVG.replace("<rect", '<image href="file:///etc/passwd"/><rect'), PNG_PREFIX + "AAAA", a_png(width=7000, height=2)]
)
def test_what_may_not_be_shown_leaves_the_room_empty(shown, bad):
    picture = shown(ExercisePicture(an_own_exercise(bad)), 200, 150)
    assert not picture.has_pictures
    assert len(colours_of(picture)) == 1
    assert exercise_icon(an_own_exercise(bad)).isNull()


def test_an_exercise_without_a_picture_still_tells_its_words(qtbot):
    picture = ExercisePicture(an_own_exercise())
    qtbot.addWidget(picture)
    assert not picture.has_pictures
    assert picture.shown_numbers() == ()
    assert picture.accessibleDescription() == "Stand. Bend."
    assert exercise_icon(an_own_exercise()).isNull()


@pytest.mark.parametrize("known", exercises(), ids=lambda known: known.key)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_at_32_pixels_the_figure_alone_fills_the_icon(qapp, known, theme):
    apply_theme(qapp, theme)
    image = exercise_icon(known).pixmap(QSize(32, 32), 1.0).toImage()
    inked_points = [(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 128]
    across = max(x for x, _y in inked_points) - min(x for x, _y in inked_points)
    down = max(y for _x, y in inked_points) - min(y for _x, y in inked_points)
    assert max(across, down) >= 28
    assert len(inked_points) > 80


def test_a_drawing_keeps_its_shape():
    assert InkedPicture("cat-cow-cat").shape().width() / InkedPicture("cat-cow-cat").shape().height() == pytest.approx(4 / 3, rel=0.01)
    assert InkedPicture(a_png()).shape().toTuple() == (40, 30)
