"""A diary on which readers are tried, and what must be so afterwards: refused in a sentence and nothing changed, or read and all of it whole."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

from tests.fakes import FakeClock
from tests.fuzzing.samples import written
from tracker.app import Tracker, open_tracker
from tracker.domain.reminders.due import QuietHours
from tracker.errors import TrackerError
from tracker.paths import Paths
from tracker.wording.entries import entry_words

LONGEST_SENTENCE = 5_000  # a folder may be named in it, whose path has up to 4,096 bytes
# What a sentence for a person never holds: words of Python, SQLite, or the system.
NO_WORDS = ("Traceback", "Errno", "Error(", "sqlite3.", "object at 0x")
OUTSIDE = "outside"


class Ground:
    """A data folder that is made anew whenever something came into it; `file` is where a file to be read is put."""

    def __init__(self) -> None:
        self.folder = Path(mkdtemp(prefix="recovery-tracker-fuzzing-"))
        self.clock = FakeClock.at()
        self._tracker: Tracker | None = None

    @property
    def paths(self) -> Paths:
        """Where the diary lies."""
        return Paths(self.folder / "data")

    @property
    def tracker(self) -> Tracker:
        """The open diary."""
        if self._tracker is None:
            self._tracker = open_tracker(self.paths, self.clock)
        return self._tracker

    def file(self, content: bytes, name: str = "file.txt") -> Path:
        """A file outside of the data folder."""
        path = self.folder / OUTSIDE / name
        path.write_bytes(content)
        return path

    def make_ready(self) -> None:
        """Make the folders anew where they are not as they were."""
        if not self.paths.data.exists():
            self.paths.data.mkdir(mode=0o700)
            self.paths.diary.write_bytes(written().diary)
        shutil.rmtree(self.folder / OUTSIDE, ignore_errors=True)
        (self.folder / OUTSIDE).mkdir()

    def look(self) -> dict[str, bytes]:
        """Every file of the data folder."""
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in sorted(self.paths.data.rglob("*")) if path.is_file()}

    def clear(self) -> None:
        """Let the next one begin anew."""
        if self._tracker is not None:
            self._tracker.close()
            self._tracker = None
        self.clock = FakeClock.at()
        shutil.rmtree(self.paths.data, ignore_errors=True)

    def close(self) -> None:
        """Remove all of it."""
        self.clear()
        shutil.rmtree(self.folder)


def refuse_unfit(problem: TrackerError) -> None:
    """Assert that what a person reads is a sentence, and says nothing of Python."""
    sentence = problem.sentence
    assert sentence, "refused without a word"
    assert len(sentence) < LONGEST_SENTENCE, sentence
    assert sentence.replace("\n", "").isprintable(), repr(sentence)
    assert sentence.rstrip()[-1] in ".!?…”", sentence
    assert not any(word in sentence for word in NO_WORDS), sentence


def look_through(tracker: Tracker) -> None:
    """Everything a window asks of a diary in its first minutes."""
    for entry in tracker.journal.each():
        assert entry_words(entry)
    tracker.timekeeper.status(QuietHours())
    tracker.planner.courses()
    tracker.plans.toml()
    tracker.reminders.rules()
    tracker.reminders.due(QuietHours())
    tracker.medicines.own()
    tracker.visits.questions()
    tracker.visits.appointments()
    tracker.conflicts.all()
    tracker.form_drafts.kept_last("")
    tracker.importing.imports()
    tracker.diary.check()
