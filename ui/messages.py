"""The one door from an error to the person: a sentence to show, and a log without anything private in it."""

import logging
import sys
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication

import tracker
from tracker.errors import Refused, TrackerError
from tracker.language import _
from ui.system.log import close_logging, innermost_place, private_stack, setup_logging

__all__ = ["Message", "MessageKind", "Messages", "close_logging", "crash_details", "log_fault", "setup_logging"]

AGAIN = 10.0  # seconds in which the same fault is not said twice: a timer or a painting may repeat it many times a second

_log = logging.getLogger("ui.messages")


class MessageKind(StrEnum):
    """What a message is about, as the window colours it."""

    DONE = "done"
    NOTE = "note"
    REFUSED = "refused"
    FAULT = "fault"
    CRASH = "crash"


class Message(NamedTuple):
    """One thing said to the person; `details` may be shown in full, `action` goes on a button with `action_label`.

    `stands` says whether the action still does what it says; the message goes once it does not.
    """

    kind: MessageKind
    text: str
    details: str = ""
    action_label: str = ""
    action: Callable[[], None] | None = None
    stands: Callable[[], bool] = lambda: True


class Messages(QObject):
    """Whatever is to be said goes through `say` or `report`; the window shows what `said` brings, in one place."""

    said = Signal(object)  # Message; Qt brings it to the thread of whoever listens

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last: dict[str, float] = {}
        self._hooks: tuple[Callable[..., object], Callable[..., object]] | None = None

    def say(
        self,
        text: str,
        *,
        kind: MessageKind = MessageKind.NOTE,
        action_label: str = "",
        action: Callable[[], None] | None = None,
        stands: Callable[[], bool] = lambda: True,
    ) -> None:
        """Show a sentence, with one thing to do about it if there is one, for as long as that stands."""
        self.said.emit(Message(kind, text, action_label=action_label, action=action, stands=stands))

    def report(self, error: BaseException, stands: Callable[[], bool] | None = None) -> None:
        """Show what went wrong, for as long as that stands: the sentence of an error meant for the person, else that the app has a fault.

        From any thread.
        """
        message = self._message_of(error)
        if message is not None:
            self.said.emit(message if stands is None else message._replace(stands=stands))

    def install_exception_hook(self) -> None:
        """Report whatever nobody caught, in slots and in threads; the app goes on."""
        self._hooks = (sys.excepthook, threading.excepthook)
        # PySide prints an exception in a slot and goes on: without the hook nobody would know of it.
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_uncaught_in_thread

    def remove_exception_hook(self) -> None:
        """Put back the hooks that were there before."""
        if self._hooks is not None:
            sys.excepthook, threading.excepthook = self._hooks
            self._hooks = None

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        if self._hooks is not None and not issubclass(kind, Exception):
            self._hooks[0](kind, error, traceback)  # Ctrl-C and the like
        else:
            self.report(error)

    def _on_uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and issubclass(args.exc_type, Exception):
            self.report(args.exc_value)

    def _message_of(self, error: BaseException) -> Message | None:
        if isinstance(error, TrackerError):
            return Message(MessageKind.REFUSED if isinstance(error, Refused) else MessageKind.FAULT, error.sentence)
        # Monotonic: a clock set back would silence faults for as long.
        place, now = innermost_place(error), time.monotonic()
        again = now - self._last.get(place, -AGAIN) < AGAIN
        self._last[place] = now
        # The time is noted even of what is not said: a fault that goes on stays one message, however long it lasts.
        if again:
            return None
        log_fault(error)
        details = crash_details(error)
        text = _("Something went wrong in the app. What was saved before is safe; try again. The details hold nothing from your diary.")
        return Message(MessageKind.CRASH, text, details, _("Copy details"), partial(_copy, details))


def log_fault(error: BaseException) -> None:
    """Write down a fault of the app: its kind and places, nothing of the diary."""
    _log.error("an error nobody caught", exc_info=error)


def crash_details(error: BaseException) -> str:
    """What a maintainer needs to know of a fault: versions, platform and the places in the code; no values, no messages."""
    import platform

    return "\n".join(
        (
            f"Recovery Tracker {tracker.__version__}",
            f"Python {platform.python_version()}, Qt {qVersion()} ({QGuiApplication.platformName()})",
            f"{platform.system()} {platform.release()} {platform.machine()}",
            *private_stack(error),
        )
    )


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
