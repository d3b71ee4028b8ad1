"""Nothing is cut off or overprinted on the six pages, in one window made smaller and larger; no window is larger than its screen."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QScreen

from tests.other_letters import LANGUAGE, in_longer_words, pseudo_translation
from tests.ui.cut_off import cut_off
from tests.ui.hands import settle
from tracker.app import open_tracker
from tracker.language import choose_language
from tracker.paths import Paths
from tracker.services.demo.fill import Demonstration
from ui.window.navigation import PAGES

SIZES = ((1280, 800), (900, 600), (640, 480), (2560, 1440))


@pytest.fixture
def longer_words(tmp_path: Path) -> Iterator[None]:
    """The app in words 40 % longer than the English ones."""
    pseudo_translation(tmp_path / "longer", in_longer_words)
    choose_language(tmp_path / "longer", [LANGUAGE])
    yield
    choose_language(Path())


@pytest.mark.usefixtures("longer_words")
def test_nothing_is_cut_off_on_any_page_at_any_size_though_words_are_longer(opened, folder, clock):
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
