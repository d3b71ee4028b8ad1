"""Sections of a page, one at a time: a list of them at the left, or a field above where there is no room for it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QVBoxLayout, QWidget

from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import ActionButton, show_checked
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.tab_order import order_tabs

# px: the list, in a wide window and at least, where its names need no more.
LIST_WIDTH, LEAST_LIST = 224, 160
WIDE = 820
# What is open has so many digits of its font beside the list at least; with less, the field stands above it.
LEAST_DIGITS = 48
SPACE, ROW_SPACE = 16, 4


@dataclass(frozen=True, slots=True)
class Section:
    """Its name in the list, and what makes its card."""

    name: str
    make: Callable[[], QWidget]


class Sections(QWidget):
    """Takes the name of the list, and the sections by key; each is made when it is first opened. `opened` tells that another one is."""

    opened = Signal()

    def __init__(self, name: str, sections: dict[str, Section]) -> None:
        super().__init__()
        self._sections = sections
        self._made: dict[str, QWidget] = {}
        self.key = ""
        self.field: ChoiceBox[str] = ChoiceBox(name)
        self.field.set_options([(key, section.name) for key, section in sections.items()])
        self.field.setAccessibleDescription(name)  # a desktop takes the value shown for the name
        self.field.chosen.connect(lambda: self.open(self.field.value()))
        self.list = QWidget()
        self.list.setAccessibleName(name)
        hear_as(self.list, "tabs")
        # The arrow keys go through the buttons of a group, and Tab stops at the chosen one alone.
        self._group = QButtonGroup(self)
        self.anchors = {key: self._anchor(key, section.name) for key, section in sections.items()}
        self._lay_out()

    def open(self, key: str) -> None:
        """Show a section instead of the one before; raises KeyError where there is none of that key."""
        if key == self.key:
            return
        if key not in self._made:
            self._made[key] = self._make(self._sections[key])
        self.key = key
        show_checked(self.anchors[key], is_checked=True)
        self.field.choose(key)
        for other, holder in self._made.items():
            holder.setVisible(other == key)
        self.opened.emit()

    def chooser(self) -> QWidget:
        """The section that is open, in the list, or the field in place of that."""
        return self.field if self.list.isHidden() else self.anchors[self.key]

    def minimumSizeHint(self) -> QSize:
        """No wider than what is open, since the list gives way."""
        hint = super().minimumSizeHint()
        return QSize(self._content.minimumSizeHint().width(), hint.height())

    def follow(self, scrolled: int, height: int) -> None:
        """Keep the list in view: the page shows `height` pixels, from `scrolled` on. A list that is higher than that scrolls along."""
        self._rows.follow(scrolled if self._rows.sizeHint().height() <= height else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the field in place of the list where that has no room."""
        super().resizeEvent(event)
        # Longer names and larger fonts get the room they need; the font is known once the list is shown.
        least = LIST_WIDTH if self.width() >= WIDE else LEAST_LIST
        list_width = max(least, *(anchor.sizeHint().width() for anchor in self.anchors.values()))
        self.list.setFixedWidth(list_width)
        is_narrow = self.width() < list_width + SPACE + LEAST_DIGITS * self.fontMetrics().horizontalAdvance("0")
        if is_narrow is self.list.isHidden():
            return
        had_focus = self.chooser().hasFocus()
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self.list.setHidden(is_narrow)
        self.field.setVisible(is_narrow)
        if had_focus:
            self.chooser().setFocus()

    def _anchor(self, key: str, name: str) -> ActionButton:
        anchor = ActionButton(name, "navigation")
        anchor.setCheckable(True)
        hear_as(anchor, "tab")
        anchor.toggled.connect(lambda is_on: self.open(key) if is_on else None)
        # A screen reader presses without the focus; it goes along, and Tab leads on from there into what is open.
        anchor.clicked.connect(partial(anchor.setFocus, Qt.FocusReason.OtherFocusReason))
        self._group.addButton(anchor)
        return anchor

    def _make(self, section: Section) -> QWidget:
        card = section.make()
        # Before the stretch, which keeps the card at the top.
        self._column.insertWidget(self._column.count() - 1, card)
        order_tabs(card)
        return card

    def _lay_out(self) -> None:
        self._rows = _FollowingLayout(self.list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(ROW_SPACE)
        for anchor in self.anchors.values():
            self._rows.addWidget(anchor)
        self._rows.addStretch(1)
        self.list.setFixedWidth(LIST_WIDTH)
        self.field.hide()
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        self._layout.addWidget(self.list)
        self._layout.addWidget(self.field)
        self._layout.addWidget(self._content, 1)


class _FollowingLayout(QVBoxLayout):
    """A column that goes down in its room as the page is scrolled, as far as it fits; nothing else is laid out anew for that."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = QRect()
        self._down = 0

    def follow(self, down: int) -> None:
        """Stand so many pixels lower."""
        self._down = down
        self.setGeometry(self._room)

    def setGeometry(self, rect: QRect) -> None:
        self._room = QRect(rect)
        least = self.minimumSize().height()
        super().setGeometry(rect.translated(0, max(0, min(self._down, rect.height() - least))))
