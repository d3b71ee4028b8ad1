"""The wheel over a field with a stepper: it changes what is in hand, and else moves the page."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QWheelEvent

# What it is mixed into is such a field; at run time it adds no class of Qt's to the one there is.
if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractSpinBox as _Field
else:
    _Field = object


class WheelInHand(_Field):
    """To be mixed into a field whose focus policy is StrongFocus: by Qt's own the wheel would take the focus, and then change what stands there."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that scrolls the page changes nothing that is not in hand."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
