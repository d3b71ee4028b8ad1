"""Nothing is cut off or overprinted on the six pages, and one button filled, in one window smaller and larger; none is larger than its screen."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QFontDatabase, QScreen
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from tests.other_letters import LANGUAGE, in_longer_words, pseudo_translation
from tests.ui.conftest import ICE_STILL
from tests.ui.cut_off import cut_off
from tests.ui.hands import OpenWindow, in_view, settle
from tests.ui.scenes import SCENES, entries_in_view
from tracker.app import open_tracker
from tracker.language import choose_language
from tracker.paths import Paths
from tracker.services.demo.fill import Demonstration
from ui.assets import apply_theme
from ui.window.main_window import MainWindow
from ui.window.navigation import PAGES

pytestmark = pytest.mark.qt_log_ignore("does not support")  # the screen of the tests stacks no windows
SIZES = ((1280, 800), (900, 600), (640, 480), (2560, 1440))
USUAL, SMALL = SIZES[0], SIZES[2]
LARGE_TYPES = {14: (USUAL,), 18: (USUAL, SMALL)}  # points
MOST_FILLED = 1


@pytest.fixture
def longer_words(tmp_path: Path) -> Iterator[None]:
    """The app in words 40 % longer than the English ones."""
    pseudo_translation(tmp_path / "longer", in_longer_words)
    choose_language(tmp_path / "longer", [LANGUAGE])
    yield
    choose_language(Path())


@pytest.fixture
def in_type(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[MainWindow, float], None]]:
    """Takes a window that is open, and the points the desktop's type has from then on; afterwards that is as it was."""
    usual = qapp.font()

    def wear(window: MainWindow, points: float) -> None:
        wanted = QFont(usual)
        wanted.setPointSizeF(points)
        monkeypatch.setattr(QFontDatabase, "systemFont", lambda _kind: wanted)
        QApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
        settle()

    yield wear
    qapp.setFont(usual)
    apply_theme(qapp, "light")


def _stay_cut_off(window: MainWindow) -> list[str]:
    """What is cut off at two looks: how far the report is may have got another text a moment ago, which has its room at the next turn only."""
    if found := cut_off(window):
        settle()
        again = cut_off(window)
        return [fault for fault in found if fault in again]
    return []


def faults_of_pages(window: MainWindow, size: tuple[int, int]) -> dict[str, list[str]]:
    """What is cut off on each page, and which buttons are filled beyond the one that may be."""
    window.resize(*size)
    faults = {}
    for key, _name in PAGES:
        window.show_page(key)
        settle()
        filled = [button.text() for button in in_view(window, QAbstractButton) if button.property("kind") == "main"]
        if found := [*_stay_cut_off(window), *filled[MOST_FILLED:]]:
            faults[f"{key} at {size}"] = found
    return faults


@pytest.mark.parametrize("types", [{None: SIZES}, LARGE_TYPES])
@pytest.mark.usefixtures("longer_words")
def test_nothing_is_cut_off_and_one_button_filled_on_any_page_at_any_size_though_words_are_longer(in_type, opened, folder, clock, types):
    with closing(open_tracker(Paths(folder), clock)) as tracker:
        Demonstration(tracker.diary, clock).fill()
    window = opened().window
    faults = {}
    for points, sizes in types.items():
        if points is not None:  # while it is open: it follows, as where it was opened so
            in_type(window, points)
            assert window.font().pointSizeF() == points
            assert "\n" in window.navigation.help_button.text()
        for size in sizes:
            faults |= {f"{place} in {points} points": found for place, found in faults_of_pages(window, size).items()}
            assert window.size().toTuple() == size
    assert not faults


IN_A_SMALL_WINDOW = ("first run, when it began", "today, medicine", "today, stretches are offered", "plan, over", "dialog: import, health")
IN_LARGE_TYPE = (
    "first run, when it began",
    "today, medicine",
    "today, worst and least",
    "today, stretches are offered",
    "plan, keeping well",
    "trends, all options",
    "dialog: import, unclear dates",
    "dialog: import, health",
    "dialog: guide, card alone",
    "dialog: refusal",
    "dialog: reminder",
)


def faults_of_scene(window: OpenWindow, name: str) -> list[str]:
    """What is cut off in a scene."""
    root = SCENES[name](window)
    settle()
    found = _stay_cut_off(root if isinstance(root, QDialog) else root.window())
    if isinstance(root, QDialog):
        root.reject()
        settle()
    return found


@pytest.mark.parametrize("name", IN_A_SMALL_WINDOW)
def test_nothing_is_cut_off_in_what_opens_in_a_small_window(opened, keep, name):
    keep(*entries_in_view(), onset=ICE_STILL)
    assert faults_of_scene(opened(size=SMALL), name) == []


@pytest.mark.usefixtures("longer_words")
@pytest.mark.parametrize("name", IN_LARGE_TYPE)
def test_nothing_is_cut_off_in_what_opens_in_large_type_and_longer_words(in_type, opened, keep, name):
    keep(*entries_in_view(), onset=ICE_STILL)
    window = opened()
    in_type(window.window, 14)
    assert faults_of_scene(window, name) == []


IN_LARGE_TYPE_IN_A_SMALL_WINDOW = (
    "today, worst and least",
    "today, earlier",
    "today, medicine with a slip",
    "today, contrast shower",
    "diary, found and selected",
    "plan, file with a mistake",
    "plan, keeping well",
    "plan, heat",
    "settings, exchange, its rows open",
    "settings, computer, its rows open",
    "settings, own medicine",
    "settings, reminder changed",
)


@pytest.mark.usefixtures("longer_words")
@pytest.mark.parametrize("name", IN_LARGE_TYPE_IN_A_SMALL_WINDOW)
def test_nothing_is_cut_off_in_what_opens_in_large_type_in_a_small_window(in_type, opened, keep, name):
    keep(*entries_in_view(), onset=ICE_STILL)
    window = opened(size=SMALL)
    in_type(window.window, 14)
    assert faults_of_scene(window, name) == []


@pytest.mark.usefixtures("longer_words")
@pytest.mark.parametrize("name", ["today, worst and least", "today, earlier"])
def test_no_word_beside_a_field_is_cut_in_the_largest_type(in_type, opened, keep, name):
    keep(*entries_in_view(), onset=ICE_STILL)
    window = opened(size=(900, 600))
    in_type(window.window, 18)
    assert faults_of_scene(window, name) == []


def test_a_window_gets_as_small_as_its_screen(opened, monkeypatch):
    usual = QScreen.availableSize
    monkeypatch.setattr(QScreen, "availableSize", lambda screen: usual(screen) * 0.75)  # 600 x 600 px
    window = opened(size=(640, 480)).window
    assert window.minimumWidth() < 600
    assert window.minimumHeight() < 600
