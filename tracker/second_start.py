"""A second start of the app: it tells the window that is open what is asked of it, before anything slow is imported."""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum

# A window that is up answers in some milliseconds, one that is busy when it is done. Whoever listens is alive: to wait for
# it is sooner done than to load Qt, which could only ask the same window again.
ANSWER_SECONDS = 5
LONGEST_SOCKET_PATH = 90  # bytes; the system allows 108, and Qt first makes the socket in a folder beside
# Well over the longest StartMessage: whoever sends more is not one of us.
LONGEST_MESSAGE = 64  # bytes
ACKNOWLEDGED = b"ok\n"
COMPLETION = "_RECOVERY_TRACKER_COMPLETE"  # click's: a shell asks for completions, without arguments


class StartMessage(StrEnum):
    """What a second start asks of the first window."""

    RAISE = "raise"
    QUICK_ENTRY = "quick-entry"


def asked_for(arguments: Sequence[str]) -> tuple[str | None, StartMessage] | None:
    """The folder chosen and the message of a start that opens the window; None for whatever the command line has to look at."""
    if COMPLETION in os.environ:
        return None
    chosen, message = None, StartMessage.RAISE
    left = iter(arguments)
    for argument in left:
        name, equals, value = argument.partition("=")
        if argument == "--quick-entry":
            message = StartMessage.QUICK_ENTRY
        elif argument == "--data-dir":
            chosen = next(left, "-")
            if chosen.startswith("-"):  # whether that is a folder is for click to say
                return None
        elif name + equals == "--data-dir=":
            chosen = value
        # Minimised is how a first window opens; one that is open is raised.
        elif argument != "--minimised":
            return None
    return chosen, message


def first_window_hears(data: str, message: StartMessage) -> bool:
    """Whether a window that is open on the folder `data` took the message and said so; where none does, nothing is waited for."""
    if sys.platform == "win32":  # it has named pipes there, which Qt speaks
        return False
    return any(_is_own_socket(place) and _hears(place, message) for place in socket_names(data))


def socket_names(data: str | os.PathLike[str]) -> Iterator[str]:
    """Where the first window listens, the best place first: a socket in the data folder, else a name made from that folder's path."""
    if sys.platform == "win32":  # a named pipe, which lies in no folder
        yield _name_of(data)
        return
    inside = os.path.join(data, "window.socket")
    if _is_short(inside):
        yield inside
    outside = os.path.join(os.environ.get("XDG_RUNTIME_DIR") or _temporary_folder(), _name_of(data))
    if _is_short(outside):
        yield outside


def _name_of(data: str | os.PathLike[str]) -> str:
    import zlib  # which takes a tenth of what hashlib does

    # The path itself would make too long a name; its checksum tells the few folders of a person apart.
    return f"recovery-tracker-{zlib.crc32(os.fsencode(os.path.realpath(data))):08x}"


def _temporary_folder() -> str:
    import tempfile

    return tempfile.gettempdir()


def _is_short(place: str) -> bool:
    return len(os.fsencode(place)) <= LONGEST_SOCKET_PATH


def _is_own_socket(place: str) -> bool:
    try:
        found = os.lstat(place)
    except OSError:
        return False
    # Anybody may put a socket where everybody writes.
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.geteuid()


def _hears(place: str, message: StartMessage) -> bool:
    # Not before there is one to speak to; and what `socket` is made of, since its own import takes as long as all the rest of a second start.
    import _socket

    line = _socket.socket(_socket.AF_UNIX)
    try:
        line.settimeout(ANSWER_SECONDS)
        line.connect(place)
        line.sendall(message.encode("ascii") + b"\n")
        # Read once: the answer is written in one piece, and whoever sends it in drops keeps nobody waiting.
        return line.recv(LONGEST_MESSAGE) == ACKNOWLEDGED
    # Nobody listens, or does not answer; Qt then asks once more, with patience, and the person is told.
    except OSError:
        return False
    finally:
        line.close()
