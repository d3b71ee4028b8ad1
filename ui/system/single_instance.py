"""One window for one diary: a lock in the data folder, and a socket by which a second start raises the first.

Most second starts never come here: tracker.second_start speaks to the same socket without Qt.
"""

import contextlib
import errno
import os
import stat
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from tracker.files import PRIVATE_FILE
from tracker.language import _
from tracker.paths import Paths
from tracker.second_start import ACKNOWLEDGED, LONGEST_MESSAGE, StartMessage, socket_names

if TYPE_CHECKING:
    # Imported where it is used: it brings sixty enum classes, and the window is seen before anybody asks.
    from PySide6.QtCore import QDeadlineTimer
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 5000  # a first window that is still starting answers only when it is up
NOBODY_MS = 3000  # as long as it may take from the lock to the socket
PAUSE_MS = 50
LISTEN_MS = 2000  # at the latest, while a second start still asks; sooner once the window has been seen, which waits for it else


class Claim(Enum):
    """What became of the wish to be the one window."""

    FIRST = auto()
    ANOTHER_ANSWERED = auto()
    ANOTHER_SILENT = auto()
    CANNOT_WRITE = auto()


class SingleWindow(QObject):
    """Claims the diary for this window; `raised` brings what second starts ask for."""

    raised = Signal(str)  # a StartMessage value

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._lock = QLockFile(str(paths.lock))
        self._lock.setStaleLockTime(0)  # a window may be open for weeks: only its death makes its lock stale
        self._server: QLocalServer | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LISTEN_MS)
        self._soon.timeout.connect(self.listen)

    def claim(self, message: StartMessage = StartMessage.RAISE) -> Claim:
        """Become the one window, or pass `message` to the one there is; takes at most some 5 seconds, mostly none."""
        if not self._is_way_clear():
            return Claim.CANNOT_WRITE
        if self._take_lock():
            return Claim.FIRST
        # LockFailedError alone means that somebody else has it; PermissionError and UnknownError mean that no lock could be made at all.
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            return Claim.CANNOT_WRITE
        return self._ask_first_window(message)

    def listen(self) -> None:
        """Hear second starts from now on, if the diary is claimed: they wait a while for it."""
        self._soon.stop()
        if self._server is None and self._lock.isLocked():
            self._listen()

    def release(self) -> None:
        """Let another window open this diary."""
        self._soon.stop()
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._lock.isLocked():
            self._lock.unlock()

    def _is_way_clear(self) -> bool:
        """Whether a lock can lie in its place: what is no ordinary file there is nobody's lock, and at a pipe Qt would wait for ever."""
        place = self._paths.lock
        with contextlib.suppress(OSError):
            if not stat.S_ISREG(place.lstat().st_mode):
                place.rmdir() if place.is_dir() and not place.is_symlink() else place.unlink()
        return not place.is_dir()

    def _take_lock(self) -> bool:
        if not self._lock.tryLock(0):
            return False
        with contextlib.suppress(OSError):
            # QLockFile leaves the rights of its file to the umask; every file of the data folder is its owner's alone.
            self._paths.lock.chmod(PRIVATE_FILE)
        self._soon.start()
        return True

    def _ask_first_window(self, message: StartMessage) -> Claim:
        from PySide6.QtCore import QDeadlineTimer, QThread  # a first window asks nobody

        # Two clocks: nobody listening at all is found out sooner than a listener that is slow to answer.
        deadline, nobody = QDeadlineTimer(ANSWER_MS), QDeadlineTimer(NOBODY_MS)
        while not deadline.hasExpired():
            socket = self._connection()
            if socket is not None:
                return Claim.ANOTHER_ANSWERED if _deliver(socket, message, deadline) else Claim.ANOTHER_SILENT
            if self._take_lock():  # the other has just ended
                return Claim.FIRST
            if nobody.hasExpired():
                return self._take_over()
            QThread.msleep(PAUSE_MS)
        return Claim.ANOTHER_SILENT

    def _take_over(self) -> Claim:
        """Nobody listens: a living owner still holds the system's lock on the file, and only a dead one's can be removed."""
        # A lock that another user left, as one who was the administrator for a while, tells nothing; nor does it go by itself.
        if not os.access(self._paths.data, os.W_OK) or (self._paths.lock.exists() and not os.access(self._paths.lock, os.R_OK)):
            return Claim.CANNOT_WRITE
        # It refuses while the owner lives. Of two second starts that come this far, the lock then goes to one.
        self._lock.removeStaleLockFile()
        return Claim.FIRST if self._take_lock() else Claim.ANOTHER_SILENT

    def _connection(self) -> "QLocalSocket | None":
        from PySide6.QtNetwork import QLocalSocket

        for name in socket_names(self._paths.data):
            socket = QLocalSocket()
            socket.connectToServer(name)
            if socket.waitForConnected(PAUSE_MS):
                return socket
        return None

    def _listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        for name in socket_names(self._paths.data):
            server = QLocalServer(self)
            # Only this user may connect: anybody else could raise the window, or keep it busy.
            server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
            QLocalServer.removeServer(name)  # left behind by a crash: the lock is ours
            if server.listen(name):
                server.newConnection.connect(self._on_new_connection)
                self._server = server
                return
            # The next name is tried for instance where the file system of the folder holds no sockets.
            server.deleteLater()

    def _on_new_connection(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            # A message may come in pieces, or may be there before anybody listens for it: hence the signal, and one read at once.
            socket.readyRead.connect(self._on_ready_read)
            self._read(socket)

    def _on_ready_read(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: "QLocalSocket") -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST_MESSAGE:
                socket.abort()
            return
        asked = bytes(socket.readLine(LONGEST_MESSAGE).data()).decode("ascii", "replace").strip()
        # Any program of this user can write here; unknown words are neither passed on nor answered.
        if asked not in set(StartMessage):
            socket.abort()
            return
        socket.write(ACKNOWLEDGED)
        socket.flush()
        self.raised.emit(asked)


def claim_sentence(claim: Claim, paths: Paths) -> str:
    """What to tell the person when no window opens; empty where there is nothing to tell."""
    if claim is Claim.ANOTHER_SILENT:
        return _("Recovery Tracker is open already but does not answer. The diary is safe; close that window, or wait a little, and start again.")
    if claim is Claim.CANNOT_WRITE:
        return _("{file} cannot be used ({reason}). Nothing was changed; check the folder and its permissions, or choose another.").format(
            file=paths.data, reason=os.strerror(errno.EACCES)
        )
    return ""


def _deliver(socket: "QLocalSocket", message: StartMessage, deadline: "QDeadlineTimer") -> bool:
    socket.write(message.value.encode("ascii") + b"\n")
    socket.flush()
    while not socket.canReadLine():
        # 1 ms at least, to take in what has come by the time the deadline is over.
        if not socket.waitForReadyRead(max(1, deadline.remainingTime())):
            break
    return bytes(socket.readLine(LONGEST_MESSAGE).data()) == ACKNOWLEDGED
