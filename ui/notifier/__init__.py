"""Notices on the desktop: through its notification service where there is one, else through a window that is passed in."""

from ui.notifier.notice import OPEN, AnswerButton, Notice
from ui.notifier.notifier import Notifier

__all__ = ["OPEN", "AnswerButton", "Notice", "Notifier"]
