"""The window locked while it runs: what is seen, heard and kept meanwhile, and the ways in and out."""

from datetime import timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from tests.builders import an_entry
from tests.password import OTHER, PASSWORD, with_a_password
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import dialog_is_open, has, open_dialog, press, settle, try_secret, words
from tracker.paths import Paths
from tracker.services.password import unlock
from ui.forms.quick_entry import QuickEntry
from ui.system.desktop_lock import DesktopLock
from ui.window.lock import forget_copied
from ui.window.over_window import OverWindow

pytestmark = [
    pytest.mark.usefixtures("passwords"),
    pytest.mark.qt_log_ignore("This plugin does not support raise|does not support propagateSizeHints"),
]
CANARY = "canary in the note"
ENTRY_WAITS = "Nothing can be entered while the diary is locked. The entry opens once it is unlocked."


@pytest.fixture
def codes():
    """The recovery code, once there is a password."""
    return []


@pytest.fixture
def window(opened, keep, folder, clock, codes):
    """A window on a diary with a password, amid ice."""
    keep(an_entry(6, note=CANARY), onset=ICE_STILL)
    codes.append(with_a_password(folder, clock))
    unlock(Paths(folder), clock, PASSWORD)
    return opened()


def lock(window):
    window.chord("Ctrl+Shift+L")
    assert window.window.is_locked


def open_with(window, secret):
    panel = window.lock.page.body.panel
    assert window.control("Password", QLineEdit) is panel.field
    try_secret(panel, secret)


def heard(interface):
    """All that a screen reader can come upon from a window on, shown or not."""
    if interface is None:
        return []
    own = [interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)]
    return own + [text for place in range(interface.childCount()) for text in heard(interface.child(place))]


def all_heard():
    """The same of every window there is."""
    roots = [QAccessible.queryAccessibleInterface(window.accessibleRoot().object()) for window in QGuiApplication.topLevelWindows()]
    return "\n".join(text for root in roots for text in heard(root) if text)


def test_nothing_of_the_diary_is_in_view_or_in_reach_of_a_screen_reader(window, spoken):
    window.go_to("Diary")
    assert CANARY in all_heard()
    lock(window)
    assert CANARY not in all_heard()
    assert [text for text, _urgency in spoken][-1] == "The diary is locked"
    assert set(filter(None, words(window.window).split("\n"))) <= {
        "Recovery Tracker",
        "The diary is locked",
        "Password",
        "Show what is typed",
        "Open",
        "Use the recovery code",
        "When to get help",
        "Quit",
    }
    open_with(window, PASSWORD)
    assert not window.window.is_locked
    assert CANARY in all_heard()


def test_no_key_reaches_what_is_behind_and_what_was_typed_there_comes_back(window):
    window.go_to("Today")
    note = window.window.today.pain_card.note
    note.setFocus()
    window.strike("half a line")
    lock(window)
    field = window.control("Password", QLineEdit)
    assert field.hasFocus()
    for keys in ("Ctrl+2", "Ctrl+K", "F1", "Ctrl+Z", "Ctrl+N", "F11"):
        window.chord(keys)
        assert (window.window.stack.current_key, dialog_is_open(), field.hasFocus()) == ("today", False, True), keys
    window.control("Quit").setFocus()
    window.strike("7")
    assert window.window.today.pain_card.scale.value() is None
    open_with(window, "not this one")
    assert window.says("That is not the password of this diary.")
    assert window.window.is_locked
    open_with(window, PASSWORD)
    back = window.window.focusWidget()  # which the desktop gives the keys to again
    assert (note.text(), note is back or note.isAncestorOf(back)) == ("half a line", True)
    window.chord("Ctrl+2")
    assert window.window.stack.current_key == "diary"


def test_a_running_session_counts_on_and_its_alarm_comes_without_saying_of_what(window, spoken):
    window.desk.run_quietly(lambda: window.tracker.timekeeper.start_session("ice"))
    lock(window)
    assert window.says("A session runs")
    before = window.lock.page.running.text()
    window.clock.advance(seconds=61)
    window.lock.page.tick()
    assert window.lock.page.running.text() != before
    assert "Ice" not in words(window.window)
    spoken.clear()
    window.later(seconds=20 * 60 - 61)
    assert window.sound.played == 1
    notice = window.notifier.shown[-1]
    assert (notice.title, notice.body, [button.label for button in notice.buttons]) == ("Recovery Tracker", "A reminder is due.", ["Done"])
    assert "Time is up" in [text for text, _urgency in spoken]
    assert not [text for text, _urgency in spoken if "Ice" in text]
    assert not window.says("A session runs")


def test_reminders_come_and_say_nothing_and_what_was_shown_before_is_shown_anew(window):
    window.later(hours=7)
    assert window.notifier.shown
    told = window.notifier.shown[-1]
    assert told.title != "Recovery Tracker"
    lock(window)
    anew = window.notifier.shown[-1]
    assert (anew.key, anew.title, anew.body) == (told.key, "Recovery Tracker", "A reminder is due.")
    count = len(window.notifier.shown)
    for _hour in range(24):
        window.later(hours=1)
    assert len(window.notifier.shown) > count
    assert {notice.title for notice in window.notifier.shown[count:]} == {"Recovery Tracker"}
    window.notifier.click()
    assert (window.window.is_locked, window.quick_entries) == (True, 0)
    open_with(window, PASSWORD)
    assert not window.tracker.settings.now.neutral_notifications


def test_a_setting_kept_while_it_is_locked_does_not_keep_the_neutral_words(window, opened):
    lock(window)
    window.tracker.settings.choose(tray_explained=True)
    open_with(window, PASSWORD)
    assert not opened().tracker.settings.now.neutral_notifications


def test_the_other_windows_go_and_come_back_with_what_is_typed_in_them(window, qtbot):
    small = QuickEntry(window.tracker.journal.record, window.tracker.journal.now, window.tracker.form_drafts)
    qtbot.addWidget(small)
    small.open([])
    window.window.questions.show_help()
    dialog = open_dialog()
    window.window.activateWindow()
    window.window.guide.open()
    window.window.lock_wanted.emit()
    settle()
    assert (window.window.is_locked, small.isVisible(), dialog.isVisible(), window.window.guide.guide) == (True, False, False, None)
    open_with(window, PASSWORD)
    assert (small.isVisible(), dialog.isVisible(), dialog.windowModality()) == (True, True, Qt.WindowModality.WindowModal)
    dialog.reject()


@pytest.mark.parametrize("is_in_small", [False, True])
def test_the_window_that_had_the_keys_has_them_again(window, qtbot, is_in_small):
    small = QuickEntry(window.tracker.journal.record, window.tracker.journal.now, window.tracker.form_drafts)
    qtbot.addWidget(small)
    small.open([])
    (small if is_in_small else window.window).activateWindow()
    settle()
    window.window.lock_wanted.emit()
    window.window.activateWindow()  # as a desktop does where the window that had the keys is gone
    settle()
    open_with(window, PASSWORD)
    assert (window.window.isActiveWindow(), small.isActiveWindow()) == (not is_in_small, is_in_small)


def test_where_a_small_window_was_all_there_was_the_lock_is_seen_in_its_place(window, qtbot):
    small = QuickEntry(window.tracker.journal.record, window.tracker.journal.now, window.tracker.form_drafts)
    qtbot.addWidget(small)
    small.open([])
    window.window.hide()
    window.window.lock_wanted.emit()
    settle()
    assert (small.isVisible(), window.window.isVisible(), window.says("The diary is locked")) == (False, True, True)


def test_an_entry_asked_for_meanwhile_comes_once_afterwards_and_that_is_said(window, spoken):
    asked = []
    ask = partial(asked.append, "entry")
    lock(window)
    assert not window.says(ENTRY_WAITS)
    window.control("Quit").setFocus()
    for _time in range(2):
        spoken.clear()
        window.lock.put_off_entry(ask)
        assert window.says(ENTRY_WAITS)
        assert [text for text, _urgency in spoken] == [ENTRY_WAITS]
        assert window.control("Password", QLineEdit).hasFocus()
    assert asked == []
    open_with(window, PASSWORD)
    assert asked == ["entry"]
    lock(window)
    assert not window.says(ENTRY_WAITS)


def test_a_window_in_the_tray_stays_there_locked(window):
    window.window.hide()
    window.window.lock_wanted.emit()
    assert (window.window.isVisible(), window.window.is_locked) == (False, True)


def test_nothing_that_was_looked_for_stays(window):
    window.chord("Ctrl+K")
    window.strike("canary")
    settle()
    window.window.lock_wanted.emit()
    settle()
    assert CANARY not in all_heard()
    open_with(window, PASSWORD)
    window.chord("Ctrl+K")
    assert window.window.findChild(OverWindow).palette.is_open


def test_help_is_there_without_the_guide(window):
    lock(window)
    window.press("When to get help")
    assert not has(open_dialog(), "Guide")
    open_dialog().reject()
    window.window.activateWindow()
    QTest.qWaitForWindowActive(window.window)
    open_with(window, PASSWORD)
    window.chord("Ctrl+H")
    assert has(open_dialog(), "Guide")
    open_dialog().reject()


def test_the_recovery_code_opens_it_and_another_password_is_set(window, codes):
    lock(window)
    window.press("Use the recovery code")
    field = window.control("Recovery code", QLineEdit)
    field.setText(codes[0])
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert window.window.is_locked
    for name in ("New password", "New password once more"):
        window.control(name, QLineEdit).setText(OTHER)
    window.press("Set the password")
    assert not window.window.is_locked
    assert window.says("The password was changed.")
    lock(window)
    open_with(window, PASSWORD)
    assert window.window.is_locked
    open_with(window, OTHER)
    assert not window.window.is_locked


def test_it_locks_by_itself_after_as_long_as_was_chosen_unless_somebody_uses_it(window):
    window.section("Password")
    window.press("Lock when it is not used for")
    window.press("5 min")
    assert window.tracker.settings.now.lock_after == 5
    window.later(seconds=30)
    window.later(minutes=4)
    window.strike(Qt.Key.Key_Tab)
    window.later(minutes=4)
    assert not window.window.is_locked
    window.later(minutes=1)
    assert window.window.is_locked
    open_with(window, PASSWORD)
    window.later(minutes=4)
    assert not window.window.is_locked


def test_it_locks_with_the_desktop_where_that_is_chosen(window, monkeypatch):
    monkeypatch.setattr(DesktopLock, "_listen", lambda _lock: None)
    desktop = window.window.findChild(DesktopLock)
    told = SimpleNamespace(arguments=lambda: [True])
    desktop.on_told(told)
    assert not window.window.is_locked
    window.section("Password")
    window.control("Lock with the desktop", QCheckBox).click()
    desktop.on_told(told)
    assert window.window.is_locked


def test_by_default_it_never_does(window):
    window.later(hours=3)
    assert not window.window.is_locked


def test_a_wait_after_five_wrong_ones_ends_by_itself(window):
    lock(window)
    for _time in range(5):
        open_with(window, "not this one")
    assert window.says("wait 30 seconds")
    window.clock.advance(timedelta(seconds=30))
    window.lock.page.body.panel.count()
    open_with(window, PASSWORD)
    assert not window.window.is_locked


def test_closing_the_window_still_closes_it(window):
    lock(window)
    press(window.window, "Quit")
    open_dialog().reject()


@pytest.mark.parametrize("owns", [True, False])
def test_what_was_copied_here_goes_from_the_clipboard_and_what_was_copied_elsewhere_stays(owns):
    cleared = []
    clipboard = SimpleNamespace(ownsClipboard=lambda: owns, ownsSelection=lambda: owns, clear=lambda *mode: cleared.append(mode))
    forget_copied(clipboard)
    assert cleared == ([(), (QClipboard.Mode.Selection,)] if owns else [])
