"""Every state of the guide worth looking at: what brings each into view."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.hands import OpenWindow, settle

LEAST = (640, 480)
Scene = Callable[[OpenWindow], QWidget]


def _guide(key: str, *, query: str = "", size: tuple[int, int] | None = None, is_read: bool = False) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        window.window.guide.open()
        guide = window.window.guide.guide
        assert guide is not None
        QTest.qWaitForWindowActive(guide)
        guide.resize(*(size or (guide.width(), guide.height())))
        if query:
            guide.search.setText(query)
        else:
            guide.show_subject(key)
        settle()  # the columns find their widths
        if is_read:
            QTest.keyClick(guide.search, Qt.Key.Key_Return)
        settle()  # their texts find their heights
        return guide

    return scene


GUIDE_SCENES: dict[str, Scene] = {
    "dialog: guide": _guide("massage"),
    "dialog: guide, found": _guide("", query="a"),
    "dialog: guide, nothing found": _guide("", query="⟦x⟧"),
    "dialog: guide, list alone": _guide("yoga", size=LEAST),
    "dialog: guide, card alone": _guide("", query="a", size=LEAST, is_read=True),
}
