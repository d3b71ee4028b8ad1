"""The log: in the data folder, for its owner alone, warnings and worse, and by its making without values, texts or chosen file names."""

import contextlib
import logging
import re
import time
from collections.abc import Callable
from pathlib import Path
from traceback import walk_tb

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

import tracker
from tracker.paths import Paths

PROJECT = Path(tracker.__file__).resolve().parent.parent
# Loggers whose words are our own and so hold nothing of the diary; of any other only the place is written.
OUR_LOGGERS = ("tracker", "ui", "main", "qt")
OUR_PLACES = ("tracker", "ui", "main.py")
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

# Qt's warnings name files, and texts in quotation marks; the rest of its words is worth keeping.
_QUOTED = r"\"[^\"]*\"|'[^']*'|\S*/\S*"


def setup_logging(paths: Paths) -> None:
    """Log Python's and Qt's warnings to the data folder from now on; never raises, for a log is no reason not to start."""
    close_logging()
    # No file is opened yet: where nothing is wrong no log appears, and a folder without leave to write stops no start.
    handler = _LogFile(paths.log)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.captureWarnings(True)
    handler.before = qInstallMessageHandler(_on_qt_message)


def close_logging() -> None:
    """Close the log and let Qt speak for itself again."""
    root = logging.getLogger()
    # A list of its own, since removeHandler changes the one that is walked.
    for handler in [handler for handler in root.handlers if isinstance(handler, _LogFile)]:
        root.removeHandler(handler)
        handler.close()
        logging.captureWarnings(False)
        qInstallMessageHandler(handler.before)


def private_stack(error: BaseException) -> list[str]:
    """The kinds of the error and of what led to it, the first cause first, with the places in our own code; no messages, no values."""
    lines: list[str] = []
    for cause in reversed(_chain(error)):
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += [f"    {place}" for place in _our_places(cause)]
    return lines


def innermost_place(error: BaseException) -> str:
    """Where the error came from and its kind, to know it again."""
    places = _our_places(error)
    return f"{type(error).__qualname__} {places[-1] if places else ''}"


def _chain(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    following: BaseException | None = error
    # Causes can form a ring, when an error is raised again from its own follower.
    while following is not None and following not in chain and len(chain) < 10:  # noqa: PLR2004 - enough to understand
        chain.append(following)
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)
    return chain


def _our_places(error: BaseException) -> list[str]:
    places = []
    for frame, line in walk_tb(error.__traceback__):
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(PROJECT) and file.relative_to(PROJECT).parts[0] in OUR_PLACES:
            places.append(f"{file.relative_to(PROJECT).as_posix()}:{line} in {frame.f_code.co_name}")
    return places


class _PrivateLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Our own words are written; of others' only the place, since their words may hold a text or a file name."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        ours = record.name.split(".")[0] in OUR_LOGGERS
        words = record.getMessage() if ours else f"({Path(record.pathname).name}:{record.lineno})"
        lines = [f"{moment} {record.levelname} {record.name} {words}"]
        # Not the formatter's own traceback: its last line is the message of the error, which may quote a note.
        if record.exc_info and record.exc_info[1] is not None:
            lines += private_stack(record.exc_info[1])
        return "\n    ".join(lines)


class _LogFile(logging.Handler):
    """Begins the file at the first line there is to write: what turns over its files is imported for none but that."""

    before: Callable[[QtMsgType, QMessageLogContext, str], object] | None = None  # where Qt's messages went

    def __init__(self, place: Path) -> None:
        super().__init__(logging.WARNING)
        self._place = place
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        if self._file is None:
            from ui.system.log_file import PrivateFile

            self._file = PrivateFile(self._place)
            self._file.setFormatter(_PrivateLines())
        self._file.emit(record)

    def close(self) -> None:
        """Close the file, if there is one."""
        if self._file is not None:
            with contextlib.suppress(OSError):  # a full disk takes the last lines no more
                self._file.close()
        super().close()


def _on_qt_message(level: QtMsgType, context: QMessageLogContext, text: str) -> None:
    # Qt leaves the category out of some messages.
    category = getattr(context, "category", None) or "default"
    logging.getLogger("qt").log(LEVELS.get(level, logging.WARNING), "%s: %s", category, re.sub(_QUOTED, "(...)", text))
