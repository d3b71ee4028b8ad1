"""A data folder, and windows on it that are closed when the test is over."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import a_moment
from tests.fakes import FakeClock
from tests.ui.hands import OpenWindow
from tracker.app import open_tracker
from tracker.paths import Paths
from ui.assets import apply_theme
from ui.widgets import announcement
from ui.widgets.accessible_roles import install_roles
from ui.widgets.announcement import Urgency
from ui.widgets.painting import KeptPicture, drawn

ICE_STILL = "2026-11-24T14:10"  # 23 hours before the tests' present: the ice phase


@pytest.fixture(scope="session", autouse=True)
def _heard_by_its_roles(qapp: QApplication) -> None:  # noqa: ARG001 - the application has to exist
    """Widgets are to a screen reader what they are in the app."""
    install_roles()


@pytest.fixture(autouse=True)
def _pictures_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each picture that a control kept is what it would draw now."""
    real = KeptPicture.paint

    def painted(picture: KeptPicture, control: QWidget, draw: Callable[[QPainter], None], *look: object) -> None:
        before = picture.picture
        real(picture, control, draw, *look)
        if picture.picture is before and before is not None:
            assert before.toImage() == drawn(control, draw).toImage(), f"{type(control).__name__} shows more than {look}"

    monkeypatch.setattr(KeptPicture, "paint", painted)


@pytest.fixture
def in_english(qapp: QApplication) -> Iterator[None]:  # noqa: ARG001 - the application has to exist
    """Dates in English, whatever the desktop says."""
    usual = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(usual)


@pytest.fixture
def dressed(qapp: QApplication, in_english: None) -> None:  # noqa: ARG001 - it only has to be so
    """The application in the light theme."""
    apply_theme(qapp, "light")


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Urgency]]:
    """What a screen reader is told to say from now on, in order, and how urgent it is."""
    said: list[tuple[str, Urgency]] = []
    monkeypatch.setattr(announcement, "_send", lambda event: said.append((event.message(), Urgency(event.politeness()))))
    return said


@pytest.fixture
def shown(qtbot: QtBot, dressed: None) -> Callable[..., QWidget]:  # noqa: ARG001 - it only has to be so
    """Put a widget into an active window of 800 x 600 px, or another size."""
    windows = []

    def show(widget: QWidget, width: int = 800, height: int = 600) -> QWidget:
        window = QWidget()
        windows.append(window)
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(widget)
        window.resize(width, height)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return widget

    return show


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "diary"


@pytest.fixture
def opened(folder: Path, clock: FakeClock, in_english: None) -> Iterator[Callable[..., OpenWindow]]:  # noqa: ARG001 - it only has to be so
    """Open the window on the data folder; a later one closes the one before."""
    windows: list[OpenWindow] = []

    def open_window(**how: object) -> OpenWindow:
        if windows:
            windows.pop().close()
        windows.append(OpenWindow(folder, clock, **how))
        return windows[-1]

    yield open_window
    for window in windows:
        window.close()


@pytest.fixture
def keep(folder: Path, clock: FakeClock) -> Callable[..., None]:
    """Write entries, and an episode from its onset on, before a window is opened."""

    def keep(*entries: object, onset: str = "") -> None:
        tracker = open_tracker(Paths(folder), clock)
        with closing(tracker):
            if onset:
                tracker.planner.start_episode(a_moment(onset))
            tracker.diary.entries.put(list(entries), clock.now())

    return keep


@pytest.fixture
def window(opened: Callable[..., OpenWindow], keep: Callable[..., None]) -> OpenWindow:
    """A window in the ice phase of an episode that began yesterday."""
    keep(onset=ICE_STILL)
    return opened()
