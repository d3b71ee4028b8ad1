"""Tests of what painted controls have in common: the picture a control keeps."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.hands import colours_of
from ui.assets import apply_theme, current_palette
from ui.widgets.painting import KeptPicture


class Lamp(QWidget):
    """A control that is lit or not, on a screen that is scaled."""

    def __init__(self, scale: float = 1.0) -> None:
        super().__init__()
        self.is_lit = False
        self.kept = KeptPicture()
        self._scale = scale

    def devicePixelRatio(self) -> float:  # noqa: N802 - Qt's name
        """That of the screen."""
        return self._scale

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw whether it is lit."""
        self.kept.paint(self, self._draw, self.is_lit)

    def _draw(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), current_palette().accent if self.is_lit else current_palette().surface)


def painted(lamp: Lamp) -> tuple[set[str], bool]:
    """The colours a lamp shows, and whether it had to be drawn anew for that."""
    before = lamp.kept.picture
    return colours_of(lamp), lamp.kept.picture is not before


@pytest.mark.usefixtures("dressed")
def test_a_control_is_drawn_anew_only_when_it_looks_different(shown: Callable[..., QWidget], qapp: QApplication) -> None:
    lamp = Lamp()
    shown(lamp)
    painted(lamp)
    light = current_palette()
    assert painted(lamp) == ({light.surface}, False)
    lamp.is_lit = True
    assert painted(lamp) == ({light.accent}, True)
    assert painted(lamp) == ({light.accent}, False)
    apply_theme(qapp, "dark")
    assert painted(lamp)[0] == {current_palette().accent} != {light.accent}
    assert painted(lamp) == ({current_palette().accent}, False)
    lamp.resize(lamp.width() - 1, lamp.height())
    assert painted(lamp)[1]


@pytest.mark.usefixtures("dressed")
def test_on_a_screen_scaled_by_a_fraction_nothing_is_kept(shown: Callable[..., QWidget]) -> None:
    lamp = Lamp(1.25)
    shown(lamp)
    assert painted(lamp) == ({current_palette().surface}, False)
    assert lamp.kept.picture is None
