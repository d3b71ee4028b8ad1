"""The sound at the end of a session: an own chime through the sound device, else the desktop's beep."""

import threading
import wave
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from tracker.library.resources import resource

PATIENCE_MS = 1500  # a sound server may be frozen
DRAIN = 0.3  # seconds the device needs to play what it has taken
LONGEST = 10.0  # seconds

Frames = Generator[bytes, int, None]
Player = Callable[[Frames, wave.Wave_read], AbstractContextManager[object]]


class EndSound(QObject):
    """Plays the chime away from the window; `played` tells whether a sound device took it, or else that there was a beep."""

    played = Signal(bool)

    _settled = Signal(int, bool)

    def __init__(self, file: Path | None = None, parent: QObject | None = None, player: Player | None = None) -> None:
        super().__init__(parent)
        self._file = file or resource("sounds", "chime.wav")
        self._player = player or _on_the_device
        self._numbers = count(1)
        self._waiting: set[int] = set()
        self._silence = threading.Event()
        self._settled.connect(self._on_settled, Qt.ConnectionType.QueuedConnection)

    def play(self) -> None:
        """Return at once; within 1.5 seconds the chime sounds or there is a beep."""
        self.stop()
        self._silence = threading.Event()
        number = next(self._numbers)
        self._waiting.add(number)
        QTimer.singleShot(PATIENCE_MS, self, partial(self._give_up, number, self._silence))
        threading.Thread(target=self._sound, args=(number, self._silence), name="end-sound", daemon=True).start()

    def stop(self) -> None:
        """Be silent; returns at once."""
        self._waiting.clear()
        self._silence.set()

    def close(self) -> None:
        """Be silent from now on."""
        self.stop()

    def _sound(self, number: int, silence: threading.Event) -> None:
        try:
            with wave.open(str(self._file), "rb") as chime:
                self._play_through(chime, number, silence)
        except Exception:  # noqa: BLE001 - whatever the computer lacks, the beep takes over
            self._tell(number, device=False)

    def _play_through(self, chime: wave.Wave_read, number: int, silence: threading.Event) -> None:
        over = threading.Event()
        frames = _frames(chime, silence, over)
        # A generator has to be brought to its first yield before a number of frames can be sent to it, which is how the device asks for them.
        next(frames)
        with self._player(frames, chime):
            self._tell(number, device=True)
            over.wait(LONGEST)
            # Closing the device at once would cut off what it has taken and not yet played.
            silence.wait(DRAIN)

    def _tell(self, number: int, *, device: bool) -> None:
        try:
            self._settled.emit(number, device)
        except RuntimeError:  # the window is gone meanwhile
            self._silence.set()

    def _give_up(self, number: int, silence: threading.Event) -> None:
        if number in self._waiting:
            silence.set()
            self._on_settled(number, device=False)

    def _on_settled(self, number: int, device: bool) -> None:
        if number not in self._waiting:
            return
        self._waiting.discard(number)
        if not device:
            QApplication.beep()
        self.played.emit(device)


def _frames(chime: wave.Wave_read, silence: threading.Event, over: threading.Event) -> Frames:
    wanted = yield b""
    while not silence.is_set() and (data := chime.readframes(wanted)):
        wanted = yield data
    over.set()


@contextmanager
def _on_the_device(frames: Frames, chime: wave.Wave_read) -> Generator[object, None, None]:
    import miniaudio  # type: ignore[import-untyped] # it has no types

    device = miniaudio.PlaybackDevice(
        output_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=chime.getnchannels(),
        sample_rate=chime.getframerate(),
        app_name="Recovery Tracker",
    )
    try:
        # Where there is no sound device the library plays into a backend that makes no sound and reports no error.
        if device.backend == "Null":
            raise OSError("no sound device")
        device.start(frames)
        yield device
    finally:
        device.close()
