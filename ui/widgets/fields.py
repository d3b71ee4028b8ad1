"""Fields with a stepper, in the house's measure."""

from typing import TypeVar

from PySide6.QtWidgets import QAbstractSpinBox

INDENT = 11
B = TypeVar("B", bound=QAbstractSpinBox)


def inset(box: B) -> B:
    """The spin box, date or time field with its text as far from the edge as in other fields; style sheets cannot do that."""
    box.lineEdit().setTextMargins(INDENT, 0, 0, 0)
    return box
