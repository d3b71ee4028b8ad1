"""What is shown in the place of the window while the diary is locked."""

from contextlib import closing
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.builders import an_entry
from tests.password import OTHER, PASSWORD, MemoryKeyring, opened, with_a_password
from tests.ui.hands import control, has, press, settle, try_secret, words
from tests.ui.settings_scenes import settings_page
from tracker.app import open_tracker
from tracker.errors import DiaryUnavailable
from tracker.paths import Paths
from tracker.second_start import StartMessage
from tracker.services.password import lock, unlock
from tracker.start_options import StartOptions
from tracker.storage.passwords import desktop_keyring, wrapped
from ui.application import _open, _opened_or_told
from ui.dialogs.backup_password import BackupPassword
from ui.dialogs.lock_screen import LockScreen
from ui.system.single_instance import SingleWindow
from ui.window.wiring import Life

pytestmark = [
    pytest.mark.usefixtures("passwords"),
    pytest.mark.qt_log_ignore("This plugin does not support raise|does not support propagateSizeHints"),
]
WRONG = "That is not the password of this diary. The diary is safe; try again, or give the recovery code."
KEPT = "The number is kept, encrypted. The entry opens once the diary is unlocked."
ENTRY_WAITS = "Nothing can be entered while the diary is locked. The entry opens once it is unlocked."
DONE = LockScreen.DialogCode.Accepted


@pytest.fixture
def code(folder, clock, keep):
    """A diary with an entry, locked; its recovery code."""
    keep(an_entry(6, note="canary in the note"))
    return with_a_password(folder, clock)


@pytest.fixture
def single(folder):
    single = SingleWindow(Paths(folder))
    yield single
    single.release()


@pytest.fixture
def told(qapp, single, folder, clock, qtbot, code):  # noqa: ARG001 - the diary has to be locked
    """Start the window; what is shown in its place, or its life, let go of at the end."""
    lives = []

    def start(renewed=None, *, quick_entry=False):
        told = _opened_or_told(qapp, single, Paths(folder), clock, StartOptions(quick_entry=quick_entry), renewed)
        if isinstance(told, Life):
            lives.append(told)
        else:
            qtbot.addWidget(told)
            told.show()
            told.activateWindow()
            QTest.qWaitForWindowActive(told)
        return told

    yield start
    for life in lives:
        if life._around is not None:
            life._around.clock.stop()  # it would ask a diary that is closed
        if life._quick_entry is not None:
            life._quick_entry.close()
            life._quick_entry.deleteLater()
        life.window.close_at_once()
        life.window.deleteLater()
        settle()
        life._tracker.close()


def test_a_locked_diary_is_opened_by_its_password_typed_unseen(told):
    screen = told()
    assert isinstance(screen, LockScreen)
    field = control(screen, "Password", QLineEdit)
    assert (field.hasFocus(), field.echoMode()) == (True, QLineEdit.EchoMode.Password)
    assert "canary" not in words(screen)
    press(screen, "Show what is typed")
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    try_secret(screen.panel, PASSWORD)
    assert (screen.result(), field.text()) == (DONE, "")
    life = told()
    assert isinstance(life, Life)
    assert [entry.note for entry in life._tracker.journal.entries()] == ["canary in the note"]


def test_it_says_what_it_is_and_that_it_opens(told, spoken, qtbot):
    screen = told()
    qtbot.waitUntil(lambda: "The diary is locked" in [text for text, _urgency in spoken])
    spoken.clear()
    screen.panel.field.setText(PASSWORD)
    screen.panel.open_button.click()
    assert ([text for text, _urgency in spoken], screen.panel.open_button.text()) == (["One moment..."], "One moment...")
    qtbot.waitUntil(lambda: screen.result() == DONE)


def test_the_window_answers_while_a_password_is_stretched(told, qtbot, monkeypatch):
    screen, go_on, begun, turns = told(), Event(), [], []

    def stretched(*arguments):
        begun.append(arguments)
        assert go_on.wait(60)
        return derived(*arguments)

    derived = wrapped._derived
    monkeypatch.setattr(wrapped, "_derived", stretched)
    clock = QTimer()
    clock.timeout.connect(lambda: turns.append(len(begun)))
    clock.start(0)
    screen.panel.field.setText(PASSWORD)
    for _twice in range(2):
        QTest.keyClick(screen.panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: turns.count(1) > 20)
    assert (screen.panel.is_trying, screen.panel.field.isReadOnly(), len(begun)) == (True, True, 1)
    go_on.set()
    qtbot.waitUntil(lambda: screen.result() == DONE)


def test_a_start_for_an_entry_is_told_that_it_comes_later(told, spoken, qtbot):
    screen = told(quick_entry=True)
    assert ENTRY_WAITS in words(screen)
    qtbot.waitUntil(lambda: f"The diary is locked {ENTRY_WAITS}" in [text for text, _urgency in spoken])


def test_an_entry_that_a_second_start_asks_for_comes_once_it_is_unlocked(qapp, single, folder, clock, code, monkeypatch, spoken):  # noqa: ARG001 - the diary has to be locked
    told = []

    def unlocked(screen):
        screen.show()
        single.raised.emit(StartMessage.RAISE)
        told.append(ENTRY_WAITS in words(screen))
        single.raised.emit(StartMessage.QUICK_ENTRY)
        told.append((ENTRY_WAITS in words(screen), ENTRY_WAITS in [text for text, _urgency in spoken]))
        try_secret(screen.panel, PASSWORD)
        return screen.result()

    monkeypatch.setattr(LockScreen, "exec", unlocked)
    monkeypatch.setattr(Life, "show_quick_entry", lambda _life: told.append("shown"))
    life = _open(qapp, single, Paths(folder), clock, StartOptions())
    settle()
    life._tracker.close()
    assert told == [False, (True, True), "shown"]


def test_a_wrong_password_is_said_in_one_sentence_and_chosen_to_be_typed_over(told, spoken):
    screen = told()
    try_secret(screen.panel, "wrong password")
    assert (screen.panel.issue.text(), screen.isVisible()) == (WRONG, True)
    assert (screen.panel.field.hasFocus(), screen.panel.field.selectedText()) == (True, "wrong password")
    assert screen.panel.field.accessibleDescription() == WRONG
    assert WRONG in [text for text, _urgency in spoken]
    spoken.clear()
    try_secret(screen.panel, "wrong again")
    assert WRONG in [text for text, _urgency in spoken]
    press(screen, "Use the recovery code")
    # Nothing is wrong with the code, which was not typed yet.
    assert (screen.panel.issue.isVisible(), screen.panel.field.accessibleDescription()) == (False, "")


def test_after_five_wrong_ones_it_counts_how_long_to_wait_and_then_takes_one_again(told, clock, spoken):
    screen = told()
    for _time in range(5):
        try_secret(screen.panel, "wrong password")
    assert screen.panel.issue.text() == "Too many wrong passwords. The diary is safe; wait 30 seconds, or give the recovery code."
    spoken.clear()
    clock.advance(seconds=10)
    screen.panel.count()
    assert "wait 20 seconds" in screen.panel.issue.text()
    assert screen.panel.field.accessibleDescription() == screen.panel.issue.text()
    assert spoken == []
    try_secret(screen.panel, PASSWORD)
    assert (screen.result(), "wait 20 seconds" in screen.panel.issue.text()) == (0, True)
    press(screen, "Use the recovery code")
    press(screen, "Use the password")
    assert "wait 20 seconds" in screen.panel.issue.text()
    clock.advance(seconds=20)
    screen.panel.count()
    assert (screen.panel.issue.isVisible(), screen.panel._second.isActive()) == (False, False)
    try_secret(screen.panel, PASSWORD)
    assert screen.result() == DONE


def test_the_keyring_opens_it_at_the_start_alone_and_a_window_that_was_locked_asks(told, folder, clock, monkeypatch):
    keyring = MemoryKeyring()
    monkeypatch.setattr(desktop_keyring, "open_keyring", lambda: keyring)
    with opened(folder, clock, PASSWORD) as tracker:
        tracker.password.open_by_keyring(is_wanted=True)
    lock()
    life = told()
    assert isinstance(life, Life)
    life.window.show()
    around = life._surround(life.window)
    around.lock.lock()
    settle()
    assert (life.window.is_locked, has(around.lock.page, "Password", QLineEdit)) == (True, True)
    around.stop_asking()
    around.close()
    lock()
    keyring.fault = OSError("locked")
    assert isinstance(told(), LockScreen)


def test_another_start_still_has_to_wait(told):
    screen = told()
    for _time in range(5):
        try_secret(screen.panel, "wrong password")
    screen.reject()
    assert "wait 30 seconds" in words(told())


def test_who_forgot_the_password_comes_in_by_the_code_and_sets_another(told, folder, clock, code):
    screen = told()
    for _time in range(5):
        try_secret(screen.panel, "wrong password")
    press(screen, "Use the recovery code")
    field = control(screen, "Recovery code", QLineEdit)
    assert (field.hasFocus(), field.echoMode(), has(screen, "Show what is typed")) == (True, QLineEdit.EchoMode.Normal, False)
    try_secret(screen.panel, code.lower())
    assert screen.isVisible()
    first, again = control(screen, "New password", QLineEdit), control(screen, "New password once more", QLineEdit)
    assert first.hasFocus()
    first.setText("short")
    press(screen, "Set the password")
    assert "too easy to guess" in words(screen)
    first.setText(OTHER)
    again.setText(PASSWORD)
    press(screen, "Set the password")
    assert "The two are not the same." in words(screen)
    again.setText(OTHER)
    press(screen, "Set the password")
    assert (screen.result(), screen.renewed) == (DONE, (code.lower(), OTHER))
    life = told(screen.renewed)
    assert life.remark == "The password was changed."
    with opened(folder, clock, OTHER) as tracker:
        assert tracker.password.is_on


def test_quick_entry_asked_for_while_the_window_is_locked_opens_once_it_is_unlocked(told, folder, clock):
    unlock(Paths(folder), clock, PASSWORD)
    life = told()
    life.window.show()
    around = life._surround(life.window)
    around.lock.lock()
    life.show_quick_entry()
    settle()
    assert life._quick_entry is None
    try_secret(around.lock.page.body.panel, PASSWORD)
    assert (life.window.is_locked, life.quick_entry.isVisible()) == (False, True)
    life.quick_entry.close()
    around.stop_asking()
    around.close()


def locked_life(told, folder, clock):
    unlock(Paths(folder), clock, PASSWORD)
    life = told()
    life.window.show()
    life._surround(life.window).lock.lock()
    life.show_quick_entry()
    settle()
    return life, life._around.lock.page.body


def test_a_number_typed_while_the_window_is_locked_is_kept_encrypted_and_is_of_its_time(told, folder, clock, spoken):
    life, body = locked_life(told, folder, clock)
    assert "Pain now" in [text for text, _urgency in spoken]
    typed_at = clock.now()
    for key in (Qt.Key.Key_1, Qt.Key.Key_0):
        QTest.keyClick(QApplication.focusWidget(), key)
    # Before anything else: whatever ends the app now, it is there.
    assert life._tracker.form_drafts.kept("quick entry")["pain"] == 10
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert (body.number.scale.isVisible(), body.number.scale.value(), body.number.told.text()) == (False, None, KEPT)
    assert KEPT in [text for text, _urgency in spoken]
    assert body.panel.field.hasFocus()
    life.show_quick_entry()  # a second one does not take its place
    assert (body.number.scale.isVisible(), body.waiting.isVisible()) == (False, False)
    clock.advance(minutes=40)
    try_secret(body.panel, PASSWORD)
    entry = life._quick_entry
    assert (entry.isVisible(), entry.scale.value()) == (True, 10)
    assert entry.restored.text().endswith("What you typed before is here again. It is not saved yet.")
    entry.save()
    newest = life._tracker.journal.entries()[-1]
    assert (newest.pain, newest.moment.at) == (10, typed_at)
    assert life._tracker.form_drafts.kept("quick entry") is None


def test_another_number_chosen_afterwards_is_of_now_and_what_was_half_typed_stays(told, folder, clock):
    unlock(Paths(folder), clock, PASSWORD)
    with closing(open_tracker(Paths(folder), clock)) as tracker:
        tracker.form_drafts.keep("quick entry", {"pain": None, "note": "half typed"})
    life, body = locked_life(told, folder, clock)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_6)
    body.number.finish()
    clock.advance(minutes=40)
    try_secret(body.panel, PASSWORD)
    entry = life._quick_entry
    assert (entry.scale.value(), entry.note.text()) == (6, "half typed")
    QTest.keyClick(entry.scale, Qt.Key.Key_3)
    entry.save()
    newest = life._tracker.journal.entries()[-1]
    assert (newest.pain, newest.moment.at, newest.note) == (3, clock.now(), "half typed")


def test_a_number_that_waits_already_is_not_replaced_and_nothing_of_it_is_shown(told, folder, clock):
    unlock(Paths(folder), clock, PASSWORD)
    with closing(open_tracker(Paths(folder), clock)) as tracker:
        tracker.form_drafts.keep("quick entry", {"pain": 4, "note": "half typed"})
    life, body = locked_life(told, folder, clock)
    assert (body.number, body.waiting.text()) == (None, ENTRY_WAITS)
    assert body.panel.field.hasFocus()
    try_secret(body.panel, PASSWORD)
    assert life._quick_entry.scale.value() == 4


def test_a_number_that_cannot_be_kept_is_said_not_to_be(told, folder, clock, monkeypatch):
    life, body = locked_life(told, folder, clock)
    monkeypatch.setattr(life._tracker.form_drafts._drafts, "keep", fails)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_6)
    body.number.finish()
    assert body.number.told.text() == "Nothing was saved."


def fails(*_arguments: object) -> None:
    raise DiaryUnavailable("Nothing was saved.")


def test_help_is_there_without_the_guide_and_quit_and_escape_leave(told):
    screen = told()
    press(screen, "When to get help")
    help_dialog = next(dialog for dialog in screen.findChildren(type(screen).__mro__[1]) if dialog.isVisible())
    assert not has(help_dialog, "Guide")
    help_dialog.reject()
    press(screen, "Quit")
    assert screen.result() == LockScreen.DialogCode.Rejected
    again = told()
    QTest.keyClick(again.panel.field, Qt.Key.Key_Escape)
    assert not again.isVisible()


def test_tab_goes_through_it_as_the_eye_does(told):
    screen = told()
    went = []
    for _stop in range(6):
        went.append(screen.focusWidget().accessibleName() or screen.focusWidget().text())
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Tab)
    assert went == ["Password", "Show what is typed", "Open", "Use the recovery code", "When to get help", "Quit"]


def test_where_what_it_needs_is_missing_the_person_is_told_what_to_install(told, monkeypatch):
    monkeypatch.setattr("tracker.storage.encryption_extra.NEEDED", ("no_such_library",))
    assert "-m pip install no_such_library" in words(told())


def test_a_backup_with_another_password_asks_for_that(window, clock, tmp_path, monkeypatch):
    other = tmp_path / "elsewhere"
    with_a_password(other, clock, OTHER)
    with opened(other, clock, OTHER) as tracker:
        tracker.journal.add(an_entry(3, note="from elsewhere"))
        backup = tracker.backups.back_up(tmp_path / "from elsewhere.sqlite3")
    lock()
    asked = []

    def answered(dialog, secret=OTHER):
        asked.append(dialog.panel.title.text())
        try_secret(dialog.panel, secret)
        return dialog.result()

    group = settings_page(window, "diary").parts.diary
    monkeypatch.setattr(BackupPassword, "exec", lambda dialog: answered(dialog, PASSWORD))
    group.restore(backup)
    assert window.tracker.journal.entries() == []
    monkeypatch.setattr(BackupPassword, "exec", answered)
    group.restore(backup)
    assert [entry.note for entry in window.tracker.journal.entries()] == ["from elsewhere"]
    assert asked == ["This backup has a password"] * 2
    group.restore(backup)
    assert len(asked) == 2
