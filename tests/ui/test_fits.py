"""Nothing is cut off or overprinted on the six pages, in one window made smaller and larger; no window is larger than its screen."""

from contextlib import closing

from PySide6.QtGui import QScreen

from tests.ui.cut_off import cut_off
from tests.ui.hands import settle
from tracker.app import open_tracker
from tracker.paths import Paths
from tracker.services.demo.fill import Demonstration
from ui.window.navigation import PAGES

SIZES = ((1280, 800), (900, 600), (2560, 1440))


def test_nothing_is_cut_off_on_any_page_at_any_size(opened, folder, clock):
    with closing(open_tracker(Paths(folder), clock)) as tracker:
        Demonstration(tracker.diary, clock).fill()
    window = opened().window
    faults = {}
    for size in SIZES:
        window.resize(*size)
        for key, _name in PAGES:
            window.show_page(key)
            settle()
            if found := cut_off(window):
                faults[size, key] = found
        assert window.size().toTuple() == size
    assert not faults


def test_a_window_gets_as_small_as_its_screen(opened, monkeypatch):
    usual = QScreen.availableSize
    monkeypatch.setattr(QScreen, "availableSize", lambda screen: usual(screen) * 0.75)  # 600 x 600 px
    window = opened(size=(640, 480)).window
    assert window.minimumWidth() < 600
    assert window.minimumHeight() < 600
