"""Files in the format of age: what is sealed here another hand's program opens, and the other way round; what is cut, changed or joined is told."""

import io
import os
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import Self

import pytest

from tests.age_by_hand import CHUNK, TAG, sealed
from tests.password import OTHER, PASSWORD
from tracker import age_format, age_process
from tracker.age_format import HARDEST, NotWhole, TooHard, WrongPassword, open_steps, seal_steps
from tracker.steps import run_to_end

SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7)
# As version 0.1 sealed it, without pyrage, stretched as age's own program does.
MADE_BEFORE = b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCA4ZmlES2hGcjV6alpxWGtaU2l2cFNBIDE4CkFhMnJTS0N3azdzY2dIUXVUbjZGanJzTz"
    "VESGJtY0thVGZLam5oRUtaaGsKLS0tIC9VSFJNV0dEcW5vQVMvd2hZQyswNjBxdW5mUkp6MUtxSXZjajlQQ1NRTlUK01SSDQ5NquPWhNjVQLOy"
    "hS61lACqybeMMKS/OPrsd4PEZ3U7ywIE"
)


@pytest.fixture
def done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that opens is run in this process: a hundred of their own would take a minute."""

    class Stream:
        def __init__(self, content: bytes = b"") -> None:
            self.buffer = io.BytesIO(content)

    class Here(InPlace):
        def communicate(self, given: bytes) -> tuple[bytes, None]:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(sys, "argv", self.command[2:])
                patch.setattr(sys, "stdin", Stream(given))
                patch.setattr(sys, "stdout", out := Stream())
                self.returncode = age_process.main()
            return out.buffer.getvalue(), None

    monkeypatch.setattr(subprocess, "Popen", Here)


class InPlace:
    """In the place of a process; what it says is in `said`."""

    said = b""
    returncode = 0

    def __init__(self, command: list[str], **options: object) -> None:
        self.command, self.options = command, options

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        pass

    def communicate(self, _given: bytes) -> tuple[bytes, None]:
        return self.said, None

    def kill(self) -> None:
        pass


def opened(file: bytes, password: str) -> bytes:
    return run_to_end(open_steps(file, password))


def content(size: int) -> bytes:
    return bytes(number * 7 % 251 for number in range(size))


@pytest.mark.usefixtures("done_here")
@pytest.mark.parametrize("size", SIZES)
def test_what_another_hand_sealed_is_opened_here(size):
    assert opened(sealed(content(size), PASSWORD), PASSWORD) == content(size)


def test_what_is_sealed_here_is_opened_by_its_password_alone_whatever_is_in_it():
    file = run_to_end(seal_steps(content(2 * CHUNK + 7), "ß Ωmega 😀"))
    assert opened(file, "ß Ωmega 😀") == content(2 * CHUNK + 7)
    with pytest.raises(WrongPassword):
        opened(file, PASSWORD)


def test_a_file_made_before_by_other_hands_still_opens():
    assert opened(MADE_BEFORE, PASSWORD) == b"a diary"


def test_nobody_waits_for_a_password_that_is_no_text():
    with pytest.raises(WrongPassword):
        opened(MADE_BEFORE, "half of a pair \udc80")


@pytest.mark.usefixtures("done_here")
@pytest.mark.parametrize("size", SIZES)
def test_a_cut_is_told_wherever_it_is(size):
    file = sealed(content(size), PASSWORD)
    body = len(file) - size - TAG * max(1, -(-size // CHUNK))
    for end in {0, 10, 30, 100, body - 16, body, len(file) - CHUNK, len(file) - CHUNK - TAG, len(file) - TAG - 1, len(file) - TAG, len(file) - 1}:
        if 0 <= end < len(file):
            with pytest.raises(NotWhole):
                opened(file[:end], PASSWORD)


@pytest.mark.usefixtures("done_here")
def test_a_changed_byte_is_told_wherever_it_is():
    file = sealed(b"a diary", PASSWORD)
    for place in range(len(file)):
        for bit in (1, 128):
            spoilt = bytearray(file)
            spoilt[place] ^= bit
            with pytest.raises((NotWhole, WrongPassword)):
                opened(bytes(spoilt), PASSWORD)


@pytest.mark.usefixtures("done_here")
def test_chunks_in_another_order_or_behind_the_end_are_told():
    file = sealed(content(3 * CHUNK), PASSWORD)
    long = CHUNK + TAG
    start = len(file) - 3 * long
    first, second, third = (file[start + long * place : start + long * (place + 1)] for place in range(3))
    for chunks in ((second, first, third), (first, third), (first, second), (first, second, third, third), (first, second, third, b"x")):
        with pytest.raises(NotWhole):
            opened(file[:start] + b"".join(chunks), PASSWORD)


@pytest.mark.usefixtures("done_here")
def test_a_wrong_password_is_told():
    with pytest.raises(WrongPassword):
        opened(sealed(b"a diary", PASSWORD), OTHER)


def test_one_that_is_made_to_fill_the_memory_is_not_begun(monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", None)
    file = sealed(b"a diary", PASSWORD)
    for power in (HARDEST + 1, 63, 99):
        with pytest.raises(TooHard):
            opened(file.replace(b" 1\n", b" %d\n" % power, 1), PASSWORD)


def test_one_that_would_be_too_hard_to_open_again_is_not_made(monkeypatch):
    hard = sealed(b"a diary", PASSWORD).replace(b" 1\n", b" %d\n" % (HARDEST + 1), 1)
    monkeypatch.setattr(InPlace, "said", hard)
    monkeypatch.setattr(subprocess, "Popen", InPlace)
    with pytest.raises(OSError, match="memory"):
        run_to_end(seal_steps(b"a diary", PASSWORD))


@pytest.mark.usefixtures("done_here")
def test_a_computer_that_seems_too_slow_for_a_moment_is_asked_again(monkeypatch):
    from pyrage import DecryptError, passphrase

    file, refused = sealed(b"a diary", PASSWORD), []

    def decrypt(content: bytes, password: str) -> bytes:
        if len(refused) < times:
            refused.append(password)
            raise DecryptError("Excessive work parameter for passphrase.\nDecryption would take around 16 seconds.")
        return real(content, password)

    real, times = passphrase.decrypt, 2
    monkeypatch.setattr(passphrase, "decrypt", decrypt)
    assert opened(file, PASSWORD) == b"a diary"
    times = 1_000
    with pytest.raises(TooHard):
        opened(file, PASSWORD)


@pytest.mark.parametrize("deed", [seal_steps, open_steps])
def test_where_the_memory_does_not_suffice_it_is_told(monkeypatch, tmp_path, deed):
    (dies := tmp_path / "dies.py").write_text("import os; os.abort()")
    monkeypatch.setattr(age_format, "PROGRAM", dies)
    with pytest.raises(OSError, match="memory"):
        run_to_end(deed(MADE_BEFORE, PASSWORD))


def test_neither_the_password_nor_what_is_sealed_is_among_what_a_process_is_called_with(monkeypatch):
    called: list[object] = []

    class Told(InPlace):
        said = MADE_BEFORE

        def __init__(self, command: list[str], **options: object) -> None:
            called.extend([command, options])

    monkeypatch.setattr(subprocess, "Popen", Told)
    run_to_end(seal_steps(b"a diary", PASSWORD))
    opened(MADE_BEFORE, PASSWORD)
    assert len(called) == 4
    assert PASSWORD not in repr(called)
    assert "a diary" not in repr(called)


def test_other_things_have_their_turn_while_it_runs_however_much_goes_through_its_pipes(monkeypatch, tmp_path):
    waiting_program(monkeypatch, tmp_path)
    much = content(1 << 20)  # more than a pipe holds
    work = seal_steps(much, PASSWORD)
    for _turn in range(5):
        next(work)
    (tmp_path / "word").touch()
    assert run_to_end(work).endswith(much)


def test_given_up_the_process_is_gone(monkeypatch, tmp_path):
    waiting_program(monkeypatch, tmp_path)
    for much in (b"a diary", content(1 << 20)):
        work = seal_steps(much, PASSWORD)
        while not (tmp_path / "begun").exists():
            next(work)
        process = int((tmp_path / "begun").read_text())
        work.close()
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
        (tmp_path / "begun").unlink()


def waiting_program(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """In the place of the program that seals: writes its number down, waits for a file to be there, and says what it was given behind a header."""
    (folder / "waits.py").write_text(f"""
import os, sys, time
from pathlib import Path
from typing import Self
(begun := Path("begun.new")).write_text(str(os.getpid()))
begun.rename("begun")
while not Path("word").exists():
    time.sleep(0.01)
sys.stdout.buffer.write({MADE_BEFORE[:60]!r} + sys.stdin.buffer.read())
""")
    monkeypatch.setattr(age_format, "PROGRAM", folder / "waits.py")
    monkeypatch.chdir(folder)
