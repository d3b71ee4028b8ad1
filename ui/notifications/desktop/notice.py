"""What the desktop is asked to show: a title, a text and the answers offered, all plain text."""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from tracker.language import _
from ui.widgets.labels import escaped

OPEN = "open"  # the key of a button that does what a press on the notice itself does
LONGEST_TITLE = 200
LONGEST_BODY = 1000

_UNSENDABLE = "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]"


class AnswerButton(NamedTuple):
    """One answer offered with a notice; `key` comes back when it is pressed. Where there is room, its `choices` stand in its place."""

    key: str
    label: str
    choices: tuple["AnswerButton", ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice; a later one with the same `key` takes its place, an urgent one stays until it is answered."""

    key: str
    title: str
    body: str = ""
    buttons: tuple[AnswerButton, ...] = ()
    urgent: bool = False

    def neutral(self) -> "Notice":
        """The same notice in words that say nothing about the person's health, for a screen others can see."""
        return replace(self, title=_("Recovery Tracker"), body=_("A reminder is due."))


def sendable_text(text: str, longest: int) -> str:
    """The text as it may travel to another program: no control characters, no half characters, at most `longest` characters."""
    sendable = re.sub(_UNSENDABLE, "\ufffd", text.replace("\t", " ").replace("\r\n", "\n"))
    return sendable if len(sendable) <= longest else sendable[: longest - 1] + "\u2026"


def body_for_service(body: str, *, markup: bool) -> str:
    """The body such that the service shows it as it was typed; `markup` says that the service reads markup in bodies."""
    plain = sendable_text(body, LONGEST_BODY)
    return escaped(plain) if markup else plain
