"""Every state of the session card and of the large view worth looking at: what brings each into view."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.hands import FakeAwake, OpenWindow, settle
from tracker.domain.entries import Kind
from tracker.domain.plan.protocol import Phase
from tracker.domain.sessions import CONTRAST, ICE, PRESSURE, STRETCHES
from ui.sessions.controls import AFTER, ANOTHER, BEFORE

Scene = Callable[[OpenWindow], QWidget]


def _in_phase(phase: Phase) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        window.desk.run_quietly(lambda: window.tracker.planner.set_phase(phase, reason="physio"))
        return _seen(window)

    return scene


def _running(kind: str) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        window.tracker.planner.shown_cautions()
        window.window.today.session_card.start(kind)
        return _seen(window)

    return scene


def _exercise(key: str, *, on: int = 1) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        window.window.today.start_exercise(key)
        timer = window.window.today.session_card.runner.timer
        for _step in range(on):
            timer.next_step()
        return _seen(window)

    return scene


def _resting(window: OpenWindow) -> QWidget:
    window.tracker.planner.shown_cautions()
    window.window.today.session_card.start(ICE)
    window.later(minutes=20)
    return _seen(window)


def _early(window: OpenWindow) -> QWidget:
    _resting(window)
    window.window.today.session_card.start(ICE)
    return _seen(window)


def _cautions(window: OpenWindow) -> QWidget:
    window.window.today.session_card.start(ICE)
    return _seen(window)


def _panel(key: str) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        if key == AFTER:
            window.window.today.ask_after(window.tracker.journal.entries(kinds=(Kind.SESSION,))[-1].id)
        else:
            window.window.today.session_card.panels.turn(key)
        return _seen(window)

    return scene


def _large(scene: Scene) -> Scene:
    def large(window: OpenWindow) -> QWidget:
        scene(window)
        card = window.window.today.session_card
        card.door.make_awake = FakeAwake
        card.open_large_view()
        card.door.view.setWindowState(Qt.WindowState.WindowNoState)
        card.door.view.resize(window.window.size())
        settle()
        return card.door.view

    return large


def _seen(window: OpenWindow) -> QWidget:
    settle()
    return window.window


def _well(window: OpenWindow) -> QWidget:
    """Keeping well with its strength set, the question about its reminder, and the choice after a flare."""
    planner = window.tracker.planner
    window.clock.advance(minutes=1)
    window.desk.run_quietly(planner.end_episode)
    window.desk.run_quietly(lambda: planner.tick(checked=True))
    window.window.today.forms.flare_ticked.emit()
    settle()
    settle()
    return window.window


SESSION_SCENES: dict[str, Scene] = {
    "today, heat is offered": _in_phase(Phase.HEAT),
    "today, stretches are offered": _in_phase(Phase.STRETCH),
    "today, keeping well": _well,
    "today, all exercises": _running(STRETCHES),
    "today, an exercise at one's own pace": _exercise("cat-cow"),
    "today, an exercise held": _exercise("seated-twist"),
    "today, contrast shower": _running(CONTRAST),
    "today, finger pressure": _running(PRESSURE),
    "today, rest after ice": _resting,
    "today, ice early": _early,
    "today, cautions": _cautions,
    "today, another session": _panel(ANOTHER),
    "today, pain before": _panel(BEFORE),
    "today, pain after": _panel(AFTER),
    "dialog: large view, offered": _large(_seen),
    "dialog: large view, stretches are offered": _large(_in_phase(Phase.STRETCH)),
    "dialog: large view, ice": _large(_running(ICE)),
    "dialog: large view, rest": _large(_resting),
    "dialog: large view, exercise": _large(_exercise("seated-twist")),
    "dialog: large view, own pace": _large(_exercise("cat-cow")),
    "dialog: large view, contrast shower": _large(_running(CONTRAST)),
}
