"""Brings a window to the front."""

from PySide6.QtWidgets import QWidget


def bring_to_front(window: QWidget) -> None:
    """Show the window above others, wherever it was put away."""
    if window.isMinimized():
        window.showNormal()
    else:
        window.show()
    window.raise_()
    window.activateWindow()
