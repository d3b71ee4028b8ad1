"""A computer without a single font: the window opens, every page of it, and what is typed is saved; letters are empty boxes, and nothing crashes."""

import os
import subprocess
import sys
from pathlib import Path

from tests.end_to_end.processes import ROOT

NO_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><cachedir>{folder}</cachedir></fontconfig>'
SCRIPT = """
import sys
from contextlib import closing
from pathlib import Path
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication
from tests.fakes import FakeClock
from tests.services.diaries import a_draft, opened
from tests.ui.hands import OpenWindow
folder, clock = Path(sys.argv[1]), FakeClock.at()
with closing(opened(folder, clock)) as tracker:
    tracker.journal.record(a_draft(clock, 4))
app = QApplication([])
print(QFontInfo(app.font()).pixelSize() < 1, end=" ")
with closing(OpenWindow(folder, clock)) as window:
    window.strike("6")
    window.window.today.pain_card.save()
    for page in ("Diary", "Plan", "Trends", "Report", "Settings", "Today"):
        window.go_to(page)
        assert not window.window.grab().isNull()
    print(sorted(entry.pain for entry in window.tracker.journal.each()))
"""


def test_without_any_font_the_window_works(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(NO_FONTS.format(folder=tmp_path / "cache"))
    environment = {**os.environ, "FONTCONFIG_FILE": str(config), "QT_QPA_FONTDIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "data")]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, "True [4.0, 6.0]\n"), done.stderr
    assert "Traceback" not in done.stderr
