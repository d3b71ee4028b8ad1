"""The end of a session can be heard: by the sound device, or by a beep where there is none."""

import os
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import miniaudio
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tracker.library.resources import resource
from ui.notifications.sound import EndSound, Frames


class Speaker:
    """A sound device that takes what it is given, a tenth of a second at a time."""

    def __init__(self, *, frozen: bool = False) -> None:
        self.taken = b""
        self.closed = threading.Event()
        self.go_on = threading.Event()
        if not frozen:
            self.go_on.set()

    @contextmanager
    def __call__(self, frames: Frames, chime: wave.Wave_read) -> Iterator[object]:
        self.go_on.wait(5)
        taking = threading.Thread(target=self._take, args=(frames, chime.getframerate() // 10))
        taking.start()
        yield self
        taking.join()
        self.closed.set()

    def _take(self, frames: Frames, number: int) -> None:
        try:
            while True:
                self.taken += frames.send(number)
                time.sleep(0.01)
        except StopIteration:
            pass


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    heard: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(True))
    return heard


def test_the_whole_chime_goes_to_the_device(qtbot: QtBot, beeps: list[bool]) -> None:
    speaker = Speaker()
    sound = EndSound(player=speaker)
    with qtbot.waitSignal(sound.played, timeout=20_000) as played:
        sound.play()
    assert played.args == [True]
    assert speaker.closed.wait(20)
    with wave.open(str(resource("sounds", "chime.wav")), "rb") as chime:
        assert speaker.taken == chime.readframes(chime.getnframes())
    assert beeps == []


def test_stopping_ends_the_chime_early(qtbot: QtBot) -> None:
    speaker = Speaker()
    sound = EndSound(player=speaker)
    with qtbot.waitSignal(sound.played, timeout=20_000):
        sound.play()
    sound.stop()
    assert speaker.closed.wait(1)
    assert len(speaker.taken) < 50_000


def test_without_a_device_there_is_a_beep(qtbot: QtBot, beeps: list[bool]) -> None:
    def none(*_: object) -> None:
        raise OSError("no sound device")

    sound = EndSound(player=none)
    with qtbot.waitSignal(sound.played, timeout=20_000) as played:
        sound.play()
    assert played.args == [False]
    assert beeps == [True]


def test_a_frozen_device_is_replaced_by_a_beep_and_stays_silent_afterwards(qtbot: QtBot, beeps: list[bool]) -> None:
    speaker = Speaker(frozen=True)
    sound = EndSound(player=speaker)
    with qtbot.waitSignal(sound.played, timeout=20_000) as played:
        sound.play()
    assert played.args == [False]
    speaker.go_on.set()
    assert speaker.closed.wait(2)
    assert speaker.taken == b""
    assert beeps == [True]


def test_a_missing_file_is_a_beep(qtbot: QtBot, beeps: list[bool]) -> None:
    sound = EndSound(Path("/nowhere/chime.wav"))
    with qtbot.waitSignal(sound.played, timeout=20_000) as played:
        sound.play()
    assert played.args == [False]
    assert beeps == [True]


def test_on_this_computer_one_of_the_two_is_heard(qtbot: QtBot, beeps: list[bool]) -> None:
    sound = EndSound()
    with qtbot.waitSignal(sound.played, timeout=20_000) as played:
        sound.play()
    assert played.args == [not beeps]
    sound.close()


def test_a_device_that_only_pretends_is_none(qtbot: QtBot, beeps: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    pretending = partial(miniaudio.PlaybackDevice, backends=[miniaudio.Backend.NULL])
    monkeypatch.setattr(miniaudio, "PlaybackDevice", pretending)
    sound = EndSound()
    with qtbot.waitSignal(sound.played, timeout=20_000) as played:
        sound.play()
    assert played.args == [False]
    assert beeps == [True]


def test_the_chime_is_short_and_small() -> None:
    with wave.open(str(resource("sounds", "chime.wav")), "rb") as chime:
        assert (chime.getnchannels(), chime.getsampwidth(), chime.getframerate()) == (1, 2, 44_100)
        assert 1.0 <= chime.getnframes() / chime.getframerate() <= 1.5


def test_the_library_is_not_loaded_before_the_first_sound() -> None:
    code = "import sys; from ui.notifications.sound import EndSound; EndSound(); print('miniaudio' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30, env=dict(os.environ))
    assert answer.stdout.strip() == "False"
