"""A place for what is made when it is first shown: most of what stands behind a press is never asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.tab_order import order_tabs

W = TypeVar("W", bound=QWidget)


class LatePart(QWidget, Generic[W]):
    """Takes what makes the part, and the px between it and what is added beneath; hidden at first."""

    def __init__(self, make: Callable[[], W], space: int = 0) -> None:
        super().__init__()
        self._make = make
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(space)
        self.hide()

    @property
    def is_made(self) -> bool:
        """Whether it was shown, or asked for, before."""
        return "part" in vars(self)

    @cached_property
    def part(self) -> W:
        """What stands here."""
        part = self._make()
        self._layout.insertWidget(0, part)
        order_tabs(self)  # Tab comes to it where it stands
        return part

    def add(self, widget: QWidget) -> None:
        """Have something stand beneath it."""
        self._layout.addWidget(widget)

    def setVisible(self, is_visible: bool) -> None:
        """Show it, made by now, or hide it."""
        if is_visible:
            _made = self.part
        super().setVisible(is_visible)
