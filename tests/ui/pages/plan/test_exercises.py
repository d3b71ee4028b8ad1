"""The exercises of the plan in the window: seen, started, changed, added, taken out."""

import base64

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLineEdit

from tests.ui.hands import control, has, press, settle
from tests.ui.plan_scenes import change, choose, open_part, plan_page
from tracker.domain.plan.protocol import Phase
from tracker.domain.sessions import STRETCHES
from ui.pages.plan.exercises.exercise_tile import PICTURE_HEIGHT
from ui.pages.plan.figure_row import FigureBox
from ui.widgets.exercise_picture import ExercisePicture
from ui.widgets.fields.note_field import NoteText

pytestmark = pytest.mark.qt_log_ignore("does not support")  # the offscreen platform stacks no windows and grabs no keys
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path d="M2 2L30 20" stroke="black"/></svg>'
SAVE = "Save"
ADD = "Add an exercise"
STEPS = "Steps, each on a line of its own"


@pytest.fixture
def plan(window):
    open_part(window, "exercises")
    return window


def card(window):
    return window.window.pages["plan"].exercises


def tile(window, name):
    return next(tile for tile in card(window).grid.tiles() if tile.name == name)


def more(window, name, words):
    """Choose from the menu of an exercise."""
    settle()
    press(tile(window, name), "More")
    choose(tile(window, name).menu, words)


def planned(window, name):
    return next(exercise for exercise in window.tracker.plans.in_force().phases[Phase.STRETCH].exercises if exercise.name == name)


def names(window):
    return [tile.name for tile in card(window).grid.tiles()]


def type_exercise(window, name="Heel slide", steps="Slide one heel out\n  \n\nDraw it back"):
    press(card(window), ADD)
    form = card(window).form
    control(form, "Name", QLineEdit).setFocus()
    window.strike(name)
    control(form, STEPS, NoteText).insertPlainText(steps)
    return form


def test_the_five_exercises_stand_with_how_often_and_what_was_done_and_how_each_goes_opens_from_its_menu(plan):
    assert names(plan) == ["Seated twist", "Knee to chest", "Pelvic tilt", "Cat-cow", "Child's pose"]
    assert has(tile(plan, "Seated twist"), "Hold 60\N{NO-BREAK SPACE}s, each side", object)
    assert has(tile(plan, "Pelvic tilt"), "5 times, hold 2\N{NO-BREAK SPACE}s", object)
    assert has(tile(plan, "Cat-cow"), "not yet today", object)
    assert not plan.says("1. Sit upright, knees together.")
    more(plan, "Seated twist", "How it goes")
    assert plan.says("1. Sit upright, knees together.")
    assert has(card(plan).steps, "Stop if it hurts more, or if a new pain, tingling or numbness starts.", object)
    assert plan.says("Hold: 60 s (default from guide A)")
    plan.strike(Qt.Key.Key_Escape)
    assert not plan.says("1. Sit upright, knees together.")
    assert plan.window.focusWidget() is tile(plan, "Seated twist").more_button
    more(plan, "Seated twist", "How it goes")
    plan.desk.run_quietly(lambda: plan.tracker.plans.change("stretch.cat-cow.repetitions", 7))
    settle()
    assert plan.says("1. Sit upright, knees together.")


def test_start_asks_for_one_exercise_and_start_all_for_those_of_the_stretches(plan, qtbot):
    page = plan.window.pages["plan"]
    with qtbot.waitSignal(page.exercise_wanted) as wanted:
        press(tile(plan, "Cat-cow"), "Start")
    assert wanted.args == ["cat-cow"]
    plan.press("Stop")
    open_part(plan, "exercises")
    with qtbot.waitSignal(page.exercises_wanted) as all_wanted:
        press(card(plan), "Start all")
    assert all_wanted.args == [STRETCHES]


def test_the_pictures_of_a_row_stand_on_one_floor(plan):
    pictures = [tile.findChild(ExercisePicture) for tile in card(plan).grid.tiles()]
    assert {picture.height() for picture in pictures} == {PICTURE_HEIGHT}
    first = [picture for picture in pictures if picture.mapTo(card(plan), QPoint(0, 0)).y() == pictures[0].mapTo(card(plan), QPoint(0, 0)).y()]
    # The floor is a line over more than half of the width: the last row of the picture that is so far inked.
    floors = {_last_long_row(picture.grab().toImage()) for picture in first}
    assert max(floors) - min(floors) <= 1  # a line of a part of a pixel


def _last_long_row(image):
    ground = image.pixelColor(0, 0)
    rows = range(image.height() - 1, 0, -1)
    return next(y for y in rows if sum(image.pixelColor(x, y) != ground for x in range(0, image.width(), 4)) > image.width() / 8)


def test_an_exercise_is_taken_out_and_one_of_ones_own_added_as_typed_and_both_are_taken_back(plan):
    more(plan, "Knee to chest", "Take out")
    assert "Knee to chest" not in names(plan)
    plan.press("Undo")
    assert names(plan)[:3] == ["Seated twist", "Knee to chest", "Pelvic tilt"]
    form = type_exercise(plan, "<b>Heel</b> slide")
    control(form, "On each side in turn").click()
    control(form, "Hold (seconds)", FigureBox).setValue(3)
    press(form, SAVE)
    own = planned(plan, "<b>Heel</b> slide").own
    assert own.steps == ("Slide one heel out", "Draw it back")
    assert own.is_sided
    assert not form.isVisible()
    more(plan, "<b>Heel</b> slide", "How it goes")
    assert plan.says("2. Draw it back")
    assert has(tile(plan, "<b>Heel</b> slide"), "Hold 3\N{NO-BREAK SPACE}s, each side", object)
    assert plan.says("Written by you.")
    plan.chord("Ctrl+Z")
    assert len(names(plan)) == 5
    press(type_exercise(plan), SAVE)
    key = planned(plan, "Heel slide").key
    more(plan, "Heel slide", "Change")
    form = card(plan).form
    assert control(form, STEPS, NoteText).toPlainText() == "Slide one heel out\nDraw it back"
    control(form, "Name", QLineEdit).setText("Heel slides")
    press(form, SAVE)
    assert planned(plan, "Heel slides").key == key
    assert "Heel slide" not in names(plan)


def test_an_exercise_of_ones_own_needs_a_name_that_is_free_and_a_step(plan):
    press(card(plan), ADD)
    form = card(plan).form
    press(form, SAVE)
    assert control(form, "Name", QLineEdit).accessibleDescription() == "Give it a name."
    assert control(form, STEPS, NoteText).accessibleDescription().startswith("Write one step or more")
    assert len(names(plan)) == 5
    press(form, "Cancel")
    form = type_exercise(plan, "Cat-cow")
    press(form, SAVE)
    assert plan.says("“Cat-cow” is there already.")
    assert control(form, "Name", QLineEdit).text() == "Cat-cow"
    press(form, "Cancel")
    form = type_exercise(plan, steps="\n".join(["on"] * 21))
    press(form, SAVE)
    assert "At most 20 steps" in control(form, STEPS, NoteText).accessibleDescription()


def test_an_own_picture_is_chosen_shown_and_kept_with_the_exercise(plan, tmp_path, monkeypatch):
    for name, content, kept in (("one.svg", SVG.encode(), SVG), ("two.png", a_png(), "data:image/png;base64," + base64.b64encode(a_png()).decode())):
        file = tmp_path / name
        file.write_bytes(content)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, file=file: (str(file), ""))
        form = type_exercise(plan, name)
        press(form, "Choose a picture")
        assert form.pictures.shown.has_pictures
        press(form, SAVE)
        assert planned(plan, name).own.pictures == (kept,)


def test_a_file_that_is_no_picture_is_refused_in_a_sentence_and_nothing_typed_is_lost(plan, tmp_path):
    form = type_exercise(plan)
    file = tmp_path / "start.png"
    for content in (b"GIF89a no picture", b"", SVG.replace("<path", "<script/><path").encode(), b"\x89PNG\r\n\x1a\n cut short"):
        file.write_bytes(content)
        form.pictures.add_file(file)
        assert "nothing was changed" in control(form, "Choose a picture").accessibleDescription().lower()
    form.pictures.add_file(tmp_path)
    assert "is not an ordinary file" in control(form, "Choose a picture").accessibleDescription()
    assert form.pictures.pictures() == ()
    assert control(form, "Name", QLineEdit).text() == "Heel slide"


def test_what_was_half_written_or_half_changed_is_there_when_the_window_is_opened_again(plan, opened):
    type_exercise(plan)
    window = opened()
    assert plan_page(window).exercises.isVisible()
    form = card(window).form
    assert control(form, "Name", QLineEdit).text() == "Heel slide"
    assert window.says("It is not saved yet.")
    press(form, SAVE)
    assert planned(window, "Heel slide").own.steps == ("Slide one heel out", "Draw it back")
    more(window, "Pelvic tilt", "Change")
    control(card(window).form, "Rounds", FigureBox).setValue(3)
    window = opened()
    assert plan_page(window).exercises.isVisible()
    form = card(window).form
    assert form.heading.text() == "Pelvic tilt"
    assert control(form, "Rounds", FigureBox).amount() == 3


def test_how_often_an_exercise_is_done_is_changed_and_taken_back_left_out_and_set(plan):
    more(plan, "Cat-cow", "Change")
    press(card(plan).form, SAVE)
    assert not card(plan).form.isVisible()
    assert plan.tracker.planner.versions()[1:] == []
    assert not has(plan.window, "Undo")
    more(plan, "Cat-cow", "Change")
    form = card(plan).form
    assert not has(form, "Name", QLineEdit)
    control(form, "Repetitions", FigureBox).setValue(8)
    press(form, SAVE)
    assert has(tile(plan, "Cat-cow"), "8 times", object)
    assert planned(plan, "Cat-cow").dosage.repetitions.is_changed
    assert planned(plan, "Cat-cow").dosage.times_a_day.source == "NHS inform"
    plan.chord("Ctrl+Z")
    assert has(tile(plan, "Cat-cow"), "5 times", object)
    more(plan, "Cat-cow", "Change")
    control(card(plan).form, "Rounds", FigureBox).setValue(2)
    press(card(plan).form, SAVE)
    assert tile(plan, "Cat-cow").isAncestorOf(plan.window.focusWidget())
    more(plan, "Cat-cow", "Change")
    press(card(plan).form, "Back to the default")
    press(card(plan).form, SAVE)
    assert planned(plan, "Cat-cow").dosage.sets is None
    more(plan, "Cat-cow", "Change")
    form = card(plan).form
    repetitions = control(form, "Repetitions", FigureBox)
    repetitions.setValue(repetitions.minimum())
    control(form, "Rounds", FigureBox).setValue(2)
    press(form, SAVE)
    assert has(tile(plan, "Cat-cow"), "2 rounds, 3 times a day", object)
    assert planned(plan, "Cat-cow").dosage.repetitions is None
    more(plan, "Pelvic tilt", "Change")
    control(card(plan).form, "Rounds", FigureBox).setValue(3)
    more(plan, "Cat-cow", "Change")
    assert control(card(plan).form, "Rounds", FigureBox).amount() != 3
    more(plan, "Pelvic tilt", "Change")
    assert control(card(plan).form, "Rounds", FigureBox).amount() == 3


def test_in_keeping_well_the_stretches_are_one_step_away(plan):
    press(plan.window.pages["plan"].gate, "See the exercises")
    plan.press("It is over")
    assert not card(plan).isVisible()
    change(plan, "Stretches")
    assert names(plan)[0] == "Seated twist"
    assert tile(plan, "Seated twist").isVisible()
    press(plan.window.pages["plan"], "Stretches")
    assert not card(plan).isVisible()


def a_png() -> bytes:
    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data())
