"""The plan as a file in the window: looked at before it is used, saved, and the app's own again."""

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.builders import an_entry
from tests.ui.hands import has, press, settle, words
from tests.ui.plan_scenes import PLAN, open_part
from tracker.domain.plan.protocol import Phase
from tracker.library.plans import default_plan

pytestmark = pytest.mark.qt_log_ignore("does not support")  # the offscreen platform stacks no windows and grabs no keys
OPEN, SAVE, OWN = "Open another plan...", "Save this plan as a file...", "Use the app's own plan"


@pytest.fixture
def plan(window):
    open_part(window, "files")
    return window


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A physiotherapist's plan, which the file dialog brings."""
    path = tmp_path / "physio.toml"
    path.write_text(PLAN.replace('name = "stiff"', 'name = "Plan of A. Physio"'), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    return path


def preview(window):
    return window.window.pages["plan"].files.preview


def test_a_plan_is_looked_at_before_anything_changes_and_used_it_can_be_taken_back(plan, file):
    plan.press(OPEN)
    assert plan.says("The plan “Plan of A. Physio”, not yet in force")
    assert plan.says("Session: 15 min (default from Plan of A. Physio)")
    assert plan.says("Session: 20 min (default from guide A)")
    assert plan.tracker.plans.in_force() == default_plan()
    press(preview(plan), "Cancel")
    assert not preview(plan).isVisible()
    assert plan.tracker.plans.in_force() == default_plan()
    plan.press(OPEN)
    plan.press("Use this plan")
    assert not preview(plan).isVisible()
    assert plan.tracker.plans.in_force().name == "Plan of A. Physio"
    assert plan.says("“Plan of A. Physio”, as you changed or chose it. Followed since 25 Nov 2026, 13:05")
    assert plan.says("Damp heat, from Thu 14:10")
    plan.press("Undo")
    assert plan.tracker.plans.in_force() == default_plan()
    assert not has(plan.window, OWN)
    plan.press(OPEN)
    file.write_text(file.read_text(encoding="utf-8").replace("ice_hours = 48", "ice_hours = 50"), encoding="utf-8")
    plan.press("Use this plan")
    assert plan.tracker.plans.in_force() == default_plan()
    assert plan.says("The file was changed meanwhile.")
    assert plan.says("Hours of ice: 50 h")
    plan.press("Use this plan")
    assert plan.tracker.plans.in_force().ice_hours.value == 50


def test_a_mistake_is_told_with_its_line_until_a_right_file_is_opened_and_a_file_gone_meanwhile_too(plan, file):
    right = file.read_text(encoding="utf-8")
    file.write_text("name = ", encoding="utf-8")
    plan.press(OPEN)
    assert plan.window.pages["plan"].files.issue.isVisible()
    file.write_text(right, encoding="utf-8")
    plan.press(OPEN)
    assert not plan.window.pages["plan"].files.issue.isVisible()
    assert preview(plan).isVisible()
    lines = file.read_text(encoding="utf-8").splitlines()
    place = lines.index("a_day = 2")
    lines[place] = 'a_day = "often"'
    file.write_text("\n".join(lines), encoding="utf-8")
    plan.press(OPEN)
    said = plan.window.pages["plan"].files.issue.text()
    assert f"ine {place + 1} " in said
    assert "from 1 to 24" in said
    assert not preview(plan).isVisible()
    plan.later(minutes=2)
    assert plan.says(said)
    file.write_text(right, encoding="utf-8")
    plan.press(OPEN)
    file.unlink()
    plan.press("Use this plan")
    assert plan.says("cannot be used")
    assert plan.tracker.plans.in_force() == default_plan()


@pytest.mark.usefixtures("file")
def test_what_would_change_follows_the_plan_in_force_and_saved_and_opened_again_it_is_the_same(plan, tmp_path, monkeypatch):
    plan.press(OPEN)
    assert "Session: 20 min (default from guide A)" in words(preview(plan))
    plan.desk.run_quietly(lambda: plan.tracker.plans.change("ice.session", 12))
    settle()
    assert "Session: 12 min (changed by you" in words(preview(plan))
    target = tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    plan.press(SAVE)
    assert plan.says("Saved as mine.toml.")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(tmp_path / "mine.toml"), ""))
    plan.press(OPEN)
    assert plan.says("It is the same as the plan you follow. Nothing would change.")
    assert not has(preview(plan), "Use this plan")


def test_a_changed_plan_can_be_the_apps_own_again(plan):
    assert not has(plan.window, OWN)
    plan.desk.run_quietly(lambda: plan.tracker.plans.remove_exercise(Phase.STRETCH, "cat-cow"))
    settle()
    plan.press(OWN)
    assert plan.tracker.plans.in_force() == default_plan()
    plan.press("Undo")
    assert plan.tracker.plans.in_force() != default_plan()


@pytest.mark.usefixtures("file")
def test_a_plan_can_be_opened_before_an_episode_begins(opened, keep):
    keep(an_entry(5))
    window = opened()
    open_part(window, "files")
    window.press(OPEN)
    window.press("Use this plan")
    assert window.tracker.plans.in_force().name == "Plan of A. Physio"


@pytest.mark.parametrize("word", ["W" * 190, "<b>&amp;</b>" * 15])
def test_the_longest_names_and_texts_stay_within_the_page_as_they_were_written(opened, keep, file, word):
    content = PLAN
    for own in ("stiff", "lifting", "windowed note", "physio"):
        content = content.replace(f'"{own}"', f'"{word}"')
    file.write_text(content.replace(f'key = "{word}"', 'key = "own"'), encoding="utf-8")
    keep(onset="2026-11-24T14:10")
    window = opened(size=(900, 600))
    open_part(window, "exercises")
    page = open_part(window, "files")
    window.press(OPEN)
    window.press("Use this plan")
    page.exercises.grid.tiles()[1].steps_wanted.emit()
    page.phases[Phase.ICE].figures.open_form()
    page.exercises.grid.tiles()[1].change_wanted.emit()
    settle()
    settle()
    assert page.widget().width() <= page.viewport().width()
    assert page.exercises.grid.tiles()[1].name == word
