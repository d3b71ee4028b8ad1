"""How much is asked of the diary: counted, never timed; nothing goes through all that was ever kept, and no form is measured over and over."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import a_dose, an_entry, six_weeks
from tests.fakes import FakeClock
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import OpenWindow, settle
from tracker.charts.chart import ChartKind
from tracker.domain.entries import MOST_PAIN
from tracker.domain.entry_filter import EVERYTHING, Only
from tracker.domain.periods import USUAL
from tracker.services.reporting import PAGE_ONE
from tracker.steps import Progress, run_to_end
from tracker.storage.entry_search import NAMES
from ui.pages.today.columns import TodayColumns
from ui.sessions.countdown_ring import CountdownRing
from ui.widgets.buttons import ActionButton
from ui.widgets.chips import Chip
from ui.widgets.entries.entry_list import EntryLine
from ui.widgets.pain_scale import PainKey
from ui.widgets.painting import drawn
from ui.widgets.tab_order import order_tabs
from ui.window.phase_line import PhaseLine

# What grows with the years; of all other tables there are few rows, however long a diary is kept.
GROWING = {
    *("entries", "pain", "pain_sites", "pain_words", "sessions", "activities", "day_notes", "doses", "dose_ingredients", "function_scores"),
    *("reminders_raised", "tombstones", "imported_rows", "imported_entries", "merged_records", "undone_entries"),
}
# Without Trends and Report: what they draw is asked for turn by turn, and takes seconds; their services are asked instead.
PAGES = ("diary", "plan", "settings")
# The widgets a first look makes, with a little room: what stands behind a press is made when that is pressed. A save makes the row of its entry.
MOST_MADE = {"diary": 150, "plan": 185, "settings": 65}
MOST_MADE_BY_A_SAVE = 2
# A search asks once which names there are, and that is remembered until an entry is written.
NAMES_THERE_ARE = {f"SELECT DISTINCT {column} FROM {table}" for table, column in NAMES.items()}  # noqa: S608 - names of our own


class Said:
    """The statements of a window, as SQLite was told them."""

    def __init__(self, window: OpenWindow) -> None:
        self._said: list[str] = []
        self.all: set[str] = set()
        self.made = 0  # widgets, by what was done last
        window.tracker.diary._database.conn.set_trace_callback(self._said.append)

    def by(self, do: Callable[[], object]) -> int:
        """How many statements something took."""
        self._said.clear()
        before = len(QApplication.allWidgets())
        do()
        settle()
        self.made = len(QApplication.allWidgets()) - before
        self.all.update(self._said)
        return len(self._said)


def full_scans(file: Path, statements: set[str]) -> list[str]:
    """The statements that go through a whole growing table, with what SQLite says of it; an index of a part of its rows is no whole."""
    found = []
    with closing(sqlite3.connect(file)) as conn:
        conn.create_function("folded", 1, lambda text: text, deterministic=True)
        partial = {name for name, sql in conn.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql LIKE '%WHERE%'")}
        names = {**{table: table for table in GROWING}, "e": "entries", "d": "details", "s": "pain_sites", "w": "pain_words"}
        for sql in statements - NAMES_THERE_ARE:
            if sql.split()[0] not in {"SELECT", "INSERT", "UPDATE", "DELETE"}:
                continue
            for *_places, step in conn.execute(f"EXPLAIN QUERY PLAN {sql}"):
                words = step.split()
                is_whole = words[0] == "SCAN" and words[1] in names and words[-1] not in partial
                # All of a kind is looked through for some days of it.
                misses_days = step.endswith("entries_by_kind (kind=?)") and re.search(r"day [<>]|at [<>]", sql)
                if is_whole or misses_days:
                    found.append(f"{step}: {sql}")
    return found


@pytest.fixture
def hints(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A word for each time a chip is asked how large it would be, and each time a form is put in order, from before the window is made."""
    asked: list[str] = []

    def size_hint(chip: Chip, real: Callable[[Chip], QSize] = Chip.sizeHint) -> QSize:
        asked.append("hint")
        return real(chip)

    def order(form: QWidget) -> None:
        asked.append("order")
        order_tabs(form)

    monkeypatch.setattr(Chip, "sizeHint", size_hint)
    monkeypatch.setattr("ui.forms.form.order_tabs", order)
    return asked


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often what a change of the diary touches is painted and measured, from before the window is made."""
    done: Counter[str] = Counter()

    def counted(kind: type, name: str) -> None:
        real = getattr(kind, name)

        def done_once(widget: QWidget, *given: object) -> object:
            done[f"{kind.__name__}.{name}"] += 1
            return real(widget, *given)

        monkeypatch.setattr(kind, name, done_once)

    for kind in (PainKey, CountdownRing, PhaseLine):
        counted(kind, "paintEvent")
    counted(TodayColumns, "minimumSizeHint")
    counted(EntryLine, "setAccessibleName")
    counted(EntryLine, "resizeEvent")
    counted(ActionButton, "_take_icon")

    def drawn_once(control: QWidget, draw: Callable[[QPainter], None]) -> QPixmap:
        done[f"{type(control).__name__} drawn"] += 1
        return drawn(control, draw)

    monkeypatch.setattr("ui.widgets.painting.drawn", drawn_once)
    return done


@pytest.fixture
def filled(opened: Callable[..., OpenWindow], keep: Callable[..., None], hints: list[str]) -> OpenWindow:  # noqa: ARG001 - they are counted from the start
    """A window on a diary of six weeks in which everything was logged on the last day too."""
    keep(*six_weeks(), a_dose(), onset=ICE_STILL)
    return opened()


def test_a_save_paints_and_measures_what_changes_alone_and_a_page_is_painted_once(
    work: Counter[str],
    opened: Callable[..., OpenWindow],
    keep: Callable[..., None],
) -> None:
    keep(*six_weeks(), a_dose(), onset=ICE_STILL)
    window = opened()
    window.strike("3")
    window.chord("Ctrl+Return")
    work.clear()
    window.strike("6")
    # The key that rises, and where the ring of the focus lay and lies; the button that saves is the main one now, the one that starts no more.
    assert work["PainKey.paintEvent"] <= 4
    assert work["ActionButton._take_icon"] <= 2
    assert (work["CountdownRing.paintEvent"], work["PhaseLine.paintEvent"]) == (0, 0)
    work.clear()
    window.chord("Ctrl+Return")
    assert work["PainKey.paintEvent"] <= 6
    assert work["ActionButton._take_icon"] <= 2
    # The new row alone: the others keep their names, their pictures and their sizes.
    assert (work["EntryLine.setAccessibleName"], work["EntryLine drawn"], work["EntryLine.resizeEvent"]) == (1, 1, 1)
    assert work["TodayColumns.minimumSizeHint"] <= 5
    assert (work["CountdownRing.paintEvent"], work["PhaseLine.paintEvent"]) == (0, 0)
    work.clear()
    window.looks.look()
    settle()
    assert not +work
    window.go_to("Diary")
    work.clear()
    window.go_to("Today")
    assert work["PainKey.paintEvent"] == len(range(MOST_PAIN + 1))
    window.go_to("Diary")
    work.clear()
    window.go_to("Today")
    assert work["TodayColumns.minimumSizeHint"] == 0  # the focus on the scale shows which keys answer it, and lays nothing out anew


def test_a_list_that_grows_past_the_window_leaves_what_stands_beside_it_painted(
    work: Counter[str],
    opened: Callable[..., OpenWindow],
    keep: Callable[..., None],
) -> None:
    keep(*(an_entry(at=f"2026-11-25T{hour:02}:10") for hour in range(12)), onset=ICE_STILL)
    window = opened()
    assert window.window.today.verticalScrollBar().isVisible()
    for digit in "36":
        window.strike(digit)
        work.clear()
        window.chord("Ctrl+Return")
    assert work["PainKey.paintEvent"] <= 6
    assert work["CountdownRing.paintEvent"] == 0


def test_few_statements_for_a_save_a_look_and_a_page_and_none_goes_through_everything(filled: OpenWindow, clock: FakeClock, hints: list[str]) -> None:
    said, card, looks = Said(filled), filled.window.today.pain_card, filled.looks
    card.press_digit(6)
    assert said.by(card.save) <= 60
    assert said.made <= MOST_MADE_BY_A_SAVE
    assert said.by(looks.look) <= 20
    clock.advance(seconds=30)
    assert said.by(looks.look) <= 10
    clock.advance(minutes=40)  # another hour has begun, from which on what was done lately is read
    assert said.by(looks.look) <= 40
    for page in PAGES:
        assert said.by(lambda page=page: filled.window.show_page(page)) <= 60, page
        assert said.made <= MOST_MADE[page], page
    for page in (*PAGES, "today"):
        assert said.by(lambda page=page: filled.window.show_page(page)) <= 20, page
    tracker = filled.tracker
    said.by(lambda: tracker.charting.chart(ChartKind.PAIN, tracker.periods.usual_period()))
    said.by(tracker.medicines.names)
    for only in (EVERYTHING, Only(site="lower back left"), Only(unplaced=True)):
        said.by(lambda only=only: tracker.journal.holding("walking", 5, only)[:5])
    for action in filled.window.today.forms.add_button.actions_by_kind.values():
        said.by(action.trigger)
    for action in filled.window.today.forms.add_button.actions_by_kind.values():
        hints.clear()
        action.trigger()
        settle()
        assert (0 < len(hints) <= 400, hints.count("order")) == (True, 1), action.text()
    said.by(lambda: tracker.medicines.last_of("Panadol"))
    period, reporting = tracker.periods.usual_period(), tracker.reporting
    said.by(lambda: reporting._facts(period, USUAL, PAGE_ONE, {}, run_to_end(reporting._pain_before(period.first, Progress(0)))))
    assert len(said.all) > 100
    assert full_scans(filled.folder / "diary.sqlite3", said.all) == []
