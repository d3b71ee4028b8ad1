"""The password at the command line: asked for at a terminal or read from an open file, and refused in a sentence where neither is there."""

import os
import subprocess
import sys

import pytest

from tests.benchmarks.__main__ import ROOT
from tests.cli.command import CommandLine
from tests.password import OTHER, PASSWORD, MemoryKeyring, opened, with_a_password
from tracker.cli.secrets_asked import SecretSource
from tracker.paths import Paths
from tracker.services.password import lock
from tracker.storage.passwords import desktop_keyring

pytestmark = pytest.mark.usefixtures("passwords")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person types at a terminal, in turn; "CODE" is the recovery code that was shown."""
    answers: list[str] = []

    def ask(_source: SecretSource, _question: str) -> str:
        return answers.pop(0)

    monkeypatch.setattr(SecretSource, "ask", ask)
    return answers


@pytest.fixture
def locked(command: CommandLine) -> CommandLine:
    """A command line on a diary with a password, which no command has been given yet."""
    command.done("log", "6", "--note", "a canary")
    with_a_password(command.folder, command.clock)
    return command


def test_every_command_on_a_locked_diary_is_refused_in_a_sentence_where_nobody_can_be_asked(locked, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    for words in (("entries",), ("log", "5"), ("status", "--json"), ("check",), ("backup",), ("export", "out.csv"), ("password", "off")):
        assert "A password is needed" in locked.refused(*words)
        assert "--password-fd" in locked.err


def test_the_password_is_read_from_an_open_file(locked, told):
    assert [entry["note"] for entry in locked.json(*told(PASSWORD), "entries")] == ["a canary"]
    lock()
    assert locked(*told("a guess of mine"), "entries") == 1
    assert locked.err == "That is not the password of this diary. The diary is safe; try again, or give the recovery code.\n"
    assert locked.out == ""
    assert locked("--password-fd", "977", "entries") == 1
    assert "No password can be read from 977" in locked.err


def test_at_a_terminal_it_may_be_typed_three_times(locked, typed):
    typed += ["a guess", "another", PASSWORD]
    assert locked("entries") == 0
    assert "6" in locked.out
    assert locked.err.count("That is not the password") == 2
    lock()
    typed += ["a guess", "another", "a third", PASSWORD]
    assert locked("entries") == 1
    assert locked.err.count("That is not the password") == 3
    assert typed == [PASSWORD]


def test_it_is_turned_on_changed_and_turned_off(command, typed, monkeypatch):
    command.done("log", "6", "--note", "a canary")
    monkeypatch.setattr("tracker.services.password.code_of", lambda _number: "0000 0000 0000 0000 0000 0000 0101")
    typed += [PASSWORD, PASSWORD, "oooo-oooo-oooo-oooo-oooo-oooo-olol"]
    assert "Recovery code: 0000 0000 0000 0000 0000 0000 0101" in command.done("password", "on")
    assert b"a canary" not in Paths(command.folder).diary.read_bytes()
    lock()
    typed += [PASSWORD, PASSWORD, OTHER, OTHER]
    assert "changed" in command.done("password", "change")
    lock()
    typed += [OTHER]
    assert command("password", "on") == 1
    assert "already" in command.err
    typed += [OTHER, "0000 0000 0000 0000 0000 0000 0101"]
    lock()
    assert command.done("password", "off") == "The password is off.\n"
    lock()
    assert [entry["note"] for entry in command.json("entries")] == ["a canary"]
    assert b"a canary" in Paths(command.folder).diary.read_bytes()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ([PASSWORD, OTHER], "not the same"),
        (["short", "short"], "too easy to guess"),
        ([PASSWORD, PASSWORD, "1111"], "not the recovery code"),
    ],
)
def test_what_is_typed_wrongly_turns_nothing_on(command, typed, answers, sentence):
    typed += [*answers, ""]
    assert command("password", "on") == 1
    assert sentence in command.err
    assert not Paths(command.folder).keys.exists()


def test_a_code_that_cannot_be_shown_turns_nothing_on(command, typed, monkeypatch):
    typed += [PASSWORD, PASSWORD, ""]
    with monkeypatch.context() as closed:
        closed.setattr(sys, "stdout", None)
        assert command("password", "on") == 1
    assert command.err == "The recovery code could not be shown. Nothing was changed.\n"
    assert not Paths(command.folder).keys.exists()


def test_another_code_takes_the_place_of_one_that_somebody_has_seen(locked, typed, monkeypatch):
    monkeypatch.setattr("tracker.services.password.code_of", lambda _number: "0000 0000 0000 0000 0000 0000 0101")
    typed += [PASSWORD, PASSWORD, "0000 0000 0000 0000 0000 0000 0101"]
    assert "The recovery code was changed" in locked.done("password", "new-code")
    lock()
    typed += ["0000 0000 0000 0000 0000 0000 0101"]
    assert "6" in locked.done("entries")


def test_nothing_is_turned_on_or_off_under_an_open_window(command):
    Paths(command.folder).lock.write_text(f"{os.getpid()}\n", encoding="utf-8")
    for words in ("on", "off"):
        assert "window of this diary is open" in command.refused("password", words)


def test_a_backup_of_another_computer_is_asked_for_its_own_password(locked, told, tmp_path):
    kept = tmp_path / "kept.sqlite3"
    assert str(kept) in locked.done(*told(PASSWORD), "backup", str(kept))
    lock()
    elsewhere = CommandLine(tmp_path / "elsewhere", locked.clock, locked.captured)
    elsewhere.done("entries")
    assert elsewhere(*told("a guess of mine"), "restore", str(kept)) == 1
    assert "not the password" in elsewhere.err
    assert "restored" in elsewhere.done(*told(PASSWORD), "restore", str(kept))
    assert [entry["note"] for entry in elsewhere.json("entries")] == ["a canary"]


def test_the_keyring_opens_it_unasked_where_that_was_chosen_and_else_it_is_asked(locked, told, monkeypatch):
    keyring = MemoryKeyring()
    monkeypatch.setattr(desktop_keyring, "open_keyring", lambda: keyring)
    monkeypatch.setattr(sys, "stdin", None)
    with opened(locked.folder, locked.clock, PASSWORD) as tracker:
        tracker.password.open_by_keyring(is_wanted=True)
    lock()
    assert [entry["note"] for entry in locked.json("entries")] == ["a canary"]
    lock()
    assert locked(*told("a guess of mine"), "entries") == 1  # a password that is given is looked at
    keyring.kept.clear()
    assert "A password is needed" in locked.refused("entries")


def test_the_keyring_is_chosen_and_given_up_again(locked, told, monkeypatch):
    keyring = MemoryKeyring()
    monkeypatch.setattr(desktop_keyring, "open_keyring", lambda: keyring)
    monkeypatch.setattr(sys, "stdin", None)
    assert locked.done(*told(PASSWORD), "password", "keyring", "on") == (
        "Open without asking on this computer: on\n"
        "Whoever is logged in here as you can open the diary then. The password and the recovery code still open it too.\n"
    )
    lock()
    assert [entry["note"] for entry in locked.json("entries")] == ["a canary"]
    assert locked.done("password", "keyring", "off") == "Open without asking on this computer: off\n"
    assert keyring.kept == {}
    lock()
    assert "A password is needed" in locked.refused("entries")


def test_a_keyring_that_cannot_take_it_a_diary_without_a_password_and_no_such_choice_change_nothing(locked, told, monkeypatch):
    keyring = MemoryKeyring()
    keyring.fault = RuntimeError("no keyring on the bus")
    monkeypatch.setattr(desktop_keyring, "open_keyring", lambda: keyring)
    assert "keyring of this computer is locked or missing" in locked_error(locked, *told(PASSWORD), "password", "keyring", "on")
    assert locked(*told(PASSWORD), "password", "keyring", "maybe") == 2
    locked.done(*told(PASSWORD), "password", "off")
    for state in ("on", "off"):
        assert "The diary has no password. Nothing was changed." in locked_error(locked, "password", "keyring", state)


def test_a_diary_without_a_password_imports_nothing_of_one(command):
    script = "import sys, main; code = main.main(sys.argv[1:]); print(code, *sys.modules)"
    start = [sys.executable, "-c", script, "--data-dir", str(command.folder), "check"]
    done = subprocess.run(start, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    code, *modules = done.stdout.splitlines()[-1].split()
    assert code == "0"
    assert [name for name in modules if "cipher" in name or "password" in name or "cryptography" in name or "keyring" in name] == []


def test_without_what_it_needs_the_switch_says_what_to_install_and_a_locked_diary_too(locked, told, monkeypatch):
    monkeypatch.setattr("tracker.storage.encryption_extra.NEEDED", ("sqlcipher3", "no_such_package"))
    for words in (("entries",), ("password", "off")):
        assert "-m pip install sqlcipher3 no_such_package\n" in locked_error(locked, *told(PASSWORD), *words)
    elsewhere = CommandLine(locked.folder.parent / "elsewhere", locked.clock, locked.captured)
    assert "-m pip install sqlcipher3 no_such_package\n" in locked_error(elsewhere, "password", "on")


def locked_error(command: CommandLine, *words: str) -> str:
    """What a command that is refused says."""
    assert (command(*words), command.out) == (1, "")
    return command.err
