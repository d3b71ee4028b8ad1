"""A half-filled form outlives its process, killed without warning."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from tests.fakes import FakeClock
from tests.ui.hands import OpenWindow

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_SECONDS = 60

PERSON = """
import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

app = QApplication([])

from tests.fakes import FakeClock
from tests.ui.hands import OpenWindow

window = OpenWindow(Path(sys.argv[1]), FakeClock.at())
window.window.show_page("today")
window.strike("6")
window.chord("Alt+P")
window.strike("7")
window.window.today.pain_card.note.setFocus()
window.strike("half a note")
QTest.qWait(700)
print("typed", flush=True)
QTest.qWait(60_000)
"""


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """The folder of a window that was killed while a pain entry was half filled."""
    folder = tmp_path / "diary"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PERSON, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=tmp_path) as process:
        try:
            assert process.stdout.readline() == "typed\n"
        finally:
            process.kill()
        assert process.wait(LONGEST_SECONDS) == -signal.SIGKILL
    return folder


@pytest.mark.usefixtures("qapp")
def test_after_kill_9_the_half_filled_entry_is_there_again_and_the_window_says_so(killed: Path) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    window = OpenWindow(killed, FakeClock.at())
    try:
        window.window.show_page("today")
        card = window.window.today.pain_card
        assert (card.scale.value(), card.note.text()) == (6, "half a note")
        assert card.details.map.sites() == (("lower back", 7.0),)
        assert window.says("What you typed before is here again.")
        assert window.tracker.journal.pain_entries() == []
        card.save()
        assert [entry.note for entry in window.tracker.journal.pain_entries()] == ["half a note"]
    finally:
        window.close()
