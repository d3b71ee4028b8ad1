"""Today is painted before any heavy library is imported."""

import os
import subprocess
import sys

from tests.benchmarks.__main__ import ROOT
from tests.benchmarks.subjects import HEAVY
from tests.builders import an_entry
from tests.ui.conftest import ICE_STILL


def imported_until_today_is_painted(folder, before=""):
    """The heavy libraries that a fresh process has imported when its first painting is done."""
    code = f"{before}\nfrom pathlib import Path\nfrom tests.benchmarks.subjects import modules\nmodules(Path({str(folder)!r}))"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.split()


def test_nothing_heavy_is_imported_before_today_is_painted(keep, folder):
    keep(an_entry(5), onset=ICE_STILL)
    assert imported_until_today_is_painted(folder) == []


def test_what_is_imported_is_seen(keep, folder):
    keep(an_entry(5), onset=ICE_STILL)
    assert imported_until_today_is_painted(folder, "import numpy") == ["numpy"]
    assert {"matplotlib", "scipy", "typst", "desktop_notifier", "miniaudio", "wakepy", "pypdfium2"} <= set(HEAVY)
