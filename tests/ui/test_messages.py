"""Errors reach the person as one sentence, and neither the panel nor the log holds anything from the diary."""

import logging
import stat
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tracker.errors import DiaryBusy, Refused
from tracker.files import private_folder
from tracker.paths import Paths
from ui.messages import Message, MessageKind, Messages, close_logging, setup_logging
from ui.system import log_file

CANARY = "spasm after lifting Anna"


@pytest.fixture
def messages(qapp: QApplication) -> Iterator[Messages]:
    messages = Messages(qapp)
    yield messages
    messages.remove_exception_hook()


@pytest.fixture
def heard(messages: Messages) -> list[Message]:
    heard: list[Message] = []
    messages.said.connect(heard.append)
    return heard


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    setup_logging(Paths(tmp_path))
    yield Paths(tmp_path).log
    close_logging()


def a_fault(text: str = CANARY) -> Exception:
    """An error from inside the tracker, with a text of the diary in it."""
    try:
        private_folder(text)
    except AttributeError as problem:
        raised = ValueError(text)
        raised.__cause__ = problem
        return raised
    raise AssertionError


def test_a_refusal_is_said_in_its_own_sentence_and_no_more(messages: Messages, heard: list[Message]) -> None:
    messages.report(Refused("The pain is 11, but the scale ends at 10. Nothing was saved."))
    assert heard == [Message(MessageKind.REFUSED, "The pain is 11, but the scale ends at 10. Nothing was saved.")]


def test_the_worlds_fault_is_told_from_a_wrong_value(messages: Messages, heard: list[Message]) -> None:
    messages.report(DiaryBusy("The diary is in use."))
    assert (heard[0].kind, heard[0].text) == (MessageKind.FAULT, "The diary is in use.")


def test_a_fault_of_the_app_is_told_without_a_word_of_the_diary(messages: Messages, heard: list[Message], expected_log: list[str]) -> None:
    expected_log.append("an error nobody caught")
    messages.report(a_fault())
    [message] = heard
    assert message.kind is MessageKind.CRASH
    assert CANARY not in message.text + message.details
    assert "builtins.ValueError" in message.details
    assert "tracker/files.py:" in message.details
    assert "Recovery Tracker " in message.details


def test_the_details_can_be_copied(messages: Messages, heard: list[Message], expected_log: list[str]) -> None:
    expected_log.append("an error nobody caught")
    messages.report(a_fault())
    assert heard[0].action is not None
    heard[0].action()
    assert QGuiApplication.clipboard().text() == heard[0].details


def test_a_fault_that_repeats_many_times_a_second_is_one_message(messages: Messages, heard: list[Message], expected_log: list[str]) -> None:
    expected_log.append("an error nobody caught")
    for _ in range(5):
        messages.report(a_fault())
    assert len(heard) == 1


def test_an_error_in_a_slot_is_told_and_the_app_goes_on(messages: Messages, heard: list[Message], qtbot: QtBot, expected_log: list[str]) -> None:
    expected_log.append("an error nobody caught")
    later: list[bool] = []

    def slot() -> None:
        raise a_fault()

    messages.install_exception_hook()
    QTimer.singleShot(0, slot)
    QTimer.singleShot(20, lambda: later.append(True))
    qtbot.waitUntil(lambda: bool(heard and later))
    assert heard[0].kind is MessageKind.CRASH


def test_an_error_in_a_thread_is_told_on_the_windows_own(messages: Messages, heard: list[Message], qtbot: QtBot, expected_log: list[str]) -> None:
    expected_log.append("an error nobody caught")
    where: list[bool] = []
    messages.said.connect(lambda _message: where.append(threading.current_thread() is threading.main_thread()))

    def work() -> None:
        raise a_fault()

    messages.install_exception_hook()
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert where == [True]


def test_the_hooks_are_put_back(messages: Messages) -> None:
    before = sys.excepthook, threading.excepthook
    messages.install_exception_hook()
    messages.remove_exception_hook()
    assert (sys.excepthook, threading.excepthook) == before


def test_something_to_do_comes_with_a_sentence(messages: Messages, heard: list[Message]) -> None:
    undone: list[bool] = []
    messages.say("Entry saved.", kind=MessageKind.DONE, action_label="Undo", action=lambda: undone.append(True))
    assert (heard[0].text, heard[0].action_label) == ("Entry saved.", "Undo")


def test_the_log_is_its_owners_alone_and_holds_places_not_texts(log: Path, expected_log: list[str]) -> None:
    expected_log += ["an entry was not saved", "a picture"]
    try:
        raise a_fault()
    except ValueError:
        logging.getLogger("tracker.storage").exception("an entry was not saved")
    logging.getLogger("tracker.domain").info("not worth keeping")
    logging.getLogger("ui.pages").warning("a picture is missing")
    text = log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert "an entry was not saved" in text
    assert "tracker/files.py:" in text
    assert "ValueError" in text
    assert CANARY not in text
    assert "not worth keeping" not in text


def test_of_other_peoples_words_only_the_place_is_logged(log: Path) -> None:
    logging.getLogger("fontTools.ttLib").warning("no glyph in %s", CANARY)
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.warn(CANARY, stacklevel=1)
    text = log.read_text()
    assert CANARY not in text
    assert "fontTools.ttLib (test_messages.py:" in text


def test_qts_warnings_are_logged_without_names_of_files(log: Path) -> None:
    qWarning("QImage: cannot open '/home/anna/" + CANARY + ".png'")
    assert "QImage: cannot open (...)" in log.read_text()
    assert CANARY not in log.read_text()


def test_the_log_does_not_grow_for_ever(log: Path, expected_log: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    expected_log.append("again")
    monkeypatch.setattr(log_file, "BIGGEST", 2000)  # read at the first line
    for _ in range(200):
        logging.getLogger("tracker").warning("again and again")
    files = list(log.parent.glob("recovery-tracker.log*"))
    assert len(files) == 3
    assert all(file.stat().st_size <= 2000 and stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, expected_log: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    expected_log.append("unwritten")
    setup_logging(Paths(tmp_path / "gone"))
    logging.getLogger("tracker").warning("unwritten")
    close_logging()
    assert capfd.readouterr().err == ""


def test_a_disk_that_is_full_when_the_log_is_closed_stops_nothing(
    tmp_path: Path, expected_log: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    expected_log.append("unwritten")
    monkeypatch.setattr(log_file.PrivateFile, "_open", lambda _file: Path("/dev/full").open("a", encoding="utf-8"))  # noqa: SIM115 - the handler closes it
    setup_logging(Paths(tmp_path))
    logging.getLogger("tracker").warning("unwritten")
    close_logging()
    assert capfd.readouterr().err == ""


def test_a_real_window_outlives_an_error_in_a_slot(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from tracker.paths import Paths
from ui.messages import Messages, setup_logging
app = QApplication([])
setup_logging(Paths(Path({str(tmp_path)!r})))
messages = Messages()
messages.install_exception_hook()
messages.said.connect(lambda message: print(message.kind, {CANARY!r} in message.details))
button = QPushButton("Save")
def slot():
    raise ValueError({CANARY!r})
button.clicked.connect(slot)
QTimer.singleShot(0, button.click)
QTimer.singleShot(100, lambda: (print("went on"), app.quit()))
app.exec()
"""
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert answer.stdout.split("\n")[:2] == ["crash False", "went on"]
    assert CANARY not in answer.stderr + Paths(tmp_path).log.read_text()
