"""A password for a file, from the window: chosen where the file is named, asked for twice, and asked for again where the archive comes in."""

import json
import subprocess
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog

from tests.builders import an_entry
from tests.password import AGE_BY_HAND, OTHER, PASSWORD, files_with, options_by
from tests.ui.hands import settle, words
from tests.ui.import_scenes import another_copy, finish, opened_on
from tracker import age_format
from tracker.app import open_tracker
from tracker.paths import Paths
from ui.dialogs.backup_password import ArchivePassword
from ui.dialogs.file_password import FilePassword
from ui.dialogs.file_saving import ChosenFile, FileKind, ask_for_file, sealed_kind

pytestmark = pytest.mark.usefixtures("passwords")
SEALED_ARCHIVE, SEALED_PDF = "With a password (*.json.age)", "With a password (*.pdf)"


@pytest.fixture
def window(opened, keep):
    keep(an_entry(6, note="a canary"))
    return opened()


@pytest.fixture
def choose(monkeypatch):
    """Let the file dialog answer with a name, and the kind it is shown under."""

    def choose(name, kind=""):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(name), kind))

    return choose


@pytest.fixture
def answer(monkeypatch):
    """Let the dialog for a password be answered in turn by typing; None is Escape. What it showed before each is kept."""
    shown = []

    def answer(*passwords):
        def typed(dialog):
            ends = []
            dialog.finished.connect(ends.append)
            dialog.show()
            settle()
            for password in passwords:
                shown.append(words(dialog))
                if password is None:
                    dialog.reject()
                elif isinstance(dialog, FilePassword):
                    first, again = password if isinstance(password, tuple) else (password, password)
                    dialog.new.first.setText(first)
                    dialog.new.again.setText(again)
                    QTest.keyClick(dialog.new.again, Qt.Key.Key_Return)
                else:
                    dialog.panel.field.setText(password)
                    QTest.keyClick(dialog.panel.field, Qt.Key.Key_Return)
                while not ends and is_busy(dialog):
                    QTest.qWait(10)
            return ends[0]

        for kind in (FilePassword, ArchivePassword):
            monkeypatch.setattr(kind, "exec", typed)
        return shown

    return answer


def is_busy(dialog):
    button = dialog.save_button if isinstance(dialog, FilePassword) else dialog.panel.open_button
    return button.text() == "One moment..."


@pytest.fixture
def processes(monkeypatch):
    """The processes begun to seal or to open, in turn."""
    begun = []

    class Begun(subprocess.Popen):
        def __init__(self, command, **options):
            super().__init__(command, **options)
            begun.append(self)

    monkeypatch.setattr(subprocess, "Popen", Begun)
    return begun


@pytest.fixture
def waits(monkeypatch, tmp_path):
    """What seals and opens first waits for this file to be there."""
    word, program = tmp_path / "word", tmp_path / "waits.py"
    program.write_text(f"""
import runpy, sys, time
from pathlib import Path
while not Path({str(word)!r}).exists():
    time.sleep(0.01)
runpy.run_path({str(AGE_BY_HAND)!r}, run_name="__main__")
""")
    monkeypatch.setattr(age_format, "PROGRAM", program)
    return word


@pytest.fixture
def on_exec(monkeypatch):
    """What is done to the dialog for a password once it is shown and runs."""

    def on_exec(do):
        for kind in (FilePassword, ArchivePassword):
            run = kind.exec
            monkeypatch.setattr(kind, "exec", lambda dialog, run=run: (QTimer.singleShot(0, dialog, lambda: do(dialog)), run(dialog))[1])

    return on_exec


def turns_while(dialog, processes, before):
    """Let the event loop turn until one more process has begun, and some times more: each turn of a timer is one that the window has, too."""
    turns = []
    timer = QTimer(dialog)
    timer.timeout.connect(lambda: turns.append(is_busy(dialog)))
    timer.start(0)
    while len(processes) == before or len(turns) < 10:
        QTest.qWait(10)
    timer.stop()
    return turns


def export_archive(window):
    window.section("Import and export")
    window.window.pages["settings"].parts.exports.archive.set_open(is_open=True)
    settle()
    window.press("Export an archive (JSON)...")


def test_an_archive_goes_out_under_a_password_and_comes_in_by_it_in_another_window(window, choose, answer, tmp_path):
    (out := tmp_path / "out").mkdir()
    choose(out / "mine", SEALED_ARCHIVE)
    shown = answer(PASSWORD)
    export_archive(window)
    assert window.says("Saved as mine.json.age in")
    assert "there is no recovery code" in shown[0]
    assert files_with(out, "a canary") == []
    other = open_tracker(Paths(tmp_path / "other"), window.clock)
    other.importing.run(out / "mine.json.age", options_by(other, out / "mine.json.age"))
    assert [entry.note for entry in other.journal.entries()] == ["a canary"]
    other.close()


def test_the_window_answers_while_an_archive_is_put_under_its_password_which_can_be_given_up(window, choose, on_exec, processes, waits, tmp_path):
    (out := tmp_path / "out").mkdir()
    choose(out / "mine", SEALED_ARCHIVE)
    seen = []

    def do(dialog):
        dialog.new.first.setText(PASSWORD)
        dialog.new.again.setText(PASSWORD)
        dialog.save_button.click()
        seen.append((all(turns_while(dialog, processes, len(seen))), dialog.focusWidget() is dialog.cancel_button, list(out.iterdir())))
        ends[len(processes) - 1](dialog)

    ends = (lambda dialog: dialog.cancel_button.click(), lambda dialog: dialog.hide(), lambda _dialog: waits.touch())

    on_exec(do)
    export_archive(window)
    # Hidden, too, as the lock hides it.
    window.press("Export an archive (JSON)...")
    settle()
    assert [bool(process.returncode) for process in processes] == [True, True]
    assert list(out.iterdir()) == []
    assert not window.window.strip.notice.isVisible()
    window.press("Export an archive (JSON)...")
    assert seen == [(True, True, [])] * 3
    assert window.says("Saved as mine.json.age in")
    assert [file.name for file in out.iterdir()] == ["mine.json.age"]


def test_what_fails_while_it_is_written_is_told_in_the_window(window, choose, answer, monkeypatch, tmp_path):
    (dies := tmp_path / "dies.py").write_text("import os; os.abort()")
    monkeypatch.setattr(age_format, "PROGRAM", dies)
    choose(tmp_path / "mine", SEALED_ARCHIVE)
    answer(PASSWORD)
    export_archive(window)
    assert window.says("could not be written (Cannot allocate memory)")
    assert list(tmp_path.glob("mine*")) == []


def test_without_the_choice_nothing_is_asked_and_nothing_of_it_imported(window, choose, answer, tmp_path):
    shown = answer(PASSWORD)
    choose(tmp_path / "mine", "Files (*.json)")
    export_archive(window)
    assert len(json.loads((tmp_path / "mine.json").read_bytes())["entries"]) == 1
    assert shown == []


def test_who_thinks_better_of_it_writes_nothing(window, choose, answer, tmp_path):
    choose(tmp_path / "mine", SEALED_ARCHIVE)
    answer(None)
    export_archive(window)
    assert list(tmp_path.glob("mine*")) == []
    assert not window.window.strip.notice.isVisible()


def test_two_that_differ_and_one_too_easy_are_told_in_the_dialog(window, choose, answer, tmp_path):
    choose(tmp_path / "mine", SEALED_ARCHIVE)
    shown = answer("short", (PASSWORD, OTHER), None)
    export_archive(window)
    assert "too easy to guess" in shown[1]
    assert "The two are not the same" in shown[2]
    assert list(tmp_path.glob("mine*")) == []


def test_the_pages_of_the_report_are_saved_under_a_password(window, choose, answer, qtbot, tmp_path):
    window.go_to("Report")
    qtbot.waitUntil(window.window.pages["report"].pages.save_button.isEnabled, timeout=20_000)
    choose(tmp_path / "page.pdf", SEALED_PDF)
    shown = answer("eﬃcient and ﬁne", PASSWORD)
    window.press("Save report")
    assert "Not every program would take this password" in shown[1]
    assert window.says("Saved as page.pdf")
    assert pypdf.PdfReader(tmp_path / "page.pdf").decrypt(OTHER) == pypdf.PasswordType.NOT_DECRYPTED
    reader = pypdf.PdfReader(tmp_path / "page.pdf", password=PASSWORD)
    assert len(reader.pages) == window.window.pages["report"].setting.made.pages


def test_where_what_it_needs_is_missing_it_is_said_before_anything_is_asked(window, choose, answer, monkeypatch, tmp_path):
    monkeypatch.setattr("tracker.exporters.sealing.NEEDED", ("no_such_library",))
    choose(tmp_path / "mine", SEALED_ARCHIVE)
    shown = answer(PASSWORD)
    export_archive(window)
    assert window.says("-m pip install no_such_library")
    assert (shown, list(tmp_path.glob("mine*"))) == ([], [])


@pytest.fixture
def from_elsewhere(window, tmp_path):
    """The archive of another diary, under a password."""
    other = open_tracker(Paths(tmp_path / "from"), window.clock)
    other.journal.add(an_entry(3, note="from elsewhere"))
    other.merging.export(file := tmp_path / "physio.json.age", PASSWORD)
    other.close()
    return file


def test_an_archive_with_a_password_is_asked_for_it_before_it_is_looked_at(window, answer, from_elsewhere):
    file = from_elsewhere
    shown = answer(OTHER, PASSWORD)
    dialog = finish(opened_on(window, file))
    assert "This archive has a password" in shown[0]
    assert "That is not the password of physio.json.age. Nothing was changed; try again." in shown[1]
    assert "Use the recovery code" not in shown[0]
    for _step in range(2):
        dialog.next_button.click()
        finish(dialog)
    assert sorted(entry.note for entry in window.tracker.journal.entries()) == ["a canary", "from elsewhere"]


def test_a_password_is_stretched_once_for_all_that_an_import_reads(window, answer, from_elsewhere, processes, tmp_path):
    answer(PASSWORD)
    dialog = finish(opened_on(window, from_elsewhere))
    assert len(processes) == 1
    assert {Path(file).parts[0] for file in files_with(tmp_path, "from elsewhere")} == {"from"}
    understood = dialog.understood
    for _step in range(2):
        assert b"from elsewhere" in understood.opened
        dialog.next_button.click()
        finish(dialog)
    assert sorted(entry.note for entry in window.tracker.journal.entries()) == ["a canary", "from elsewhere"]
    assert len(processes) == 1
    assert understood.opened is None


def test_the_window_answers_while_an_archive_is_opened_which_can_be_given_up(window, on_exec, from_elsewhere, processes, waits):
    seen = []

    def do(dialog):
        dialog.panel.field.setText(PASSWORD)
        QTest.keyClick(dialog.panel.field, Qt.Key.Key_Return)
        seen.append(all(turns_while(dialog, processes, len(seen))))
        ends[len(processes) - 1](dialog)

    ends = (lambda dialog: dialog.panel.leave_button.click(), lambda dialog: dialog.hide(), lambda _dialog: waits.touch())

    on_exec(do)
    dialog = opened_on(window, from_elsewhere)
    assert "physio.json.age has a password" in words(dialog)
    for _time in range(2):
        dialog.open_file(from_elsewhere)
        finish(dialog)
    assert seen == [True, True, True]
    assert [bool(process.returncode) for process in processes] == [True, True, False]
    assert not dialog.next_button.isHidden()
    held = dialog.understood
    dialog.leave()
    assert held.opened is None


def test_one_whose_password_is_not_known_is_left_alone(window, answer, tmp_path):
    window.tracker.merging.export(file := tmp_path / "physio.json.age", PASSWORD)
    answer(None)
    dialog = opened_on(window, file)
    assert "physio.json.age has a password" in words(dialog)
    assert dialog.next_button.isHidden()
    # The next file is looked at without a word of one.
    dialog.open_file(another_copy(window))
    finish(dialog)
    assert not dialog.next_button.isHidden()
    dialog.leave()


@pytest.mark.parametrize(
    ("typed", "kind", "file", "has_password"),
    [
        ("a", SEALED_ARCHIVE, "a.json.age", True),
        ("a.json", SEALED_ARCHIVE, "a.json.age", True),
        ("diary.json", SEALED_ARCHIVE, "diary.json.age", True),
        ("a.json.age", "Files (*.json)", "a.json.age", True),
        ("a.json.age", "", "a.json.age", True),
        ("a.age", SEALED_ARCHIVE, "a.json.age", True),
        ("a", "Files (*.json)", "a.json", False),
        ("a.json", "Files (*.json)", "a.json", False),
    ],
)
def test_whoever_chose_a_password_gets_no_file_without_one(qapp, choose, tmp_path, typed, kind, file, has_password):  # noqa: ARG001 - for its translations
    choose(tmp_path / typed, kind)
    chosen = ask_for_file(None, "", str(tmp_path / "diary"), [FileKind(".json", "Files (*.json)"), sealed_kind(".json.age")])
    assert chosen == ChosenFile(tmp_path / file, must_be_new=typed != file, has_password=has_password)


def test_the_dialog_is_reached_by_keyboard_and_says_first_how_far_it_goes(window):
    dialog = FilePassword(lambda _password: None, lambda _password: iter(()), window.window)
    dialog.show()
    settle()
    went = []
    for _stop in range(5):
        went.append(dialog.focusWidget().accessibleName() or dialog.focusWidget().text())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert went == ["New password", "New password once more", "Show what is typed", "Continue", "Cancel"]
    assert "no recovery code" in dialog.accessibleDescription()
    dialog.new.first.setText(PASSWORD)
    dialog.done(QDialog.DialogCode.Rejected)
    assert dialog.new.first.text() == ""
