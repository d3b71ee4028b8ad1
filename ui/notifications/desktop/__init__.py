"""Notices on the desktop: through its notification service where there is one, else through a window that is passed in."""

from ui.notifications.desktop.notice import OPEN, AnswerButton, Notice
from ui.notifications.desktop.notifier import Notifier

__all__ = ["OPEN", "AnswerButton", "Notice", "Notifier"]
