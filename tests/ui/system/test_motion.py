"""What moves by itself stands still by choice, and where the desktop wishes it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.system.bus_message import BusMessage
from ui.system.motion import EFFECTS, Motion

ANIMATIONS, REDUCED = ("org.gnome.desktop.interface", "enable-animations"), ("org.freedesktop.appearance", "reduced-motion")


class Wrapped:
    """A value as D-Bus wraps it."""

    def __init__(self, value: object) -> None:
        self.value = value

    def variant(self) -> object:
        return self.value


@pytest.fixture
def motion(qapp: QApplication) -> Iterator[Motion]:
    """A desktop on which the text cursor blinks, and menus fade."""
    flash, effects = QApplication.cursorFlashTime(), {effect: QApplication.isEffectEnabled(effect) for effect in EFFECTS}
    QApplication.setCursorFlashTime(1000)
    for effect in EFFECTS:
        QApplication.setEffectEnabled(effect, True)
    yield Motion(qapp)
    QApplication.setCursorFlashTime(flash)
    for effect, is_on in effects.items():
        QApplication.setEffectEnabled(effect, is_on)


def moves() -> list[bool]:
    """Whether the text cursor blinks, and menus fade."""
    return [QApplication.cursorFlashTime() > 0, QApplication.isEffectEnabled(Qt.UIEffect.UI_FadeMenu)]


def test_by_choice_nothing_moves_or_all_does_as_usual(motion):
    for choice, moving in (("reduced", False), ("usual", True), ("reduced", False), ("system", True)):
        motion.choose(choice)
        assert moves() == [moving, moving]


@pytest.mark.parametrize(("name", "still", "moving"), [(ANIMATIONS, False, True), (REDUCED, 1, 0)])
def test_the_desktop_is_followed_while_nothing_is_chosen(motion, name, still, moving):
    motion.on_setting_changed(BusMessage(*name, Wrapped(Wrapped(still))))
    assert moves() == [False, False]
    motion.choose("usual")
    assert moves() == [True, True]
    motion.choose("system")
    assert moves() == [False, False]
    motion.on_setting_changed(BusMessage(*name, Wrapped(moving)))
    assert moves() == [True, True]


def test_an_answer_without_a_value_and_other_settings_change_nothing(motion):
    motion.hear_wish(ANIMATIONS, None)
    motion.on_setting_changed(BusMessage("org.gnome.desktop.interface", "font-name", Wrapped(False)))
    assert moves() == [True, True]
