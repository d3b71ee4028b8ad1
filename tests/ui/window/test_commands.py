"""Every command of the table is done from the palette, in one window, and does what it says."""

import gc
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.builders import a_moment, an_entry
from tests.fakes import FakeClock
from tests.ui.hands import FakeAwake, OpenWindow, dialog_is_open, open_dialog, settle
from tracker.app import open_tracker
from tracker.domain.entries import Kind
from tracker.domain.plan.protocol import Phase
from tracker.paths import Paths
from ui.commands.table import CHARTS, COMMANDS, PAGES, SECTIONS, command
from ui.pages.diary.side import Beside
from ui.pages.report.printing import ReportPrinting
from ui.window.commands import ON_PASSWORD
from ui.window.over_window import OverWindow

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support raise|does not support propagateSizeHints"),
    pytest.mark.xdist_group("found"),
]
ESCAPE, ENTER = Qt.Key.Key_Escape, Qt.Key.Key_Return
ICE_STILL = "2026-11-24T14:10"


@pytest.fixture(scope="module")
def window(tmp_path_factory, qapp):  # noqa: ARG001 - the application has to exist
    folder, clock = tmp_path_factory.mktemp("found") / "diary", FakeClock.at()
    with closing(open_tracker(Paths(folder), clock)) as tracker:
        tracker.planner.start_episode(a_moment(ICE_STILL))
        tracker.planner.shown_cautions()
        tracker.diary.entries.put([an_entry(6, at="2026-11-25T09:00", note="after sitting")], clock.now())
    opened = OpenWindow(folder, clock)
    opened.window.today.session_card.door.make_awake = FakeAwake
    yield opened
    opened.close()
    # What is left of a window in cycles has to go before the application does, or the end of Python brings the process down.
    gc.collect()


@pytest.fixture
def over(window):
    """What lies over the window; nothing of it is open at the beginning."""
    over = window.window.findChild(OverWindow)
    window.window.activateWindow()
    QTest.qWaitForWindowActive(window.window)
    yield over
    for panel in (over.palette, over.keys):
        if panel is not None:
            panel.close_panel()


def offer(over, key):
    """The line of the palette for a command."""
    return next(line for line in over.offers.commands() if line.run.args == (key,))


class Deeds:
    """Does commands one after the other, and keeps which were done."""

    def __init__(self, window, over):
        self.window, self.over, self.done = window, over, set()
        self.page = window.window.today

    def do(self, key):
        """Do a command as the palette does."""
        line = offer(self.over, key)
        assert line.why_not == "", key
        line.run()
        settle()
        self.done.add(key)

    @property
    def key(self):
        """The page in view."""
        return self.window.window.stack.current_key

    def close_dialog(self):
        """Put away the dialog that is open; fails where none is."""
        open_dialog().reject()
        settle()


def focused():
    return QApplication.focusWidget()


def do_all_on_today(deeds):
    today = deeds.page
    details, card = today.pain_card.details, today.session_card
    deeds.do("log pain")
    assert today.pain_card.scale.isAncestorOf(focused()) or focused() is today.pain_card.scale
    deeds.do("more")
    assert details.more.isVisible()
    deeds.do("place")
    assert details.places.is_map_open
    for key, part in (
        ("worst", details.inside.range),
        ("feels", details.inside.words),
        ("worse", details.inside.worse_with),
        ("earlier", details.time),
    ):
        deeds.do(key)
        assert part.isAncestorOf(focused()), key
    deeds.do("woke")
    assert details.woke_chip.isChecked()
    deeds.do("same")
    assert offer(deeds.over, "save").why_not == "choose a number first"
    today.pain_card.scale.set_value(4)
    deeds.do("save")
    assert {entry.pain for entry in deeds.window.tracker.journal.entries(kinds=(Kind.PAIN,))} == {6.0, 4.0}
    for kind, key in ((Kind.ACTIVITY, "activity"), (Kind.DOSE, "dose"), (Kind.DAY_NOTE, "day note"), (Kind.SESSION, "session")):
        deeds.do(f"add {key}")
        assert today.forms.form(kind).isVisible()
        today.forms.form(kind).cancel()
    for key, opened in (("another session", "another"), ("pain before", "before")):
        deeds.do(key)
        assert card.panels.open_key == opened
    assert offer(deeds.over, "session").name == "Start ice"
    deeds.do("session")
    assert deeds.window.tracker.timekeeper.running_session() is not None
    assert offer(deeds.over, "session").name == "Stop what runs"
    deeds.do("session")
    assert deeds.window.tracker.timekeeper.running_session() is None
    deeds.do("large view")
    assert card.door.view.isVisible()
    card.door.view.close()
    settle()
    deeds.window.window.activateWindow()


def do_all_everywhere(deeds):
    window, tracker = deeds.window, deeds.window.tracker
    count = len(tracker.journal.entries())
    deeds.do("undo")
    deeds.do("undo")
    assert len(tracker.journal.entries()) == count - 1
    deeds.do("redo")
    assert len(tracker.journal.entries()) == count
    deeds.do("undo")
    for key, _name in PAGES:
        deeds.do(f"page {key}")
        assert deeds.key == key
    deeds.do("new entry")
    assert deeds.key == "today"
    deeds.do("search")
    assert (deeds.key, focused()) == ("diary", window.window.pages["diary"].bar.search)
    deeds.do("bin")
    assert window.window.pages["diary"].side.shown is Beside.BIN
    for key in ("help", "guide"):
        deeds.do(key)
        deeds.close_dialog()
    wanted = []
    window.window.quick_entry_wanted.connect(lambda: wanted.append("quick entry"))
    deeds.do("quick entry")
    assert wanted == ["quick entry"]
    deeds.do("keys")
    assert deeds.over.keys.is_open
    window.strike(ESCAPE)


def do_all_of_the_episode(deeds):
    planner = deeds.window.tracker.planner
    assert offer(deeds.over, "begin").why_not == "an episode goes on"
    deeds.do("onset")
    deeds.close_dialog()
    deeds.do("edit plan")
    assert deeds.window.window.pages["plan"].phases[Phase.ICE].figures.isVisible()
    deeds.do("again")
    assert planner.open_episode().onset.local.isoformat(timespec="minutes") == ICE_STILL
    deeds.window.later(minutes=1)
    deeds.do("over")
    assert planner.open_episode() is None
    assert offer(deeds.over, "onset").why_not == "no episode goes on"
    deeds.do("begin")
    deeds.close_dialog()
    deeds.do("reopen")
    assert planner.open_episode() is not None


def do_all_files(deeds, asked):
    for key in ("save chart", "export table", "export archive", "export clinic", "export calendar", "restore"):
        asked.clear()
        deeds.do(key)
        assert len(asked) == 1, key
    deeds.do("import")
    deeds.close_dialog()
    newest = deeds.window.tracker.backups.newest_backup_at()
    deeds.do("back up")
    assert deeds.window.tracker.backups.newest_backup_at() not in {newest, None}
    deeds.do("lock")
    assert (deeds.key, deeds.window.window.pages["settings"].sections.key) == ("settings", "password")
    deeds.do("password on")
    assert deeds.window.window.pages["settings"].parts.password.off.is_open
    for key in SECTIONS:
        deeds.do(f"section {key}")
        assert (deeds.key, deeds.window.window.pages["settings"].sections.key) == ("settings", key)


def do_all_within_pages(deeds):
    pages = deeds.window.window.pages
    for key in CHARTS:
        deeds.do(f"chart {key}")
        assert (deeds.key, pages["trends"].kinds.key) == ("trends", key)
    for key, part in (("days", "days"), ("plan file", "files")):
        deeds.do(key)
        assert getattr(pages["plan"], part).isVisible()
    deeds.do("appointment")
    assert pages["report"].appointments.form.isVisible()
    deeds.do("add reminder")
    assert pages["settings"].parts.reminders.form.isVisible()


def do_all_of_the_look(deeds):
    settings, pause = deeds.window.tracker.settings, deeds.window.tracker.pause
    for key in ("theme dark", "theme light", "theme system", "contrast high", "contrast usual", "motion reduced", "motion usual"):
        deeds.do(key)
        assert f"{key.split()[0]} {getattr(settings.now, key.split()[0])}" == key
        assert offer(deeds.over, key).note == "chosen"
    for key in ("pause hour", "resume", "pause day", "resume"):
        deeds.do(key)
        assert (pause.until() is None) is (key == "resume")


def test_each_command_does_what_it_says(window, over, monkeypatch, qtbot):
    asked = []
    for ask in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_args: (asked.append("asked"), ("", ""))[1])
    deeds = Deeds(window, over)
    do_all_of_the_look(deeds)  # first: to dress six pages takes longer than one
    do_all_on_today(deeds)
    do_all_everywhere(deeds)
    do_all_of_the_episode(deeds)
    do_all_files(deeds, asked)
    do_all_within_pages(deeds)
    asked.clear()
    deeds.do("save report")
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    asked.clear()
    monkeypatch.setattr(ReportPrinting, "ask", lambda *_args: asked.append("printing"))
    deeds.do("print report")
    qtbot.waitUntil(lambda: asked == ["printing"], timeout=20_000)
    assert {each.key for each in COMMANDS if each.is_offered} - deeds.done == {"quit", *ON_PASSWORD}  # of these test_password
    window.go_to("Today")


def test_the_palette_finds_says_does_and_gives_the_focus_back(window, over, spoken):
    window.go_to("Today")
    scale = window.window.today.pain_card.scale
    scale.setFocus()
    before = focused()
    window.chord("Ctrl+K")
    palette = over.palette
    assert palette.isVisible()
    assert focused() is palette.field
    assert spoken[-1][0] == f"{len(over.offers.commands())} found"
    window.strike("ic")
    palette.look_further()
    assert spoken[-1][0].endswith("found, Start ice, Ctrl+I, 1 of 15") or "Start ice" in spoken[-1][0]
    assert next(hit.offer.heading for hit in palette.list.found) == "Do"
    assert {"Do", "Go to", "In the guide"} <= {hit.offer.heading for hit in palette.list.found}
    window.strike(Qt.Key.Key_Down)
    assert spoken[-1][0].startswith("Start again with ice")
    window.strike(Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert palette.list.place() == len(palette.list.found) - 1
    window.strike(Qt.Key.Key_Tab)
    assert focused() is palette.field
    window.strike(ESCAPE)
    assert not palette.isVisible()
    assert focused() is before
    window.chord("Ctrl+K")
    window.strike("after sitting")
    palette.look_further()
    window.strike(ENTER)
    assert window.window.stack.current_key == "diary"
    window.strike(ESCAPE)


def test_what_cannot_be_done_now_says_why_and_stays(window, over, spoken, qtbot):
    window.go_to("Today")
    window.chord("Ctrl+K")
    window.strike("save entry", ENTER)
    assert spoken[-1][0] == "choose a number first"
    assert over.palette.is_open
    window.chord("F1")
    assert not over.palette.is_open
    assert over.keys.is_open
    assert "Undo: Ctrl+Z" in over.keys.shown_rows()
    spoken.clear()
    window.strike("undo")
    assert over.keys.shown_rows() == ["Undo: Ctrl+Z"]
    qtbot.waitUntil(lambda: bool(spoken))
    assert [words for words, _urgency in spoken] == [f"{1 + len(over.keys.guide.links)} found"]  # once, not at each letter
    window.strike(ESCAPE, "ice")
    assert next(link.text() for link in over.keys.guide.links) == "Ice"
    window.strike(ESCAPE)
    assert over.keys.is_open
    window.chord("Ctrl+2")
    assert not over.keys.is_open
    assert window.window.stack.current_key == "diary"


@pytest.mark.parametrize("key", ["palette", "help", "session"])
def test_a_text_that_is_being_typed_takes_no_key_of_a_command(window, over, key):
    window.go_to("Today")
    note = window.window.today.pain_card.note
    note.setFocus()
    window.strike("ab")
    window.chord(command(key).keys[0])
    if key == "palette":
        assert over.palette.is_open
    elif key == "help":
        open_dialog().reject()
    else:
        assert window.tracker.timekeeper.running_session() is not None
        window.tracker.timekeeper.stop_session()
    assert note.text() == "ab"
    note.set_text("")
    assert not dialog_is_open()
