"""Checkable buttons that answer every way of being pressed.

A screen reader's own action toggles a button without a click, so what a button does hangs on `toggled`; what the app shows by itself
is told to nobody.
"""

from PySide6.QtWidgets import QAbstractButton


def show_checked(button: QAbstractButton, *, is_checked: bool) -> None:
    """Show a button checked or not, without its signals."""
    blocked = button.blockSignals(True)
    button.setChecked(is_checked)
    button.blockSignals(blocked)
