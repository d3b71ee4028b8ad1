"""What two computers have changed differently, brought into view in Settings."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from tests.builders import LEFT, an_entry
from tests.ui.hands import OpenWindow, settle
from tests.ui.settings_scenes import settings_page
from tracker.app import open_tracker
from tracker.domain.entries import PainEntry
from tracker.paths import Paths

STANDS, LOST = "windowed note", "stiff"


def change_on_both(window: OpenWindow, count: int, *, later: str = "there") -> None:
    """Pain entries of the day before, changed on this computer and on another one, and the other's archive merged into this diary."""
    entries = [an_entry(5, f"2026-11-24T{8 + place // 60:02}:{place % 60:02}", sites=(LEFT,), note=f"{place}") for place in range(count)]
    window.tracker.diary.entries.put(entries, window.clock.now())
    archive = window.folder.parent / "exchanged.json"
    window.tracker.merging.export(archive)
    with closing(open_tracker(Paths(window.folder.parent / "other computer"), window.clock)) as other:
        other.merging.merge(archive)
        for name in ("here", "there") if later == "there" else ("there", "here"):
            window.clock.advance(minutes=1)
            changed = [_changed(entry, name == later) for entry in entries]
            (window.tracker if name == "here" else other).diary.entries.put(changed, window.clock.now())
        other.merging.export(archive)
    settings_page(window)
    window.desk.run_quietly(lambda: window.tracker.merging.merge(archive))
    settle()


def _changed(entry: PainEntry, is_last: bool) -> PainEntry:
    return replace(entry, pain=6, note=f"{STANDS} {entry.note}") if is_last else replace(entry, pain=7, note=f"{LOST} {entry.note}")


def _more_than_are_shown(window: OpenWindow) -> QWidget:
    settings_page(window).parts.conflicts.show_at_once(2)
    change_on_both(window, 3)
    settings_page(window).parts.conflicts.look_wanted.emit()
    settle()
    settle()
    return window.window


CONFLICT_SCENES: dict[str, Callable[[OpenWindow], QWidget]] = {
    "settings, changed on both computers": _more_than_are_shown,
}
