"""Half-filled forms: there again after a kill, and gone once saved."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.services.diaries import opened
from tests.storage.diaries import HARD_TEXT
from tracker.app import Tracker
from tracker.errors import DiaryUnavailable


def test_nothing_is_kept_of_a_form_nobody_typed_in(tracker: Tracker) -> None:
    assert tracker.form_drafts.kept("pain") is None


def test_what_stands_in_a_form_is_there_when_the_app_starts_again(tracker: Tracker, clock: FakeClock) -> None:
    content = {"pain": 6, "sites": [["neck", 4.5]], "note": HARD_TEXT, "woke": None}
    tracker.form_drafts.keep("pain", content)
    again = opened(tracker.diary.paths.data, clock)
    assert again.form_drafts.kept("pain") == content
    again.close()


def test_a_form_that_was_saved_is_forgotten_and_the_others_are_not(tracker: Tracker) -> None:
    tracker.form_drafts.keep("pain", {"note": "x"})
    tracker.form_drafts.keep("dose", {"name": "Panadol"})
    tracker.form_drafts.forget("pain")
    assert (tracker.form_drafts.kept("pain"), tracker.form_drafts.kept("dose")) == (None, {"name": "Panadol"})


def test_a_form_is_no_change_to_be_taken_back_and_no_entry(tracker: Tracker) -> None:
    tracker.form_drafts.keep("pain", {"note": "zzz"})
    assert (tracker.history.undo(), tracker.journal.entries(), list(tracker.journal.holding("zzz"))) == (None, [], [])


def test_a_form_outlives_a_kill(tracker: Tracker, clock: FakeClock, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    script = (
        "import os, signal, sys; from pathlib import Path; from tests.fakes import FakeClock; from tests.services.diaries import opened\n"
        "tracker = opened(Path(sys.argv[1]), FakeClock.at())\n"
        "tracker.form_drafts.keep('pain', {'note': 'half a sen'}); os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(folder)], check=False).returncode == -9
    again = opened(folder, clock)
    assert again.form_drafts.kept("pain") == {"note": "half a sen"}
    assert tracker.form_drafts.kept("pain") is None
    again.close()


def test_a_form_that_cannot_be_kept_is_told_and_what_was_kept_stays(tracker: Tracker) -> None:
    tracker.form_drafts.keep("pain", {"note": "old"})
    tracker.diary._database.conn.execute("PRAGMA query_only = ON")
    with pytest.raises(DiaryUnavailable, match="nothing was saved"):
        tracker.form_drafts.keep("pain", {"note": "new"})
    assert tracker.form_drafts.kept("pain") == {"note": "old"}
