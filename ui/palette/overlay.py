"""A panel that lies over its window and holds the keyboard until it is closed; the focus goes back to where it was."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.assets import set_role
from ui.widgets.accessible_roles import hear_as

VEIL = 0.28
EDGE = 16  # px; kept free at each side of the panel


class Overlay(QWidget):
    """Takes the window, the name of what it shows, and how wide that is in px; a subclass fills `panel` and says what is to have the focus."""

    def __init__(self, window: QWidget, name: str, width: int) -> None:
        super().__init__(window)
        self._beneath = window
        self._width = width
        self._came_from: QWidget | None = None
        self.panel = set_role(QFrame(self), "card")
        self.panel.setAccessibleName(name)
        hear_as(self.panel, "dialog")
        self.hide()
        window.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]  # there is one

    @property
    def is_open(self) -> bool:
        """Whether it is in view."""
        return not self.isHidden()

    def open(self) -> None:
        """Come into view, over everything else."""
        if not self.is_open:
            self._came_from = self._beneath.focusWidget()
        self.setGeometry(self._beneath.rect())
        self.show()
        self.raise_()
        self.place_panel()
        self.first_control().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self, *, gives_focus_back: bool = True) -> None:
        """Go, and give the focus back to where it was, where that is still there."""
        if not self.is_open:
            return
        before, self._came_from = self._came_from, None
        if gives_focus_back and before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def first_control(self) -> QWidget:
        """What has the focus when it opens."""
        return self.panel

    def wanted_height(self, _width: int) -> int:
        """How high the panel would like to be at a width, in px."""
        return self.panel.sizeHint().height()

    def place_panel(self) -> None:
        """Lay the panel in the middle, its head where it stays while its height changes."""
        room = self.rect()
        width = min(self._width, room.width() - 2 * EDGE)
        height = min(self.wanted_height(width), room.height() - 2 * EDGE)
        top = max(EDGE, min(room.height() * 11 // 100, room.height() - EDGE - height))
        self.panel.setGeometry((room.width() - width) // 2, top, width, height)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        # Whatever took the focus away, such as the keys of a page, is what the person wants now.
        if self.is_open and now is not None and now.window() is self.window() and now is not self and not self.isAncestorOf(now):
            self.close_panel(gives_focus_back=False)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name for it
        """Tab stays within the panel: what lies under the veil is out of reach."""
        parts = [part for part in self._parts() if part.isVisibleTo(self) and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        focused = self.focusWidget()
        if not parts:
            return True
        place = parts.index(focused) if focused in parts else -1 if next else 0
        parts[(place + (1 if next else -1)) % len(parts)].setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def _parts(self) -> list[QWidget]:
        """What is within, in the order of Tab."""
        parts, part = [], self.nextInFocusChain()
        while part is not self and part is not None:
            if self.isAncestorOf(part):
                parts.append(part)
            part = part.nextInFocusChain()
        return parts

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it; no other key reaches the page beneath."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the panel closes it."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lay the veil over the window."""
        veil = QColor(Qt.GlobalColor.black)
        veil.setAlphaF(VEIL)
        QPainter(self).fillRect(self.rect(), veil)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It is as large as its window."""
        if event.type() == QEvent.Type.Resize and self.is_open and watched is self._beneath:
            self.setGeometry(self._beneath.rect())
            self.place_panel()
        return super().eventFilter(watched, event)
