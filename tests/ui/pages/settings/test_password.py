"""The password in Settings: turned on with its recovery code asked back, changed, and turned off."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.builders import an_entry
from tests.password import OTHER, PASSWORD, MemoryKeyring, files_with
from tests.ui.hands import has, settle, words
from tracker.app import open_tracker
from tracker.errors import PasswordNeeded, Refused
from tracker.paths import Paths
from tracker.services.password import is_locked, lock, unlock
from tracker.storage.passwords import desktop_keyring
from ui.window.over_window import OverWindow

pytestmark = pytest.mark.usefixtures("passwords")
CANARY = "canary in the note"


@pytest.fixture
def settings(opened, keep):
    """The section of the password, in view."""
    keep(an_entry(6, note=CANARY))
    window = opened()
    window.section("Password")
    return window


def field(settings, name):
    return settings.control(name, QLineEdit)


def row(settings, name):
    group = settings.window.pages["settings"].parts.password
    return {"off": group.off, "on": group.on, "code": group.code, "turn off": group.turn_off}[name]


def type_twice(settings, password):
    field(settings, "New password").setText(password)
    field(settings, "New password once more").setText(password)


def finish(qtbot, row):
    """Wait until what was begun in a row has ended."""
    qtbot.waitUntil(lambda: not row.progress.is_running, timeout=30_000)
    settle()


def turn_on(settings, qtbot):
    """Turn the password on as a person does; the recovery code."""
    row(settings, "off").button.click()
    type_twice(settings, PASSWORD)
    settings.press("Next: the recovery code")
    code = field(settings, "Recovery code").text()
    field(settings, "The recovery code, typed once more").setText(code)
    settings.press("Turn the password on")
    finish(qtbot, row(settings, "off"))
    return code


def still_opens(settings, secret):
    """Whether a secret opens the diary, in another start."""
    lock()
    try:
        unlock(Paths(settings.folder), settings.clock, secret)
    except Refused:
        return False
    return True


def test_it_is_turned_on_with_the_code_shown_once_and_asked_back(settings, qtbot):
    settings.tracker.backups.back_up()
    assert files_with(settings.folder, CANARY)
    off = row(settings, "off")
    assert (off.button.name(), off.button.state()) == ("Password", "off")
    off.button.click()
    assert settings.says("Where both are lost nobody can read the diary any more")
    type_twice(settings, PASSWORD)
    settings.press("Next: the recovery code")
    shown = field(settings, "Recovery code")
    code = shown.text()
    assert (shown.isReadOnly(), shown.hasFocus(), len(code.split())) == (True, True, 7)
    assert not has(settings.window, "New password", QLineEdit)
    settings.press("Copy")
    assert QGuiApplication.clipboard().text() == code
    field(settings, "The recovery code, typed once more").setText("another")
    settings.press("Turn the password on")
    finish(qtbot, off)
    assert (off.code.issue.isVisible(), settings.tracker.password.is_on) == (True, False)
    field(settings, "The recovery code, typed once more").setText(code.replace(" ", "").lower())
    settings.press("Turn the password on")
    finish(qtbot, off)
    assert settings.tracker.password.is_on
    assert settings.says("The password is on. The diary is locked whenever the app is started.")
    assert (off.isVisible(), row(settings, "on").button.hasFocus(), row(settings, "on").button.state()) == (False, True, "on")
    assert off.code.code.text() == ""
    assert files_with(settings.folder, CANARY) == []
    lock()
    assert is_locked(Paths(settings.folder))
    with pytest.raises(PasswordNeeded):
        open_tracker(Paths(settings.folder), settings.clock)


def test_what_was_typed_is_forgotten_where_the_row_is_closed(settings):
    off = row(settings, "off")
    off.button.click()
    type_twice(settings, PASSWORD)
    settings.press("Next: the recovery code")
    QTest.keyClick(off.code.code, Qt.Key.Key_Escape)
    assert (off.is_open, off.code.code.text(), off.button.hasFocus()) == (False, "", True)
    off.button.click()
    assert field(settings, "New password").text() == ""
    assert not settings.tracker.password.is_on


@pytest.mark.parametrize(("first", "again", "said"), [("short", "short", "too easy to guess"), (PASSWORD, OTHER, "The two are not the same.")])
def test_a_weak_password_and_one_typed_otherwise_are_refused_at_their_field(settings, first, again, said):
    row(settings, "off").button.click()
    field(settings, "New password").setText(first)
    field(settings, "New password once more").setText(again)
    settings.press("Next: the recovery code")
    assert settings.says(said)
    assert not has(settings.window, "Recovery code", QLineEdit)


def test_where_what_it_needs_is_missing_the_row_says_what_to_install(settings, monkeypatch):
    monkeypatch.setattr("tracker.storage.encryption_extra.NEEDED", ("no_such_library",))
    row(settings, "off").button.click()
    assert settings.says("-m pip install no_such_library")
    assert not has(settings.window, "New password", QLineEdit)


def test_it_is_changed_renewed_and_turned_off(settings, qtbot):
    code = turn_on(settings, qtbot)
    row(settings, "on").button.click()
    field(settings, "Present password").setText("not this one")
    type_twice(settings, OTHER)
    settings.press("Change the password")
    assert settings.says("That is not the password of this diary.")
    field(settings, "Present password").setText(PASSWORD)
    settings.press("Change the password")
    assert settings.says("The password was changed.")
    assert row(settings, "on").present.field.text() == ""
    assert (still_opens(settings, PASSWORD), still_opens(settings, OTHER)) == (False, True)
    row(settings, "code").button.click()
    renewed = row(settings, "code").code.code.text()
    row(settings, "code").code.typed.setText(renewed)
    row(settings, "code").present.field.setText(OTHER)
    settings.press("Use this code from now on")
    assert settings.says("The new recovery code is in force")
    assert renewed != code
    assert (still_opens(settings, code), still_opens(settings, renewed)) == (False, True)
    off = row(settings, "turn off")
    off.button.click()
    off.present.field.setText("not this one")
    off.off_button.click()
    finish(qtbot, off)
    assert (off.present.issue.isVisible(), off.present.field.hasFocus()) == (True, True)
    off.present.field.setText(OTHER)
    off.off_button.click()
    finish(qtbot, off)
    assert settings.says("The password is off.")
    assert (settings.tracker.password.is_on, row(settings, "off").isVisible(), off.isVisible()) == (False, True, False)
    assert [entry.note for entry in settings.tracker.journal.entries()] == [CANARY]
    assert CANARY not in words(row(settings, "off"))


def test_the_keyring_opens_it_where_that_is_ticked_and_one_that_refuses_leaves_it_unticked(settings, qtbot, monkeypatch):
    keyring = MemoryKeyring()
    monkeypatch.setattr(desktop_keyring, "open_keyring", lambda: keyring)
    shown = settings.window.pages["settings"].parts.password.keyring
    assert not shown.isVisible()
    turn_on(settings, qtbot)
    assert (shown.isVisible(), shown.check.isChecked()) == (True, False)
    keyring.fault = OSError("locked")
    shown.check.click()
    assert settings.says("The keyring of this computer is locked or missing.")
    assert (shown.check.isChecked(), settings.tracker.password.is_opened_by_keyring) == (False, False)
    keyring.fault = None
    shown.check.click()
    assert (shown.check.isChecked(), settings.tracker.password.is_opened_by_keyring, len(keyring.kept)) == (True, True, 1)
    shown.check.click()
    assert (shown.check.isChecked(), settings.tracker.password.is_opened_by_keyring, keyring.kept) == (False, False, {})


def test_each_deed_on_it_is_found_by_the_palette_and_opens_its_row_or_says_why_not(settings, qtbot):
    over = settings.window.findChild(OverWindow)
    rows = {"password on": "off", "password change": "on", "password code": "code", "password off": "turn off"}

    def found(key):
        return next(line for line in over.offers.commands() if line.run.args == (key,))

    def reasons():
        return [found(key).why_not for key in rows]

    off = "The diary has no password. Nothing was changed."
    assert reasons() == ["", off, off, off]
    turn_on(settings, qtbot)
    assert reasons() == ["The diary has a password already. Nothing was changed.", "", "", ""]
    for key in ("password change", "password code", "password off"):
        settings.go_to("Today")
        found(key).run()
        settle()
        assert (row(settings, rows[key]).is_open, row(settings, rows[key]).button.hasFocus()) == (True, True), key
    found("password off").run()
    assert row(settings, "turn off").is_open  # a second time closes nothing
