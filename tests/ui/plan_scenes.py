"""Every state of the plan's page worth looking at: what brings each into view."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from tests.ui.hands import OpenWindow, press, settle
from tracker.domain.plan.protocol import Phase
from ui.pages.plan.page import PlanPage

PLAN = """
name = "stiff"
ice_hours = 48

[phases.ice]
session = 15
at_most = 20
rest = 120
do = ["lifting"]

[phases.heat]
session = 10
at_most = 15
a_day = 2

[phases.stretch]
a_day = 2
about = "physio"

[[phases.stretch.exercises]]
key = "cat-cow"
repetitions = 8

[[phases.stretch.exercises]]
key = "stiff"
name = "windowed note"
is_sided = true
hold_seconds = 20
repetitions = 3
sets = 2
times_a_day = 1
position = "lifting"
steps = ["stiff", "lifting"]
stop = "stiff"
"""
MISTAKEN = PLAN.replace("a_day = 2\n\n[phases.stretch]", "a_day = 99\n\n[phases.stretch]")
Scene = Callable[[OpenWindow], QWidget]


def plan_page(window: OpenWindow) -> PlanPage:
    """The page, in view."""
    window.window.show_page("plan")
    settle()
    page = window.window.pages["plan"]
    assert isinstance(page, PlanPage)
    return page


def open_part(window: OpenWindow, part: str) -> PlanPage:
    """The page with its exercises, its days or its files shown."""
    page = plan_page(window)
    shown = {"exercises": page.exercises, "days": page.days, "files": page.files}[part]
    if not shown.isVisible():
        # By what they are, not by their names: scenes are looked at in other letters too.
        if part == "exercises" and page.gate.isVisible():
            press(page, page.gate.opener.text())
        elif page.episode.isVisible():
            episode = page.episode
            {"exercises": episode.exercises_wanted, "days": episode.days_wanted, "files": episode.file_wanted}[part].emit()
            settle()
        else:
            press(page, page.parts[part].text())
    return page


def change(window: OpenWindow, words: str) -> None:
    """Choose from the menu beside "It is over"."""
    episode = plan_page(window).episode
    press(episode, "Change")
    choose(episode.menu, words)


def choose(menu: QMenu, words: str) -> None:
    """Click a line of an open menu."""
    action = next(action for action in menu.actions() if action.text() == words and action.isVisible())
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    settle()


def _state(bring: Callable[[OpenWindow, PlanPage], object], *, warm: bool = False) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        if warm:
            window.desk.run_quietly(lambda: window.tracker.planner.set_phase(Phase.HEAT, reason="physio"))
        bring(window, plan_page(window))
        settle()  # the rows appear
        settle()  # their texts find their heights
        return window.window

    return scene


def _file(window: OpenWindow, content: str) -> Path:
    file = window.tracker.backups.folder.parent / "plan.toml"
    file.write_text(content, encoding="utf-8")
    return file


def _figures(window: OpenWindow, page: PlanPage) -> None:
    open_part(window, "exercises")
    for figures in (*(card.figures for card in page.phases.values()), page.exercises.figures):
        figures.open_form()
    form = page.phases[Phase.ICE].figures.form
    form.figures["session"].box.setValue(18)
    form.figures["at_most"].box.setValue(12)
    form.save()


def _changed_figures(window: OpenWindow, page: PlanPage) -> None:
    for card in page.phases.values():
        card.figures.opener.click()
    window.desk.run_quietly(lambda: window.tracker.plans.change("ice.session", 12))


def _exercise(window: OpenWindow, page: PlanPage) -> None:
    open_part(window, "exercises")
    page.exercises.grid.tiles()[0].steps_wanted.emit()
    page.ensureWidgetVisible(page.exercises)


def _dosage(window: OpenWindow, page: PlanPage) -> None:
    open_part(window, "exercises")
    page.exercises.grid.tiles()[2].change_wanted.emit()


def _own_exercise(window: OpenWindow, page: PlanPage) -> None:
    open_part(window, "exercises")
    page.exercises.add_button.click()
    page.exercises.form.save()


def _imported(window: OpenWindow, page: PlanPage) -> None:
    file = _file(window, PLAN)
    window.desk.run_quietly(lambda: window.tracker.plans.import_file(file))
    open_part(window, "exercises")
    page.exercises.grid.tiles()[1].steps_wanted.emit()


def _stretching(window: OpenWindow, page: PlanPage) -> None:
    """The stretches, and what stands on demand with them."""
    window.desk.run_quietly(lambda: window.tracker.planner.set_phase(Phase.STRETCH, reason="physio"))
    page.exercises.figures.opener.click()


def _well(window: OpenWindow, page: PlanPage) -> None:
    """Keeping well with its tick, the steps of an exercise and the field of the aim open."""
    window.clock.advance(minutes=1)
    window.desk.run_quietly(window.tracker.planner.end_episode)
    window.desk.run_quietly(lambda: window.tracker.planner.tick(checked=True))
    window.desk.run_quietly(lambda: window.tracker.plans.remove_exercise(Phase.WELL, "bird-dog"))
    page.refresh()
    strength = page.well.strength
    strength.grid.tiles()[0].steps_wanted.emit()
    strength.figures.opener.click()
    strength.add_button.click()
    page.well.habits.opener.click()
    page.well.activity.aim_button.click()


PLAN_SCENES: dict[str, Scene] = {
    "plan, planned and done": _state(lambda window, _page: open_part(window, "days")),
    "plan, when each phase began": _state(lambda _window, page: page.episode.show_course(is_open=True), warm=True),
    "plan, stretches": _state(_stretching),
    "plan, figures": _state(_figures),
    "plan, changed figures": _state(_changed_figures),
    "plan, exercises opened": _state(_exercise),
    "plan, dosage": _state(_dosage),
    "plan, own exercise": _state(_own_exercise),
    "plan, file looked at": _state(lambda window, _page: open_part(window, "files").files.show_file(_file(window, PLAN))),
    "plan, file with a mistake": _state(lambda window, _page: open_part(window, "files").files.show_file(_file(window, MISTAKEN))),
    "plan, keeping well": _state(_well),
    "plan, of a physiotherapist": _state(_imported, warm=True),
}
