"""A first day by keyboard alone; where the focus went and what was said is kept beside this file and compared."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.fakes import FakeClock
from tests.ui.by_keys import BACK, Keyboard
from tests.ui.hands import FakeAwake, OpenWindow
from tracker.app import Tracker
from tracker.domain.entries import Activity, DayNote, Dose, EndedBy, PainEntry, Session
from tracker.domain.plan.protocol import Phase
from ui.widgets import announcement
from ui.widgets.accessible_roles import install_roles
from ui.widgets.announcement import Urgency

KEPT = Path(__file__).with_name("first_day_by_keys.txt")
OTHER = "date,pain,note\n2026-11-20,5,from a table\n"
pytestmark = pytest.mark.qt_log_ignore("does not support")  # the screen of the tests stacks no windows and grabs no keys


class FirstDay:
    """Does one thing after the other by keys alone; what a file is to be called is answered as the desktop's own dialog would."""

    def __init__(self, window: OpenWindow, keys: Keyboard, folder: Path, answer_by: Callable[[str], None]) -> None:
        self.window, self.keys, self.folder, self.answer_by = window, keys, folder, answer_by

    def begins(self) -> None:
        """The first run, the pain at two places, and ice."""
        keys = self.keys
        keys.is_on("Continue")
        keys.strike("Space")
        keys.press("Begin the plan")
        keys.hears("Episode begun")
        keys.strike("6")
        keys.press("Another place")
        keys.strike("Escape")
        keys.is_on("Another place")
        keys.strike("Space", "Space", "Right", "Space")
        keys.press("Save entry")
        keys.hears("Entry saved")
        self.window.later(minutes=5)
        keys.press("Start ice")
        keys.press("I have read this, start")
        keys.hears("Ice started")
        self.window.later(minutes=12)
        keys.press("Stop")
        keys.hears("Ice stopped")

    def is_filled(self) -> None:
        """A medicine that is refused at first, an activity, and a day note that is taken back."""
        keys = self.keys
        self._add("Medicine")
        keys.press("Save")
        keys.hears("Write what was taken")
        keys.is_on("Medicine")
        keys.type("Panadol 500 mg")
        keys.strike("Ctrl+Return")
        keys.hears("Entry saved")
        self._add("Activity")
        keys.press("Walking")
        keys.press("10 min")
        keys.strike("Ctrl+Return")
        keys.hears("Entry saved")
        self._add("Day note")
        keys.to("About the day")
        keys.type("slept badly, 7 h")
        keys.strike("Ctrl+Return")
        keys.hears("Entry saved")
        keys.press("Undo")
        keys.hears("Undone")
        keys.is_on("Add")

    def is_changed(self) -> None:
        """An entry edited, one deleted and taken back by its message, then by its keys."""
        keys = self.keys
        keys.to_entry("Pain 6")
        keys.strike("E")
        keys.is_on("6", "radio button")
        keys.strike("4", "Return")
        keys.hears("Entry changed")
        keys.is_on("Pain 4", "list item")
        keys.to_entry("Walking")
        keys.strike("Delete")
        keys.hears("deleted")
        keys.press("Undo")
        keys.hears("Undone")
        keys.is_on("Walking", "list item")
        keys.strike("Delete")
        keys.hears("deleted")
        keys.strike("Ctrl+Z")
        keys.hears("Undone")
        keys.is_on("Walking", "list item")

    def is_searched(self) -> None:
        """Something is found and deleted; in the bin the day note is found, and put back."""
        keys = self.keys
        keys.strike("Ctrl+2", "Ctrl+F")
        keys.type("Panadol")
        keys.hears("1 found")
        keys.strike("Return", "Delete")
        keys.hears("deleted")
        keys.is_on("Back to the day")
        keys.strike("Escape")
        keys.press("Deleted entries")
        keys.is_on("Bring back")
        keys.strike("Return")
        keys.hears("brought back")
        keys.is_on("Bring back")
        keys.strike("Escape")

    def is_planned(self) -> None:
        """A step is ticked, an exercise of one's own added, and the next phase begun earlier."""
        keys = self.keys
        keys.strike("Ctrl+3")
        keys.press("The pain has eased")
        keys.hears("Tick set")
        keys.press("See the exercises")
        keys.press("Add an exercise")
        keys.strike("Ctrl+Return")
        keys.hears("Give it a name")
        keys.is_on("Name")
        keys.type("Heel slide")
        keys.to("Steps, each on a line of its own")
        keys.type("Slide one heel out")
        keys.strike("Ctrl+Return")
        keys.hears("in force from now on")
        keys.is_on("Add an exercise")
        keys.press("Begin earlier...", key=BACK)
        keys.is_on("Reason")
        keys.strike("Escape")
        keys.is_on("Begin earlier...")
        keys.strike("Return")
        keys.type("told to by the physio")
        keys.strike("Return")
        keys.hears("Plan moved to")
        keys.is_on("Stretches, now", "grouping")
        keys.strike("Tab")
        keys.is_on("Start all")

    def is_looked_back_at(self) -> None:
        """A chart point by point, as a table, and as a file; the report."""
        keys = self.keys
        keys.strike("Ctrl+4")
        keys.to("Pain over time", "chart")
        keys.strike("Home")
        keys.hears("new episode")
        keys.strike("Right")
        keys.hears("4, lower back")
        keys.press("Show as table")
        keys.to("Pain over time, as a table", "table", key=BACK)
        keys.strike("Down", "Right")
        self.answer_by("chart.png")
        keys.press("Save chart")
        keys.hears("Saved")
        keys.is_on("Save chart")
        keys.strike("Ctrl+5")
        keys.waits_until(lambda: self.window.control("Save report").isEnabled())
        self.answer_by("report.pdf")
        keys.press("Save report")
        keys.hears("Saved as")
        keys.is_on("Save report")

    def is_set(self) -> None:
        """A setting, an export by the palette, and an import that is taken back."""
        keys = self.keys
        keys.strike("Ctrl+6")
        keys.to("Appearance", key="Down")
        keys.to("As the desktop")
        keys.strike("Right")
        self.answer_by("diary.csv")
        keys.strike("Ctrl+K")
        keys.type("export a table")
        keys.hears("1 found")
        keys.strike("Return")
        keys.hears("Saved as diary.csv")
        self.answer_by("diary.json")
        keys.press("Archive (JSON)")
        keys.press("Export an archive (JSON)...")
        keys.hears("Saved as diary.json")
        keys.is_on("Export an archive (JSON)...")
        self.answer_by("other.csv")
        keys.press("A file")
        keys.press("Import a file")
        keys.is_on("Choose a file...")
        keys.strike_until("Space", "Continue")
        keys.strike_until("Space", "Import")
        keys.strike("Space")
        keys.hears("came in")
        keys.is_on("Import a file")
        keys.press("Table (CSV)")
        keys.press("Undo this import")
        keys.hears("Import undone")
        keys.is_on("A file")

    def is_lain_down_to(self) -> None:
        """The large view and out of it."""
        keys = self.keys
        keys.strike("Ctrl+1")
        keys.press("Large view")
        keys.strike("Escape")

    def _add(self, kind: str) -> None:
        self.keys.press("Add")
        self.keys.choose(kind)


def test_a_first_day_is_gone_through_by_keys_and_each_has_its_way_back(qapp, tmp_path, monkeypatch):  # noqa: ARG001 - the application has to exist
    install_roles()
    said: list[tuple[str, Urgency]] = []
    monkeypatch.setattr(announcement, "_send", lambda event: said.append((event.message(), Urgency(event.politeness()))))
    answers: list[str] = []
    for asked in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, asked, lambda *_given: (answers.pop(), ""))
    (tmp_path / "other.csv").write_text(OTHER)
    with closing(OpenWindow(tmp_path / "diary", FakeClock.at())) as window:
        window.window.today.session_card.door.make_awake = FakeAwake
        keys = Keyboard(window.window, said)
        day = FirstDay(window, keys, tmp_path, lambda name: answers.append(str(tmp_path / name)))
        for part in (
            day.begins,
            day.is_filled,
            day.is_changed,
            day.is_searched,
            day.is_planned,
            day.is_looked_back_at,
            day.is_set,
            day.is_lain_down_to,
        ):
            part()
        _stands_in(window.tracker)
    assert {file.name for file in tmp_path.iterdir()} == {"diary", "other.csv", "chart.png", "report.pdf", "diary.csv", "diary.json"}
    log = "\n".join(keys.lines).replace(str(tmp_path), "[folder]") + "\n"
    (tmp_path / KEPT.name).write_text(log, encoding="utf-8")  # to be looked at, and to take the place of the other where it is right
    assert log == KEPT.read_text(encoding="utf-8")


def _stands_in(tracker: Tracker) -> None:
    """What the day has left in the diary."""
    entries = tracker.journal.entries()
    (pain,) = (entry for entry in entries if isinstance(entry, PainEntry))
    assert (pain.pain, [site.name for site in pain.sites]) == (4, ["lower back", "lower back right"])
    (ice,) = (entry for entry in entries if isinstance(entry, Session))
    assert (ice.kind, ice.ended_by) == ("ice", EndedBy.BUTTON)
    assert {type(entry) for entry in entries} == {Activity, DayNote, PainEntry, Session}
    assert len(entries) == 4
    (note,) = (entry for entry in entries if isinstance(entry, DayNote))
    assert note.note == "slept badly, 7 h"
    state = tracker.planner.state(tracker.clock.now())
    assert (state.phase, state.eased) == (Phase.STRETCH, True)
    assert "Heel slide" in [exercise.name for exercise in tracker.plans.in_force().phases[Phase.STRETCH].exercises]
    assert [entry.name for entry, _gone in tracker.journal.binned() if isinstance(entry, Dose)] == ["Panadol 500 mg"]
    assert tracker.settings.now.theme == "light"
